"""Reads the graph back: the whole of it, or what hangs together with one letter, its nodes named as a person would."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.graph_tasks import with_tasks
from pipeline.rows import Edge, Graph, Node

BETWEEN_OFFICES = ("orders", "reports_to")
_EDGES = "SELECT source, relation, target, as_read, confidence, why, page, letter FROM edge"

_NODES = "SELECT n.*, l.file, l.page FROM node n LEFT JOIN letter l ON l.id = n.id"


def read_graph(db: sqlite3.Connection, letter: str | None = None, *, tasks: bool = False) -> Graph:
    """The whole graph, or the part that hangs together with a node (a letter's id) through links between letters.

    With `tasks`, the tasks of its letters too.
    """
    if letter is None:
        rows = db.execute(_EDGES).fetchall()
        nodes = db.execute(_NODES).fetchall()
    else:
        ids = _together(db, letter)
        rows = [row for row in _of(db, f"{_EDGES} WHERE source IN", ids) if row[2] in ids and not _offices_only(row)]
        nodes = _of(db, f"{_NODES} WHERE n.id IN", ids)
    names = name_nodes(db, nodes)
    edges = [Edge(names[s], r, names[t], read, sure, why) for s, r, t, read, sure, why, *_ in sorted(rows, key=_order)]
    graph = Graph(
        tuple(sorted((_node(row, names) for row in nodes), key=lambda n: n.id)),
        tuple(sorted(_first_of_each(edges), key=lambda e: (e.source, e.relation, e.target, e.as_read))),
    )
    return with_tasks(db, graph, names) if tasks else graph


def without_offices(graph: Graph) -> Graph:
    """The graph without agencies and who orders whom."""
    gone = {node.id for node in graph.nodes if node.kind == "agency"}
    return Graph(
        tuple(node for node in graph.nodes if node.id not in gone),
        tuple(edge for edge in graph.edges if not gone & {edge.source, edge.target}),
    )


def _together(db: sqlite3.Connection, start: str) -> set[str]:
    """All nodes that can be reached from one, whichever way the links between letters point."""
    near = {start}
    ahead = {start}
    while ahead:
        found = set()
        for here, there in (("source", "target"), ("target", "source")):
            sql = f"SELECT {there}, relation FROM edge WHERE {here} IN"
            found |= {node for node, relation in _of(db, sql, ahead) if relation not in BETWEEN_OFFICES}
        ahead = found - near
        near |= ahead
    return near


def _offices_only(row: tuple[Any, ...]) -> bool:
    return row[1] in BETWEEN_OFFICES


def _of(db: sqlite3.Connection, sql: str, ids: Iterable[str]) -> list[tuple[Any, ...]]:
    """Rows of a query that ends in IN, for as many values as there are."""
    listed = sorted(ids)
    out: list[tuple[Any, ...]] = []
    for at in range(0, len(listed), 500):
        some = listed[at : at + 500]
        out += db.execute(f"{sql} ({', '.join('?' * len(some))})", some).fetchall()
    return out


def _order(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[0], row[1], row[2], row[3], row[7]


def _first_of_each(edges: list[Edge]) -> list[Edge]:
    """Two letters may say the same of two offices: the first to do so stands for both."""
    return list({(e.source, e.relation, e.target, e.as_read): e for e in reversed(edges)}.values())


def _node(row: tuple[Any, ...], names: dict[str, str]) -> Node:
    key, kind, title, _number, _year, day, present, file, page = row
    when = date.fromisoformat(day) if day else None
    return Node(names[key], kind, title, when, bool(present), file or "", page or 0)


def name_nodes(db: sqlite3.Connection, nodes: Iterable[tuple[Any, ...]]) -> dict[str, str]:
    """Names by id: a letter's canonical number, with the year where several share it; else the id.

    A letter whose number and year another bears too goes by its id, and a placeholder never takes the name of a
    letter that is there and that it was not found to be.
    """
    nodes = list(nodes)
    numbers = {row[3] for row in nodes if row[3]}
    kin = _of(db, "SELECT id, reference_number, year, present FROM node WHERE reference_number IN", numbers)
    years: dict[str, set[int]] = defaultdict(set)
    for _, number, year, _ in kin:
        if year:
            years[number].add(year)

    def bare(number: str, year: int | None) -> str:
        return f"{number} ({year})" if year and len(years[number]) > 1 else number

    here = Counter(bare(number, year) for _, number, year, present in kin if present)
    names = {}
    for key, _kind, _title, number, year, _day, present, *_ in nodes:
        name = bare(number, year) if number else key
        if present:
            names[key] = name if here[name] <= 1 else key
        else:
            names[key] = name if not here[name] else f"{name} (?)"
    return names
