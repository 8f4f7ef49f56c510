"""What falls due again and again (กำหนดเป็นประจำ), as rules of RFC 5545 that `dateutil` expands."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING

from extractors.dates import count_of, month_number
from extractors.due import Meaning, clock, fiscal_year, quarter_end
from rules.load import alternatives, compiled, load

if TYPE_CHECKING:
    from extractors.deadlines import Masked

_QUARTERS = "FREQ=YEARLY;BYMONTH=1,4,7,10"


def _until(match: re.Match[str], masked: Masked) -> tuple[str, int]:
    """`;UNTIL=...` of a recurrence, from the words after it, and where they end."""
    after = compiled("deadlines", "recur.until").match(masked.text, match.end())
    if after is None:
        return "", match.end()
    if not after["date"]:
        year = int(after["fiscal"]) if after["fiscal"] else fiscal_year(masked.written) if masked.written else 0
        return (f";UNTIL={quarter_end(year, 4):%Y%m%d}", after.end()) if year else ("", match.end())
    found = masked.dates.get(after.start("date"))
    if found is None or found.value is None:
        return "", match.end()
    return f";UNTIL={found.value:%Y%m%d}", after.end()


def _hour(match: re.Match[str], masked: Masked) -> time | None:
    """An hour right before or right after the words of a recurrence: ทุกวันศุกร์ ก่อนเวลา ๑๒.๐๐ น."""
    after = compiled("deadlines", "recur.hour").match(masked.text, match.end())
    if after:
        return clock(after["clock"])
    before = compiled("deadlines", "recur.hour-before").search(masked.text[max(0, match.start() - 40) : match.start()])
    return clock(before["clock"]) if before else None


def _recurring(match: re.Match[str], masked: Masked, rule: str, confidence: float = 0.93) -> list[Meaning]:
    until, end = _until(match, masked)
    return [Meaning("recurrence", rrule=rule + until, at=_hour(match, masked), end=end, confidence=confidence)]


def monthly_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    if not (match["every"] or match["by"]) and match["month"] and not _monthly(masked.text[: match.start()]):
        return []
    text = match["day"] or match["alone"] or match["each"]
    days = [int(d) for d in re.findall(r"\d+", text)]
    if re.search(r"[-–]|ถึง", text):
        days = days[-1:]  # a span of days in every month is due on its last
    if not all(1 <= d <= 31 for d in days):
        return []
    if "ก่อน" in (match["by"], match["by_each"]):
        days = [d - 1 or -1 for d in days]  # before the 1st is the last day of the month before
    days += [-1] * ("เดือน" in text)
    return _recurring(match, masked, f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}")


def _monthly(before: str) -> bool:
    """Whether the words before say that it is of every month (เป็นประจำทุกเดือน ภายในวันที่ ๓ ของเดือน)."""
    return re.search(r"(?:ทุก\s*(?:ๆ\s*)?|ราย\s?|ประจำ)เดือน[^\n▣◈]{0,30}$", before[-60:]) is not None


@cache
def _weekdays() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {w: t.gives for t in load("dates").terms if t.of == "weekday" for w in (t.name, *t.variants)}
    return re.compile(alternatives("dates", "weekday")), codes


def weekly(match: re.Match[str], masked: Masked) -> list[Meaning]:
    words, codes = _weekdays()
    text = match["days"] or match["one"] or match["of_week"] or "ศุกร์"
    days = list(dict.fromkeys(codes[word] for word in words.findall(text)))
    if len(days) == 2 and re.search(r"ถึง|[-–]", text):
        days = _week(days[0], days[1])
    interval = ";INTERVAL=2" if match["other"] else ""
    return _recurring(match, masked, f"FREQ=WEEKLY{interval};BYDAY={','.join(days)}")


def _week(first: str, last: str) -> list[str]:
    """The days of a week from one to another."""
    week = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    start, length = week.index(first), (week.index(last) - week.index(first)) % 7 + 1
    return (week * 2)[start : start + length]


def working_days(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return _recurring(match, masked, f"FREQ=WEEKLY;BYDAY={','.join(_week('MO', 'FR'))}", 0.85)


def nth_weekday(match: re.Match[str], masked: Masked) -> list[Meaning]:
    code = _weekdays()[1][match["day"]]
    places = ["-1"] if match["last"] else ["1"] if match["first"] else [p for p in (match["nth"], match["second"]) if p]
    return _recurring(match, masked, f"FREQ=MONTHLY;BYDAY={','.join(place + code for place in places)}")


def daily_hour(match: re.Match[str], masked: Masked) -> list[Meaning]:
    until, end = _until(match, masked)
    return [Meaning("recurrence", rrule="FREQ=DAILY" + until, at=clock(match["clock"] or match["after"]), end=end)]


def month_end_each(match: re.Match[str], masked: Masked) -> list[Meaning]:
    if match["working"]:
        return _recurring(match, masked, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    return _recurring(match, masked, "FREQ=MONTHLY;BYMONTHDAY=-1")


def after_month(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """So many days after the end of a month are that day, or working day, of the next."""
    count = count_of(match["count"])
    if match["working"]:
        return _recurring(match, masked, f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={count}", 0.85)
    return _recurring(match, masked, f"FREQ=MONTHLY;BYMONTHDAY={count}", 0.85) if 1 <= count <= 28 else []


def first_days(match: re.Match[str], masked: Masked) -> list[Meaning]:
    if match["working"] or match["nth"] or match["first"]:
        place = 1 if match["first"] else count_of(match["count"] or match["nth"])
        return _recurring(match, masked, f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}", 0.85)
    if match["count"]:
        return _recurring(match, masked, f"FREQ=MONTHLY;BYMONTHDAY={count_of(match['count'])}", 0.85)
    week = match["week"]
    last = -1 if week == "สุดท้าย" else 7 * (1 if week == "แรก" else int(re.sub(r"\D", "", week)))
    return _recurring(match, masked, f"FREQ=MONTHLY;BYMONTHDAY={last}", 0.75)


def quarterly(match: re.Match[str], masked: Masked) -> list[Meaning]:
    return _recurring(match, masked, "FREQ=MONTHLY;INTERVAL=3", 0.82)


def after_quarter(match: re.Match[str], masked: Masked) -> list[Meaning]:
    day = count_of(match["day"] or match["next"] or match["days"])
    return _recurring(match, masked, f"{_QUARTERS};BYMONTHDAY={day}", 0.85) if 1 <= day <= 31 else []


def month_list(match: re.Match[str], masked: Masked) -> list[Meaning]:
    months = [month_number(word) for word in compiled("deadlines", "month.word").findall(match["months"])]
    day = int(match["day"])
    if not 1 <= day <= 31:
        return []
    months_text = ",".join(map(str, dict.fromkeys(months)))
    return _recurring(match, masked, f"FREQ=YEARLY;BYMONTH={months_text};BYMONTHDAY={day}", 0.85)


def yearly_day(match: re.Match[str], masked: Masked) -> list[Meaning]:
    said = ("day", "month"), ("second", "second_month"), ("behind", "behind_month")
    pairs = [(match[day], match[month]) for day, month in said]
    return [
        meaning
        for day, month in pairs
        if day and month and 1 <= int(day) <= 31
        for meaning in _recurring(match, masked, f"FREQ=YEARLY;BYMONTH={month_number(month)};BYMONTHDAY={int(day)}")
    ]


def yearly_month(match: re.Match[str], masked: Masked) -> list[Meaning]:
    month = month_number(match["month"] or match["behind"])
    return _recurring(match, masked, f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1")


_FREQUENCY = {"วัน": "DAILY", "สัปดาห์": "WEEKLY", "เดือน": "MONTHLY", "ปี": "YEARLY"}


def every(match: re.Match[str], masked: Masked) -> list[Meaning]:
    count = count_of(match["count"]) if match["count"] else 1
    interval = f";INTERVAL={count}" if count > 1 else ""
    return _recurring(match, masked, f"FREQ={_FREQUENCY[match['unit'] or match['each']]}{interval}", 0.82)


def times(match: re.Match[str], masked: Masked) -> list[Meaning]:
    """So many times in a period: twice a year is every six months; of three times a week the days are not known."""
    if match["task"]:  # once a week is a task of every week; a body that meets monthly owes nothing
        return _recurring(match, masked, f"FREQ={_FREQUENCY[match['unit2']]}", 0.75)
    count = count_of(match["times"]) if match["times"] else 1
    if count == 1 or (match["unit"] == "วัน" and match[0].startswith("รายงาน")):
        return _recurring(match, masked, f"FREQ={_FREQUENCY[match['unit']]}", 0.82)
    if match["unit"] == "ปี" and count and 12 % count == 0:
        return _recurring(match, masked, f"FREQ=MONTHLY;INTERVAL={12 // count}", 0.75)
    return [Meaning("words", confidence=0.7)]


def next_dates(rrule: str, start: date, count: int) -> tuple[date, ...]:
    """The next `count` days of a recurrence rule from `start` on (that day counts), none past its UNTIL."""
    from datetime import datetime
    from itertools import islice

    from dateutil.rrule import rrulestr

    rule = rrulestr(rrule, dtstart=datetime(start.year, start.month, start.day))
    return tuple(moment.date() for moment in islice(rule, count))
