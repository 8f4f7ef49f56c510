"""Who is to act, told by where the name stands in what is ordered."""

import pytest

from extractors.actors import actors_of
from extractors.document import Document, Flow
from extractors.model import Page


def _actors(text: str) -> list[str]:
    return [found.value for found in actors_of(Flow.of(Document((Page(1, text),)), [(0, len(text))]), "item")]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ขอให้จังหวัดรายงานผลภายในวันที่ ๕", ["จังหวัด"]),
        ("ประมาณการราคาเบื้องต้น โดยกองช่าง ให้เสร็จภายใน ๑๗ เม.ย. ๖๙", ["กองช่าง"]),
        ("เมื่อสำนักงานจังหวัดได้รับรายงานแล้ว ให้วิเคราะห์และรายงานกรม", ["สำนักงานจังหวัด"]),
        ("หากส่วนราชการใดต้องการขอเบิกเงิน ขอให้ปฏิบัติตามหนังสือดังกล่าว", ["ส่วนราชการ"]),
        ("สำหรับหน่วยงานที่บันทึกผ่านระบบ Excel หากประสงค์จะปรับ ให้แจ้ง", ["หน่วยงานที่บันทึกผ่านระบบ Excel"]),
        ("นายสมมติ ตัวอย่าง นักวิชาการป่าไม้ สำรวจชนิดพันธุ์นก", ["นายสมมติ ตัวอย่าง"]),
        ("คณะทำงานอำนวยการ ประกอบด้วย ปลัดเทศบาล เป็นประธาน มีหน้าที่วางแผน", ["คณะทำงานอำนวยการ"]),
        ("จังหวัดที่ยังไม่ส่งผลสำรวจ เร่งส่งให้กรมตัวอย่าง", ["จังหวัดที่ยังไม่ส่งผลสำรวจ"]),
    ],
)
def test_whoever_is_to_act_is_named(text: str, named: list[str]) -> None:
    assert _actors(text) == named


@pytest.mark.parametrize("text", ["กรณีโรงเรียนปิดทำการ ให้แจ้งล่วงหน้า", "จัดทำโดยได้รับการสนับสนุนจากกรม", "ค้นหาจุดแข็งของจังหวัด"])
def test_whom_it_is_about_is_not_who_acts(text: str) -> None:
    assert _actors(text) == []
