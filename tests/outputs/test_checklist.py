"""The checklist: its order, its marks, its links, and its templates against what they may name.

The golden files are written anew by `SARABAN_WRITE_GOLDEN=1 pytest tests/outputs/test_checklist.py`, never in CI.
"""

import dataclasses
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import unquote

import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables
from samples import TODAY, few, many, task

from outputs import messages, workbook
from outputs.checklist import Where, link_to, sheet, to_html, to_json, to_markdown
from outputs.contexts import Figure, Line, Office, Sheet
from outputs.crops import Picture
from outputs.render import TEMPLATES, environment, render

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("SARABAN_WRITE_GOLDEN") == "1"


def made(tasks, folder=Path(), crops=None, reference=""):
    return sheet(tasks, Where(TODAY, folder, reference), crops or {})


def line(**changes):
    return made([task(**changes)]).offices[0].lines[0]


def test_the_golden_files_are_not_rewritten_in_ci():
    assert not (WRITE and os.environ.get("CI")), "SARABAN_WRITE_GOLDEN is for a person who looks at what changed"


@pytest.mark.parametrize("name", ["checklist.html", "checklist.md", "checklist.en.html", "checklist.docx"])
def test_a_template_gives_what_its_golden_file_holds(name, monkeypatch):
    monkeypatch.setattr(messages, "_chosen", "en" if ".en." in name else "th")
    text = render(name.replace(".en.", ".") + ".jinja", made(few(), crops={"d-2": Picture(b"jpeg", 700, 100)}))
    golden = GOLDEN / name.replace(".docx", ".docx.xml")
    if WRITE:
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_offices_and_tasks_stand_with_the_nearest_day_first_and_what_has_none_last():
    offices = made(few()).offices
    assert [office.name for office in offices] == ["สำนักงานจังหวัด", "อำเภอ", "ไม่ระบุผู้ปฏิบัติ"]
    assert [one.id for one in offices[0].lines] == ["d-2", "d-1", "d-6"]
    assert [one.id for one in offices[1].lines] == ["d-4", "d-3", "d-5"]


def test_no_task_is_lost_or_told_twice():
    tasks = many(200)
    assert sorted(one.id for office in made(tasks).offices for one in office.lines) == sorted(t.id for t in tasks)


def test_the_summary_counts_what_is_open_overdue_soon_and_doubtful():
    assert {f.mark: f.value for f in made(few()).figures} == {"all": "๗", "overdue": "๑", "soon": "๑", "check": "๒"}


def test_an_overdue_task_is_marked_in_words():
    one = line(due=date(2025, 2, 10), overdue=True)
    assert (one.state, one.left) == ("overdue", "เกินกำหนด ๗ วัน")


def test_a_task_that_is_done_is_ticked_and_never_overdue():
    one = line(due=date(2025, 2, 10), status="done")
    assert (one.state, one.left) == ("done", "")
    assert "✓" in to_html(made([task(status="done")]))


def test_a_recurring_task_shows_its_next_day_and_those_after_it():
    one = line(due=None, rrule="FREQ=MONTHLY", upcoming=(date(2025, 2, 25), date(2025, 3, 25)))
    assert (one.due, one.upcoming) == ("๒๕ กุมภาพันธ์ ๒๕๖๘", ("๒๕ มี.ค. ๖๘",))


def test_a_task_without_a_date_shows_the_letters_own_words():
    one = line(due=None, deadline_text="", timing=("โดยด่วน",))
    assert (one.due, one.words) == ("", "โดยด่วน")


def test_a_doubt_is_told_in_thai_with_what_was_read():
    one = line(doubts=("weekday-differs",))
    assert one.doubts == ("วันในสัปดาห์ไม่ตรงกับวันที่",)
    assert one.as_read == "ภายในวันที่ ๑๔ มีนาคม ๒๕๖๘"


def test_an_unsure_value_without_a_rule_is_doubtful_too():
    assert line(confidence=0.62).doubts == ("ไม่แน่ชัด (ค่าเช่นนี้ถูกราว ๖๒ ใน ๑๐๐)",)


def test_a_task_shows_the_picture_of_its_place_on_the_page():
    picture = Picture(b"jpeg", 700, 100)
    tasks = [task(id="with"), task(id="without")]
    lines = made(tasks, crops={"with": picture}).offices[0].lines
    assert {one.id: one.crop for one in lines} == {"with": picture, "without": None}
    assert 'src="data:image/jpeg;base64,anBlZw=="' in to_html(made(tasks, crops={"with": picture}))


def test_the_link_leads_to_the_page_of_the_file_from_where_the_checklist_stands(tmp_path):
    file = tmp_path / "inbox" / "หนังสือ ๔๘ #1.pdf"
    link = link_to(task(file=str(file), page=2), tmp_path / "out")
    assert unquote(link.removesuffix("#page=2")) == "../inbox/หนังสือ ๔๘ #1.pdf"
    assert "#1" not in link


def test_a_picture_has_no_page_in_its_link(tmp_path):
    assert link_to(task(file=str(tmp_path / "a.png")), tmp_path) == "a.png"


def test_markup_in_a_letter_cannot_reach_the_page():
    text = to_html(made([task(action="<script>x</script>", subject='"><img src=x>', sender="a & b")]))
    assert "<script>x" not in text and "<img src=x>" not in text
    assert "a &amp; b" in text


def test_a_reference_cannot_break_out_of_the_style_sheet():
    text = to_html(made(few(), reference='ว 1"; } body { display: none } </style>'))
    assert "</style>" not in text.split("</head>")[0].split("<style>")[1].rsplit("</style>", 1)[0]


def test_the_html_needs_no_network():
    assert not re.search(r'(src|href)="(https?:)?//|url\(|@import', to_html(made(few())))


def test_an_empty_checklist_says_so():
    assert "ไม่มีข้อสั่งการที่ต้องดำเนินการ" in to_html(made([]))
    assert "ไม่มีข้อสั่งการที่ต้องดำเนินการ" in to_markdown(made([]))


def test_a_task_in_markdown_stays_on_its_line_and_its_marks_are_text():
    text = to_markdown(made([task(action="ส่ง *แบบ*\nรายงาน | [๑]")]))
    assert r"- [ ] ๑. ส่ง \*แบบ\* รายงาน \| \[๑\]" in text


def test_the_json_form_has_the_tasks_in_the_order_of_the_day():
    plain = json.loads(json.dumps(to_json(few(), TODAY)))
    assert plain["summary"] == {"tasks": 7, "overdue": 1, "soon": 1, "to_check": 2}
    assert plain["tasks"][0]["due"] == "2025-02-10"
    assert plain["as_of"] == "2025-02-17"


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("checklist*.jinja")))
def test_a_template_names_only_what_its_context_documents(name):
    tree = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    documented = {f.name for f in dataclasses.fields(Sheet)}
    assert find_undeclared_variables(tree) - set(environment().globals) <= documented
    held = {"office": Office, "line": Line, "figure": Figure}
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name) and attribute.node.name in held:
            assert attribute.attr in {f.name for f in dataclasses.fields(held[attribute.node.name])}


def test_every_field_of_the_context_is_used_by_a_template_or_the_workbook():
    text = "".join(
        path.read_text(encoding="utf-8") for path in [*TEMPLATES.glob("checklist*.jinja"), Path(workbook.__file__)]
    )
    for name, held in {"line": Line, "office": Office, "figure": Figure}.items():
        for field in dataclasses.fields(held):
            assert f"{name}.{field.name}" in text, field.name
    assert get_args(get_type_hints(Sheet)["offices"])[0] is Office


def test_every_fixed_word_of_the_templates_is_in_both_languages():
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("checklist*.jinja"))
    said = set(re.findall(r"say\([\"']([\w-]+)[\"']", text))
    assert said and said <= set(messages.MESSAGES)


def test_a_checklist_of_hundreds_of_tasks_is_written_at_once():
    text = to_html(made(many(500)))
    assert text.count('class="box"') == 500
    assert len(text) < 1_500_000
