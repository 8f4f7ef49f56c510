"""Lines found on a page's picture: each with its own marks, whatever stands above and beneath it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from corpus.layout import font_file
from pipeline.find_lines import cut_lines
from pipeline.image import LETTER_HEIGHT

SIZE = next(
    size
    for size in range(20, 90)
    if (lambda b: b[3] - b[1])(ImageFont.truetype(font_file(), size).getbbox("ก")) >= LETTER_HEIGHT
)


def _page(*rows: tuple[int, int, str], size: int = SIZE) -> Any:
    image = Image.new("L", (1200, 700), 255)
    draw = ImageDraw.Draw(image)
    for left, base, text in rows:
        draw.text((left, base), text, font=ImageFont.truetype(font_file(), size), fill=0, anchor="ls")
    return np.asarray(image)


def _ink(picture: Any) -> int:
    return int((picture < 128).sum())


def test_each_row_of_print_is_one_line_from_the_top_down() -> None:
    cuts = cut_lines(
        _page((100, 100, "เรื่อง ขอให้รายงานผล"), (100, 150, "เรียน ผู้ว่าราชการจังหวัด"), (100, 200, "อ้างถึง หนังสือ"))
    )
    assert len(cuts) == 3
    assert [c.tops[0] for c in cuts] == sorted(c.tops[0] for c in cuts)


def test_columns_on_one_height_are_two_lines() -> None:
    cuts = cut_lines(_page((100, 100, "ที่ กข ๐๑๐๑/ว ๔๖๗๘๙"), (700, 100, "กรมตัวอย่าง")))
    assert [c.left < 400 for c in sorted(cuts, key=lambda c: c.left)] == [True, False]


def test_a_page_without_ink_has_no_lines() -> None:
    assert cut_lines(np.full((400, 400), 255, dtype=np.uint8)) == []


def test_a_lines_marks_come_with_it_and_none_of_its_neighbours_do() -> None:
    alone = _page((100, 300, "ดังนี้ ที่ตั้งขึ้นนี้"))
    # Set so close that the tones of one line stand among the feet of the other.
    close = _page((100, 260, "ผู้ปฏิบัติรู้อยู่"), (100, 300, "ดังนี้ ที่ตั้งขึ้นนี้"), (100, 340, "ชั้นที่ขึ้นไปนั้น"))
    (single,) = cut_lines(alone)
    lines = cut_lines(close)
    assert len(lines) == 3
    assert abs(_ink(lines[1].picture) - _ink(single.picture)) <= 0.02 * _ink(single.picture)


def test_lines_that_lean_more_and_more_down_the_page_stay_whole() -> None:
    import cv2

    rows = [(100, 60 + 40 * n, "อ้างถึง ที่ พณ ๐๑๖๐/ว ๕๕๘๔๔ ลงวันที่ ๑๐ กุมภาพันธ์ ๒๕๗๐") for n in range(15)]
    page = _page(*rows)
    height, width = page.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    # From level at the top to one in twelve at the foot, as a page photographed from the side.
    bent = cv2.remap(page, x, y + 0.08 * (x - 200) * y / height, cv2.INTER_LINEAR, borderValue=255)
    cuts = cut_lines(bent)
    assert len(cuts) == 15
    assert len({cut.left for cut in cuts}) <= 3


def test_no_ink_of_print_is_lost() -> None:
    page = _page((100, 100, "๑. ให้จังหวัดรายงาน ๑.๑ ภายในวันที่ ๓๑ มีนาคม ๒๕๖๙ : (ก)"), (160, 160, "-๒-"))
    assert sum(_ink(cut.picture) for cut in cut_lines(page)) == _ink(page)


def test_a_heading_twice_as_tall_is_a_line_too() -> None:
    (cut,) = cut_lines(_page((100, 200, "บันทึกข้อความ"), size=2 * SIZE))
    assert cut.picture.shape[0] > 2 * LETTER_HEIGHT


def _leaning(page: Any, degrees: float, bend: float = 0) -> Any:
    """The page with each column moved down the farther it stands to the right; `bend`: as a bound page bends."""
    drop = [round(x * np.tan(np.radians(degrees)) + bend * (x / 600) ** 2) for x in range(page.shape[1])]
    return np.stack([np.roll(page[:, x], d) for x, d in enumerate(drop)], axis=1)


@pytest.mark.parametrize(("degrees", "bend"), [(1.5, 0.0), (-1.5, 0.0), (0.0, 12.0)])
def test_a_line_that_slopes_or_bends_is_cut_level(degrees: float, bend: float) -> None:
    page = _page((60, 300, "ให้จังหวัดรายงานผลการดำเนินงานตามแผนพัฒนาท้องถิ่น ภายในเดือนมีนาคม"))
    (straight,) = cut_lines(page)
    (level,) = cut_lines(_leaning(page, degrees, bend))
    assert abs(level.picture.shape[0] - straight.picture.shape[0]) <= 4
    assert abs(_ink(level.picture) - _ink(straight.picture)) <= 0.02 * _ink(straight.picture)
    assert np.ptp(level.tops) > 8


def test_a_tone_that_touches_the_foot_of_the_line_above_stays_with_its_own() -> None:
    below = _page((100, 300, "ดังนี้ ที่นี่ วันที่ ชื่อ นั้น"))
    above = 300 - round(1.95 * LETTER_HEIGHT)
    page = np.minimum(below, _page((100, above, "สารบรรณการบรรณสารธรรม")))
    joined = page.copy()
    # A bridge of one dot, as a copier leaves it, from each tone up to the foot over it.
    rows = np.arange(above - 1, above + 4)
    for x in np.flatnonzero((below[above + 1 : above + 4] < 128).any(axis=0))[::3]:
        joined[rows, x] = 0
    (alone,) = cut_lines(below)
    lower = cut_lines(joined)[-1]
    assert _ink(lower.picture) >= 0.93 * _ink(alone.picture)


def test_noise_is_no_lines() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1700, 1200)).astype(np.uint8)
    assert cut_lines(noise) == []
