"""What a letter's node hangs on besides other letters: instruments named, attachments, offices, directives restated.

Each gives nodes and edges of one letter; `pipeline.graph` writes them. A directive derives from another where a letter
that passes on, encloses or cites the other's letter says nearly the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import to_thai_digits
from extractors.model import Attachment, Directive, Enclosure, Letter
from pipeline.mentions import one_line

_SAME_WORDS = 80.0
"""Directives this alike (rapidfuzz ratio, or that of the part that fits best) are one, restated lower down."""
_LONG = 30
"""Of a shorter text, a part says too little."""
_SAME_TITLE = 80.0
_SHOWN = 120
_DOWNWARD = ("forwards", "encloses", "cites", "follows_up")


@dataclass(frozen=True, slots=True)
class Kin:
    """A node (id, kind, title) and the edge to it, or between two such nodes."""

    source: tuple[str, str, str]
    relation: str
    target: tuple[str, str, str]
    as_read: str
    page: int
    confidence: float
    why: str


def kin(db: sqlite3.Connection, letter_id: str, letter: Letter) -> Iterator[Kin]:
    """All of a letter's kin but the letters that it names by number."""
    own = (letter_id, "letter", "")
    yield from _instruments(own, letter)
    yield from _attachments(own, letter)
    yield from _offices(letter)
    yield from _derived(db, letter_id)


def _instruments(own: tuple[str, str, str], letter: Letter) -> Iterator[Kin]:
    """Acts, regulations, resolutions and announcements without a number of their own (ตัวบทและมติที่อ้างถึง)."""
    for citation in (*letter.references, *letter.cited):
        if citation.kind != "letter" and not (citation.reference_number and citation.reference_number.number):
            title = one_line(citation.text)
            node = (f"instrument:{''.join(title.split())}", "instrument", title)
            e = citation.evidence
            yield Kin(own, "cites", node, title, e.span.page, e.confidence, "")


def _attachments(own: tuple[str, str, str], letter: Letter) -> Iterator[Kin]:
    """Enclosures that are no letters, and pages that came with it; one of each title."""
    from rapidfuzz.fuzz import ratio

    titles: list[str] = []
    items: tuple[Enclosure | Attachment, ...] = (*letter.enclosures, *letter.attachments)
    for item in items:
        number = item.reference_number if isinstance(item, Enclosure) else None
        title = one_line(item.title)
        if (number and number.number) or any(ratio(title, other) >= _SAME_TITLE for other in titles):
            continue
        node = (f"{own[0]}#attachment[{len(titles)}]", "attachment", title)
        titles.append(title)
        e = item.evidence
        yield Kin(own, "encloses", node, title, e.span.page, e.confidence, "")


def _offices(letter: Letter) -> Iterator[Kin]:
    """Who orders whom, and who reports to whom, by the letter's directives."""
    if letter.sender is None:
        return
    sender = _agency(letter.sender.value)
    for directive in flat(letter.directives):
        why, page = one_line(directive.text)[:_SHOWN], directive.evidence.span.page
        for actor in directive.actors:
            office = _agency(actor.value)
            if office != sender:
                yield Kin(sender, "orders", office, "", page, actor.evidence.confidence, why)
            for recipient in directive.recipients:
                other = _agency(recipient.value)
                if other != office:
                    yield Kin(office, "reports_to", other, "", page, recipient.evidence.confidence, why)


def _agency(name: str) -> tuple[str, str, str]:
    return f"agency:{name}", "agency", name


def _derived(db: sqlite3.Connection, letter_id: str) -> Iterator[Kin]:
    """The letter's directives that restate those of a letter above it, each by the one that is most alike."""
    above = [
        row[0] for row in db.execute(
            "SELECT DISTINCT meant FROM mention m, json_each(m.relations) j WHERE m.letter = ? AND meant IS NOT NULL "
            f"AND json_extract(j.value, '$[0]') IN ({', '.join('?' * len(_DOWNWARD))}) ORDER BY 1",
            (letter_id, *_DOWNWARD),
        )
    ]  # fmt: skip
    if not above:
        return
    marks = ", ".join("?" * len(above))
    others = db.execute(f"SELECT id, text FROM directive WHERE letter IN ({marks}) ORDER BY id", above).fetchall()
    own = db.execute("SELECT id, text, page FROM directive WHERE letter = ? ORDER BY id", (letter_id,)).fetchall()
    for key, text, page in own if others else ():
        alike, parent, words = max(((_alike(text, other), other_key, other) for other_key, other in others))
        if alike >= _SAME_WORDS:
            here, there = one_line(text)[:_SHOWN], one_line(words)[:_SHOWN]
            why = f"ข้อความตรงกันร้อยละ {to_thai_digits(f'{alike:.0f}')}"
            yield Kin((key, "directive", here), "derives", (parent, "directive", there), here, page,
                      round(0.0095 * alike, 3), why)  # fmt: skip


def _alike(one: str, other: str) -> float:
    from rapidfuzz.fuzz import partial_ratio, ratio

    texts = ["".join(text.split()) for text in (one, other)]
    whole = ratio(*texts)
    return max(whole, partial_ratio(*texts)) if min(map(len, texts)) >= _LONG else whole


def flat(directives: tuple[Directive, ...]) -> Iterator[Directive]:
    """The directives and all that are under them, in the letter's order."""
    for directive in directives:
        yield directive
        yield from flat(directive.children)
