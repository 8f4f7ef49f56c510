"""`saraban checklist` as a person types it, on a real database: of a unit, a week, a month, with our own templates."""

import io
import json
from datetime import date

import openpyxl
import pytest
from province import province

from outputs import messages
from outputs.cli import main
from pipeline.errors import UseError


@pytest.fixture
def db(tmp_path):
    return province(tmp_path)


@pytest.fixture
def checklist(db, tmp_path):
    def call(*words, form="json"):
        file = tmp_path / f"made.{form}"
        with pytest.raises(SystemExit) as left:
            main(["checklist", "--db", str(db), "--today", "2025-02-10", "--format", form, "-o", str(file), *words])
        messages.use("th")
        return file.read_bytes() if not left.value.code else int(left.value.code)

    return call


def labels(data):
    return "".join(task["directive_label"] for task in json.loads(data)["tasks"])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), "12"), (("--whose", "all"), "123"), (("--unit", "แผน"), "1"), (("--week", "this"), "1"),
        (("--month", "this"), "12"), (("--month", "มีนาคม 2568"), "2"), (("--person", "สมมติ"), ""),
        (("มท ๐๒๑๑.๑/ว ๕๐๖", "--unit", "-"), "2"), (("--status", "done"), ""),
    ],
)  # fmt: skip
def test_the_checklist_is_of_what_is_asked_for(checklist, words, found):
    assert labels(checklist(*words)) == found


def test_it_says_what_it_is_limited_to(checklist):
    text = checklist("--unit", "แผน", "--week", "this", form="html").decode()
    assert "หน่วย แผน · ครบกำหนด ๑๐ กุมภาพันธ์ ๒๕๖๘ ถึง ๑๖ กุมภาพันธ์ ๒๕๖๘" in text


def test_a_recurring_duty_stands_in_the_month_of_its_round(checklist):
    page = openpyxl.load_workbook(io.BytesIO(checklist("--month", "3/2568", form="xlsx"))).active
    assert [cell.value.date() for cell in page["G"][5:]] == [date(2025, 3, 20)]


def test_who_must_do_it_is_shown(checklist):
    assert "ผู้รับผิดชอบ</b> กลุ่มแผน" in checklist(form="html").decode()


def test_templates_beside_the_database_are_taken(checklist, db):
    (db.parent / "templates").mkdir()
    (db.parent / "templates" / "checklist.md.jinja").write_text("ของเรา {{ offices | length }}", encoding="utf-8")
    assert checklist(form="md").decode() == "ของเรา 1"


def test_a_slip_in_a_template_is_wrong_use(checklist, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "checklist.html.jinja").write_text("{{ nothing }}", encoding="utf-8")
    assert checklist("--templates", str(tmp_path / "own"), form="html") == UseError.exit_code
