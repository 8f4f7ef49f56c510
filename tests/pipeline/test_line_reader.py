"""Our own reader runs the network as Tesseract does: the same file, the same letters."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.layout import font_file
from pipeline.errors import MachineError
from pipeline.line_reader import model, read_lines
from pipeline.lstm_file import read_lstm
from pipeline.read import MODEL
from pipeline.traineddata import LSTM, characters, pack, unpack


def _drawn(text: str) -> Any:
    font = ImageFont.truetype(font_file(), 40)
    box = font.getbbox(text)
    image = Image.new("L", (int(box[2]) + 12, int(box[3] - box[1]) + 12), 255)
    ImageDraw.Draw(image).text((6, 6 - box[1]), text, font=font, fill=0)
    return np.asarray(image)


def _read(*texts: str) -> list[str]:
    return ["".join(g.text for g in line) for line in read_lines(MODEL, [_drawn(t) for t in texts])]


def test_all_ten_thai_digits_and_the_arabic_ones_are_read() -> None:
    texts = ["๐๑๒๓๔๕๖๗๘๙", "๙๘๗๖๕๔๓๒๑๐", "ที่ มท ๐๒๑๑.๔/ว ๖๗๘๙", "๑๙ กรกฎาคม ๒๕๖๗", "0123456789"]
    assert _read(*texts) == texts


def test_a_line_reads_the_same_alone_and_among_longer_ones() -> None:
    alone = _read("ภายในวันที่ ๗ เมษายน ๒๕๖๘")
    assert _read("ที่ ศธ ๐๔๐๐๙/ว ๑๒๓๔ ลงวันที่ ๑๖ กันยายน ๒๕๖๘", "ภายในวันที่ ๗ เมษายน ๒๕๖๘", "๙")[1:2] == alone


def test_each_character_stands_right_of_the_one_before() -> None:
    (glyphs,) = read_lines(MODEL, [_drawn("ที่ นร ๐๕๐๕/ว ๑๒๓")])
    assert [g.left for g in glyphs] == sorted(g.left for g in glyphs)
    assert all(0 <= g.left < g.right for g in glyphs)
    assert all(0 < g.confidence <= 1 for g in glyphs)


def test_a_missing_model_is_told_with_its_remedy(tmp_path: Any) -> None:
    with pytest.raises(MachineError):
        model(tmp_path / "none.traineddata")


def test_a_model_file_comes_apart_and_together_again() -> None:
    data = MODEL.read_bytes()
    parts = unpack(data)
    assert unpack(pack(parts)) == parts
    assert set("๐๑๒๓๔๕๖๗๘๙กฮaZ./") <= set(characters(parts))


def test_a_network_put_into_floats_reads_back_the_same() -> None:
    network = read_lstm(unpack(MODEL.read_bytes())[LSTM])
    again = read_lstm(network.to_bytes())
    assert all((a == b).all() for a, b in zip(network.matrices, again.matrices, strict=True))
    assert again.to_bytes() == network.to_bytes()


def test_a_network_that_ends_early_is_refused() -> None:
    lstm = unpack(MODEL.read_bytes())[LSTM]
    for size in random.Random(1).sample(range(10, len(lstm) // 2), 5):
        with pytest.raises(ValueError, match="ends early"):
            read_lstm(lstm[:size])
