"""A page's text as a person would have typed it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Box
from pipeline.text import TextLine, Token, assemble, lines_of, normalise

HERE = Box(0.1, 0.1, 0.2, 0.2)
THAI = st.text(alphabet="กขนมทรลวอำาิีึืุู่้๊๋์ํเแโั็ \n\r\u00a0\u200b๐๑๒๓๔๕๖๗๘๙0123456789./-ab", max_size=60)


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("ดํา", "ดำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("เเละ", "และ"),
        ("ท่ี", "ที่"),
        ("ที ่", "ที่"),
        ("ที่่", "ที่"),
        ("ก\u200bข\ufeff", "กข"),
        ("ก\u00a0ข  \r\nค", "ก ข\nค"),
    ],
)
def test_a_word_is_spelled_as_it_is_typed(raw: str, typed: str) -> None:
    assert normalise(raw) == typed


@given(THAI)
def test_what_is_normal_stays_as_it_is(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once


@given(st.text(max_size=80))
def test_no_digit_is_ever_touched(raw: str) -> None:
    digits = "0123456789๐๑๒๓๔๕๖๗๘๙"
    assert [c for c in normalise(raw) if c in digits] == [c for c in raw if c in digits]


@given(st.lists(st.lists(st.tuples(THAI, st.integers(1, 3)), max_size=4), max_size=4))
def test_each_word_stands_where_it_says(lines: list[list[tuple[str, int]]]) -> None:
    text, words = assemble([TextLine(tuple(Token(t, HERE, 0.9, n) for t, n in line)) for line in lines])
    assert [text[w.start : w.end] for w in words] == [
        normalise(t).strip() for line in lines for t, _ in line if normalise(t).strip()
    ]


@given(st.lists(st.lists(st.tuples(THAI, st.integers(1, 3)), max_size=4), max_size=4), st.booleans())
def test_a_page_can_be_taken_apart_and_put_together_again(lines: list[list[tuple[str, int]]], gap: bool) -> None:
    page = assemble([TextLine(tuple(Token(t, HERE, 0.9, n) for t, n in line), gap) for line in lines])
    assert assemble(lines_of(*page)) == page


def test_a_gap_is_a_blank_line_and_columns_keep_their_spaces() -> None:
    lines = [
        TextLine((Token("ที่", HERE, 1.0), Token("กรม", HERE, 1.0, 3))),
        TextLine((Token("เรื่อง", HERE, 1.0),), gap=True),
    ]
    assert assemble(lines)[0] == "ที่   กรม\n\nเรื่อง"
