"""What a doubtful number or date may be: the line read with each other reading of its words (คำอ่านอื่นของตัวเลข)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import DateMatch, find_dates
from extractors.document import fold_digits
from extractors.model import Evidence, Page, ReferenceNumber
from extractors.reference_numbers import find_reference_numbers

_WEEKDAY = re.compile(r"วัน\s*(?:จันทร|อังคาร|พุธ|พฤหัส|ศุกร|เสาร|อาทิตย)[ก-์]*\s*(?:ที่)?\s*$")

Value = ReferenceNumber | date


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading of one place: the value, its canonical text, and what the reading itself tells."""

    value: Value
    text: str
    fits: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


def readings_of(evidence: Evidence, value: Value, pages: dict[int, Page]) -> list[tuple[Reading, str, float]]:
    """The value as read, then every other that one word's other reading makes of the same place."""
    page = pages.get(evidence.span.page)
    if page is None:
        return []
    start, end = evidence.span.start, evidence.span.end
    first = page.text.rfind("\n", 0, start) + 1
    last = page.text.find("\n", end)
    line = page.text[first : last if last >= 0 else len(page.text)]
    own = next((r for r in _parsed(line, value) if _same(r.value, value)), None)
    if own is None:
        return []
    readings = {own.text: (own, "read", 1.0)}
    for word in page.words:
        if word.start < end and start < word.end:
            for other in word.others:
                made = line[: word.start - first] + other.text + line[word.end - first :]
                for read in _changed(line, made, value):
                    if read.text not in readings:
                        readings[read.text] = (_with_prefix(read, own, value), other.source, other.chance)
    return list(readings.values())


def _changed(line: str, made: str, value: Value) -> list[Reading]:
    """What stands in the line so read, at the place of the value, and does not stand in it as it was read."""
    before = {read.text for read in _parsed(line, value)}
    after = _parsed(made, value)
    # The value itself must be gone from the line: else the word belonged to another.
    if any(_same(read.value, value) for read in after):
        return []
    return [read for read in after if read.text not in before]


def _same(read: Value, value: Value) -> bool:
    if isinstance(read, ReferenceNumber) and isinstance(value, ReferenceNumber):
        return (read.unit, read.circular, read.number) == (value.unit, value.circular, value.number)
    return read == value


def _with_prefix(read: Reading, own: Reading, value: Value) -> Reading:
    """A prefix that the letterhead mended stays mended."""
    if not (isinstance(read.value, ReferenceNumber) and isinstance(value, ReferenceNumber)):
        return read
    assert isinstance(own.value, ReferenceNumber)
    prefix = value.prefix if read.value.prefix == own.value.prefix else read.value.prefix
    made = replace(read.value, prefix=prefix, year=value.year)
    return replace(read, value=made, text=str(made))


def _parsed(line: str, like: Value) -> list[Reading]:
    folded = fold_digits(line)
    if isinstance(like, ReferenceNumber):
        return [Reading(m.value, str(m.value)) for m in find_reference_numbers(folded)]
    return [_dated(m, folded) for m in find_dates(folded) if m.value and m.precision == "day"]


def _dated(match: DateMatch, folded: str) -> Reading:
    assert match.value is not None
    clashes = tuple(doubt for doubt in match.doubts if doubt in ("weekday-differs", "year-implausible"))
    named = _WEEKDAY.search(folded[: match.start]) or folded[match.start :].startswith("วัน")
    fits = ("weekday-fits",) if named and "weekday-differs" not in clashes else ()
    return Reading(match.value, match.value.isoformat(), fits, clashes)
