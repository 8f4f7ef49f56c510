"""What is compared when a citation is sought among letters (หลักฐานการอ้างถึง): the citation, a letter, their likeness.

A letter says more of the one that it cites than number and day. It bears that letter's subject (ข้อ ๑๑.๔: a letter that
goes on with a matter bears the subject of the first), or its first sentence tells it (ตามหนังสือที่อ้างถึง ... แจ้ง ...).
It may cite only what its receiver has got (ข้อ ๑๑.๖), so that its receiver or sender is one whom the cited letter was
sent to. And the urgency stands in the citing phrase.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extractors.model import ReferenceNumber
from pipeline.grams import LENGTH, fold, skeleton
from rules.load import compiled, load

_NAMES_ALIKE = 88.0
"""Names of offices this alike (rapidfuzz ratio, 0 to 100) are one, read with noise."""
_LONG = 8
"""Of a shorter name one misread sign leaves too little."""


@dataclass(frozen=True, slots=True)
class Known:
    """A letter that is there: its id, number, date, subject, sender, the files that hold it, whom it is to."""

    letter: str
    number: ReferenceNumber
    date: date | None
    subject: str
    sender: str
    files: frozenset[str]
    addressees: tuple[str, ...] = ()
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A number as cited, with its date and agency, by a letter with this subject, in these files, of this day.

    `opening` is what that letter says first, or beside the number; `parties` are its sender and its addressees;
    `urgency` is that of the phrase, None where the phrase is of a kind that has none; `doubtful`: whether the
    reader marked the number, None where no reader saw it.
    """

    number: ReferenceNumber
    date: date | None
    subject: str
    files: frozenset[str]
    agency: str = ""
    written: datetime.date | None = None
    opening: str = ""
    parties: tuple[str, ...] = ()
    urgency: str | None = None
    doubtful: bool | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The letter meant (its id), how sure, and in words why; `letter` is None where none fits or several do."""

    letter: str | None
    confidence: float
    why: str


def alike(one: str, other: str, least: float) -> bool:
    """Whether two texts are one read with noise, spaces left out of account."""
    from rapidfuzz.fuzz import ratio

    return bool(one and other) and ratio("".join(one.split()), "".join(other.split()), score_cutoff=least) >= least


def told(subject: str, text: str) -> float:
    """The share of a subject that a text tells, by runs of four signs, so that a misread sign costs four runs."""
    wanted = _runs(subject, LENGTH)
    return len(wanted & _runs(text, LENGTH)) / len(wanted) if wanted else 0.0


def touched(subject: str, text: str, least: int) -> bool:
    """Whether a text has a stretch of so many signs of a subject."""
    return not _runs(subject, least).isdisjoint(_runs(text, least))


@lru_cache(maxsize=4096)
def _runs(text: str, length: int) -> frozenset[str]:
    bare = _bare(text)
    return frozenset([bare[at : at + length] for at in range(len(bare) - length + 1)])


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return skeleton(fold(text))


def addressed(parties: tuple[str, ...], addressees: tuple[str, ...]) -> bool | None:
    """Whether one of these offices is, or may be, among the addressees; None where that cannot be told."""
    if not parties or not addressees:
        return None
    ours, theirs = [_office(name) for name in parties], [_office(name) for name in addressees]
    if any(_one_office(one, other) for one in ours for other in theirs):
        return True
    return None if any(kind == "*" for kind, _ in theirs) else False


@lru_cache(maxsize=8192)
def _office(name: str) -> tuple[str, str]:
    """The group that a name is of (its id in rules/levels.toml; * for one that may be anybody) and the name in it."""
    plain = compiled("levels", "every").sub("", fold(compiled("levels", "except").split(name)[0]))
    for variant, group in _groups():
        if _begins(plain, variant):
            rest = plain[len(variant) :]
            inner = _office(rest) if rest else ("", "")
            # อธิการบดีมหาวิทยาลัย is the same group twice; a misread ทุก... names no single office.
            return group, "" if rest.startswith("ทุก") else inner[1] if inner[0] == group else rest
    member = next(
        (p.gives for p in load("resolve").patterns if p.gives and compiled("resolve", p.id).search(plain)), ""
    )
    return member, plain


def _begins(name: str, group: str) -> bool:
    """Whether a name begins with that of a group, a sign of it perhaps misread."""
    return name.startswith(group) or (len(group) >= _LONG and alike(name[: len(group)], group, _NAMES_ALIKE))


@cache
def _groups() -> tuple[tuple[str, str], ...]:
    """Names of groups with their ids, the longest first."""
    return tuple(sorted(_group_names(), key=lambda pair: (-len(pair[0]), pair)))


def _group_names() -> Iterator[tuple[str, str]]:
    for term in load("levels").terms:
        for name in (term.name, *term.variants):
            yield fold(name), term.id if term.of == "group" else "*"


def _one_office(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names may be one office's: of one group, and one of them all of it, or both of one name."""
    if one[0] != other[0] or one[0] == "*":
        return False
    return (bool(one[0]) and not (one[1] and other[1])) or alike(one[1], other[1], _NAMES_ALIKE)
