"""Where paragraphs begin, by where their lines stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.first_lines import Extent, gaps

MARGIN, SET_IN, RIGHT, PITCH = 100.0, 170.0, 700.0, 30.0


def _page(*rows: tuple[float, float] | tuple[float, float, str], step: float = PITCH) -> list[Extent]:
    """Rows `(left, right)`, with their words where they matter, one pitch below the other."""
    return [Extent(row[0], row[1], step * at, row[2] if len(row) == 3 else "กขค") for at, row in enumerate(rows)]


FULL, FIRST, LAST = (MARGIN, RIGHT), (SET_IN, RIGHT), (MARGIN, 300.0)


def test_a_full_line_that_is_set_in_begins_a_paragraph_where_the_next_stands_at_the_margin() -> None:
    assert gaps(_page(FULL, LAST, FIRST, FULL, LAST)) == [False, False, True, False, False]


def test_a_short_line_set_in_as_far_as_first_lines_are_is_a_paragraph_of_its_own() -> None:
    assert gaps(_page(FIRST, FULL, LAST, (SET_IN, 420.0), FIRST, FULL))[3:5] == [True, True]


def test_lines_that_hang_below_a_field_of_the_head_begin_no_paragraph() -> None:
    hung = (SET_IN, 690.0)
    page = _page((MARGIN, 680.0, "เรียน นายอำเภอ"), hung, (MARGIN, RIGHT, "สิ่งที่ส่งมาด้วย ๑. แบบสำรวจ"), FULL, FULL)
    assert not any(gaps(page))


def test_what_a_field_s_full_line_goes_on_with_begins_no_paragraph_though_it_hangs_as_far_in() -> None:
    cited = ((MARGIN, RIGHT, "อ้างถึง หนังสือจังหวัด"), (SET_IN, 690.0, "ที่ ศธ ๐๔๐๘๒/ว ๓๓๐"), (SET_IN, 300.0, "๒๕๖๘"))
    assert gaps(_page(*cited, FIRST, FULL, LAST, FIRST, FULL)) == [*[False] * 3, True, False, False, True, False]


def test_the_next_number_of_a_field_begins_no_paragraph_though_the_line_above_is_short() -> None:
    enclosed = ((MARGIN, 400.0, "สิ่งที่ส่งมาด้วย ๑. แบบสำรวจ"), (SET_IN, 400.0, "๒. คู่มือ"))
    assert gaps(_page(*enclosed, FIRST, FULL, LAST, FIRST, FULL))[:3] == [False, False, True]


def test_a_short_paragraph_below_a_field_that_ends_is_one() -> None:
    page = _page((MARGIN, 400.0, "เรียน นายอำเภอ"), (SET_IN, 420.0), FIRST, FULL, LAST)
    assert gaps(page)[:3] == [False, True, True]


def test_a_wider_step_to_the_next_line_parts_them() -> None:
    rows = _page(FULL, FULL, FULL)
    assert gaps([*rows, Extent(MARGIN, RIGHT, 2 * PITCH + 2 * PITCH, "ก")]) == [False, False, False, True]


def test_a_block_that_is_set_in_whole_is_one_paragraph() -> None:
    assert gaps(_page(FIRST, FULL, LAST, FIRST, FIRST, (SET_IN, 300.0)))[3:6] == [True, False, False]


def test_a_margin_that_moves_down_a_slanting_page_is_followed() -> None:
    page = [Extent(row.left + 2 * at, row.right + 2 * at, row.middle, row.text) for at, row in
            enumerate(_page(*(FULL, FULL, LAST, FIRST) * 8, FULL))]  # fmt: skip
    assert [at for at, gap in enumerate(gaps(page)) if gap] == list(range(3, 32, 4))


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(501, 900)), max_size=30))
def test_neither_the_unit_nor_the_place_of_the_sheet_changes_anything(
    rows: list[tuple[float, float]],
) -> None:
    page = _page(*((round(left), round(right)) for left, right in rows), step=32)
    moved = [Extent(64 * row.left + 128, 64 * row.right + 128, 64 * row.middle, row.text) for row in page]
    assert gaps(moved) == gaps(page)
