"""Who is addressed heads an office; the office is what acts, in the words of its own name."""

from __future__ import annotations

import pytest
from letters_by_hand import HEAD, compose, read_one

from extractors.office_heads import offices_of


@pytest.mark.parametrize(
    ("addressee", "office"),
    [
        ("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "จังหวัด"),
        ("ผู้ว่าราชการจังหวัดเลย", "จังหวัดเลย"),
        ("นายอำเภอเมืองตราด", "อำเภอเมืองตราด"),
        ("นายกเทศมนตรีเมืองตราด", "เทศบาลเมืองตราด"),
        ("นายกองค์การบริหารส่วนตำบลทุกแห่ง", "องค์การบริหารส่วนตำบล"),
        ("นายแพทย์สาธารณสุขจังหวัดทุกจังหวัด", "สำนักงานสาธารณสุขจังหวัด"),
        ("พลังงานจังหวัด ทุกจังหวัด", "สำนักงานพลังงานจังหวัด"),
        ("ท้องถิ่นอำเภอทุกอำเภอ", "สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ"),
        ("เลขาธิการ ก.พ.ร.", "สำนักงาน ก.พ.ร."),
        ("ปลัดเทศบาลนครน่าน", "เทศบาลนครน่าน"),
        ("ผู้อำนวยการเขตทุกเขต", "สำนักงานเขต"),
        ("ผู้อำนวยการท่าเรือระนอง", "ท่าเรือระนอง"),
        ("หัวหน้าหอผู้ป่วยทุกแห่ง", "หอผู้ป่วย"),
        ("อธิบดี", "กรม"),
        ("เลขาธิการคณะรัฐมนตรี", "สำนักเลขาธิการคณะรัฐมนตรี"),
        ("ผู้ว่าราชการจังหวัด ทุกจังหวัด (ยกเว้นจังหวัดภูเก็ต)", "จังหวัด"),
        ("ผู้ว่าราชการจังหวัด ๑๗ จังหวัด ตามบัญชีแนบท้าย", "จังหวัด"),
        ("ผู้ว่าราชการจังหวัด/ประธานกรรมการสถานพยาบาลจังหวัด ทุกจังหวัด", "จังหวัด"),
        ("ผู้อำนวยการกอง/ศูนย์/กลุ่ม", "กอง/ศูนย์/กลุ่ม"),
        ("หัวหน้าส่วนราชการประจำจังหวัดน่าน ทุกส่วนราชการ", "ส่วนราชการประจำจังหวัดน่าน"),
    ],
)
def test_the_office_bears_its_own_name(addressee: str, office: str) -> None:
    assert offices_of(addressee) == (office,)


@pytest.mark.parametrize("addressee", ["ผู้จัดการโรงแรม", "ประธานกรรมการ", "กำนัน", "โรงพยาบาลสะพานไม้", "เกษตรกร", ""])
def test_who_heads_no_known_office_stays_as_he_is_addressed(addressee: str) -> None:
    assert offices_of(addressee) == (addressee,)


def test_heads_of_several_offices_joined_by_a_stroke_stand_for_each() -> None:
    joined = "นายกองค์การบริหารส่วนตำบล/นายกเทศมนตรีตำบล ทุกแห่ง"
    assert offices_of(joined) == ("องค์การบริหารส่วนตำบล", "เทศบาลตำบล")


def test_a_directive_that_names_nobody_falls_to_the_addressees_office_and_says_so() -> None:
    letter = read_one(compose(HEAD, body="ด้วยสะพานไม้ชำรุดหลายแห่ง จึงขอให้สำรวจสะพานไม้ในพื้นที่ภายในวันที่ ๖ มีนาคม ๒๕๖๘"))
    (directive,) = letter.directives
    offices = [office for to in letter.addressees for office in offices_of(to.value)]
    assert [actor.value for actor in directive.actors] == offices
    assert all("actor-from-addressee" in actor.evidence.doubts for actor in directive.actors)
