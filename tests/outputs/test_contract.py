"""The JSON contract: what is printed is what the schema says, and every value has its evidence."""

import json
from datetime import date, time
from pathlib import Path

import msgspec
import pytest

from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import (
    Citation,
    Contact,
    Deadline,
    Directive,
    Enclosure,
    Evidence,
    Found,
    Issue,
    Letter,
    Name,
    Page,
    Receipt,
    ReferenceNumber,
    Signatory,
    Span,
)
from outputs.contract import JsonResult, schema
from outputs.letter_json import letters_to_json

REAL = Path(__file__).parents[2].parent / "shared" / "circulars"


def seen(text: str, *doubts: str) -> Evidence:
    return Evidence(Span(1, 0, len(text)), "test", 0.9, text, doubts)


def found(text: str) -> Found[str]:
    return Found(text, seen(text))


def letter() -> Letter:
    """A letter of invented things that fills every field of the contract."""
    deadline = Deadline(
        "date",
        "ภายในวันที่ ๑ มีนาคม ๒๕๖๔ เวลา ๑๖.๓๐ น.",
        seen("ภายในวันที่"),
        due=date(2021, 3, 1),
        at=time(16, 30),
        trace="นับ",
    )
    timing = Deadline("words", "โดยเร็ว", seen("โดยเร็ว"))
    child = Directive(
        "1.1",
        "ให้รายงาน",
        "รายงาน",
        "order",
        (),
        (found("จังหวัด"),),
        (deadline,),
        (timing,),
        ("2",),
        (),
        seen("ให้รายงาน"),
    )
    parent = Directive(
        "1", "ให้อำเภอดำเนินการ", "ดำเนินการ", "order", (found("อำเภอ"),), (), (), (), (), (child,), seen("ให้อำเภอ")
    )
    number = ReferenceNumber("ตย", "0101.2", True, "48", 2021)
    return Letter(
        kind="circular",
        pages=(1, 2),
        evidence=seen("หนังสือ"),
        text="หนังสือ",
        reference_number=Found(number, seen("ตย ๐๑๐๑.๒/ว ๔๘", "prefix-unknown")),
        date=Found(date(2021, 2, 11), seen("๑๑ กุมภาพันธ์ ๒๕๖๔")),
        subject=found("เรื่องตัวอย่าง"),
        references=(Citation("letter", "หนังสือ", seen("หนังสือ"), number, date(2020, 9, 22), "กรมตัวอย่าง"),),
        enclosures=(Enclosure("1", "แบบรายงาน", seen("แบบรายงาน"), "๑ ชุด"),),
        directives=(parent,),
        signatory=Signatory("นายสมมติ ตัวอย่าง", "", seen("นายสมมติ")),
        contact=Contact(phones=(found("๐ ๒๖๒๒ ๐๐๐๐ ต่อ ๑๒"),)),
        names=(Name("person", "นายสมมติ ตัวอย่าง", seen("นายสมมติ")),),
        received=(Receipt("", "๔๖๗๘", date(2014, 8, 27), None, seen("๔๖๗๘")),),
    )


def test_what_is_printed_decodes_strictly_into_the_contracts_types():
    printed = json.dumps(letters_to_json([letter()], []), ensure_ascii=False)
    assert msgspec.json.decode(printed, type=JsonResult).letters[0].reference_number == "ตย 0101.2/ว 48"


def test_every_evidence_names_a_value_that_is_there():
    plain = letters_to_json([letter()], [])["letters"][0]
    for path in plain["evidence"]:
        if path == "letter":
            continue
        value = plain
        for step in path.replace("[", ".").replace("]", "").split("."):
            value = value[int(step)] if step.isdigit() else value[step]
        assert value is not None, path


def test_a_deadline_deep_in_the_tree_has_its_evidence_under_its_path():
    evidence = letters_to_json([letter()], [])["letters"][0]["evidence"]
    assert evidence["directives[0].children[0].deadlines[0]"]["as_read"] == "ภายในวันที่"
    assert evidence["reference_number"]["doubts"] == ["prefix-unknown"]


def test_dates_are_iso_and_digits_of_telephones_arabic():
    plain = letters_to_json([letter()], [])["letters"][0]
    assert plain["date"] == "2021-02-11"
    assert plain["directives"][0]["children"][0]["deadlines"][0]["due"] == "2021-03-01"
    assert plain["contact"]["phones"] == ["0 2622 0000 ต่อ 12"]
    assert plain["received"][0] == {"office": None, "number": "4678", "date": "2014-08-27", "time": None}


def test_a_name_says_where_it_stands_and_who_found_it():
    (name,) = letters_to_json([letter()], [])["letters"][0]["names"]
    text = "นายสมมติ ตัวอย่าง"
    assert name == {"kind": "person", "text": text, "page": 1, "start": 0, "end": 8, "rule": "test", "confidence": 0.9}


def test_an_issue_goes_to_the_letter_whose_page_it_is_on_else_to_the_file():
    issues = [Issue("a.pdf", "read", code, "ก", "ข", page) for code, page in (("one", 2), ("two", None), ("three", 9))]
    plain = letters_to_json([letter()], issues)
    assert [i["code"] for i in plain["letters"][0]["issues"]] == ["one"]
    assert [i["code"] for i in plain["issues"]] == ["two", "three"]


def test_the_schema_requires_every_field_that_is_printed():
    printed = letters_to_json([letter()], [])["letters"][0]
    required = schema()["$defs"]["JsonLetter"]["required"]
    assert sorted(printed) == sorted(required)


def test_a_file_without_letters_is_an_empty_list():
    assert letters_to_json([], []) == {"letters": [], "issues": []}


@pytest.mark.skipif(not REAL.exists(), reason="the real letters are not here")
def test_real_letters_keep_the_contract():
    for path in sorted(REAL.glob("*.txt")):
        pages = tuple(Page(i, t) for i, t in enumerate(path.read_text(encoding="utf-8").split("\f"), 1))
        plain = letters_to_json(read_letters(Document(pages)), [])
        assert plain["letters"]
        msgspec.convert(plain, JsonResult)
        for one in plain["letters"]:
            for evidence in one["evidence"].values():
                text = pages[evidence["page"] - 1].text
                assert 0 <= evidence["start"] <= evidence["end"] <= len(text)
