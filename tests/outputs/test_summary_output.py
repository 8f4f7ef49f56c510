"""The weekly summary as people get it: lists, charts, and its templates against what they may name.

The golden files are written anew by `SARABAN_WRITE_GOLDEN=1`, never in CI.
"""

import dataclasses
import json
import os
import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from by_hand import directive, due, letter, put
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from samples import PLAIN, TODAY, few, many, task

from outputs import messages
from outputs.cli import main
from outputs.contexts import Figure
from outputs.render import TEMPLATES, environment
from outputs.summary import MOST, Bar, Item, Key, Part, Section, Summary, made, to_json, write
from pipeline.store import Store
from pipeline.summary import Load, Week

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("SARABAN_WRITE_GOLDEN") == "1"
MONDAY = date(2025, 2, 17)


def of(**changes):
    fields = {
        "today": TODAY, "since": MONDAY, "until": date(2025, 2, 23), "letters": 3,
        "new": (), "due": (), "coming": (), "overdue": (), "waiting": (), "done": (), "unclear": (), "units": (),
        "ahead": tuple((MONDAY + timedelta(days=7 * i), 8 - i) for i in range(8)),
    }  # fmt: skip
    return Week(**{**fields, **changes})


def full():
    by_id = {one.id: one for one in few()}
    return of(
        overdue=(by_id["d-2"],), due=(by_id["d-4"],), waiting=(by_id["d-3"],), done=(by_id["d-6"],),
        unclear=(by_id["d-7"],), new=(PLAIN, by_id["d-5"]),
        units=(Load("กลุ่มงานยุทธศาสตร์", 1, 2, 4, 1), Load("", 0, 0, 1, 0)),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["summary.html", "summary.en.html", "summary.md"])
def test_a_form_gives_what_its_golden_file_holds(name, monkeypatch):
    monkeypatch.setattr(messages, "_chosen", "en" if ".en." in name else "th")
    data = write(full(), name.rpartition(".")[2], "จังหวัดตัวอย่าง")
    if WRITE:
        assert not os.environ.get("CI"), "SARABAN_WRITE_GOLDEN is for a person who looks at what changed"
        (GOLDEN / name).write_bytes(data)
    assert data == (GOLDEN / name).read_bytes()


def test_only_lists_with_something_in_them_are_shown_the_late_first():
    assert [section.mark for section in made(full()).sections] == [
        "overdue",
        "due",
        "waiting",
        "unclear",
        "new",
        "done",
    ]
    assert made(of()).sections == ()
    assert "ไม่มีงาน" in write(of(), "html").decode()


def test_a_long_list_is_cut_on_paper_and_says_by_how_much_and_json_has_all():
    week = of(overdue=tuple(many(100)))
    (section,) = made(week).sections
    assert (len(section.items), section.more) == (MOST, "และอีก ๖๐ งาน")
    assert len(to_json(week)["overdue"]) == 100 and to_json(week)["figures"]["overdue"] == 100


def test_the_rounds_of_one_duty_share_a_line():
    rounds = tuple(task(id=f"d@{d.isoformat()}", due=d, round=d) for d in (date(2025, 2, 3), date(2025, 2, 10)))
    (section,) = made(of(overdue=(*rounds, PLAIN))).sections
    assert [item.rounds for item in section.items] == ["และอีก ๑ รอบ", ""]
    assert section.count == "รวม ๓ งาน"


def test_the_longest_bar_is_whole_and_the_parts_join_without_a_gap():
    first, second = made(full()).units
    assert [p.mark for p in first.parts] == ["overdue", "week", "later", "undated"]
    assert sum(p.length for p in first.parts) == pytest.approx(100)
    for one, after in zip(first.parts, first.parts[1:], strict=False):
        assert one.start + one.length == pytest.approx(after.start)
    assert second.parts[0].length == pytest.approx(12.5) and second.label == "ยังไม่กำหนดหน่วย"


def test_the_columns_are_as_high_as_their_share_of_the_highest():
    bars = made(full()).ahead
    assert [bar.parts[0].length for bar in bars[:2]] == [100, 88]
    assert made(of(ahead=((MONDAY, 0),))).ahead[0].parts == ()


def test_markup_in_a_letter_cannot_reach_the_page_and_the_page_needs_no_network():
    text = write(of(due=(task(action="<script>x</script>"),)), "html").decode()
    assert "<script>x" not in text
    assert not re.search(r'(src|href)="(https?:)?//|url\(http|@import', text)


@pytest.mark.parametrize("name", ["summary.html.jinja", "summary.md.jinja"])
def test_a_template_names_only_what_its_context_documents(name):
    tree = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    assert find_undeclared_variables(tree) - set(environment().globals) <= {f.name for f in dataclasses.fields(Summary)}
    held = {"section": Section, "item": Item, "bar": Bar, "part": Part, "key": Key, "figure": Figure}
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name) and attribute.node.name in held:
            assert attribute.attr in {f.name for f in dataclasses.fields(held[attribute.node.name])}


def test_every_field_of_the_context_is_used_by_a_template():
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("summary.*.jinja"))
    for field in dataclasses.fields(Summary):
        assert re.search(rf"\b{field.name}\b", text), field.name
    for name, held in {"section": Section, "item": Item, "bar": Bar, "part": Part}.items():
        for field in dataclasses.fields(held):
            assert f"{name}.{field.name}" in text, field.name


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_a_week_of_ten_thousand_tasks_is_written_in_under_ten_seconds(form):
    tasks = tuple(many(10_000))
    begin = time.process_time()
    write(of(overdue=tasks, new=tasks), form)
    assert time.process_time() - begin < 10


def test_the_command_writes_the_week_and_the_last_one(tmp_path, capsys):
    db = tmp_path / "saraban.db"
    with Store(db) as store:
        put(store, "a.txt", letter(directives=(directive("1", "ส่งแผน", "จังหวัด", deadlines=(due(date(2025, 2, 14)),)),)))
    for words, marks in ((("--today", "2025-02-12"), "due"), (("--today", "2025-02-19", "--last"), "overdue")):
        with pytest.raises(SystemExit) as left:
            main(["summary", "--db", str(db), "--format", "json", *words])
        assert not left.value.code
        told = json.loads(capsys.readouterr().out)
        assert told["figures"][marks] == 1 and told["until"] == "2025-02-16"
