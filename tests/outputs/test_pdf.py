"""The checklist as PDF: drawn by WeasyPrint, read back by PDFium, a program that is not ours."""

import sys
from pathlib import Path

import pypdfium2
import pytest
from samples import TODAY, few, task

from outputs.checklist import Where, sheet, to_html
from pipeline.errors import MachineError
from pipeline.text import normalise

pytest.importorskip("weasyprint")
from outputs.pdf import to_pdf


def read(html):
    document = pypdfium2.PdfDocument(to_pdf(html))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return document, normalise("".join(text.split()))  # where a space stands is PDFium's guess


def checklist(tasks):
    return to_html(sheet(tasks, Where(TODAY, Path())))


def test_each_page_is_a4_and_numbered_in_thai():
    document, text = read(checklist(few()))
    width, height = document[0].get_size()
    assert (round(width * 25.4 / 72), round(height * 25.4 / 72)) == (210, 297)
    assert "หน้า๑จาก๒" in text


@pytest.mark.parametrize("face", ["TH Sarabun New", "Laksaman", "Norasi", "Noto Looped Thai"])
def test_thai_text_comes_back_whole_in_each_face(face):
    words = "ดำเนินการเพิ่มน้ำดื่มที่ปั๊ม กู้ภัยชุมชน ค้ำประกันขั้นต่ำ ปี ๒๕๖๘"
    _, text = read(f"<p style='font: 16pt \"{face}\"'>{words}</p>")
    assert words.replace(" ", "") in text


def test_every_task_is_there_with_its_day():
    _, text = read(checklist([task(action="สำรวจพื้นที่น้ำท่วม")]))
    assert "สำรวจพื้นที่น้ำท่วม" in text
    assert "๑๔มีนาคม๒๕๖๘" in text


def test_the_same_tasks_give_the_same_file():
    assert to_pdf(checklist(few())) == to_pdf(checklist(few()))


def test_a_machine_without_weasyprint_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MachineError) as told:
        to_pdf("<p>ก</p>")
    assert "saraban[pdf]" in told.value.remedy
