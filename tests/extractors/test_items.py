"""The numbering of a letter's items, and how its order mends labels that an OCR lost or misread."""

from __future__ import annotations

import pytest
from letters_by_hand import document_of

from extractors.items import Item, blocks
from extractors.lines import read_lines
from extractors.paragraphs import paragraphs

LEAD = "จึงขอให้จังหวัดดำเนินการ ดังนี้"


def _items(*paras: str) -> list[Item]:
    document = document_of("\n\n".join((LEAD, *paras)))
    found = blocks(paragraphs(document, list(read_lines(document))))
    return [item for block in found for item in block.items]


def _labels(items: list[Item]) -> list[object]:
    return [(item.label, _labels(item.children)) if item.children else item.label for item in items]


def test_numbering_makes_a_tree() -> None:
    items = _items("1. สำรวจ", "1.1 จัดทำทะเบียน", "(1) บันทึกภาพ", "(2) บันทึกพิกัด", "2. ซ่อมแซม", "ก. จัดหาไม้", "ข. จัดหาตะปู")
    assert _labels(items) == [("1", [("1.1", ["1.1.1", "1.1.2"])]), ("2", ["2.ก", "2.ข"])]


def test_numbers_without_a_full_stop_are_labels_where_they_follow_each_other() -> None:
    assert _labels(_items("1 สำรวจสะพาน", "2 จัดทำทะเบียน", "3 ซ่อมแซม")) == ["1", "2", "3"]


def test_dashes_have_no_labels() -> None:
    assert _labels(_items("- สำรวจสะพาน", "- จัดทำทะเบียน")) == [None, None]


def test_dashes_become_numbers_where_the_next_number_follows() -> None:
    items = _items("- สำรวจสะพาน", "- จัดทำทะเบียน", "3. ซ่อมแซม")
    assert _labels(items) == ["1", "2", "3"]
    assert [item.repaired for item in items] == [True, True, False]


@pytest.mark.parametrize("misread", ["2", "7"])
def test_a_repeated_or_misread_number_is_mended_and_marked(misread: str) -> None:
    items = _items("1. สำรวจสะพาน", "2. จัดทำทะเบียน", f"{misread}. ซ่อมแซม", "4. รายงานผล")
    assert _labels(items) == ["1", "2", "3", "4"]
    assert [item.repaired for item in items] == [False, False, True, False]


def test_a_figure_at_the_start_of_a_wrapped_line_is_no_label() -> None:
    first, second = _items("1. สำรวจสะพานไม้ในหมู่บ้านที่มีสะพานมากกว่า\n20 แห่งขึ้นไป", "2. จัดทำทะเบียน")
    assert first.paragraph.flow.text.endswith("มากกว่า 20 แห่งขึ้นไป")
    assert second.label == "2"


def test_a_dash_before_a_number_is_the_readers_and_no_label() -> None:
    assert _labels(_items("1. อำเภอ", "- 1.1 สำรวจสะพาน", "- 1.2 ซ่อมแซม", "2. จังหวัด")) == [("1", ["1.1", "1.2"]), "2"]


@pytest.mark.parametrize("third", ["ต. ซ่อมแซมสะพานไม้", "ซ่อมแซมสะพานไม้"])
def test_the_one_item_whose_number_was_lost_gets_it_back_by_the_order(third: str) -> None:
    items = _items("1. สำรวจสะพาน", "2. จัดทำทะเบียน", third, "3.1 จัดหาไม้", "4. รายงานผล")
    assert _labels(items) == ["1", "2", ("3", ["3.1"]), "4"]
    assert [item.repaired for item in items] == [False, False, True, False]
    para = items[2].paragraph
    assert para.flow.text[para.body :] == "ซ่อมแซมสะพานไม้"


@pytest.mark.parametrize(
    ("labels", "read"),
    [
        (["1.", "2.", "-", "4."], ["1", "2", "3", "4"]),
        (["1.", "1.1", "1.2", "-", "2."], [("1", ["1.1", "1.2", "1.3"]), "2"]),
        (["1.", "2.", "-", "3."], ["1", ("2", [None]), "3"]),
        (["1.", "2.", "-", "-", "3."], ["1", ("2", [None, None]), "3"]),
    ],
)
def test_a_lone_dash_where_a_number_is_missing_is_that_number(labels: list[str], read: list[object]) -> None:
    assert _labels(_items(*(f"{label} ซ่อมแซมสะพานไม้" for label in labels))) == read


def test_a_sentence_of_its_own_between_two_items_gets_no_number() -> None:
    assert _labels(_items("1. สำรวจสะพาน", "ทั้งนี้ ให้รายงานผลด้วย", "3. ซ่อมแซม")) != ["1", "2", "3"]


def test_a_short_line_within_an_item_does_not_end_its_list() -> None:
    full = "1. สำรวจสะพานไม้ทุกแห่งในหมู่บ้านพร้อมภาพถ่ายก่อนและหลังการซ่อม แล้วรวบรวมส่งให้จังหวัด"
    other = full.replace("1.", "2.")
    items = _items("\n".join([full, "ผ่านกระทรวง", "เจ้าสังกัด ภายในสิ้นเดือน", other, other.replace("2.", "3.")]))
    assert _labels(items) == ["1", "2", "3"]
    assert "".join(items[0].paragraph.flow.text.split()).endswith("ผ่านกระทรวงเจ้าสังกัดภายในสิ้นเดือน")


def test_a_figure_with_a_point_before_any_list_is_no_label() -> None:
    document = document_of("ปีนี้ผู้ป่วยสะสมมากกว่าปีก่อนถึง\n1.6 เท่า จึงขอให้จังหวัดดำเนินการ ดังนี้\n\n1. สำรวจ\n\n2. ซ่อมแซม")
    found = blocks(paragraphs(document, list(read_lines(document))))
    assert [item.label for block in found for item in block.items] == ["1", "2"]


def test_a_second_group_begins_again_at_one() -> None:
    assert _labels(_items("1. สำรวจ", "2. รายงาน", "ให้อำเภอดำเนินการ ดังนี้", "1. ตรวจสอบ", "2. แจ้งผล")) == ["1", "2"] * 2


@pytest.mark.parametrize(
    "items",
    [
        ("1. สำรวจสะพาน", "1.1 จัดทำทะเบียน", "บันทึกภาพสะพานทุกแห่ง", "1.3 บันทึกพิกัด", "2. ซ่อมแซม"),
        ("1. สำรวจสะพาน", "ก. จัดทำทะเบียน", "บันทึกภาพสะพานทุกแห่ง", "ค. บันทึกพิกัด", "2. ซ่อมแซม"),
    ],
)
def test_a_lost_label_is_given_back_at_any_depth(items: tuple[str, ...]) -> None:
    first, second = _items(*items)
    assert [item.repaired for item in first.children] == [False, True, False]
    assert second.label == "2"


def test_an_item_that_a_blank_line_broke_is_whole_again() -> None:
    first, second = _items("1. ส่งทะเบียนสะพานให้จังหวัดภายใน", "7 วัน นับแต่วันที่สำรวจ", "2. ซ่อมแซมสะพาน")
    assert first.paragraph.flow.text == "1. ส่งทะเบียนสะพานให้จังหวัดภายใน 7 วัน นับแต่วันที่สำรวจ"
    assert second.label == "2"


def test_what_asks_by_itself_between_two_items_stands_after_the_first() -> None:
    first, second = _items("1. สำรวจสะพาน", "สำหรับสะพานแขวน ขอให้อำเภอสำรวจก่อน", "2. ซ่อมแซมสะพาน")
    assert [para.flow.text[:14] for para in first.after] == ["สำหรับสะพานแขว"]
    assert second.label == "2"


def test_a_list_that_begins_again_is_another() -> None:
    found = _items("1. สำรวจสะพาน", "2. ซ่อมแซมสะพาน", "องค์การบริหารส่วนตำบล", "1. จัดหาไม้", "2. จัดหาตะปู", "3. รายงานผล")
    assert [item.label for item in found] == ["1", "2", "1", "2", "3"]
    assert found[1].paragraph.flow.text == "2. ซ่อมแซมสะพาน"


@pytest.mark.parametrize(
    "labels",
    [
        ("ประการแรก", "ประการที่สอง", "ประการที่สาม"),
        ("ขั้นตอนที่ 1", "ขั้นตอนที่ 2", "ขั้นตอนที่ 3"),
        ("1/", "2/", "3/"),
        ("1 -", "2 -", "3 -"),
    ],
)
def test_items_are_counted_in_words_and_other_signs_too(labels: tuple[str, ...]) -> None:
    assert _labels(_items(*(f"{label} ซ่อมแซมสะพานไม้" for label in labels))) == ["1", "2", "3"]


@pytest.mark.parametrize("bullet", "·■□➢✓o")
def test_a_bullet_of_any_form_is_no_dirt(bullet: str) -> None:
    assert _labels(_items(f"{bullet} สำรวจสะพาน", f"{bullet} จัดทำทะเบียน")) == [None, None]


def test_a_last_dash_is_no_number_where_the_items_before_have_dashes_beneath_them() -> None:
    items = ("1. งานสำรวจ", "- สำรวจสะพาน", "- จัดทำทะเบียน", "2. งานซ่อม", "- จัดหาไม้")
    assert _labels(_items(*items)) == [("1", [None, None]), ("2", [None])]


def test_a_bare_number_may_go_on_with_any_list_that_is_open() -> None:
    items = (*("- สำรวจสะพาน",) * 6, "4. รายงานผล", "5 เก็บภาพถ่าย")
    assert _items(*items)[-1].children[-1].label == "5"


def test_a_list_whose_numbers_lost_their_full_stops_goes_on_beneath_its_sub_items() -> None:
    items = _items("1 งานสำรวจ", "1.1 สำรวจสะพาน", "ทั้งนี้ ให้ถ่ายภาพทุกแห่ง", "2 งานซ่อม", "2.1 จัดหาไม้")
    assert _labels(items) == [("1", ["1.1"]), ("2", ["2.1"])]
