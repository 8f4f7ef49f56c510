"""Duties go to units by the officer's rules, then by keywords; where two fit, none is taken; always with the reason."""

from pipeline.office import Office, Route, Unit
from pipeline.route import Duty, route

OFFICE = Office(
    name="จังหวัดเลย", level="province", province="เลย",
    units=(
        Unit("กลุ่มแผน", keywords=("แผนปฏิบัติการ", "งบประมาณ")),
        Unit("กลุ่มโรค", keywords=("โรค", "เฝ้าระวัง")),
        Unit("กลุ่มโรคพืช", keywords=("โรคพืช",)),
    ),
    routes=(Route("sao", "กลุ่มแผน", "สตง. ให้กลุ่มแผนตอบ", sender=("ตรวจเงินแผ่นดิน",), words=("รายงาน",)),
            Route("code", "กลุ่มโรค", "กรมควบคุมโรค", reference="สธ 04")),
)  # fmt: skip


def duty(text="", subject="", sender="", reference="", actor=""):
    return Duty(actor, text, subject, sender, reference)


def test_a_rule_goes_before_keywords_and_tells_why():
    routed = route(OFFICE, duty("รายงานการเฝ้าระวังโรค", sender="สำนักงานการตรวจเงินแผ่นดิน"))
    assert routed.unit == "กลุ่มแผน"
    assert "sao" in routed.why and "ตรวจเงินแผ่นดิน" in routed.why


def test_every_condition_of_a_rule_must_hold():
    assert route(OFFICE, duty("ส่งแบบ", sender="สำนักงานการตรวจเงินแผ่นดิน")).unit == ""


def test_a_rule_may_go_by_the_letters_number_in_any_digits():
    assert route(OFFICE, duty("ส่งแบบ", reference="สธ ๐๔๐๕/ว ๑๒")).unit == "กลุ่มโรค"


def test_the_duty_itself_counts_before_the_subject():
    assert route(OFFICE, duty("จัดทำแผนปฏิบัติการ", subject="การเฝ้าระวัง")).unit == "กลุ่มแผน"
    assert route(OFFICE, duty("ดำเนินการ", subject="การเฝ้าระวัง")).unit == "กลุ่มโรค"


def test_a_keyword_within_a_longer_one_does_not_count():
    assert route(OFFICE, duty("สำรวจโรคพืช")).unit == "กลุ่มโรคพืช"


def test_where_two_units_fit_none_is_taken_and_both_are_named():
    routed = route(OFFICE, duty("งบประมาณเฝ้าระวัง"))
    assert routed.unit == "" and "กลุ่มแผน" in routed.why and "กลุ่มโรค" in routed.why


def test_a_unit_that_the_letter_names_gets_it():
    assert route(OFFICE, duty("งบประมาณ", actor="กลุ่มโรค")).unit == "กลุ่มโรค"


def test_what_fits_nowhere_goes_to_the_default_unit_if_there_is_one():
    import msgspec

    assert route(OFFICE, duty("อื่น ๆ")).unit == ""
    assert route(msgspec.structs.replace(OFFICE, default_unit="กลุ่มแผน"), duty("อื่น ๆ")).unit == "กลุ่มแผน"
