"""Which letter a cited number means, though an OCR read one of the two wrongly (การเทียบเลขที่หนังสือ).

Exact agreement first. Else a candidate must bear the same unit, the same or a confusable prefix, a number at most
two misread digits away and a date that a misreading explains; and something beside must speak for it: the same
bundle, or the same subject. The same day alone does not: an office sends several circulars in a row on one day.
Where two fit, none is taken: a wrong link is worse than a placeholder.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.dates import thai_date, to_thai_digits
from extractors.model import ReferenceNumber
from rules.load import load

_FAR = 2
"""More digits than this differing, and it is another number."""
_ROW = 9
"""Numbers this near on one day are letters sent in a row, unless they lie in one bundle."""
_DAYS = 3
"""Dates this near may be one: a letter is dated, numbered and sent on different days."""


@dataclass(frozen=True, slots=True)
class Known:
    """A letter that is there: its id, number, date, subject, sender, and the files that hold it."""

    letter: str
    number: ReferenceNumber
    date: date | None
    subject: str
    sender: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cited:
    """A number as cited, with its date and agency, by a letter with this subject, in these files, of this day."""

    number: ReferenceNumber
    date: date | None
    subject: str
    files: frozenset[str]
    agency: str = ""
    written: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The letter meant (its id), how sure, and in words why; `letter` is None where none fits or several do."""

    letter: str | None
    confidence: float
    why: str


def resolve(cited: Cited, known: Sequence[Known]) -> Match:
    """The one letter of `known` that is meant, or none. `known` should hold those of the same unit."""
    exact = [k for k in known if str(k.number) == str(cited.number) and _same_year(k, cited) and _same_office(k, cited)]
    if exact:
        return _exact(cited, exact)
    near = [(k, reasons) for k in known if (reasons := _reasons(cited, k))]
    if len(near) == 1:
        letter, reasons = near[0]
        read, taken = _said(cited.number, cited.date), _said(letter.number, letter.date)
        why = f"อ่านว่า {read} ถือเป็น {taken} เพราะ{' '.join(reasons)}"
        return Match(letter.letter, min(0.9, 0.6 + 0.1 * len(reasons)), why)
    if near:
        names = ", ".join(sorted(_said(k.number, k.date) for k, _ in near))
        return Match(None, 0.5, f"มีหนังสือที่อาจตรงมากกว่าหนึ่งฉบับ จึงไม่เลือก: {names}")
    return Match(None, 1.0, "ยังไม่ได้รับหนังสือฉบับนี้")


def _exact(cited: Cited, exact: list[Known]) -> Match:
    dated = [k for k in exact if cited.date and k.date == cited.date]
    chosen = dated or exact
    if len(chosen) > 1:
        return Match(None, 0.5, "มีหนังสือเลขที่นี้มากกว่าหนึ่งฉบับ จึงไม่เลือก")
    agrees = bool(dated) or cited.date is None or chosen[0].date is None
    why = "เลขที่และวันที่ตรงกัน" if dated else "เลขที่ตรงกัน"
    if not agrees:
        why += f" แต่วันที่ต่างกัน: อ่านว่า {_said(cited.number, cited.date)} หนังสือลง{_said(None, chosen[0].date)}"
    return Match(chosen[0].letter, 0.98 if dated else 0.9 if agrees else 0.75, why)


def _same_year(letter: Known, cited: Cited) -> bool:
    return not (letter.date and cited.date) or letter.date.year == cited.date.year


def _same_office(letter: Known, cited: Cited) -> bool:
    """A number without a prefix (an order's, 47/2568) is any office's: it needs the office named, or the bundle."""
    if cited.number.prefix:
        return True
    return bool(cited.files & letter.files) or (bool(cited.agency) and _alike(cited.agency, letter.sender))


def _reasons(cited: Cited, letter: Known) -> list[str]:
    """Why this letter may be the one meant, in Thai; empty where anything speaks against it."""
    one, other = cited.number, letter.number
    bundle = bool(cited.files & letter.files)
    apart = digits_apart(one.number, other.number)
    unlike = (
        (one.unit, one.circular, one.series_year) != (other.unit, other.circular, other.series_year)
        or not _prefixes_fit(one.prefix, other.prefix)
        or apart is None
        or apart > _FAR
        or not _dates_fit(cited.date, letter.date)
        or (cited.written and letter.date and letter.date > cited.written)
        or (cited.agency and letter.sender and not _alike(cited.agency, letter.sender, 60))
    )
    if unlike or (not bundle and _in_a_row(cited, letter)):
        return []
    beside = ["อยู่ในชุดเอกสารเดียวกัน"] if bundle else []
    if _alike(cited.subject, letter.subject):
        beside.append("เรื่องเดียวกัน")
    if not beside:
        return []
    if cited.date and cited.date == letter.date:
        beside.append("วันที่ตรงกัน")
    reasons = ["รหัสหน่วยงานตรงกัน" if one.prefix == other.prefix else f"รหัส {other.prefix} มักอ่านเป็น {one.prefix}"]
    if apart:
        reasons.append(f"เลขต่างกัน {to_thai_digits(str(apart))} หลัก" + _often(one.number, other.number))
    return [" ".join(reasons), *beside]


def digits_apart(one: str, other: str) -> int | None:
    """How many digits differ between two numbers of one length; None where their lengths differ."""
    if len(one) != len(other):
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def _in_a_row(cited: Cited, letter: Known) -> bool:
    one, other = cited.number.number, letter.number.number
    if cited.date != letter.date or not (one.isdecimal() and other.isdecimal()):
        return False
    return 0 < abs(int(one) - int(other)) <= _ROW


def _dates_fit(one: date | None, other: date | None) -> bool:
    """Whether one day may be the other misread: a few days apart, or one digit of day or year; blanks fit all."""
    if one is None or other is None or abs((one - other).days) <= _DAYS:
        return True
    if one.month != other.month:
        return False
    written = [f"{d.day:02}{d.year + 543}" for d in (one, other)]
    return digits_apart(*written) == 1


def _often(one: str, other: str) -> str:
    """Says so where each differing digit is one that readers are known to confuse."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    known = _confused_digits()
    return " ซึ่งมักอ่านสลับกัน" if all(p in known or p[::-1] in known for p in pairs) else ""


@cache
def _confused_digits() -> frozenset[tuple[str, str]]:
    return frozenset((t.name, v) for t in load("confusables").terms if t.of == "digit" for v in t.variants)


@cache
def _confused_letters() -> frozenset[tuple[str, str]]:
    return frozenset((t.name, v) for t in load("confusables").terms if t.of == "letter" for v in t.variants)


def _prefixes_fit(one: str, other: str) -> bool:
    """Equal, or one letter of one read as another that looks like it."""
    if len(one) != len(other):
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    known = _confused_letters()
    return len(differing) <= 1 and all(p in known or p[::-1] in known for p in differing)


def _alike(one: str, other: str, least: float = 85) -> bool:
    from rapidfuzz.fuzz import ratio

    return bool(one and other) and ratio("".join(one.split()), "".join(other.split())) >= least


def _said(number: ReferenceNumber | None, day: date | None) -> str:
    dated = f"วันที่ {thai_date(day)}" if day else ""
    return f"{number} ลง{dated}".removesuffix(" ลง") if number else dated
