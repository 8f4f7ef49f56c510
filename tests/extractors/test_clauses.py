"""What stands before the word that asks: which of it begins the directive, and which is a reason or a report."""

from __future__ import annotations

import pytest
from letters_by_hand import FOOT, HEAD, read_one

from extractors.clauses import condition_before, topic_before
from extractors.requests import is_told


def _texts(*paras: str) -> list[str]:
    return [one.text for one in read_one(HEAD + "\n" + "\n\n".join(paras) + "\n" + FOOT).directives]


@pytest.mark.parametrize(
    "sentence",
    [
        "สหกรณ์ซึ่งดูแลสะพานไม้เกินกว่าสิบแห่ง ให้แต่งตั้งผู้ตรวจสะพาน",
        "สะพานไม้ที่ยังไม่มีป้ายบอกน้ำหนัก ให้เจ้าของสะพานติดป้ายภายในสิ้นเดือนมิถุนายน 2568",
        "การยืมไม้กระดานจากคลังกลาง ให้ผู้ยืมทำใบยืมตามแบบที่แนบ",
        "ผู้ดูแลสะพานที่พ้นหน้าที่ก่อนกำหนด และผู้ดูแลที่ลาเกินสองเดือน ให้ส่งคืนกุญแจ",
        "ค่าใช้จ่ายในการซ่อมสะพาน ให้เบิกจ่ายจากเงินทดรองราชการ",
        "หากพบไม้ผุหรือตะปูหลุด และไม่อาจซ่อมได้ในวันนั้น ให้เจ้าของสะพานปิดทาง",
        "ถ้าปรากฏว่าน้ำท่วมพื้นสะพาน ให้อำเภอแจ้งเตือนประชาชน",
        "สะพานไม้ที่มีผู้ใช้เกินร้อยคนต่อวัน ต้องติดไฟส่องสว่างภายในวันที่ 30 เมษายน 2568",
    ],
)
def test_an_order_begins_with_its_condition_or_its_topic(sentence: str) -> None:
    assert _texts(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "ข้อมูลที่ได้จากการสำรวจเป็นความลับ ขอให้จังหวัดเก็บรักษาไว้",
        "การจับสลากกำหนดในวันศุกร์ที่ 7 มีนาคม 2568 ขอให้จังหวัดเก็บรักษาไว้",
        "สำหรับสะพานเอกชน กระทรวงมหาดไทยขอให้จังหวัดเก็บรักษาไว้",
    ],
)
def test_a_sentence_with_a_verb_of_its_own_stays_apart(sentence: str) -> None:
    assert _texts(sentence) == ["ขอให้จังหวัดเก็บรักษาไว้"]


@pytest.mark.parametrize(
    "told",
    [
        "คณะรัฐมนตรีมีมติเห็นชอบแผนซ่อมสะพาน โดยให้ส่วนราชการทุกแห่งรายงานเป็นประจำทุกเดือน",
        "มาตรา 9 บัญญัติว่า ในกรณีที่สะพานชำรุด ให้เจ้าพนักงานสั่งปิดภายในสามวัน",
        "เมื่อปีก่อน กรมได้ขอให้อำเภอส่งบัญชีสะพาน และกำชับให้ตรวจสอบก่อนส่ง",
        "กรมทางหลวงเคยขอความร่วมมือให้จังหวัดสำรวจสะพาน และให้รายงานผลภายในเดือนธันวาคม 2567",
        "หลักเกณฑ์กำหนดไว้ว่า เจ้าของสะพานต้องยื่นคำขอภายใน 30 วัน",
    ],
)
def test_what_a_law_a_resolution_or_an_earlier_letter_laid_down_is_told(told: str) -> None:
    assert _texts(told) == []
    assert _texts(told + " กระทรวงมหาดไทยจึงขอให้จังหวัดเก็บรักษาไว้") == ["ขอให้จังหวัดเก็บรักษาไว้"]


def test_what_stands_before_the_closing_mark_of_a_quotation_is_quoted() -> None:
    quoted = "ระเบียบกำหนดว่า “เมื่อสะพานขาด ให้จังหวัดประกาศเขต"
    assert _texts(quoted, "ในกรณีวงเงินไม่พอ ให้ขอขยายวงเงินก่อน” ซึ่งยังมิได้ถือปฏิบัติ จึงขอให้จังหวัดเก็บรักษาไว้") == [
        "ขอให้จังหวัดเก็บรักษาไว้"
    ]


def test_a_condition_reaches_up_to_the_order_and_no_further_than_its_clause() -> None:
    assert condition_before("หากสะพานขาด ", 0, 12) == 0
    assert condition_before("หากสะพานขาด จึง", 0, 15) is None
    assert condition_before("เมื่อปีก่อน ", 0, 12) is None


def test_a_reason_or_an_office_alone_is_no_topic() -> None:
    assert topic_before("เพื่อให้งานเรียบร้อย ", 21, True) is None
    assert topic_before("กรมทางหลวง ", 11, True) is None
    assert topic_before("ไม้กระดานเก่า ", 14, True) == 0


def test_a_resolution_is_told_until_the_writer_turns() -> None:
    assert is_told("ที่ประชุมมีมติเห็นชอบ โดย")
    assert not is_told("ที่ประชุมมีมติเห็นชอบ ในการนี้ ")


def test_a_clause_that_opens_a_line_is_set_off_from_the_line_before() -> None:
    wrapped = "จึงขอให้จังหวัดเก็บรักษาสะพานไม้ไว้ในความดูแลของหมู่บ้าน\nหากสะพานใดชำรุด ให้แจ้งอำเภอ"
    assert _texts(wrapped)[-1] == "หากสะพานใดชำรุด ให้แจ้งอำเภอ"


def test_by_when_alone_is_no_order_of_its_own() -> None:
    (only,) = _texts("จึงขอให้จังหวัดส่งบัญชีสะพานไม้ทุกสิ้นไตรมาส โดยให้ส่งภายในวันที่ 5 ของเดือนถัดไป")
    assert only.endswith("เดือนถัดไป")


def test_what_somebody_is_there_for_is_no_duty_given_by_the_letter() -> None:
    assert _texts("ด้วยกองสะพานมีหน้าที่จัดหาไม้กระดานให้แก่หมู่บ้านในแปดจังหวัด") == []


def test_papers_sent_for_something_to_be_done_ask_for_it() -> None:
    (only,) = _texts("จึงขอส่งแผ่นพับเรื่องสะพานไม้ มาเพื่อโปรดประชาสัมพันธ์ให้หมู่บ้านทราบ")
    assert only.startswith("โปรดประชาสัมพันธ์")


@pytest.mark.parametrize(
    "sentence",
    [
        "กรณีตรวจพบไม้ผุเกินครึ่งให้ปิดสะพานทันทีและแจ้งอำเภอภายใน 24 ชั่วโมง",
        "ค่าตอบแทนช่างไม้ให้เบิกจ่ายจากงบซ่อมสะพาน",
        "ผู้ดูแลที่ไม่สามารถตรวจสะพานตามวันดังกล่าวให้แจ้งเปลี่ยนวันล่วงหน้าอย่างน้อย 3 วัน",
        "กรณีไม้ผุจนไม่อาจซ่อมให้คืนสภาพเดิม หรือซ่อมแล้วไม่คุ้มค่า ให้อำเภอเสนอรื้อถอน",
        "สำหรับเมืองพัทยาและเทศบาลนคร ขอให้รายงานโดยตรง",
        "การขออนุญาตข้ามสะพานด้วยรถบรรทุก ให้ยื่นคำขอล่วงหน้าไม่น้อยกว่า 5 วันทำการ",
        "สะพานที่ตั้งอยู่ริมแม่น้ำและมีเสาไม้ ขอให้ตรวจเสาทุกเดือน",
        "หากน้ำท่วมพื้นสะพาน ให้ทุกคนใช้ทางเลี่ยง ห้ามข้ามโดยเด็ดขาด",
    ],
)
def test_an_order_with_no_space_before_it_has_its_condition_or_topic_too(sentence: str) -> None:
    assert _texts(sentence) == [sentence]


def test_whoever_wants_to_ask_is_told_whom_and_ordered_nothing() -> None:
    assert _texts("หากประสงค์จะสอบถามข้อมูลเพิ่มเติม โปรดติดต่อกองสะพาน โทร. 0 2555 1234") == []


def test_what_another_office_asked_beside_what_it_told_is_told_too() -> None:
    told = "กรมทางหลวงได้แจ้งแนวทางดูแลสะพานไม้ โดยขอให้จังหวัดตรวจสะพานทุกสัปดาห์ กระทรวงมหาดไทยจึงขอให้จังหวัดเก็บรักษาไว้"
    assert _texts(told) == ["ขอให้จังหวัดเก็บรักษาไว้"]


def test_a_short_line_within_a_paragraph_ends_none_where_blank_lines_part_them() -> None:
    told = "ด้วยกรมทางหลวงแจ้งว่า ให้จังหวัดดูแลสะพานไม้ในหมู่บ้านทุกแห่งของตน\nโดยขอให้คำนึงถึงความปลอดภัยของผู้ใช้สะพานเป็นสำคัญ"
    asked = "กระทรวงมหาดไทยจึงขอให้จังหวัดดำเนินการ ดังนี้"
    assert _texts(told, asked, "1. ตรวจสะพานไม้ทุกแห่ง", "2. ซ่อมสะพานไม้ที่ชำรุด") == ["ตรวจสะพานไม้ทุกแห่ง", "ซ่อมสะพานไม้ที่ชำรุด"]
