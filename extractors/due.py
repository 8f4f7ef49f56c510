"""What each rule of rules/deadlines.toml means: a due date, a recurrence rule (RFC 5545), days from an event.

DESIGN's counting: a month or a quarter is due on its last day; before a day is due the day before; a span to act
in is due on its last day; days from a known day leave the first day out (ป.พ.พ. มาตรา ๑๙๓/๓). No roll-over of
holidays: an official's own duty may not roll (พ.ร.บ. วิธีปฏิบัติราชการทางปกครอง มาตรา ๖๔).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from extractors.dates import BUDDHIST, DateMatch, find_time, thai_date
from rules.load import load

if TYPE_CHECKING:
    from extractors.deadlines import Masked

_UNTIL = re.compile(
    r"(?:[^\n▣◈]{0,60}?ตั้งแต่[^\n▣◈]{0,14}[▣◈]▢*)?[^\n▣◈]{0,60}?(?:(?:จน)?ถึง|จนกระทั่ง|สิ้นสุด)\s*(?:วันที่|เดือน|สิ้นเดือน|สิ้น)?\s*(?P<date>[▣◈]▢*)"
    r"|[^\n▣◈]{0,60}?จน(?:ถึง|กระทั่ง)?\s*สิ้นปีงบประมาณ(?:\s*(?:พ\.?\s?ศ\.?)?\s*(?P<fiscal>\d{4}))?"
)
_OWN_DAY = re.compile("วันที่(?:ของ|ใน|ลงใน)(?:หนังสือ|คำสั่ง|ประกาศ)|(?:หนังสือ|คำสั่ง|คำสัง|ประกาศ)(?:ฉบับ)?(?:นี้|นี่|นี)(?![ก-ฮ])")
"""An event that is the letter's own day: an order counts from the day it was given."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a match means, in the fields of `model.Deadline`; `end` reaches past the match where what follows counts."""

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
    """A day that is past: taken, and no deadline."""
    return []


def _date(match: re.Match[str], masked: Masked, group: str = "date") -> DateMatch | None:
    return masked.dates.get(match.start(group)) if match.groupdict().get(group) else None


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def within(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = _date(match, masked)
    if found is None or found.value is None:
        return []
    if "day-missing" in found.doubts:
        return [Meaning("words", confidence=0.5, doubts=found.doubts)]  # a blank day is no due date
    hour = _clock(match["clock"] or match["clock2"])
    confidence = min(0.95, found.confidence)
    return [Meaning("date", found.value, at=hour, confidence=confidence, doubts=found.doubts, trace=_said(found))]


def _clock(text: str | None) -> time | None:
    """The hour that stands after เวลา, with or without น."""
    return next((m.value for m in find_time(f"เวลา {text.strip()}")), None) if text else None


def _said(found: DateMatch) -> str:
    return "" if found.precision == "day" or not found.value else f"วันสุดท้ายของเดือน คือ {thai_date(found.value)}"


def before(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = _date(match, masked)
    if found is None or found.value is None:
        return []
    if "day-missing" in found.doubts:
        return [Meaning("words", confidence=0.5, doubts=found.doubts)]  # a blank day is no due date
    day = found.value if found.precision == "day" else found.value.replace(day=1)
    eve = day - timedelta(days=1)
    trace = f"ก่อน {thai_date(day)} จึงครบกำหนด {thai_date(eve)}"
    return [Meaning("date", eve, trace=trace, confidence=min(0.93, found.confidence), doubts=found.doubts)]


def without_year(match: re.Match[str], masked: Masked) -> list[Meaning]:
    written = masked.written
    if written is None:
        return []
    month = _month(match["month"])
    for year in (written.year, written.year + 1):
        try:
            day = date(year, month, int(match["day"]))
        except ValueError:
            return []
        if day >= written:
            if match[0].startswith("ก่อน"):
                day -= timedelta(days=1)
            trace = f"ไม่ระบุปี ถือปีถัดจากวันที่หนังสือ: {thai_date(day)}"
            return [Meaning("date", day, trace=trace, confidence=0.75, doubts=("year-inferred",))]
    return []


def _month(name: str) -> int:
    return next(int(t.gives) for t in load("dates").terms if t.of == "month" and t.name == name)


def days_from(match: re.Match[str], masked: Masked) -> list[Meaning]:
    stated = _date(match, masked, "or")
    count, unit = int(match["count"]), match["unit"]
    event = (match["event"] or "").strip()
    if stated and stated.value:
        return [Meaning("date", stated.value, trace=f"ระบุวันไว้แล้ว: {thai_date(stated.value)}", doubts=stated.doubts)]
    known = next(
        (d for s, d in masked.dates.items() if match["event"] and match.start("event") <= s < match.end()), None
    )
    start = known.value if known else (masked.written if _OWN_DAY.search(event) else None)
    working = unit == "วันทำการ"
    if start is None or unit != "วัน":
        label = event or "ได้รับหนังสือ"
        trace = f"นับ {count} {unit} จาก {label} ซึ่งยังไม่ทราบวัน"
        days = count if unit in ("วัน", "วันทำการ") else None
        return [Meaning("event", days=days, working_days=working, event=label, trace=trace, confidence=0.88)]
    day = start + timedelta(days=count)
    trace = f"{thai_date(start)} ไม่นับวันแรก บวก {count} วัน = {thai_date(day)}"
    return [Meaning("date", day, days=count, event=event, trace=trace, confidence=0.9)]


def next_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """By the next day or the same one, from an event that has no date yet."""
    return [Meaning("event", working_days=bool(match["unit"]), event=match[0], confidence=0.85)]


def fiscal_year(day: date) -> int:
    """The fiscal year (พ.ศ.) of a day: it begins on 1 October of the year before."""
    return day.year + BUDDHIST + (1 if day.month >= 10 else 0)


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter of fiscal year `year` (พ.ศ.): quarter 1 ends with December of the year before."""
    gregorian = year - BUDDHIST
    return date(gregorian - 1, 12, 31) if quarter == 1 else _last_day(gregorian, 3 * (quarter - 1))


def quarter(match: re.Match[str], masked: Masked) -> list[Meaning]:
    number = int(match["quarter"])
    month = _date(match, masked, "month")
    year = match["year"] or match["slash"]
    if month and month.value:
        return [Meaning("date", month.value, trace=f"ไตรมาสที่ {number} สิ้นสุด {thai_date(month.value)}")]
    if year:
        day, sure = quarter_end(int(year), number), 0.9
    elif masked.written:
        day, sure = quarter_end(fiscal_year(masked.written), number), 0.8
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
    found = _date(match, masked, "month") or _date(match, masked, "bare")
    if found and found.value:
        return [Meaning("date", found.value, trace=_said(found))]
    if masked.written is None:
        return []
    day = _last_day(masked.written.year, masked.written.month)
    return [Meaning("date", day, trace=f"สิ้นเดือนของวันที่หนังสือ คือ {thai_date(day)}", confidence=0.75)]


def from_now(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = _date(match, masked)
    if found is None or found.value is None:
        return []
    return [Meaning("period", found.value, since=masked.written, doubts=found.doubts)]


def span(match: re.Match[str], masked: Masked) -> list[Meaning]:
    last = _date(match, masked, "last")
    if last is None or last.value is None:
        return []
    first = _date(match, masked, "first")
    since = first.value if first else _first_day(match["first"], last.value)
    if first and first.precision != "day" and since:
        since = since.replace(day=1)
    about = masked.text[max(0, match.start() - 90) : match.start()]
    meeting = re.search(r"ประชุม|อบรม|สัมมนา|จัดงาน|พิธี|โครงการ|กิจกรรม|ฝึก|เดินทาง", about[-70:])
    place = re.match(r"\s*(?:เวลา[^\n]{0,25})?\s*ณ\s", masked.text[match.end() :])
    if (meeting and match["open"] not in ("ตั้งแต่", "ภายในช่วง")) or place:
        return [Meaning("meeting", last.value, since=since, confidence=0.85)]
    trace = f"ช่วง {thai_date(since)} ถึง {thai_date(last.value)}" if since else ""
    return [Meaning("period", last.value, since=since, trace=trace, confidence=0.85, doubts=last.doubts)]


def _first_day(text: str, last: date) -> date | None:
    day = re.match(r"\d{1,2}", text)
    month = re.search(r"[ก-์]{4,}", text)
    try:
        return date(last.year, _month(month[0]) if month else last.month, int(day[0])) if day else None
    except (ValueError, StopIteration):
        return None


def event(match: re.Match[str], masked: Masked) -> list[Meaning]:
    found = _date(match, masked)
    if found is None or found.value is None or (masked.written and found.value < masked.written):
        return []
    after = re.match(r"\s*(?:ตั้งแต่)?\s*เวลา\s*([\d.:\s]{4,6})", masked.text[match.end() :])
    hour = _clock(after[1] if after else None)
    return [Meaning("meeting", found.value, at=hour, confidence=0.8)]


def _until(match: re.Match[str], masked: Masked) -> tuple[str, int]:
    """`;UNTIL=...` of a recurrence, from the words after it, and where they end."""
    after = _UNTIL.match(masked.text, match.end())
    if after and not after["date"]:
        year = int(after["fiscal"]) if after["fiscal"] else fiscal_year(masked.written) if masked.written else 0
        return (f";UNTIL={quarter_end(year, 4):%Y%m%d}", after.end()) if year else ("", match.end())
    found = masked.dates.get(after.start("date")) if after else None
    if after is None or found is None or found.value is None:
        return "", match.end()
    return f";UNTIL={found.value:%Y%m%d}", after.end()


def _recurring(match: re.Match[str], masked: Masked, rule: str, confidence: float = 0.93) -> list[Meaning]:
    until, end = _until(match, masked)
    return [Meaning("recurrence", rrule=rule + until, end=end, confidence=confidence)]


def monthly_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    if not match["every"] and match["of"] == "เดือน":
        return []
    days = [int(d) for d in (match["day"], match["second"]) if d]
    if not all(1 <= d <= 31 for d in days):
        return []
    # With นับแต่ก่อนวันที่ the day before would be meant; letters write ก่อน of a month's day for "by" it.
    return _recurring(match, masked, f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}")


def weekly(match: re.Match[str], masked: Masked) -> list[Meaning]:
    codes = {w: t.gives for t in load("dates").terms if t.of == "weekday" for w in (t.name, *t.variants)}
    days = ",".join(codes[d] for d in (match["day"], match["second"]) if d)
    return _recurring(match, masked, f"FREQ=WEEKLY;BYDAY={days}")


def month_end_each(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return _recurring(match, masked, "FREQ=MONTHLY;BYMONTHDAY=-1")


def quarterly(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return _recurring(match, masked, "FREQ=MONTHLY;INTERVAL=3", 0.82)


def after_quarter(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return _recurring(match, masked, f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={int(match['day'])}", 0.85)


def yearly_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    pairs = [(match["day"], match["month"]), (match["second"], match["second_month"])]
    return [
        meaning
        for day, month in pairs
        if day and month and 1 <= int(day) <= 31
        for meaning in _recurring(match, masked, f"FREQ=YEARLY;BYMONTH={_month(month)};BYMONTHDAY={int(day)}")
    ]


def every(match: re.Match[str], masked: Masked) -> list[Meaning]:
    frequency = {"วัน": "DAILY", "สัปดาห์": "WEEKLY", "เดือน": "MONTHLY", "ปี": "YEARLY"}[match["unit"]]
    interval = f";INTERVAL={int(match['count'])}" if match["count"] and int(match["count"]) > 1 else ""
    return _recurring(match, masked, f"FREQ={frequency}{interval}", 0.82)


def words(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return [Meaning("words", confidence=0.85)]


def next_dates(rrule: str, start: date, count: int) -> tuple[date, ...]:
    """The next `count` days of a recurrence rule from `start` on (that day counts), none past its UNTIL."""
    from datetime import datetime
    from itertools import islice

    from dateutil.rrule import rrulestr

    rule = rrulestr(rrule, dtstart=datetime(start.year, start.month, start.day))
    return tuple(moment.date() for moment in islice(rule, count))
