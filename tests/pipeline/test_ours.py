"""Which tasks are ours: by name, by group, but for those left out; and the reason is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.office import Office
from pipeline.ours import Told, by_name, whose
from rules.load import load

PROVINCE = Office(name="จังหวัดชัยภูมิ", level="province", province="ชัยภูมิ", parent="กระทรวงมหาดไทย")
HEALTH = Office(
    name="สำนักงานสาธารณสุขจังหวัดชัยภูมิ", level="province-office", province="ชัยภูมิ", parent="กระทรวงสาธารณสุข",
    also=("สสจ.ชัยภูมิ",), heads=("นายแพทย์สาธารณสุขจังหวัดชัยภูมิ",),
)  # fmt: skip
TOWN = Office(name="เทศบาลเมืองชัยภูมิ", level="local", province="ชัยภูมิ", heads=("นายกเทศมนตรีเมืองชัยภูมิ",))
SCHOOLS = Office(name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 1", level="other", province="เลย")
ALL = ("ผู้ว่าราชการจังหวัด ทุกจังหวัด",)


@pytest.mark.parametrize(
    ("office", "name", "expected"),
    [
        (PROVINCE, "จังหวัด", "ours"),
        (PROVINCE, "ทุกจังหวัด", "ours"),
        (PROVINCE, "ผู้ว่าราชการจังหวัดทุกจังหวัด", "ours"),
        (PROVINCE, "ผู้ว่าราชการจังหวัดชัยภูมิ", "ours"),
        (PROVINCE, "ศาลากลางจังหวัดชัยภูมิ", "ours"),
        (PROVINCE, "จังหวัดภูเก็ต", "theirs"),
        (PROVINCE, "อำเภอ", "theirs"),
        (PROVINCE, "กรมการปกครอง", "theirs"),
        (PROVINCE, "หัวหน้าส่วนราชการ", "ours"),
        (PROVINCE, "หน่วยงานที่เกี่ยวข้อง", "unclear"),
        (PROVINCE, "จังหวัดชัยภมิ", "unclear"),
        (HEALTH, "สำนักงานสาธารณสุขจังหวัด", "ours"),
        (HEALTH, "นายแพทย์สาธารณสุขจังหวัด ทุกจังหวัด", "ours"),
        (HEALTH, "สสจ.ชัยภูมิ", "ours"),
        (HEALTH, "สำนักงานสาธารณสุขจังหวัดเลย", "theirs"),
        (HEALTH, "สำนักงานคลังจังหวัด", "theirs"),
        (HEALTH, "จังหวัด", "theirs"),
        (HEALTH, "หัวหน้าส่วนราชการประจำจังหวัด", "ours"),
        (HEALTH, "หน่วยงานในสังกัดกระทรวงสาธารณสุข", "ours"),
        (HEALTH, "หน่วยงานในสังกัดกระทรวงมหาดไทย", "theirs"),
        (TOWN, "องค์กรปกครองส่วนท้องถิ่น", "ours"),
        (TOWN, "องค์กรปกครองส่วนท้องถิ่นในจังหวัดเลย", "theirs"),
        (TOWN, "เทศบาลเมือง", "ours"),
        (TOWN, "นายกเทศมนตรีเมือง ทุกแห่ง", "ours"),
        (TOWN, "องค์การบริหารส่วนตำบล", "theirs"),
        (SCHOOLS, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต ๑", "ours"),
        (SCHOOLS, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต ๒", "theirs"),
        (SCHOOLS, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย", "unclear"),
        (SCHOOLS, "สำนักงานเขตพื้นที่การศึกษาทุกเขต", "ours"),
    ],
)
def test_a_name_is_ours_a_groups_or_anothers(office, name, expected):
    verdict = by_name(office, name)
    assert verdict.whose == expected, verdict.why
    assert name in verdict.why


def test_one_district_number_is_not_the_start_of_another():
    ten = Office(name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 10", level="other", province="เลย")
    assert by_name(ten, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 1").whose == "theirs"


def test_a_duty_for_all_provinces_is_not_ours_where_we_are_left_out():
    told = Told("จังหวัด", "รายงานผล", ("ผู้ว่าราชการจังหวัด ทุกจังหวัด (ยกเว้นจังหวัดเลยและจังหวัดชัยภูมิ)",))
    verdict = whose(PROVINCE, told)
    assert verdict.whose == "theirs" and "ยกเว้น" in verdict.why


def test_others_left_out_leave_us_in():
    told = Told("", "รายงานผล", ("ผู้ว่าราชการจังหวัด ทุกจังหวัด (ยกเว้นกรุงเทพมหานคร)",))
    assert whose(PROVINCE, told).whose == "ours"


def test_being_left_out_may_stand_in_the_duty_itself():
    assert whose(PROVINCE, Told("ทุกจังหวัด", "ให้ทุกจังหวัด ยกเว้นชัยภูมิ ให้ส่งแผน", ALL)).whose == "theirs"
    assert whose(PROVINCE, Told("ทุกจังหวัด", "ให้ทุกจังหวัด ยกเว้นเลย ให้ส่งแผนของชัยภูมิ", ALL)).whose == "ours"


def test_a_condition_leaves_nobody_out():
    assert whose(PROVINCE, Told("จังหวัด", "เว้นแต่จังหวัดชัยภูมิจะเห็นเป็นอย่างอื่น", ALL)).whose == "ours"


def test_our_own_name_is_ours_whatever_the_group_is_spared():
    told = Told("จังหวัดชัยภูมิ", "ทุกจังหวัดยกเว้นจังหวัดชัยภูมิส่งแบบ ๑ จังหวัดชัยภูมิส่งแบบ ๒", ALL)
    assert whose(PROVINCE, told).whose == "ours"


def test_a_duty_for_nobody_named_is_the_addressees():
    assert whose(PROVINCE, Told("", "รายงานผล", ALL)).whose == "ours"
    assert whose(PROVINCE, Told("", "รายงานผล", ("อธิบดีกรมการปกครอง",))).whose == "theirs"
    assert whose(PROVINCE, Told("", "รายงานผล")).whose == "unclear"


def test_officials_are_those_of_whoever_gets_the_letter():
    assert whose(PROVINCE, Told("เจ้าหน้าที่", "ตรวจพื้นที่", ALL)).whose == "ours"
    assert whose(HEALTH, Told("เจ้าหน้าที่", "ตรวจพื้นที่", ALL)).whose == "theirs"


def test_the_province_of_a_letter_to_one_other_province_is_that_one():
    verdict = whose(PROVINCE, Told("จังหวัด", "รายงานผล", ("ผู้ว่าราชการจังหวัดเลย",)))
    assert verdict.whose == "theirs" and "จังหวัดเลย" in verdict.why


def test_what_we_ordered_and_what_is_reported_to_us_is_waited_for():
    assert whose(PROVINCE, Told("อำเภอ", "รายงาน", ("นายอำเภอ ทุกอำเภอ",), sender="จังหวัดชัยภูมิ")).whose == "waiting"
    assert whose(PROVINCE, Told("อำเภอ", "รายงาน", ALL, recipients=("จังหวัดชัยภูมิ",))).whose == "waiting"


def test_all_offices_under_the_sender_are_ours_where_the_sender_is_our_parent():
    assert whose(HEALTH, Told("หน่วยงานในสังกัด", "รายงาน", sender="กระทรวงสาธารณสุข")).whose == "ours"
    assert whose(HEALTH, Told("หน่วยงานในสังกัด", "รายงาน", sender="กรมที่ดิน")).whose == "unclear"


def test_every_office_in_a_letter_that_is_not_to_us_is_for_a_person_to_say():
    assert whose(PROVINCE, Told("หน่วยงาน", "ส่งรายชื่อ", ("ผู้อำนวยการกอง",))).whose == "unclear"
    assert whose(PROVINCE, Told("หน่วยงาน", "ส่งรายชื่อ", ALL)).whose == "ours"


def test_words_that_are_no_office_leave_it_open_where_the_letter_is_to_us():
    assert whose(PROVINCE, Told("เน้นย้ำสำนักงานพัฒนาชุมชนจังหวัด", "รายงาน", ALL)).whose == "unclear"
    assert whose(HEALTH, Told("เน้นย้ำสำนักงานพัฒนาชุมชนจังหวัด", "รายงาน", ALL)).whose == "theirs"
    assert whose(PROVINCE, Told("สำนักงานพัฒนาชุมชนจังหวัด", "รายงาน", ALL)).whose == "theirs"


NAMES = st.text(alphabet="กขจังหวัดอำเภอทุกยกเว้นในสังกัดที่เกี่ยวข้อง ()๑2", max_size=30)


@given(NAMES, NAMES, st.lists(NAMES, max_size=3), NAMES)
def test_any_words_have_a_verdict_and_a_reason(actor, text, addressees, sender):
    verdict = whose(PROVINCE, Told(actor, text, tuple(addressees), sender, (actor,)))
    assert verdict.whose in ("ours", "waiting", "theirs", "unclear") and verdict.why


def test_no_group_is_named_twice():
    names = [name for term in load("levels").terms for name in (term.name, *term.variants)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.slow
def test_the_real_bundle_is_shared_out_as_its_letters_say(circulars, tmp_path):
    """A ministry to all provinces, a province to its districts and two local offices."""
    from collections import Counter
    from datetime import date

    from pipeline.run import run
    from pipeline.store import Store

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes((circulars / "soft-power-bundle-2567.txt").read_bytes())
    run(tmp_path / "in", tmp_path / "a.db", workers=1)
    district = Office(name="อำเภอเมืองชัยภูมิ", level="district", province="ชัยภูมิ", district="เมืองชัยภูมิ")
    with Store(tmp_path / "a.db") as store:
        told = {
            office.name: Counter((t.whose, t.reference_number.partition(" ")[0]) for t in
                                 store.tasks(today=date(2025, 1, 1), office=office))
            for office in (PROVINCE, district, TOWN)
        }  # fmt: skip
    province = told[PROVINCE.name]
    assert province["ours", "มท"] > 20 and not province["ours", "ชย"] and province["waiting", "ชย"] > 2
    assert told[district.name]["ours", "ชย"] >= 1 and told[TOWN.name]["ours", "ชย"] >= 1
