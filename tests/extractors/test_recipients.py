"""Who is sent the result, and who only stands in the sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document, Flow
from extractors.model import Page
from extractors.recipients import recipients_of


def _recipients(text: str) -> list[str]:
    document = Document((Page(1, text),))
    return [found.value for found in recipients_of(Flow.of(document, [(0, len(text))]))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("รายงานผลให้จังหวัดทราบภายในวันที่ ๕ มีนาคม ๒๕๖๙", ["จังหวัด"]),
        ("แจ้งชื่อเวรให้ฝ่ายส่งน้ำและบำรุงรักษาที่ ๒ ทราบ", ["ฝ่ายส่งน้ำและบำรุงรักษาที่ ๒"]),
        ("แจ้งผลให้เขื่อนตัวอย่างทราบภายในวันที่ ๕", ["เขื่อนตัวอย่าง"]),
        ("แจ้งผลการประเมินให้ผู้รับการประเมินทราบเป็นรายบุคคล", ["ผู้รับการประเมิน"]),
        ("สรุปเหตุขัดข้องเสนออธิบดีอัยการผ่านสำนักอำนวยการ ภายในวันที่ ๓๑", ["อธิบดีอัยการ"]),
        ("ให้ส่งผ่านสถาบันวิทยาลัยชุมชนเพื่อรวบรวมจัดส่ง", ["สถาบันวิทยาลัยชุมชน"]),
        ("ให้ขออนุมัติต่อคณะกรรมการวินิจฉัยฯ เป็นรายกรณี", ["คณะกรรมการวินิจฉัยฯ"]),
        ("เสนอคณะอนุกรรมการกลั่นกรองระดับจังหวัดพิจารณาให้แล้วเสร็จ", ["คณะอนุกรรมการกลั่นกรองระดับจังหวัด"]),
        ("ส่งรายชื่อผู้ดูแลระบบ มายังหอสมุดตัวอย่าง ทางอีเมล", ["หอสมุดตัวอย่าง"]),
        ("ส่งใบสมัครของนักกีฬาที่กลุ่มงานบริหารงานปกครอง ภายในวันที่ ๕", ["กลุ่มงานบริหารงานปกครอง"]),
        ("ยื่นคำขอต่อสำนักศิลปากรในพื้นที่ล่วงหน้า ๙๐ วัน", ["สำนักศิลปากรในพื้นที่"]),
        ("ส่งกลับกองแผนงานทางไปรษณีย์อิเล็กทรอนิกส์", ["กองแผนงาน"]),
    ],
)
def test_whoever_is_sent_the_result_is_named_whole(text: str, named: list[str]) -> None:
    assert _recipients(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "แจ้งองค์กรปกครองส่วนท้องถิ่นทราบโดยทั่วกัน",
        "ประชาสัมพันธ์การเปิดรับข้อเสนอโครงการให้ชมรมและโรงเรียนทราบ",
        "ทั้งนี้ สำนักงานฯ จะเสนอรายชื่อต่อคณะรัฐมนตรี",
        "แจ้งผลให้ประชาชนทราบ",
        "ใช้แบบรายงานที่กรมกำหนด แล้วดำเนินการให้แล้วเสร็จ",
    ],
)
def test_news_that_spreads_and_what_others_will_do_has_no_recipient(text: str) -> None:
    assert _recipients(text) == []


def test_a_lost_tone_makes_no_word_of_the_end_of_another() -> None:
    assert _recipients("แจ้งผลให้โรงพยาบาลบ้านใหม่ทราบ") == ["โรงพยาบาลบ้านใหม่"]


@given(st.text("ให้ต่อกรมผ่านส่งแจ้งทราบ ที่ฯ1\n", max_size=80))
def test_any_text_is_read_without_a_failure(text: str) -> None:
    assert all(name == name.strip() for name in _recipients(text))
