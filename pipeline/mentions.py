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


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that a letter names, and how it stands to it: (relation, the words that say so), the plain one first."""

    number: ReferenceNumber
    date: date | None
    agency: str
    as_read: str
    page: int
    confidence: float
    relations: tuple[tuple[str, str], ...]


def mentions(letter: Letter) -> Iterator[Mention]:
    """The numbers that a letter names under อ้างถึง, in its body, and among its enclosures."""
    subject = letter.subject.value if letter.subject else ""
    relation, forwards = _relation(subject), _forwards(letter)
    named: list[tuple[Citation | Enclosure, str, tuple[tuple[str, str], ...]]] = [
        *((c, c.text, (("cites", ""), (relation, subject))) for c in letter.references),
        *((c, c.text, (("cites", ""), _in_body(letter.text, c.evidence.as_read))) for c in letter.cited),
        *((e, e.title, (("encloses", ""), ("forwards" if forwards else "", forwards))) for e in letter.enclosures),
    ]
    for item, as_read, relations in named:
        number = item.reference_number
        if number is not None and number.number:
            agency = item.agency if isinstance(item, Citation) else ""
            told = tuple((name, reason) for name, reason in relations if name)
            evidence = item.evidence
            yield Mention(number, item.date, agency, as_read, evidence.span.page, evidence.confidence, told)


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
