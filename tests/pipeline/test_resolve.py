"""A cited number finds its letter through a misreading, and finds none where two fit or nothing speaks for it."""

from dataclasses import replace
from datetime import date

from by_hand import number

from pipeline.because import digits_apart
from pipeline.citation import Cited, Known
from pipeline.resolve import resolve

DAY = date(2024, 10, 24)
CITED = Cited(number("มท 0211.6/ว 10303"), DAY, "เรื่องหนึ่ง", frozenset({"bundle"}), written=date(2024, 12, 7))


def known(
    text: str, day: date | None = DAY, subject: str = "สรุปผลการประชุม", files: str = "elsewhere", key: str = ""
) -> Known:
    return Known(key or text, number(text), day, subject, "กระทรวงตัวอย่าง", frozenset({files}))


def test_number_and_date_agreeing_is_the_letter():
    match = resolve(CITED, [known("มท 0211.6/ว 10303"), known("มท 0211.6/ว 10308")])
    assert (match.letter, match.confidence) == ("มท 0211.6/ว 10303", 0.98)


def test_a_misread_digit_is_seen_through_within_one_bundle_and_says_why():
    match = resolve(CITED, [known("มท 0211.6/ว 11303", date(2024, 10, 25), files="bundle")])
    assert match.letter == "มท 0211.6/ว 11303" and match.confidence < 0.98
    assert "อ่านว่า มท 0211.6/ว 10303 ลงวันที่ ๒๔ ตุลาคม ๒๕๖๗ ถือเป็น มท 0211.6/ว 11303" in match.why
    assert "อยู่ในชุดเอกสารเดียวกัน" in match.why


def test_a_misread_digit_is_seen_through_where_the_subject_is_the_same():
    cited = replace(CITED, subject="สรุปผลการประชุมมอบนโยบาย")
    match = resolve(cited, [known("มท 0211.6/ว 10353", subject="สรุปผลการประชุมมอบนโยบาย")])
    assert match.letter == "มท 0211.6/ว 10353"


def test_the_same_day_alone_makes_no_link():
    assert resolve(CITED, [known("มท 0211.6/ว 10353")]).letter is None


def test_letters_sent_in_a_row_on_one_day_are_not_taken_for_each_other():
    cited = replace(CITED, subject="สรุปผลการประชุม")
    assert resolve(cited, [known("มท 0211.6/ว 10304")]).letter is None


def test_where_two_letters_fit_none_is_taken_and_both_are_named():
    both = [known("มท 0211.6/ว 10308", files="bundle"), known("มท 0211.6/ว 10353", files="bundle")]
    match = resolve(CITED, both)
    assert match.letter is None
    assert "10308" in match.why and "10353" in match.why


def test_three_digits_away_is_another_letter():
    assert resolve(CITED, [known("มท 0211.6/ว 11414", files="bundle")]).letter is None


def test_a_date_that_no_misread_digit_explains_is_another_letter():
    assert resolve(CITED, [known("มท 0211.6/ว 10308", date(2024, 10, 11), files="bundle")]).letter is None


def test_a_letter_written_after_the_one_that_cites_it_is_not_meant():
    cited = replace(CITED, written=date(2024, 10, 23))
    assert resolve(cited, [known("มท 0211.6/ว 10308", files="bundle")]).letter is None


def test_another_agency_is_not_meant():
    cited = replace(CITED, agency="กรมบัญชีกลาง")
    assert resolve(cited, [known("มท 0211.6/ว 10308", files="bundle")]).letter is None


def test_a_circular_is_not_a_letter_without_the_sign():
    assert resolve(CITED, [known("มท 0211.6/10303", files="bundle")]).letter is None


def test_a_confusable_prefix_is_seen_through_and_an_unlike_one_is_not():
    cited = replace(CITED, number=number("ขย 0023.6/ว 3053"))
    assert resolve(cited, [known("ชย 0023.6/ว 3053", files="bundle")]).letter == "ชย 0023.6/ว 3053"
    assert resolve(cited, [known("มท 0023.6/ว 3053", files="bundle")]).letter is None


def test_the_same_number_of_another_year_is_another_letter():
    assert resolve(CITED, [known("มท 0211.6/ว 10303", date(2023, 10, 24))]).letter is None


def test_the_same_number_on_another_day_of_the_year_is_taken_with_less_confidence():
    match = resolve(CITED, [known("มท 0211.6/ว 10303", date(2024, 10, 27))])
    assert match.letter and match.confidence < 0.98 and "วันที่ต่างกัน" in match.why


def test_two_letters_of_one_number_and_no_date_to_tell_them_give_none():
    twins = [known("มท 0211.6/ว 10303", key="one"), known("มท 0211.6/ว 10303", date(2023, 1, 1), key="two")]
    assert resolve(replace(CITED, date=None), twins).letter is None


def test_an_order_of_another_office_is_not_meant_though_the_number_agrees():
    order = replace(number("x"), prefix="", number="47", series_year="2568")
    letter = replace(known("x"), number=order)
    assert resolve(replace(CITED, number=order), [letter]).letter is None
    assert resolve(replace(CITED, number=order, agency="กระทรวงตัวอย่าง"), [letter]).letter == "x"


def test_a_number_that_does_not_fit_its_day_is_taken_for_the_letter_of_that_day_and_one_that_fits_is_not():
    # Number 400 of an office that is at 300 in October was not sent that day; 302 may well have been.
    letter = known("มท 0211.6/ว 300")
    far, near = (replace(CITED, number=number(f"มท 0211.6/ว {n}"), subject="") for n in (900, 302))
    assert resolve(far, [letter]).letter == letter.letter
    assert resolve(near, [letter]).letter is None


def test_an_office_never_heard_of_is_rather_another_misread():
    cited = replace(CITED, number=number("มท 0611.6/ว 10303"))
    there = known("มท 0211.6/ว 10303")
    assert resolve(cited, [there], office_known=False).letter == there.letter


def test_a_letter_here_is_not_taken_where_the_number_as_read_fits_its_series_and_day():
    # Only the unit is misread: it is letter 10305 of 0211.6, which never came, and not its neighbour.
    cited = replace(CITED, number=number("มท 0611.6/ว 10305"), subject="")
    assert resolve(cited, [known("มท 0211.6/ว 10303")], office_known=False).letter is None


def test_digits_apart_counts_only_numbers_of_one_length():
    assert digits_apart("12505", "12509") == 1
    assert digits_apart("506", "50621") is None


NEIGHBOURS = [
    replace(known("มท 0211.6/ว 10303", subject="สรุปผลการประชุมมอบนโยบาย"), addressees=("อธิบดีทุกกรม",), urgency=""),
    replace(
        known("มท 0211.6/ว 10308", subject="แนวทางการป้องกันอุทกภัยในพื้นที่"),
        addressees=("ผู้ว่าราชการจังหวัด ทุกจังหวัด",),
        urgency="ด่วนที่สุด",
    ),
]
TOLD = replace(
    CITED,
    opening="ตามหนังสือที่อ้างถึง กระทรวงแจ้งแนวทางการป้องกันอุทกภัยในพื้นที่ นั้น",
    parties=("จังหวัดเลย", "นายอำเภอ ทุกอำเภอ"),
    urgency="ด่วนที่สุด",
    doubtful=True,
)


def test_a_number_that_is_a_neighbours_is_not_taken_where_all_else_tells_of_the_letter_beside_it():
    assert resolve(TOLD, NEIGHBOURS).letter == "มท 0211.6/ว 10308"
    assert resolve(TOLD, NEIGHBOURS[:1]).letter is None


def test_the_very_number_is_taken_where_nothing_speaks_against_it():
    assert resolve(CITED, NEIGHBOURS).letter == "มท 0211.6/ว 10303"


def test_what_speaks_for_a_letter_is_said():
    why = resolve(TOLD, NEIGHBOURS).why
    for reason in ("กล่าวถึงเรื่องเดียวกัน", "ผู้เกี่ยวข้องเป็นผู้รับหนังสือฉบับนั้น", "ชั้นความเร็วตรงกัน"):
        assert reason in why


def test_letters_of_a_row_under_one_subject_are_told_apart_by_whom_they_are_to():
    row = [
        replace(NEIGHBOURS[1], letter=f"{n}", number=number(f"มท 0211.6/ว {n}"), addressees=(to,))
        for n, to in ((10304, "อธิบดีทุกกรม"), (10305, "ผู้ว่าราชการจังหวัด ทุกจังหวัด"))
    ]
    cited = replace(TOLD, number=number("มท 0211.6/ว 10805"), subject=row[0].subject)
    assert resolve(cited, row).letter == "10305"
