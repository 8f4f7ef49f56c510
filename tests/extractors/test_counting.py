"""Working days: weekends and Thailand's holidays are left out, and the counting is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.counting import add_working_days, first_working_days, holiday
from extractors.dates import count_of


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2025, 2, 7), 3, date(2025, 2, 13)),  # Makha Bucha (12 February) between
        (date(2025, 4, 9), 5, date(2025, 4, 21)),  # Songkran, and its substitute day
        (date(2025, 12, 30), 1, date(2026, 1, 5)),  # the year's end, New Year, the cabinet's special day
        (date(2025, 4, 30), 1, date(2025, 5, 1)),  # Labour Day: offices are open
        (date(2025, 5, 8), 1, date(2025, 5, 13)),  # the Ploughing Ceremony: offices are closed
    ],
)
def test_working_days_leave_out_weekends_and_holidays_of_offices(start: date, count: int, due: date) -> None:
    assert add_working_days(start, count)[0] == due


def test_the_counting_names_the_holidays_that_it_left_out() -> None:
    _, trace, _ = add_working_days(date(2025, 2, 7), 3)
    assert "๑๒ ก.พ. ๖๘ วันมาฆบูชา" in trace
    assert trace.endswith("= ๑๓ กุมภาพันธ์ ๒๕๖๘")


def test_a_year_whose_holidays_may_yet_be_added_to_is_less_sure() -> None:
    assert add_working_days(date(2031, 3, 3), 5)[2] < add_working_days(date(2025, 3, 3), 5)[2]


def test_the_first_working_days_of_a_month_begin_after_its_holidays() -> None:
    assert first_working_days(2026, 1, 1)[0] == date(2026, 1, 5)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 40))
def test_a_count_of_working_days_ends_on_a_working_day(start: date, count: int) -> None:
    day, _, _ = add_working_days(start, count)
    assert day.weekday() < 5
    assert not holiday(day)
    between = (start + timedelta(days=n) for n in range(1, (day - start).days + 1))
    assert sum(d.weekday() < 5 and not holiday(d) for d in between) == count


@pytest.mark.parametrize(
    ("word", "number"),
    [("เจ็ด", 7), ("สิบ", 10), ("สิบห้า", 15), ("ยี่สิบเอ็ด", 21), ("สามสิบ", 30), ("เก้าสิบ", 90), ("หนึ่งร้อยแปดสิบ", 180)],
)
def test_a_number_in_words_is_counted(word: str, number: int) -> None:
    assert count_of(word) == number
