"""Which letter a cited number means, though an OCR read one of the two wrongly (การเทียบเลขที่หนังสือ).

Each letter that may be meant is weighed against the letters not here that may be meant: how likely its number would be
read as the one cited (`pipeline.misread`), whether the days fit the way in which an office's numbers run with the days,
the bundle, the subject, the addressees, the urgency, the agency (weights in `rules/resolve.toml`). The very number is
evidence like the rest, not proof. Where two fit, or one not surely, none is taken: a wrong link is worse than a
placeholder. Depends on the citation and its candidates alone, so that it can be asked again at any time with the same
answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import exp, inf, log

from extractors.model import ReferenceNumber
from pipeline.because import said, why
from pipeline.citation import Cited, Known, Match, addressed, alike, told, touched
from pipeline.misread import NEVER, day_cost, prefix_cost, readings_near, run_cost
from rules.load import load

_WORTH_A_WORD = 0.05
"""A letter not taken is named where it was at least this likely."""
HOPELESS = 24.0
"""A letter whose number costs more than this (nats) is not looked at further."""
_NEGLIGIBLE = 14.0
"""Nats: a letter that is not here weighs nothing beside the others that are not, where reading it so costs more."""


@dataclass(frozen=True, slots=True)
class _Weights:
    """`rules/resolve.toml`, by name."""

    cited_here: float
    numbers_here: float
    least: float
    another_misread: float
    unknown_office: float
    bundle: float
    same_subject: float
    subject_told: float
    subject_touched: float
    subject_untold: float
    told: float
    touched: float
    row: float
    in_row: float
    neighbour: float
    addressed: float
    not_addressed: float
    addressed_untold: float
    not_addressed_untold: float
    same_urgency: float
    no_urgency: float
    other_urgency: float
    lost_urgency: float
    urgency_left_out: float
    marked_right: float
    marked_wrong: float
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
        return Match(letter.letter, round(min(sure, most), 3), why(cited, letter))
    names = ", ".join(sorted(said(k.number, k.date) for _, k in likely))
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
    if misread >= HOPELESS or not same_office(cited, letter):
        return 0.0
    odds = log(_here_rather()) - misread + _mark(cited, misread)
    if cited.date and letter.date:
        odds -= day_cost(letter.date, cited.date)
        odds += 0.0 if letter.date.year == cited.date.year else log(w.other_year)
    if cited.files & letter.files:
        odds += log(w.bundle)
    if cited.agency and letter.sender and not alike(cited.agency, letter.sender, w.agencies_alike):
        odds += log(w.other_agency)
    if cited.written and letter.date and letter.date > cited.written:
        odds += log(w.younger)
    subject = _of_subject(cited, letter)
    if subject <= 1.0 and _beside(cited, letter):
        odds += log(w.neighbour)
    return exp(odds) * subject * _of_addressees(cited, letter, subject) * _of_urgency(cited, letter)


def _here_rather() -> float:
    """How much likelier a certain letter is meant that is here than one that is not."""
    w = _weights()
    return w.cited_here / (1 - w.cited_here) * (1 - w.numbers_here) / w.numbers_here


def _of_subject(cited: Cited, letter: Known) -> float:
    return _subject_odds(letter.subject, cited.subject, cited.opening) if letter.subject else 1.0


@lru_cache(maxsize=4096)
def _subject_odds(subject: str, citing: str, opening: str) -> float:
    """How much likelier the citing letter's subject and first words are where the letter of this subject is meant."""
    w = _weights()
    if alike(citing, subject, w.subjects_alike):
        return w.same_subject
    if not opening:
        return 1.0
    if told(subject, opening) >= w.told:
        return w.subject_told
    touches = any(touched(subject, text, round(w.touched)) for text in (opening, citing))
    return w.subject_touched if touches else w.subject_untold


def _of_addressees(cited: Cited, letter: Known, subject: float) -> float:
    """A letter is cited to those who got it, or by them; most of all where the subject tells that it is this matter."""
    w = _weights()
    among = addressed(cited.parties, letter.addressees)
    if subject > 1.0:
        return {True: w.addressed, False: w.not_addressed, None: 1.0}[among]
    return {True: w.addressed_untold, False: w.not_addressed_untold, None: 1.0}[among]


def _of_urgency(cited: Cited, letter: Known) -> float:
    w = _weights()
    if cited.urgency is None:
        return 1.0
    if cited.urgency == letter.urgency:
        return w.same_urgency if cited.urgency else w.no_urgency
    if cited.urgency and letter.urgency:
        return w.other_urgency
    return w.lost_urgency if cited.urgency else w.urgency_left_out


def _mark(cited: Cited, misread: float) -> float:
    """A number that the reader marked is rather misread, one that it did not is rather right (nats)."""
    w = _weights()
    if cited.doubtful is None or not misread:
        return 0.0
    if cited.doubtful:
        return log(w.marked_wrong / w.marked_right)
    return log((1 - w.marked_wrong) / (1 - w.marked_right))


def _weigh_absent(cited: Cited, known: Sequence[Known], office_known: bool) -> float:
    """How likely the citation is where no letter here is meant.

    The one of that very number may be meant, or the one of that number in a series that the cited one was read from,
    or one beside it, misread, that was sent that day.
    """
    w, number = _weights(), cited.number
    total = w.another_misread
    here = _by_series(known)
    for prefix, unit in sorted({(k.number.prefix, k.number.unit) for k in known} | {(number.prefix, number.unit)}):
        meant = replace(number, prefix=prefix, unit=unit)
        cost = number_cost(number, meant)
        if cost >= HOPELESS:
            continue
        kin = here.get(_series(meant), [])
        taken = {k.number.number for k in kin if _same_year(cited, k) and same_office(cited, k)}
        seen = 1.0 if kin or office_known else w.unknown_office
        if not kin or not number.number.isdecimal():
            total += 0.0 if number.number in taken else seen * (w.any_day if cited.date else 1.0) * exp(-cost)
            continue
        run = _Series(cited, kin)
        # Of a look-alike prefix, or of another unit without a day, only the very number was sought: any other may be
        # here, unseen.
        sought = prefix == number.prefix and (unit == number.unit or cited.date is not None)
        unseen = 1.0 if sought else 1 + w.numbers_here * (_here_rather() - 1)
        for other, misread in readings_near(number.number):
            if other not in taken and cost + misread < _NEGLIGIBLE:
                here_too = unseen if other != number.number else 1.0
                read_so = exp(_mark(cited, cost + misread) - cost - max(0.0, misread))
                total += here_too * run.chance(int(other)) * read_so
    return total


class _Series:
    """The letters here of one office and unit: what they tell of one of its numbers that is not here."""

    def __init__(self, cited: Cited, kin: Sequence[Known]) -> None:
        w = _weights()
        letters = sorted(kin, key=lambda k: (int(k.number.number), k.letter))
        self._numbers = [int(k.number.number) for k in letters]
        self._days = [_Day.of(cited, k) for k in letters] if cited.date else []
        # A row of letters goes out together: the share of one that is right beside is that of such rows.
        together = [not (cited.date and k.date) or abs((cited.date - k.date).days) <= 1 for k in letters]
        self._gains = [
            w.in_row * (_of_subject(cited, k) - 1) if near else 0.0 for k, near in zip(letters, together, strict=True)
        ]

    def chance(self, number: int) -> float:
        """How likely the citation's day and subject are for the letter of this number, though it is not here.

        Numbers run with the days of a year; letters numbered in a row often go out on one day under one subject.
        """
        at, reach, row, likely = bisect_left(self._numbers, number), _weights().row, -inf, 0.0
        for n in range(max(0, at - 2), min(at + 2, len(self._numbers))):
            further = number - self._numbers[n]
            row = max(row, 1 + self._gains[n] * max(0.0, 1 - abs(further) / reach))
            if self._days:
                likely = max(likely, self._days[n].chance(further))
        return row * likely if self._days else row


class _Day:
    """What the day of one letter tells of the day cited."""

    def __init__(self, gap: int, rate: float, spread: float) -> None:
        self._gap, self._rate, self._spread = gap, rate, spread
        self._share, self._least = _weights().spread_share, _weights().any_day

    @classmethod
    def of(cls, cited: Cited, letter: Known) -> _Day:
        """From a citation with a day; a letter without one tells nothing."""
        w, day, sent = _weights(), cited.date, letter.date
        if day is None or sent is None:
            return cls(0, 0.0, inf)
        numbered = sent.timetuple().tm_yday
        spread = w.spread_days + (0.0 if sent.year == day.year else w.spread_years)
        return cls(day.timetuple().tm_yday - numbered, numbered / max(int(letter.number.number), 1), spread)

    def chance(self, further: int) -> float:
        """How likely the day cited is for the number that is so much larger than this letter's."""
        expected = further * self._rate
        spread = self._spread + self._share * abs(expected)
        return max(exp(-abs(self._gap - expected) / spread) / (2 * spread), self._least)


def number_cost(read: ReferenceNumber, paper: ReferenceNumber) -> float:
    """What it costs to read that number as this one, over reading it rightly."""
    if (read.circular, read.series_year) != (paper.circular, paper.series_year):
        return NEVER
    rightly = run_cost(read.number, read.number) + run_cost(read.unit, read.unit)
    cost = prefix_cost(paper.prefix, read.prefix) + run_cost(paper.unit, read.unit)
    return min(NEVER, max(0.0, cost + run_cost(paper.number, read.number) - rightly))


def _series(number: ReferenceNumber) -> tuple[str, str, bool, str]:
    """Numbers that share these run in one row."""
    return number.prefix, number.unit, number.circular, number.series_year


def _by_series(known: Sequence[Known]) -> dict[tuple[str, str, bool, str], list[Known]]:
    """The letters whose running number is one, by their series."""
    found: dict[tuple[str, str, bool, str], list[Known]] = {}
    for k in known:
        if k.number.number.isdecimal():
            found.setdefault(_series(k.number), []).append(k)
    return found


def _beside(cited: Cited, letter: Known) -> bool:
    """Whether the number as read is that of a letter beside this one, of about the same day."""
    one, other = cited.number.number, letter.number.number
    if not (one.isdecimal() and other.isdecimal() and _series(cited.number) == _series(letter.number)):
        return False
    together = not (cited.date and letter.date) or abs((cited.date - letter.date).days) <= 1
    return together and 0 < abs(int(one) - int(other)) < _weights().row


def _same_number(cited: Cited, letter: Known) -> bool:
    return str(cited.number) == str(letter.number) and same_office(cited, letter)


def _same_year(cited: Cited, letter: Known) -> bool:
    return not (letter.date and cited.date) or letter.date.year == cited.date.year


def _days_agree(cited: Cited, letter: Known) -> bool:
    return cited.date is None or letter.date is None or cited.date == letter.date


def same_office(cited: Cited, letter: Known) -> bool:
    """A number without a prefix (an order's, 47/2568) is any office's: it needs the office named, or the bundle."""
    if cited.number.prefix:
        return True
    named = bool(cited.agency) and alike(cited.agency, letter.sender, _weights().subjects_alike)
    return named or bool(cited.files & letter.files)
