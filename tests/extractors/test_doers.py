"""Who is named after a word that asks: what no list holds is told by its form or by the letter itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.doers import OwnNames, doer_at, doers_at, names_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นขต.มทบ.99 รายงานผล", "นขต.มทบ.99"),
        ("รอง ผกก.ป. ออกตรวจ", "รอง ผกก.ป."),
        ("ผู้ควบคุมรถบันทึกเลขไมล์", "ผู้ควบคุมรถ"),
        ("ผู้เข้ารับการอบรมรายงานตัว", "ผู้เข้ารับการอบรม"),
        ("อาชีวศึกษาจังหวัดพิจารณา", "อาชีวศึกษาจังหวัด"),
        ("คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่นยกร่างแผน", "คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่น"),
        ("หน่วยงานที่มีรถราชการเกิน 10 คัน ติดตั้ง", "หน่วยงานที่มีรถราชการเกิน 10 คัน"),
        ("โรงเรียนสแกนเอกสาร", "โรงเรียน"),
        ("จังหวัดดำเนินการ", "จังหวัด"),
        ("จังหวัดที่ยังไม่ส่งผลสำรวจ เร่งส่งให้กรม", "จังหวัดที่ยังไม่ส่งผลสำรวจ"),
        ("องค์การบริหารส่วนจังหวัดที่ยังไม่ส่งข้อมูลจัดส่งแบบ", "องค์การบริหารส่วนจังหวัดที่ยังไม่ส่งข้อมูล"),
        ("ผู้มีสิทธิให้มารับ", "ผู้มีสิทธิ"),
        ("ผู้มีรายชื่อลำดับที่ 1 มารายงานตัว", "ผู้มีรายชื่อลำดับที่ 1"),
        ("ผู้รับผิดชอบงานแม่และเด็กชี้แจง", "ผู้รับผิดชอบงานแม่และเด็ก"),
        ("เจ้าหน้าที่ตามบัญชีแนบท้ายปฏิบัติงาน", "เจ้าหน้าที่ตามบัญชีแนบท้าย"),
        ("นายสมมติ ตัวอย่าง นักวิชาการป่าไม้ สำรวจ", "นายสมมติ ตัวอย่าง"),
        ("ผู้รับใบอนุญาตทุกรายส่งข้อมูล", "ผู้รับใบอนุญาตทุกราย"),
        ("โรงเรียนที่แจ้งความจำนงไว้แล้ว ดำเนินการ", "โรงเรียนที่แจ้งความจำนงไว้แล้ว"),
        ("โรงพยาบาลที่มีเครื่อง MRI เพิ่มรอบตรวจ", "โรงพยาบาลที่มีเครื่อง MRI"),
        ("ส่วนราชการที่มีหนี้ค้างเกิน 5 รายการในปีก่อน ให้จัดทำแผน", "ส่วนราชการที่มีหนี้ค้างเกิน 5 รายการในปีก่อน"),
        ("หน่วยงานตามข้อ 2 และข้อ 4 รายงาน", "หน่วยงานตามข้อ 2 และข้อ 4"),
        ("สถานีอนามัยในพื้นที่ภาคใต้ ให้สำรวจ", "สถานีอนามัยในพื้นที่ภาคใต้"),
        ("จังหวัดลำปางซึ่งยังไม่ส่งบัญชีรายชื่อ ให้เร่งส่ง", "จังหวัดลำปาง"),
        ("ผู้ประกอบการร้านอาหารริมน้ำ 24 แห่ง จัดส่งแผน", "ผู้ประกอบการร้านอาหารริมน้ำ 24 แห่ง"),
        ("โรงเรียน 30 แห่ง ที่ยังขาดครูพี่เลี้ยง ขอให้รายงาน", "โรงเรียน 30 แห่ง ที่ยังขาดครูพี่เลี้ยง"),
        ("สถานศึกษาปลายทางรับนักเรียน", "สถานศึกษาปลายทาง"),
        ("ทั้งสองหน่วยงานร่วมกันสรุปผล", "ทั้งสองหน่วยงาน"),
        ("บ้านพักเด็กและครอบครัวจังหวัดลำปางรายงาน", "บ้านพักเด็กและครอบครัวจังหวัดลำปาง"),
        ("สถานศึกษาที่มีเหตุไม่อาจเข้ารับการตรวจได้ ให้ทำหนังสือ", "สถานศึกษาที่มีเหตุไม่อาจเข้ารับการตรวจได้"),
        ("โรงเรียนที่ได้รับการคัดเลือกเป็นตัวแทนต้องส่งแบบ", "โรงเรียนที่ได้รับการคัดเลือกเป็นตัวแทน"),
        ("งานป้องกันและบรรเทาสาธารณภัยจัดเรือกู้ภัยประจำท่าน้ำตลอดงาน", "งานป้องกันและบรรเทาสาธารณภัย"),
        ("ปลัดอำเภอประจำตำบลเก็บแบบสอบถาม", "ปลัดอำเภอประจำตำบล"),
    ],
)
def test_whoever_is_named_ends_before_what_he_must_do(text: str, name: str) -> None:
    found = doer_at(text, 0)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["ความสำคัญกับจังหวัด", "พ.ศ. 2567", "ผู้ใดพบเห็น", "บริการประชาชนในจังหวัด", "15 วัน"])
def test_what_is_nobody_is_not_named(text: str) -> None:
    assert doer_at(text, 0) is None


def test_a_name_that_the_letter_gives_is_known_in_it() -> None:
    names = names_of(["กองส่งเสริมโครงการพระราชดำริ การจัดการพื้นที่และวิศวกรรมเกษตร"])
    found = doer_at("กองส่งเสริมโครงการพระราชดำริการจัดการพื้นที่และวิศวกรรมเกษตร ภายในวันที่ 5", 0, names)
    assert found is not None
    assert found.rule == "agency.own"
    assert found.end == 60


def test_several_are_parted() -> None:
    found, end = doers_at("กำนัน ผู้ใหญ่บ้านนำทหารกองเกิน", 0)
    assert [one.name for one in found] == ["กำนัน", "ผู้ใหญ่บ้าน"]
    assert end == 17


@given(st.text(alphabet="ผู้ที่จังหวัดการ. 0ให้รายงานสอบอ", max_size=60), st.integers(0, 60))
def test_any_text_is_read_without_a_failure(text: str, start: int) -> None:
    found = doer_at(text, min(start, len(text)))
    assert found is None or found.end > found.start


NAMES = st.lists(st.text("กขคงา1.", min_size=1, max_size=8), min_size=1, max_size=6)


@given(NAMES, st.text("กขคงา1. \t", max_size=30))
def test_own_names_are_found_as_a_pattern_of_them_would(names: list[str], text: str) -> None:
    spaced = ("[ \\t]?".join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile("|".join(spaced))
    own = OwnNames(names)
    for at in range(len(text)):
        match = pattern.match(text, at)
        assert own.end(text, at) == (match.end() if match else None)
    assert own.stands_in(text, 0) == bool(pattern.search(text))


def test_a_unit_and_the_office_that_it_is_of_are_one() -> None:
    assert [one.name for one in doers_at("กลุ่มงานควบคุมโรคติดต่อ สสจ.ชุมพร ทราบ", 0)[0]] == ["กลุ่มงานควบคุมโรคติดต่อ สสจ.ชุมพร"]
    assert [one.name for one in doers_at("ฝ่ายทะเบียน กองกลาง จัดทำ", 0)[0]] == ["ฝ่ายทะเบียน กองกลาง"]
    assert [one.name for one in doers_at("กองคลัง กองช่าง จัดทำ", 0)[0]] == ["กองคลัง", "กองช่าง"]
    assert [one.name for one in doers_at("กองคลัง สำนักปลัด ทราบ", 0)[0]] == ["กองคลัง", "สำนักปลัด"]


def test_a_name_of_the_letters_own_ends_before_a_short_verb() -> None:
    names = names_of(["นายกสมาคมผู้เลี้ยงผึ้งไทย"])
    found = doer_at("สมาคมผู้เลี้ยงผึ้งไทยแจ้งสมาชิก", 0, names)
    assert found is not None
    assert found.name == "สมาคมผู้เลี้ยงผึ้งไทย"


@pytest.mark.parametrize(("text", "end"), [("ศูนย์ฝึกและอบรมฯ จัดเวร", 16), ("ศูนย์ฝึกและอบรมพิเศษฯ จัดเวร", 8)])
def test_a_name_cut_short_is_one_that_the_letter_gives_whole(text: str, end: int) -> None:
    found = doer_at(text, 0, names_of(["ผู้อำนวยการศูนย์ฝึกและอบรมเด็กและเยาวชน ทุกแห่ง"]))
    assert found is not None
    assert found.end == end


def test_a_verb_within_a_name_that_the_letter_gives_names_nobody() -> None:
    names = names_of(["กองติดตาม ตรวจสอบ และประเมินผลการซ่อมสะพาน"])
    assert doer_at("ตรวจสอบความถูกต้องของข้อมูล", 0, names) is None
