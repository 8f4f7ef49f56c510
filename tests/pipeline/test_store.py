"""One SQLite file: copies become one letter, a person's word is kept, two writers do not collide."""

import dataclasses
import itertools
from datetime import date, time
from pathlib import Path

import pytest
from by_hand import directive, due, dump, every, found, letter, link, number, put, seen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.model import Attachment, Receipt, ReferenceNumber, Signatory
from pipeline.errors import DatabaseError
from pipeline.store import Store

TODAY = date(2021, 2, 20)


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "letters.db") as opened:
        yield opened


THAI = st.text(alphabet="กขคงจมหาดไทย่้ ๐๑๒๓/.-\n", min_size=1, max_size=30)


@st.composite
def letters(draw):
    """A letter with a bit of everything, its texts of Thai letters, marks, digits and breaks."""
    items = tuple(
        directive(draw(st.none() | st.sampled_from(["1", "2", "1.1"])), draw(THAI), *draw(st.lists(THAI, max_size=2)),
                  deadlines=draw(st.sampled_from([(), (due(TODAY),), (every("FREQ=MONTHLY;BYMONTHDAY=20"),)])))
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    return letter(
        draw(st.none() | st.sampled_from(["มท 0211.1/ว 506", "ชย 0023/12"])),
        draw(st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))),
        draw(THAI),
        draw(st.floats(0, 1)),
        directives=items,
        received=(Receipt(draw(THAI), "12", TODAY, time(16, 13), seen()),),
        attachments=(Attachment(draw(THAI), (2, 3), draw(THAI), seen()),),
        signatory=Signatory(draw(THAI), draw(THAI), seen()),
        unread=(found(draw(THAI)),),
    )


@given(letters())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_letter_comes_back_from_the_database_as_it_was_saved(tmp_path: Path, one):
    path = tmp_path / "round.db"
    path.unlink(missing_ok=True)
    with Store(path) as store:
        put(store, "a.txt", one)
        assert [row.letter for row in store.letters()] == [one]
    for rest in tmp_path.glob("round.db*"):
        rest.unlink()


def test_every_row_of_evidence_says_what_was_read_where_and_by_which_rule(store: Store):
    put(store, "a.txt", letter(directives=(directive("1", "ส่งรายงาน", "จังหวัด"),)))
    rows = {r["field"]: r for r in store.rows("SELECT * FROM value")}
    assert rows["reference_number"]["value"] == "มท 0211.1/ว 506"
    assert rows["date"]["value"] == "2021-02-11"
    assert rows["directives[0].actors[0]"]["value"] == "จังหวัด"
    assert rows["directives[0]"]["rule"] == "test"


SUBJECT = "แนวทางการเก็บเอกสารของจังหวัด"
CLEAR = letter(confidence=0.97, directives=(directive("1", "ส่งรายงานให้กระทรวง", "จังหวัด"),))
WORN = letter(subject="แนวทางการเก็บเอกสารชองจังหวัต", confidence=0.6, directives=(directive("1", "ส่งรายวานให้", "จังหวัค"),))
CUT = letter(subject=SUBJECT, confidence=0.99)
OTHER = letter(subject="ขอเชิญประชุมผู้ว่าราชการจังหวัดทั่วประเทศ", directives=(directive("1", "เข้าประชุม", "จังหวัด"),))


def test_two_copies_of_one_letter_are_one_letter_with_two_sources(store: Store):
    put(store, "clear.txt", CLEAR)
    put(store, "worn.txt", WORN)
    (row,) = store.letters()
    assert [source.file for source in row.sources] == ["clear.txt", "worn.txt"]


def test_a_worse_copy_that_comes_later_changes_no_value(store: Store):
    put(store, "clear.txt", CLEAR)
    put(store, "worn.txt", WORN)
    assert store.letters()[0].letter == CLEAR
    assert store.letters()[0].file == "clear.txt"


def test_a_copy_cut_short_gives_no_values_however_sharp_it_is(store: Store):
    put(store, "clear.txt", CLEAR)
    put(store, "cut.txt", CUT)
    assert store.letters()[0].letter.directives == CLEAR.directives


def test_one_number_on_two_subjects_is_two_letters_and_both_are_shown_for_review(store: Store):
    put(store, "a.txt", CLEAR)
    put(store, "b.txt", OTHER)
    assert len(store.letters()) == 2
    assert [i.code for i in store.issues()] == ["number-shared", "number-shared"]
    doubted = [r.letter_id for r in store.review() if "number-shared" in r.doubts]
    assert sorted(doubted) == sorted(row.id for row in store.letters())


def test_an_order_of_one_number_from_two_offices_is_two_letters(store: Store):
    order = ReferenceNumber("", "", False, "47", 2025, "2568")
    for path, office in (("a.txt", "อำเภอตัวอย่าง"), ("b.txt", "เทศบาลตัวอย่าง")):
        put(store, path, letter(None, reference_number=found(order), sender=found(office)))
    assert len(store.letters()) == 2


def test_the_same_words_without_a_number_are_one_letter(store: Store):
    put(store, "a.txt", letter(None))
    put(store, "b.txt", letter(None))
    assert len(store.letters()) == 1


FILES = {"a.txt": (CLEAR,), "b.txt": (WORN, OTHER), "c.txt": (CUT,), "d.txt": (letter(None), letter("ชย 0023/12"))}


@pytest.mark.parametrize("order", list(itertools.permutations(FILES))[::5], ids="-".join)
def test_any_order_of_arrival_gives_the_same_database(tmp_path: Path, order):
    dumps = []
    for name, paths in (("one", sorted(FILES)), ("two", order)):
        with Store(tmp_path / f"{name}.db") as store:
            for path in paths:
                put(store, path, *FILES[path])
            link(store)
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]


def test_a_letter_with_no_file_left_goes_and_one_with_a_copy_stays(store: Store):
    put(store, "a.txt", CLEAR)
    put(store, "b.txt", WORN, OTHER)
    put(store, "b.txt", letter("ชย 0023/12"), mtime=2)
    assert sorted(row.reference_number for row in store.letters()) == ["ชย 0023/12", "มท 0211.1/ว 506"]
    assert store.issues() == ()


def test_a_tick_is_kept_when_the_file_is_read_again(store: Store):
    put(store, "a.txt", CLEAR)
    store.decide(store.tasks(today=TODAY)[0].id, "done", who="ทดสอบ")
    put(store, "a.txt", dataclasses.replace(CLEAR, purpose=found("ทราบ")), mtime=2)
    assert [t.status for t in store.tasks(today=TODAY)] == ["done"]


def test_a_tick_follows_a_letter_whose_number_is_read_better(store: Store):
    put(store, "a.txt", CLEAR)
    store.decide(store.tasks(today=TODAY)[0].id, "done")
    put(store, "a.txt", dataclasses.replace(CLEAR, reference_number=found(number("มท 0211.1/ว 508", 2021))), mtime=2)
    (task,) = store.tasks(today=TODAY)
    assert (task.reference_number, task.status) == ("มท 0211.1/ว 508", "done")


def test_a_tick_stays_with_its_letter_when_another_of_the_same_number_comes(store: Store):
    put(store, "a.txt", CLEAR)
    store.decide(store.tasks(today=TODAY)[0].id, "done")
    put(store, "b.txt", OTHER)
    assert {t.subject: t.status for t in store.tasks(today=TODAY)} == {
        SUBJECT: "done",
        OTHER.subject.value: "open",
    }


def test_the_history_keeps_every_word_on_a_task(store: Store):
    put(store, "a.txt", CLEAR)
    task = store.tasks(today=TODAY)[0].id
    store.decide(task, "done", who="ก")
    store.decide(task, "open", who="ข", note="ยังขาดเอกสาร")
    assert [(r["status"], r["who"]) for r in store.rows("SELECT * FROM history ORDER BY id")] == [
        ("done", "ก"),
        ("open", "ข"),
    ]
    assert store.tasks(today=TODAY)[0].status == "open"


def test_a_decision_on_no_task_is_refused(store: Store):
    with pytest.raises(KeyError):
        store.decide("nothing", "done")


def test_what_goes_wrong_while_writing_leaves_nothing_behind(store: Store):
    with pytest.raises(RuntimeError), store.writing() as connection:
        connection.execute("INSERT INTO state VALUES ('x', 'y')")
        raise RuntimeError
    assert store.rows("SELECT * FROM state") == []


def test_a_letter_is_found_by_its_number_in_any_spelling_and_by_year(store: Store):
    put(store, "a.txt", CLEAR, letter(day=date(2024, 5, 1), subject="เรื่องอื่นของปีหลัง"))
    assert store.letter("มท๐๒๑๑.๑/ว๕๐๖").letter.date.value.year == 2024
    assert store.letter("มท 0211.1/ว 506 (2021)").letter == CLEAR
    assert store.letter("มท 0211.1/ว 507") is None


def test_a_second_run_is_refused_while_one_is_at_work_and_let_in_after(tmp_path: Path):
    path = tmp_path / "letters.db"
    with Store(path) as one, Store(path) as two:
        with one.alone(), pytest.raises(DatabaseError) as refused, two.alone():
            pass
        assert refused.value.code == "database-busy"
        with two.alone():
            pass
    assert not path.with_name("letters.db-lock").exists()


def test_a_file_that_is_no_database_is_refused_with_its_name(tmp_path: Path):
    path = tmp_path / "letter.db"
    path.write_text("ที่ มท ๐๒๑๑.๑/ว ๕๐๖" * 100, encoding="utf-8")
    with pytest.raises(DatabaseError) as refused:
        Store(path)
    assert refused.value.code == "bad-database" and "letter.db" in refused.value.what


def test_a_reader_makes_no_database_where_there_is_none(tmp_path: Path):
    with pytest.raises(DatabaseError, match="no-database"):
        Store(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_foreign_keys_hold_after_every_kind_of_change(store: Store):
    put(store, "a.txt", CLEAR)
    put(store, "b.txt", WORN, OTHER)
    put(store, "a.txt", mtime=2)
    link(store)
    assert store.rows("PRAGMA foreign_key_check") == []
    assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]
