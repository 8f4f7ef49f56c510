"""Deadlines in running text: every kind, its counting, its doubts, and dates that are no deadline."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import thai_date
from extractors.deadlines import Timing, find_deadlines
from extractors.document import Document, Flow
from extractors.due import fiscal_year, quarter_end
from extractors.model import Deadline, Page
from extractors.recurrences import next_dates

TABLE = tomllib.loads(Path(__file__).with_name("deadline_cases.toml").read_text(encoding="utf-8"))
WRITTEN: date = TABLE["written"]


def _read(text: str, written: date | None = WRITTEN) -> Timing:
    return find_deadlines(Flow.of(Document((Page(1, text),)), [(0, len(text))]), written)


def _all(timing: Timing) -> tuple[Deadline, ...]:
    return (*timing.deadlines, *timing.timing, *timing.events)


def _shown(deadline: Deadline) -> str:
    event = f"{deadline.days}{' working' if deadline.working_days else ''} | {deadline.event}"
    parts = [
        deadline.kind,
        f"{deadline.since} -" if deadline.since else "",
        str(deadline.due or ""),
        f"{deadline.at:%H:%M}" if deadline.at else "",
        deadline.rrule or "",
        event if deadline.kind == "event" else "",
        " ".join(("?", *deadline.evidence.doubts)) if deadline.evidence.doubts else "",
    ]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("text", "want"), TABLE["cases"])
def test_deadlines_of_the_table(text: str, want: list[str]) -> None:
    assert [_shown(deadline) for deadline in _all(_read(text))] == want


@pytest.mark.parametrize("text", [text for text, want in TABLE["cases"] if any("FREQ" in part for part in want)])
def test_every_rule_of_recurrence_is_one_that_a_calendar_accepts(text: str) -> None:
    rules = [deadline.rrule for deadline in _read(text).deadlines if deadline.rrule]
    assert rules
    for rule in rules:
        assert rrulestr(rule, dtstart=datetime(2025, 2, 3))


@pytest.mark.parametrize("text", [text for text, want in TABLE["cases"] if want])
def test_a_deadline_shows_the_words_it_was_read_from(text: str) -> None:
    for deadline in _all(_read(text)):
        span = deadline.evidence.span
        assert text[span.start : span.end] == deadline.evidence.as_read == deadline.text
        assert deadline.text == deadline.text.strip()


def test_what_is_doubted_is_less_sure() -> None:
    (deadline,) = _read("ภายในวันที่ 5 มกราคม 2568").deadlines
    assert deadline.evidence.doubts == ("before-letter",)
    assert deadline.evidence.confidence <= 0.6


def test_a_count_of_days_shows_its_counting() -> None:
    (deadline,) = _read("ภายใน 30 วัน นับจากวันที่ 1 กุมภาพันธ์ 2568").deadlines
    assert deadline.due == date(2025, 3, 3)
    assert deadline.trace == "๑ กุมภาพันธ์ ๒๕๖๘ ไม่นับวันแรก บวก 30 วัน = ๓ มีนาคม ๒๕๖๘"


@pytest.mark.parametrize("text", ["ภายในวันที่ 15 มีนาคม นี้", "ภายในสิ้นเดือน", "ภายในไตรมาสที่ 2", "ภายในสิ้นปีงบประมาณ"])
def test_without_the_letters_date_nothing_is_guessed_from_it(text: str) -> None:
    assert _all(_read(text, written=None)) == ()


def test_a_meeting_that_is_past_is_no_event() -> None:
    assert _read("เข้าร่วมประชุมในวันที่ 10 มกราคม 2568").events == ()


def test_several_deadlines_stand_in_reading_order() -> None:
    found = _read("ส่งแผนภายในวันที่ 1 มีนาคม 2568 และรายงานภายในวันที่ 5 ของทุกเดือน ทั้งนี้ ให้ดำเนินการโดยด่วน")
    assert [_shown(d) for d in found.deadlines] == ["date 2025-03-01", "recurrence FREQ=MONTHLY;BYMONTHDAY=5"]
    assert [d.text for d in found.timing] == ["โดยด่วน"]


@given(st.dates(date(2025, 2, 4), date(2040, 12, 31)), st.booleans(), st.sampled_from(["ภายใน", "ไม่เกิน", "จนถึง"]))
def test_a_day_after_within_is_due_on_that_day(day: date, short: bool, cue: str) -> None:
    (deadline,) = _read(f"ให้รายงานผล{cue}วันที่ {thai_date(day, short=short)} ด้วย").deadlines
    assert deadline.due == day


@given(st.dates(date(2025, 2, 3), date(2026, 12, 31)), st.integers(1, 180))
def test_days_are_counted_with_the_first_left_out(day: date, count: int) -> None:
    (deadline,) = _read(f"ภายใน {count} วัน นับแต่วันที่ {thai_date(day)}").deadlines
    assert deadline.due is not None
    assert (deadline.due - day).days == count


@given(st.text(alphabet="0123456789 วันที่ภายในก่อนทุกเดือนไตรมาสสิ้นปีตั้งแต่ถึงมีนาคม▣◈▢\n", max_size=80))
def test_any_text_is_read_without_a_failure(text: str) -> None:
    for deadline in _all(_read(text)):
        assert deadline.evidence.as_read


def test_the_next_dates_of_a_rule_count_the_day_itself() -> None:
    assert next_dates("FREQ=MONTHLY;BYMONTHDAY=20", date(2025, 2, 20), 3) == (
        date(2025, 2, 20),
        date(2025, 3, 20),
        date(2025, 4, 20),
    )


def test_no_next_date_is_past_the_end_of_a_rule() -> None:
    assert next_dates("FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20250405", date(2025, 3, 1), 6) == (
        date(2025, 3, 5),
        date(2025, 4, 5),
    )


def test_the_last_day_of_a_month_follows_its_length() -> None:
    assert next_dates("FREQ=MONTHLY;BYMONTHDAY=-1", date(2028, 2, 1), 2) == (date(2028, 2, 29), date(2028, 3, 31))


def test_a_fiscal_year_begins_in_october() -> None:
    assert [fiscal_year(date(2024, 9, 30)), fiscal_year(date(2024, 10, 1))] == [2567, 2568]
    assert [quarter_end(2568, q) for q in (1, 2, 3, 4)] == [
        date(2024, 12, 31),
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
    ]


def test_a_quarter_named_as_a_fiscal_year_ends_is_of_the_next() -> None:
    text = "ให้เบิกจ่ายร้อยละ ๘๐ ภายในไตรมาสที่ ๒"
    flow = Flow.of(Document((Page(1, text),)), [(0, len(text))])
    (deadline,) = find_deadlines(flow, date(2025, 9, 29)).deadlines
    assert deadline.due == date(2026, 3, 31)
    assert deadline.evidence.confidence < 0.8


_REPORTS = ("ทุกวัน", "ทุกวันจันทร์", "ทุกวันที่ 5 ของเดือน", "ทุกวันศุกร์สุดท้ายของเดือน", "ทุกสิ้นเดือน", "ทุก 2 สัปดาห์")
_ENDS = ("จนถึงวันที่ {last}", "ตั้งแต่วันที่ {first} ถึงวันที่ {last}", "ระหว่างวันที่ {first} - {last}")


@given(
    st.sampled_from(_REPORTS),
    st.sampled_from(_ENDS),
    st.dates(date(2025, 2, 4), date(2026, 6, 30)),
    st.integers(40, 400),
)
def test_no_day_of_a_recurrence_is_past_the_end_that_its_own_words_tell(
    every: str, until: str, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    (found,) = _read(f"รายงานผล{every} " + until.format(first=thai_date(first), last=thai_date(last))).deadlines
    days = next_dates(found.rrule or "", first, 500)
    assert days
    assert days[-1] <= last


@given(st.integers(1, 28), st.sampled_from(["ตั้งแต่บัดนี้", "เพื่อทราบ", "พร้อมแบบ", "เวลา 10.00 น.", "ก่อนเที่ยง", "ส่งกรม"]))
def test_a_day_of_every_month_is_read_whatever_word_stands_behind_it(day: int, behind: str) -> None:
    found = _read(f"รายงานผลทุกวันที่ {day} ของเดือน {behind}").deadlines
    assert [deadline.rrule for deadline in found] == [f"FREQ=MONTHLY;BYMONTHDAY={day}"]


@given(st.dates(date(2025, 2, 4), date(2027, 1, 1)), st.integers(1, 300))
def test_each_of_two_days_is_shown(first: date, apart: int) -> None:
    second = first + timedelta(days=apart)
    found = _read(f"ส่งแบบภายในวันที่ {thai_date(first)} และวันที่ {thai_date(second)}").deadlines
    assert [deadline.due for deadline in found] == [first, second]
