"""Days that a letter tells in one place and counts from, or points back to, in another."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.directives import read_directives
from extractors.document import Document
from extractors.lines import read_lines
from extractors.model import Deadline, Page
from extractors.paragraphs import paragraphs

WRITTEN = date(2025, 2, 3)


def _deadlines(*paras: str) -> list[Deadline]:
    document = Document((Page(1, "\n\n".join(paras)),))
    reading = read_directives(paragraphs(document, list(read_lines(document))), [], WRITTEN, ())
    return [deadline for directive in reading.directives for deadline in directive.deadlines]


@pytest.mark.parametrize(
    ("told", "asked", "due"),
    [
        ("จะมีการเลือกตั้งนายกเทศมนตรีในวันอาทิตย์ที่ ๑๑ พฤษภาคม ๒๕๖๘", "ภายใน ๗ วัน นับแต่วันเลือกตั้ง", date(2025, 5, 18)),
        ("กำหนดประชุมคณะทำงานสะพานไม้ ในวันที่ ๒๑ กุมภาพันธ์ ๒๕๖๘", "ก่อนวันประชุมไม่น้อยกว่า ๓ วัน", date(2025, 2, 18)),
        ("กำหนดจัดสมัชชาสะพานไม้ ในวันที่ ๒๗ - ๒๘ มีนาคม ๒๕๖๘", "ก่อนวันจัดสมัชชาฯ ไม่น้อยกว่า ๑๐ วัน", date(2025, 3, 17)),
        ("จัดการอบรมช่างไม้ ระหว่างวันที่ ๑๐ - ๑๒ มีนาคม ๒๕๖๘", "ภายใน ๑๕ วัน หลังเสร็จสิ้นการอบรม", date(2025, 3, 27)),
    ],
)
def test_days_are_counted_from_an_event_whose_day_stands_elsewhere(told: str, asked: str, due: date) -> None:
    (deadline,) = _deadlines(f"ด้วยเทศบาล{told} นั้น", f"จึงขอให้อำเภอส่งรายงานสะพานไม้ {asked}")
    assert (deadline.kind, deadline.due) == ("date", due)
    assert "event-day-told" in deadline.evidence.doubts


@pytest.mark.parametrize(
    "told",
    [
        "มีการเลือกตั้งกำนันในวันที่ ๑๑ พฤษภาคม ๒๕๖๘ และเลือกตั้งนายกเทศมนตรีในวันที่ ๑ มิถุนายน ๒๕๖๘",
        "มีการเลือกตั้งนายกเทศมนตรีในวันที่ ๑๒ มกราคม ๒๕๖๘",
        "ได้รับรายงานการเลือกตั้ง ลงวันที่ ๓๑ มกราคม ๒๕๖๘",
    ],
)
def test_an_event_of_two_days_or_one_that_is_past_is_counted_from_none(told: str) -> None:
    (deadline,) = _deadlines(f"ด้วยเทศบาล{told} นั้น", "จึงขอให้อำเภอส่งรายงานสะพานไม้ ภายใน ๗ วัน นับแต่วันเลือกตั้ง")
    assert (deadline.kind, deadline.due) == ("event", None)


def test_what_each_reader_gets_on_a_day_of_his_own_is_no_event_of_the_letter() -> None:
    told = "ด้วยเทศบาลจะได้รับหนังสือเวียนในวันที่ ๒๐ กุมภาพันธ์ ๒๕๖๘ นั้น"
    (deadline,) = _deadlines(told, "จึงขอให้อำเภอส่งรายงานสะพานไม้ ภายใน ๗ วัน นับแต่วันที่ได้รับหนังสือ")
    assert deadline.due is None


@pytest.mark.parametrize("words", ["ภายในกำหนดเวลาใหม่ดังกล่าว", "ภายในระยะเวลาที่ขยายดังกล่าว", "ภายในวันและเวลาดังกล่าว"])
def test_words_that_point_back_have_the_last_day_told_before_them(words: str) -> None:
    told = "กรมช่างไม้ขยายเวลาส่งบัญชีสะพานไม้ จากเดิมภายในวันที่ ๓๑ มกราคม ๒๕๖๘ เป็นภายในวันที่ ๒๘ กุมภาพันธ์ ๒๕๖๘"
    (deadline,) = _deadlines(told, f"จึงขอให้อำเภอส่งบัญชีสะพานไม้{words}")
    assert (deadline.due, deadline.text) == (date(2025, 2, 28), words)


def test_words_that_point_back_to_nothing_give_no_day() -> None:
    assert _deadlines("จึงขอให้อำเภอส่งบัญชีสะพานไม้ภายในกำหนดเวลาดังกล่าว") == []


def test_a_day_of_its_own_is_not_told_a_second_time_by_words_that_point_back() -> None:
    order = "จึงขอให้อำเภอส่งบัญชีสะพานไม้ภายในวันที่ ๒๘ กุมภาพันธ์ ๒๕๖๘ หากพ้นภายในกำหนดดังกล่าวถือว่าไม่มีสะพานไม้"
    (deadline,) = _deadlines(order)
    assert deadline.due == date(2025, 2, 28)


def test_days_from_when_an_order_comes_into_force_are_counted_from_the_day_that_it_tells_for_that() -> None:
    order = "ให้คณะทำงานตรวจสะพานไม้ให้เสร็จสิ้นภายในสองสัปดาห์นับจากวันที่คำสั่งนี้มีผลใช้บังคับ"
    (deadline,) = _deadlines(order, "ทั้งนี้ ตั้งแต่วันที่ ๑๐ กุมภาพันธ์ ๒๕๖๘ เป็นต้นไป")
    assert deadline.due == date(2025, 2, 24)
    (deadline,) = _deadlines(order)
    assert deadline.due is None
