"""Whole letters, end to end: each kind, and what is marked where the paper is blank or worn."""

from __future__ import annotations

from datetime import date, time

from letters_by_hand import BODY, FOOT, HEAD, MEMO, ORDER, STAMPED, compose, read, read_one

from extractors.model import ReferenceNumber


def test_the_head_of_a_circular_is_read_whole() -> None:
    letter = read_one(compose())
    assert letter.kind == "circular"
    assert letter.reference_number and letter.reference_number.value == ReferenceNumber(
        "มท", "0899.2", True, "4127", 2025
    )
    assert letter.date and letter.date.value == date(2025, 2, 3)
    assert letter.urgency and letter.urgency.value == "ด่วนที่สุด"
    assert letter.sender and letter.sender.value == "กระทรวงมหาดไทย"
    assert letter.subject and letter.subject.value == "การสำรวจสะพานไม้ในหมู่บ้าน"
    assert [found.value for found in letter.addressees] == ["ผู้ว่าราชการจังหวัด ทุกจังหวัด"]


def test_the_body_of_a_circular_gives_its_directives() -> None:
    first, second = read_one(compose()).directives
    assert (first.label, first.text) == ("1", "สำรวจสะพานไม้ทุกแห่งตามแบบสำรวจ (สิ่งที่ส่งมาด้วย ๑)")
    assert first.enclosures == ("1",)
    assert [found.value for found in second.actors] == ["จังหวัด"]
    assert [found.value for found in second.recipients] == ["กระทรวงมหาดไทย"]
    assert [deadline.due for deadline in second.deadlines] == [date(2025, 3, 15)]


def test_the_foot_of_a_circular_is_read_whole() -> None:
    letter = read_one(compose())
    assert letter.signatory and letter.signatory.name == "นายตัวอย่าง สมมติชัย"
    assert letter.signatory.position == "ปลัดกระทรวงมหาดไทย"
    assert [found.value for found in letter.contact.offices] == ["กองสะพานชุมชน"]
    assert letter.purpose and letter.purpose.value == "พิจารณาดำเนินการ"


def test_a_plain_letter_has_no_circular_mark() -> None:
    letter = read_one(compose(HEAD.replace("ว ๔๑๒๗", "๔๑๒๗")))
    assert letter.kind == "letter"
    assert letter.reference_number and str(letter.reference_number.value) == "มท 0899.2/4127"


def test_a_number_left_blank_is_empty_and_marked() -> None:
    found = read_one(compose(HEAD.replace("ว ๔๑๒๗", "ว     "))).reference_number
    assert found and found.value.number == ""
    assert found.evidence.doubts == ("number-blank",)


def test_a_day_left_blank_is_unread_and_never_guessed() -> None:
    letter = read_one(compose(HEAD.replace("๓ กุมภาพันธ์", "   กุมภาพันธ์")))
    assert letter.date is None
    assert [(found.value, found.evidence.doubts) for found in letter.unread] == [("date", ("day-missing",))]
    assert letter.reference_number and letter.reference_number.value.year is None


def test_a_misread_prefix_is_mended_from_the_letterhead_and_marked() -> None:
    found = read_one(compose(HEAD.replace("ที่ มท", "ที่ นท", 1))).reference_number
    assert found and found.value.prefix == "มท"
    assert found.evidence.as_read.startswith("นท")
    assert found.evidence.doubts == ("prefix-repaired",)
    assert found.evidence.doubtful


def test_a_prefix_that_cannot_be_mended_stays_as_read_and_is_marked() -> None:
    found = read_one(compose(HEAD.replace("ที่ มท", "ที่ บท", 1))).reference_number
    assert found and found.value.prefix == "บท"
    assert found.evidence.doubts == ("prefix-unknown",)


def test_a_stamped_letter_has_its_addressee_after_to_and_its_date_at_the_foot() -> None:
    letter = read_one(STAMPED)
    assert letter.kind == "stamped"
    assert letter.date and letter.date.value == date(2025, 2, 6)
    assert [found.value for found in letter.addressees] == ["สำนักงานจังหวัด ทุกจังหวัด"]
    assert letter.sender and letter.sender.value == "กระทรวงมหาดไทย"
    assert letter.signatory is None
    assert [d.deadlines[0].due for d in letter.directives] == [date(2025, 2, 28)]


def test_the_office_that_was_read_of_a_seal_too_ends_no_directive() -> None:
    letter = read_one(STAMPED.replace("กระทรวงมหาดไทย\n", "กระทรวงมหาดไทย\n\nกระทรวง\nมหาดไทย\n\n", 1))
    assert letter.sender and letter.sender.value == "กระทรวงมหาดไทย"
    (directive,) = letter.directives
    assert "กระทรวงมหาดไทย" not in directive.text[-20:]


def test_an_order_has_a_number_of_its_year_and_the_day_it_was_given() -> None:
    letter = read_one(ORDER)
    assert letter.kind == "order"
    assert letter.reference_number and str(letter.reference_number.value) == "47/2568"
    assert letter.date and letter.date.value == date(2025, 2, 4)
    assert letter.sender and letter.sender.value == "จังหวัดนครราชสีมา"
    assert [d.label for d in letter.directives] == ["1", "2"]
    assert letter.directives[1].deadlines[0].rrule == "FREQ=MONTHLY;BYMONTHDAY=5"


def test_a_memo_has_its_office_and_its_date_in_the_head() -> None:
    letter = read_one(MEMO)
    assert letter.kind == "memo"
    assert letter.date and letter.date.value == date(2025, 2, 7)
    assert letter.sender and letter.sender.value.startswith("สำนักงานจังหวัดนครราชสีมา")
    assert [found.value for found in letter.contact.phones] == ["0 4499 0001"]
    assert [d.deadlines[0].due for d in letter.directives] == [date(2025, 2, 20)]


def test_a_receipt_stamp_is_not_the_letters_own_number_and_date() -> None:
    stamp = "ศาลากลางจังหวัดนครราชสีมา\nเลขรับ ๕๕๑\nวันที่ ๖ ก.พ. ๒๕๖๘\nเวลา ๐๙.๓๐ น.\n\n"
    letter = read_one(stamp + compose())
    (receipt,) = letter.received
    assert (receipt.number, receipt.date, receipt.time) == ("551", date(2025, 2, 6), time(9, 30))
    assert receipt.office == "ศาลากลางจังหวัดนครราชสีมา"
    assert letter.date and letter.date.value == date(2025, 2, 3)


def test_a_letter_goes_on_over_a_page_turn_and_its_catchword_is_no_text() -> None:
    before, after = BODY.split("          ๒.")
    letter = read_one(f"{HEAD}{before}\n/๒. รายงานผล...", f"- ๒ -\n\n          ๒.{after}{FOOT}")
    assert letter.pages == (1, 2)
    assert [found.value for found in letter.catchwords] == ["/๒. รายงานผล..."]
    assert [d.label for d in letter.directives] == ["1", "2"]
    assert letter.directives[1].evidence.span.page == 2


def test_a_form_after_the_foot_is_an_attachment() -> None:
    letter = read_one(compose(), "แบบสำรวจสะพานไม้\n\n๑. ชื่อสะพาน ................\n๒. ความยาว .............. เมตร\n")
    assert [(a.title, a.pages) for a in letter.attachments] == [("แบบสำรวจสะพานไม้", (2,))]
    assert [d.label for d in letter.directives] == ["1", "2"]
    assert "ชื่อสะพาน" not in letter.text


def test_a_citation_later_than_the_letter_is_marked() -> None:
    letter = read_one(compose(HEAD.replace("พฤศจิกายน ๒๕๖๗", "พฤศจิกายน ๒๕๖๘")))
    (citation,) = letter.references
    assert citation.date == date(2025, 11, 12)
    assert "after-letter" in citation.evidence.doubts


def test_a_deadline_before_the_letter_is_marked() -> None:
    letter = read_one(compose(body=BODY.replace("มีนาคม ๒๕๖๘", "มกราคม ๒๕๖๘")))
    (deadline,) = letter.directives[1].deadlines
    assert deadline.due == date(2025, 1, 15)
    assert "before-letter" in deadline.evidence.doubts


def test_text_that_is_no_letter_gives_none() -> None:
    assert read("วันนี้อากาศดี ชาวบ้านซ่อมสะพานไม้เสร็จแล้ว\n" * 5) == ()
    assert read("") == ()


GUIDE = """สิ่งที่ส่งมาด้วย ๑

แนวทางการดูแลสะพานไม้

๑. กรณีพบสะพานชำรุด
๑.๑ ให้เจ้าหน้าที่เข้าตรวจสอบภายใน ๒๔ ชั่วโมงหลังได้รับแจ้ง
๑.๒ ห้ามรถบรรทุกผ่านสะพาน

๒. ระยะเวลาดำเนินการ ตั้งแต่วันที่ ๑ มีนาคม ๒๕๖๘ ถึงวันที่ ๓๑ พฤษภาคม ๒๕๖๘
"""


def test_what_an_attachment_orders_and_its_periods_are_its_own_and_no_tasks_of_the_letter() -> None:
    letter = read_one(compose(), GUIDE)
    (guide,) = letter.attachments
    assert [d.label for d in guide.directives] == ["1.1", "1.2"]
    assert [(d.kind, d.days) for d in guide.directives[0].deadlines] == [("event", None)]
    assert [(d.since, d.due) for d in guide.deadlines] == [(date(2025, 3, 1), date(2025, 5, 31))]
    assert [d.label for d in letter.directives] == ["1", "2"]
