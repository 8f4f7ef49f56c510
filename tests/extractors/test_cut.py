"""Where a bundle is cut into letters: at each head, with the stamps above it, and nowhere else."""

from __future__ import annotations

from letters_by_hand import HEAD, MEMO, ORDER, STAMPED, compose, document_of, read

from extractors.cut import letter_starts
from extractors.lines import read_lines

STAMP = "ศาลากลางจังหวัดนครราชสีมา\nเลขรับ ๕๕๑\nวันที่ ๖ ก.พ. ๒๕๖๘\nเวลา ๐๙.๓๐ น.\n\n"


def _first_lines(*pages: str) -> list[str]:
    lines = read_lines(document_of(*pages))
    return [lines[start].text.split("  ")[0] for start in letter_starts(lines)]


def test_a_bundle_of_three_is_cut_in_three() -> None:
    pages = [compose(HEAD.replace("๔๑๒๗", number)) for number in ("๔๑๒๗", "๔๑๒๘", "๔๑๒๙")]
    letters = read(*pages)
    assert [x.reference_number.value.number for x in letters if x.reference_number] == ["4127", "4128", "4129"]
    assert [x.pages for x in letters] == [(1,), (2,), (3,)]


def test_letters_that_follow_on_one_page_are_cut_too() -> None:
    assert len(read(compose() + "\n\n" + compose())) == 2


def test_letters_of_every_kind_are_cut_in_one_bundle() -> None:
    assert [x.kind for x in read(compose(), STAMPED, ORDER, MEMO)] == ["circular", "stamped", "order", "memo"]


def test_a_letter_begins_with_the_urgency_above_its_number() -> None:
    assert _first_lines(compose(), compose()) == ["ด่วนที่สุด", "ด่วนที่สุด"]


def test_a_stamp_above_a_head_belongs_to_it_and_not_to_the_letter_before() -> None:
    first, second = read(compose(), STAMP + compose())
    assert first.received == ()
    assert [receipt.number for receipt in second.received] == ["551"]


def test_a_stamp_at_the_foot_of_a_page_belongs_to_the_letter_that_ends_there() -> None:
    for top in ("", "(สำเนา)\n\n"):
        first, second = read(compose() + "\n\n" + STAMP, top + compose())
        assert [receipt.number for receipt in first.received] == ["551"]
        assert second.received == ()


def test_an_attachment_opens_no_letter() -> None:
    form = "แบบสำรวจสะพานไม้\n\nเรื่องที่ขอสำรวจ ..............\n๑. ชื่อสะพาน ................\n"
    assert [x.pages for x in read(compose(), form, compose())] == [(1,), (3,)]


def test_a_subject_without_an_addressee_opens_no_letter() -> None:
    assert _first_lines("เรื่อง  เล่าถึงสะพานไม้\n\nสะพานไม้ของหมู่บ้านสร้างมานานแล้ว และชาวบ้านช่วยกันดูแลตลอดมา\n") == []


def test_a_text_without_a_head_gives_no_start() -> None:
    assert _first_lines("สะพานไม้ของหมู่บ้าน\nสร้างมานานแล้ว\n") == []
    assert _first_lines("") == []


def test_a_stamped_letter_that_lost_its_number_is_a_letter_all_the_same() -> None:
    body = "ด้วยสำนักงานจังหวัดขอให้อำเภอสำรวจสะพานไม้ทุกแห่งในพื้นที่ แล้วรายงานผลภายในวันที่ ๖ มีนาคม ๒๕๖๘"
    assert _first_lines(f"ถึง ที่ทำการปกครองจังหวัดทุกจังหวัด\n\n{body}\n") == ["ถึง ที่ทำการปกครองจังหวัดทุกจังหวัด"]


def test_a_sentence_that_begins_with_the_word_of_a_stamped_letter_opens_none() -> None:
    assert _first_lines("ถึง เวลาแล้วที่จะซ่อมสะพานไม้\n\n" + "สะพานไม้ของหมู่บ้านสร้างมานานแล้ว " * 3) == []
