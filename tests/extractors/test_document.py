"""Pages as one text, and the way back: no character loses its place."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import PAGE_BREAK, Document, Flow, fold_digits
from extractors.model import Page, Span
from extractors.pieces import rejoin, split_list

PAGES = st.lists(st.text(alphabet="กขเา่ 12๓๔\nx", max_size=20), min_size=1, max_size=4)


def _document(*texts: str) -> Document:
    return Document(tuple(Page(number, text) for number, text in enumerate(texts, start=1)))


@given(PAGES, st.data())
def test_a_span_leads_back_to_its_place(texts: list[str], data: st.DataObject) -> None:
    document = _document(*texts)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    turn = document.text.find(PAGE_BREAK, start)
    page_end = turn if turn >= 0 else len(document.text)
    assert document.offset(document.span(start, end)) == (start, min(end, page_end))


@given(PAGES)
def test_a_span_cuts_the_same_words_from_its_page_as_from_the_document(texts: list[str]) -> None:
    document = _document(*texts)
    for start in range(len(document.text)):
        if document.text[start] != PAGE_BREAK:
            span = document.span(start, start + 1)
            assert document.pages[span.page - 1].text[span.start : span.end] == document.text[start]


def test_a_span_over_a_page_turn_is_cut_at_its_first_page() -> None:
    document = _document("กขค", "งจ")
    assert document.span(1, 6) == Span(1, 1, 3)
    assert document.page_numbers(1, 6) == (1, 2)


def test_pages_keep_the_numbers_they_came_with() -> None:
    document = Document((Page(4, "กข"), Page(7, "คง")))
    assert document.span(3, 5) == Span(7, 0, 2)
    assert document.offset(Span(7, 0, 2)) == (3, 5)


def test_a_span_of_another_file_is_refused() -> None:
    with pytest.raises(StopIteration):
        _document("กข").offset(Span(9, 0, 1))


@given(st.text(max_size=60))
def test_folding_digits_keeps_the_length(text: str) -> None:
    assert len(fold_digits(text)) == len(text)


def test_folding_makes_thai_digits_arabic_and_leaves_the_rest() -> None:
    assert fold_digits("ว ๕๐๖ o O l ข้อ ๑.๑") == "ว 506 o O l ข้อ 1.1"


def test_a_flow_joins_pieces_and_knows_where_each_came_from() -> None:
    document = _document("ข้อ ๑\nให้ทราบ")
    flow = Flow.of(document, [(0, 5), (6, 13)], glue=" ")
    assert flow.text == "ข้อ ๑ ให้ทราบ"
    assert flow.folded == "ข้อ 1 ให้ทราบ"
    assert [document.text[place] for place in flow.places][6:] == list("ให้ทราบ")


def test_a_part_of_a_flow_keeps_its_places() -> None:
    document = _document("กขคงจ", "ฉชซ")
    part = Flow.of(document, [(0, 5), (6, 9)]).part(4, 7)
    assert part.text == "จฉช"
    assert list(part.places) == [4, 6, 7]


def test_evidence_shows_the_text_as_it_stands_on_the_page() -> None:
    document = _document("ก ๒๕๖๗", "ข")
    evidence = Flow.of(document, [(2, 6)]).evidence(0, 4, "some.rule", 0.9, ("year-implausible",))
    assert evidence.as_read == "๒๕๖๗"
    assert evidence.span == Span(1, 2, 6)
    assert evidence.doubtful


def test_a_flow_whose_places_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 characters but 1 places"):
        Flow(_document("กข"), "กข", array("L", [0]))


@given(PAGES)
def test_rejoined_text_holds_every_printed_character_once_and_in_order(texts: list[str]) -> None:
    document = _document(*texts)
    pieces, at = [], 0
    for text in texts:
        pieces.append((at, at + len(text)))
        at += len(text) + 1
    flow = rejoin(document, pieces)
    assert "".join(flow.text.split()) == "".join(document.text.split())
    assert all(first <= second for first, second in pairwise(flow.places))


def test_a_line_that_breaks_inside_thai_is_joined_without_a_space() -> None:
    text = "ให้จังหวัด\nรายงาน ภายใน\n15 วัน"
    assert rejoin(_document(text), [(0, len(text))]).text == "ให้จังหวัดรายงาน ภายใน 15 วัน"


def test_a_field_is_split_at_numbers_that_follow_each_other_only() -> None:
    text = "1. แผนปี\n2567 ฉบับใหม่\n2. แบบรายงาน"
    items = [(label, flow.text) for label, flow in split_list(_document(text), [(0, len(text))])]
    assert items == [("1", "แผนปี 2567 ฉบับใหม่"), ("2", "แบบรายงาน")]


def test_a_field_without_numbers_is_one_item() -> None:
    text = "คู่มือการปฏิบัติงาน จำนวน 1 เล่ม"
    assert [(label, flow.text) for label, flow in split_list(_document(text), [(0, len(text))])] == [(None, text)]
