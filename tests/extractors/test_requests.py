"""Requests in running prose: the many ways in which an office asks, and what only tells that another asked."""

from __future__ import annotations

from datetime import date

import pytest
from letters_by_hand import FOOT, HEAD, read_one

from extractors.model import Directive


def _directives(*paras: str) -> tuple[Directive, ...]:
    return read_one(HEAD + "\n" + "\n\n".join(paras) + "\n" + FOOT).directives


@pytest.mark.parametrize(
    "sentence",
    [
        "ดังนั้น จึงขอย้ำให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "กระทรวงมหาดไทยขอเน้นย้ำให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "จึงขอเรียนให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "จึงแจ้งเตือนให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "จึงขอฝากให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "เห็นควรให้ส่วนราชการตรวจสะพานไม้ก่อนฤดูฝน",
        "ในการนี้ กระทรวงมหาดไทยขอประสานส่วนราชการจัดเจ้าหน้าที่ตรวจสะพานไม้",
        "จึงกำชับมายังส่วนราชการเพื่อถือปฏิบัติโดยเคร่งครัด",
        "ส่วนราชการ ให้ตรวจสะพานไม้ก่อนฤดูฝน",
        "ส่วนราชการจะต้องส่งทะเบียนสะพานไม้ภายในวันที่ 20 มีนาคม 2568",
    ],
)
def test_each_way_of_asking_is_heard_and_names_who_is_to_act(sentence: str) -> None:
    (only,) = _directives(sentence)
    assert [found.value for found in only.actors] == ["ส่วนราชการ"]


@pytest.mark.parametrize(
    "sentence",
    [
        "ตามกฎหมายว่าด้วยทางหลวง เจ้าของสะพานต้องยื่นคำขอภายใน 30 วัน นับแต่วันที่สร้างเสร็จ",
        "กระทรวงมหาดไทยขอแจ้งให้จังหวัดทราบว่าสะพานไม้สร้างเสร็จแล้ว",
        "จึงทำให้ชาวบ้านข้ามคลองได้สะดวก",
    ],
)
def test_what_is_only_told_asks_for_nothing(sentence: str) -> None:
    assert _directives(sentence) == ()


def test_what_another_office_asks_for_is_passed_on_only_where_the_letter_is_to_be_acted_upon() -> None:
    told = "ด้วยกรมควบคุมมลพิษขอความร่วมมือจังหวัดประชาสัมพันธ์งดเผาเศษไม้จากสะพานเก่า"
    (passed,) = _directives(told)
    assert passed.evidence.rule == "prose.told"
    news = FOOT.replace("พิจารณาดำเนินการต่อไป", "โปรดทราบ")
    assert read_one(HEAD + "\n" + told + "\n" + news).directives == ()


def test_an_office_with_its_short_name_in_brackets_is_another_that_asks() -> None:
    told = "ด้วยสำนักงานคณะกรรมการสะพานไม้แห่งชาติ (สสช.) ขอความร่วมมือจังหวัดเสนอรายชื่อช่างสะพาน"
    (own,) = _directives(told, "กระทรวงมหาดไทยจึงขอให้ส่วนราชการเสนอรายชื่อช่างสะพาน แห่งละ 1 คน")
    assert own.text.startswith("ขอให้ส่วนราชการ")


def test_a_duty_with_a_day_behind_a_request_is_one_of_its_own() -> None:
    asked = "ขอเชิญส่วนราชการส่งแบบสะพานเข้าประกวด หน่วยงานที่ได้รับการคัดเลือกจะต้องสร้างแบบจำลองภายในเดือนมีนาคม 2568"
    first, second = _directives(asked)
    assert not first.deadlines
    assert [found.value for found in second.actors] == ["หน่วยงานที่ได้รับการคัดเลือก"]


def test_the_office_that_is_told_of_goes_on_until_the_writer_speaks() -> None:
    told = "ด้วยกรมทางหลวงแจ้งว่า สะพานไม้ชำรุดหลายแห่ง กรมทางหลวงจึงขอให้จังหวัดตรวจสะพานไม้"
    (own,) = _directives(told, "กระทรวงมหาดไทยพิจารณาแล้ว จึงให้ส่วนราชการปิดสะพานไม้ที่ชำรุด")
    assert [found.value for found in own.actors] == ["ส่วนราชการ"]


def test_who_is_told_the_result_is_given_no_order() -> None:
    (only,) = _directives("จึงให้ส่วนราชการจัดทำแผนซ่อมสะพานไม้ พร้อมบัญชีช่าง ให้จังหวัดทราบภายในวันที่ 28 มีนาคม 2568")
    assert [day.due for day in only.deadlines] == [date(2025, 3, 28)]


def test_a_measure_of_asking_asks_for_nothing() -> None:
    assert _directives("กระทรวงมหาดไทยกำหนดแนวปฏิบัติเพื่อเป็นมาตรการขอความร่วมมือในระหว่างที่ร่างระเบียบยังไม่ประกาศ") == ()


def test_the_reason_before_a_request_is_no_part_of_it() -> None:
    (only,) = _directives(
        "ขณะนี้ยังมีจังหวัดที่ไม่ได้ยืนยันจำนวนสะพานไม้เป็นจำนวนมาก จึงขอให้สำนักงานจังหวัดเร่งยืนยันภายในวันที่ 14 มีนาคม 2568"
    )
    assert only.text.startswith("ขอให้สำนักงานจังหวัด")
    assert [found.value for found in only.actors] == ["สำนักงานจังหวัด"]


def test_a_request_with_the_word_for_cooperation_is_the_letters_own() -> None:
    (only,) = _directives("ด้วยกระทรวงตัวอย่างจะสำรวจสะพานไม้ จึงขอความอนุเคราะห์จังหวัดมอบหมายเจ้าหน้าที่ตอบแบบสำรวจ")
    assert only.evidence.rule == "prose.order"


def test_a_letter_that_passes_a_request_on_asks_in_its_own_words() -> None:
    (only,) = _directives("ด้วยกรมควบคุมมลพิษขอความร่วมมือจังหวัดงดเผาเศษไม้ กระทรวงมหาดไทยจึงขอให้อำเภอแจ้งเจ้าของสะพานไม้")
    assert only.text.startswith("ขอให้อำเภอ")


def test_paragraphs_without_labels_are_the_items_of_the_sentence_that_opens_them() -> None:
    first, second = _directives(
        "จึงขอให้จังหวัดดำเนินการ ดังนี้", "สำรวจสะพานไม้ทุกแห่ง", "อำเภอ ให้จัดทำทะเบียนสะพานไม้", "ทั้งนี้ เจ้าของสะพานไม้มีสิทธิขอรับเงินชดเชย"
    )
    assert [first.label, second.label] == [None, None]
    assert [[a.value for a in d.actors] for d in (first, second)] == [["จังหวัด"], ["อำเภอ"]]


def test_a_heading_whose_list_is_opened_on_a_line_of_its_own_is_a_directive_with_the_items_under_it() -> None:
    (heading,) = _directives(
        "1. ความเป็นมา",
        "สะพานไม้ของหมู่บ้านชำรุด",
        "2. การซ่อมสะพานไม้",
        "กระทรวงมหาดไทยขอความร่วมมือจังหวัด ดังนี้",
        "2.1 สำรวจสะพานไม้",
        "2.2 จัดทำทะเบียนสะพานไม้",
    )
    assert (heading.label, [child.label for child in heading.children]) == ("2", ["2.1", "2.2"])


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("จึงขอให้หน่วยงานผู้เบิกตรวจสอบรายการค่าสะพานไม้", "หน่วยงานผู้เบิก"),
        ("จึงให้การรถไฟแห่งประเทศไทยตรวจสอบสะพานไม้", "การรถไฟแห่งประเทศไทย"),
        ("จึงขอให้บริษัท สะพานตัวอย่าง จำกัด (มหาชน) ดำเนินการซ่อม", "บริษัท สะพานตัวอย่าง จำกัด (มหาชน)"),
        ("ขอให้ชุดปฏิบัติการตรวจสอบสะพานไม้", "ชุดปฏิบัติการ"),
        ("จังหวัดที่ยังไม่ส่งทะเบียน ให้ส่งทะเบียนสะพานไม้", "จังหวัดที่ยังไม่ส่งทะเบียน"),
        ("ทั้งนี้ โรงเรียนใดไม่มีสะพานไม้ให้แจ้งยืนยันเป็นหนังสือ", "โรงเรียน"),
        ("ส่วนสำนักงานโยธาธิการและผังเมืองจังหวัดให้ตรวจสอบแบบสะพาน", "สำนักงานโยธาธิการและผังเมืองจังหวัด"),
    ],
)
def test_whoever_is_to_act_is_named_whole(sentence: str, actor: str) -> None:
    (only,) = _directives(sentence)
    assert [found.value for found in only.actors] == [actor]


def test_a_paragraph_under_a_list_goes_on_with_the_sentence_that_opened_it() -> None:
    *_, last = _directives(
        "จึงขอให้จังหวัดดำเนินการ",
        "ก. ตรวจสะพานไม้",
        "ข. ซ่อมสะพานไม้",
        "และแจ้งผลให้กระทรวงมหาดไทยทราบภายใน 30 วัน นับแต่วันที่ได้รับหนังสือ",
    )
    assert (last.label, [found.value for found in last.actors]) == (None, ["จังหวัด"])
    assert [deadline.kind for deadline in last.deadlines] == ["event"]


def test_a_day_that_the_lead_tells_of_before_it_asks_is_no_deadline_of_the_items() -> None:
    (only,) = _directives("ปีก่อนต้องขยายเวลาซ่อมถึงวันที่ 2 ตุลาคม 2567 จึงขอให้จังหวัดดำเนินการ ดังนี้", "1. สำรวจสะพานไม้")
    assert only.deadlines == ()


def test_a_list_that_runs_on_within_its_paragraph_is_a_list() -> None:
    found = _directives("กระทรวงมหาดไทยขอความร่วมมือจังหวัด ดังนี้ 1) สำรวจสะพานไม้ 2) รายงานผลภายในวันที่ 5 มีนาคม 2568")
    assert [d.label for d in found] == ["1", "2"]
    assert [len(d.deadlines) for d in found] == [0, 1]


def test_who_bears_a_cost_is_no_task() -> None:
    assert _directives("สำหรับค่าใช้จ่ายในการเดินทาง ให้เบิกจ่ายจากต้นสังกัด") == ()


def test_a_limit_of_time_before_what_is_asked_is_of_the_order() -> None:
    (only,) = _directives("ภายในวันที่ 15 พฤษภาคม 2568 ขอให้จังหวัดส่งแผนซ่อมสะพานไม้")
    assert [day.due for day in only.deadlines] == [date(2025, 5, 15)]


def test_a_day_within_the_topic_of_an_order_is_no_day_by_which_to_act() -> None:
    (only,) = _directives(
        "ส่วนราชการที่ไม่สามารถซ่อมสะพานได้ภายในวันที่ 31 มีนาคม 2568 ให้ทำหนังสือแจ้งจังหวัด ทั้งนี้ ไม่เกินวันที่ 30 เมษายน 2568"
    )
    assert [day.due for day in only.deadlines] == [date(2025, 4, 30)]


def test_the_day_of_a_reason_behind_an_order_is_not_its_own() -> None:
    (only,) = _directives("ขอให้จังหวัดส่งบัญชีสะพานไม้ภายในวันที่ 5 มีนาคม 2568 เนื่องจากศาลกำหนดให้ยื่นคำให้การภายในวันที่ 28 มีนาคม 2568")
    assert [day.due for day in only.deadlines] == [date(2025, 3, 5)]


def test_an_item_of_what_was_there_before_a_day_is_due_on_another() -> None:
    lead = "จึงขอให้จังหวัดดำเนินการ ดังนี้"
    item = "1. สะพานที่มีเรื่องร้องเรียนค้างอยู่ก่อนวันที่ 1 ตุลาคม 2567 ให้ตรวจสอบให้แล้วเสร็จภายในวันที่ 16 มีนาคม 2568"
    first, _ = _directives(lead, item, "2. รายงานผล")
    assert [day.due for day in first.deadlines] == [date(2025, 3, 16)]


def test_a_duty_on_a_condition_needs_no_day() -> None:
    _, duty = _directives("ห้ามมิให้นำไม้ของสะพานไปใช้", "อนึ่ง หากพบการกระทำดังกล่าว หัวหน้าส่วนราชการต้องสอบสวนโดยไม่ชักช้า")
    assert duty.text.startswith("หากพบ")


def test_whoever_wishes_to_ask_is_not_the_one_who_asks() -> None:
    assert _directives("หน่วยงานที่ประสงค์จะขอรับการสนับสนุนมีหลายแห่ง ทั้งนี้ หากพ้นกำหนดจะถือว่าไม่ประสงค์ขอรับการสนับสนุน") == ()


def test_a_duty_before_a_request_stands_beside_it() -> None:
    text = "ทั้งนี้ การซ่อมสะพานไม้ทุกหลังต้องแล้วเสร็จภายในเดือนมิถุนายน 2568 ส่วนราชการใดไม่อาจดำเนินการได้ทัน ให้ทำหนังสือขอขยายเวลา"
    duty, request = _directives(text)
    assert duty.text.startswith("การซ่อมสะพานไม้")
    assert request.text.startswith("ส่วนราชการใด")


def test_what_a_section_of_a_law_forbids_is_told() -> None:
    law = "เห็นว่า ตามมาตรา 7 แห่งพระราชบัญญัติสะพาน พ.ศ. 2514 ห้ามมิให้ผู้ใดปลูกสร้างสิ่งใดใต้สะพาน"
    assert _directives("กระทรวงมหาดไทยพิจารณาแล้ว " + law) == ()


def test_who_is_told_to_act_beside_the_one_asked_is_not_asked_by_the_next_sentence() -> None:
    text = "ขอให้ส่วนราชการจัดเตรียมสะพานไม้สำรองไว้ให้พร้อม กับให้กำนัน ผู้ใหญ่บ้านเฝ้าสะพานไม้ในเวลากลางคืน และโปรดแจ้งชื่อผู้ประสานงาน"
    assert [found.value for found in _directives(text)[-1].actors] == ["ส่วนราชการ"]
