"""The checklist as a Word document, read back with python-docx and its XML."""

import io
import re
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from samples import TODAY, few, many, task

from outputs.checklist import Where, sheet, to_word
from outputs.crops import Picture
from outputs.word import FACE


def made(tasks, crops=None, **where):
    return to_word(sheet(tasks, Where(TODAY, Path(), **where), crops or {}))


def opened(tasks, crops=None):
    return docx.Document(io.BytesIO(made(tasks, crops)))


def text_of(document):
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))


def test_each_office_has_a_table_of_its_tasks_under_a_head_that_repeats():
    document = opened(few())
    assert [len(table.rows) - 1 for table in document.tables] == [3, 3, 1]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)


def test_a_task_shows_what_when_and_on_whose_order():
    cells = opened([task()]).tables[0].rows[1].cells
    assert "รวบรวมแผนปฏิบัติการป้องกันอุทกภัย" in cells[2].text
    assert "ที่ ตย ๐๑๐๑.๒/ว ๔๘" in cells[2].text
    assert cells[3].text.split("\n")[:2] == ["๑๔ มีนาคม ๒๕๖๘", "เหลือเวลา ๒๕ วัน"]


def test_thai_letters_have_their_own_face_and_size_as_word_asks_for_complex_scripts():
    document = opened(few())
    normal = document.styles["Normal"].element.rPr
    assert normal.rFonts.get(qn("w:cs")) == normal.rFonts.get(qn("w:ascii")) == FACE
    assert normal.find(qn("w:szCs")).get(qn("w:val")) == "28"
    for run in document.element.body.iter(qn("w:rPr")):
        assert (run.find(qn("w:b")) is None) == (run.find(qn("w:bCs")) is None)
        assert (run.find(qn("w:sz")) is None) == (run.find(qn("w:szCs")) is None)


def test_a_machine_without_the_face_is_told_what_to_take_instead():
    fonts = zipfile.ZipFile(io.BytesIO(made([task()]))).read("word/fontTable.xml").decode()
    assert re.search(f'w:name="{FACE}"><w:altName w:val="TH SarabunPSK,', fonts)


def test_a_done_task_is_ticked_and_the_box_can_be_clicked():
    ticked = [box.get(qn("w14:val")) for box in opened(few()).element.body.iter(qn("w14:checked"))]
    assert ticked.count("1") == 1 and len(ticked) == len(few())


def test_the_picture_of_the_sentence_stands_in_its_line():
    jpeg = io.BytesIO()
    Image.new("L", (700, 140)).save(jpeg, "JPEG")
    document = opened([task()], {"d-1": Picture(jpeg.getvalue(), 700, 140)})
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0].width.cm == pytest.approx(9, abs=0.01)


def test_the_source_is_a_link_to_its_page():
    fields = [f.get(qn("w:instr")) for f in opened([task(page=2)]).element.body.iter(qn("w:fldSimple"))]
    assert len(fields) == 1 and fields[0].endswith('.pdf#page=2" ')


@pytest.mark.parametrize("words", ['<w:p/> & "x"', "ก\x0bข\x00", "\ufffe"])
def test_a_letters_words_cannot_break_the_document(words):
    shown = words.replace("\x0b", "").replace("\x00", "").replace("\ufffe", "")
    assert shown in text_of(opened([task(action=words)]))


@pytest.mark.slow
def test_ten_thousand_tasks_are_written_in_ten_seconds():
    start = time.process_time()
    made(many(10_000))
    assert time.process_time() - start < 10
