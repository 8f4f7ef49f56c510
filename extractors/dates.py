"""Dates and times in Thai letters (วันเดือนปี เวลา): every form that offices write, as ISO dates with their place.

A Buddhist year is the Gregorian one + 543. A day that the calendar does not have gives no date at all: a wrong
date is worse than none. Works from the month outward, since the month's name is what an OCR keeps best.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cache, lru_cache

from extractors.document import fold_digits
from rules.load import alternatives, compiled, load

BUDDHIST = 543
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at `[start, end)`. `precision`: day, month (value: its last day) or year (value: its last day)."""

    start: int
    end: int
    value: date | None
    precision: str
    rule: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """An hour of the day at `[start, end)`."""

    start: int
    end: int
    value: time


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    numbers = {w: int(t.gives) for t in load("dates").terms if t.of == "month" for w in (t.name, *t.variants)}
    # A short form needs its stop or a figure beside it: พย. within a word is no month.
    words = (
        alternatives("dates", "month").replace(r"\.", r"\.\s?")
        + "|"
        + "|".join(_marks_lost(name) for name in _full_names())
    )
    # A look at one letter is quicker than a try of every month.
    first = "".join(sorted({"เ", *(word[0] for word in numbers)}))
    pattern = rf"(?:(?<![ก-ฮ])(?:เดือน\s*)?(?P<month>{words})(?![ก-ฮ]{{2}})|เดือน\s*(?P<named>{words}))"
    return re.compile(f"(?=[{first}]){pattern}"), numbers


_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"


def _full_names() -> tuple[str, ...]:
    return tuple(t.name for t in load("dates").terms if t.of == "month")


def _marks_lost(name: str) -> str:
    """A month's name as a pattern that any mark above or below may be missing from, or be another of."""
    letters = re.sub(_MARK, "", name)
    return "".join(f"{letter}{_MARK}?+" for letter in letters)


def month_number(word: str) -> int:
    """The number of a month by its name or its short form. Raises StopIteration for what is neither."""
    return _read_month(word)[0]


@lru_cache(maxsize=256)
def _read_month(word: str) -> tuple[int, bool]:
    """A month's number, and whether its name was whole: the letters without their marks still tell which it is."""
    _, numbers = _months()
    word = re.sub(r"\s", "", word)
    if word in numbers:
        return numbers[word], True
    bare = re.sub(_MARK, "", word)
    return next(numbers[name] for name in _full_names() if re.sub(_MARK, "", name) == bare), False


_DIGIT = re.compile("[0-9]")
_BEFORE = re.compile(
    r"(?:วัน\s*(?P<weekday>(?:(?!วัน)[ก-์]){3,9}?)\s*ที่\s*)?(?P<day>(?<![\dOoIl])(?<!\d[./])(?:[0-3OoIl]\s?)?[\dOoIl](?!\d))\s*\.?\s*(?:เดือน\s*)?$"
)
_GROUP = re.compile(r"(?<!\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*$")
_AFTER = re.compile(
    r"[\s,]*(?:พ\s?\.?\s?ศ\s?\.?|(?P<ad>ค\s?\.?\s?ศ\s?\.?)|ปี(?:\s*พ\.?ศ\.?)?)?[\s.]*"
    r"(?P<year>2\s?[45]\s?\d\s?\d(?!\d)|19\d\d(?!\d)|20\d\d(?!\d)|[2-9]\d(?![\d.:/]\d|\d|\s*(?:จังหวัด|คน|แห่ง|น\.)))"
)


def find_dates(folded: str) -> list[DateMatch]:
    """All dates of the text, in order, none overlapping. Accepts Thai digits too; offsets are the given string's."""
    folded = fold_digits(folded)
    if not _DIGIT.search(folded):
        return []
    found = sorted([*_worded(folded), *_damaged(folded), *_numeric(folded)], key=lambda m: (m.start, -m.end))
    out: list[DateMatch] = []
    for match in found:
        if not out or match.start >= out[-1].end:
            out.append(match)
    return out


def _worded(folded: str) -> Iterator[DateMatch]:
    pattern, _ = _months()
    for match in pattern.finditer(folded):
        word = match["month"] or match["named"]
        month, whole = _read_month(word)
        after = _AFTER.match(folded, match.end())
        before_text = folded[max(0, match.start() - 24) : match.start()]
        before = _BEFORE.search(before_text)
        if after is None:
            continue
        year, sure, doubts = _year(after)
        sure = sure if whole else min(sure, 0.85)
        offset = max(0, match.start() - 24)
        group = _GROUP.search(before_text)
        if group and int(group["hour"]) < 24:
            yield from _day(offset + group.start(), after.end(), year, month, group["day"], "date.group", 0.9, doubts)
        elif before:
            start = offset + before.start()
            clean = before["day"].replace(" ", "").translate(str.maketrans("OoIl", "0011"))
            if clean != before["day"].replace(" ", ""):
                doubts, sure = (*doubts, "digits-repaired"), 0.6
            if before["weekday"]:
                doubts = (*doubts, *_weekday_doubt(before["weekday"], year, month, clean))
            yield from _day(start, after.end(), year, month, clean, "date.worded", sure, doubts)
        elif re.search(r"[0-9]\s*$", before_text):
            continue  # a day that no month has: no date, rather than the month
        elif (
            match[0].startswith("เดือน")
            or "." not in word
            or _SPAN_WORD.search(before_text)
            or _day_left_blank(before_text, match[0])
        ):
            if _day_left_blank(before_text, match[0]):
                doubts, sure = (*doubts, "day-missing"), 0.5
            last = date(year, month, calendar.monthrange(year, month)[1])
            yield DateMatch(match.start(), after.end(), last, "month", "date.month", min(sure, 0.9), doubts)


_SPAN_WORD = re.compile(r"(?:ภายใน|ก่อน|ไม่เกิน|ห้วง|ช่วง|ตั้งแต่|ถึง|สิ้น)\s*$")
"""Before a short form it says that the month itself is meant: ภายใน ม.ค. ๖๙."""


def _day_left_blank(before: str, month: str) -> bool:
    """Whether a day should stand here and does not: after วันที่, or after the dots or the dash left for a pen."""
    if re.search(r"วันที่?[\s.…_-]*$", before):
        return True
    # Before เดือน, or between two months, a dash is the middle of a span (ตุลาคม - กันยายน), not a blank.
    blank = not month.startswith("เดือน") and re.search(r"(?:^|\s)[-–…_.]+\s*$", before)
    return bool(blank) and not re.search(r"(?:คม|ยน|พันธ์|\.[คยพ]\.)\s*[-–]\s*$", before)


def _year(after: re.Match[str]) -> tuple[int, float, tuple[str, ...]]:
    raw = re.sub(r"\s", "", after["year"])
    spaced = 0.85 if raw != after["year"] else 0.97
    value = int(raw)
    if len(raw) == 2:
        # A letter of this age is of 2540 to 2599; ๒๗ is far more often a misread ๖๗ than 2527.
        likely = value >= 40
        return value + 2500 - BUDDHIST, 0.92 if likely else 0.5, () if likely else ("year-implausible",)
    if value < 2300:
        named_buddhist = "ศ" in after[0] and not after["ad"]
        return value, 0.5 if named_buddhist else 0.9, ("year-implausible",) if named_buddhist else ()
    doubts = () if 2440 <= value <= 2620 else ("year-implausible",)
    return value - BUDDHIST, spaced if not doubts else 0.5, doubts


def _day(
    start: int, end: int, year: int, month: int, day: str, rule: str, confidence: float, doubts: tuple[str, ...]
) -> Iterator[DateMatch]:
    try:
        value = date(year, month, int(day))
    except ValueError:
        return
    if doubts:
        confidence = min(confidence, 0.6)
    yield DateMatch(start, end, value, "day", rule, confidence, doubts)


def _weekday_doubt(word: str, year: int, month: int, day: str) -> tuple[str, ...]:
    """The weekday that a letter names must be the date's: if not, some digit was misread."""
    for term in load("dates").terms:
        if term.of == "weekday" and word in (term.name, *term.variants):
            try:
                right = _WEEKDAYS[date(year, month, int(day)).weekday()] == term.gives
            except ValueError:
                return ()
            return () if right else ("weekday-differs",)
    return ()


def _damaged(folded: str) -> Iterator[DateMatch]:
    """Dates whose month an OCR parted or misread; those that are read as they stand are found before them."""
    for match in compiled("dates", "date.near-month").finditer(folded):
        month = _nearest_month(re.sub(rf"\s|{_MARK}", "", match["month"]))
        if month is not None:
            year = int(match["year"]) - BUDDHIST
            yield from _day(*match.span(), year, month, match["day"], "date.near-month", 0.7, ("month-repaired",))


@lru_cache(maxsize=256)
def _nearest_month(letters: str) -> int | None:
    """The one month whose letters without marks are these but for one of them lost, added or misread."""
    _, numbers = _months()
    names = [re.sub(_MARK, "", name) for name in _full_names()]
    near = {numbers[full] for full, name in zip(_full_names(), names, strict=True) if _one_apart(letters, name)}
    return near.pop() if len(near) == 1 else None


def _one_apart(a: str, b: str) -> bool:
    """Whether two words are the same but for one letter at most."""
    if len(a) < len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(b))
    return a[at + 1 :] == (b[at + 1 :] if len(a) == len(b) else b[at:])


def _numeric(folded: str) -> Iterator[DateMatch]:
    for match in compiled("dates", "date.numeric").finditer(folded):
        year = int(match["year"])
        if year < 100:
            year += 2500
        year = year - BUDDHIST if year > 2300 else year
        sure = 0.9 if len(match["year"]) == 4 else 0.75
        yield from _day(*match.span(), year, int(match["month"]), match["day"], "date.numeric", sure, ())


_WORDS = re.compile("(?P<hundred>(?:หนึ่ง)?ร้อย)?(?:(?P<tens>ยี่|[ก-๎]{2,4}?)?(?P<ten>สิบ))?(?P<ones>[ก-๎]{2,4})?")


def count_of(text: str) -> int:
    """A number as deadlines write it: `15`, `เจ็ด`, `สามสิบ`, `หนึ่งร้อยยี่สิบ`."""
    if text.isdigit():
        return int(text)
    values = {t.name: int(t.gives) for t in load("dates").terms if t.of == "number"}
    match = _WORDS.fullmatch(text)
    if match is None:
        return 0
    tens = values.get(match["tens"], 1) * 10 if match["ten"] else 0
    return (100 if match["hundred"] else 0) + tens + values.get(match["ones"] or "", 0)


def weekday_number(word: str) -> int:
    """A weekday's number by its name, Monday first: จันทร์ is 0."""
    code = next(t.gives for t in load("dates").terms if t.of == "weekday" and word in (t.name, *t.variants))
    return _WEEKDAYS.index(code)


def parse_date(text: str) -> date | None:
    """The single day that a text names, as a user types it (๑ มี.ค. ๖๔, 1/3/2564, 2021-03-01), or None."""
    iso = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)\s*", fold_digits(text))
    if iso:
        year = int(iso[1])
        try:
            return date(year - BUDDHIST if year > 2300 else year, int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    days = [m.value for m in find_dates(text) if m.precision == "day"]
    return days[0] if len(days) == 1 else None


def find_time(text: str) -> list[TimeMatch]:
    """Hours of the day: ๑๖.๓๐ น., 16:13."""
    out = []
    for match in compiled("dates", "time.clock").finditer(fold_digits(text)):
        hour, minute = int(match["hour"]) % 24, int(match["minute"])
        out.append(TimeMatch(match.start(), match.end(), time(hour, minute)))
    return out


def to_thai_digits(text: str) -> str:
    """Arabic digits as Thai ones (เลขไทย); everything else as it is."""
    return text.translate(_THAI)


def thai_date(day: date, digits: str = "thai", short: bool = False) -> str:
    """A date as an office writes it: ๑ มีนาคม ๒๕๖๔, or ๑ มี.ค. ๖๔ where `short`."""
    term = next(t for t in load("dates").terms if t.of == "month" and int(t.gives) == day.month)
    year = day.year + BUDDHIST
    text = f"{day.day} {term.variants[0]} {year % 100:02d}" if short else f"{day.day} {term.name} {year}"
    return to_thai_digits(text) if digits == "thai" else text
