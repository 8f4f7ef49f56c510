"""The database of an office: one SQLite file, opened through sqlite-utils, brought to the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from extractors.model import Box, Issue, Letter
from pipeline.errors import DatabaseError
from pipeline.migrations import migrate
from pipeline.rows import Graph, Hit, LetterRow, Query, ReviewRow, Source, TaskRow

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """One database. Readers may be many (WAL); a second writer is refused by name, not left to wait for ever.

    Raises DatabaseError where the file is no database of ours, or a newer release wrote it.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        from sqlite_utils import Database

        self.path = path
        if not create and not path.exists():
            raise DatabaseError("no-database", f"ไม่พบฐานข้อมูล {path}", "สั่ง saraban run โฟลเดอร์ ก่อน หรือระบุ --db ให้ถูกต้อง")
        try:
            connection = sqlite3.connect(path, timeout=10, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
        except (sqlite3.Error, ValueError) as error:
            raise DatabaseError(
                "bad-database", f"เปิดฐานข้อมูล {path} ไม่ได้: {error}", "ตรวจชื่อแฟ้มที่ --db หรือใช้โปรแกรมรุ่นที่ใหม่กว่า"
            ) from error
        self.db: Database = Database(connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.db.conn.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises DatabaseError where another run holds the database."""
        connection = self.db.conn
        assert connection is not None
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise DatabaseError(
                "database-busy", f"ฐานข้อมูล {self.path} กำลังถูกเขียนโดยอีกหน้าต่างหนึ่ง", "รอให้งานนั้นเสร็จแล้วสั่งใหม่"
            ) from error
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """The rows of a query as dicts."""
        return list(self.db.query(sql, list(values)))

    def count(self, sql: str) -> int:
        return int(next(iter(self.rows(f"SELECT count(*) AS n FROM ({sql})")))["n"])

    def letters(self) -> list[LetterRow]:
        """All letters, by date."""
        return [self._letter(row) for row in self.rows("SELECT * FROM letter ORDER BY date, id")]

    def letter(self, reference: str) -> LetterRow | None:
        """The letter of a reference number, in any spelling; the newest where several years share it."""
        from extractors.reference_numbers import parse_reference_number

        parsed = parse_reference_number(reference)
        wanted = str(parsed) if parsed else reference
        found = self.rows(
            "SELECT * FROM letter WHERE reference_number IN (?, ?) OR id = ? ORDER BY date DESC",
            wanted,
            reference,
            reference,
        )
        return self._letter(found[0]) if found else None

    def _letter(self, row: dict[str, Any]) -> LetterRow:
        reading = self.rows("SELECT json FROM reading WHERE file = ? AND position = ?", row["file"], row["reading"])
        letter = msgspec.json.decode(reading[0]["json"], type=Letter)
        return LetterRow(row["id"], row["reference_number"], self.sources(row["id"]), letter)

    def sources(self, letter_id: str) -> tuple[Source, ...]:
        found = self.rows("SELECT file, pages FROM letter_source WHERE letter = ? ORDER BY file, pages", letter_id)
        return tuple(Source(r["file"], tuple(int(p) for p in r["pages"].split(","))) for r in found)

    def tasks(self, reference: str | None = None, *, today: date) -> list[TaskRow]:
        """What is to be done, by office and day; of one letter where `reference` names it."""
        from pipeline.tasks import read_tasks

        return read_tasks(self, reference, today)

    def review(self) -> list[ReviewRow]:
        """What a person should look at, letter by letter."""
        found = self.rows(
            "SELECT v.*, l.reference_number, l.file FROM value v JOIN letter l ON l.id = v.letter "
            "WHERE v.doubts <> '' OR v.confidence < 0.8 ORDER BY l.date, v.letter, v.field"
        )
        return [
            ReviewRow(
                r["letter"], r["reference_number"], r["field"], r["as_read"], r["as_read"], split(r["doubts"]),
                r["confidence"], r["file"], r["page"], box_from(r["box"]),
            )
            for r in found
        ]  # fmt: skip

    def issues(self) -> tuple[Issue, ...]:
        """What went wrong with the files that the database knows."""
        found = self.rows("SELECT * FROM issue ORDER BY file, page, code")
        return tuple(Issue(r["file"], r["stage"], r["code"], r["what"], r["remedy"], r["page"]) for r in found)

    def search(self, query: Query) -> list[Hit]:
        from pipeline.search import search

        return search(self, query)

    def graph(self, reference: str | None = None) -> Graph:
        from pipeline.graph import read_graph

        return read_graph(self, reference)


def split(text: str) -> tuple[str, ...]:
    """A column that holds several ids, as a tuple."""
    return tuple(text.split(",")) if text else ()


def box_from(text: str | None) -> Box | None:
    return Box(*(float(x) for x in text.split(","))) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
