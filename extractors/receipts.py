"""Receipt stamps (ตรารับหนังสือ, ข้อ ๓๗) among the lines of a letter: what belongs to one is no part of the letter."""

from __future__ import annotations

import re

from extractors import cues
from extractors.dates import find_dates
from extractors.lines import Line


def without_stamps(lines: list[Line]) -> tuple[list[list[Line]], list[Line]]:
    """The stamps (a number, the day and the hour beneath it, the office above it), and the other lines."""
    stamps: list[list[Line]] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if index in taken or not cues.opens(line, "head.receipt-number", "head.receipt-bare-number"):
            continue
        if not (cues.is_receipt(line) or _is_bare_stamp(lines, index)):
            continue
        stamp = [index]
        for after in range(index + 1, min(index + 5, len(lines))):
            detail = cues.is_receipt_detail(lines[after]) and not _is_memo_date(lines, after)
            detail = detail or (after == index + 1 and _is_bare_receipt_date(lines, after))
            # What an OCR made of the stamp's frame stands between its number and its day.
            frame = len(lines[after].text) < _FRAME and any(map(cues.is_receipt_detail, lines[after + 1 : after + 2]))
            if not (detail or frame):
                break
            stamp.append(after)
        for before in range(index - 1, max(index - 4, -1), -1):
            above = lines[before]
            named = cues.opens(above, "sign.office", "head.receipt-office")
            if before in taken or len(above.text) > 60 or not (named or _is_lone_receipt_date(above)):
                break
            if lines[before + 1].gap and lines[before + 1].start - above.end > 3 and before + 1 != index:
                break
            stamp.insert(0, before)
        taken.update(stamp)
        stamps.append([lines[i] for i in stamp])
    return stamps, [line for index, line in enumerate(lines) if index not in taken]


def _is_bare_stamp(lines: list[Line], index: int) -> bool:
    """Whether เลขที่ alone is a stamp's number: its day and its hour stand right beneath it."""
    below = lines[index + 1 : index + 3]
    kinds = ("head.receipt-date", "head.receipt-time")
    named = cues.opens(lines[index], "head.receipt-bare-number") and len(below) == len(kinds)
    return named and all(map(cues.opens, below, kinds))


_FRAME = 6
"""A shorter line within a stamp is its frame."""


def _is_lone_receipt_date(line: Line) -> bool:
    return cues.opens(line, "head.receipt-date") and line.folded.startswith("ลงวันที่")


def _is_bare_receipt_date(lines: list[Line], index: int) -> bool:
    """A day without วันที่ right under the number: the stamp's where the hour follows, or the letter has its own.

    A short month (ม.ค.) tells it too: a letter writes its own in full (ข้อ ๑๑.๓).
    """
    if not is_lone_day(lines[index]):
        return False
    if "." in lines[index].text:
        return True
    near = [*lines[max(0, index - _DATED) : index], *lines[index + 1 : index + 1 + _DATED]]
    hour = cues.opens(lines[index + 1], "head.receipt-time") if index + 1 < len(lines) else False
    return hour or any(map(is_lone_day, near))


def is_lone_day(line: Line) -> bool:
    """A day alone on its line, its month in full or short, or with the hour behind it."""
    days = find_dates(line.folded) if len(line.text) < 32 else []
    if len(days) != 1 or days[0].precision != "day" or days[0].start:
        return False
    return _HOUR.fullmatch(line.folded, days[0].end) is not None


_HOUR = re.compile(r"\s*(?:(?:เวลา)?\s*\d{1,2}[.:]\d{2}\s*(?:น\.?)?)?")


_DATED = 12
"""How many lines about a stamp may hold the letter's own day."""


def _is_memo_date(lines: list[Line], index: int) -> bool:
    """In a memo วันที่ stands beside ที่ in the head: the line before it tells."""
    return index > 0 and cues.opens(lines[index - 1], "head.number")
