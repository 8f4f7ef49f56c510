"""Which letters a cited number may mean, and which citations may mean a letter: one search, either way round.

Near are: those of the same series with the number at most a digit off; those of the same agency on the same day, or
with the very number; those of a look-alike prefix, or of any office on that day, with the very number; and those in
the same file. Each is one look into an index, so that a citation is compared with a few dozen of a million letters.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractors.model import ReferenceNumber
from pipeline.citation import Known
from pipeline.misread import NEVER, numbers_near, prefixes_near
from pipeline.resolve import HOPELESS, number_cost

_EACH = "(SELECT value FROM json_each(?))"
"""One text for lists of any length, so that SQLite need not plan it again."""


def near_letters(
    db: sqlite3.Connection, number: ReferenceNumber, day: date | None, files: frozenset[str], *but: str
) -> list[Known]:
    """The letters that a citation of this number, of this day, in these files, may mean, by their ids, but for those.

    One that cannot be meant itself stands without files and addressees: it tells of its series by number and day.
    """
    near = _letters(db, "rowid", _near(db, "letter", number, day, files))
    costs = {k.letter: number_cost(number, k.number) for k in near}
    return _with_names(
        db, [k for k in near if k.letter not in but and costs[k.letter] < NEVER],
        [key for key, cost in costs.items() if cost < HOPELESS],
    )  # fmt: skip


def near_mentions(
    db: sqlite3.Connection, number: ReferenceNumber, day: date | None, files: frozenset[str]
) -> list[str]:
    """The ids of letters that cite what may be this one; sorted."""
    near = json.dumps(_near(db, "mention", number, day, files))
    found = db.execute(f"SELECT DISTINCT letter FROM mention WHERE rowid IN {_EACH} ORDER BY letter", (near,))
    return [row[0] for row in found]


def _near(
    db: sqlite3.Connection, table: str, number: ReferenceNumber, day: date | None, files: frozenset[str]
) -> list[int]:
    """The rows of letters, or of citations, that are near: the indexes alone tell them, no row is looked at."""
    found: set[int] = set()
    for condition, values in _looks(number, day):
        found.update(row[0] for row in db.execute(f"SELECT rowid FROM {table} WHERE {condition}", values))
    key = "id" if table == "letter" else "letter"
    for file in files:
        same_file = f"SELECT t.rowid FROM letter_source s JOIN {table} t ON t.{key} = s.letter WHERE s.file = ?"
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
    yield f"prefix = ? AND unit = ? AND number IN {_EACH}", (*series, json.dumps(near))
    others = prefixes_near(number.prefix)[1:]
    if others:
        yield f"prefix IN {_EACH} AND unit = ? AND number = ?", (json.dumps(others), number.unit, number.number)
    yield "prefix = ? AND number = ?", (number.prefix, number.number)
    if day:
        yield "prefix = ? AND date = ?", (number.prefix, day.isoformat())
        yield "date = ? AND number = ?", (day.isoformat(), number.number)


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


def known_letters(db: sqlite3.Connection, ids: Sequence[str]) -> list[Known]:
    """Letters as `resolve` weighs them."""
    return _with_names(db, _letters(db, "id", ids), ids)


def _letters(db: sqlite3.Connection, key: str, values: Sequence[str | int]) -> list[Known]:
    """The letters with these keys, by their ids, without their files and addressees."""
    rows = db.execute(
        "SELECT id, prefix, unit, circular, number, reference_number, year, date, subject, sender, urgency "
        f"FROM letter WHERE {key} IN {_EACH} ORDER BY id", (json.dumps(values),),
    ).fetchall()  # fmt: skip
    return [
        Known(letter, number_from(*parts), day and date.fromisoformat(day), subject, sender, frozenset(), (), urgency)
        for letter, *parts, day, subject, sender, urgency in rows
    ]


def _with_names(db: sqlite3.Connection, known: Sequence[Known], ids: Sequence[str]) -> list[Known]:
    """The letters, those of these ids with the files that hold them and with whom they are to."""
    wanted = (json.dumps(ids),)
    files: defaultdict[str, set[str]] = defaultdict(set)
    to: defaultdict[str, list[str]] = defaultdict(list)
    for letter, file in db.execute(f"SELECT letter, file FROM letter_source WHERE letter IN {_EACH}", wanted):
        files[letter].add(file)
    names = f"SELECT letter, name FROM addressee WHERE letter IN {_EACH} ORDER BY letter, position"
    for letter, name in db.execute(names, wanted):
        to[letter].append(name)
    return [replace(k, files=frozenset(files[k.letter]), addressees=tuple(to[k.letter])) for k in known]


def number_from(
    prefix: str, unit: str, circular: int, number: str, reference: str, year: int | None = None
) -> ReferenceNumber:
    """The number whose parts and canonical text a row holds."""
    series = reference.rpartition("/")[2] if not unit and "/" in reference else ""
    return ReferenceNumber(prefix, unit, bool(circular), number, year, series)


def files_of(db: sqlite3.Connection, letter_id: str) -> frozenset[str]:
    return frozenset(row[0] for row in db.execute("SELECT file FROM letter_source WHERE letter = ?", (letter_id,)))
