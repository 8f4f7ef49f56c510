"""Which letter a cited number means, though an OCR read one of the two wrongly (การเทียบเลขที่หนังสือ).

Exact agreement first. Else a candidate must bear the same prefix and unit, a number at most two digits away and a
date that one misread digit explains; and something beside must speak for it. Where two fit, none is taken:
a wrong link is worse than a placeholder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.dates import thai_date, to_thai_digits
from extractors.model import ReferenceNumber

_FAR = 2
"""More digits than this differing, and it is another number."""


@dataclass(frozen=True, slots=True)
class Known:
    """A letter that is there: its node, number, date, subject, and the files that hold it."""

    node: str
    number: ReferenceNumber
    date: date | None
    subject: str
    files: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cited:
    """A number as cited: with its date, by a letter with this subject, in these files. `encloses`: as an enclosure."""

    number: ReferenceNumber
    date: date | None
    subject: str
    files: frozenset[str]
    encloses: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The letter meant, how sure, and in words why; `node` is None where none fits or more than one does."""

    node: str | None
    confidence: float
    why: str


def resolve(cited: Cited, known: Sequence[Known]) -> Match:
    """The one letter of `known` that is meant, or none. `known` should hold those of the same prefix and unit."""
    exact = [k for k in known if same_number(k.number, cited.number) and _same_year(k, cited)]
    if exact:
        return _exact(cited, exact)
    near = [(k, reasons) for k in known if (reasons := _reasons(cited, k))]
    if len(near) == 1:
        letter, reasons = near[0]
        meant = _said(letter.number, letter.date)
        why = f"อ่านว่า {_said(cited.number, cited.date)} ถือเป็น {meant} เพราะ{' '.join(reasons)}"
        return Match(letter.node, min(0.9, 0.6 + 0.1 * len(reasons)), why)
    if near:
        names = ", ".join(sorted(str(k.number) for k, _ in near))
        return Match(None, 0.0, f"มีหนังสือที่อาจตรงมากกว่าหนึ่งฉบับ จึงไม่เลือก: {names}")
    return Match(None, 0.0, "ยังไม่ได้รับหนังสือฉบับนี้")


def _exact(cited: Cited, exact: list[Known]) -> Match:
    dated = [k for k in exact if cited.date and k.date == cited.date]
    chosen = dated or exact
    if len(chosen) > 1:
        return Match(None, 0.0, "มีหนังสือเลขที่นี้มากกว่าหนึ่งฉบับ จึงไม่เลือก")
    agrees = bool(dated) or cited.date is None or chosen[0].date is None
    why = "เลขที่และวันที่ตรงกัน" if dated else "เลขที่ตรงกัน"
    if not agrees:
        why += f" แต่วันที่ต่างกัน: อ่านว่า {_said(cited.number, cited.date)}"
    return Match(chosen[0].node, 0.98 if dated else 0.9 if agrees else 0.75, why)


def _same_year(letter: Known, cited: Cited) -> bool:
    return not (letter.date and cited.date) or letter.date.year == cited.date.year


def same_number(one: ReferenceNumber, other: ReferenceNumber) -> bool:
    """Whether two numbers are one, the year left aside."""
    return str(one) == str(other) and bool(one.number)


def _reasons(cited: Cited, letter: Known) -> list[str]:
    """Why this letter may be the one meant, in Thai; empty where anything speaks against it."""
    one, other = cited.number, letter.number
    if (one.prefix, one.unit, one.circular) != (other.prefix, other.unit, other.circular):
        return []
    apart = digits_apart(one.number, other.number)
    if apart is None or not 0 < apart <= _FAR:
        return []
    if cited.date and letter.date and not _dates_fit(cited.date, letter.date):
        return []
    reasons = [f"รหัสหน่วยงานตรงกัน เลขต่างกัน {to_thai_digits(str(apart))} หลัก"]
    beside = []
    if cited.date and cited.date == letter.date:
        beside.append("วันที่ตรงกัน")
    if cited.files & letter.files:
        beside.append("อยู่ในชุดเอกสารเดียวกัน")
    if cited.encloses and _alike(cited.subject, letter.subject):
        beside.append("เรื่องเดียวกัน")
    return reasons + beside if beside else []


def digits_apart(one: str, other: str) -> int | None:
    """How many digits differ between two numbers of one length; None where their lengths differ."""
    if len(one) != len(other):
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def _dates_fit(one: date, other: date) -> bool:
    """Equal, or in one month with the day misread: an OCR changes a digit of the day, seldom a month's name."""
    return (one.year, one.month) == (other.year, other.month)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return bool(one and other) and ratio("".join(one.split()), "".join(other.split())) >= 85


def _said(number: ReferenceNumber, day: date | None) -> str:
    return f"{number} ลงวันที่ {thai_date(day)}" if day else str(number)
