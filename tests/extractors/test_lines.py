"""Lines and what is furniture among them: page numbers, catchwords, specks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document
from extractors.lines import Line, read_lines
from extractors.model import Page


def _lines(*pages: str) -> tuple[Line, ...]:
    return read_lines(Document(tuple(Page(number, text) for number, text in enumerate(pages, start=1))))


def _furniture(*pages: str) -> list[tuple[str, str]]:
    return [(line.text, line.furniture) for line in _lines(*pages) if line.furniture]


@pytest.mark.parametrize("number", ["- ๒ -", "-2-", "– 12 –", "หน้า 2/5", "2"])
def test_a_page_number_is_furniture(number: str) -> None:
    assert _furniture("ข้อความหน้าแรก", f"{number}\nข้อความหน้าถัดไป") == [(number, "page-number")]


@pytest.mark.parametrize("line", ["2. ให้รายงานผล", "- 2 จังหวัด", "๒๕๖๗", "4678"])
def test_what_only_looks_like_a_page_number_is_text(line: str) -> None:
    assert _furniture(f"ข้อความบรรทัดแรก\n{line}\nข้อความต่อไป") == []


@pytest.mark.parametrize("word", ["/๓. ให้สำนักงาน...", "/กำกับ...", "/1.4 การส่งเสริม…"])
def test_a_catchword_is_furniture(word: str) -> None:
    assert _furniture(f"ข้อความหน้าแรก\n{word}", "ข้อความหน้าถัดไป") == [(word, "catchword")]


def test_a_catchword_that_lost_its_slash_counts_only_before_a_page_turn() -> None:
    assert _furniture("ข้อความ\n4. ให้จังหวัด...", "4. ให้จังหวัดรายงาน") == [("4. ให้จังหวัด...", "catchword")]
    assert _furniture("ข้อความ\n4. ให้จังหวัด...\nรายงานผล") == []


def test_a_catchword_with_a_note_of_hand_beneath_it_is_known_by_the_next_page_that_says_it_again() -> None:
    page = "ข้อความ\n4. เมื่อพบสะพานชำรุด...\nสน. 1124"
    assert _furniture(page, "-2-\n4. เมื่อพบสะพานชำรุดให้ปิดทาง") == [
        ("4. เมื่อพบสะพานชำรุด...", "catchword"),
        ("-2-", "page-number"),
    ]
    assert _furniture(page, "-2-\n5. ให้อำเภอรายงาน") == [("-2-", "page-number")]


@pytest.mark.parametrize("speck", ["* * *", "-------------", ". ,", "__"])
def test_dirt_is_a_speck(speck: str) -> None:
    assert _furniture(f"ข้อความบรรทัดแรก\n{speck}\nข้อความต่อไป") == [(speck, "speck")]


def test_a_blank_line_and_a_page_turn_leave_their_marks() -> None:
    first, second, third, fourth = _lines("ก้อนแรก\n\nก้อนสอง\nก้อนสาม", "หน้าสอง")
    assert [first.gap, second.gap, third.gap, fourth.gap] == [False, True, False, True]
    assert [second.turn, fourth.turn] == [False, True]


def test_the_line_after_a_page_number_still_stands_at_a_page_turn() -> None:
    *_, last = _lines("หน้าแรก", "- 2 -\nหน้าสอง")
    assert last.turn


def test_white_space_at_the_ends_is_no_part_of_a_line() -> None:
    (line,) = _lines("   \t เรื่อง  แผนงาน ๑ \r\n")
    assert line.text == "เรื่อง  แผนงาน ๑"
    assert line.folded == "เรื่อง  แผนงาน 1"


@given(st.lists(st.text(alphabet="กข1๒ \n/.-…", max_size=30), min_size=1, max_size=3))
def test_lines_stand_in_order_at_the_places_they_name_and_lose_no_letter_or_digit(pages: list[str]) -> None:
    document = Document(tuple(Page(number, text) for number, text in enumerate(pages, start=1)))
    lines = read_lines(document)
    assert all(document.text[line.start : line.end] == line.text for line in lines)
    assert [c for line in lines for c in line.text if c.isalnum()] == [c for c in document.text if c.isalnum()]
