"""What stands in a box of the picture: whole words, as many as there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outputs.graph_html import _rows, _width

THAI = st.text(st.sampled_from("กขคงจมยรลวสอะาเแโใไิีุู่้๊๋์ ๑๒/"), max_size=120)


def test_a_line_ends_where_a_word_does() -> None:
    assert _rows("การเตรียมความพร้อมป้องกันและแก้ไขปัญหาภัยแล้ง", 3) == [
        "การเตรียมความพร้อมป้องกัน", "และแก้ไขปัญหาภัยแล้ง",
    ]  # fmt: skip


def test_what_there_is_no_room_for_is_told_by_a_mark() -> None:
    assert _rows("แบบสำรวจภาชนะเก็บน้ำกลางประจำหมู่บ้าน", 1, 19) == ["แบบสำรวจภาชนะเก็บน้ำ…"]


@given(THAI)
def test_no_line_is_wider_than_its_box_and_nothing_is_lost(text: str) -> None:
    rows = _rows(text, 1000)
    assert "".join("".join(rows).split()) == "".join(text.split())
    assert all(_width(row) <= 23 for row in rows)
