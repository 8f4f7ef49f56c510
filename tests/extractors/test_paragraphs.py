"""Paragraphs where no blank line parts them: lines that end early, numbers, the words that open a paragraph."""

from __future__ import annotations

from letters_by_hand import compose, document_of, read_one

from extractors.lines import read_lines
from extractors.paragraphs import paragraphs

FULL = "ด้วยจังหวัดสำรวจสะพานไม้ทุกแห่งในพื้นที่แล้วพบว่าชำรุดหลายแห่ง จึงขอให้ดำเนินการซ่อมแซมโดยด่วน"
"""A line that reaches the right margin."""


def _starts(*lines: str) -> list[str]:
    document = document_of("\n".join(lines))
    return [para.flow.text[:12] for para in paragraphs(document, list(read_lines(document)))]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    assert _starts(FULL, FULL, "แล้วรายงานผล", "ก" + FULL, FULL) == [FULL[:12], "ก" + FULL[:11]]


def test_a_full_line_goes_on_in_the_next() -> None:
    assert _starts(FULL, FULL, FULL, FULL) == [FULL[:12]]


def test_where_a_blank_line_parts_paragraphs_a_rather_short_line_ends_none() -> None:
    rather_short = FULL[:60]
    assert len(_starts(FULL, FULL, rather_short, "ก" + FULL, FULL)) == 2
    assert len(_starts(FULL, FULL, rather_short, "ก" + FULL, "แล้วรายงานผล", "", "อนึ่ง " + FULL)) == 2


def test_marks_above_and_beneath_letters_make_no_line_longer() -> None:
    tall = "ที่นี้ผู้ใหญ่บ้านผู้นั้นได้ชี้ให้ดูที่ตั้งสะพานไม้ที่ชำรุดนี้"
    assert _starts(FULL, FULL, FULL, tall, "ก" + FULL, FULL) == [FULL[:12], "ก" + FULL[:11]]


def test_a_number_without_its_full_stop_opens_an_item_where_it_is_the_next_and_the_line_above_ends() -> None:
    item = "สำรวจสะพานไม้ " + FULL
    assert _starts(FULL, FULL, "๑. " + item, "ให้ครบ", "๒ " + item, FULL) == [FULL[:12], "๑. สำรวจสะพา", "๒ สำรวจสะพาน"]
    assert _starts(FULL, FULL, "๑. " + item, FULL + " จำนวน", "๒ แห่ง " + item, FULL) == [FULL[:12], "๑. สำรวจสะพา"]


def test_a_line_that_begins_with_the_number_of_a_law_is_no_item_where_that_is_not_the_next() -> None:
    item = "๑. ให้จังหวัดทำลายหนังสือ " + FULL + "ตาม"
    assert _starts(FULL, FULL, item, "ข้อ ๗๐ ของระเบียบ " + FULL, "๒. รายงานผล") == [FULL[:12], item[:12], "๒. รายงานผล"]


def test_a_number_without_its_full_stop_may_be_the_next_of_dashes_that_stand_for_numbers() -> None:
    dashes = ("- สำรวจสะพานไม้ทุกแห่ง", "- จัดทำทะเบียนสะพาน")
    assert _starts(FULL, FULL, *dashes, "๓ ซ่อมแซมสะพาน")[1:] == ["- สำรวจสะพาน", "- จัดทำทะเบี", "๓ ซ่อมแซมสะพ"]


def test_the_line_that_opens_a_new_list_is_no_part_of_the_list_above_it() -> None:
    members = ("๑. ปลัดอำเภอ ประธานกรรมการ", "๒. หัวหน้าฝ่ายสะพาน ตำแหน่งที่ยาวพอให้เต็มบรรทัดของหน้ากระดาษนี้ กรรมการและเลขานุการ")
    assert _starts(FULL, FULL, *members, "ให้คณะกรรมการมีหน้าที่ ดังนี้", "๑. ตรวจสะพาน") == [
        FULL[:12],
        "๑. ปลัดอำเภอ",
        "๒. หัวหน้าฝ่",
        "ให้คณะกรรมกา",
        "๑. ตรวจสะพาน",
    ]


def test_in_this_matter_opens_a_paragraph_though_the_line_above_it_is_full() -> None:
    assert _starts(FULL, FULL, "ในการนี้ " + FULL, FULL) == [FULL[:12], "ในการนี้ ด้ว"]


def test_the_first_line_of_a_paragraph_is_full_though_it_is_set_in() -> None:
    set_in = "ก" + FULL[:68]
    assert _starts(FULL, FULL, "แล้วรายงานผล", set_in, FULL, FULL) == [FULL[:12], set_in[:12]]


def test_how_one_thing_is_to_be_done_is_no_list_of_tasks() -> None:
    assert len(_starts("๓. ให้อำเภอช่วยเหลือผู้ประสบภัย โดย (๑) แจกอาหารกล่องและน้ำดื่ม (๒) นำเครื่องสูบน้ำเข้าพื้นที่")) == 1
    assert len(_starts("๓. จึงขอให้อำเภอ (๑) แจกอาหารกล่องและน้ำดื่ม (๒) นำเครื่องสูบน้ำเข้าพื้นที่")) == 3


def test_where_no_page_is_so_wide_and_nothing_is_blank_each_line_is_a_paragraph() -> None:
    whole = " ".join((FULL, FULL))
    assert len(_starts("ด้วย" + whole, "๑. " + whole, "๒ " + whole, "อำเภอเมือง " + whole)) == 4


def test_where_first_lines_are_set_in_a_line_at_the_margin_goes_on_however_short_the_one_above_it() -> None:
    first, second = " " * 9 + FULL, " " * 9 + "ในการนี้ " + FULL
    lines = (first, FULL, second, "ส่งแบบสำรวจสะพาน", "ให้อำเภอภายในวันที่ ๕", FULL)
    assert _starts(*lines) == [FULL[:12], "ในการนี้ ด้ว"]


def test_a_line_that_begins_with_an_amount_goes_on_with_the_one_above_where_first_lines_are_set_in() -> None:
    body = """
          กรมสะพานได้ตรวจสอบค่าซ่อมสะพาน พบว่าท่านยังมิได้ชำระ
ค่าซ่อมตามสัญญา
          จึงขอให้ท่านนำเงินจำนวน
๒๑๙,๐๐๐.๐๐ บาท ส่ง ณ กรมสะพาน เลขที่ ๙ ถนนไม้ ภายใน ๓๐ วัน นับแต่วันที่ได้รับหนังสือนี้ หากพ้นกำหนดจะดำเนินการตามกฎหมาย
"""
    (directive,) = read_one(compose(body=body)).directives
    assert "๒๑๙,๐๐๐.๐๐ บาท ส่ง ณ กรมสะพาน" in directive.text
    assert directive.deadlines


def test_an_article_of_another_text_at_the_start_of_a_line_is_no_item() -> None:
    body = """
          จึงขอให้อำเภอดำเนินการ ดังนี้
๑. รื้อสะพานเก่าได้ โดยขอให้ปฏิบัติตาม
ข้อ ๗๐ ของระเบียบดังกล่าว
๒. ส่งบัญชีให้กรมสะพาน
"""
    assert [directive.label for directive in read_one(compose(body=body)).directives] == ["1", "2"]


def test_a_line_much_shorter_than_the_next_is_the_last_of_its_paragraph_where_the_next_opens_one() -> None:
    wide = "สำหรับหมู่บ้านที่ประสงค์ขอรับไม้กระดานเพิ่ม ขอความร่วมมือยื่นความจำนงต่ออำเภอภายในวันที่ ๒๐ ธันวาคม ๒๕๖๗ ณ ที่ว่าการอำเภอ"
    assert _starts("- สำรวจสะพาน " + FULL[:60], wide) == ["- สำรวจสะพาน", wide[:12]]
    assert _starts("- สำรวจสะพาน " + FULL[:60], "สำหรับใช้งานของหมู่บ้าน") == ["- สำรวจสะพาน"]
