"""Which letters a cited number may mean, and which citations may mean a letter: one search, either way round.

Near are: those of the same series with the number at most a digit off; those of the same agency on the same day, or
with the very number; those of a look-alike prefix, or of any office on that day, with the very number; and those in
the same file. Each is one look into an index, so that a citation is compared with a few dozen of a million letters.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.model import ReferenceNumber
from pipeline.citation import Known
from pipeline.misread import NEVER, numbers_near, prefixes_near
from pipeline.resolve import number_cost


def near_letters(db: sqlite3.Connection, number: ReferenceNumber, day: date | None, files: frozenset[str]) -> list[str]:
    """The ids of letters that a citation of this number, of this day, in these files, may mean; sorted."""
    return _near(db, "letter", "id", number, day, files)


def near_mentions(
    db: sqlite3.Connection, number: ReferenceNumber, day: date | None, files: frozenset[str]
) -> list[str]:
    """The ids of letters that cite what may be this one; sorted."""
    return _near(db, "mention", "letter", number, day, files)


def _near(
    db: sqlite3.Connection, table: str, key: str, number: ReferenceNumber, day: date | None, files: frozenset[str]
) -> list[str]:
    found: set[str] = set()
    for condition, values in _looks(number, day):
        found.update(row[0] for row in db.execute(f"SELECT {key} FROM {table} WHERE {condition}", values))
    for file in files:
        same_file = f"SELECT t.{key} FROM letter_source s JOIN {table} t ON t.{key} = s.letter WHERE s.file = ?"
        found.update(row[0] for row in db.execute(f"{same_file} AND t.number <> ''", (file,)))
    return sorted(found)


def _looks(number: ReferenceNumber, day: date | None) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Conditions, each answered from one index."""
    if not number.prefix:
        # An order's 47/2568 is any office's: only the very number, or the same file.
        yield "reference_number = ?", (str(number),)
        return
    series = (number.prefix, number.unit)
    near = numbers_near(number.number)
    yield f"prefix = ? AND unit = ? AND number IN ({_marks(near)})", (*series, *near)
    others = prefixes_near(number.prefix)[1:]
    if others:
        yield f"prefix IN ({_marks(others)}) AND unit = ? AND number = ?", (*others, number.unit, number.number)
    yield "prefix = ? AND number = ?", (number.prefix, number.number)
    if day:
        yield "prefix = ? AND date = ?", (number.prefix, day.isoformat())
        yield "date = ? AND number = ?", (day.isoformat(), number.number)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def series_known(db: sqlite3.Connection, number: ReferenceNumber, but: str = "") -> bool:
    """Whether any letter of this agency and unit is here, besides the one that asks."""
    found = db.execute(
        "SELECT 1 FROM letter WHERE prefix = ? AND unit = ? AND id <> ? LIMIT 1", (number.prefix, number.unit, but)
    )
    return found.fetchone() is not None


def series_mentions(db: sqlite3.Connection, number: ReferenceNumber) -> list[str]:
    """The ids of letters that cite a series that is new here, or nearly: `series_known` of it may have changed."""
    series = (number.prefix, number.unit)
    settled = db.execute(
        "SELECT id FROM letter WHERE prefix = ? AND unit = ? AND id NOT IN (SELECT letter FROM relink) LIMIT 2", series
    ).fetchall()
    if len(settled) == 2:
        return []
    return [row[0] for row in db.execute("SELECT letter FROM mention WHERE prefix = ? AND unit = ?", series)]


def known_letters(db: sqlite3.Connection, ids: Sequence[str], number: ReferenceNumber | None = None) -> list[Known]:
    """Letters as `resolve` weighs them; of these, where a number is given, those that it may be a misreading of."""
    found = []
    for at in range(0, len(ids), 500):
        some = tuple(ids[at : at + 500])
        rows = db.execute(
            "SELECT id, prefix, unit, circular, number, reference_number, year, date, subject, sender, "
            "urgency, (SELECT json_group_array(name) FROM addressee a WHERE a.letter = letter.id) FROM letter "
            f"WHERE id IN ({_marks(some)}) ORDER BY id", some,
        )  # fmt: skip
        for key, *parts, day, subject, sender, urgency, to in rows.fetchall():
            value = number_from(*parts)
            if number is None or number_cost(number, value) < NEVER:
                dated = date.fromisoformat(day) if day else None
                found.append(
                    Known(key, value, dated, subject, sender, files_of(db, key), tuple(json.loads(to)), urgency)
                )
    return found


def number_from(
    prefix: str, unit: str, circular: int, number: str, reference: str, year: int | None = None
) -> ReferenceNumber:
    """The number whose parts and canonical text a row holds."""
    series = reference.rpartition("/")[2] if not unit and "/" in reference else ""
    return ReferenceNumber(prefix, unit, bool(circular), number, year, series)


def files_of(db: sqlite3.Connection, letter_id: str) -> frozenset[str]:
    return frozenset(row[0] for row in db.execute("SELECT file FROM letter_source WHERE letter = ?", (letter_id,)))
