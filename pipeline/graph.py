"""The graph of letters (ความเชื่อมโยง): which letter cites, encloses, forwards, replaces, cancels or amends which.

Made anew from all letters, in the order of their ids, so that it is the same whatever the order of arrival; a
letter that is only cited stands as a placeholder until it comes.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.document import fold_digits
from extractors.model import Citation, Directive, Enclosure, Letter, ReferenceNumber
from pipeline.resolve import Cited, Known, Match, resolve
from pipeline.rows import Edge, Graph, LetterRow, Node
from rules.load import compiled, load

if TYPE_CHECKING:
    from pipeline.store import Store

_BETWEEN_OFFICES = ("orders", "reports_to")


@dataclass(slots=True)
class _Building:
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str, str], Edge] = field(default_factory=dict)

    def node(self, node: Node) -> str:
        self.nodes.setdefault(node.id, node)
        return node.id

    def edge(self, edge: Edge) -> None:
        self.edges.setdefault((edge.source, edge.relation, edge.target, edge.as_read), edge)


def rebuild(db: sqlite3.Connection, letters: list[LetterRow]) -> None:
    """Makes nodes and edges anew, within the caller's transaction."""
    graph = build(letters)
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


@dataclass(frozen=True, slots=True)
class _Link:
    """A letter's word on another: the relation, what was cited and how it was read, the letter taken for it."""

    row: LetterRow
    relation: str
    cited: Cited
    as_read: str
    reason: str
    confidence: float
    match: Match


def build(letters: list[LetterRow]) -> Graph:
    """The graph of these letters."""
    letters = sorted(letters, key=lambda row: row.id)
    known: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for row in letters:
        number = _number(row.letter)
        if number:
            known[number.unit, number.series_year].append(_known(row, number))
    links = [link for row in letters for link in _links(row, known)]
    names, absent = _names(letters, [link.cited for link in links if link.match.letter is None])
    building = _Building()
    for row in letters:
        label = row.letter.subject.value if row.letter.subject else row.reference_number
        building.node(Node(names[row.id], "letter", label, row.letter.date.value if row.letter.date else None, True))
    for link in links:
        target = names[link.match.letter] if link.match.letter else absent[_cited_key(link.cited)]
        building.node(Node(target, "letter", str(link.cited.number), link.cited.date, False))
        why = f"{link.reason}: {link.match.why}" if link.reason else link.match.why
        sure = round(min(link.confidence, link.match.confidence), 3)
        building.edge(Edge(names[link.row.id], link.relation, target, _one_line(link.as_read), sure, why))
    for row in letters:
        _offices(building, row.letter)
    return Graph(
        tuple(building.nodes[key] for key in sorted(building.nodes)),
        tuple(building.edges[key] for key in sorted(building.edges)),
    )


def _number(letter: Letter) -> ReferenceNumber | None:
    """The letter's number, where it has one to be cited by."""
    number = letter.reference_number.value if letter.reference_number else None
    return number if number and number.number else None


def _cited_key(cited: Cited) -> tuple[str, int | None]:
    return str(cited.number), cited.date.year if cited.date else None


def _names(letters: list[LetterRow], absent: list[Cited]) -> tuple[dict[str, str], dict[tuple[str, int | None], str]]:
    """Names of letters (by id) and of placeholders: the canonical number, with the year where several share it.

    A letter without a number, and one whose number and year another bears too, goes by its id. A citation without
    a date means the one placeholder of its number, where there is one.
    """
    years: dict[str, set[int | None]] = defaultdict(set)
    for row in letters:
        if _number(row.letter):
            years[row.reference_number].add(_year(row.letter))
    missing = {_cited_key(cited) for cited in absent}
    for number, year in missing:
        years[number].add(year)

    def name(number: str, year: int | None) -> str:
        dated = years[number] - {None}
        return f"{number} ({year})" if year and len(dated) > 1 else number

    named = {
        row.id: name(row.reference_number, _year(row.letter)) if _number(row.letter) else row.id for row in letters
    }
    bearers = Counter(named.values())
    named = {key: value if bearers[value] == 1 else key for key, value in named.items()}
    taken = set(named.values())
    # A placeholder never takes the name of a letter that is there and that it was not found to be.
    return named, {key: n if (n := name(*key)) not in taken else f"{n} (?)" for key in missing}


def _year(letter: Letter) -> int | None:
    number = _number(letter)
    return (number.year if number else None) or (letter.date.value.year if letter.date else None)


def _known(row: LetterRow, number: ReferenceNumber) -> Known:
    letter = row.letter
    return Known(
        row.id,
        number,
        letter.date.value if letter.date else None,
        letter.subject.value if letter.subject else "",
        letter.sender.value if letter.sender else "",
        frozenset(source.file for source in row.sources),
    )


def _links(row: LetterRow, known: dict[tuple[str, str], list[Known]]) -> Iterator[_Link]:
    """Each cited number of a letter, resolved: by one relation for each thing that the letter says of it."""
    letter = row.letter
    subject = letter.subject.value if letter.subject else ""
    files = frozenset(source.file for source in row.sources)
    written = letter.date.value if letter.date else None
    relation, forwards = _relation(subject), _forwards(letter)
    named: list[tuple[Citation | Enclosure, str, tuple[tuple[str, str], ...]]] = [
        *((c, c.text, (("cites", ""), (relation, subject))) for c in letter.references),
        *((c, c.text, (("cites", ""),)) for c in letter.cited),
        *((e, e.title, (("encloses", ""), ("forwards" if forwards else "", forwards))) for e in letter.enclosures),
    ]
    for item, as_read, relations in named:
        number = item.reference_number
        if number is None or not number.number:
            continue
        agency = item.agency if isinstance(item, Citation) else ""
        cited = Cited(number, item.date, subject, files, agency=agency, written=written)
        others = [k for k in known.get((number.unit, number.series_year), []) if k.letter != row.id]
        match = resolve(cited, others)
        for name, reason in relations:
            if name:
                yield _Link(row, name, cited, as_read, reason, item.evidence.confidence, match)


def _relation(subject: str) -> str:
    for rule in load("relations").patterns:
        if rule.gives != "forwards" and compiled("relations", rule.id).search(fold_digits(subject)):
            return rule.gives
    return ""


def _forwards(letter: Letter) -> str:
    """The words in which a letter says that it passes on what another office wrote (ด้วย ... แจ้งว่า)."""
    rule = compiled("relations", "relation.forwards")
    own = letter.sender.value if letter.sender else ""
    for line in letter.text.splitlines():
        match = rule.search(fold_digits(line.strip()))
        if match and not (own and own in match[0]):
            return match[0]
    return ""


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
    beside = defaultdict(set)
    for edge in edges:
        if edge.relation not in _BETWEEN_OFFICES:
            beside[edge.source].add(edge.target)
            beside[edge.target].add(edge.source)
    near: set[str] = set()
    ahead = [n for n in nodes if n in (wanted, reference) or n.startswith(f"{wanted} (")]
    while ahead:
        node = ahead.pop()
        if node not in near:
            near.add(node)
            ahead.extend(beside[node])
    kept = tuple(e for e in edges if e.source in near and e.target in near)
    return Graph(tuple(nodes[n] for n in sorted(near)), kept)
