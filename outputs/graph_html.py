"""The graph as one HTML page that needs no network: a layered picture to zoom, drag, search, and click through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from outputs.graph_layout import HEIGHT, WIDTH, Places, curve, place
from outputs.messages import language, say
from outputs.render import render
from outputs.thai import day, number
from pipeline.graph_tasks import folded
from pipeline.rows import Edge, Graph, Node

_LINE, _TITLE = 23, 19
"""As many signs as fit on a line of a box, and on one in the face of a title; marks above and below not counted."""
_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ")
_FOLLOWING = _MARKS | frozenset("ะาำๅๆฯ")
"""Signs that never begin a line."""
_LEADING = frozenset("เแโใไ")
"""Signs that never end one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn: its place, its lines, and the page that a click opens."""

    id: str
    kind: str
    present: bool
    x: float
    y: float
    title: str
    more: tuple[str, ...]
    lines: tuple[str, ...]
    label: str
    dated: str
    link: str
    place: str
    tasks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An edge as it is drawn: its ends, its path, its words, and whether it was taken through a misreading."""

    source: str
    target: str
    relation: str
    name: str
    path: str
    inferred: bool
    why: str
    as_read: str


@dataclass(frozen=True, slots=True)
class GraphPage:
    """What `graph.html.jinja` is filled in with."""

    language: str
    heading: str
    width: float
    height: float
    box_width: float
    box_height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    relations: tuple[tuple[str, str], ...]
    words: Mapping[str, str]


def to_html(graph: Graph, heading: str, folder: Path, templates: Path | None = None, *, drawn: bool = False) -> str:
    """The page; links to the letters' files are relative to `folder`. Tasks are told where their letter is clicked,
    unless they are to be drawn.
    """
    without, tasks = folded(graph)
    graph = graph if drawn else without
    places, width, height = place(graph)
    used = sorted({edge.relation for edge in graph.edges})
    names = ("graph-fit", "graph-find", "graph-open", "graph-help", "graph-empty", "not-received", "graph-inferred",
             "graph-tasks")  # fmt: skip
    page = GraphPage(
        language=language(),
        heading=heading,
        width=width,
        height=height,
        box_width=WIDTH,
        box_height=HEIGHT,
        boxes=tuple(_box(node, *places[node.id], folder, tasks.get(node.id, [])) for node in graph.nodes),
        lines=tuple(_lines(graph, places)),
        relations=tuple((name, say(f"link-{name}")) for name in used),
        words={name.removeprefix("graph-").replace("-", "_"): say(name) for name in names},
    )
    return render("graph.html.jinja", page, templates)


def _box(node: Node, x: float, y: float, folder: Path, tasks: Sequence[tuple[Node, Node]]) -> Box:
    from outputs.checklist import page_link

    numbered = node.kind == "letter" and "|" not in node.id
    label = node.label if not numbered or node.label != node.id else ""
    title, *rest = [number(node.id)] if numbered else _rows(label, 3, _TITLE, _TITLE, _TITLE)
    rows = _rows(label, 2) if numbered and label else []
    link = page_link(node.file, node.page, folder) if node.file else ""
    where = f"{node.file} {say('page', page=number(node.page))}" if node.file else ""
    dated = day(node.date) if node.date else _state(node)
    return Box(
        node.id,
        node.kind,
        node.present,
        round(x, 1),
        round(y, 1),
        title,
        tuple(rest),
        tuple(rows),
        label,
        dated,
        link,
        where,
        tuple((" · ".join(filter(None, (task.label, _state(task)))), directive.label) for directive, task in tasks),
    )


def _state(node: Node) -> str:
    """A task's day and what was said of it."""
    due = say("graph-due", date=day(node.due)) if node.due else ""
    return " ".join(filter(None, (due, f"({say(f'status-{node.status}')})"))) if node.kind == "task" else ""


def _rows(text: str, most: int, *widths: int) -> list[str]:
    """A text on so many lines at the most, the first ones of these widths, each ended where a word does."""
    rows = [""]
    for word in _words(text):
        room = (*widths, _LINE)[min(len(rows) - 1, len(widths))]
        if rows[-1] and _width(rows[-1] + word.rstrip()) > room:
            rows.append(word.lstrip())
        else:
            rows[-1] += word
    shown = [row.strip() for row in rows[:most]]
    return shown if len(rows) <= most else [*shown[:-1], f"{shown[-1]}…"]


def _words(text: str) -> Iterator[str]:
    """The words of a text, blanks with them; of a longer one than a line as much as fits at a time."""
    from pythainlp.tokenize import word_tokenize

    for word in word_tokenize(text.strip(), engine="newmm"):
        while _width(word) > _TITLE:
            ends = [at for at in range(1, _TITLE + 1) if word[at] not in _FOLLOWING and word[at - 1] not in _LEADING]
            end = ends[-1] if ends else _TITLE
            yield word[:end]
            word = word[end:]
        yield word


def _width(text: str) -> int:
    return sum(sign not in _MARKS for sign in text)


def _lines(graph: Graph, places: Places) -> Iterator[Line]:
    """The edges; of several between two boxes each a little beside the last."""
    drawn: Counter[frozenset[str]] = Counter()
    for edge in graph.edges:
        if edge.source != edge.target:
            ends = frozenset({edge.source, edge.target})
            yield _line(edge, curve(edge, places, drawn[ends]))
            drawn[ends] += 1


def _line(edge: Edge, path: str) -> Line:
    inferred = edge.why.partition(": ")[2].startswith("อ่านว่า") or edge.why.startswith("อ่านว่า")
    return Line(
        edge.source, edge.target, edge.relation, say(f"link-{edge.relation}"), path, inferred, edge.why, edge.as_read
    )  # fmt: skip
