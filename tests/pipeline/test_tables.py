"""Ruled tables of born-digital pages: rows, cells and their order; what is ordinary stays as it was."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
import pytest

from corpus.layout import pdf
from corpus.letter import find_letter
from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import Box, Page
from outputs.letter_json import letters_to_json
from outputs.pdf import name_the_marks
from outputs.show import letter_text
from pipeline.intake import inspect
from pipeline.pages import read_pages
from pipeline.rows import Query
from pipeline.run import run
from pipeline.store import Store
from pipeline.tables import Place, _is_table, is_ruled

weasyprint = pytest.importorskip("weasyprint")

STYLE = """<style>body { font: 16pt Laksaman } p { margin: 0 } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid black; padding: 2px 4px; font-weight: normal } .new { page-break-before: always }
.two { display: flex; justify-content: space-between }</style>"""
SCHEDULE = """<table>
<tr><th rowspan=2>ที่</th><th colspan=2>การส่งรายงาน</th></tr><tr><th>อำเภอ</th><th>กำหนด</th></tr>
<tr><td>๑</td><td>อำเภอหนองตัวอย่างซึ่งมีชื่อยาวจนล้นไปอีกบรรทัดหนึ่งของช่องนี้เสมอ</td><td>ให้รายงานภายในวันที่ ๓ มีนาคม ๒๕๖๙</td></tr>
<tr><td>๒</td><td>อำเภอบึงสมมุติ</td><td>ให้รายงานภายในวันที่ ๙ เมษายน ๒๕๖๙</td></tr></table>"""
LETTER = """<div class=two><p>ที่ นย ๐๐๑๘.๑/ว ๔๑๒๗</p><p>ศาลากลางจังหวัดนครนายก</p></div><p>&emsp;๖ กุมภาพันธ์ ๒๕๖๙</p><br>
<p>เรื่อง&ensp;ขอให้รายงานผลการสำรวจ</p><br><p>เรียน&ensp;นายอำเภอทุกอำเภอ</p><br>
<p>ด้วยจังหวัดได้รับแจ้งว่ามีการสำรวจประจำปี จึงขอให้ดำเนินการดังนี้</p>
<p>๑. ให้อำเภอสำรวจข้อมูลแล้วรายงานจังหวัดภายในวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๙</p>{body}
<p>จึงเรียนมาเพื่อพิจารณาดำเนินการ</p><br><p>ขอแสดงความนับถือ</p><br><p>(นายสมมุติ ตัวอย่าง)</p>
<p>ผู้ว่าราชการจังหวัดนครนายก</p><p>สำนักงานจังหวัด</p><p>โทร. ๐ ๓๗๓๑ ๔๕๗๕</p>{after}"""


def _file(folder: Path, body: str) -> Path:
    file = folder / "letter.pdf"
    file.write_bytes(weasyprint.HTML(string=STYLE + body).write_pdf(finisher=name_the_marks))
    return file


def _pages(folder: Path, body: str) -> tuple[Page, ...]:
    return read_pages(inspect(_file(folder, body))).pages


def test_a_table_comes_out_as_rows_and_a_cell_that_takes_two_leaves_the_other_empty(tmp_path: Path) -> None:
    (page,) = _pages(tmp_path, SCHEDULE)
    (table,) = page.tables
    assert table.rows[0] == ("ที่", "การส่งรายงาน", None)
    assert table.rows[1] == (None, "อำเภอ", "กำหนด")
    assert table.rows[3] == ("๒", "อำเภอบึงสมมุติ", "ให้รายงานภายในวันที่ ๙ เมษายน ๒๕๖๙")


def test_the_text_goes_cell_by_cell_and_a_word_broken_between_lines_is_whole(tmp_path: Path) -> None:
    (page,) = _pages(tmp_path, f"<p>กำหนดการ</p>{SCHEDULE}<p>หมายเหตุ</p>")
    assert "๑   อำเภอหนองตัวอย่างซึ่งมีชื่อยาวจนล้นไปอีกบรรทัดหนึ่งของช่องนี้เสมอ   ให้รายงานภายในวันที่ ๓ มีนาคม ๒๕๖๙" in page.text
    assert page.text.startswith("กำหนดการ\n\nที่   การส่งรายงาน\n")
    assert page.text.endswith("\n\nหมายเหตุ")


def test_each_cell_stands_where_it_says(tmp_path: Path) -> None:
    (page,) = _pages(tmp_path, f"<p>กำหนดการ</p>{SCHEDULE}")
    (table,) = page.tables
    assert all(page.text[cell.start : cell.end] == cell.text for cell in table.cells)
    under = {c.text: c.box for c in table.cells}
    word = next(w for w in page.words if page.text[w.start : w.end] == "อำเภอบึงสมมุติ")
    assert under["อำเภอบึงสมมุติ"].left < word.box.left < word.box.right < under["อำเภอบึงสมมุติ"].right
    assert table.box.left <= under["ที่"].left < under["กำหนด"].left < table.box.right


def test_a_cell_of_many_lines_keeps_them(tmp_path: Path) -> None:
    lines = "".join(f"<p>บรรทัดที่ {n}</p>" for n in range(6))
    (page,) = _pages(tmp_path, f"<table><tr><td>{lines}</td><td>ขวา</td></tr><tr><td>ล่าง</td><td>สุด</td></tr></table>")
    assert page.text.splitlines()[:3] == ["บรรทัดที่ 0", "บรรทัดที่ 1", "บรรทัดที่ 2"]
    assert page.tables[0].rows[1] == ("ล่าง", "สุด")


@pytest.mark.parametrize("body", ["<div style='border: 1px solid'><p>กรอบเดียว</p></div>", "<u>ขีดเส้นใต้</u><hr><hr><hr>"])
def test_frames_and_underlines_are_no_tables(tmp_path: Path, body: str) -> None:
    (page,) = _pages(tmp_path, body)
    assert page.tables == ()


def test_the_rules_beneath_a_memo_s_head_make_no_table() -> None:
    wide, short = Place(0, 0, 1, 2, Box(0.3, 0.1, 0.9, 0.2)), Place(1, 1, 1, 1, Box(0.6, 0.2, 0.9, 0.3))
    assert not _is_table([wide, short])
    assert _is_table([wide, Place(1, 0, 1, 1, Box(0.3, 0.2, 0.6, 0.3)), short])


def test_an_ordinary_letter_is_never_searched_for_tables() -> None:
    document = pypdfium2.PdfDocument(pdf(find_letter("interior-drought")))
    assert not any(is_ruled(page) for page in document)
    start = time.perf_counter()
    for page in document:
        is_ruled(page)
    assert time.perf_counter() - start < 0.02 * len(document)


def test_rows_of_a_table_in_the_letter_order_nothing(tmp_path: Path) -> None:
    (letter,) = read_letters(Document(_pages(tmp_path, LETTER.format(body=SCHEDULE, after=""))), names=False)
    assert [d.label for d in letter.directives] == ["1"]
    assert [d.due.isoformat() for x in letter.directives for d in x.deadlines if d.due] == ["2026-02-20"]
    assert [table.rows[3][1] for table in letter.tables] == ["อำเภอบึงสมมุติ"]


def test_a_schedule_that_came_with_the_letter_is_the_attachments(tmp_path: Path) -> None:
    after = f"<p class=new>สิ่งที่ส่งมาด้วย</p><p>กำหนดการส่งรายงานของอำเภอ</p>{SCHEDULE}"
    (letter,) = read_letters(Document(_pages(tmp_path, LETTER.format(body="", after=after))), names=False)
    assert [d.label for d in letter.directives] == ["1"]
    assert letter.tables == ()
    (attachment,) = letter.attachments
    assert attachment.tables[0].rows[3][1] == "อำเภอบึงสมมุติ"
    made = letters_to_json([letter], ())["letters"][0]["attachments"][0]["tables"][0]
    assert (made["page"], made["rows"][1]) == (2, [None, "อำเภอ", "กำหนด"])
    assert "๒ | อำเภอบึงสมมุติ | ให้รายงานภายในวันที่ ๙ เมษายน ๒๕๖๙" in letter_text(letter)


def test_a_letter_set_in_the_cells_of_a_form_is_still_read(tmp_path: Path) -> None:
    form = """<table><tr><td>ที่ นย ๐๐๑๘.๑/ว ๔๑๒๗</td><td>วันที่ ๖ กุมภาพันธ์ ๒๕๖๙</td></tr>
    <tr><td colspan=2>เรื่อง ขอให้รายงานผลการสำรวจ</td></tr><tr><td colspan=2>เรียน นายอำเภอทุกอำเภอ</td></tr>
    <tr><td colspan=2>ด้วยมีการสำรวจ จึงขอให้อำเภอสำรวจข้อมูลแล้วรายงานจังหวัดภายในวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๙</td></tr></table>"""
    (letter,) = read_letters(Document(_pages(tmp_path, form)), names=False)
    assert letter.subject and letter.subject.value == "ขอให้รายงานผลการสำรวจ"
    assert [d.due.isoformat() for x in letter.directives for d in x.deadlines if d.due] == ["2026-02-20"]


def test_what_stands_in_a_table_is_found_by_a_search(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    _file(inbox, LETTER.format(body="", after=f"<p class=new>สิ่งที่ส่งมาด้วย</p><p>กำหนดการ</p>{SCHEDULE}"))
    run(inbox, tmp_path / "a.db", workers=1)
    with Store(tmp_path / "a.db") as store:
        assert [hit.reference_number for hit in store.search(Query("บึงสมมุติ"))] == ["นย 0018.1/ว 4127"]
