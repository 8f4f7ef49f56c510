"""What each rule of rules/deadlines.toml means as a due date or a span of days.

DESIGN's counting: a month or a quarter is due on its last day; before a day is due the day before; a span to act
in is due on its last day. No roll-over of holidays: an official's own duty may not roll (พ.ร.บ.
วิธีปฏิบัติราชการทางปกครอง มาตรา ๖๔). What recurs is in recurrences.py, days from an event in counting.py.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from extractors.dates import BUDDHIST, DateMatch, count_of, find_time, month_number, thai_date, weekday_number
from rules.load import compiled

_rule = partial(compiled, "deadlines")

if TYPE_CHECKING:
    from extractors.deadlines import Masked


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a match means, in the fields of `model.Deadline`; `end` reaches past the match where what follows counts.

    Without a kind it is no deadline, and its words are taken for none.
    """

    kind: str
    due: date | None = None
    rrule: str | None = None
    since: date | None = None
    days: int | None = None
    working_days: bool = False
    event: str = ""
    at: time | None = None
    trace: str = ""
    end: int = 0
    confidence: float = 0.93
    doubts: tuple[str, ...] = ()


def nothing(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A day that is past, or of something else: taken, and no deadline."""
    return [Meaning("")]


def date_in(match: re.Match[str], masked: Masked, group: str = "date") -> DateMatch | None:
    return masked.dates.get(match.start(group)) if match.groupdict().get(group) else None


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def within(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    if "day-missing" in found.doubts:
        return [Meaning("words", confidence=0.5, doubts=found.doubts)]  # a blank day is no due date
    hour = clock(match["clock"] or match["clock2"])
    confidence = min(0.95, found.confidence)
    return [Meaning("date", found.value, at=hour, confidence=confidence, doubts=found.doubts, trace=_said(found))]


def clock(text: str | None) -> time | None:
    """The hour that stands after เวลา, with or without น."""
    return next((m.value for m in find_time(f"เวลา {text.strip()}")), None) if text else None


def _said(found: DateMatch) -> str:
    return "" if found.precision == "day" or not found.value else f"วันสุดท้ายของเดือน คือ {thai_date(found.value)}"


def before(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    if "day-missing" in found.doubts:
        return [Meaning("words", confidence=0.5, doubts=found.doubts)]  # a blank day is no due date
    if found.rule == "date.group":  # ก่อน ๒๑๑๘๐๐ ก.ค. ๖๘: before an hour of that day
        return [Meaning("date", found.value, confidence=min(0.9, found.confidence), doubts=found.doubts)]
    day = found.value if found.precision == "day" else found.value.replace(day=1)
    eve = day - timedelta(days=1)
    trace = f"ก่อน {thai_date(day)} จึงครบกำหนด {thai_date(eve)}"
    return [Meaning("date", eve, trace=trace, confidence=min(0.93, found.confidence), doubts=found.doubts)]


def without_year(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A day and a month: the next such day from the letter's own on."""
    written = masked.written
    if written is None:
        return []
    month = month_number(match["month"])
    for year in (written.year, written.year + 1):
        day = _real_day(year, month, match["day"])
        if day and day >= written:
            if match["cue"] == "ก่อน":
                day -= timedelta(days=1)
            trace = f"ไม่ระบุปี ถือปีถัดจากวันที่หนังสือ: {thai_date(day)}"
            return [Meaning("date", day, trace=trace, confidence=0.75, doubts=("year-inferred",))]
    return []


def this_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A day of this month, of this week, today or tomorrow: the next from the letter's own on."""
    written = masked.written
    if written is None:
        return []
    number = match["day"] or match["dated"]
    ahead = [written + timedelta(days=n) for n in range(31)]
    if not number and not match["weekday"]:
        day: date | None = written if match["today"] else ahead[1]
    else:
        weekday = weekday_number(match["weekday"]) if match["weekday"] else None
        fits = (d for d in ahead if not number or d.day == int(number))
        day = next((d for d in fits if weekday in (None, d.weekday())), None)
    if day is None:
        return []
    day -= timedelta(days=match["cue"] == "ก่อน")
    return [Meaning("date", day, trace=f"นับจากวันที่หนังสือ คือ {thai_date(day)}", confidence=0.75)]


def month_without_year(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A month alone: its last day, in the letter's own year or the next; before it, the day before its first."""
    day = masked.month_without_year(match["month"])
    if day is None:
        return []
    if match["cue"] == "ก่อน":
        day = day.replace(day=1) - timedelta(days=1)
    trace = f"ไม่ระบุปี ถือเดือนถัดจากวันที่หนังสือ: {thai_date(day)}"
    return [Meaning("date", day, trace=trace, confidence=0.75, doubts=("year-inferred",))]


def two_days(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Two days whose year is said once, with the second."""
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    month = month_number(match["month"]) if match["month"] else found.value.month
    first = _real_day(found.value.year - (month > found.value.month), month, match["day"])
    if first is None:
        return []
    eve = timedelta(days=match["cue"] == "ก่อน")
    days = [day - eve for day in (first, found.value)]
    trace = f"สองวัน ปีเดียวกัน: {thai_date(days[0])} และ {thai_date(days[1])}"
    return [Meaning("date", day, trace=trace, confidence=0.88, doubts=found.doubts) for day in days]


def two_months(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Two months whose year is said once, with the second: the last day of each."""
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    month = month_number(match["month"])
    first = last_day(found.value.year - (month > found.value.month), month)
    trace = f"สองเดือน ปีเดียวกัน: {thai_date(first)} และ {thai_date(found.value)}"
    return [Meaning("date", day, trace=trace, confidence=0.88, doubts=found.doubts) for day in (first, found.value)]


def handed_in(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """The day on which something is handed in: due on it."""
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    return [Meaning("date", found.value, confidence=min(0.85, found.confidence), doubts=found.doubts)]


def by_hour(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A day with an hour by which: due on it."""
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    return [Meaning("date", found.value, at=clock(match["clock"]), confidence=0.9, doubts=found.doubts)]


def each_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Every day that stands in the match."""
    start, end = match.span("core")
    found = [masked.dates[at] for at in range(start, end) if at in masked.dates]
    return [Meaning("date", day.value, confidence=0.88, doubts=day.doubts) for day in found if day.value]


def day_of_months(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """The same day of each month that is named; none where a month has no such day."""
    start, end = match.span("months")
    months = [masked.dates[at].value for at in range(start, end) if at in masked.dates]
    days = [month and _real_day(month.year, month.month, match["day"]) for month in months]
    return [Meaning("date", day, confidence=0.85) for day in days if day] if all(days) else []


def named_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """A day with a name and its date behind it."""
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    day = found.value - timedelta(days=match["cue"] == "ก่อน")
    return [Meaning("date", day, trace=f"วันดังกล่าวคือ {thai_date(found.value)}", confidence=0.88, doubts=found.doubts)]


def this_month(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """Within the letter's own month or the next, or by a day of it."""
    written = masked.written
    if written is None:
        return []
    ahead = written.year * 12 + written.month - 1 + bool(match["next"])
    end = last_day(ahead // 12, ahead % 12 + 1)
    day = _real_day(end.year, end.month, match["day"]) if match["day"] else end
    if day is None:
        return []
    return [Meaning("date", day, trace=f"นับจากเดือนของวันที่หนังสือ คือ {thai_date(day)}", confidence=0.8)]


def _real_day(year: int, month: int, day: str) -> date | None:
    try:
        return date(year, month, int(day))
    except ValueError:
        return None


def fiscal_year(day: date) -> int:
    """The fiscal year (พ.ศ.) of a day: it begins on 1 October of the year before."""
    return day.year + BUDDHIST + (1 if day.month >= 10 else 0)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter of fiscal year `year` (พ.ศ.): quarter 1 ends with December of the year before."""
    gregorian = year - BUDDHIST
    return date(gregorian - 1, 12, 31) if quarter == 1 else last_day(gregorian, 3 * (quarter - 1))


def quarter(match: re.Match[str], masked: Masked) -> list[Meaning]:
    number = 1 if match["first"] else 4 if match["last"] else count_of(match["quarter"])
    month = date_in(match, masked, "month")
    year = match["year"] or match["slash"]
    if month and month.value:
        return [Meaning("date", month.value, trace=f"ไตรมาสที่ {number} สิ้นสุด {thai_date(month.value)}")]
    if year:
        day, sure = quarter_end(int(year), number), 0.9
    elif masked.written:
        year_of = fiscal_year(masked.written)
        day, sure = quarter_end(year_of, number), 0.8
        if day < masked.written and masked.written.month in (8, 9):  # as a fiscal year ends letters speak of the next
            day, sure = quarter_end(year_of + 1, number), 0.6
    else:
        return []
    return [Meaning("date", day, trace=f"ไตรมาสที่ {number} ของปีงบประมาณ สิ้นสุด {thai_date(day)}", confidence=sure)]


def year_end(match: re.Match[str], masked: Masked) -> list[Meaning]:
    fiscal = bool(match["fiscal"] or match["fiscal2"])
    named = match["year"] or match["year2"]
    if not named and masked.written is None:
        return []
    if fiscal:
        year = int(named) if named else fiscal_year(masked.written or date.min)
        day = quarter_end(year, 4)
    else:
        day = date(int(named) - BUDDHIST if named else (masked.written or date.min).year, 12, 31)
    return [Meaning("date", day, trace=f"วันสิ้นปี คือ {thai_date(day)}", confidence=0.88 if named else 0.75)]


def month_end(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = date_in(match, masked, "month") or date_in(match, masked, "bare")
    if found and found.value:
        return [Meaning("date", found.value, trace=_said(found), doubts=found.doubts)]
    if masked.written is None:
        return []
    if match["word"]:
        day = masked.month_without_year(match["word"])
        trace = f"ไม่ระบุปี ถือเดือนถัดจากวันที่หนังสือ: {thai_date(day)}" if day else ""
        return [Meaning("date", day, trace=trace, confidence=0.75, doubts=("year-inferred",))]
    day = last_day(masked.written.year, masked.written.month)
    return [Meaning("date", day, trace=f"สิ้นเดือนของวันที่หนังสือ คือ {thai_date(day)}", confidence=0.75)]


def from_now(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = date_in(match, masked)
    if found is None or found.value is None:
        return []
    return [Meaning("period", found.value, since=masked.written, doubts=found.doubts)]


def span(match: re.Match[str], masked: Masked) -> list[Meaning]:
    last = date_in(match, masked, "last")
    if last is None or last.value is None:
        return []
    first = date_in(match, masked, "first")
    since = first.value if first else first_day(match["first"], last.value)
    if first and first.precision != "day" and since:
        since = since.replace(day=1)
    if masked.written and since and since < masked.written:
        over = last.value < masked.written and match["open"] == "ตั้งแต่"  # those who were there from the 8th to the 11th
        if over or _rule("span.topic").search(masked.text, max(0, match.start() - 70), match.start()):
            return nothing(match, masked)
    if _takes_place(match, masked.text):
        return [Meaning("meeting", last.value, since=since, confidence=0.85)]
    if not match["open"] and not _rule("span.to-act-in").search(masked.text, max(0, match.start() - 60), match.start()):
        return []
    trace = f"ช่วง {thai_date(since)} ถึง {thai_date(last.value)}" if since else ""
    return [Meaning("period", last.value, since=since, trace=trace, confidence=0.85, doubts=last.doubts)]


def column(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """The days beside a step of a plan: by the last of them, where the step is no meeting."""
    last = date_in(match, masked, "last")
    if last is None or last.value is None or _rule("span.event").search(masked.text, 0, match.start()):
        return []
    since = first_day(match["first"], last.value) if match["first"] else None
    return [Meaning("period" if since else "date", last.value, since=since, confidence=0.8, doubts=last.doubts)]


def _takes_place(match: re.Match[str], text: str) -> bool:
    """Whether a span is of something that takes place, and not of days to act in."""
    if _rule("span.place").match(text, match.end()):
        return True
    if match["open"] in ("ตั้งแต่", "ภายในช่วง") or _rule("span.held").search(text[: match.start()]):
        return False
    return _rule("span.event").search(text, max(0, match.start() - 70), match.start()) is not None


def first_day(text: str, last: date) -> date | None:
    """The first day of a span whose year stands with its last: a month later in the year is of the year before."""
    day = re.match(r"\d{1,2}", text)
    named = re.search(r"[ก-์]{4,}|[ก-์]{1,2}\.[ก-ฮ]\.", text)
    try:
        month = month_number(named[0].removeprefix("เดือน")) if named else last.month
        return date(last.year - (month > last.month), month, int(day[0]) if day else 1)
    except (ValueError, StopIteration):
        return None


def event(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = date_in(match, masked)
    if found is None or found.value is None or (masked.written and found.value < masked.written):
        return []
    after = re.match(r"\s*(?:ตั้งแต่)?\s*เวลา\s*([\d.:\s]{4,6})", masked.text[match.end() :])
    hour = clock(after[1] if after else None)
    return [Meaning("meeting", found.value, at=hour, confidence=0.8)]


def words(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return [Meaning("words", confidence=0.85)]
