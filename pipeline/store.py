"""The database of an office: one SQLite file, opened through sqlite-utils, brought to the newest schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from extractors.model import Box, Issue, Letter
from pipeline.errors import DatabaseError
from pipeline.migrations import migrate
from pipeline.rows import Graph, Hit, LetterRow, Query, ReviewRow, Source, TaskRow

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pipeline.office import Office


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
            connection = _open(path)
        except (sqlite3.Error, ValueError) as error:
            raise DatabaseError(
                "bad-database", f"เปิดฐานข้อมูล {path} ไม่ได้: {error}", "ตรวจชื่อแฟ้มที่ --db หรือใช้โปรแกรมรุ่นที่ใหม่กว่า"
            ) from error
        self.connection = connection
        self.db: Database = Database(connection)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other run on this database meanwhile; the system lets go of the lock even where a run is killed.

        Raises DatabaseError where another run has it.
        """
        beside = self.path.with_name(self.path.name + "-lock")
        lock = sqlite3.connect(beside, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            raise _busy(self.path) from error
        try:
            yield
        finally:
            lock.close()
            with suppress(OSError):
                beside.unlink()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises DatabaseError where another run holds the database."""
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _busy(self.path) from error
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
        return [self._letter(row) for row in self.rows(_LETTER + " ORDER BY l.date, l.id")]

    def letter(self, reference: str) -> LetterRow | None:
        """The letter of a reference number, in any spelling; the newest where several years share it.

        A year after it, as the graph writes it (`มท 0211.1/ว 506 (2021)`), asks for that year's.
        """
        from extractors.reference_numbers import parse_reference_number

        bare, year = _with_year(reference)
        parsed = parse_reference_number(bare)
        found = self.rows(
            _LETTER + " WHERE l.id = ? OR (l.reference_number = ? AND coalesce(?, l.year) IS l.year) "
            "ORDER BY l.id = ? DESC, l.date DESC, l.id",
            reference, str(parsed) if parsed else bare, year, reference,
        )  # fmt: skip
        return self._letter(found[0]) if found else None

    def _letter(self, row: dict[str, Any]) -> LetterRow:
        letter = msgspec.json.decode(row["json"], type=Letter)
        return LetterRow(row["id"], row["reference_number"], self.sources(row["id"]), letter, row["file"])

    def sources(self, letter_id: str) -> tuple[Source, ...]:
        found = self.rows("SELECT file, pages FROM letter_source WHERE letter = ? ORDER BY file, pages", letter_id)
        return tuple(Source(r["file"], tuple(int(p) for p in r["pages"].split(","))) for r in found)

    def tasks(self, reference: str | None = None, *, today: date, office: Office | None = None) -> list[TaskRow]:
        """What is to be done, by office and day; of one letter where `reference` names it; whose, with a profile."""
        from pipeline.tasks import read_tasks

        return read_tasks(self, reference, today, office)

    def review(self) -> list[ReviewRow]:
        """What a person should look at, letter by letter, with what else a number or a date may be."""
        from pipeline.running_order import alternatives

        others = alternatives(self.connection)
        return [
            ReviewRow(
                r["letter"], r["reference_number"], r["field"], r["value"], r["as_read"], split(r["doubts"]),
                r["confidence"], r["file"], r["page"], box_from(r["box"]), others.get((r["letter"], r["field"]), ()),
            )
            for r in self.rows("SELECT * FROM to_review")
        ]  # fmt: skip

    def rounds(self, reference: str | None = None, *, today: date, office: Office | None = None) -> list[TaskRow]:
        """The same tasks, a recurring duty with a line for each time that it falls due."""
        from pipeline.rounds import lay_out

        return lay_out(self, self.tasks(reference, today=today, office=office), today, office)

    def decide(self, task: str, status: str, *, who: str = "", note: str = "", at: datetime | None = None) -> None:
        """A person's word on a task (`open`, `done`, ...), kept through every re-reading; the history keeps them all.

        Raises KeyError for a task that is not there.
        """
        from pipeline.life import Change, change

        change(self, Change(task, status=status, who=who, note=note, at=at))

    def issues(self) -> tuple[Issue, ...]:
        """What went wrong with the files that the database knows."""
        found = self.rows("SELECT * FROM issue ORDER BY file, page, code")
        return tuple(Issue(r["file"], r["stage"], r["code"], r["what"], r["remedy"], r["page"]) for r in found)

    def search(self, query: Query) -> list[Hit]:
        from pipeline.search import search

        return search(self, query)

    def graph(self, reference: str | None = None, *, tasks: bool = False) -> Graph:
        """The whole graph, or what hangs together with one letter; empty for a number that nobody has cited."""
        from pipeline.graph_read import read_graph

        if reference is None:
            return read_graph(self.connection, tasks=tasks)
        node = self.node(reference)
        return read_graph(self.connection, node, tasks=tasks) if node else Graph((), ())

    def node(self, reference: str) -> str | None:
        """The id of a letter, or of a placeholder, by its number in any spelling, with or without the year."""
        from extractors.reference_numbers import parse_reference_number

        bare, year = _with_year(reference)
        parsed = parse_reference_number(bare)
        found = self.rows(
            "SELECT id FROM node WHERE id = ? OR (reference_number = ? AND coalesce(?, year) IS year) "
            "ORDER BY id = ? DESC, present DESC, date DESC, id",
            reference, str(parsed) if parsed else bare, year, reference,
        )  # fmt: skip
        return str(found[0]["id"]) if found else None


_LETTER = (
    "SELECT l.id, l.reference_number, l.file, coalesce(r.corrected, r.json) AS json FROM letter l "
    "JOIN reading r ON r.file = l.file AND r.position = l.reading"
)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _busy(path: Path) -> DatabaseError:
    return DatabaseError("database-busy", f"ฐานข้อมูล {path} กำลังถูกเขียนโดยอีกหน้าต่างหนึ่ง", "รอให้งานนั้นเสร็จแล้วสั่งใหม่")


def _with_year(reference: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(.*\S)\s+\((\d{4})\)\s*", reference)
    return (match[1], int(match[2])) if match else (reference, None)


def split(text: str) -> tuple[str, ...]:
    """A column that holds several ids, as a tuple."""
    return tuple(text.split(",")) if text else ()


def box_from(text: str | None) -> Box | None:
    return Box(*(float(x) for x in text.split(","))) if text else None


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
