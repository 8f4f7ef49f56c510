"""Tasks in the graph (งานในแผนภาพ): a letter holds directives, each gives its tasks, a task falls to its office.

They are read when the graph is read, not kept in it: what a person says of a task changes without its letter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.mentions import one_line
from pipeline.rows import Edge, Graph, Node

HOLDS, GIVES, FALLS_TO = "holds", "gives", "falls_to"
DOWNWARD = (HOLDS, GIVES, FALLS_TO)
"""Links that lead from what stands above to what follows from it; all others lead the other way."""
_SHOWN = 120


def with_tasks(db: sqlite3.Connection, graph: Graph, names: Mapping[str, str]) -> Graph:
    """The graph with the tasks of its letters; `names` are those of its nodes, by their ids in the database."""
    nodes = {node.id: node for node in graph.nodes}
    edges = list(graph.edges)
    for letter, directive, task in _tasks(db):
        if letter not in names:
            continue
        nodes.setdefault(directive.id, directive)
        nodes[task.id] = task
        edges.append(Edge(names[letter], HOLDS, directive.id, "", 1.0, ""))
        edges.append(Edge(directive.id, GIVES, task.id, "", 1.0, ""))
        if task.label:
            office = f"agency:{task.label}"
            nodes.setdefault(office, Node(office, "agency", task.label, None, True))
            edges.append(Edge(task.id, FALLS_TO, office, "", 1.0, ""))
    return Graph(
        tuple(sorted(nodes.values(), key=lambda n: n.id)),
        tuple(sorted(set(edges), key=lambda e: (e.source, e.relation, e.target, e.as_read))),
    )


def _tasks(db: sqlite3.Connection) -> Iterator[tuple[str, Node, Node]]:
    """The letter's id, the directive, and the task, named by its office, with its day and what a person said of it."""
    rows = db.execute(
        "SELECT d.letter, d.id, d.text, t.id, t.office, l.file, d.page, coalesce(c.status, 'open'), "
        "(SELECT min(due) FROM deadline WHERE directive = d.id) FROM task t JOIN directive d ON d.id = t.directive "
        "JOIN letter l ON l.id = d.letter LEFT JOIN decision c ON c.task = t.id AND c.round = '' ORDER BY t.id"
    )
    for letter, directive, text, task, office, file, page, status, due in rows.fetchall():
        day = date.fromisoformat(due) if due else None
        told = Node(directive, "directive", one_line(text)[:_SHOWN], None, True, file, page)
        yield letter, told, Node(f"task:{task}", "task", office, None, True, file, page, status, day)


def folded(graph: Graph) -> tuple[Graph, dict[str, list[tuple[Node, Node]]]]:
    """The graph without its tasks, and by letter its tasks, each with the directive that gives it."""
    nodes = {node.id: node for node in graph.nodes}
    holder = {edge.target: edge.source for edge in graph.edges if edge.relation == HOLDS}
    tasks: dict[str, list[tuple[Node, Node]]] = {}
    for edge in graph.edges:
        if edge.relation == GIVES:
            tasks.setdefault(holder[edge.source], []).append((nodes[edge.source], nodes[edge.target]))
    rest = tuple(edge for edge in graph.edges if edge.relation not in DOWNWARD)
    linked = {end for edge in rest for end in (edge.source, edge.target)}
    kept = (n for n in graph.nodes if n.kind != "task" and (n.kind not in ("directive", "agency") or n.id in linked))
    return Graph(tuple(kept), rest), tasks
