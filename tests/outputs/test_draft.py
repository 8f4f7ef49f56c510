"""Drafts of replies and reports: what is filled in, what is marked, what is left, and the regulation's form."""

import dataclasses
import io
import os
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from by_hand import directive, due, found, letter, put, seen
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.model import Found
from outputs import messages
from outputs.cli import main
from outputs.contexts import Draft
from outputs.draft import draft, to_word
from outputs.render import render
from pipeline.errors import InputError, UseError
from pipeline.office import Office, Unit
from pipeline.store import Store

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2025, 2, 17)
US = Office("จังหวัดตัวอย่าง", "province", prefix="ตย 0017", units=(Unit("กลุ่มงานยุทธศาสตร์", keywords=("แผน",)),))
PLAN = directive(
    "1", "ส่งแผนปฏิบัติการป้องกันอุทกภัย ภายในวันที่ 14 มีนาคม 2568", "จังหวัด", kind="request",
    recipients=(found("กรมตัวอย่างบริการประชาชน"),), deadlines=(due(date(2025, 3, 14)),),
)  # fmt: skip
REPORT = directive("2", "รายงานผลการซักซ้อมแผน", "จังหวัด", recipients=(found("กระทรวงมหาดไทย"),))
SPREAD = directive("3", "ประชาสัมพันธ์ให้ประชาชนทราบ", "อำเภอ")
LETTER = letter("ตย 0101.2/ว 48", date(2025, 2, 3), directives=(PLAN, REPORT, SPREAD))


def text_of(made):
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in opened(made).element.body.iter(qn("w:p"))
    )


def opened(made):
    return docx.Document(io.BytesIO(to_word(made)))


@pytest.mark.parametrize(("label", "kind"), [("1", "reply"), ("2", "report"), ("1", "memo")])
def test_a_draft_gives_what_its_golden_file_holds(label, kind):
    text = render(f"draft-{kind}.docx.jinja", draft(LETTER, label, TODAY, US, kind))
    golden = GOLDEN / f"draft-{kind}.docx.xml"
    if os.environ.get("SARABAN_WRITE_GOLDEN") == "1":
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_what_the_letter_says_is_filled_in_and_what_only_we_know_is_left():
    text = text_of(draft(LETTER, "1", TODAY, US))
    assert "ที่ ตย ๐๐๑๗/...." in text
    assert "........ กุมภาพันธ์ ๒๕๖๘" in text
    assert "เรื่องแนวทางการเก็บเอกสารของจังหวัด" in text
    assert "เรียนอธิบดีกรมตัวอย่างบริการประชาชน" in text
    assert "อ้างถึงหนังสือกระทรวงมหาดไทย ที่ ตย ๐๑๐๑.๒/ว ๔๘ ลงวันที่ ๓ กุมภาพันธ์ ๒๕๖๘" in text
    assert "ขอให้จังหวัดตัวอย่างส่งแผนปฏิบัติการป้องกันอุทกภัย ภายในวันที่ ๑๔ มีนาคม ๒๕๖๘ นั้น" in text
    assert "กลุ่มงานยุทธศาสตร์" in text


def test_a_report_encloses_its_form_with_a_row_for_each_directive():
    document = opened(draft(LETTER, "2", TODAY, US))
    rows = document.tables[-1].rows
    assert [cell.text for cell in rows[0].cells] == ["ข้อ", "ข้อสั่งการ", "ผลการดำเนินการ", "ปัญหา อุปสรรค", "หมายเหตุ"]
    assert [cell.text for cell in rows[1].cells][:2] == ["๒", "รายงานผลการซักซ้อมแผน"]


def test_a_memo_is_answered_with_a_memo():
    made = draft(dataclasses.replace(LETTER, kind="memo"), "1", TODAY, US)
    text = text_of(made)
    assert made.kind == "memo"
    assert "บันทึกข้อความ" in text and "ส่วนราชการ กลุ่มงานยุทธศาสตร์ จังหวัดตัวอย่าง" in text
    assert "ตามบันทึกข้อความกระทรวงมหาดไทย ที่ ตย ๐๑๐๑.๒/ว ๔๘" in text
    assert "ขอแสดงความนับถือ" not in text


@pytest.mark.parametrize(
    ("office", "to"),
    [
        ("กระทรวงมหาดไทย", "ปลัดกระทรวงมหาดไทย"), ("จังหวัดเลย", "ผู้ว่าราชการจังหวัดเลย"), ("อำเภอเมืองเลย", "นายอำเภอเมืองเลย"),
        ("เทศบาลนครสมมติ", "นายกเทศมนตรีนครสมมติ"),
        ("อบต.สมมติ", "นายกองค์การบริหารส่วนตำบลสมมติ"), ("อธิบดีกรมสมมติ", "อธิบดีกรมสมมติ"),
        ("สำนักงานคณะกรรมการสมมติ", "เลขาธิการคณะกรรมการสมมติ"),
    ],
)  # fmt: skip
def test_a_letter_to_an_office_is_addressed_to_its_head(office, to):
    asked = dataclasses.replace(PLAN, recipients=(found(office),))
    made = draft(letter(directives=(asked,)), "1", TODAY).to
    assert (made.text, made.check) == (to, "")


@pytest.mark.parametrize(("office", "why"), [("กองสมมติ", "คำขึ้นต้น"), ("จังหวัด", "ไม่ระบุชื่อ")])
def test_an_addressee_that_is_not_sure_is_marked(office, why):
    asked = dataclasses.replace(PLAN, recipients=(found(office),))
    assert why in draft(letter(directives=(asked,)), "1", TODAY).to.check


def test_a_doubtful_value_is_marked_and_commented_and_never_passed_as_sure():
    doubtful = Found(LETTER.date.value, dataclasses.replace(seen("๓ กุมภาพันธ์"), confidence=0.5))
    document = opened(draft(dataclasses.replace(LETTER, date=doubtful), "1", TODAY, US))
    marked = ["".join(t.text for t in r.iter(qn("w:t"))) for r in document.element.body.iter(qn("w:r"))
              if r.find(f".//{qn('w:highlight')}") is not None]  # fmt: skip
    assert len(marked) == 1 and marked[0].endswith("ลงวันที่ ๓ กุมภาพันธ์ ๒๕๖๘")
    assert ["ค่าเช่นนี้ถูกราว ๕๐ ใน ๑๐๐" in comment.text for comment in document.comments] == [True]


def test_a_letter_without_number_or_date_leaves_dots_and_says_so():
    made = draft(letter(None, None, directives=(PLAN,)), "1", TODAY).reference
    assert "ที่ ...." in made.text and "ไม่ปรากฏเลขที่หนังสือ; ไม่ปรากฏวันที่" in made.check


def test_without_a_label_what_asks_for_an_answer_is_answered():
    only = draft(letter(directives=(PLAN, SPREAD)), None, TODAY)
    assert [item.label for item in only.items] == ["๑"]


def test_answers_to_different_offices_are_never_put_into_one_letter():
    with pytest.raises(UseError, match="1, 2"):
        draft(LETTER, None, TODAY)


def test_a_directive_that_asks_for_no_answer_gets_a_draft_only_where_it_is_wanted():
    with pytest.raises(UseError, match="--kind"):
        draft(LETTER, "3", TODAY)
    assert draft(LETTER, "๓", TODAY, kind="report").items[0].label == "๓"


def test_a_label_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(InputError, match="1, 2, 3"):
        draft(LETTER, "9", TODAY)


def test_the_page_is_the_regulations():
    page = opened(draft(LETTER, "1", TODAY, US)).sections[0]
    assert [round(m.cm, 1) for m in (page.left_margin, page.right_margin)] == [3.0, 2.0]
    assert page.different_first_page_header_footer
    assert page._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == "thaiNumbers"


def test_letters_are_of_16_points_in_the_face_that_word_takes_for_thai():
    styles = zipfile.ZipFile(io.BytesIO(to_word(draft(LETTER, "1", TODAY, US)))).read("word/styles.xml").decode()
    normal = styles[styles.index('w:styleId="Normal"') :].partition("</w:style>")[0]
    assert 'w:cs="TH Sarabun New"' in normal and '<w:szCs w:val="32"/>' in normal and 'w:bidi="th-TH"' in normal


def test_every_field_of_the_context_is_used_by_a_template():
    from outputs.render import TEMPLATES

    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("draft-*.jinja"))
    code = (TEMPLATES.parent / "draft.py").read_text(encoding="utf-8")
    assert [f.name for f in dataclasses.fields(Draft) if f.name not in text and f"context.{f.name}" not in code] == []


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_of_a_letter_can_break_the_draft(words, office):
    asked = dataclasses.replace(PLAN, action=words, recipients=(found(office),))
    assert opened(draft(letter(subject=words, directives=(asked,)), "1", TODAY, kind="report")).tables


def test_the_command_writes_the_draft(tmp_path, capsys):
    with Store(tmp_path / "a.db") as store:
        put(store, "a.txt", LETTER)
    file = tmp_path / "ร่าง.docx"
    with pytest.raises(SystemExit) as left:
        main(
            ["draft", "ตย ๐๑๐๑.๒/ว ๔๘", "ข้อ ๑", "--db", str(tmp_path / "a.db"), "-o", str(file), "--today", "17/2/2568"]
        )
    messages.use("th")
    assert not left.value.code
    assert "ร่าง.docx" in capsys.readouterr().err
    assert "กรมตัวอย่างบริการประชาชน" in "".join(t.text or "" for t in docx.Document(str(file)).element.iter(qn("w:t")))
