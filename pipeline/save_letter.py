"""The rows of one letter in the database: its head, every value with its evidence, its lists, directives and tasks."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from extractors.evidence import evidence_of
from extractors.model import Directive, Letter
from pipeline.tasks import task_id, task_lines


@dataclass(frozen=True, slots=True)
class Copy:
    """One reading of a letter, as the database holds it."""

    file: str
    position: int
    letter: Letter
    boxes: str
    confidence: float
    sha256: str

    @property
    def subject(self) -> str:
        return "".join(self.letter.subject.value.split()) if self.letter.subject else ""


def write_letter(db: sqlite3.Connection, letter_id: str, key: str, copies: Sequence[Copy]) -> None:
    """Writes a letter of which these are the readings; the first gives its values."""
    best = copies[0]
    letter = best.letter
    number = letter.reference_number.value if letter.reference_number else None
    db.execute(
        f"INSERT INTO letter VALUES ({', '.join('?' * 21)})",
        (letter_id, key, str(number) if number else "", number.prefix if number else "", number.unit if number else "",
         int(bool(number and number.circular)), number.number if number else "", number.year if number else None,
         letter.kind, letter.date.value.isoformat() if letter.date else None,
         letter.urgency.value if letter.urgency else "", letter.secrecy.value if letter.secrecy else "",
         letter.sender.value if letter.sender else "", letter.subject.value if letter.subject else "",
         letter.purpose.value if letter.purpose else "", letter.signatory.name if letter.signatory else "",
         letter.signatory.position if letter.signatory else "", _searched(letter), best.file, best.position,
         letter.pages[0]),
    )  # fmt: skip
    for copy in copies:
        pages = ",".join(map(str, copy.letter.pages))
        db.execute("INSERT OR IGNORE INTO letter_source VALUES (?, ?, ?)", (letter_id, copy.file, pages))
    _write_values(db, letter_id, letter, msgspec.json.decode(best.boxes, type=dict[str, str]))
    _write_lists(db, letter_id, letter)
    for at, directive in enumerate(letter.directives):
        _write_directive(db, letter_id, None, f"directives[{at}]", directive)
    db.executemany(
        "INSERT INTO task VALUES (?, ?, ?)",
        [(task_id(letter_id, line), f"{letter_id}#{line.path}", line.office) for line in task_lines(letter)],
    )


def _searched(letter: Letter) -> str:
    """What a search looks through: the letter's text, and that of its attachments and their tables."""
    return "\n".join([letter.text, *(attachment.text for attachment in letter.attachments)])


def _write_values(db: sqlite3.Connection, letter_id: str, letter: Letter, boxes: dict[str, str]) -> None:
    unread = [(f"unread[{i}]", found.evidence) for i, found in enumerate(letter.unread)]
    values = dict([*evidence_of(letter), *unread])
    db.executemany(
        "INSERT INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (letter_id, field, _value(letter, field), e.as_read, e.span.page, e.span.start, e.span.end,
             boxes.get(field), e.rule, e.confidence, ",".join(e.doubts))
            for field, e in values.items()
        ],
    )  # fmt: skip


def _value(letter: Letter, path: str) -> str:
    """The value at a path such as `directives[0].actors[1]`, as a person would write it."""
    item: object = letter
    for name, index in re.findall(r"([a-z_]+)|\[(\d+)\]", "" if path == "letter" else path):
        item = getattr(item, name) if name else item[int(index)]  # type: ignore[index]
    for name in ("value", "subject", "text", "title", "name", "number"):
        if hasattr(item, name):
            value = getattr(item, name)
            return str(getattr(value, "value", "") if name == "subject" else value)
    return ""


def _write_lists(db: sqlite3.Connection, letter_id: str, letter: Letter) -> None:
    db.executemany(
        "INSERT INTO addressee VALUES (?, ?, ?)", [(letter_id, i, a.value) for i, a in enumerate(letter.addressees)]
    )
    db.executemany(
        "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(letter_id, i, c.kind, c.text, str(c.reference_number or ""), c.date and c.date.isoformat(), c.agency)
         for i, c in enumerate((*letter.references, *letter.cited))],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO enclosure VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(letter_id, i, e.label, e.title, e.quantity, str(e.reference_number or ""), e.date and e.date.isoformat())
         for i, e in enumerate(letter.enclosures)],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO attachment VALUES (?, ?, ?, ?)",
        [(letter_id, i, a.title, ",".join(map(str, a.pages))) for i, a in enumerate(letter.attachments)],
    )
    db.executemany(
        "INSERT INTO received VALUES (?, ?, ?, ?, ?, ?)",
        [(letter_id, i, r.office, r.number, r.date and r.date.isoformat(), r.time and r.time.isoformat("minutes"))
         for i, r in enumerate(letter.received)],
    )  # fmt: skip


def _write_directive(
    db: sqlite3.Connection, letter_id: str, parent: str | None, path: str, directive: Directive
) -> None:
    directive_id = f"{letter_id}#{path}"
    e = directive.evidence
    db.execute(
        "INSERT INTO directive VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (directive_id, letter_id, parent, path, directive.label, directive.text, directive.action, directive.kind,
         e.span.page, e.confidence, ",".join(e.doubts)),
    )  # fmt: skip
    for table, names in (("actor", directive.actors), ("recipient", directive.recipients)):
        db.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?)", [(directive_id, i, name.value) for i, name in enumerate(names)]
        )
    db.executemany(
        "INSERT INTO deadline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (directive_id, i, d.kind, d.text, d.due and d.due.isoformat(), d.rrule, d.since and d.since.isoformat(),
             d.days, d.event, d.trace, ",".join(d.evidence.doubts))
            for i, d in enumerate((*directive.deadlines, *directive.timing))
        ],
    )  # fmt: skip
    for at, child in enumerate(directive.children):
        _write_directive(db, letter_id, directive_id, f"{path}.children[{at}]", child)
