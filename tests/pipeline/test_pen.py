"""Pen beside the print: it belongs to its line, and what is read from it is never sure."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.layout import font_file
from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import REVIEW_BELOW, Page
from pipeline.confidence import weigh
from pipeline.glyphs import Glyph
from pipeline.pen import Stroke, strokes, with_pen
from pipeline.read import read_picture

PRINTED = tuple(Glyph(c, 100 + 12 * at, 200, 110 + 12 * at, 240, 0.99) for at, c in enumerate("ที่ ศธ ๐๔๐๒๕/"))
WHOLE = np.full((600, 900), 255, dtype=np.uint8)


def _again(text: str) -> Any:
    glyphs = tuple(Glyph(c, 9 + 12 * at, 0, 19 + 12 * at, 40, 0.99) for at, c in enumerate(text))
    return lambda picture: [glyphs]


def test_ink_the_size_of_a_number_is_a_stroke_and_a_stamp_is_none() -> None:
    ink = np.full((600, 900), 255, dtype=np.uint8)
    ink[200:225, 300:360] = 0
    ink[400:560, 100:500] = 0
    (stroke,) = strokes(ink)
    assert (stroke.left, stroke.right) == (300, 360)


def test_a_line_with_pen_on_it_is_read_again_and_the_written_part_is_unsure() -> None:
    (line,), taken = with_pen([PRINTED], [Stroke(265, 202, 320, 236)], WHOLE, _again("ที่ ศธ ๐๔๐๒๕/๓๔๕๘"))
    assert "".join(g.text for g in line).endswith("/๓๔๕๘")
    assert len(taken) == 1
    assert all(g.confidence < REVIEW_BELOW for g in line[-4:])
    assert all(g.confidence > REVIEW_BELOW for g in line[:8])


def test_pen_far_from_any_line_changes_nothing() -> None:
    lines, taken = with_pen([PRINTED], [Stroke(265, 400, 320, 436)], WHOLE, _again("x"))
    assert (lines, taken) == ([PRINTED], [])


@pytest.mark.slow
def test_a_number_written_in_blue_is_found_and_marked() -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    draw, font = ImageDraw.Draw(page), ImageFont.truetype(font_file(), 46)
    rows = ["เรื่อง ขอให้รายงานผลการดำเนินงาน", "เรียน ผู้ว่าราชการจังหวัดทุกจังหวัด", "ด้วยกระทรวงศึกษาธิการขอให้จังหวัดรายงานผล"]
    draw.text((230, 300), "ที่ ศธ ๐๔๐๒๕/", font=font, fill=0)
    draw.text((525, 292), "๓๔๕๘", font=ImageFont.truetype(font_file(), 52), fill=(28, 52, 170))
    draw.text((800, 380), "๑๙ กรกฎาคม ๒๕๖๗", font=font, fill=0)
    for at, row in enumerate(rows):
        draw.text((230, 460 + 80 * at), row, font=font, fill=0)
    text, words = read_picture(page)
    read = Page(1, text, words, "ocr")
    (letter,) = (weigh(found, [read]) for found in read_letters(Document((read,))))
    assert letter.reference_number is not None
    assert str(letter.reference_number.value) == "ศธ 04025/3458"
    assert letter.reference_number.evidence.confidence < REVIEW_BELOW
    assert letter.date is not None
    assert letter.date.evidence.confidence >= REVIEW_BELOW
