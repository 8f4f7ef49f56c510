"""Text files as other readers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typed import unmarked


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**ที่** มท ๐๒๑๑.๑/ว ๕๐๖", "ที่ มท ๐๒๑๑.๑/ว ๕๐๖"),
        ("## บันทึกข้อความ", "บันทึกข้อความ"),
        ("๑\\. สำรวจพื้นที่", "๑. สำรวจพื้นที่"),
        ("<figure>ตราครุฑ</figure>", "ตราครุฑ"),
        ("<page_number>- ๒ -</page_number>", "- ๒ -"),
        ("เรื่อง การประชุม<br>เรียน นายอำเภอ", "เรื่อง การประชุม\nเรียน นายอำเภอ"),
        ("<td>อำเภอ</td><td>จำนวน</td></tr>", "อำเภอ จำนวน"),
        ("กรมที่ดิน  แจ้งว่า", "กรมที่ดิน แจ้งว่า"),
        ("วิจัย &amp; พัฒนา", "วิจัย & พัฒนา"),
        ("```markdown\nด่วนที่สุด\n```", "ด่วนที่สุด"),
        ("<::attestation: Signature\n(นายเที่ยง ทดสอบ)\nA blue signature.::>", "(นายเที่ยง ทดสอบ)"),
        ("<somchai@office.go.th>", "<somchai@office.go.th>"),
    ],
)
def test_marks_that_another_reader_set_are_no_words_of_the_letter(raw: str, plain: str) -> None:
    assert unmarked(raw).strip() == plain


def test_a_gap_of_three_spaces_between_two_columns_stays() -> None:
    assert unmarked("ที่ มท ๐๑๐๑/ว ๑   กรมที่ดิน") == "ที่ มท ๐๑๐๑/ว ๑   กรมที่ดิน"


_WRAPPED = ["ก" * 90, "ข" * 88, "ค" * 91, "ง" * 30, "จ" * 89, "ฉ" * 90, "ช" * 87, "ซ" * 12]


def test_blank_lines_after_every_wrapped_line_part_nothing() -> None:
    assert unmarked("\n\n".join(_WRAPPED)) == "\n".join(_WRAPPED)


def test_a_wider_gap_still_parts_paragraphs_where_every_line_has_a_blank_one_after_it() -> None:
    raw = "\n\n".join(_WRAPPED[:4]) + "\n\n\n" + "\n\n".join(_WRAPPED[4:])
    assert unmarked(raw) == "\n".join(_WRAPPED[:4]) + "\n\n" + "\n".join(_WRAPPED[4:])


def test_blank_lines_between_paragraphs_that_were_never_wrapped_stay() -> None:
    paragraphs = "\n\n".join(
        letter * size for letter, size in zip("กขคงจฉชซ", (300, 20, 35, 410, 280, 15, 22, 90), strict=True)
    )
    assert unmarked(paragraphs) == paragraphs


@given(st.text(alphabet="กาที่๐๑๙0 9/.ว\n-(", max_size=80))
def test_no_digit_is_ever_lost_or_changed(raw: str) -> None:
    digits = "๐๑๙09"
    assert [c for c in unmarked(raw) if c in digits] == [c for c in raw if c in digits]
