"""Dates and times in Thai letters: every form there and back, what an OCR leaves of them, and what is no date."""

from __future__ import annotations

import time as clock
import tomllib
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import DateMatch, find_dates, find_time, parse_date, thai_date, to_thai_digits
from extractors.document import fold_digits

TABLE = tomllib.loads(Path(__file__).with_name("date_cases.toml").read_text(encoding="utf-8"))
CASES = [(text, want) for group in TABLE.values() for text, want in group["cases"]]
LETTER_YEARS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def _shown(match: DateMatch) -> str:
    precision = [] if match.precision == "day" and not match.doubts else [match.precision]
    return " ".join([str(match.value), *precision, *match.doubts])


@pytest.mark.parametrize(("text", "want"), CASES)
def test_dates_of_the_table(text: str, want: list[str]) -> None:
    assert [_shown(match) for match in find_dates(text)] == want


@pytest.mark.parametrize(("text", "want"), CASES)
def test_thai_and_arabic_digits_are_the_same_to_it(text: str, want: list[str]) -> None:
    assert [_shown(match) for match in find_dates(to_thai_digits(text))] == want


def test_a_match_is_cut_from_the_text_by_its_offsets() -> None:
    text = "ตามหนังสือลงวันที่ ๓ ธันวาคม ๒๕๖๗ นั้น"
    (match,) = find_dates(text)
    assert text[match.start : match.end] == "๓ ธันวาคม ๒๕๖๗"


def test_what_is_doubted_is_less_sure_than_what_is_not() -> None:
    plain, repaired, differs = (
        find_dates(text)[0].confidence for text in ("11 มีนาคม 2567", "l1 มีนาคม 2567", "วันศุกร์ที่ 11 มีนาคม 2567")
    )
    assert plain >= 0.95 > 0.8 > max(repaired, differs)


@given(LETTER_YEARS, st.sampled_from(["thai", "arabic"]), st.booleans())
def test_a_date_shown_is_read_back(day: date, digits: str, short: bool) -> None:
    assert parse_date(thai_date(day, digits, short)) == day


@given(LETTER_YEARS, st.booleans())
def test_a_date_stands_out_of_any_sentence_around_it(day: date, short: bool) -> None:
    text = f"ตามหนังสือจังหวัด ลงวันที่ {thai_date(day, short=short)} ให้ทราบ จำนวน ๓ ชุด"
    assert [match.value for match in find_dates(text)] == [day]


@given(st.text(alphabet="0123456789๐๑๒๙ มค.ธย/-,\nวันที่เดือนมีนาคมพ.ศ.lOถึง", max_size=60))
def test_any_text_gives_dates_in_order_within_it(text: str) -> None:
    matches = find_dates(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))
    assert all(0 < m.confidence <= 1 for m in matches)


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    find_dates(text)
    find_time(text)
    parse_date(text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("๑๖.๓๐ น.", [time(16, 30)]),
        ("16:13", [time(16, 13)]),
        ("เวลา ๐๙.๐๐ นาฬิกา", [time(9, 0)]),
        ("เวลา 9.30 น. ถึง 16.30 น.", [time(9, 30), time(16, 30)]),
        ("เวลา 24.00 น.", [time(0, 0)]),
        ("16.75 น.", []),
        ("25.30 น.", []),
        ("มท 0211.1/ว 506", []),
    ],
)
def test_hours_of_the_day(text: str, want: list[time]) -> None:
    assert [match.value for match in find_time(text)] == want


def test_a_single_day_typed_by_a_person_is_parsed() -> None:
    typed = ("๑ มี.ค. ๖๔", "1/3/2564", "2021-03-01", "2564-03-01", "1 มีนาคม 2564")
    assert {parse_date(text) for text in typed} == {date(2021, 3, 1)}


@pytest.mark.parametrize("text", ["มีนาคม 2564", "1 มีนาคม 2564 หรือ 5/3/2564", "2564-13-01", "ไม่มี"])
def test_what_is_no_single_day_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_dates_are_shown_as_offices_write_them() -> None:
    day = date(2021, 3, 1)
    assert thai_date(day) == "๑ มีนาคม ๒๕๖๔"
    assert thai_date(day, short=True) == "๑ มี.ค. ๖๔"
    assert thai_date(day, digits="arabic") == "1 มีนาคม 2564"


@given(st.text(alphabet="0123456789 /.ว", max_size=30))
def test_thai_digits_there_and_back(text: str) -> None:
    assert fold_digits(to_thai_digits(text)) == text


@pytest.mark.parametrize("unit", ["ว", "1", "1 ", " ", "\n", "ม.ค.", "1/", "1 มีนาคม ", "2 5 ", "เดือน", "...", "1, "])
def test_no_input_is_slow(unit: str) -> None:
    """A text that repeats one thing 100,000 characters long; a rule that backtracks would take minutes."""
    text = unit * (100_000 // len(unit))
    begin = clock.process_time()
    find_dates(text)
    find_time(text)
    assert clock.process_time() - begin < 3
