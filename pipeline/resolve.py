"""Which letter a cited number means, though an OCR read one of the two wrongly (การเทียบเลขที่หนังสือ).

Each letter that may be meant is weighed against the letter not being here at all: how likely its number would be read
as the one cited (`pipeline.misread`), whether the days fit the way in which an office's numbers run with the days, the
bundle, the subject, the agency (weights in `rules/resolve.toml`). Where two fit, or one not surely, none is taken: a
wrong link is worse than a placeholder. Depends on the citation and its candidates alone, so that it can be asked again
at any time with the same answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import exp, log

from extractors.dates import thai_date, to_thai_digits
from extractors.model import ReferenceNumber
from pipeline.misread import NEVER, day_cost, is_confused, prefix_cost, run_cost
from rules.load import load

_WORTH_A_WORD = 0.05
"""A letter not taken is named where it was at least this likely."""


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


@dataclass(frozen=True, slots=True)
class _Weights:
    """`rules/resolve.toml`, by name."""

    cited_here: float
    numbers_here: float
    least: float
    another_misread: float
    unknown_office: float
    bundle: float
    subject: float
    subject_in_a_row: float
    row: float
    neighbour: float
    other_subject: float
    other_agency: float
    younger: float
    other_year: float
    subjects_alike: float
    agencies_alike: float
    spread_days: float
    spread_share: float
    spread_years: float
    any_day: float


@cache
def _weights() -> _Weights:
    return _Weights(**{name: float(value) for name, value in load("resolve").settings.items()})


def resolve(cited: Cited, known: Sequence[Known], *, office_known: bool = True) -> Match:
    """The one letter of `known` that is meant, or none. `office_known`: whether any letter of its series is here."""
    weighed = sorted(((_weigh(cited, k), k) for k in known), key=lambda item: (-item[0], item[1].letter))
    total = _weigh_absent(cited, known, office_known) + sum(weight for weight, _ in weighed)
    likely = [(weight / total, k) for weight, k in weighed if weight / total >= _WORTH_A_WORD]
    if likely and likely[0][0] >= _weights().least:
        sure, letter = likely[0]
        most = 0.98 if _same_number(cited, letter) and _days_agree(cited, letter) else 0.95
        return Match(letter.letter, round(min(sure, most), 3), _why(cited, letter))
    names = ", ".join(sorted(_said(k.number, k.date) for _, k in likely))
    if len(likely) > 1:
        return Match(None, 0.5, f"มีหนังสือที่อาจตรงมากกว่าหนึ่งฉบับ จึงไม่เลือก: {names}")
    if likely:
        return Match(None, 0.5, f"อาจเป็น {names} แต่ยังไม่แน่พอ จึงไม่เลือก")
    return Match(None, 1.0, "ยังไม่ได้รับหนังสือฉบับนี้")


def _weigh(cited: Cited, letter: Known) -> float:
    """How likely the citation is where this letter is meant, all evidence together; 0 where it cannot be.

    In units of the chance that a certain letter is meant that is not here.
    """
    w = _weights()
    misread = number_cost(cited.number, letter.number)
    if misread >= NEVER or not _same_office(cited, letter):
        return 0.0
    prior = w.cited_here / (1 - w.cited_here) * (1 - w.numbers_here) / w.numbers_here
    odds = log(prior) - misread
    if cited.date and letter.date:
        odds -= day_cost(letter.date, cited.date)
        odds += 0.0 if letter.date.year == cited.date.year else log(w.other_year)
    if cited.files & letter.files:
        odds += log(w.bundle)
    elif _in_a_row(cited, letter):
        odds += log(w.neighbour)
    if cited.subject and letter.subject:
        same = alike(cited.subject, letter.subject, w.subjects_alike)
        odds += log((w.subject_in_a_row if _in_a_row(cited, letter) else w.subject) if same else w.other_subject)
    if cited.agency and letter.sender and not alike(cited.agency, letter.sender, w.agencies_alike):
        odds += log(w.other_agency)
    if cited.written and letter.date and letter.date > cited.written:
        odds += log(w.younger)
    return exp(odds)


def _weigh_absent(cited: Cited, known: Sequence[Known], office_known: bool) -> float:
    """How likely the citation is where no letter here is meant.

    The one of that very number may be meant, or the one of that number in a series that the cited one was read from,
    or another one, misread.
    """
    w, number = _weights(), cited.number
    series = {(k.number.prefix, k.number.unit) for k in known} | {(number.prefix, number.unit)}
    total = w.another_misread
    for prefix, unit in series:
        meant = replace(number, prefix=prefix, unit=unit)
        kin = [k for k in known if _one_series(k.number, meant)]
        if any(k.number.number == meant.number and _same_year(cited, k) and _same_office(cited, k) for k in kin):
            continue
        day = max((_chance_of_day(cited, k) for k in kin), default=w.any_day) if cited.date else 1.0
        seen = 1.0 if kin or office_known else w.unknown_office
        total += seen * day * exp(-number_cost(number, meant))
    return total


def number_cost(read: ReferenceNumber, paper: ReferenceNumber) -> float:
    """What it costs to read that number as this one, over reading it rightly."""
    if (read.circular, read.series_year) != (paper.circular, paper.series_year):
        return NEVER
    rightly = run_cost(read.number, read.number) + run_cost(read.unit, read.unit)
    cost = prefix_cost(paper.prefix, read.prefix) + run_cost(paper.unit, read.unit)
    return min(NEVER, max(0.0, cost + run_cost(paper.number, read.number) - rightly))


def _chance_of_day(cited: Cited, letter: Known) -> float:
    """How likely the day is for the number as cited, by a letter of its series: numbers run with the days of a year."""
    w, one, other = _weights(), cited.number.number, letter.number.number
    if cited.date is None or letter.date is None or not (one.isdecimal() and other.isdecimal()):
        return w.any_day
    numbered = letter.date.timetuple().tm_yday
    expected = (int(one) - int(other)) * numbered / max(int(other), 1)
    spread = w.spread_days + w.spread_share * abs(expected)
    spread += 0.0 if letter.date.year == cited.date.year else w.spread_years
    off = abs(cited.date.timetuple().tm_yday - numbered - expected)
    return max(exp(-off / spread) / (2 * spread), w.any_day)


def _one_series(one: ReferenceNumber, other: ReferenceNumber) -> bool:
    return (one.prefix, one.unit, one.circular, one.series_year) == (
        other.prefix, other.unit, other.circular, other.series_year,
    )  # fmt: skip


def _same_number(cited: Cited, letter: Known) -> bool:
    return str(cited.number) == str(letter.number) and _same_office(cited, letter)


def _same_year(cited: Cited, letter: Known) -> bool:
    return not (letter.date and cited.date) or letter.date.year == cited.date.year


def _days_agree(cited: Cited, letter: Known) -> bool:
    return cited.date is None or letter.date is None or cited.date == letter.date


def _same_office(cited: Cited, letter: Known) -> bool:
    """A number without a prefix (an order's, 47/2568) is any office's: it needs the office named, or the bundle."""
    if cited.number.prefix:
        return True
    named = bool(cited.agency) and alike(cited.agency, letter.sender, _weights().subjects_alike)
    return named or bool(cited.files & letter.files)


def _in_a_row(cited: Cited, letter: Known) -> bool:
    one, other = cited.number.number, letter.number.number
    if not (one.isdecimal() and other.isdecimal() and _one_series(cited.number, letter.number)):
        return False
    together = not (cited.date and letter.date) or abs((cited.date - letter.date).days) <= 1
    return together and 0 < abs(int(one) - int(other)) <= _weights().row


def alike(one: str, other: str, least: float) -> bool:
    """Whether two texts are one read with noise, spaces left out of account."""
    from rapidfuzz.fuzz import ratio

    return bool(one and other) and ratio("".join(one.split()), "".join(other.split()), score_cutoff=least) >= least


def _why(cited: Cited, letter: Known) -> str:
    same_day = cited.date is not None and cited.date == letter.date
    if _same_number(cited, letter):
        why = "เลขที่และวันที่ตรงกัน" if same_day else "เลขที่ตรงกัน"
        if cited.date and letter.date and not same_day:
            why += f" แต่วันที่ต่างกัน: อ่านว่า {_said(cited.number, cited.date)} หนังสือลง{_said(None, letter.date)}"
        return why
    read, taken = _said(cited.number, cited.date), _said(letter.number, letter.date)
    return f"อ่านว่า {read} ถือเป็น {taken} เพราะ{' '.join(_reasons(cited, letter))}"


def _reasons(cited: Cited, letter: Known) -> list[str]:
    """What speaks for this letter, in Thai."""
    one, other = cited.number, letter.number
    reasons = []
    if one.prefix != other.prefix:
        reasons.append(f"รหัส {other.prefix} มักอ่านเป็น {one.prefix}")
    elif one.unit == other.unit:
        reasons.append("รหัสหน่วยงานตรงกัน")
    else:
        reasons.append(f"รหัสหน่วยงาน {other.unit} อ่านเป็น {one.unit} ได้")
    if one.number != other.number:
        apart = digits_apart(one.number, other.number)
        often = " ซึ่งมักอ่านสลับกัน" if _often(other.number, one.number) else ""
        reasons.append(f"เลขต่างกัน {to_thai_digits(str(apart))} หลัก{often}" if apart else "เลขขาดหรือเกินหนึ่งหลัก")
    if cited.date and letter.date:
        reasons.append("วันที่ตรงกัน" if cited.date == letter.date else "วันที่อ่านคลาดเคลื่อนกันได้")
    if cited.files & letter.files:
        reasons.append("อยู่ในชุดเอกสารเดียวกัน")
    if alike(cited.subject, letter.subject, _weights().subjects_alike):
        reasons.append("เรื่องเดียวกัน")
    return reasons


def digits_apart(one: str, other: str) -> int | None:
    """How many digits differ between two numbers of one length; None where their lengths differ."""
    if len(one) != len(other):
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def _often(paper: str, read: str) -> bool:
    """Whether each differing digit is one that readers are known to confuse, one way or the other."""
    pairs = [(a, b) for a, b in zip(paper, read, strict=False) if a != b]
    return len(paper) == len(read) and all(is_confused(a, b) or is_confused(b, a) for a, b in pairs)


def _said(number: ReferenceNumber | None, day: date | None) -> str:
    dated = f"วันที่ {thai_date(day)}" if day else ""
    return f"{number} ลง{dated}".removesuffix(" ลง") if number else dated
