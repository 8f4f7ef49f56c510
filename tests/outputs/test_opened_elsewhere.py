"""What an officer takes away, opened by a program that is not ours: LibreOffice draws it, PDFium reads the drawing."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from by_hand import directive, due, found, letter
from samples import TODAY, few

from outputs.checklist import Where, sheet
from outputs.checklist import to_word as checklist
from outputs.draft import draft, to_word
from outputs.workbook import to_xlsx
from pipeline.text import normalise

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
ASKED = directive(
    "1", "ส่งแผนป้องกันน้ำท่วม ภายในวันที่ 14 มีนาคม 2568", "จังหวัด", recipients=(found("กระทรวงมหาดไทย"),),
    deadlines=(due(date(2025, 3, 14)),),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """The text of each file as LibreOffice draws it, without blanks, whose places are PDFium's guess."""
    folder = tmp_path_factory.mktemp("drawn")
    tasks = sheet(few(), Where(TODAY, Path()))
    made = {
        "checklist.xlsx": to_xlsx(tasks),
        "word.docx": checklist(tasks),
        "draft.docx": to_word(draft(letter(directives=(ASKED,)), "1", TODAY)),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *(folder / name for name in made)], check=True, capture_output=True)
    return {name: _text((folder / name).with_suffix(".pdf")) for name in made}


def _text(path):
    with pypdfium2.PdfDocument(path) as document:
        return normalise("".join("".join(page.get_textpage().get_text_bounded() for page in document).split()))


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize("name", ["checklist.xlsx", "word.docx"])
def test_every_task_is_drawn_with_its_marks_in_place(drawn, name):
    for task in few():
        assert bare(task.action)[:40] in drawn[name]


@pytest.mark.parametrize("name", ["checklist.xlsx", "word.docx"])
def test_days_are_drawn_in_thai_digits_and_the_buddhist_calendar(drawn, name):
    assert "๑๔มีนาคม๒๕๖๘" in drawn[name]
    assert "2025" not in drawn[name]


def test_days_left_are_drawn_in_thai_digits(drawn):
    assert "-๗" in drawn["checklist.xlsx"]


def test_a_draft_is_drawn_as_a_letter(drawn):
    text = drawn["draft.docx"]
    parts = ["ที่...", "เรื่องแนวทาง", "เรียนปลัดกระทรวงมหาดไทย", "อ้างถึงหนังสือ", "สิ่งที่ส่งมาด้วย", "ขอแสดงความนับถือ", "โทร."]
    places = [text.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)
    assert "ส่งแผนป้องกันน้ำท่วมภายในวันที่๑๔มีนาคม๒๕๖๘นั้น" in text
