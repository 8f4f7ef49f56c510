"""Lines in the order in which a person reads them."""

from __future__ import annotations

from extractors.model import Box
from pipeline.order import Line, in_order
from pipeline.text import Token, assemble

HERE = Box(0.1, 0.1, 0.2, 0.2)


def _line(text: str, left: float, top: float, sure: float = 0.9) -> Line:
    return Line((Token(text, HERE, sure),), left, top, left + 10 * len(text), top + 20)


BODY = [_line("ที่กข๑๒/๓๔", 0, 0), _line("เรื่องทดสอบ", 0, 40), _line("เรียนผู้ว่า", 0, 80), _line("ข้อความ", 0, 120)]


def _text(printed: list[Line], *stamps: list[Line]) -> str:
    return assemble(in_order(printed, stamps))[0]


def test_lines_go_from_the_top_down_whatever_order_they_came_in() -> None:
    assert _text(BODY[::-1]) == "ที่กข๑๒/๓๔\nเรื่องทดสอบ\nเรียนผู้ว่า\nข้อความ"


def test_what_stands_beside_a_line_is_part_of_it() -> None:
    assert _text([*BODY, _line("กรมตัวอย่าง", 300, 3)]).startswith("ที่กข๑๒/๓๔   กรมตัวอย่าง\n")


def test_a_wide_gap_is_a_blank_line() -> None:
    assert _text([*BODY, _line("ลงชื่อ", 0, 220)]).endswith("ข้อความ\n\nลงชื่อ")


def test_a_stamp_beside_the_head_is_not_mixed_with_its_lines() -> None:
    stamp = [_line("เลขรับ๒๓๕๑", 400, 30), _line("วันที่๒๔พ.ย.๖๘", 400, 55)]
    assert _text(BODY, stamp).splitlines()[:3] == ["ที่กข๑๒/๓๔", "", "เลขรับ๒๓๕๑"]
    assert "เลขรับ๒๓๕๑\nวันที่๒๔พ.ย.๖๘\n" in _text(BODY, stamp)


STAMP = [_line("เทศบาลตำบลหนองตัวอย่าง", 400, 30), _line("เลขรับ๒๓๕๑", 400, 60), _line("วันที่๒๔พ.ย.๖๘", 400, 90)]


def test_what_is_left_of_a_stamp_among_the_print_is_not_told_twice() -> None:
    assert _text([*BODY, _line("เลขวับ๒๓๕๑", 405, 61)], STAMP) == _text(BODY, STAMP)
    assert _text([*BODY, _line("ฑง๓าตอ", 405, 88, sure=0.7)], STAMP) == _text(BODY, STAMP)


def test_print_under_a_stamp_stays() -> None:
    assert "กรมการขนส่งทางรางแห่งชาติ" in _text([*BODY, _line("กรมการขนส่งทางรางแห่งชาติ", 405, 61)], STAMP)


def test_the_same_words_beyond_a_stamp_s_frame_stay() -> None:
    assert _text([*BODY, _line("เลขรับ๒๓๕๑", 400, 160)], STAMP).count("เลขรับ๒๓๕๑") == 2
