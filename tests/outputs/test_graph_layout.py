"""The picture of a graph: nothing over another, what stands on a letter below it, the same every time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from outputs.graph_layout import HEIGHT, WIDTH, curve, place
from pipeline.rows import Edge, Graph, Node

PAIRS = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=40)


def graph(count: int, pairs: list[tuple[int, int]]) -> Graph:
    nodes = tuple(Node(f"n{i:03}", "letter", f"เรื่อง {i}", None, True) for i in range(count))
    edges = tuple(Edge(f"n{a:03}", "cites", f"n{b:03}", "", 1.0, "") for a, b in pairs)
    return Graph(nodes, edges)


@settings(max_examples=50, deadline=None)
@given(PAIRS)
def test_no_box_lies_on_another_and_all_lie_within_the_picture(pairs):
    places, width, height = place(graph(26, pairs))
    spots = sorted(places.values())
    assert len(spots) == 26
    for at, (x, y) in enumerate(spots):
        assert x >= 0 and x + WIDTH <= width + 1 and y >= 0 and y + HEIGHT <= height + 1
        for other_x, other_y in spots[at + 1 :]:
            assert abs(x - other_x) >= WIDTH or abs(y - other_y) >= HEIGHT


def test_a_letter_stands_below_the_one_that_it_stands_on():
    places, _, _ = place(graph(3, [(1, 0), (2, 1), (2, 0)]))
    assert places["n000"][1] < places["n001"][1] < places["n002"][1]


def test_an_enclosure_stands_right_above_its_letter_and_not_at_the_top():
    places, _, _ = place(graph(4, [(1, 0), (2, 1), (2, 3)]))
    assert places["n003"][1] == places["n001"][1] > places["n000"][1]


def test_letters_that_cite_each_other_in_a_circle_are_placed_too():
    places, _, _ = place(graph(2, [(0, 1), (1, 0)]))
    assert len(places) == 2


def test_five_hundred_are_about_as_wide_as_high():
    pairs = [(i, (i * 7919) % i) for i in range(1, 500)]
    _, width, height = place(graph(500, pairs))
    assert 0.3 < width / height < 4


def test_the_same_graph_has_the_same_picture_and_every_edge_a_path():
    one = graph(26, [(i, i // 2) for i in range(1, 26)])
    places, *_ = place(one)
    assert place(one)[0] == places
    assert all(curve(edge, places).startswith("M") for edge in one.edges)


def test_an_empty_graph_has_a_picture():
    assert place(Graph((), ()))[0] == {}
