"""Writes what was read into the database, and derives the letters from it.

A letter may come twice (a scan and a PDF, a copy from another office). Readings of one number and year whose
subjects are alike are one letter with several sources; the surest reading gives its values. What the tables
hold follows from the set of readings alone, so the order in which files arrive changes nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from extractors.evidence import evidence_of
from extractors.model import Box, Directive, Letter
from pipeline.rows import FileReading

_ALIKE = 80.0
"""Subjects this alike (rapidfuzz ratio, 0 to 100) under one number are one letter: OCR noise, not another subject."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file changed: its path in the database, size in bytes, modification time in ns."""

    path: str
    size: int
    mtime: int


def letter_key(letter: Letter) -> str:
    """What makes a letter that letter: its number and year; an order's office too; failing a number, its text."""
    number = letter.reference_number.value if letter.reference_number else None
    if number and number.number:
        who = letter.sender.value if not number.prefix and letter.sender else ""
        return "|".join([str(number), str(number.year or ""), *([who] if who else [])])
    return "text|" + hashlib.sha256("".join(letter.text.split()).encode()).hexdigest()[:16]


def save_file(db: sqlite3.Connection, stamp: Stamp, reading: FileReading) -> set[str]:
    """Replaces all that the database holds of a file; gives the keys of the letters that this touches."""
    keys = forget_file(db, stamp.path)
    intake = reading.intake
    status = "failed" if intake is None else "read"
    db.execute(
        "INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?)",
        (stamp.path, intake.sha256 if intake else "", stamp.size, stamp.mtime, intake.kind if intake else "",
         len(reading.pages), status),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO page VALUES (?, ?, ?, ?, ?)",
        [(stamp.path, page.number, page.method, page.reason, page.text) for page in reading.pages],
    )
    for position, letter in enumerate(reading.letters):
        key = letter_key(letter)
        keys.add(key)
        boxes = {field: _flat(box) for field, box in _boxes(letter, reading)}
        db.execute(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?)",
            (stamp.path, position, key, _sureness(letter), msgspec.json.encode(letter).decode(),
             msgspec.json.encode(boxes).decode()),
        )  # fmt: skip
    db.executemany(
        "INSERT INTO issue VALUES (?, ?, ?, ?, ?, ?)",
        [(stamp.path, i.page, i.stage, i.code, i.what, i.remedy) for i in reading.issues],
    )
    return keys


def forget_file(db: sqlite3.Connection, path: str) -> set[str]:
    """Takes a file out; gives the keys of the letters that were read in it."""
    keys = {str(row[0]) for row in db.execute("SELECT key FROM reading WHERE file = ?", (path,))}
    db.execute("DELETE FROM letter_source WHERE file = ?", (path,))
    db.execute("DELETE FROM issue WHERE file = ?", (path,))
    db.execute("DELETE FROM file WHERE path = ?", (path,))
    return keys


def _boxes(letter: Letter, reading: FileReading) -> Iterator[tuple[str, Box]]:
    """The rectangle of each value that was read from an image or a text layer, by the value's path."""
    from pipeline.pages import box_of

    pages = {page.number: page for page in reading.pages if page.words}
    for field, evidence in evidence_of(letter):
        page = pages.get(evidence.span.page)
        box = box_of(page, evidence.span.start, evidence.span.end) if page else None
        if box:
            yield field, box


def _flat(box: Box) -> str:
    return ",".join(f"{side:.5f}" for side in (box.left, box.top, box.right, box.bottom))


def _sureness(letter: Letter) -> float:
    sure = [evidence.confidence for _, evidence in evidence_of(letter)]
    return round(sum(sure) / len(sure), 6) if sure else 0.0


def derive(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Makes the letters of these keys anew from their readings; a letter without any reading left goes."""
    for key in sorted(set(keys)):
        db.execute("DELETE FROM letter WHERE key = ?", (key,))
        for index, copies in enumerate(_same_letters(db, key)):
            _write_letter(db, key if index == 0 else f"{key}|{index + 1}", key, copies)


def _same_letters(db: sqlite3.Connection, key: str) -> list[list[tuple[object, ...]]]:
    """The readings of a key, parted by subject where these differ beyond noise; the surest reading of each first."""
    from rapidfuzz.fuzz import ratio

    rows = db.execute(
        "SELECT r.file, r.position, r.json, r.boxes, f.sha256 FROM reading r JOIN file f ON f.path = r.file "
        "WHERE r.key = ? ORDER BY r.confidence DESC, f.sha256, r.file, r.position",
        (key,),
    ).fetchall()
    groups: list[tuple[str, list[tuple[object, ...]]]] = []
    for row in rows:
        letter = msgspec.json.decode(row[2], type=Letter)
        subject = "".join(letter.subject.value.split()) if letter.subject else ""
        for known, group in groups:
            if not subject or not known or ratio(subject, known) >= _ALIKE:
                group.append(row)
                break
        else:
            groups.append((subject, [row]))
    return [group for _, group in groups]


def _write_letter(db: sqlite3.Connection, letter_id: str, key: str, copies: list[tuple[object, ...]]) -> None:
    file, position, text, boxes = copies[0][:4]
    letter = msgspec.json.decode(str(text), type=Letter)
    number = letter.reference_number.value if letter.reference_number else None
    db.execute(
        f"INSERT INTO letter VALUES ({', '.join('?' * 21)})",
        (letter_id, key, str(number) if number else "", number.prefix if number else "", number.unit if number else "",
         int(bool(number and number.circular)), number.number if number else "", number.year if number else None,
         letter.kind, letter.date.value.isoformat() if letter.date else None,
         letter.urgency.value if letter.urgency else "", letter.secrecy.value if letter.secrecy else "",
         letter.sender.value if letter.sender else "", letter.subject.value if letter.subject else "",
         letter.purpose.value if letter.purpose else "", letter.signatory.name if letter.signatory else "",
         letter.signatory.position if letter.signatory else "", letter.text, file, position, letter.pages[0]),
    )  # fmt: skip
    for copy in copies:
        pages = ",".join(map(str, msgspec.json.decode(str(copy[2]), type=Letter).pages))
        db.execute("INSERT OR IGNORE INTO letter_source VALUES (?, ?, ?)", (letter_id, copy[0], pages))
    _write_values(db, letter_id, letter, msgspec.json.decode(str(boxes), type=dict[str, str]))
    for at, directive in enumerate(letter.directives):
        _write_directive(db, letter_id, None, f"directives[{at}]", directive)


def _write_values(db: sqlite3.Connection, letter_id: str, letter: Letter, boxes: dict[str, str]) -> None:
    db.executemany(
        "INSERT INTO value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (letter_id, field, e.as_read, e.span.page, e.span.start, e.span.end, boxes.get(field), e.rule, e.confidence,
             ",".join(e.doubts))
            for field, e in evidence_of(letter)
        ],
    )  # fmt: skip
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
