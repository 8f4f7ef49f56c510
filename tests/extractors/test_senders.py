"""Who writes is told by its place: behind the number, before the address."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import Page

REST = """
๕ มีนาคม ๒๕๖๘

เรื่อง การเตรียมความพร้อม
เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

ด้วยจะมีการประชุม จึงขอให้จังหวัดรายงานผลภายในวันที่ ๒๐ มีนาคม ๒๕๖๘
"""


def _sender(head: str) -> str | None:
    [letter] = read_letters(Document((Page(1, head.strip() + "\n" + REST),)), names=False)
    return letter.sender.value if letter.sender else None


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("ที่ ตย ๐๑๐๑/ว ๑๒\nกรมตัวอย่างบริการ\nถนนสมมติ กทม. ๑๐๒๐๐", "กรมตัวอย่างบริการ"),
        ("ที่ ตย ๐๑๐๑/ว ๑๒        กรมตัวอย่างบริการ\n        ถนนสมมติ กทม. ๑๐๒๐๐", "กรมตัวอย่างบริการ"),
        (
            "ที่ ตย ๐๑๐๑/ว ๑๒\nสำนักงานนโยบายและแผน\nทรัพยากรสมมติและสิ่งแวดล้อม\n๑๑๘/๑ อาคารตัวอย่าง",
            "สำนักงานนโยบายและแผนทรัพยากรสมมติและสิ่งแวดล้อม",
        ),
        (
            "ที่ ลต (พบ) ๐๐๐๒/ว ๓\nสำนักงานคณะกรรมการการเลือกตั้ง\nประจำจังหวัดเพชรบูรณ์\nศาลากลางจังหวัดเพชรบูรณ์ ๖๗๐๐๐",
            "สำนักงานคณะกรรมการการเลือกตั้งประจำจังหวัดเพชรบูรณ์",
        ),
        ("ที่ กค ๐๑๐๑/ว ๑๒\nสำนักงานคลังจังหวัดเลย\nศาลากลางจังหวัดเลย ชั้น ๑\nถนนสมมติ ๔๒๐๐๐", "สำนักงานคลังจังหวัดเลย"),
        ("ที่ พน ๐๑๐๑/ว ๑๒\nกรมธุรกิจตัวอย่าง กระทรวงพลังงาน\n๕๕๕/๒ ศูนย์สมมติ อาคาร บี", "กรมธุรกิจตัวอย่าง กระทรวงพลังงาน"),
        ("ที่ ตย ๐๑๐๑/ว ๑๒\n(ตราครุฑ)\nกรมตัวอย่างบริการ\nถนนสมมติ กทม. ๑๐๒๐๐", "กรมตัวอย่างบริการ"),
        ("ที่ ตช ๐๑๐๑/ว ๑๒\nตรวจคนเข้าเมืองจังหวัดกระบี่\n๓๘๒ หมู่ ๗ ตำบลสมมติ", "ตรวจคนเข้าเมืองจังหวัดกระบี่"),
        ("ที่ ลย ๐๐๒๑/ว ๗\nกองอำนวยการป้องกันภัย\nจังหวัดเลย ศาลากลางจังหวัดเลย\nถนนสมมติ ๔๒๐๐๐", "กองอำนวยการป้องกันภัยจังหวัดเลย"),
    ],
)
def test_who_writes_stands_behind_the_number_and_before_the_address(head: str, name: str) -> None:
    assert _sender(head) == name


def test_the_office_on_a_receipt_stamp_between_number_and_name_does_not_write() -> None:
    stamp = "สสจ.ตัวอย่าง\nเลขรับ ๘๙๐๑\nวันที่ ๒๐ มี.ค. ๒๕๖๘\nเวลา ๑๐.๔๕ น."
    assert _sender(f"ที่ สธ ๐๑๐๑/ว ๑๒\n\n{stamp}\n\nกระทรวงสาธารณสุข\nถนนสมมติ ๑๑๐๐๐") == "กระทรวงสาธารณสุข"


def test_a_memo_names_its_office_without_what_its_line_goes_on_with() -> None:
    memo = "บันทึกข้อความ\nส่วนราชการ สำนักตัวอย่าง (กลุ่มงานสมมติ โทร. ๐ ๒๒๔๖ ๐๓๐๑)\nที่ กท ๑๑๐๖/๓๘ วันที่ ๙ กรกฎาคม ๒๕๖๘"
    assert _sender(memo) == "สำนักตัวอย่าง"
