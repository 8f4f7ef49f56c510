"""What is a directive and what only looks like one; who acts, who is told, by when."""

from __future__ import annotations

from datetime import date

import pytest
from letters_by_hand import FOOT, compose, read_one

from extractors.model import Directive

LEAD = "จึงขอให้จังหวัดดำเนินการ ดังนี้"


def _directives(*paras: str, foot: str = FOOT) -> tuple[Directive, ...]:
    return read_one(compose(body="\n" + "\n\n".join(paras) + "\n", foot=foot)).directives


def _actors(directive: Directive) -> list[str]:
    return [found.value for found in directive.actors]


def test_a_lead_that_asks_makes_its_items_directives() -> None:
    assert [d.label for d in _directives(LEAD, "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน")] == ["1", "2"]


def test_a_list_of_facts_holds_no_directive() -> None:
    assert _directives("โดยมีสาระสำคัญ ดังนี้", "1. สะพานไม้มีอายุหลายปี", "2. ชาวบ้านใช้สะพานทุกวัน") == ()


def test_a_request_in_prose_is_a_directive_without_a_label() -> None:
    (only,) = _directives("ในการนี้ จึงขอให้จังหวัดสำรวจสะพานไม้ และรายงานผลให้กระทรวงมหาดไทยทราบภายในวันที่ 20 มีนาคม 2568")
    assert (only.label, only.kind, _actors(only)) == (None, "request", ["จังหวัด"])
    assert [found.value for found in only.recipients] == ["กระทรวงมหาดไทย"]
    assert [d.due for d in only.deadlines] == [date(2025, 3, 20)]


def test_a_request_that_is_only_reported_is_none() -> None:
    told = "ด้วยกระทรวงมหาดไทยได้รับแจ้งจากจังหวัดนครราชสีมาว่าขอให้สนับสนุนไม้แผ่นสำหรับซ่อมสะพาน"
    assert _directives(told, foot=FOOT.replace("พิจารณาดำเนินการต่อไป", "โปรดทราบ")) == ()


def test_a_letter_that_asks_nothing_of_its_own_passes_on_what_another_office_asks() -> None:
    told = "ด้วยกระทรวงมหาดไทยได้รับแจ้งจากจังหวัดนครราชสีมาว่าขอให้สนับสนุนไม้แผ่นสำหรับซ่อมสะพาน"
    (passed,) = _directives(told)
    assert (passed.text, passed.evidence.rule) == ("ขอให้สนับสนุนไม้แผ่นสำหรับซ่อมสะพาน", "prose.told")
    (own,) = _directives(told, "กระทรวงมหาดไทยพิจารณาแล้ว จึงขอให้จังหวัดรายงานจำนวนสะพาน")
    assert own.text.startswith("ขอให้จังหวัดรายงานจำนวนสะพาน")


def test_the_same_day_is_the_day_of_the_directive_before() -> None:
    _, same = _directives("จึงขอให้จังหวัดสำรวจสะพานไม้ภายในวันที่ 20 มีนาคม 2568 สำหรับกรุงเทพมหานคร ให้รายงานโดยตรงภายในวันเดียวกัน")
    assert [d.due for d in same.deadlines] == [date(2025, 3, 20)]


def test_a_lead_that_only_names_who_is_asked_opens_its_list() -> None:
    found = _directives("ด้วยสะพานไม้หลายแห่งชำรุด จึงขอความร่วมมือจังหวัด", "- สำรวจสะพานไม้ทุกแห่ง", "- จัดทำทะเบียนสะพาน")
    assert [(_actors(d), d.text[:6]) for d in found] == [(["จังหวัด"], "สำรวจส"), (["จังหวัด"], "จัดทำท")]


def test_what_is_given_to_an_office_is_no_order_to_it() -> None:
    (only,) = _directives("จึงขอให้จังหวัดส่งแบบ สพ. 3 ให้กระทรวงมหาดไทย ภายในวันที่ 20 มีนาคม 2568")
    assert [d.due for d in only.deadlines] == [date(2025, 3, 20)]


def test_the_deadline_of_a_lead_holds_for_each_item() -> None:
    found = _directives("จึงขอให้จังหวัดดำเนินการภายในวันที่ 20 มีนาคม 2568 ดังนี้", "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน")
    assert [[x.due for x in d.deadlines] for d in found] == [[date(2025, 3, 20)]] * 2


def test_an_item_may_name_its_own_actor() -> None:
    first, second = _directives(LEAD, "1. สำรวจสะพานไม้ทุกแห่ง", "2. ให้อำเภอจัดทำทะเบียนสะพาน")
    assert (_actors(first), _actors(second)) == (["จังหวัด"], ["อำเภอ"])


def test_where_nobody_is_named_the_office_of_the_addressee_acts_with_a_doubt() -> None:
    (only,) = _directives("จึงขอความร่วมมือดำเนินการ ดังนี้", "1. สำรวจสะพานไม้ทุกแห่ง")
    assert _actors(only) == ["จังหวัด"]
    assert [found.evidence.doubts for found in only.actors] == [("actor-from-addressee",)]


def test_a_ban_is_told_from_an_order() -> None:
    found = _directives(LEAD, "1. สำรวจสะพานไม้ทุกแห่ง", "2. ห้ามมิให้รถบรรทุกผ่านสะพานไม้")
    assert [d.kind for d in found] == ["order", "ban"]


def test_an_order_beside_the_closing_phrase_is_a_directive() -> None:
    foot = FOOT.replace("ต่อไป", " และรายงานให้กระทรวงมหาดไทยทราบภายในวันที่ 5 มีนาคม 2568")
    (only,) = _directives("ด้วยกระทรวงมหาดไทยจะซ่อมสะพานไม้ในปีนี้", foot=foot)
    assert [d.due for d in only.deadlines] == [date(2025, 3, 5)]
    assert only.evidence.rule == "extra.in-closing"


def test_what_a_resolution_ordered_before_is_not_ordered_by_the_letter() -> None:
    assert _directives("ด้วยคณะรัฐมนตรีมีมติเห็นชอบมาตรการซ่อมสะพาน โดยให้ส่วนราชการลดการใช้ไม้ และมอบหมายให้กรมป่าไม้ติดตามผล") == ()


def test_a_courtesy_and_the_request_after_it_are_one_directive() -> None:
    (only,) = _directives("จังหวัดใคร่ขอความอนุเคราะห์จากท่าน โปรดเสนอชื่อผู้แทนสำหรับตรวจสะพาน จำนวน 2 คน")
    assert only.text.startswith("โปรดเสนอชื่อผู้แทน")


def test_an_order_under_a_condition_begins_with_the_condition() -> None:
    first, second = _directives(
        "จึงขอให้จังหวัดเร่งซ่อมสะพานไม้ภายในวันที่ 5 มีนาคม 2568 และเมื่อซ่อมแล้วเสร็จ ให้แจ้งกระทรวงมหาดไทยเพื่อเข้าตรวจ"
    )
    assert first.text.startswith("ขอให้จังหวัด")
    assert second.text.startswith("เมื่อซ่อมแล้วเสร็จ ให้แจ้ง")


def test_the_duty_of_a_committee_is_a_directive() -> None:
    (only,) = _directives("จึงแต่งตั้งคณะทำงาน", "มีหน้าที่ ตรวจสะพานไม้และจัดทำทะเบียนให้เสร็จก่อนวันที่ 5 มีนาคม 2568")
    assert only.text.startswith("ตรวจสะพานไม้")


def test_what_a_letter_does_by_saying_it_is_no_task() -> None:
    assert _directives("จึงให้ยกเลิกหนังสือที่อ้างถึง และให้มีผลตั้งแต่วันที่ 1 ตุลาคม 2568") == ()


def test_where_a_list_names_data_the_request_for_them_is_the_directive() -> None:
    (only,) = _directives("จึงขอให้จังหวัดรายงานข้อมูล ดังนี้", "1. จำนวนสะพานไม้", "2. อายุของสะพานไม้")
    assert only.text.startswith("ขอให้จังหวัดรายงานข้อมูล")


def test_a_day_with_an_hour_and_a_place_is_an_event() -> None:
    letter = read_one(compose(body="\nด้วยกรมจะเชื่อมสะพานไม้ ในวันที่ 3 เมษายน 2568 เวลา 09.30 น. ณ ท่าน้ำบ้านใหม่\n"))
    assert [event.due for event in letter.events] == [date(2025, 4, 3)]


def test_what_is_quoted_of_a_law_orders_nothing() -> None:
    assert (
        _directives(
            "ด้วยระเบียบดังกล่าวกำหนดว่า “ให้หน่วยงานของรัฐคำนึงถึงคุณภาพ และห้ามมิให้กำหนดคุณลักษณะเฉพาะ",
            "(1) ให้หน่วยงานของรัฐตรวจสอบสะพานทุกปี",
            "(2) ให้หน่วยงานของรัฐรายงานผล”",
        )
        == ()
    )


def test_a_day_behind_ทั้งนี้_is_the_deadline_of_what_is_asked_before_it() -> None:
    (only,) = _directives("จึงขอให้จังหวัดสำรวจสะพานไม้และรายงานผลให้กระทรวงมหาดไทยทราบ ทั้งนี้ ภายในวันที่ 20 มีนาคม 2568")
    assert [d.due for d in only.deadlines] == [date(2025, 3, 20)]


def test_a_heading_between_a_lead_and_its_items_says_who_acts_in_these() -> None:
    found = _directives(
        "จึงขอความร่วมมือหน่วยงานดำเนินการ ดังนี้",
        "สำนักงานขนส่งจังหวัด",
        "๑. ตรวจสภาพรถโดยสารทุกคัน",
        "๒. จัดทำบัญชีรถที่ไม่ผ่านการตรวจ",
        "โรงพยาบาลชุมชน",
        "๑. ตรวจสุขภาพพนักงานขับรถ",
    )
    assert [_actors(one) for one in found] == [["สำนักงานขนส่งจังหวัด"]] * 2 + [["โรงพยาบาลชุมชน"]]


def test_a_span_told_before_a_lead_names_who_is_asked_is_no_deadline_of_its_items() -> None:
    found = _directives(
        "จังหวัดพิจารณาแล้วเห็นว่าพื้นที่เสียหายเพิ่มขึ้นเป็นสองเท่าภายในสามเดือน จึงให้อาเภอ",
        "๑. เรียกประชุมผู้ใหญ่บ้านทุกหมู่บ้าน",
        "๒. สำรวจแปลงที่เสียหาย",
    )
    assert [(_actors(one), one.deadlines) for one in found] == [(["อำเภอ"], ())] * 2


def test_whom_an_item_tells_to_act_acts_in_its_sub_items() -> None:
    told = _directives(
        "จึงขอให้จังหวัดดำเนินการ ดังนี้",
        "๑. กำชับนายทะเบียนอำเภอให้ถือปฏิบัติ ดังนี้",
        "๑.๑ ออกตรวจสำนักทะเบียนทุกเดือน",
        "๑.๒ จัดเก็บหลักฐานให้ครบถ้วน",
    )[0]
    assert _actors(told) == ["จังหวัด"]
    assert [_actors(one) for one in told.children] == [["นายทะเบียนอำเภอ"]] * 2


def test_an_item_keeps_the_office_that_it_asks_to_pass_it_on() -> None:
    asked = _directives(
        "จึงขอความร่วมมือมายังท่าน ดังนี้",
        "๑. สำนักงานขนส่งจังหวัดและตำรวจภูธรจังหวัด โปรดกำชับนายตรวจให้",
        "๑.๑ ตรวจใบอนุญาตทุกคัน",
        "๑.๒ บันทึกผลการตรวจทุกวัน",
    )[0]
    assert _actors(asked) == ["สำนักงานขนส่งจังหวัด", "ตำรวจภูธรจังหวัด"]


TOLD = """
          ตามหนังสือที่อ้างถึง อำเภอสะพานไม้แจ้งว่า ได้จ้างซ่อมสะพาน ดังนี้
          ๑. จัดซ่อมสะพานบ้านเหนือ ให้แล้วเสร็จภายใน ๙๐ วัน นับแต่วันส่งมอบพื้นที่
          ๒. จัดซ่อมสะพานบ้านใต้ ให้แล้วเสร็จภายใน ๙๐ วัน นับแต่วันส่งมอบพื้นที่
"""


@pytest.mark.parametrize("ends", ["ความละเอียดแจ้งแล้ว นั้น", "และขอหารือว่าจะขยายเวลาได้หรือไม่ ความละเอียดแจ้งแล้ว นั้น"])
def test_a_list_within_what_went_before_orders_nothing(ends: str) -> None:
    body = f"{TOLD}{ends}\n\n          จังหวัดพิจารณาแล้ว ขอให้อำเภอตรวจสัญญา\n"
    (directive,) = read_one(compose(body=body)).directives
    assert directive.text.startswith("ขอให้อำเภอตรวจสัญญา")


@pytest.mark.parametrize(
    "item",
    [
        "๑. ตามระเบียบว่าด้วยสะพาน พ.ศ. ๒๕๖๐ ข้อ ๙๓ กำหนดว่า “การเช่าสะพาน ให้กระทำได้ในกรณีจำเป็น”",
        """๑. สัญญาระบุว่า “ให้ผู้รับจ้างซ่อมภายใน ๗ วัน” จากข้อกำหนดดังกล่าว จึงแยกพิจารณาได้ ดังนี้
          (๑) หากเหตุเกิดจากผู้รับจ้าง จนเป็นเหตุให้ผู้รับจ้างส่งมอบล่าช้า ย่อมเป็นภาระของผู้รับจ้าง
          (๒) หากเหตุเกิดจากหน่วยงาน ย่อมเรียกจากผู้รับจ้างไม่ได้""",
    ],
)
def test_an_opinion_that_quotes_a_law_orders_nothing(item: str) -> None:
    body = f"\n          คณะกรรมการพิจารณาแล้ว มีความเห็นดังนี้\n          {item}\n"
    assert not read_one(compose(body=body)).directives


@pytest.mark.parametrize(
    "said",
    [
        "ทั้งนี้ ข้อมูลที่ได้รับจากท่าน จะดำเนินการจัดส่งไปยังหน่วยงานที่ขอข้อมูลเท่านั้น",
        "โดยขอมอบหมาย นายตัวอย่าง สมมติ นายช่างสะพาน เป็นผู้ประสานงาน",
    ],
)
def test_what_the_writer_does_himself_orders_nothing(said: str) -> None:
    assert not read_one(compose(body=f"\n          กรมขอขอบคุณมา ณ โอกาสนี้ {said}\n")).directives


@pytest.mark.parametrize(
    "said",
    [
        "เมื่อบริษัทประสงค์จะรื้อสะพานต้องแจ้งให้กรมสะพานทราบไม่น้อยกว่า ๓๐ วัน ก่อนวันเริ่มรื้อ",
        "หากจังหวัดพบสะพานชำรุดในพื้นที่ให้ดำเนินการตามมาตรการที่จังหวัดกำหนด",
    ],
)
def test_what_hangs_on_a_condition_is_asked(said: str) -> None:
    (directive,) = read_one(compose(body=f"\n          {said}\n")).directives
    assert directive.text == said


@pytest.mark.parametrize(
    "lead",
    [
        "ในการนี้ ภายในวันที่ 28 กุมภาพันธ์ 2568 ขอให้จังหวัดดำเนินการ ดังนี้",
        "ในการนี้ ขอให้จังหวัดดำเนินการให้แล้วเสร็จภายในวันที่ 28 กุมภาพันธ์ 2568 ดังนี้",
        "ในการนี้ ขอให้จังหวัดดำเนินการ ดังนี้ ภายในวันที่ 28 กุมภาพันธ์ 2568",
    ],
)
def test_the_day_of_the_lead_is_of_each_item_wherever_it_stands_in_it(lead: str) -> None:
    found = _directives(lead, "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน")
    assert [[d.due for d in directive.deadlines] for directive in found] == [[date(2025, 2, 28)]] * 2


def test_how_the_one_thing_is_to_be_done_is_a_list_of_its_own_and_no_second_request() -> None:
    lead = "กระทรวงมหาดไทยขอความอนุเคราะห์สำนักงานจังหวัดตรวจสะพานไม้ตามบัญชีที่ส่งมาด้วย โดยขอให้"
    found = _directives(lead, "ก. ปิดประกาศที่สะพาน", "ข. ถ่ายภาพทุกแห่ง")
    assert [(one.label, one.text) for one in found] == [("ก", "ปิดประกาศที่สะพาน"), ("ข", "ถ่ายภาพทุกแห่ง")]


def test_a_day_before_the_writer_turns_is_of_none_of_the_tasks() -> None:
    lead = "ด้วยศูนย์เตือนภัยแจ้งว่า ในช่วงวันที่ ๑๐ - ๑๔ มีนาคม ๒๕๖๘ จะมีลมแรงที่สะพานไม้ ดังนั้น กระทรวงมหาดไทยขอให้จังหวัดดำเนินการ ดังนี้"
    assert [one.deadlines for one in _directives(lead, "๑. ตรวจสะพานไม้", "๒. เตือนประชาชน")] == [(), ()]
