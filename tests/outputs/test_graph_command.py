"""`saraban graph` in each of its forms, opened by a program that is not ours."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import networkx
import pytest
from by_hand import cites, directive, due, letter, link, put

from outputs.cli import main
from pipeline.life import Change, change
from pipeline.store import Store

CITING, CITED = "ชย 0023/ว 1", "มท 0810.6/ว 12505"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "letters.db"
    task = directive("1", "รายงานผล", "จังหวัด", deadlines=(due(date(2024, 12, 30)),))
    with Store(path) as store:
        put(store, "a.pdf", letter(CITED, date(2024, 12, 7), 'การขับเคลื่อน "เศรษฐกิจ" <ฐานราก> \x0b& อื่น ๆ',
                                   directives=(task,)))  # fmt: skip
        refs = (cites(CITED, date(2024, 12, 7)), cites("กค 0402/ว 9", date(2024, 1, 5)))
        put(store, "b.pdf", letter(CITING, date(2024, 12, 20), "การรายงานผล", references=refs))
        put(store, "c.pdf", letter("สธ 0210/ว 3", date(2024, 1, 8), "ไข้เลือดออก"))
        link(store)
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as end:
        main(["graph", *words])
    assert not end.value.code
    return capsys.readouterr().out


def test_graphml_is_read_by_networkx(db, capsys) -> None:
    net = networkx.read_graphml(io.BytesIO(told(capsys, "--format", "graphml", "--db", db).encode()))
    assert net.nodes["กค 0402/ว 9"]["present"] is False
    assert {data["relation"] for *_, data in net.edges(data=True)} == {
        "cites", "orders", "holds", "gives", "falls_to",
    }  # fmt: skip


def test_json_ld_names_things_by_address_and_each_link_with_its_evidence(db, capsys) -> None:
    read = json.loads(told(capsys, "--format", "jsonld", "--db", db))
    things = {thing["@id"]: thing for thing in read["@graph"] if "@id" in thing}
    (link_,) = [
        x for x in read["@graph"] if x["@type"] == "saraban:Link" and things[x["to"]].get("identifier") == CITED
    ]
    assert things[link_["from"]]["identifier"] == CITING and link_["to"] in things[link_["from"]]["cites"]
    assert link_["why"] and all(re.fullmatch(r"[\x21-\x7e]+", key) for key in things)


def test_a_task_stands_between_its_directive_and_its_office_with_its_day_and_what_was_said_of_it(db, capsys) -> None:
    with Store(Path(db), create=False) as store:
        (task,) = [row["id"] for row in store.rows("SELECT id FROM task")]
        change(store, Change(task, status="done", who="สมหญิง"))
    read = json.loads(told(capsys, CITED, "--db", db))
    (node,) = [n for n in read["nodes"] if n["kind"] == "task"]
    assert (node["label"], node["status"], node["due"]) == ("จังหวัด", "done", "2024-12-30")
    ends = {(e["relation"], e["from"], e["to"]) for e in read["edges"]}
    (told_by,) = [start for relation, start, end in ends if relation == "gives" and end == node["id"]]
    assert ("holds", CITED, told_by) in ends and ("falls_to", node["id"], "agency:จังหวัด") in ends
    things = {x["@id"]: x for x in json.loads(told(capsys, "--format", "jsonld", "--db", db))["@graph"] if "@id" in x}
    (thing,) = [x for x in things.values() if x.get("endTime")]
    assert thing["endTime"] == "2024-12-30" and thing["actionStatus"].endswith("CompletedActionStatus")


def test_the_page_folds_tasks_into_their_letter_and_draws_them_where_asked(db, capsys, tmp_path) -> None:
    target = tmp_path / "graph.html"
    pages = []
    for words in ((), ("--tasks",)):
        told(capsys, "--format", "html", *words, "--db", db, "-o", str(target))
        pages.append(_Page())
        pages[-1].feed(target.read_text(encoding="utf-8"))
    folded, drawn = pages
    ((who, what),) = json.loads(folded.boxes[CITED]["data-tasks"] or "")
    assert who.startswith("จังหวัด · ภายใน ๓๐ ธันวาคม ๒๕๖๗") and "รายงานผล" in what
    assert not [name for name in folded.boxes if name.startswith("task:")]
    assert len([name for name in drawn.boxes if name.startswith("task:")]) == 1


def test_dot_is_one_graph_with_each_name_in_quotes(db, capsys, tmp_path) -> None:
    text = told(capsys, "--format", "dot", "--db", db)
    assert text.startswith("digraph saraban {") and text.rstrip().endswith("}")
    assert f'"{CITING}" -> "{CITED}" [label="อ้างถึง"];' in text and "style=dashed" in text and "agency" not in text
    if shutil.which("dot"):
        drawn = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, encoding="utf-8", check=True)
        assert "<svg" in drawn.stdout


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, dict[str, str | None]] = {}
        self.edges: list[dict[str, str | None]] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if "box" in (named.get("class") or "").split():
            self.boxes[named["data-id"] or ""] = named
        if "edge" in (named.get("class") or "").split():
            self.edges.append(named)
        self.outside += [value for name, value in attrs if name in ("src", "href") and value and "://" in value]


def test_the_page_holds_every_letter_and_link_and_needs_no_network(db, capsys, tmp_path) -> None:
    target = tmp_path / "graph.html"
    told(capsys, "--format", "html", "--db", db, "-o", str(target))
    page = _Page()
    page.feed(target.read_text(encoding="utf-8"))
    assert set(page.boxes) == {CITING, CITED, "กค 0402/ว 9", "สธ 0210/ว 3"}
    assert {(e["data-from"], e["data-to"]) for e in page.edges} == {(CITING, CITED), (CITING, "กค 0402/ว 9")}
    assert (page.boxes[CITED]["data-link"] or "").endswith("a.pdf#page=1") and page.outside == []
    assert "absent" in (page.boxes["กค 0402/ว 9"]["class"] or "")


def test_one_letter_has_only_what_hangs_together_with_it_and_a_placeholder_may_be_asked_for(db, capsys) -> None:
    for reference in (CITED, "กค๐๔๐๒/ว๙"):
        ids = [node["id"] for node in json.loads(told(capsys, reference, "--no-tasks", "--db", db))["nodes"]]
        assert ids == ["กค 0402/ว 9", CITING, CITED]


def test_an_unknown_letter_or_form_is_refused(db) -> None:
    for words, code in ((("มท 9/9",), 3), (("--format", "png"), 2)):
        with pytest.raises(SystemExit) as end:
            main(["graph", *words, "--db", db])
        assert end.value.code == code


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium here")
def test_a_browser_draws_the_page_and_its_script_runs(db, capsys, tmp_path) -> None:
    target = tmp_path / "graph.html"
    told(capsys, "--format", "html", "--db", db, "-o", str(target))
    drawn = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", target.as_uri()],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    assert re.search(r'id="all" transform="translate\([\d.]+,[\d.]+\) scale\([\d.]+\)"', drawn.stdout)
