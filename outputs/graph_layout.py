"""Places a graph for a picture: what stands on a letter below it, families beside one another, nothing over another.

Each family (what hangs together) is layered by the longest chain from its oldest letter down; within a layer a node
stands near those that it hangs on. A wide layer is broken into rows, so that a family of hundreds stays readable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil, sqrt

import networkx

from pipeline.graph_tasks import DOWNWARD
from pipeline.rows import Edge, Graph

WIDTH, HEIGHT = 230.0, 84.0
"""The size of a node's box."""
GAP, FLOOR, APART = 34.0, 78.0, 70.0
"""Between boxes of a row, between rows, between families."""
_BESIDE = 14.0
_SWEEPS = 6
Places = dict[str, tuple[float, float]]


def place(graph: Graph) -> tuple[Places, float, float]:
    """The left upper corner of each node's box, and the width and height of the whole."""
    if not graph.nodes:
        return {}, WIDTH, HEIGHT
    net = networkx.DiGraph()
    net.add_nodes_from(node.id for node in graph.nodes)
    for edge in graph.edges:
        if edge.source != edge.target:
            ends = (edge.source, edge.target)
            net.add_edge(*(ends if edge.relation in DOWNWARD else ends[::-1]))
    families = sorted(networkx.weakly_connected_components(net), key=lambda names: (-len(names), min(names)))
    drawn = [_family(net.subgraph(sorted(names))) for names in families]
    return _shelves(drawn)


def _family(net: networkx.DiGraph) -> tuple[Places, float, float]:
    layers = _layers(net)
    widest = max(4, ceil(sqrt(len(net) * 1.6)))
    rows = [layer[at : at + widest] for layer in layers for at in range(0, len(layer), widest)]
    across = max(len(row) for row in rows)
    places: Places = {}
    for depth, row in enumerate(rows):
        left = (across - len(row)) * (WIDTH + GAP) / 2
        for at, name in enumerate(row):
            places[name] = (left + at * (WIDTH + GAP), depth * (HEIGHT + FLOOR))
    return places, across * (WIDTH + GAP) - GAP, len(rows) * (HEIGHT + FLOOR) - FLOOR


def _layers(net: networkx.DiGraph) -> list[list[str]]:
    """Nodes by the longest chain above them (a circle of letters shares a layer), each layer in a good order."""
    whole = networkx.condensation(net)
    depth: dict[int, int] = {}
    for part in networkx.lexicographical_topological_sort(whole, key=lambda n: min(whole.nodes[n]["members"])):
        depth[part] = max((depth[above] + 1 for above in whole.predecessors(part)), default=0)
    for part in whole:
        # What stands on nothing (an enclosure, an act) is right above what hangs on it, not at the top.
        if not whole.in_degree(part) and whole.out_degree(part):
            depth[part] = min(depth[below] for below in whole.successors(part)) - 1
    layers: dict[int, list[str]] = defaultdict(list)
    for part, at in depth.items():
        layers[at] += sorted(whole.nodes[part]["members"])
    ordered = [sorted(layers[at]) for at in sorted(layers)]
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        order = range(1, len(ordered)) if down else range(len(ordered) - 2, -1, -1)
        for at in order:
            ordered[at] = _near(net, ordered[at], ordered[at - 1 if down else at + 1])
    return ordered


def _near(net: networkx.DiGraph, layer: list[str], beside: Sequence[str]) -> list[str]:
    """A layer in the order of the middle of each node's neighbours in the layer beside it."""
    share = {name: at / max(1, len(beside) - 1) for at, name in enumerate(beside)}

    def middle(item: tuple[int, str]) -> tuple[float, int]:
        at, name = item
        near = [share[other] for other in networkx.all_neighbors(net, name) if other in share]
        return (sum(near) / len(near) if near else at / max(1, len(layer) - 1)), at

    return [name for _, name in sorted(enumerate(layer), key=middle)]


def _shelves(drawn: list[tuple[Places, float, float]]) -> tuple[Places, float, float]:
    """Families set on shelves, about as wide as the whole is high and half again."""
    area = sum((width + APART) * (height + APART) for _, width, height in drawn)
    wide = max(*(width for _, width, _ in drawn), sqrt(area) * 1.3)
    places: Places = {}
    left = top = shelf = right = 0.0
    for family, width, height in drawn:
        if left and left + width > wide:
            left, top, shelf = 0.0, top + shelf + APART, 0.0
        places |= {name: (left + x, top + y) for name, (x, y) in family.items()}
        left, shelf, right = left + width + APART, max(shelf, height), max(right, left + width)
    return places, right, top + shelf


def curve(edge: Edge, places: Places, beside: int = 0) -> str:
    """The path of an edge, from the lower letter up to the one that it stands on; `beside`: so many are there already.

    One that passes over a row goes round the boxes between, by their right side.
    """
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    aside = beside * _BESIDE
    middle1, middle2 = x1 + WIDTH / 2 + aside, x2 + WIDTH / 2 + aside
    if abs(y1 - y2) < HEIGHT:  # in one row: over the roofs
        roof = y1 - FLOOR * 0.7 - aside
        return _path((middle1, y1), (middle1, roof), (middle2, roof), (middle2, y2))
    if abs(y1 - y2) > HEIGHT + FLOOR + 1 and abs(x1 - x2) < WIDTH:
        out = max(x1, x2) + WIDTH + GAP + 0.12 * abs(y1 - y2) + aside
        return _path(
            (x1 + WIDTH, y1 + HEIGHT / 2), (out, y1), (out, y2 + HEIGHT), (x2 + WIDTH, y2 + HEIGHT / 2 + aside)
        )
    down = y2 > y1
    foot, head = y1 + (HEIGHT if down else 0), y2 + (0 if down else HEIGHT)
    half = (foot + head) / 2
    return _path((middle1, foot), (middle1, half), (middle2, half), (middle2, head))


def _path(*points: tuple[float, float]) -> str:
    first, *others = (f"{x:.0f},{y:.0f}" for x, y in points)
    return f"M{first} C{' '.join(others)}"
