"""The checklist as a spreadsheet, read back as another program reads it."""

import io
import re
import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from samples import TODAY, few, many, task

from outputs import messages
from outputs.checklist import Where, sheet
from outputs.crops import Picture
from outputs.workbook import COLUMNS, to_xlsx

HEAD = 5


def opened(tasks, crops=None, reference="", folder=None):
    made = to_xlsx(sheet(tasks, Where(TODAY, folder or Path(), reference), crops or {}))
    return openpyxl.load_workbook(io.BytesIO(made)).active


def row(page, at=HEAD + 1):
    names = [cell.value for cell in page[HEAD]]
    return dict(zip(names, page[at], strict=True))


def test_a_task_is_a_line_under_heads_in_thai():
    line = row(opened([task()]))
    assert line["เรื่องที่ต้องดำเนินการ"].value == task().action
    assert line["ผู้ปฏิบัติ"].value == "สำนักงานจังหวัด"
    assert line["ส่งให้"].value == "กรมตัวอย่างบริการประชาชน"
    assert "ที่ ตย ๐๑๐๑.๒/ว ๔๘ ลงวันที่ ๓ กุมภาพันธ์ ๒๕๖๘" in line["ตามหนังสือ"].value
    assert line["เหลือ (วัน)"].value == 25


def test_a_day_is_a_date_shown_in_thai_digits_and_the_buddhist_calendar():
    cell = row(opened([task()]))["กำหนดแล้วเสร็จ"]
    assert cell.value.date() == date(2025, 3, 14)
    assert cell.number_format == "[$-D07041E]d mmmm yyyy"


def test_english_dates_are_shown_in_english(monkeypatch):
    monkeypatch.setattr(messages, "_chosen", "en")
    assert row(opened([task()]))["Due"].number_format == "d mmmm yyyy"


def test_the_source_is_a_link_to_the_page(tmp_path):
    file = tmp_path / "inbox" / "a.pdf"
    cell = row(opened([task(file=str(file), page=3)], folder=tmp_path))["ต้นฉบับ"]
    assert (cell.value, cell.hyperlink.target) == ("ต้นฉบับ หน้า ๓ ข้อ ๑", "inbox/a.pdf#page=3")


def test_every_task_has_one_line_and_the_filter_covers_them():
    page = opened(few())
    assert page.max_row == HEAD + len(few())
    assert page.auto_filter.ref == f"A5:N{HEAD + len(few())}"
    assert len(page[HEAD]) == len(COLUMNS)


def test_what_is_overdue_done_or_doubtful_is_told_in_words():
    page = opened(few())
    overdue, done = row(page, 6), row(page, 8)
    assert "เกินกำหนด ๗ วัน" in overdue["กำหนดเวลาและวิธีนับ"].value
    assert overdue["เหลือ (วัน)"].value == -7
    assert overdue["โปรดตรวจสอบ"].value.startswith("⚠")
    assert (done["แล้วเสร็จ"].value, done["เหลือ (วัน)"].value) == ("✓", None)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+cmd", "ส่ง\x0bแบบ"])
def test_a_letters_words_are_never_a_formula_and_never_break_the_file(text):
    cell = row(opened([task(action=text)]))["เรื่องที่ต้องดำเนินการ"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\x0b", ""))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_any_words_come_back_as_they_were(words):
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", words)
    assert (row(opened([task(action=words, text="")]))["เรื่องที่ต้องดำเนินการ"].value or "") == shown


def test_the_picture_of_the_sentence_stands_in_its_line():
    jpeg = io.BytesIO()
    Image.new("L", (700, 140)).save(jpeg, "JPEG")
    page = opened([task(id="a"), task(id="b", due=date(2025, 4, 1))], {"b": Picture(jpeg.getvalue(), 700, 140)})
    anchor = page._images[0].anchor._from
    assert (len(page._images), anchor.row, anchor.col) == (1, HEAD + 1, len(COLUMNS) - 1)
    assert page.row_dimensions[HEAD + 2].height > 0.75 * page._images[0].anchor.ext.height / 9525


def test_it_prints_on_a4_with_its_head_on_each_page():
    page = opened(few())
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.print_title_rows == "$5:$5"
    assert page.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.slow
def test_ten_thousand_tasks_are_written_in_ten_seconds():
    tasks = many(10_000)
    start = time.process_time()
    to_xlsx(sheet(tasks, Where(TODAY, Path())))
    assert time.process_time() - start < 10
