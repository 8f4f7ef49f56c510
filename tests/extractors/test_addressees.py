"""Several addressees in one line are told apart; one who bears two titles stays one."""

import pytest

from extractors.addressees import find_addressees
from extractors.document import Document
from extractors.lines import read_lines
from extractors.model import Page
from extractors.zones import read_zones


def _addressees(*lines: str) -> list[str]:
    text = "\n".join(("ที่ ตย ๐๑๐๑/ว ๑", "กรมตัวอย่าง", "๑ มีนาคม ๒๕๖๙", "เรื่อง ทดลอง", *lines, "ด้วยกรมตัวอย่างจะจัดประชุม"))
    document = Document((Page(1, text),))
    return [found.value for found in find_addressees(document, read_zones(read_lines(document)))]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("เรียน คณบดี/ผู้อำนวยการวิทยาลัย/ประธานหลักสูตร", ["คณบดี", "ผู้อำนวยการวิทยาลัย", "ประธานหลักสูตร"]),
        ("เรียน ผู้อำนวยการเขตทุกเขต และผู้ประกอบการท่าเรือ", ["ผู้อำนวยการเขตทุกเขต", "ผู้ประกอบการท่าเรือ"]),
        ("เรียน ผู้รับใบอนุญาต/ผู้อำนวยการโรงเรียน", ["ผู้รับใบอนุญาต/ผู้อำนวยการโรงเรียน"]),
        ("เรียน นายอำเภอ ทุกอำเภอ ยุติธรรมจังหวัด", ["นายอำเภอ ทุกอำเภอ", "ยุติธรรมจังหวัด"]),
        ("เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด ยกเว้นจังหวัดเลย", ["ผู้ว่าราชการจังหวัด ทุกจังหวัด ยกเว้นจังหวัดเลย"]),
        (
            "เรียน ผู้ว่าราชการจังหวัด/ประธานกรรมการสถานสงเคราะห์จังหวัด",
            ["ผู้ว่าราชการจังหวัด/ประธานกรรมการสถานสงเคราะห์จังหวัด"],
        ),
    ],
)
def test_each_addressee_stands_for_himself(line: str, named: list[str]) -> None:
    assert _addressees(line) == named


def test_a_title_at_the_end_of_a_line_goes_on_in_the_next() -> None:
    assert _addressees("เรียน ประธานชุมชนย่านเมืองเก่า และผู้จัดการ", "การไฟฟ้าส่วนภูมิภาคจังหวัดลำปาง")[-1:] == [
        "ผู้จัดการการไฟฟ้าส่วนภูมิภาคจังหวัดลำปาง"
    ]
