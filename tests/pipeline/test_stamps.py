"""Stamps in bright ink: their words, without the frame about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.hands import font_of
from corpus.layout import installed
from pipeline.read import own_reader
from pipeline.stamps import read_stamps


@pytest.mark.parametrize("angle", [0.0, 3.0, -2.5])
@pytest.mark.parametrize("words", ["ด่วนมาก", "ด่วนที่สุด", "เวลา ๑๐.๓๐ น."])
def test_a_framed_stamp_gives_its_words_and_nothing_of_its_frame(words: str, angle: float) -> None:
    image = Image.new("L", (600, 260), 255)
    draw = ImageDraw.Draw(image)
    draw.rectangle([90, 70, 510, 190], outline=100, width=4)
    draw.text((300, 125), words, font=font_of(Path(installed()["Laksaman"]), 64), fill=100, anchor="mm")
    turned = image.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    (stamp,) = read_stamps(np.asarray(turned), own_reader)
    assert ["".join(glyph.text for glyph in line) for line in stamp] == [words]
