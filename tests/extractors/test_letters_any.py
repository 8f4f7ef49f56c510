"""Whatever the text, letters are read without a failure, soon, and without a digit changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from letters_by_hand import BODY, FOOT, HEAD, compose, document_of, read, read_one

from extractors.model import Evidence, Letter

SNIPPETS = [line + "\n" for line in compose().splitlines()] + [
    "\n", "\f", "ถึง  อำเภอ ทุกอำเภอ\n", "บันทึกข้อความ\n", "คำสั่งอำเภอ\n", "เลขรับ ๑๒\n", "- ๒ -\n", "/๓. ให้...\n",
    "(", "1.", "ก. ", "ที่ ", "ว", "๙", " ", "ภายในวันที่ ", "ทุก",
]  # fmt: skip
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _evidence(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _evidence(getattr(value, field.name))


def _check_places(pages: list[str], letters: tuple[Letter, ...]) -> None:
    document = document_of(*pages)
    for letter in letters:
        for evidence in _evidence(letter):
            start, end = document.offset(evidence.span)
            assert evidence.as_read.startswith(document.text[start:end])
            assert evidence.as_read in document.text
            assert 0 <= evidence.confidence <= 1


@few
@given(st.lists(st.text(max_size=200), min_size=1, max_size=3))
def test_any_text_is_read_without_a_failure(pages: list[str]) -> None:
    _check_places(pages, read(*pages))


@few
@given(st.lists(st.lists(st.sampled_from(SNIPPETS), max_size=25).map("".join), min_size=1, max_size=3))
def test_the_lines_of_a_letter_in_any_order_are_read_without_a_failure(pages: list[str]) -> None:
    pages = [page.replace("\f", "\n") for page in pages]
    _check_places(pages, read(*pages))


@few
@given(st.integers(1, 99999), st.integers(1, 31))
def test_the_digits_of_a_number_and_a_date_come_out_as_they_stand(number: int, day: int) -> None:
    head = HEAD.replace("๔๑๒๗", str(number)).replace("๓ กุมภาพันธ์", f"{day} มีนาคม")
    letter = read_one(compose(head))
    assert letter.reference_number and letter.reference_number.value.number == str(number)
    assert letter.date and letter.date.value.day == day


def test_thai_and_arabic_digits_give_the_same_values() -> None:
    thai = read_one(compose())
    arabic = read_one(compose().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")))
    assert thai.reference_number and arabic.reference_number
    assert thai.reference_number.value == arabic.reference_number.value
    assert next(d.deadlines for d in arabic.directives if d.deadlines)[0].due == thai.directives[1].deadlines[0].due


@pytest.mark.parametrize("unit", ["ว", "1", "\n", "ที่ ", " ", "ให้", "1. ", "เรื่อง ก\n", "ที่ มท 1/ว 2\n"])
def test_three_hundred_thousand_characters_of_one_thing_are_soon_done(unit: str) -> None:
    begin = time.process_time()
    read(unit * (300_000 // len(unit)))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("unit", ["ว", "1", " ", "ให้", "ก "])
def test_a_letter_whose_body_is_one_endless_line_is_soon_done(unit: str) -> None:
    begin = time.process_time()
    read(HEAD + BODY + unit * (20_000 // len(unit)) + "\n" + FOOT)
    assert time.process_time() - begin < 5
