"""The graph: the gold links of a real bundle, placeholders that fill themselves in, the same for any order."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from by_hand import cites, directive, dump, encloses, found, letter, link, put

from pipeline.rows import Graph
from pipeline.store import Store

# The numbers and days of the real bundle as its gold has them; the texts are made up.
COVER = letter(
    "ชย 0023.6/ว 3053", date(2024, 12, 19), "การขับเคลื่อนเศรษฐกิจฐานรากของท้องถิ่น", sender=found("จังหวัดตัวอย่าง"),
    text="ด้วย กระทรวงตัวอย่างแจ้งว่า ให้จังหวัดดำเนินการ", enclosures=(encloses("มท 0810.6/ว 12509", date(2024, 12, 3)),),
)  # fmt: skip
ENCLOSED = letter(
    "มท 0810.6/ว 12505", date(2024, 12, 7), "การขับเคลื่อนเศรษฐกิจฐานรากของท้องถิ่น",
    references=(cites("มท 0211.6/ว 11303", date(2024, 10, 25)),),
)  # fmt: skip
CITED = letter(
    "มท 0211.6/ว 10303",
    date(2024, 10, 24),
    "สรุปผลการประชุม",
    references=(cites("มท 0211.6/ว 10901", date(2024, 10, 11)),),
)


def graph_of(tmp_path: Path, *files) -> Graph:
    with Store(tmp_path / "letters.db") as store:
        for index, letters in enumerate(files):
            put(store, f"{index}.txt", *letters)
        link(store)
        return store.graph()


def between_letters(graph: Graph) -> set[tuple[str, str, str]]:
    return {(e.source, e.relation, e.target) for e in graph.edges if e.relation not in ("orders", "reports_to")}


def test_the_links_of_the_real_bundle_come_out_though_two_numbers_are_misread(tmp_path: Path):
    graph = graph_of(tmp_path, (COVER, ENCLOSED, CITED))
    assert between_letters(graph) == {
        ("ชย 0023.6/ว 3053", "encloses", "มท 0810.6/ว 12505"),
        ("ชย 0023.6/ว 3053", "forwards", "มท 0810.6/ว 12505"),
        ("มท 0810.6/ว 12505", "cites", "มท 0211.6/ว 10303"),
        ("มท 0211.6/ว 10303", "cites", "มท 0211.6/ว 10901"),
    }
    present = {n.id: n.present for n in graph.nodes if n.kind == "letter"}
    assert [n for n, there in present.items() if not there] == ["มท 0211.6/ว 10901"]


def test_an_inexact_link_says_what_was_read_what_it_was_taken_for_and_is_less_sure(tmp_path: Path):
    graph = graph_of(tmp_path, (COVER, ENCLOSED, CITED))
    (edge,) = [e for e in graph.edges if e.source.startswith("มท 0810") and e.relation == "cites"]
    assert edge.why.startswith("อ่านว่า มท 0211.6/ว 11303 ลงวันที่ ๒๕ ตุลาคม ๒๕๖๗ ถือเป็น มท 0211.6/ว 10303")
    assert edge.as_read == "มท 0211.6/ว 11303"
    assert edge.confidence <= 0.95


def test_a_placeholder_fills_itself_in_when_its_letter_arrives(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", CITED)
        link(store)
        put(store, "b.txt", letter("มท 0211.6/ว 10901", date(2024, 10, 11), "กำหนดการประชุม"))
        link(store)
        graph = store.graph()
    assert {n.id: (n.present, n.label) for n in graph.nodes if "10901" in n.id} == {
        "มท 0211.6/ว 10901": (True, "กำหนดการประชุม")
    }


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_any_order_of_arrival_gives_the_same_graph(tmp_path: Path, order):
    letters = (COVER, ENCLOSED, CITED)
    dumps = []
    for name, places in (("one", range(3)), ("two", order)):
        with Store(tmp_path / f"{name}.db") as store:
            for place in places:
                put(store, f"{place}.txt", letters[place])
                link(store)
            dumps.append([row for row in dump(store) if row.startswith(("edge", "node"))])
    assert dumps[0] == dumps[1]


def test_letters_that_share_a_number_over_two_years_are_named_with_the_year(tmp_path: Path):
    graph = graph_of(tmp_path, (letter(day=date(2021, 2, 1)),), (letter(day=date(2022, 2, 1), subject="เรื่องใหม่"),))
    assert [n.id for n in graph.nodes if n.kind == "letter"] == ["มท 0211.1/ว 506 (2021)", "มท 0211.1/ว 506 (2022)"]


def test_a_letter_cited_of_another_year_is_not_the_one_that_is_there(tmp_path: Path):
    citing = letter("ชย 0023/12", references=(cites("มท 0211.1/ว 506", date(2020, 2, 1)),))
    graph = graph_of(tmp_path, (letter(day=date(2021, 2, 1), subject="เรื่องใหม่"),), (citing,))
    assert between_letters(graph) == {("ชย 0023/12", "cites", "มท 0211.1/ว 506 (2020)")}


def test_two_letters_of_one_number_and_year_stay_two_nodes(tmp_path: Path):
    graph = graph_of(tmp_path, (letter(),), (letter(subject="ขอเชิญประชุมคณะกรรมการ"),))
    assert sum(n.kind == "letter" for n in graph.nodes) == 2


@pytest.mark.parametrize(
    ("subject", "relation"),
    [("ยกเลิกหนังสือ", "cancels"), ("แก้ไขเพิ่มเติมแนวทาง", "amends"), ("ติดตามการรายงานผล", "follows_up")],
)
def test_the_subject_says_how_a_letter_stands_to_the_one_that_it_refers_to(tmp_path: Path, subject, relation):
    old = letter("มท 0211.1/ว 500", date(2021, 1, 5))
    new = letter(subject=subject, references=(cites("มท 0211.1/ว 500", date(2021, 1, 5)),))
    graph = graph_of(tmp_path, (old,), (new,))
    assert ("มท 0211.1/ว 506", relation, "มท 0211.1/ว 500") in between_letters(graph)


def test_a_ministry_that_recalls_its_own_letter_forwards_nothing(tmp_path: Path):
    one = letter(text="ตามที่กระทรวงมหาดไทยแจ้งแนวทาง", enclosures=(encloses("ปป 0012/106", date(2021, 1, 26)),))
    assert {r for _, r, _ in between_letters(graph_of(tmp_path, (one,)))} == {"encloses"}


def test_who_orders_whom_and_who_reports_to_whom_stands_in_the_graph(tmp_path: Path):
    item = directive("1", "รายงานผล", "จังหวัด", recipients=(found("กรมตัวอย่าง"),))
    graph = graph_of(tmp_path, (letter(directives=(item,)),))
    assert {(e.source, e.relation, e.target) for e in graph.edges} == {
        ("agency:กระทรวงมหาดไทย", "orders", "agency:จังหวัด"),
        ("agency:จังหวัด", "reports_to", "agency:กรมตัวอย่าง"),
    }


def test_the_graph_of_one_letter_holds_what_hangs_together_with_it_and_no_more(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", COVER, ENCLOSED, CITED)
        put(store, "b.txt", letter())
        link(store)
        ids = [n.id for n in store.graph("มท 0810.6/ว 12505").nodes]
    assert ids == ["ชย 0023.6/ว 3053", "มท 0211.6/ว 10303", "มท 0211.6/ว 10901", "มท 0810.6/ว 12505"]


def test_a_database_without_letters_has_an_empty_graph(tmp_path: Path):
    assert graph_of(tmp_path) == Graph((), ())
