"""Stamps in bright ink: their words, without the frame about them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.hands import font_of
from corpus.layout import installed
from pipeline.ink import split_ink
from pipeline.read import own_reader, read_picture
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


_STAMP = ("เทศบาลตำบลหนองตัวอย่าง", "เลขรับ ๒๐๘๐", "วันที่ ๑๗ ก.พ. ๖๘", "เวลา ๑๓.๒๔ น.")
_PRINT = "ที่ ศธ ๐๔๐๘๒/ว ๖๐๑"


def _received(quality: int = 50) -> Image.Image:
    """A page with a line of print and a small blue stamp beside it, as a scanner's JPEG keeps them."""
    page = Image.new("RGB", (1654, 700), (240, 237, 228))
    draw = ImageDraw.Draw(page)
    for row in range(4):
        draw.text((150, 380 + 70 * row), _PRINT, font=font_of(Path(installed()["Laksaman"]), 46), fill=(25, 25, 25))
    draw.rectangle([1000, 60, 1500, 270], outline=(70, 90, 180), width=2)
    for row, words in enumerate(_STAMP):
        face = font_of(Path(installed()["Laksaman"]), 30)
        draw.text((1020, 70 + 46 * row), words, font=face, fill=(70, 90, 180))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=quality)
    return Image.open(BytesIO(kept.getvalue())).convert("RGB")


@pytest.mark.parametrize("quality", [90, 50, 25])
def test_a_receipt_stamp_whose_thin_strokes_lost_their_colour_is_read_once_and_whole(quality: int) -> None:
    lines = [line for line in read_picture(_received(quality))[0].splitlines() if line]
    assert lines == [*_STAMP, *[_PRINT] * 4]


def test_a_stamp_s_ink_is_whole_apart_and_print_is_not_among_it() -> None:
    print_only, ink = split_ink(np.asarray(_received()))
    assert (print_only[60:275, 1000:1500] < 128).sum() == 0
    assert (ink[350:, :900] < 128).sum() == 0
    assert (ink[75:260, 1010:1490] < 200).mean() > 0.03


def test_on_coloured_paper_nothing_of_the_print_is_taken_for_ink() -> None:
    yellow = Image.new("RGB", (900, 300), (250, 235, 150))
    draw = ImageDraw.Draw(yellow)
    draw.text((60, 100), _PRINT, font=font_of(Path(installed()["Laksaman"]), 46), fill=(110, 100, 80))
    print_only, ink = split_ink(np.asarray(yellow))
    assert (ink == 255).all() and (print_only[100:170] < 128).sum() > 1000


def test_a_name_beneath_a_signature_in_ink_stays_print() -> None:
    page = Image.new("RGB", (1200, 400), (240, 237, 228))
    draw = ImageDraw.Draw(page)
    draw.line([(300, 150), (400, 60), (420, 170), (560, 50), (600, 165), (760, 70)], fill=(45, 60, 130), width=6)
    draw.text((280, 168), "(นายทดสอบ ใจดี)", font=font_of(Path(installed()["Laksaman"]), 46), fill=(75, 75, 75))
    kept = BytesIO()
    page.save(kept, "JPEG", quality=60)
    print_only, ink = split_ink(np.asarray(Image.open(BytesIO(kept.getvalue())).convert("RGB")))
    assert (print_only[190:240, 280:560] < 128).sum() > 1500
    assert (ink[190:240, 280:560] < 128).sum() < 150
