"""Who is to act, told by where the name stands in what is ordered."""

import pytest

from extractors.actors import actors_of, headed_by
from extractors.document import Document, Flow
from extractors.doers import names_of
from extractors.model import Page


def _flow(text: str) -> Flow:
    return Flow.of(Document((Page(1, text),)), [(0, len(text))])


def _actors(text: str) -> list[str]:
    return [found.value for found in actors_of(_flow(text), "item")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ขอให้จังหวัดรายงานผลภายในวันที่ ๕", ["จังหวัด"]),
        ("ประมาณการราคาเบื้องต้น โดยกองช่าง ให้เสร็จภายใน ๑๗ เม.ย. ๖๙", ["กองช่าง"]),
        ("เมื่อสำนักงานจังหวัดได้รับรายงานแล้ว ให้วิเคราะห์และรายงานกรม", ["สำนักงานจังหวัด"]),
        ("หากส่วนราชการใดจะยืมเครื่องสูบน้ำ ขอให้กรอกแบบที่แนบ", ["ส่วนราชการ"]),
        ("สำหรับหน่วยงานที่เก็บทะเบียนสะพานเป็นกระดาษ หากจะแก้ไข ให้แจ้ง", ["หน่วยงานที่เก็บทะเบียนสะพานเป็นกระดาษ"]),
        ("นายสมมติ ตัวอย่าง นักวิชาการป่าไม้ สำรวจชนิดพันธุ์นก", ["นายสมมติ ตัวอย่าง"]),
        ("คณะทำงานอำนวยการ ประกอบด้วย ปลัดเทศบาล เป็นประธาน มีหน้าที่วางแผน", ["คณะทำงานอำนวยการ"]),
        ("จังหวัดที่ยังไม่ส่งผลสำรวจ เร่งส่งให้กรมตัวอย่าง", ["จังหวัดที่ยังไม่ส่งผลสำรวจ"]),
        ("สำนักงานพัฒนาชุมชนจังหวัดลำปาง จัดวิทยากร ๓ คน", ["สำนักงานพัฒนาชุมชนจังหวัดลำปาง"]),
        ("โรงพยาบาลลำปาง และสำนักงานคลังจังหวัด จัดรถรับส่ง", ["โรงพยาบาลลำปาง", "สำนักงานคลังจังหวัด"]),
        ("สำนักงานเขตพื้นที่การศึกษา มอบหมายโรงเรียนในสังกัดซ้อมหนีไฟ", ["สำนักงานเขตพื้นที่การศึกษา"]),
        ("สำนักงานสรรพสามิตพื้นที่ ตรวจร้านค้าทุกแห่ง", ["สำนักงานสรรพสามิตพื้นที่"]),
        ("สำนักงานคลังจังหวัด นอกจากงานตามข้อ 2 แล้ว ให้", ["สำนักงานคลังจังหวัด"]),
        ("ศส.ทด.อ. สำรวจครัวเรือนในพื้นที่", ["ศส.ทด.อ."]),
        ("สำนักงานขนส่งจังหวัด โปรดกำชับผู้ประกอบการเดินรถ", ["สำนักงานขนส่งจังหวัด"]),
    ],
)
def test_whoever_is_to_act_is_named(text: str, named: list[str]) -> None:
    assert _actors(text) == named


@pytest.mark.parametrize("text", ["กรณีโรงเรียนปิดทำการ ให้แจ้งล่วงหน้า", "จัดทำโดยได้รับการสนับสนุนจากกรม", "ค้นหาจุดแข็งของจังหวัด"])
def test_whom_it_is_about_is_not_who_acts(text: str) -> None:
    assert _actors(text) == []


@pytest.mark.parametrize("heading", ["โรงเรียนเอกชนในระบบ", "สรรพสามิตภาค", "เทศบาลตำบลขนาดเล็ก"])
def test_a_heading_that_names_somebody_says_who_acts_in_its_items(heading: str) -> None:
    names = names_of(["สรรพสามิตภาคที่ ๑ - ๑๐"])
    assert [found.value for found in headed_by(_flow(heading), names)] == [heading]


@pytest.mark.parametrize("heading", ["ด้านงบประมาณ", "การรายงานผลของจังหวัด", "จังหวัดจัดทำแผน", ""])
def test_a_heading_that_names_a_task_says_nothing_of_who_acts(heading: str) -> None:
    assert headed_by(_flow(heading), names_of(["สรรพสามิตภาคที่ ๑ - ๑๐"])) == ()


def test_several_offices_may_head_one_list() -> None:
    assert _actors("สำนักงานจังหวัด และสำนักงานคลังจังหวัด") == ["สำนักงานจังหวัด", "สำนักงานคลังจังหวัด"]


def test_what_a_thing_is_asked_for_is_not_who_does_it() -> None:
    lead = "เพื่อให้เกษตรกรได้รับเงินโดยเร็ว จึงขอความร่วมมือมายังท่าน ดังนี้"
    assert actors_of(_flow(lead), "lead") == ()


def test_who_is_enabled_acts_where_nothing_else_is_asked() -> None:
    lead = "ขอซักซ้อมความเข้าใจเพื่อให้โรงเรียนถือปฏิบัติให้ตรงกัน ดังนี้"
    assert [found.value for found in actors_of(_flow(lead), "lead")] == ["โรงเรียน"]


def test_those_who_are_overseen_to_act_are_asked_by_a_lead() -> None:
    lead = "จึงขอให้สำนักงานจังหวัดกำกับดูแลโรงเรียนในสังกัดให้ดำเนินการ ดังนี้"
    assert [found.value for found in actors_of(_flow(lead), "lead")] == ["โรงเรียนในสังกัด"]
