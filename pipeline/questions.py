"""Questions of the graph: what stems from a letter, by whose order a duty is, what was withdrawn, what never came."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from pipeline.graph_read import name_nodes

LETTERS = ("cites", "encloses", "forwards", "replaces", "cancels", "amends", "follows_up")
"""How a letter stands to one that was before it."""
_MARKS = ", ".join("?" * len(LETTERS))


@dataclass(frozen=True, slots=True)
class Step:
    """A letter met on the way from another: how far, by which relation to which, and why that is thought."""

    depth: int
    name: str
    title: str
    relation: str
    to: str
    present: bool
    sender: str
    why: str


def stems(db: sqlite3.Connection, node: str) -> list[Step]:
    """The letters that stem from this one, down to the last level; each once, where it is nearest."""
    return _walk(db, node, "target", "source")


def orders(db: sqlite3.Connection, node: str) -> list[Step]:
    """The letters that this one stands on, up to the first; each once, where it is nearest."""
    return _walk(db, node, "source", "target")


def _walk(db: sqlite3.Connection, start: str, here: str, there: str) -> list[Step]:
    """Level by level, so that a circle of letters that cite each other ends, and each is told at its nearest."""
    seen = {start}
    level, depth = [start], 0
    found: list[tuple[int, str, str, str, str]] = []
    while level:
        depth += 1
        ahead: dict[str, tuple[str, str, str]] = {}
        for node in level:
            rows = db.execute(
                f"SELECT {there}, relation, why FROM edge WHERE {here} = ? AND relation IN ({_MARKS}) "
                f"AND {there} IN (SELECT id FROM node WHERE kind = 'letter') ORDER BY {there}, relation DESC",
                (node, *LETTERS),
            )
            for other, relation, why in rows:
                if other not in seen:
                    ahead.setdefault(other, (relation, node, why))
        seen |= set(ahead)
        level = sorted(ahead)
        found += [(depth, node, *ahead[node]) for node in level]
    return _steps(db, start, found)


def _steps(db: sqlite3.Connection, start: str, found: list[tuple[int, str, str, str, str]]) -> list[Step]:
    ids = [start, *(node for _, node, *_ in found)]
    rows = {key: db.execute("SELECT * FROM node WHERE id = ?", (key,)).fetchone() for key in ids}
    names = name_nodes(db, [row for row in rows.values() if row])
    senders = {key: db.execute("SELECT sender FROM letter WHERE id = ?", (key,)).fetchone() for key in ids}
    out = []
    for depth, node, relation, to, why in found:
        sender = senders[node][0] if senders[node] else ""
        out.append(Step(depth, names[node], rows[node][2], relation, names[to], bool(rows[node][6]), sender, why))
    return out


def missing(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Letters cited and never received, the newest first, each with what cites it."""
    return _view(db, "cited_never_received")


def withdrawn(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Open tasks that stand on a letter that another has replaced or cancelled."""
    return _view(db, "tasks_on_withdrawn_letters")


def _view(db: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    """The rows of a view by the names of its columns."""
    cursor = db.execute(f"SELECT * FROM {name}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
