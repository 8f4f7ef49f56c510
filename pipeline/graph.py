"""The graph of letters (ความเชื่อมโยง): which letter cites, encloses, forwards, replaces, cancels or amends which.

A letter that is only cited stands as a placeholder until it comes. When letters come, change or go, only they and
those that may mean them are linked anew; since a link depends on the citation and its candidates alone
(`pipeline.resolve`), the graph is the same as one made from scratch, whatever the order of arrival.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

import msgspec

from extractors.dates import thai_date
from extractors.model import Letter
from pipeline.candidates import (
    files_of,
    known_letters,
    near_letters,
    near_mentions,
    number_from,
    series_known,
    series_mentions,
)
from pipeline.citation import Cited, Match
from pipeline.corrections import CONFIRMED, CORRECTED, REFUSED, said_of_links
from pipeline.kinship import kin
from pipeline.mentions import mentions, one_line
from pipeline.resolve import resolve

_VERDICTS = {CONFIRMED: "ยืนยัน", CORRECTED: "แก้ไข", REFUSED: "ปฏิเสธ"}


def touch(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Before the letters of these keys change: notes them, and whatever hangs on them, as to be linked anew."""
    for key in keys:
        for (letter,) in db.execute("SELECT id FROM letter WHERE key = ?", (key,)).fetchall():
            _mark(db, [letter])
            _mark(db, _citing(db, letter))
            _loosen(db, [letter])
            db.execute(
                "INSERT OR IGNORE INTO relink SELECT m.letter FROM mention o JOIN mention m "
                "ON m.reference_number = o.reference_number WHERE o.letter = ?",
                (letter,),
            )


def touch_letter(db: sqlite3.Connection, letter: str) -> None:
    """Notes one letter as to be linked anew: what people say of its links has changed."""
    touch(db, [row[0] for row in db.execute("SELECT key FROM letter WHERE id = ?", (letter,))])
    db.execute("INSERT OR REPLACE INTO state VALUES ('linked', 'no')")


def touched(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """After they have changed: notes the letters of these keys as to be linked anew."""
    for key in keys:
        db.execute("INSERT OR IGNORE INTO relink SELECT id FROM letter WHERE key = ?", (key,))


def relink(db: sqlite3.Connection) -> int:
    """Links anew what was touched, within the caller's transaction; gives how many letters that were."""
    here = [row[0] for row in db.execute("SELECT r.letter FROM relink r JOIN letter l ON l.id = r.letter ORDER BY 1")]
    for letter in here:
        _write_mentions(db, letter)
    citing = sorted({letter for one in here for letter in _citing(db, one)} | set(here))
    numbers = {number for letter in citing for number in _resolve(db, letter)}
    # A citation without a day means the one placeholder of its number: all that cite the number are looked at.
    again = {row[0] for number in numbers for row in
             db.execute("SELECT letter FROM mention WHERE reference_number = ?", (number,))}  # fmt: skip
    for letter in here:
        _write_letter_node(db, letter)
    linked = sorted({*citing, *again})
    _loosen(db, linked)
    for letter in linked:
        _write_edges(db, letter)
    # Of the nodes that links were taken from, those go that no letter is and no link touches any more.
    db.execute(
        "DELETE FROM node WHERE id IN (SELECT node FROM loose) AND id NOT IN (SELECT id FROM letter) "
        "AND NOT EXISTS (SELECT 1 FROM edge WHERE target = node.id) "
        "AND NOT EXISTS (SELECT 1 FROM edge WHERE source = node.id)"
    )
    db.execute("DELETE FROM loose")
    db.execute("DELETE FROM relink")
    return len(here)


def rebuild(db: sqlite3.Connection) -> None:
    """Makes nodes, citations and links anew from all letters, within the caller's transaction."""
    for table in ("edge", "node", "mention"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT OR IGNORE INTO relink SELECT id FROM letter")
    relink(db)


def _mark(db: sqlite3.Connection, letters: Iterable[str]) -> None:
    db.executemany("INSERT OR IGNORE INTO relink VALUES (?)", ((letter,) for letter in letters))


def _citing(db: sqlite3.Connection, letter: str) -> list[str]:
    """The letters with a citation that may mean this one."""
    (known,) = known_letters(db, [letter])
    if not known.number.number:
        return []
    said = [row[0] for row in db.execute("SELECT letter FROM mention WHERE meant = ?", (letter,))]
    return said + near_mentions(db, known.number, known.date, known.files) + series_mentions(db, known.number)


def _loosen(db: sqlite3.Connection, letters: Iterable[str]) -> None:
    """Notes the nodes of these letters' links, and the letters' own, as possibly without any link soon."""
    for letter in letters:
        db.execute("INSERT OR IGNORE INTO loose VALUES (?)", (letter,))
        for end in ("source", "target"):
            db.execute(f"INSERT OR IGNORE INTO loose SELECT {end} FROM edge WHERE letter = ?", (letter,))


def _letter(db: sqlite3.Connection, letter: str) -> Letter:
    row = db.execute(
        "SELECT coalesce(r.corrected, r.json) FROM letter l "
        "JOIN reading r ON r.file = l.file AND r.position = l.reading WHERE l.id = ?",
        (letter,),
    ).fetchone()
    read: Letter = msgspec.json.decode(row[0], type=Letter)
    return read


def _write_mentions(db: sqlite3.Connection, letter: str) -> None:
    db.execute("DELETE FROM mention WHERE letter = ?", (letter,))
    db.executemany(
        "INSERT INTO mention (letter, position, relations, reference_number, prefix, unit, circular, number, date, "
        "agency, as_read, page, confidence, opening, urgency, doubtful) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(letter, at, json.dumps(m.relations, ensure_ascii=False), str(m.number), m.number.prefix, m.number.unit,
          int(m.number.circular), m.number.number, m.date and m.date.isoformat(), m.agency, one_line(m.as_read),
          m.page, m.confidence, m.opening, m.urgency, m.doubtful)
         for at, m in enumerate(mentions(_letter(db, letter)))],
    )  # fmt: skip


def _resolve(db: sqlite3.Connection, letter: str) -> set[str]:
    """Finds whom each citation of a letter means; gives the numbers cited."""
    subject, written, sender = db.execute("SELECT subject, date, sender FROM letter WHERE id = ?", (letter,)).fetchone()
    to = [row[0] for row in db.execute("SELECT name FROM addressee WHERE letter = ? ORDER BY position", (letter,))]
    parties = tuple(name for name in (sender, *to) if name)
    files, numbers, said = files_of(db, letter), set(), said_of_links(db, letter)
    rows = db.execute(
        "SELECT position, prefix, unit, circular, number, reference_number, date, agency, opening, urgency, "
        "doubtful FROM mention "
        "WHERE letter = ? ORDER BY position",
        (letter,),
    ).fetchall()
    for position, prefix, unit, circular, running, reference, day, agency, opening, urgency, doubtful in rows:
        number = number_from(prefix, unit, circular, running, reference)
        cited = Cited(
            number, _day(day), subject, files, agency, _day(written), opening, parties, urgency, bool(doubtful)
        )
        match = _match(db, cited, letter, said.get(reference))
        db.execute(
            "UPDATE mention SET meant = ?, sure = ?, why = ? WHERE letter = ? AND position = ?",
            (match.letter, match.confidence, match.why, letter, position),
        )
        numbers.add(reference)
    return numbers


def _match(db: sqlite3.Connection, cited: Cited, letter: str, said: tuple[str, str, str, str] | None) -> Match:
    """The letter that a citation means: as a person said, while that letter is there; else as it is found."""
    if said is None:
        return find(db, cited, letter)
    verdict, meant, who, at = said
    told = f"{_VERDICTS[verdict]}โดย{who or 'ผู้ตรวจ'} เมื่อวันที่ {thai_date(date.fromisoformat(at[:10]))}"
    if verdict == REFUSED:
        match = find(db, cited, letter, meant) if meant else Match(None, 1.0, "")
        return match if match.letter else Match(None, 1.0, told)
    there = db.execute("SELECT 1 FROM letter WHERE id = ?", (meant,)).fetchone()
    return Match(meant, 1.0, told) if there else find(db, cited, letter)


def find(db: sqlite3.Connection, cited: Cited, *but: str) -> Match:
    """The letter that is meant, of all in the database but those: the one that cites, one that a person refused."""
    known = near_letters(db, cited.number, cited.date, cited.files, *but)
    return resolve(cited, known, office_known=series_known(db, cited.number, but[0] if but else ""))


def _write_letter_node(db: sqlite3.Connection, letter: str) -> None:
    """The letter as a node, under its id; its own number and year are what it may be named by."""
    db.execute(
        "INSERT INTO node SELECT id, 'letter', CASE subject WHEN '' THEN reference_number ELSE subject END, "
        "CASE number WHEN '' THEN '' ELSE reference_number END, coalesce(year, CAST(substr(date, 1, 4) AS INTEGER)), "
        "date, 1 FROM letter WHERE id = ? ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, "
        "reference_number = excluded.reference_number, year = excluded.year, date = excluded.date, present = 1",
        (letter,),
    )


def _write_edges(db: sqlite3.Connection, letter: str) -> None:
    db.execute("DELETE FROM edge WHERE letter = ?", (letter,))
    rows = db.execute(
        "SELECT relations, reference_number, date, as_read, page, confidence, meant, sure, why FROM mention "
        "WHERE letter = ? ORDER BY position",
        (letter,),
    ).fetchall()
    for relations, reference, day, as_read, page, confidence, meant, sure, why in rows:
        target = meant or _placeholder(db, reference, day)
        if meant:
            _write_letter_node(db, meant)
        for relation, reason in json.loads(relations):
            told = f"{one_line(reason)}: {why}" if reason else why
            _edge(db, letter, letter, relation, target, as_read, page, min(confidence, sure), told)
    for one in kin(db, letter, _letter(db, letter)):
        for node in (one.source, one.target):
            if node[0] != letter:
                db.execute("INSERT OR IGNORE INTO node VALUES (?, ?, ?, '', NULL, NULL, 1)", node)
        _edge(db, letter, one.source[0], one.relation, one.target[0], one.as_read, one.page, one.confidence, one.why)


def _placeholder(db: sqlite3.Connection, reference: str, day: str | None) -> str:
    """The node that stands for a letter not here: by number and year; an undated one is the only dated one, if so."""
    year = int(day[:4]) if day else None
    if year is None:
        years = db.execute(
            "SELECT DISTINCT substr(date, 1, 4) FROM mention WHERE reference_number = ? AND meant IS NULL "
            "AND date IS NOT NULL", (reference,),
        ).fetchall()  # fmt: skip
        year = int(years[0][0]) if len(years) == 1 else None
    days = db.execute(
        "SELECT min(date) FROM mention WHERE reference_number = ? AND meant IS NULL AND substr(date, 1, 4) = ?",
        (reference, str(year)),
    ).fetchone()
    key = f"?{reference}|{year or ''}"
    db.execute(
        "INSERT INTO node VALUES (?, 'letter', ?, ?, ?, ?, 0) ON CONFLICT (id) DO UPDATE SET date = excluded.date",
        (key, reference, reference, year, days[0]),
    )
    return key


def _edge(
    db: sqlite3.Connection, letter: str, source: str, relation: str, target: str, as_read: str, page: int,
    confidence: float, why: str,
) -> None:  # fmt: skip
    db.execute(
        "INSERT OR IGNORE INTO edge VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (letter, source, relation, target, as_read, page, round(confidence, 3), why),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
