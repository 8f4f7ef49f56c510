"""Counts days from an event (นับแต่วันที่...): calendar days, months, and working days without Thailand's holidays.

The first day is not counted (ป.พ.พ. มาตรา ๑๙๓/๓); a month ends on the day of the same number (มาตรา ๑๙๓/๕).
Every count is shown, with the holidays left out, for a person to check.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from extractors.dates import count_of, thai_date
from extractors.due import Meaning, clock, date_in, fiscal_year, last_day, quarter_end
from rules.load import compiled, load

if TYPE_CHECKING:
    from extractors.deadlines import Masked


def days_from(match: re.Match[str], masked: Masked) -> list[Meaning]:
    stated = date_in(match, masked, "or")
    count, unit = count_of(match["count"]), match["unit"].replace(" ", "").replace("วน", "วัน")
    if stated and stated.value:
        return [Meaning("date", stated.value, trace=f"ระบุวันไว้แล้ว: {thai_date(stated.value)}", doubts=stated.doubts)]
    event = masked.source[slice(*match.span("event"))].strip() if match["event"] else ""
    start = _start(match, masked, event)
    working = unit == "วันทำการ"
    if start is None or unit in ("ชั่วโมง", "ชม.", "นาที") or not count:
        label = event or "ได้รับหนังสือ"
        trace = f"นับ {match['count']} {unit} จาก {label} ซึ่งยังไม่ทราบวัน"
        days = count if unit in ("วัน", "วันทำการ") else 7 * count if unit == "สัปดาห์" else None
        return [Meaning("event", days=days, working_days=working, event=label, trace=trace, confidence=0.88)]
    day, trace, sure = _counted(start, count, unit)
    days = count if unit in ("วัน", "วันทำการ") else None
    return [Meaning("date", day, days=days, working_days=working, event=event, trace=trace, confidence=sure)]


def _start(match: re.Match[str], masked: Masked, event: str) -> date | None:
    """The day from which the count runs: one that the event names, the letter's own, the end of a fiscal year."""
    if not event:
        return None
    known = next((d for s, d in masked.dates.items() if match.start("event") <= s < match.end("event")), None)
    if known:
        return known.value
    if compiled("deadlines", "event.year-end").search(event) and (match["year"] or masked.written):
        return quarter_end(int(match["year"]) if match["year"] else fiscal_year(masked.written or date.min), 4)
    own = compiled("deadlines", "event.own-day").search(event)
    return masked.written if own and not compiled("deadlines", "event.other-day").search(event) else None


def _counted(start: date, count: int, unit: str) -> tuple[date, str, float]:
    if unit == "วันทำการ":
        return add_working_days(start, count)
    if unit in ("เดือน", "ปี"):
        months = start.year * 12 + start.month - 1 + count * (12 if unit == "ปี" else 1)
        month_end = last_day(months // 12, months % 12 + 1)
        day = month_end.replace(day=min(start.day, month_end.day))
    else:
        day = start + timedelta(days=count * (7 if unit == "สัปดาห์" else 1))
    return day, f"{thai_date(start)} ไม่นับวันแรก บวก {count} {unit} = {thai_date(day)}", 0.9


def days_before(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """So many days before an event, or in advance: how to count them once the event has its day."""
    count, unit = count_of(match["count"]), match["unit"].replace(" ", "")
    event = (match["event"] or match["after"] or "").strip()
    days = count if unit in ("วัน", "วันทำการ") else None
    named = date_in(match, masked) if match["date"] else None
    if named and named.value and unit == "วัน":
        due = named.value - timedelta(days=count)
        trace = f"{thai_date(named.value)} นับย้อนหลัง {match['count']} วัน = {thai_date(due)}"
        return [Meaning("date", due, trace=trace, confidence=0.8, doubts=named.doubts)]
    trace = f"นับย้อนหลัง {match['count']} {unit} จาก {event or 'วันที่ต้องการ'} ซึ่งยังไม่ทราบวัน"
    return [Meaning("event", days=days, working_days=unit == "วันทำการ", event=event, trace=trace, confidence=0.8)]


def hour_of_event(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """By an hour of a day that has no date yet, only the name of what happens on it."""
    return [Meaning("event", event=match["event"], at=clock(match["clock"]), confidence=0.8)]


def day_before_event(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Before a day that has no date yet."""
    return [Meaning("event", event=match["event"], confidence=0.75)]


def next_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """By the next day or the same one, from an event that has no date yet."""
    return [Meaning("event", working_days=bool(match["unit"]), event=match[0], confidence=0.85)]


def add_working_days(start: date, count: int) -> tuple[date, str, float]:
    """`count` working days (วันทำการ) after `start`, how it was counted, and how sure the holidays of those years are.

    >>> add_working_days(date(2025, 4, 9), 3)[0]
    datetime.date(2025, 4, 17)
    """
    day, passed, left = start, list[str](), count
    while left and day.year < 2200:
        day += timedelta(days=1)
        if closed := holiday(day):
            passed.append(f"{thai_date(day, short=True)} {closed}")
        elif day.weekday() < 5:
            left -= 1
    skipped = f" เว้นเสาร์ อาทิตย์ และวันหยุด ({', '.join(passed)})" if passed else " เว้นเสาร์ อาทิตย์"
    known = day.year <= int(load("holidays").settings["known_through"])
    late = "" if known else " (วันหยุดของปีนั้นอาจยังประกาศไม่ครบ)"
    trace = f"{thai_date(start)} ไม่นับวันแรก บวก {count} วันทำการ{skipped} = {thai_date(day)}{late}"
    return day, trace, 0.9 if known else 0.7


def first_working_days(year: int, month: int, count: int) -> tuple[date, str, float]:
    """The `count`th working day of a month."""
    return add_working_days(date(year, month, 1) - timedelta(days=1), count)


def holiday(day: date) -> str:
    """The name of the holiday on which government offices are closed on a weekday, or an empty string."""
    return _holidays(day.year).get(day, "") if day.weekday() < 5 else ""


@cache
def _holidays(year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    rules = load("holidays")
    given = rules.settings
    days = country_holidays(
        given["country"], years=year, categories=tuple(given["categories"]), language=given["language"]
    )
    opened = {term.gives: term.name for term in rules.terms if term.of == "open"}
    return {day: name for day, name in days.items() if opened.get(f"{day:%m-%d}") != name}


def week_end(year: int, month: int, week: str) -> date:
    """The last day of a month's first, nth or last week, in sevens from the first day: the 7th, the 14th."""
    length = calendar.monthrange(year, month)[1]
    number = 1 if week == "แรก" else int(re.sub(r"\D", "", week) or 5)
    return date(year, month, min(7 * number, length))


def weeks_of_month(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Within the first week, or so many working days, of a month that is named."""
    found = date_in(match, masked, "month")
    month = found.value if found else masked.month_without_year(match["word"])
    if month is None:
        return []
    doubts = () if found else ("year-inferred",)
    if match["last"]:
        day = month
        while day.weekday() > 4 or holiday(day):
            day -= timedelta(days=1)
        return [Meaning("date", day, trace=f"วันทำการสุดท้ายของเดือน คือ {thai_date(day)}", doubts=doubts)]
    if match["week"]:
        day = week_end(month.year, month.month, match["week"])
        trace = f"นับสัปดาห์ละ ๗ วันจากวันที่ ๑ ของเดือน ครบกำหนด {thai_date(day)}"
        return [Meaning("date", day, trace=trace, confidence=0.75, doubts=doubts)]
    count = count_of(match["count"])
    if match["working"]:
        day, trace, sure = first_working_days(month.year, month.month, count)
        return [Meaning("date", day, days=count, working_days=True, trace=trace, confidence=sure, doubts=doubts)]
    day = date(month.year, month.month, min(max(count, 1), month.day))
    return [Meaning("date", day, trace=f"{count} วันแรกของเดือน ครบกำหนด {thai_date(day)}", doubts=doubts)]
