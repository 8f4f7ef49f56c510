"""The foot of a letter: who signed and for whom, telephones apart from faxes, receipt stamps."""

from __future__ import annotations

from datetime import date, time

import pytest
from letters_by_hand import FOOT, MEMO, compose, read_one


def test_a_telephone_is_told_from_a_fax() -> None:
    contact = read_one(compose()).contact
    assert [found.value for found in contact.phones] == ["0 2999 0001"]
    assert [found.value for found in contact.faxes] == ["0 2999 0002"]


def test_an_address_of_mail_is_read_as_it_stands() -> None:
    contact = read_one(compose(foot=FOOT + "ไปรษณีย์อิเล็กทรอนิกส์ saphan@example.go.th\n")).contact
    assert [found.value for found in contact.emails] == ["saphan@example.go.th"]


def test_who_signs_for_another_keeps_both_positions() -> None:
    foot = FOOT.replace("ปลัดกระทรวงมหาดไทย", "รองปลัดกระทรวงมหาดไทย\nปฏิบัติราชการแทน\nปลัดกระทรวงมหาดไทย")
    signatory = read_one(compose(foot=foot)).signatory
    assert signatory
    assert signatory.position == "รองปลัดกระทรวงมหาดไทย ปฏิบัติราชการแทน ปลัดกระทรวงมหาดไทย"


def test_a_stamp_without_a_number_is_marked() -> None:
    stamp = "ศาลากลางจังหวัดนครราชสีมา\nเลขรับ ........\nวันที่ ๖ ก.พ. ๒๕๖๘\n\n"
    (receipt,) = read_one(stamp + compose()).received
    assert receipt.number == ""
    assert receipt.evidence.doubts == ("number-blank",)


@pytest.mark.parametrize(
    "lines",
    [
        "รับที่ ๑๙๔๒\nวันที่ ๑๐ ก.พ. ๖๘\nเวลา ๐๙.๑๖ น.",
        "ะบที่ ๑๙๔๒\nนท ๑๐ ก.พ. ๖๘\n(เวลา ๐๙.๑๖ บ.",
        "เลขรับ ๑๙๔๒\nC) รันที่ ๑๐ ก พ ๖๘\nวลา.๐๙.๑๖ น.",
        "รับที่ ๑๙๔๒\n๑๐ ก.พ. ๖๘  ๐๙.๑๖ น.",
    ],
)
def test_a_stamp_is_read_though_its_words_lost_letters_to_its_frame(lines: str) -> None:
    letter = read_one(f"เทศบาลตำบลหนองตัวอย่าง\n{lines}\n\n" + compose())
    (receipt,) = letter.received
    assert (receipt.number, receipt.date, receipt.time) == ("1942", date(2025, 2, 10), time(9, 16))
    plain = read_one(compose()).date
    assert letter.date and plain and letter.date.value == plain.value


@pytest.mark.parametrize("wrapped", ["โทร.\n๐ ๔๔๙๙ ๐๐๐๑ ต่อ ๑๒", "โทร. ๐ ๔๔๙๙ ๐๐๐๑ ต่อ\n๑๒"])
def test_the_telephone_of_a_memo_may_be_wrapped_onto_the_line_below(wrapped: str) -> None:
    contact = read_one(MEMO.replace("โทร. ๐ ๔๔๙๙ ๐๐๐๑", wrapped)).contact
    assert [found.value for found in contact.phones] == ["0 4499 0001 ต่อ 12"]


@pytest.mark.parametrize(
    ("lines", "position"),
    [
        ("ปลัดกระทรวงการพัฒนาสังคมและความ\nมั่นคงของมนุษย์", "ปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"),
        (
            "รองปลัดกระทรวงมหาดไทย ปฏิบัติ\nราชการแทน\nปลัดกระทรวงมหาดไทย",
            "รองปลัดกระทรวงมหาดไทย ปฏิบัติราชการแทน ปลัดกระทรวงมหาดไทย",
        ),
        ("ผู้อำนวยการสำนักสะพานไม้\nและทางเดินชุมชน", "ผู้อำนวยการสำนักสะพานไม้และทางเดินชุมชน"),
        ("ผู้อำนวยการอาวุโส\nสำนักสะพานไม้ภาคใต้", "ผู้อำนวยการอาวุโส สำนักสะพานไม้ภาคใต้"),
        ("ผกก.๙ บก.ตย.", "ผกก.๙ บก.ตย."),
        ("ผู้อำนวยการสำนักสะพานไม้\nผู้รับ ส.ต.ต. สมมติ รับเมื่อ ๓ ก.พ. ๖๘", "ผู้อำนวยการสำนักสะพานไม้"),
    ],
)
def test_a_position_that_a_line_broke_is_whole_again(lines: str, position: str) -> None:
    signatory = read_one(compose(foot=FOOT.replace("ปลัดกระทรวงมหาดไทย", lines))).signatory
    assert signatory
    assert signatory.position == position


def test_a_stamp_whose_frame_was_read_among_its_lines_keeps_its_day_from_the_letter() -> None:
    plain = read_one(compose()).date
    letter = read_one("ด่วน\nที่ว่าการอำเภอสะพานไม้\nเลขรับ ๘๕๒๘\n\nนทต\nO รนที่ ๓ เม.ย. ๖๘\nเวลา ๑๔.๓๐\n\n" + compose())
    assert plain
    assert letter.date
    assert letter.date.value == plain.value
    assert [receipt.date for receipt in letter.received] == [date(2025, 4, 3)]


@pytest.mark.parametrize("number", ["รับที่ ๙๔", "รับ ๙๔"])
def test_a_short_month_right_under_the_number_of_a_stamp_is_its_day(number: str) -> None:
    letter = read_one(compose() + f"\n\nสนง.สะพาน จ.ตัวอย่าง\n{number}\n๑๖ ม.ค. ๖๙\n")
    assert [(receipt.number, receipt.date) for receipt in letter.received] == [("94", date(2026, 1, 16))]


def test_a_stamp_that_says_only_its_number_is_known_by_the_day_and_the_hour_beneath() -> None:
    stamp = "สหกรณ์จังหวัดสะพานไม้\nเลขที่ ๓๑๐๘\nวันที่ ๒๖ ส.ค. ๖๗\nเวลา ๐๘.๕๑\n"
    (receipt,) = read_one(compose() + "\n\n" + stamp).received
    assert (receipt.number, receipt.date, receipt.time) == ("3108", date(2024, 8, 26), time(8, 51))


def test_the_second_extension_of_a_telephone_is_told_with_the_first() -> None:
    contact = read_one(compose(foot=FOOT.replace("๐ ๒๙๙๙ ๐๐๐๑", "๐ ๒๙๙๙ ๐๐๐๑ ต่อ ๗๕๕๑, ๗๕๕๖"))).contact
    assert [found.value for found in contact.phones] == ["0 2999 0001 ต่อ 7551, 7556"]


@pytest.mark.parametrize("name", ["(..........................)", "", "ลงชื่อ ...................."])
def test_a_signature_whose_name_is_blank_still_says_in_what_office_it_was_signed(name: str) -> None:
    foot = FOOT.replace("(นายตัวอย่าง สมมติชัย)", name).replace("ปลัดกระทรวงมหาดไทย", "ผู้อำนวยการ\nสำนักสะพานไม้")
    letter = read_one(compose(foot=foot))
    assert letter.signatory
    assert (letter.signatory.name, letter.signatory.position) == ("", "ผู้อำนวยการ สำนักสะพานไม้")
    assert letter.signatory.evidence.doubts == ("name-blank",)
    assert [office.value for office in letter.contact.offices] == ["กองสะพานชุมชน"]


def test_the_word_for_a_position_is_no_part_of_it() -> None:
    foot = FOOT.replace("ปลัดกระทรวงมหาดไทย", "ตำแหน่ง ผู้กำกับการสถานีตำรวจตัวอย่าง")
    signatory = read_one(compose(foot=foot)).signatory
    assert signatory
    assert signatory.position == "ผู้กำกับการสถานีตำรวจตัวอย่าง"


@pytest.mark.parametrize("remark", ["“สะพานดี วิถีชุมชน”", "www.saphan.example.go.th\n\n“โปร่งใส ใส่ใจสะพาน”"])
def test_a_motto_under_the_foot_is_no_attachment(remark: str) -> None:
    assert not read_one(compose(foot=f"{FOOT}\n{remark}\n")).attachments


def test_an_extension_that_is_a_persons_name_is_left_out_whole() -> None:
    contact = read_one(compose(foot=FOOT.replace("๐ ๒๙๙๙ ๐๐๐๑", "๐ ๒๙๙๙ ๐๐๐๑ ต่อ คุณตัวอย่าง"))).contact
    assert [found.value for found in contact.phones] == ["0 2999 0001"]


def test_the_office_of_a_memo_is_named_without_its_label_and_address() -> None:
    memo = MEMO.replace("โทร. ๐ ๔๔๙๙ ๐๐๐๑", "เลขที่ ๙ หมู่ ๒ โทร. ๐ ๔๔๙๙ ๐๐๐๑")
    letter = read_one(memo)
    plain = read_one(MEMO)
    assert letter.sender and plain.sender
    assert letter.sender.value == plain.sender.value
    assert [office.value for office in letter.contact.offices] == [office.value for office in plain.contact.offices]
