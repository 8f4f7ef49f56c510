"""A task's life: what people said of it (open, assigned, done, not for us), who, when, with which proof.

All of it is a person's, kept apart from what is derived. A word on a recurring duty holds for each of its rounds,
unless the round (`task@2025-03-20`) has a word of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError, UseError
from pipeline.ours import OURS, THEIRS
from pipeline.rows import Proof, TaskRow

if TYPE_CHECKING:
    import sqlite3

    from pipeline.store import Store

OPEN, ASSIGNED, DONE, NOT_OURS = "open", "assigned", "done", "not-ours"
STATUSES = (OPEN, ASSIGNED, DONE, NOT_OURS)
TO_DO = (OPEN, ASSIGNED)
_ROUND = re.compile(r"(.*)@(\d{4}-\d\d-\d\d)", re.S)


@dataclass(frozen=True, slots=True)
class Change:
    """What a person says of a task, or of one of its rounds; what is None stays as it was."""

    task: str
    status: str | None = None
    person: str | None = None
    unit: str | None = None
    note: str = ""
    who: str = ""
    at: datetime | None = None
    proof: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on a task or a round."""

    status: str
    person: str
    unit: str
    note: str
    who: str
    at: str
    proof: tuple[Proof, ...] = ()


Words = Mapping[tuple[str, str], Word]
"""By the task's id and the round's day, which is empty for the duty as a whole."""


def parted(task: str) -> tuple[str, str]:
    """The id of a duty and the day of its round, which is empty where the id names none."""
    match = _ROUND.fullmatch(task)
    return (match[1], match[2]) if match else (task, "")


def change(store: Store, asked: Change) -> None:
    """Takes a person's word down; the history keeps the earlier ones.

    Raises KeyError for a task that is not there, UseError for an unknown status, InputError for a missing proof.
    """
    task, round_ = parted(asked.task)
    found = store.rows("SELECT d.text FROM task t JOIN directive d ON d.id = t.directive WHERE t.id = ?", task)
    if not found:
        raise KeyError(asked.task)
    if asked.status not in (None, *STATUSES):
        raise UseError("bad-status", f"ไม่มีสถานะ {asked.status}", f"เลือกอย่างใดอย่างหนึ่ง: {', '.join(STATUSES)}")
    at = (asked.at or datetime.now()).isoformat(timespec="seconds")
    proofs = [_proof(store.path.parent, path, asked.who, at) for path in asked.proof]
    words = read_words(store, task)
    before = words.get((task, round_)) or words.get((task, "")) or Word(OPEN, "", "", "", "", "")
    person = before.person if asked.person is None else asked.person
    unit = before.unit if asked.unit is None else asked.unit
    row = (task, round_, asked.status or _next(before.status, asked), asked.who, at, asked.note, unit, person)
    with store.writing() as db:
        db.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, found[0]["text"]))
        db.execute(
            "INSERT INTO history (task, round, status, who, at, note, unit, person, proof) VALUES (?,?,?,?,?,?,?,?,?)",
            (*row, ", ".join(proof.path for proof in proofs)),
        )
        _keep(db, task, round_, proofs)


def _next(status: str, asked: Change) -> str:
    """Who is given an open task has it; who is taken off leaves it open; any other word leaves it as it is."""
    if asked.person is not None and status in TO_DO:
        return ASSIGNED if asked.person else OPEN
    return status


def _keep(db: sqlite3.Connection, task: str, round_: str, proofs: list[Proof]) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO proof VALUES (?, ?, ?, ?, ?, ?)",
        [(task, round_, proof.path, proof.sha256, proof.who, proof.at) for proof in proofs],
    )


def _proof(folder: Path, path: Path, who: str, at: str) -> Proof:
    """A file by its hash; its path is kept relative to the database, so that both can be moved together."""
    if not path.is_file():
        raise InputError("no-proof", f"ไม่พบแฟ้มหลักฐาน {path}", "ระบุ --proof ให้ตรงกับแฟ้มที่มีอยู่")
    try:
        kept = Path(os.path.relpath(path.resolve(), folder.resolve()))
    except ValueError:  # another drive on Windows has no relative path
        kept = path.resolve()
    return Proof(kept.as_posix(), _hash(path), who, at)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def proof_state(folder: Path, proof: Proof) -> str:
    """`same`, `changed` or `gone`: whether the file is still the one that was shown."""
    path = folder / proof.path
    if not path.is_file():
        return "gone"
    return "same" if _hash(path) == proof.sha256 else "changed"


def read_words(store: Store, task: str | None = None) -> dict[tuple[str, str], Word]:
    """The last word on every task and round, or on those of one task."""
    where, values = (" WHERE task = ?", (task,)) if task else ("", ())
    proofs: dict[tuple[str, str], list[Proof]] = {}
    for r in store.rows(f"SELECT * FROM proof{where} ORDER BY at, path", *values):
        proofs.setdefault((r["task"], r["round"]), []).append(Proof(r["path"], r["sha256"], r["who"], r["at"]))
    return {
        (key := (r["task"], r["round"])): Word(
            r["status"], r["person"], r["unit"], r["note"], r["who"], r["at"], tuple(proofs.get(key, ()))
        )
        for r in store.rows(f"SELECT * FROM decision{where}", *values)
    }


def heard(task: TaskRow, words: Words, today: date) -> TaskRow:
    """The task with the last word on it: its own, or that on the whole duty."""
    base, round_ = parted(task.id) if task.round else (task.id, "")
    word = words.get((base, round_)) or words.get((base, ""))
    if word is None:
        return task
    told = replace(
        task, status=word.status, overdue=bool(task.due and task.due < today and word.status in TO_DO),
        person=word.person, note=word.note, who=word.who, at=word.at, proof=word.proof,
    )  # fmt: skip
    if word.unit:
        told = replace(told, unit=word.unit, unit_why=f"{word.who or 'เจ้าหน้าที่'} เลือกเมื่อ {word.at[:10]}")
    if task.whose and word.status in (ASSIGNED, NOT_OURS):
        said = "รับไว้เป็นงานของเรา" if word.status == ASSIGNED else "ระบุว่าไม่ใช่งานของเรา"
        told = replace(told, whose=OURS if word.status == ASSIGNED else THEIRS)
        told = replace(told, whose_why=" ".join(filter(None, (word.who or "เจ้าหน้าที่", said, word.note))))
    return told


def history(store: Store, task: str) -> list[dict[str, str]]:
    """Every word on a task and its rounds, the oldest first."""
    base, round_ = parted(task)
    return store.rows(
        "SELECT round, status, person, unit, who, at, note, proof FROM history "
        "WHERE task = ? AND (? = '' OR round IN ('', ?)) ORDER BY id",
        base, round_, round_,
    )  # fmt: skip


def lost(store: Store) -> list[dict[str, str]]:
    """Words on tasks that no letter holds any more (read anew, too unlike to be sure): for a person to look at."""
    return store.rows(
        "SELECT c.task, c.round, c.status, c.person, c.who, c.at, c.note, c.words FROM decision c "
        "LEFT JOIN task t ON t.id = c.task WHERE t.id IS NULL ORDER BY c.at, c.task"
    )
