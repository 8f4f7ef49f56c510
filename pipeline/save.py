"""Writes what was read into the database, and derives the letters from it.

A letter may come twice (a scan and a PDF, a copy from another office). Readings of one number and year whose
subjects are alike are one letter with several sources; the surest reading gives its values. What the tables
hold follows from the set of readings alone, so the order in which files arrive changes nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import msgspec

from extractors.evidence import evidence_of
from extractors.model import Box, Letter
from pipeline.carry import carry_over, places
from pipeline.corrections import with_corrections
from pipeline.rows import FileReading
from pipeline.save_letter import Copy, write_letter

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
        year = number.year or (letter.date.value.year if letter.date else "")
        who = "".join(letter.sender.value.split()) if not number.prefix and letter.sender else ""
        return "|".join([str(number), str(year), *([who] if who else [])])
    return "text|" + _digest("".join(letter.text.split()), 16)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def take_in(db: sqlite3.Connection, stamp: Stamp, reading: FileReading) -> None:
    """All that one file changes, for one transaction: its rows, the letters that follow, a person's word kept."""
    old = {str(row[0]) for row in db.execute("SELECT key FROM reading WHERE file = ?", (stamp.path,))}
    new = {letter_key(with_corrections(db, stamp.path, letter)) for letter in reading.letters}
    renew(db, old | new, lambda: save_file(db, stamp, reading))


def renew_readings(db: sqlite3.Connection, letter_id: str) -> None:
    """Makes a letter anew of what was read of it, with what people have said since."""
    rows = db.execute(
        "SELECT r.file, r.position, r.key, r.json FROM letter l JOIN reading r ON r.key = l.key WHERE l.id = ?",
        (letter_id,),
    ).fetchall()
    fixed = [(file, position, with_corrections(db, file, msgspec.json.decode(text, type=Letter)))
             for file, position, _, text in rows]  # fmt: skip

    def write() -> None:
        db.executemany(
            "UPDATE reading SET key = ?, confidence = ?, corrected = ? WHERE file = ? AND position = ?",
            [(letter_key(one), _sureness(one), msgspec.json.encode(one).decode(), file, position)
             for file, position, one in fixed],
        )  # fmt: skip

    renew(db, {key for _, _, key, _ in rows} | {letter_key(one) for *_, one in fixed}, write)


def renew(db: sqlite3.Connection, keys: set[str], write: Callable[[], object]) -> None:
    """Writes what was read, and makes the letters of these keys anew; links are noted, a person's word is kept."""
    from pipeline.graph import touch, touched

    before = places(db)
    touch(db, keys)
    write()
    derive(db, keys)
    touched(db, keys)
    carry_over(db, before, keys)
    db.execute("INSERT OR REPLACE INTO state VALUES ('linked', 'no')")


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
        stands = with_corrections(db, stamp.path, letter)
        key = letter_key(stands)
        keys.add(key)
        boxes = {field: _flat(box) for field, box in _boxes(letter, reading)}
        db.execute(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?)",
            (stamp.path, position, key, _sureness(stands), msgspec.json.encode(letter).decode(),
             msgspec.json.encode(boxes).decode(), msgspec.json.encode(stands).decode() if stands != letter else None),
        )  # fmt: skip
    db.executemany(
        "INSERT INTO issue (file, page, stage, code, what, remedy) VALUES (?, ?, ?, ?, ?, ?)",
        [(stamp.path, i.page, i.stage, i.code, i.what, i.remedy) for i in reading.issues],
    )
    return keys


def forget_file(db: sqlite3.Connection, path: str) -> set[str]:
    """Takes a file out; gives the keys of the letters that were read in it."""
    keys = {str(row[0]) for row in db.execute("SELECT key FROM reading WHERE file = ?", (path,))}
    db.execute("DELETE FROM issue WHERE file = ?", (path,))
    db.execute("DELETE FROM file WHERE path = ?", (path,))
    return keys


def _boxes(letter: Letter, reading: FileReading) -> Iterator[tuple[str, Box]]:
    """The rectangle of each value that was read from an image or a text layer, by the value's path."""
    pages = {page.number: page for page in reading.pages if page.words}
    if not pages:
        return
    from pipeline.pages import box_of

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
        db.execute("DELETE FROM issue WHERE key = ?", (key,))
        groups = _same_letters(db, key)
        for name, copies in groups:
            letter_id = key if len(groups) == 1 else f"{key}|{_digest(name, 6)}"
            write_letter(db, letter_id, key, copies)
            if len(groups) > 1:
                _shared(db, letter_id, key, copies[0])


def _shared(db: sqlite3.Connection, letter_id: str, key: str, copy: Copy) -> None:
    """One number on two different letters: both stay, both are shown to a person."""
    number = str(copy.letter.reference_number.value) if copy.letter.reference_number else ""
    db.execute(
        "INSERT INTO issue VALUES (?, ?, 'store', 'number-shared', ?, ?, ?)",
        (copy.file, copy.letter.pages[0], f"เลขที่ {number} ซ้ำกับหนังสืออีกฉบับที่เรื่องต่างกัน",
         "เปิดดูทั้งสองฉบับว่าเลขที่อ่านผิดหรือไม่", key),
    )  # fmt: skip
    db.execute(
        "UPDATE value SET doubts = ltrim(doubts || ',number-shared', ',') WHERE letter = ? AND field = ?",
        (letter_id, "reference_number"),
    )


def _same_letters(db: sqlite3.Connection, key: str) -> list[tuple[str, list[Copy]]]:
    """The readings of a key, parted by subject where these differ beyond noise; the best reading of each first.

    Each group goes by the first of its subjects in sorting order, which no later copy of the other can change.
    """
    from rapidfuzz.fuzz import ratio

    rows = db.execute(
        "SELECT r.file, r.position, coalesce(r.corrected, r.json), r.boxes, r.confidence, f.sha256 FROM reading r "
        "JOIN file f ON f.path = r.file WHERE r.key = ?",
        (key,),
    )
    copies = [Copy(f, p, msgspec.json.decode(j, type=Letter), b, c, sha) for f, p, j, b, c, sha in rows]
    groups: list[list[Copy]] = []
    for copy in sorted(copies, key=_rank):
        for group in groups:
            if not copy.subject or ratio(copy.subject, group[0].subject) >= _ALIKE:
                group.append(copy)
                break
        else:
            groups.append([copy])
    named = [(min(copy.subject for copy in group), sorted(group, key=_rank_values)) for group in groups]
    return sorted(named, key=lambda item: item[0])


def _rank_values(copy: Copy) -> tuple[object, ...]:
    """Whose values stand: a whole letter before one cut short, then the surer, then by name so that it is settled."""
    return (not copy.letter.directives, -copy.confidence, copy.sha256, copy.file, copy.position)


def _rank(copy: Copy) -> tuple[object, ...]:
    """Readings without a subject come last, to join a group rather than to open one that swallows all."""
    return (not copy.subject, *_rank_values(copy))
