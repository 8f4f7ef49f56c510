"""The search index: brought up to date letter by letter, or made anew.

`search_row` holds each letter's and each directive's text as it was indexed, under a number that begins with the
letter's day, so that the newest are looked at first; `search` (FTS5) holds nothing but keys (`pipeline.grams`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.grams import fold, keys

_A_DAY = 1_000_000
"""As many rows as one day may have."""


def index(db: sqlite3.Connection, letters: Iterable[str]) -> None:
    """Indexes these letters anew (those that are gone, no longer), within the caller's transaction."""
    for letter in letters:
        _take_out(db, letter)
        _put_in(db, letter)


def rebuild_index(db: sqlite3.Connection) -> None:
    """Makes the index anew from all letters that are there."""
    db.execute("DELETE FROM search_row")
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    for (letter,) in db.execute("SELECT id FROM letter ORDER BY date, id").fetchall():
        _put_in(db, letter)


def _take_out(db: sqlite3.Connection, letter: str) -> None:
    for place, folded in db.execute("SELECT id, folded FROM search_row WHERE letter = ?", (letter,)).fetchall():
        db.execute("INSERT INTO search (search, rowid, grams) VALUES ('delete', ?, ?)", (place, keys(folded)))
    db.execute("DELETE FROM search_row WHERE letter = ?", (letter,))


def _put_in(db: sqlite3.Connection, letter: str) -> None:
    found = db.execute(
        "SELECT date, reference_number, subject, sender, body FROM letter WHERE id = ?", (letter,)
    ).fetchone()
    if found is None:
        return
    day, *texts = found
    directives = db.execute("SELECT id, text FROM directive WHERE letter = ? ORDER BY id", (letter,)).fetchall()
    write_rows(db, day, [(letter, None, fold("\n".join(texts))), *((letter, key, fold(t)) for key, t in directives)])


def write_rows(db: sqlite3.Connection, day: str | None, rows: list[tuple[str, str | None, str]]) -> None:
    """Rows (letter, directive, folded text) of one day, behind those that the day has already."""
    first = int(day.replace("-", "")) * _A_DAY if day else 0
    last = db.execute("SELECT max(id) FROM search_row WHERE id BETWEEN ? AND ?", (first, first + _A_DAY - 1)).fetchone()
    start = (last[0] if last[0] is not None else first) + 1
    db.executemany("INSERT INTO search_row VALUES (?, ?, ?, ?)", [(start + at, *row) for at, row in enumerate(rows)])
    db.executemany(
        "INSERT INTO search (rowid, grams) VALUES (?, ?)",
        [(start + at, keys(folded)) for at, (_, _, folded) in enumerate(rows)],
    )
