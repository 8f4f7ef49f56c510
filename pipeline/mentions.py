"""What a letter says of other letters: each number that it names, with the relation that its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.document import fold_digits
from extractors.model import Citation, Enclosure, Letter, ReferenceNumber
from rules.load import compiled, load

_BEFORE = 120
_OPENING = 500
"""So many characters from the first sentence on tell what the cited letter was about."""
_BEHIND = 300
"""So many behind a number that is cited in the body do."""
_MISREAD = frozenset({"low-ocr-confidence", "digits-repaired"})
"""Doubts that say that a digit may be another."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that a letter names, and how it stands to it: (relation, the words that say so), the plain one first.

    `opening`, `urgency` and `doubtful` are as in `pipeline.citation.Cited`.
    """

    number: ReferenceNumber
    date: date | None
    agency: str
    as_read: str
    page: int
    confidence: float
    relations: tuple[tuple[str, str], ...]
    opening: str
    urgency: str | None
    doubtful: bool


def mentions(letter: Letter) -> Iterator[Mention]:
    """The numbers that a letter names under อ้างถึง, in its body, and among its enclosures."""
    subject = letter.subject.value if letter.subject else ""
    relation, forwards = _relation(subject), _forwards(letter)
    named: list[tuple[Citation | Enclosure, str, tuple[tuple[str, str], ...]]] = [
        *((c, c.text, (("cites", ""), (relation, subject))) for c in letter.references),
        *((c, c.text, (("cites", ""), _in_body(letter.text, c.evidence.as_read))) for c in letter.cited),
        *((e, e.title, (("encloses", ""), ("forwards" if forwards else "", forwards))) for e in letter.enclosures),
    ]
    opening = _opening(letter.text)
    for item, as_read, relations in named:
        number = item.reference_number
        if number is not None and number.number:
            agency = item.agency if isinstance(item, Citation) else ""
            told = tuple((name, reason) for name, reason in relations if name)
            e = item.evidence
            behind = _behind(letter.text, e.as_read) if item in letter.cited else ""
            yield Mention(
                number, item.date, agency, as_read, e.span.page, e.confidence, told, behind or opening,
                _urgency(as_read), bool(_MISREAD.intersection(e.doubts)),
            )  # fmt: skip


def _opening(text: str) -> str:
    """What the letter says first (ตามหนังสือที่อ้างถึง ..., ด้วย ... แจ้งว่า ...); empty where it opens otherwise."""
    match = compiled("resolve", "opening").search(fold_digits(text))
    return one_line(text[match.start() : match.start() + _OPENING]) if match else ""


def _behind(text: str, named: str) -> str:
    """What follows a number that is cited in the body, where its subject may stand (เรื่อง ...)."""
    _, found, after = text.partition(named)
    return one_line(after[:_BEHIND]) if found else ""


def _urgency(phrase: str) -> str | None:
    """The urgency in a citing phrase; None where it is no phrase of a letter (a bare number), which has none."""
    match = re.search(r"ด่วน(?:\s*ที่\s*สุด|\s*มาก)?", phrase)
    return re.sub(r"\s+", "", match[0]) if match else "" if "หนังสือ" in phrase else None


def _in_body(text: str, named: str) -> tuple[str, str]:
    """What the words just before a name in the body say of it, and those words; empty where they say nothing."""
    before, found, _ = fold_digits(text).partition(fold_digits(named))
    for rule in load("relations_in_body").patterns if found else ():
        match = compiled("relations_in_body", rule.id).search(one_line(before[-_BEFORE:]) + " ")
        if match:
            return rule.gives, match[0].strip()
    return "", ""


def one_line(text: str) -> str:
    """A text with its white space made single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def _relation(subject: str) -> str:
    for rule in load("relations").patterns:
        if rule.gives != "forwards" and compiled("relations", rule.id).search(fold_digits(subject)):
            return rule.gives
    return ""


def _forwards(letter: Letter) -> str:
    """The words in which a letter says that it passes on what another office wrote (ด้วย ... แจ้งว่า)."""
    rule = compiled("relations", "relation.forwards")
    own = letter.sender.value if letter.sender else ""
    for line in letter.text.splitlines():
        match = rule.search(fold_digits(line.strip()))
        if match and not (own and own in match[0]):
            return match[0]
    return ""
