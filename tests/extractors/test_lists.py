"""Lists of tasks and lists of facts: told apart by their items as a whole, whatever words their lead has."""

from __future__ import annotations

import pytest
from letters_by_hand import FOOT, compose, read_one

TASKS = (
    ("1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพานให้แล้วเสร็จภายในวันที่ 20 มีนาคม 2568", "3. เก็บภาพถ่ายสะพานไว้เป็นหลักฐาน"),
    ("- กองช่าง ตรวจเสาสะพาน", "- กองคลัง จัดเตรียมงบประมาณ"),
    ("ก. ระดับอำเภอ ให้รวบรวมบัญชีสะพาน", "ข. ระดับจังหวัด ให้ส่งบัญชีภายในวันที่ 20 มีนาคม 2568"),
    ("1) ปิดสะพานที่ชำรุดทันที", "2) ติดตั้งป้ายเตือนทุกแห่ง", "3) ห้ามรถบรรทุกขึ้นสะพาน"),
    ("1. ครูและนักเรียน กวาดเศษไม้ใต้สะพาน", "2. สะพานอายุเกิน 20 ปี ปิดใช้งาน", "3. สะพานใหม่ ตรวจปีละครั้ง"),
    ("1. นายสมมติ ตัวอย่าง ดูแลด้านงบประมาณ", "2. นางสาวทดลอง สมมติสุข ประสานงานกับอำเภอ"),
    ("1. ด้านความปลอดภัย", "1.1 ตรวจราวสะพานทุกสัปดาห์", "1.2 ติดตั้งไฟส่องสว่าง", "2. ด้านทะเบียน", "2.1 จัดทำบัญชีสะพาน"),
)
FACTS = (
    ("1. สะพานบ้านเหนือ สร้างเมื่อปี 2531", "2. สะพานบ้านใต้ สร้างเมื่อปี 2540"),
    ("1. ไม่ได้จัดทำทะเบียนสะพาน จำนวน 4 แห่ง", "2. ตรวจรับงานซ่อมล่าช้ากว่ากำหนด 12 วัน"),
    ("- เพื่อส่งเสริมการท่องเที่ยวในชุมชน", "- เพื่อพัฒนาเส้นทางให้ปลอดภัย"),
    ("1. นายสมมติ ตัวอย่าง นายช่างโยธา ประธานกรรมการ", "2. นางสาวทดลอง สมมติสุข นักวิชาการ กรรมการ"),
    ("1. มาตรา 12 บัญญัติให้เจ้าของสะพานดูแลรักษา", "2. ระเบียบฯ ข้อ 9 กำหนดให้รายงานภายใน 15 วัน"),
    ("1. มีสัญชาติไทย", "2. มีภูมิลำเนาในหมู่บ้านที่สะพานตั้งอยู่", "3. ไม่เคยทำสะพานชำรุด"),
    ("1. สะพานไม้ หมายความว่า สะพานที่ทำด้วยไม้", "2. รื้อสะพานโดยไม่ได้รับอนุญาต จำคุกไม่เกิน 1 ปี"),
    ("- ไม้แผ่น ราคา 350 บาท", "- ตะปู ราคา 40 บาท"),
)
SILENT = (
    "โดยมีรายละเอียด ดังนี้",
    "เพื่อให้การดูแลสะพานเป็นไปในแนวทางเดียวกัน มีเรื่องที่ต้องเร่งรัด ดังนี้",
    "กระทรวงมหาดไทยขอเรียนว่า",
    "ในการนี้ กระทรวงมหาดไทยวางแผนขั้นตอนไว้ ดังต่อไปนี้",
)


def _starts(*paras: str) -> list[str]:
    found = read_one(compose(body="\n" + "\n\n".join(paras) + "\n", foot=FOOT)).directives
    return [d.text[:8] for top in found for d in (top, *top.children)]


def _texts(items: tuple[str, ...]) -> list[str]:
    return [item.partition(" ")[2][:8] for item in items]


@pytest.mark.parametrize("lead", SILENT)
@pytest.mark.parametrize("items", TASKS)
def test_items_that_are_to_be_done_are_tasks_under_a_lead_that_does_not_ask(lead: str, items: tuple[str, ...]) -> None:
    assert _starts(lead, *items) == _texts(items)


@pytest.mark.parametrize("lead", SILENT)
@pytest.mark.parametrize("items", FACTS)
def test_items_that_tell_are_no_tasks_under_the_same_lead(lead: str, items: tuple[str, ...]) -> None:
    assert _starts(lead, *items) == []


@pytest.mark.parametrize(
    "lead",
    [
        "ด้วยจังหวัดตรวจสะพานแล้ว มีผลการดำเนินงาน ดังนี้",
        "ที่ประชุมมีมติ ดังนี้",
        "โดยมีวัตถุประสงค์ ดังนี้",
        "โครงการนี้มีกิจกรรม ดังนี้",
        "จังหวัดจะดำเนินการ ดังนี้",
    ],
)
def test_a_lead_that_tells_makes_facts_of_items_that_begin_with_verbs(lead: str) -> None:
    assert _starts(lead, "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน") == []


def test_what_a_weighed_list_tells_beside_its_tasks_is_none() -> None:
    items = ("1. ยกเลิกคำสั่งจังหวัด ที่ 12/2566", "2. ให้อำเภอสำรวจสะพานไม้", "3. ห้ามรถบรรทุกขึ้นสะพาน")
    assert _starts("กระทรวงมหาดไทยจึงออกคำสั่งไว้ ดังนี้", *items) == _texts(items)[1:]


def test_the_last_task_of_a_list_is_one_without_its_label_too() -> None:
    lead = "จึงขอให้จังหวัดดำเนินการ ดังนี้"
    assert _starts(lead, "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน", "รายงานผลให้กระทรวงมหาดไทยทราบ")[2:] == [
        "รายงานผล"
    ]
    assert len(_starts(lead, "1. สำรวจสะพานไม้ทุกแห่ง", "2. จัดทำทะเบียนสะพาน", "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย")) == 2


ASKS = "จึงขอให้จังหวัดดำเนินการ ดังนี้"


def test_one_item_that_names_a_thing_shares_the_fate_of_the_tasks_about_it() -> None:
    items = ("1. สำรวจสะพานไม้ทุกแห่ง", "2. ผู้รับจ้างซ่อมราวสะพานตามสัญญา", "3. ลำดับการซ่อมตามความจำเป็น")
    assert _starts(ASKS, *items) == _texts(items)


def test_a_list_of_papers_under_a_lead_that_asks_is_with_what_and_not_what() -> None:
    items = ("1. สำเนาทะเบียนสะพาน", "2. แบบรายงาน สพ. 1", "3. ภาพถ่ายสะพาน")
    assert [text[:7] for text in _starts("จึงขอให้จังหวัดจัดส่งเอกสาร ดังนี้", *items)] == ["ขอให้จั"]


def test_what_is_to_be_sent_and_answered_is_a_list_of_tasks() -> None:
    items = ("1. สำเนาสัญญาซ่อมสะพานพร้อมรับรองทุกหน้า", "2. สะพานปิดใช้เมื่อใด และด้วยเหตุใด", "3. ลำดับเหตุการณ์ก่อนสะพานชำรุด")
    assert _starts("จึงขอให้จังหวัดจัดส่งเอกสารและชี้แจงข้อเท็จจริง ดังนี้", *items) == _texts(items)


@pytest.mark.parametrize("lead", [ASKS, "โดยมีแนวทาง ดังนี้"])
def test_a_list_without_any_labels_is_one_of_tasks_too(lead: str) -> None:
    items = ("สำรวจสะพานไม้ทุกแห่ง", "ปิดสะพานที่ชำรุด", "รายงานผลภายในวันที่ 20 มีนาคม 2568")
    assert _starts(lead, *items, "สะพานแต่ละแห่งมีอายุมากแล้ว") == [item[:8] for item in items]


def test_a_list_that_runs_on_behind_a_request_is_parted() -> None:
    run = "จึงขอให้จังหวัด (1) สำรวจสะพานไม้ทุกแห่ง (2) ปิดสะพานที่ชำรุด และ (3) รายงานผลภายในวันที่ 20 มีนาคม 2568"
    assert _starts(run) == [text[:8] for text in ("สำรวจสะพานไม้", "ปิดสะพานที่", "รายงานผล")]
    assert len(_starts("จึงขอให้จังหวัดถือปฏิบัติตามข้อ (1) และ (2) ของประกาศ")) == 1


def test_what_stands_beneath_a_heading_says_what_is_to_be_done() -> None:
    items = ("1. การสำรวจ", "ให้อำเภอสำรวจสะพานไม้ทุกแห่ง", "2. การรายงาน", "ให้จังหวัดส่งรายงานทุกเดือน")
    assert _starts(ASKS, *items) == [text[:8] for text in ("การสำรวจ", "การรายงาน")]
