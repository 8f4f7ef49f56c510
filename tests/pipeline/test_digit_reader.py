"""The second reader, of single digits: what it reads otherwise, and what a pen wrote, is doubtful."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from corpus.hands import font_of, lay, written
from corpus.layout import installed
from extractors.model import REVIEW_BELOW
from pipeline.digit_reader import CLASSES, doubted
from pipeline.find_lines import Cut, cut_lines
from pipeline.glyphs import Glyph
from pipeline.image import prepare
from pipeline.line_reader import read_lines
from pipeline.read import MODEL

DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def _printed(text: str, face: str = "Laksaman") -> Any:
    image = Image.new("L", (1600, 400), 255)
    ImageDraw.Draw(image).text((100, 80), text, font=font_of(Path(installed()[face]), 46), fill=0)
    return np.asarray(image).copy()


def _read(page: Any) -> list[tuple[Cut, tuple[Glyph, ...]]]:
    """The lines, which say that they are sure of all of it."""
    cuts = cut_lines(prepare(page).picture)
    lines = read_lines(MODEL, [cut.picture for cut in cuts])
    return [(cut, tuple(replace(g, confidence=0.999) for g in line)) for cut, line in zip(cuts, lines, strict=True)]


@pytest.mark.parametrize("face", ["Laksaman", "Norasi", "Kinnari", "Umpush"])
def test_no_printed_digit_is_taken_for_another_or_for_a_pens(face: str) -> None:
    ((cut, glyphs),) = _read(_printed(f"ที่ นย {DIGITS}/ว {DIGITS[::-1]}", face))
    assert all(g.confidence >= REVIEW_BELOW for g in doubted([cut], [glyphs])[0])


def test_a_digit_that_this_reader_sees_as_another_gives_way_to_it_and_is_doubtful() -> None:
    ((cut, glyphs),) = _read(_printed("ที่ นย ๕๒๐๐๑/ว ๓๗"))
    at = next(n for n, g in enumerate(glyphs) if g.text == "๓")
    wrong = (*glyphs[:at], replace(glyphs[at], text="๗"), *glyphs[at + 1 :])
    (line,) = doubted([cut], [wrong])
    assert [n for n, g in enumerate(line) if g.confidence < REVIEW_BELOW] == [at]
    assert (line[at].text, line[at].second) == ("๓", "๗")


def test_lines_without_digits_stay_as_they_are() -> None:
    found = _read(_printed("เรียน นายอำเภอทุกอำเภอ"))
    assert doubted([cut for cut, _ in found], [line for _, line in found]) == [line for _, line in found]


def test_most_digits_that_a_pen_wrote_in_black_are_doubtful() -> None:
    seen = marked = 0
    for seed in range(12):
        dice = random.Random(seed)
        page = _printed("ที่ นย ๕๒๐๐๑/ว")
        made, _ = written("".join(dice.choices(DIGITS, k=3)), 52, Path(installed()["Purisa"]), dice)
        lay(page, made, 420, 80 + font_of(Path(installed()["Laksaman"]), 46).getbbox("กนม")[3] - 104, 0)
        found = _read(page)
        lines = doubted([cut for cut, _ in found], [line for _, line in found])
        pen = [g for line in lines for g in line if g.text in CLASSES][-3:]
        seen, marked = seen + len(pen), marked + sum(g.confidence < REVIEW_BELOW for g in pen)
    assert seen > 20
    assert marked >= 0.85 * seen
