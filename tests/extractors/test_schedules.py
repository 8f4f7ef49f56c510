"""Lines that say only when go with the order above them."""

from __future__ import annotations

from datetime import date

from letters_by_hand import document_of

from extractors.directives import read_directives
from extractors.lines import read_lines
from extractors.model import Directive
from extractors.paragraphs import paragraphs

ASKED = "จึงขอให้อำเภอรายงานผลการซ่อมสะพานไม้ จำนวน ๒ ครั้ง ดังนี้"


def _directives(*paras: str) -> list[Directive]:
    document = document_of("\n\n".join(paras))
    return read_directives(paragraphs(document, list(read_lines(document))), [], date(2025, 2, 3), ()).directives


def test_a_schedule_beneath_an_order_gives_it_its_days() -> None:
    (order,) = _directives(ASKED, "ครั้งที่ ๑ ภายในวันที่ ๒๘ กุมภาพันธ์ ๒๕๖๘", "ครั้งที่ ๒    ภายใน ๓๑ มี.ค. ๖๘")
    assert [deadline.due for deadline in order.deadlines] == [date(2025, 2, 28), date(2025, 3, 31)]


def test_by_when_alone_in_a_paragraph_of_its_own_is_of_the_order_above() -> None:
    order, *others = _directives("จึงขอให้อำเภอส่งบัญชีสะพานไม้", "ทั้งนี้ ภายในวันที่ ๒๘ กุมภาพันธ์ ๒๕๖๘")
    assert [deadline.due for deadline in order.deadlines] == [date(2025, 2, 28)]
    assert others == []


def test_a_line_that_asks_something_stays_apart() -> None:
    found = _directives("จึงขอให้อำเภอส่งบัญชีสะพานไม้", "ทั้งนี้ ขอให้รายงานผลภายในวันที่ ๒๘ กุมภาพันธ์ ๒๕๖๘")
    assert [len(directive.deadlines) for directive in found] == [0, 1]
