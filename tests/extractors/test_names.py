"""Names are found by rules and by the model, and merged by one policy."""

import subprocess
import sys
import time

from hypothesis import given, settings
from hypothesis import strategies as st
from letters_by_hand import compose

from extractors.document import Document
from extractors.lines import read_lines
from extractors.model import Name, Page
from extractors.names import KINDS, By, Span, by_rule, find_names, flows_of, merged, plain
from extractors.zones import read_zones
from rules.load import compiled


def names_in(text: str, by: By = "both") -> tuple[Name, ...]:
    document = Document((Page(1, text),))
    return find_names(document, read_zones(read_lines(document)), by)


def model(start: int, end: int, kind: str) -> Span:
    return Span(start, end, kind, f"ner:{kind}", 0.7)


def rule(start: int, end: int, kind: str, name: str = "agency.known") -> Span:
    return Span(start, end, kind, name, 0.95)


def test_a_person_with_a_title_is_the_rules_and_the_rest_the_models():
    person, place = rule(0, 12, "person", "name.person"), model(30, 40, "place")
    assert merged([person], [model(0, 20, "position"), place]) == [person, place]


def test_the_model_reads_a_name_on_where_a_list_ends():
    assert merged([rule(0, 8, "agency")], [model(0, 20, "agency")]) == [model(0, 20, "agency")]


def test_a_known_office_that_the_model_did_not_see_is_kept_and_a_guess_is_not():
    known, guess = rule(0, 8, "agency"), rule(10, 18, "agency", "agency.head")
    assert merged([known, guess], []) == [known]


def test_an_office_within_a_law_is_not_named_apart():
    assert merged([rule(7, 20, "agency")], [model(0, 40, "law")]) == [model(0, 40, "law")]


def test_a_kind_of_office_is_no_name():
    assert names_in("ให้ส่วนราชการและหน่วยงานของรัฐถือปฏิบัติ", "rules") == ()


def test_the_words_that_say_all_of_a_kind_are_no_part_of_a_name():
    assert [n.text for n in names_in("เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด", "rules")] == ["ผู้ว่าราชการจังหวัด"]


def test_a_person_is_told_by_a_title():
    assert [(s.kind, s.rule) for s in by_rule("มอบหมายให้ นายสมมติ ตัวอย่าง เป็นผู้ประสานงาน")] == [("person", "name.person")]


def test_each_name_stands_once_at_its_first_place():
    names = names_in(compose())
    assert len({(n.kind, plain(n.text)) for n in names}) == len(names)
    assert {n.kind for n in names} >= {"agency", "position", "person"}
    for name in names:
        span = name.evidence.span
        assert plain(compose()[span.start : span.end]) == plain(name.text)


def test_what_the_model_alone_found_says_so():
    names = [n for n in names_in("จึงขอเชิญเข้าร่วมโครงการเมืองสะอาดต้นแบบ ณ ห้องประชุมทดสอบ") if n.kind == "project"]
    assert [n.evidence.rule for n in names] == ["ner:project"]
    assert 0 < names[0].evidence.confidence < 1


def test_the_model_is_not_loaded_before_names_are_looked_for():
    code = "import sys, extractors.letters; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text: str):
    for name in names_in(text):
        assert name.text.strip()


def test_a_paragraph_without_end_does_not_hold_the_model_up():
    began = time.process_time()
    names_in("ว" * 60_000 + " " + "กา" * 20_000)
    assert time.process_time() - began < 20


def test_long_paragraphs_are_cut_and_nothing_is_lost():
    text = "เรื่อง ทดสอบ\nเรียน นายอำเภอ\n" + "ให้อำเภอรายงานผล " * 600
    document = Document((Page(1, text),))
    flows = flows_of(document, read_zones(read_lines(document)))
    assert max(len(flow.text) for flow in flows) <= 3000
    assert sum(flow.text.count("รายงานผล") for flow in flows) == 600


def test_what_does_not_begin_as_a_name_does_is_none():
    rules = {kind: compiled("names", f"name.opens-{kind}") for kind in KINDS}
    assert not any(rule.match("เสบียงอาหาร และยารักษาโรค") for rule in rules.values())
    assert rules["agency"].match("กองคลัง")
