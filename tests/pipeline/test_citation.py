"""A citing letter tells of the one it cites by subject and by whom it goes to; misread signs do not undo that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.citation import addressed, alike, told, touched

SUBJECT = "แนวทางการป้องกันอุทกภัยในพื้นที่"


def test_a_subject_is_told_by_the_sentence_that_holds_it_though_a_sign_is_misread() -> None:
    assert told(SUBJECT, f"ตามหนังสือที่อ้างถึง กรมแจ้ง{SUBJECT} นั้น") == 1.0
    assert told(SUBJECT, "ตามหนังสือที่อ้างถึง กรมแจ้งแนวทางการปองกันอุทกถัยในพื้นที่ นั้น") > 0.55
    assert told(SUBJECT, "ตามที่ขอให้ส่งรายชื่อ นั้น") == 0.0


def test_a_subject_is_touched_by_the_matter_alone() -> None:
    assert touched(SUBJECT, "กรมแจ้งให้ป้องกันอุทกภัย", 6)
    assert not touched(SUBJECT, "กรมแจ้งเรื่องภัยแล้ง", 6)


def test_nothing_is_told_of_an_empty_subject() -> None:
    assert told("", "ตามหนังสือ") == 0.0 and not touched("", "ตามหนังสือ", 6)


def test_a_letter_to_all_of_a_group_reaches_each_of_it() -> None:
    governors = ("ผู้ว่าราชการจังหวัด ทุกจังหวัด",)
    assert addressed(("จังหวัดชัยภูมิ", "นายอำเภอ ทุกอำเภอ"), governors) is True
    assert addressed(("ศาลากลางจังหวัดชัยภูมิ",), governors) is True
    assert addressed(("กรมการปกครอง", "อธิบดีกรมที่ดิน"), governors) is False
    assert addressed(("เทศบาลตำบลปัว",), ("องค์กรปกครองส่วนท้องถิ่น",)) is True
    assert addressed(("สำนักงานเกษตรจังหวัดเลย",), ("หัวหน้าส่วนราชการประจำจังหวัด",)) is True


def test_a_letter_to_one_office_reaches_that_one_alone() -> None:
    assert addressed(("จังหวัดเลย",), ("ผู้ว่าราชการจังหวัดเลย",)) is True
    assert addressed(("จังหวัดน่าน",), ("ผู้ว่าราชการจังหวัดเลย",)) is False


def test_a_group_is_known_though_a_sign_of_it_is_misread() -> None:
    assert addressed(("จังหวัดเลย",), ("ผู้ว่าราชการจังหวดทุกจังหวัด",)) is True


def test_it_is_not_told_where_nobody_or_anybody_is_addressed() -> None:
    assert addressed((), ("ผู้ว่าราชการจังหวัด",)) is None
    assert addressed(("จังหวัดเลย",), ()) is None
    assert addressed(("จังหวัดเลย",), ("หัวหน้าส่วนราชการ",)) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_comparison(one: str, other: str) -> None:
    assert 0.0 <= told(one, other) <= 1.0
    assert touched(one, other, 6) == touched(other, one, 6)
    assert addressed((one,), (other,)) in (True, False, None)
    assert alike(one, other, 85) == alike(other, one, 85)
