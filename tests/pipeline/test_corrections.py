"""A reviewer's word on a value or a link stands through re-reading and re-linking; the history keeps who and when."""

from datetime import date, datetime
from pathlib import Path

import pytest
from by_hand import cites, directive, due, dump, found, letter, link, put

from pipeline.corrections import CONFIRMED, CORRECTED, REFUSED, Word, correct, correct_link
from pipeline.errors import InputError, UseError
from pipeline.graph import rebuild
from pipeline.save import derive
from pipeline.store import Store

NUMBER = "มท 0211.1/ว 506"
AT = datetime(2026, 1, 2, 9, 30)


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "letters.db") as opened:
        put(opened, "a.txt", doubtful())
        link(opened)
        yield opened


def doubtful(**more):
    items = (directive("1", "รายงานผล", "จังหวัด", deadlines=(due(date(2021, 3, 1), "ภายในวันที่ ๑ มีนาคม"),)),
             directive("2", "เก็บเอกสาร", "อำเภอ"))  # fmt: skip
    return letter(NUMBER, urgency=found("ด่วน", 0.5), directives=items, **more)


def word(verdict: str, value: str = "") -> Word:
    return Word(verdict, value, "สมศรี", "ดูต้นฉบับ", AT)


def test_a_confirmed_value_is_no_longer_to_be_reviewed_and_stays_so_when_read_again(store: Store):
    assert [r.field for r in store.review()] == ["urgency"]
    correct(store, NUMBER, "urgency", word(CONFIRMED))
    assert store.review() == []
    put(store, "a.txt", doubtful(), mtime=2)
    link(store)
    assert store.review() == []


def test_a_corrected_value_stands_everywhere_and_what_was_read_is_kept(store: Store):
    correct(store, NUMBER, "subject", word(CORRECTED, "การเก็บเอกสารลับ"))
    assert store.letter(NUMBER).letter.subject.value == "การเก็บเอกสารลับ"
    (row,) = store.rows("SELECT subject FROM letter")
    assert row["subject"] == "การเก็บเอกสารลับ"
    assert "การเก็บเอกสารลับ" not in store.rows("SELECT json FROM reading")[0]["json"]


def test_a_corrected_number_makes_it_the_letter_of_that_number_and_decisions_go_with_it(store: Store):
    task = store.tasks(NUMBER, today=date(2021, 1, 1))[0]
    store.decide(task.id, "done", who="สมศรี")
    correct(store, NUMBER, "reference_number", word(CORRECTED, "มท ๐๒๑๑.๑/ว ๕๐๘"))
    assert store.letter(NUMBER) is None
    there = store.tasks("มท 0211.1/ว 508", today=date(2021, 1, 1))
    assert [t.status for t in there if t.directive_label == task.directive_label] == ["done"]
    correct(store, "มท 0211.1/ว 508", "urgency", word(CONFIRMED))
    put(store, "a.txt", doubtful(), mtime=2)
    link(store)
    assert store.letter("มท 0211.1/ว 508") and store.review() == []


def test_a_corrected_date_moves_the_letter_to_its_year(store: Store):
    correct(store, NUMBER, "date", word(CORRECTED, "๑๑ กุมภาพันธ์ ๒๕๖๖"))
    assert store.rows("SELECT date, year FROM letter") == [{"date": "2023-02-11", "year": 2023}]


def test_a_refused_item_is_gone_and_the_word_on_another_follows_it_to_its_new_place(store: Store):
    correct(store, NUMBER, "directives[1]", word(CORRECTED, "เก็บเอกสารไว้สิบปี"))
    correct(store, NUMBER, "directives[0]", word(REFUSED))
    assert [d.text for d in store.letter(NUMBER).letter.directives] == ["เก็บเอกสารไว้สิบปี"]


def test_a_corrected_deadline_is_a_day(store: Store):
    correct(store, NUMBER, "directives[0].deadlines[0]", word(CORRECTED, "31/3/2564"))
    assert store.rows("SELECT due FROM deadline") == [{"due": "2021-03-31"}]


def test_the_last_word_stands_and_the_history_says_who_and_when(store: Store):
    correct(store, NUMBER, "urgency", word(REFUSED))
    with pytest.raises(InputError):
        correct(store, NUMBER, "urgency", word(CONFIRMED))
    rows = store.rows("SELECT field, verdict, who, at, note FROM correction")
    assert rows == [{"field": "urgency", "verdict": "refused", "who": "สมศรี", "at": "2026-01-02T09:30:00",
                     "note": "ดูต้นฉบับ"}]  # fmt: skip


def test_a_word_on_one_copy_holds_for_another_that_is_read_better(store: Store):
    correct(store, NUMBER, "subject", word(CORRECTED, "การเก็บเอกสารลับ"))
    put(store, "better.txt", doubtful(evidence=doubtful().evidence))
    link(store)
    assert {r["subject"] for r in store.rows("SELECT subject FROM letter")} == {"การเก็บเอกสารลับ"}


def test_what_is_no_day_or_number_is_refused_and_nothing_is_noted(store: Store):
    for field, text in (("date", "เมื่อวาน"), ("reference_number", "ไม่มี")):
        with pytest.raises(UseError):
            correct(store, NUMBER, field, word(CORRECTED, text))
    with pytest.raises(InputError):
        correct(store, NUMBER, "directives[9]", word(REFUSED))
    assert store.count("SELECT 1 FROM correction") == 0


@pytest.fixture
def linked(tmp_path: Path):
    with Store(tmp_path / "links.db") as opened:
        put(opened, "a.txt", letter("มท 0810.6/ว 12505", date(2024, 12, 7), "การขับเคลื่อนเศรษฐกิจ"))
        put(opened, "b.txt", letter("มท 0810.6/ว 11000", date(2024, 10, 1), "เรื่องอื่น"))
        citing = letter("ชย 0023/ว 1", date(2024, 12, 20), "การขับเคลื่อนเศรษฐกิจ",
                        references=(cites("มท 0810.6/ว 82505", date(2024, 12, 7)),))  # fmt: skip
        put(opened, "c.txt", citing)
        link(opened)
        yield opened


def target(store: Store) -> tuple[str, str]:
    (edge,) = [e for e in store.graph("ชย 0023/ว 1").edges if e.relation == "cites"]
    return edge.target, edge.why


def test_a_refused_link_is_not_made_again_and_a_corrected_one_stands(linked: Store):
    assert target(linked)[0] == "มท 0810.6/ว 12505"
    correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(REFUSED))
    assert target(linked) == ("มท 0810.6/ว 82505", "ปฏิเสธโดยสมศรี เมื่อวันที่ ๒ มกราคม ๒๕๖๙")
    correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(CORRECTED, "มท 0810.6/ว 11000"))
    with linked.writing() as db:
        rebuild(db)
    assert target(linked)[0] == "มท 0810.6/ว 11000"
    assert linked.count("SELECT 1 FROM correction") == 2


def test_a_confirmed_link_follows_its_letter_to_a_better_number(linked: Store):
    correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(CONFIRMED))
    correct(linked, "มท 0810.6/ว 12505", "reference_number", word(CORRECTED, "มท 0999/ว 7"))
    assert target(linked)[0] == "มท 0999/ว 7"


def test_a_link_to_nothing_cannot_be_confirmed_and_what_is_not_cited_cannot_be_spoken_of(linked: Store):
    correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(REFUSED))
    with pytest.raises(UseError):
        correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(CONFIRMED))
    with pytest.raises(InputError):
        correct_link(linked, "ชย 0023/ว 1", "กค 1/1", word(REFUSED))


def test_derived_data_made_anew_lose_no_word(linked: Store):
    correct(linked, "ชย 0023/ว 1", "subject", word(CORRECTED, "เรื่องที่ถูก"))
    correct_link(linked, "ชย 0023/ว 1", "มท 0810.6/ว 82505", word(CORRECTED, "มท 0810.6/ว 11000"))
    before = dump(linked)
    with linked.writing() as db:
        derive(db, [row[0] for row in db.execute("SELECT key FROM letter").fetchall()])
        rebuild(db)
    assert dump(linked) == before
