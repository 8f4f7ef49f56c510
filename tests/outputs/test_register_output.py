"""The register as people get it: the regulation's columns in every form, and nothing in it that harms.

The golden files are written anew by `SARABAN_WRITE_GOLDEN=1`, never in CI.
"""

import csv
import dataclasses
import io
import json
import os
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from outputs import messages
from outputs.register import Day, Register, Row, columns, made, to_html, to_xlsx, write
from outputs.render import TEMPLATES, environment
from pipeline.register import Entry, Handled

GOLDEN = Path(__file__).parent / "golden"
WRITE = os.environ.get("SARABAN_WRITE_GOLDEN") == "1"
HEADS = ["เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]

PLAIN = Entry(
    letter_id="l-1", number="4678", day=date(2025, 2, 5), time="09:30", given=False,
    reference_number="ตย 0101.2/ว 48", dated=date(2025, 2, 3), sender="กรมตัวอย่างบริการประชาชน",
    to="ผู้ว่าราชการจังหวัด ทุกจังหวัด", subject="การเตรียมความพร้อมรับสถานการณ์อุทกภัย ประจำปี พ.ศ. ๒๕๖๘",
    action="", remark="", urgency="ด่วนที่สุด", secrecy="",
    handled=(Handled("กลุ่มงานยุทธศาสตร์", 2, 1), Handled("กลุ่มงานป้องกัน", 1, 0)), doubts=(),
)  # fmt: skip


def entry(**changes):
    return dataclasses.replace(PLAIN, **changes)


def few():
    return [
        PLAIN,
        entry(number="4679", reference_number="ตย 0203/119", urgency="", handled=(), action="ทราบ", time="",
              doubts=("low-ocr-confidence",)),
        entry(number="4680", day=date(2025, 2, 6), remark="ต้นเรื่องอยู่แฟ้ม ๓", gone=True, to=""),
        entry(number="", day=None, time="", dated=None, reference_number="", secrecy="ลับ"),
    ]  # fmt: skip


def shown(lines=None, kind="received"):
    return made(few() if lines is None else lines, kind, "จังหวัดตัวอย่าง")


@pytest.mark.parametrize("name", ["register.html", "register.en.html", "register.csv"])
def test_a_form_gives_what_its_golden_file_holds(name, monkeypatch):
    monkeypatch.setattr(messages, "_chosen", "en" if ".en." in name else "th")
    data = write(few(), "received", name.rpartition(".")[2], shown())
    if WRITE:
        assert not os.environ.get("CI"), "SARABAN_WRITE_GOLDEN is for a person who looks at what changed"
        (GOLDEN / name).write_bytes(data)
    assert data == (GOLDEN / name).read_bytes()


def test_the_columns_are_those_of_forms_13_and_14():
    assert list(columns("received")) == HEADS
    assert list(columns("sent")) == ["เลขทะเบียนส่ง", *HEADS[1:]]


def test_letters_stand_under_the_day_they_came_and_those_without_one_last():
    days = shown().days
    assert [(day.title, len(day.rows)) for day in days] == [
        ("รับวันที่ ๕ กุมภาพันธ์ ๒๕๖๘", 2), ("รับวันที่ ๖ กุมภาพันธ์ ๒๕๖๘", 1), ("ไม่ปรากฏวันที่รับ", 1),
    ]  # fmt: skip


def test_the_action_is_what_a_person_wrote_or_else_who_has_the_tasks():
    rows = [row for day in shown().days for row in day.rows]
    assert rows[0].action == "กลุ่มงานยุทธศาสตร์ ๒ งาน เสร็จ ๑, กลุ่มงานป้องกัน ๑ งาน"
    assert rows[1].action == "ทราบ"


def test_what_is_doubtful_is_told_in_thai():
    assert "⚠ " in to_html(shown()) and shown().doubtful
    assert not made([PLAIN], "received").doubtful


def test_the_spreadsheet_has_real_dates_and_the_same_columns():
    page = openpyxl.load_workbook(io.BytesIO(to_xlsx(shown(), "received"))).active
    assert [cell.value for cell in page[3]] == ["วันที่รับ", *HEADS, "โปรดตรวจสอบ"]
    assert page["A4"].value.date() == date(2025, 2, 5) and "041E" in page["A4"].number_format
    assert page["G4"].value == PLAIN.subject
    assert page.print_title_rows == "$3:$3" and page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_subject_that_looks_like_a_formula_stays_a_text(form):
    lines = [entry(subject="=HYPERLINK(1)")]
    data = write(lines, "received", form, shown(lines))
    if form == "csv":
        assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))[1][6] == "'=HYPERLINK(1)"
    else:
        cell = openpyxl.load_workbook(io.BytesIO(data)).active["G4"]
        assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_markup_in_a_letter_cannot_reach_the_page():
    assert "<script>x" not in to_html(shown([entry(subject="<script>x</script>", sender="a & b")]))


def test_the_json_form_has_the_lines_as_they_are():
    told = json.loads(write(few(), "received", "json", shown()))
    assert told["register"] == "received" and told["letters"][0]["handled"][0]["done"] == 1


def test_an_empty_register_says_so():
    assert "ไม่มีหนังสือในทะเบียน" in to_html(shown([]))


def test_the_template_names_what_its_context_documents_and_all_of_it():
    text = (TEMPLATES / "register.html.jinja").read_text(encoding="utf-8")
    tree = environment().parse(text)
    documented = {f.name for f in dataclasses.fields(Register)}
    assert find_undeclared_variables(tree) - set(environment().globals) == documented
    held = {"day": Day, "row": Row}
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name) and attribute.node.name in held:
            assert attribute.attr in {f.name for f in dataclasses.fields(held[attribute.node.name])}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "csv", "json", "xlsx"])
def test_ten_thousand_letters_are_written_in_under_ten_seconds(form):
    lines = [entry(letter_id=str(i), number=str(i), day=date(2025, 1, 1 + i % 28)) for i in range(10_000)]
    begin = time.process_time()
    data = write(lines, "received", form, shown(lines))
    assert time.process_time() - begin < 10
    assert len(data) > 1_000_00
