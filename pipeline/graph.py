"""The graph of letters (ความเชื่อมโยง): which letter cites, encloses, forwards, replaces, cancels or amends which.

Made anew from all letters, in the order of their ids, so that it is the same whatever the order of arrival; a
letter that is only cited stands as a placeholder until it comes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.document import fold_digits
from extractors.model import Directive, Letter, ReferenceNumber
from pipeline.resolve import Cited, Known, resolve
from pipeline.rows import Edge, Graph, LetterRow, Node
from rules.load import compiled, load

if TYPE_CHECKING:
    from pipeline.store import Store


@dataclass(slots=True)
class _Building:
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, str], Edge] = field(default_factory=dict)

    def node(self, node: Node) -> str:
        if node.id not in self.nodes or (node.present and not self.nodes[node.id].present):
            self.nodes[node.id] = node
        return node.id

    def edge(self, edge: Edge) -> None:
        self.edges.setdefault((edge.source, edge.relation, edge.target, edge.as_read), edge)


def rebuild(store: Store) -> int:
    """Makes nodes and edges anew; gives the number of edges."""
    graph = build(store.letters())
    with store.writing() as db:
        db.execute("DELETE FROM edge")
        db.execute("DELETE FROM node")
        db.executemany(
            "INSERT INTO node VALUES (?, ?, ?, ?, ?)",
            [(n.id, n.kind, n.label, n.date and n.date.isoformat(), int(n.present)) for n in graph.nodes],
        )
        db.executemany(
            "INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?)",
            [(e.source, e.relation, e.target, e.as_read, e.confidence, e.why) for e in graph.edges],
        )
    return len(graph.edges)


def build(letters: list[LetterRow]) -> Graph:
    """The graph of these letters."""
    letters = sorted(letters, key=lambda row: row.id)
    names = _names(letters)
    known = defaultdict(list)
    building = _Building()
    for row in letters:
        letter = row.letter
        label = letter.subject.value if letter.subject else row.reference_number
        building.node(Node(names[row.id], "letter", label, letter.date.value if letter.date else None, True))
        if letter.reference_number:
            number = letter.reference_number.value
            known[number.prefix, number.unit].append(_known(row, names[row.id]))
    for row in letters:
        _link(building, row, names[row.id], known)
        _offices(building, row.letter)
    return Graph(
        tuple(building.nodes[key] for key in sorted(building.nodes)),
        tuple(building.edges[key] for key in sorted(building.edges)),
    )


def _names(letters: list[LetterRow]) -> dict[str, str]:
    """A letter's node is its canonical number, with the year where several share it; its key where it has none."""
    shared = defaultdict(list)
    for row in letters:
        number = row.letter.reference_number
        shared[row.reference_number if number and number.value.number else ""].append(row)
    names = {}
    for reference, rows in shared.items():
        for row in rows:
            number = row.letter.reference_number
            year = number.value.year if number else None
            names[row.id] = (
                reference if reference and len(rows) == 1 else f"{reference} ({year})" if reference else row.id
            )
    # Two letters of one number and year keep apart by their key.
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {key: key if name in twice else name for key, name in names.items()}


def _known(row: LetterRow, node: str) -> Known:
    letter = row.letter
    assert letter.reference_number is not None
    return Known(
        node,
        letter.reference_number.value,
        letter.date.value if letter.date else None,
        letter.subject.value if letter.subject else "",
        frozenset(source.file for source in row.sources),
    )


def _citations(row: LetterRow) -> Iterator[tuple[str, Cited, str, str]]:
    """Each cited number: the relation, the citation, the words it was read in, the relation's reason."""
    letter = row.letter
    subject = letter.subject.value if letter.subject else ""
    files = frozenset(source.file for source in row.sources)
    relation = _relation(subject)
    for citation in (*letter.references, *letter.cited):
        if citation.reference_number and citation.reference_number.number:
            cited = Cited(citation.reference_number, citation.date, subject, files)
            yield "cites", cited, citation.text, ""
            if relation:
                yield relation, cited, citation.text, subject
    forwards = _forwards(letter)
    for enclosure in letter.enclosures:
        if enclosure.reference_number and enclosure.reference_number.number:
            cited = Cited(enclosure.reference_number, enclosure.date, subject, files, encloses=True)
            yield "encloses", cited, enclosure.title, ""
            if forwards:
                yield "forwards", cited, enclosure.title, forwards


def _relation(subject: str) -> str:
    for rule in load("relations").patterns:
        if rule.gives != "forwards" and compiled("relations", rule.id).search(fold_digits(subject)):
            return rule.gives
    return ""


def _forwards(letter: Letter) -> str:
    """The words in which a letter says that it passes another on."""
    rule = compiled("relations", "relation.forwards")
    for line in letter.text.splitlines():
        match = rule.search(fold_digits(line.strip()))
        if match:
            return match[0]
    return ""


def _link(building: _Building, row: LetterRow, source: str, known: dict[tuple[str, str], list[Known]]) -> None:
    for relation, cited, as_read, reason in _citations(row):
        number = cited.number
        others = [k for k in known.get((number.prefix, number.unit), []) if k.node != source]
        match = resolve(cited, others)
        target = match.node or building.node(_placeholder(cited))
        why = f"{reason}: {match.why}" if reason else match.why
        confidence = match.confidence or 0.9
        building.edge(Edge(source, relation, target, _one_line(as_read), confidence, why))


def _placeholder(cited: Cited) -> Node:
    year = cited.date.year if cited.date else None
    return Node(
        f"{cited.number} ({year})" if year else str(cited.number), "letter", str(cited.number), cited.date, False
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _offices(building: _Building, letter: Letter) -> None:
    """Who orders whom, and who reports to whom."""
    if letter.sender is None:
        return
    sender = building.node(Node(f"agency:{letter.sender.value}", "agency", letter.sender.value, None, True))
    for directive in _flat(letter.directives):
        for actor in directive.actors:
            office = building.node(Node(f"agency:{actor.value}", "agency", actor.value, None, True))
            why = _one_line(directive.text)[:120]
            if office != sender:
                building.edge(Edge(sender, "orders", office, "", actor.evidence.confidence, why))
            for recipient in directive.recipients:
                other = building.node(Node(f"agency:{recipient.value}", "agency", recipient.value, None, True))
                if other != office:
                    building.edge(Edge(office, "reports_to", other, "", recipient.evidence.confidence, why))


def _flat(directives: tuple[Directive, ...]) -> Iterator[Directive]:
    for directive in directives:
        yield directive
        yield from _flat(directive.children)


def read_graph(store: Store, reference: str | None = None) -> Graph:
    """The whole graph, or the part that hangs together with one letter through links between letters."""
    from pipeline.store import day

    nodes = {r["id"]: Node(r["id"], r["kind"], r["label"], day(r["date"]), bool(r["present"]))
             for r in store.rows("SELECT * FROM node ORDER BY id")}  # fmt: skip
    edges = [
        Edge(r["source"], r["relation"], r["target"], r["as_read"], r["confidence"], r["why"])
        for r in store.rows("SELECT * FROM edge ORDER BY source, relation, target, as_read")
    ]
    if reference is None:
        return Graph(tuple(nodes.values()), tuple(edges))
    from extractors.reference_numbers import parse_reference_number

    parsed: ReferenceNumber | None = parse_reference_number(reference)
    wanted = str(parsed) if parsed else reference
    near = {n for n in nodes if n == wanted or n.startswith(f"{wanted} (")}
    grown = True
    while grown:
        links = [e for e in edges if e.source in near or e.target in near]
        wider = near | {e.source for e in links if not e.source.startswith("agency:")}
        wider |= {e.target for e in links if not e.target.startswith("agency:")}
        grown = wider != near and not all(n.startswith("agency:") for n in near)
        near = wider
    kept = tuple(e for e in edges if e.source in near and e.target in near)
    return Graph(tuple(nodes[n] for n in sorted(near)), kept)
