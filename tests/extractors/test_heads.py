"""The head of a letter: lists of addressees, references and enclosures, marks of speed and secrecy."""

from __future__ import annotations

import re
from datetime import date

import pytest
from letters_by_hand import HEAD, compose, read_one


def test_the_speed_before_the_number_is_read_too() -> None:
    letter = read_one(compose(HEAD.replace("ด่วนที่สุด\n", "").replace("ที่ มท", "ด่วนมาก\nที่ มท", 1)))
    assert letter.urgency and letter.urgency.value == "ด่วนมาก"


def test_a_letter_without_a_mark_has_no_speed() -> None:
    assert read_one(compose(HEAD.replace("ด่วนที่สุด\n", ""))).urgency is None


def test_secrecy_is_read_apart_from_speed() -> None:
    letter = read_one(compose("ลับ\n" + HEAD))
    assert letter.secrecy and letter.secrecy.value == "ลับ"


def test_a_subject_of_two_lines_is_joined() -> None:
    letter = read_one(compose(HEAD.replace("ในหมู่บ้าน\n", "ในหมู่บ้าน\n        และการจัดทำทะเบียน\n")))
    assert letter.subject and letter.subject.value == "การสำรวจสะพานไม้ในหมู่บ้านและการจัดทำทะเบียน"


def test_two_references_are_two_citations_with_their_own_dates() -> None:
    second = "\n         ๒. หนังสือกรมการปกครอง ที่ มท ๐๓๑๐.๑/ว ๘๘ ลงวันที่ ๕ ธันวาคม ๒๕๖๗"
    head = HEAD.replace("อ้างถึง  หนังสือ", "อ้างถึง  ๑. หนังสือ").replace("พฤศจิกายน ๒๕๖๗", "พฤศจิกายน ๒๕๖๗" + second)
    references = read_one(compose(head)).references
    assert [str(x.reference_number) for x in references] == ["มท 0899.2/ว 3105", "มท 0310.1/ว 88"]
    assert [x.date for x in references] == [date(2024, 11, 12), date(2024, 12, 5)]


def test_enclosures_have_labels_titles_and_quantities() -> None:
    enclosures = read_one(compose()).enclosures
    assert [(x.label, x.title, x.quantity) for x in enclosures] == [
        ("1", "แบบสำรวจสะพานไม้", "1 ชุด"),
        ("2", "ตัวอย่างการกรอกแบบ", "2 แผ่น"),
    ]


def test_a_numbered_enclosure_is_one_though_its_full_stop_was_lost() -> None:
    assert len(read_one(compose(re.sub(r"\s+๒\. ตัวอย่าง", "\n\n๒ ตัวอย่าง", HEAD))).enclosures) == 2


def test_a_place_on_the_addressees_second_line_ends_no_head() -> None:
    letter = read_one(compose(re.sub(r"(เรียน .*)", r"\1 และผู้อำนวยการสำนักโยธา\nกรุงเทพมหานคร", HEAD)))
    assert letter.references
    assert len(letter.enclosures) == 2


def test_a_list_that_begins_at_one_beneath_a_lone_enclosure_is_the_bodys() -> None:
    lone = re.sub(r"๑\. (แบบสำรวจ.*)\n.*ตัวอย่าง.*", r"\1", HEAD)
    letter = read_one(compose(lone.rstrip() + "\n", "๑. ด้วยสะพานไม้ชำรุด\n๒. ขอให้จังหวัดสำรวจสะพานไม้\n"))
    assert [found.title for found in letter.enclosures] == ["แบบสำรวจสะพานไม้"]


def test_a_letter_without_references_has_none() -> None:
    lines = [line for line in HEAD.splitlines(keepends=True) if not line.startswith("อ้างถึง")]
    assert read_one(compose("".join(lines))).references == ()


def test_a_body_that_numbers_its_paragraphs_is_not_taken_for_more_enclosures() -> None:
    body = "๑. กระทรวงมหาดไทยกำหนดการสำรวจสะพานไม้ไว้ตามแบบที่ส่งมาพร้อมนี้\n๒. ให้จังหวัดสำรวจสะพานไม้ภายในเดือนมีนาคม\n"
    assert len(read_one(compose(body=body)).enclosures) == 2


def test_a_long_line_beneath_the_enclosures_is_the_bodys_though_no_blank_line_parts_them() -> None:
    body = "ตามมาตรา ๓๓ แห่งกฎหมายว่าด้วยสะพานไม้ " + "หน่วยงานที่มีสะพานไม้ในความดูแลต้องสำรวจสะพานไม้ทุกปี " * 2
    asked = "\nจึงขอให้จังหวัดดำเนินการ ดังนี้\n(๑) สำรวจสะพานไม้\n(๒) รายงานผล\n"
    letter = read_one(compose(body=body + asked))
    assert len(letter.enclosures) == 2
    assert len(letter.directives) == 2


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("ผู้ว่าราชการจังหวัด ทุกจังหวัด ปลัดกรุงเทพมหานคร ปลัดเมืองพัทยา", 3),
        ("ผู้อำนวยการโรงพยาบาลชุมชนทุกแห่ง และผู้ดำเนินการคลินิกเวชกรรม", 2),
        ("ประธานนิติบุคคลหมู่บ้านจัดสรร และเจ้าของหอพักในเขตเทศบาล", 2),
        ("ศึกษาธิการจังหวัด ทุกจังหวัด\n       นายกสมาคมครูตัวอย่างที่มีสาขา", 2),
        ("ผู้อำนวยการกองส่งเสริมและพัฒนา", 1),
    ],
)
def test_each_of_those_who_are_addressed_is_one(line: str, named: int) -> None:
    letter = read_one(compose(HEAD.replace("ผู้ว่าราชการจังหวัด ทุกจังหวัด", line)))
    assert len(letter.addressees) == named


def test_a_memo_with_headings_opens_its_body_with_the_first() -> None:
    memo = (
        "บันทึกข้อความ\nส่วนราชการ กองตัวอย่าง โทร. ๑๒๓\nที่ มท ๐๘๙๙.๒/ว ๑๒   วันที่ ๓ มีนาคม ๒๕๖๙\n"
        "เรื่อง ขอข้อมูลโครงการ\nเรียน ผู้อำนวยการกองทุกกอง\n๑. เรื่องเดิม\n"
        "กองตัวอย่างจัดทำแผนพัฒนาตามระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น\n"
        "๒. ข้อเท็จจริง\nกองตัวอย่างได้จัดประชุมครบทุกอำเภอแล้ว มีโครงการที่ประชาชนเสนอ ๓๑๗ โครงการ\n"
        "๓. ข้อพิจารณา\nเพื่อให้ทันกำหนด จึงขอให้ทุกกองดำเนินการ ดังนี้\n"
        "๓.๑ ตรวจสอบโครงการในความรับผิดชอบ\n๓.๒ ส่งแบบรายงานให้กองตัวอย่าง ภายในวันที่ ๓๐ เมษายน ๒๕๖๙\n"
        "จึงเรียนมาเพื่อโปรดทราบและดำเนินการ\n(นายสมมติ ตัวอย่าง)\nผู้อำนวยการกองตัวอย่าง\n"
    )
    letter = read_one(memo)
    assert [found.value for found in letter.addressees] == ["ผู้อำนวยการกองทุกกอง"]
    assert [child.label for child in letter.directives[0].children] == ["3.1", "3.2"]


MESSAGE = """ด่วนที่สุด
วิทยุราชการ
ที่ นย ๐๐๑๘.๑/ว ๑๕๖๒
จาก ผวจ.นครนายก
ถึง นายอำเภอ ทุกอำเภอ
ผู้รับทราบ ปลัดจังหวัดนครนายก
วันที่ ๒ มีนาคม ๒๕๖๘
เรื่อง การเฝ้าระวังสะพานไม้ริมคลอง
จังหวัดได้รับรายงานว่า ห้วง ๒๔ - ๒๘ ก.พ. ๖๘ พบสะพานไม้ชำรุดในพื้นที่จังหวัดจำนวนมาก เพิ่มขึ้นจากเดือนก่อนร้อยละ ๔๑ จึงให้อำเภอดำเนินการ ดังนี้
๑. สำรวจสะพานไม้ทุกแห่งในพื้นที่
๒. รายงานผลภายใน ๕ มี.ค. ๖๘
จึงแจ้งมาเพื่อทราบและถือปฏิบัติ
ผวจ.นย.
"""


def test_a_message_form_names_its_day_and_its_subject_beneath_whom_it_is_to() -> None:
    letter = read_one(MESSAGE)
    assert [to.value for to in letter.addressees] == ["นายอำเภอ ทุกอำเภอ"]
    assert letter.date
    assert letter.date.value == date(2025, 3, 2)
    assert letter.subject
    assert letter.subject.value == "การเฝ้าระวังสะพานไม้ริมคลอง"
    assert len(letter.directives) == 2


def test_a_message_form_with_its_number_beneath_whom_it_is_to_is_a_letter() -> None:
    letter = read_one(
        "วิทยุสื่อสาร\n\nจาก กองอำนวยการสะพานไม้กลาง\nถึง ผู้ว่าราชการจังหวัด ทุกจังหวัด\nที่ มท ๐๖๒๔/ว ๑๔๙ วันที่ ๘ ธันวาคม ๒๕๖๖\n\n"
        "กรมอุตุนิยมวิทยามีประกาศเรื่องอากาศหนาวเย็นลงกับมีลมแรง ขอให้จังหวัดสำรวจสะพานไม้ทุกแห่งในพื้นที่ และรายงานผลทุกวัน\n"
    )
    assert letter.reference_number
    assert letter.reference_number.value.number == "149"
    assert letter.date
    assert letter.date.value == date(2023, 12, 8)
    assert len(letter.directives) == 1


def test_a_message_form_says_from_whom_it_is_and_who_is_told_of_it() -> None:
    letter = read_one(MESSAGE.replace("ผู้รับทราบ ปลัดจังหวัดนครนายก", "ทราบ ปภ.เขต ๙"))
    assert letter.sender
    assert letter.sender.value == "ผวจ.นครนายก"
    assert [to.value for to in letter.addressees] == ["นายอำเภอ ทุกอำเภอ"]


@pytest.mark.parametrize(
    ("label", "read_as"),
    [
        ("สิ่งที่ส่งมาด้วย", "สี่งที่ส่งมาด้วย"),
        ("สิ่งที่ส่งมาด้วย", "ส่งที่ส่งมาดวย"),
        ("เรื่อง", "เริ่อง"),
        ("อ้างถึง", "อ้างถิง"),
        ("ที่ มท", "ทิ่ มท"),
        ("ขอแสดงความนับถือ", "ขอแสตงความนับถือ"),
        ("จึงเรียนมา", "จืงเรึยนมา"),
    ],
)
def test_a_label_that_an_ocr_misread_opens_its_part_still(label: str, read_as: str) -> None:
    whole, read = read_one(compose()), read_one(compose().replace(label, read_as, 1))
    assert read.reference_number
    assert str(read.reference_number.value) == "มท 0899.2/ว 4127"
    assert [x.title for x in read.enclosures] == [x.title for x in whole.enclosures]
    assert len(read.references) == len(whole.references)
    assert read.subject
    assert read.signatory
    assert read.purpose


def test_the_forces_number_their_first_paragraph_in_a_letter_too() -> None:
    body = "๑. ด้วยกองทัพกำหนดการซ่อมสะพาน\n๒. จึงขอให้จังหวัดดำเนินการ ดังนี้\n๒.๑ ประชาสัมพันธ์ให้ราษฎรทราบ\n"
    letter = read_one(compose(body=body))
    assert [enclosure.title for enclosure in letter.enclosures] == ["แบบสำรวจสะพานไม้", "ตัวอย่างการกรอกแบบ"]
    assert letter.directives


def test_a_notice_that_begins_with_its_request_names_no_addressee() -> None:
    head = HEAD[: HEAD.index("อ้างถึง")].rstrip() + "\n"
    letter = read_one(compose(head=head, body="แจ้งทุกอำเภอ\nให้สำรวจสะพานไม้\n"))
    assert [found.value for found in letter.addressees] == ["ผู้ว่าราชการจังหวัด ทุกจังหวัด"]


@pytest.mark.parametrize(
    ("printed", "number"), [("กช นม ๐๐๑/ว ๒๓๖", "กช นม 001/ว 236"), ("กฟก.มค. ๐๑๙๔/๒๓๖", "กฟก.มค.0194/236")]
)
def test_all_letters_behind_its_word_are_the_numbers_prefix_and_an_unknown_one_is_marked(
    printed: str, number: str
) -> None:
    found = read_one(compose(HEAD.replace("มท ๐๘๙๙.๒/ว ๔๑๒๗", printed))).reference_number
    assert found and str(found.value) == number
    assert "prefix-unknown" in found.evidence.doubts
