"""Instruments and attachments are nodes of their own; words before a name in the body say how a letter stands to it."""

from datetime import date
from pathlib import Path

import pytest
from by_hand import letter, link, number, put, seen

from extractors.model import Attachment, Citation, Enclosure
from pipeline.store import Store


def edges(tmp_path: Path, *letters) -> set[tuple[str, str, str]]:
    with Store(tmp_path / "letters.db") as store:
        for at, one in enumerate(letters):
            put(store, f"{at}.txt", one)
        link(store)
        graph = store.graph()
        kinds = {node.id: node.kind for node in graph.nodes}
        return {(e.relation, kinds[e.target], e.target) for e in graph.edges}


def test_an_act_that_is_named_is_an_instrument_however_it_is_spaced(tmp_path: Path):
    act = Citation("act", "พระราชบัญญัติ ระเบียบบริหารราชการแผ่นดิน", seen("พ.ร.บ."))
    other = Citation("act", "พระราชบัญญัติระเบียบบริหาร ราชการแผ่นดิน", seen("พ.ร.บ."))
    found = edges(tmp_path, letter(cited=(act,)), letter("กค 1/2", date(2022, 1, 1), "เรื่องอื่น", cited=(other,)))
    assert found == {("cites", "instrument", "instrument:พระราชบัญญัติระเบียบบริหารราชการแผ่นดิน")}


def test_an_enclosure_that_is_no_letter_is_an_attachment_and_the_same_title_stands_once(tmp_path: Path):
    form = Enclosure("1", "แบบรายงานผล", seen("แบบรายงานผล"), "๑ ชุด")
    pages = Attachment("แบบรายงานผล", (2,), "", seen("แบบรายงานผล", page=2))
    guide = Attachment("แนวทางการดำเนินงาน", (3,), "", seen("แนวทาง", page=3))
    found = edges(tmp_path, letter(enclosures=(form,), attachments=(pages, guide)))
    assert sorted(found) == [
        ("encloses", "attachment", "มท 0211.1/ว 506|2021#attachment[0]"),
        ("encloses", "attachment", "มท 0211.1/ว 506|2021#attachment[1]"),
    ]


@pytest.mark.parametrize(
    ("before", "relation"),
    [("จึงให้ยกเลิกหนังสือกระทรวงมหาดไทย ที่ ", "cancels"), ("ขอแก้ไขหนังสือ ที่ ", "amends"),
     ("โดยใช้แทนหนังสือ ที่ ", "replaces"), ("ตามหนังสือ ที่ ", None)],
)  # fmt: skip
def test_words_before_a_name_in_the_body_say_how_the_letter_stands_to_it(tmp_path: Path, before, relation):
    named = "กค ๐๔๐๒/ว ๘๘"
    one = letter(text=f"เรื่อง แจ้งเวียน\n{before}{named} นั้น",
                 cited=(Citation("letter", named, seen(named), number("กค 0402/ว 88")),))  # fmt: skip
    assert {r for r, _, _ in edges(tmp_path, one)} == {"cites", relation} - {None}
