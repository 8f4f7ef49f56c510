"""Who acts is marked where the name may be longer, or where the item itself begins with another's."""

from __future__ import annotations

import pytest

from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import Directive, Page
from extractors.name_checks import goes_on


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("ฝ่ายข้อมูล", "และภาพลักษณ์ มีหน้าที่เผยแพร่"),
        ("จังหวัด", "กลุ่มเสี่ยงดำเนินการ"),
        ("เจ้าหน้าที่", "ในพื้นที่ดำเนินการตามแนวทาง"),
        ("ครู", "พี่เลี้ยงเข้าร่วมประชุม"),
        ("หน่วยงาน", "ผู้เบิกถือปฏิบัติ ดังนี้"),
    ],
)
def test_words_that_may_be_more_of_a_name_are_seen(name: str, behind: str) -> None:
    assert goes_on(name + behind, len(name))


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("จังหวัด", "ดำเนินการ ดังนี้"),
        ("จังหวัด", "ให้รายงานผล"),
        ("จังหวัด", " และอำเภอจัดทำแผน"),
        ("จังหวัด", "และติดตามผลทุกเดือน"),
        ("ผู้ว่าราชการจังหวัด", "ในฐานะประธานคณะอนุกรรมการ"),
        ("อำเภอ", "\n๑. จัดประชุม"),
        ("อำเภอ", ""),
        ("โรงพยาบาลศูนย์", "/โรงพยาบาลทั่วไป ขอให้ดำเนินการ"),
        ("โรงเรียน", "ต่าง ๆ ดำเนินการ"),
        ("ส่วนราชการ", "โปรดดำเนินการ ดังนี้"),
    ],
)
def test_a_gap_a_verb_or_another_name_ends_a_name(name: str, behind: str) -> None:
    assert not goes_on(name + behind, len(name))


LETTER = """ที่ สธ ๙๙๐๑/ว ๑๒

                                        ๕ มีนาคม ๒๕๖๘
เรื่อง  การเตรียมความพร้อม
เรียน  ผู้ว่าราชการจังหวัด ทุกจังหวัด

     ด้วยกรมตัวอย่างจะจัดกิจกรรมประจำปี จึงขอให้{asked}ดำเนินการ ดังนี้

     ๑. จัดทำแผนและรายงานผลภายในวันที่ ๒๐ มีนาคม ๒๕๖๘
     ๒. {item}

     จึงเรียนมาเพื่อโปรดดำเนินการ

                                        ขอแสดงความนับถือ
"""


def _items(asked: str, item: str) -> tuple[Directive, ...]:
    [letter] = read_letters(Document((Page(1, LETTER.format(asked=asked, item=item)),)), names=False)
    return letter.directives


def test_a_name_that_a_list_takes_from_its_lead_is_marked_on_each_item() -> None:
    first, second = _items("คณะทำงานตามคำสั่ง", "ประชาสัมพันธ์ให้ประชาชนทราบ")
    for item in (first, second):
        assert {"name-goes-on"} == {doubt for actor in item.actors for doubt in actor.evidence.doubts}


def test_a_plain_name_is_not_marked() -> None:
    assert not [
        d for item in _items("จังหวัด", "ประชาสัมพันธ์ให้ประชาชนทราบ") for a in item.actors for d in a.evidence.doubts
    ]


def test_an_item_that_begins_with_another_office_marks_whom_the_lead_names() -> None:
    first, second = _items("จังหวัด", "ศูนย์อนามัย เขต ๑ ถึงเขต ๑๒ เป็นที่ปรึกษาในพื้นที่")
    assert [actor.evidence.doubts for actor in (*first.actors, *second.actors)] == [(), ("item-names-another",)]
