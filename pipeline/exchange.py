"""Everything that a database holds, out and in again: what was read and what people said; the rest is derived anew.

Taking in never loses a word: of two words on a task the later one stands, and the history keeps both. A file that
the database knows with other contents keeps them; what is the same is passed over, so that taking in twice is once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.store import Store

READ = ("file", "page", "reading", "issue")
"""What was read; the letters, tasks and links follow from it."""
SAID = ("decision", "history", "proof", "registration", "correction", "calendar_item")
"""What people said, and what was sent to their calendars."""
_LATEST = {"decision": ("task", "round"), "calendar_item": ("key",)}
"""Tables that hold one row of a key: the later stands."""
TABLES = (*READ, *SAID)
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in brought: files new, files known with other contents (ours stand), words new."""

    files: int
    differing: tuple[str, ...]
    words: int


def dump(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of `TABLES`, without running ids, in one settled order."""
    found = {}
    for table in TABLES:
        names = _columns(store.connection, table)
        where = " WHERE key = ''" if table == "issue" else ""  # the others follow from the letters
        order = ", ".join(str(i + 1) for i in range(len(names)))
        found[table] = store.rows(f"SELECT {', '.join(names)} FROM {table}{where} ORDER BY {order}")
    return found


def take_tables_in(store: Store, tables: Mapping[str, Rows]) -> Taken:
    """Takes in what `dump` gave, of this database or another's. Raises InputError where it is something else."""
    from pipeline.link import link_and_index
    from pipeline.save import renew

    words: list[int] = []
    with store.alone():
        try:
            with store.writing() as db:
                _check(db, tables)
                files, differing = _new_files(db, tables.get("file", ()))
                reviewed = _unknown(db, "correction", tables.get("correction", ()))
                keys = {str(row["key"]) for row in tables.get("reading", ()) if row["file"] in files}
                renew(db, keys, lambda: words.append(_write(db, tables, files)))
                _corrected(db, reviewed)
        except (sqlite3.IntegrityError, sqlite3.InterfaceError, msgspec.MsgspecError) as error:
            raise _foreign(str(error)) from error
        link_and_index(store)
    return Taken(len(files), tuple(differing), sum(words))


def _columns(db: sqlite3.Connection, table: str) -> dict[str, tuple[str, bool]]:
    """The columns of a table but its running id: their types, and whether they may be empty."""
    rows = db.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: (kind, not notnull) for _, name, kind, notnull, _, key in rows if not (key and name == "id")}


def _check(db: sqlite3.Connection, tables: Mapping[str, Rows]) -> None:
    for table, rows in tables.items():
        if table not in TABLES:
            raise _foreign(f"ไม่มีตาราง {table}")
        names = set(_columns(db, table))
        for row in rows:
            if set(row) != names:
                raise _foreign(f"ตาราง {table} มีคอลัมน์ไม่ครบหรือเกิน: {', '.join(sorted(set(row) ^ names))}")


def _foreign(why: str) -> InputError:
    return InputError("not-ours", f"ไม่ใช่ข้อมูลที่ saraban ส่งออก: {why}", "ส่งออกใหม่ด้วย saraban export รุ่นเดียวกัน")


def _new_files(db: sqlite3.Connection, rows: Rows) -> tuple[set[str], list[str]]:
    known = dict(db.execute("SELECT path, sha256 FROM file"))
    fresh = {str(row["path"]) for row in rows if row["path"] not in known}
    differing = [str(r["path"]) for r in rows if r["path"] in known and known[r["path"]] != r["sha256"]]
    return fresh, sorted(differing)


def _write(db: sqlite3.Connection, tables: Mapping[str, Rows], files: set[str]) -> int:
    """Writes what was read in new files, and the words; gives how many of these are new."""
    for table in READ:
        name = "path" if table == "file" else "file"
        for row in tables.get(table, ()):
            if row[name] in files:
                _insert(db, table, row)
    return _said(db, tables)


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any], word: str = "INSERT") -> None:
    names = list(_columns(db, table))
    marks = ", ".join("?" * len(names))
    db.execute(f"{word} INTO {table} ({', '.join(names)}) VALUES ({marks})", [row[name] for name in names])


def _said(db: sqlite3.Connection, tables: Mapping[str, Rows]) -> int:
    """Writes the words that are not there yet; gives how many."""
    new = 0
    for table, key in _LATEST.items():
        for row in tables.get(table, ()):
            where = " AND ".join(f"{name} = ?" for name in key)
            ours = db.execute(f"SELECT at FROM {table} WHERE {where}", [row[name] for name in key]).fetchone()
            if ours is None or ours[0] < row["at"]:
                _insert(db, table, row, "INSERT OR REPLACE")
                new += table == "decision"
    for table in ("history", "registration", "proof", "correction"):
        for row in _unknown(db, table, tables.get(table, ())):
            _insert(db, table, row, "INSERT OR REPLACE" if table == "proof" else "INSERT")
            new += table in ("registration", "correction")
    return new


def _unknown(db: sqlite3.Connection, table: str, rows: Rows) -> list[Mapping[str, Any]]:
    """The rows that are not there in every column."""
    names = list(_columns(db, table))
    same = f"SELECT 1 FROM {table} WHERE " + " AND ".join(f"{name} IS ?" for name in names)
    return [row for row in rows if not db.execute(same, [row[name] for name in names]).fetchone()]


def _corrected(db: sqlite3.Connection, rows: Rows) -> None:
    """Letters that the database has, and that another's reviewer has spoken of, are made and linked anew."""
    from pipeline.graph import touch_letter
    from pipeline.save import renew_readings

    for letter in sorted({str(row["letter"]) for row in rows}):
        if db.execute("SELECT 1 FROM letter WHERE id = ?", (letter,)).fetchone():
            renew_readings(db, letter)
    for letter in sorted({str(row["letter"]) for row in rows if row["kind"] == "link"}):
        if db.execute("SELECT 1 FROM letter WHERE id = ?", (letter,)).fetchone():
            touch_letter(db, letter)


def typed(store: Store, table: str, row: Mapping[str, str]) -> dict[str, Any]:
    """A row of texts, as CSV has it, with the types of its table; an empty text where nothing may stand is nothing."""
    if table not in TABLES:
        raise _foreign(f"ไม่มีตาราง {table}")
    columns = _columns(store.connection, table)
    try:
        return {name: _value(text, *columns.get(name, ("TEXT", False))) for name, text in row.items()}
    except ValueError as error:
        raise _foreign(f"ตาราง {table}: {error}") from error


def _value(text: str, kind: str, may_be_empty: bool) -> Any:
    if not text and may_be_empty:
        return None
    return int(text) if kind == "INTEGER" else float(text) if kind == "REAL" else text
