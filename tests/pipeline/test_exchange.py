"""Everything out and in again: nothing lost, nothing twice, and of two words the later one stands."""

from datetime import date, datetime
from pathlib import Path

import pytest
from by_hand import directive, due, every, letter, put
from by_hand import dump as all_rows

from pipeline.errors import InputError
from pipeline.exchange import SAID, TABLES, dump, take_tables_in, typed
from pipeline.life import Change, change
from pipeline.register import RECEIVED, Given, register
from pipeline.store import Store

TODAY = date(2021, 2, 20)
EARLY, LATE = datetime(2021, 2, 18, 9), datetime(2021, 2, 19, 9)


def filled(path: Path) -> Store:
    store = Store(path)
    put(store, "a.txt", letter(directives=(
        directive("1", "ส่งแผน", "จังหวัด", deadlines=(due(TODAY),)),
        directive("2", "รายงาน", "จังหวัด", deadlines=(every("FREQ=MONTHLY;BYMONTHDAY=20"),)),
    )))  # fmt: skip
    put(store, "b.txt", letter("ชย 0023/12", subject="การสำรวจแหล่งน้ำ"))
    (path.parent / "proof.pdf").write_bytes(b"x")
    for task in store.tasks(today=TODAY):
        change(store, Change(task.id, status="done", note="=1+1", at=EARLY, proof=(path.parent / "proof.pdf",)))
    register(store, store.letters()[0], RECEIVED, Given(number="7", day=TODAY, at=EARLY))
    return store


@pytest.fixture
def full(tmp_path: Path):
    with filled(tmp_path / "full.db") as store:
        yield store


@pytest.fixture
def empty(tmp_path: Path):
    with Store(tmp_path / "empty.db") as store:
        yield store


def words(rows: list[str]) -> list[str]:
    """Without the running ids and the state of the index, which are each database's own."""
    return [row for row in rows if not row.startswith(("state:", "relink:"))]


def test_an_empty_database_that_takes_everything_in_holds_the_same(full, empty):
    from by_hand import link

    link(full)
    taken = take_tables_in(empty, dump(full))
    assert (taken.files, taken.differing) == (2, ())
    assert words(all_rows(empty)) == words(all_rows(full))
    assert empty.tasks(today=TODAY) == full.tasks(today=TODAY)


def test_taking_in_twice_is_once(full, empty):
    take_tables_in(empty, dump(full))
    before = all_rows(empty)
    taken = take_tables_in(empty, dump(full))
    assert (taken.files, taken.words) == (0, 0)
    assert words(all_rows(empty)) == words(before)


def test_of_two_words_on_a_task_the_later_one_stands_and_the_history_has_both(full, empty):
    take_tables_in(empty, dump(full))
    task = empty.tasks(today=TODAY)[0].id
    change(empty, Change(task, status="open", at=LATE))
    take_tables_in(empty, dump(full))
    assert {t.id: t.status for t in empty.tasks(today=TODAY)}[task] == "open"
    take_tables_in(full, dump(empty))
    assert {t.id: t.status for t in full.tasks(today=TODAY)}[task] == "open"
    assert [r["status"] for r in full.rows("SELECT status FROM history WHERE task = ? ORDER BY at", task)] == [
        "done",
        "open",
    ]


def test_an_older_number_of_the_register_does_not_replace_a_newer_one(full, empty):
    take_tables_in(empty, dump(full))
    register(empty, empty.letters()[0], RECEIVED, Given(number="8", at=LATE))
    old = dump(full)
    for row in old["registration"]:
        row["at"], row["number"] = "2021-02-01T09:00:00", "6"
    take_tables_in(empty, old)
    from pipeline.register import entries

    assert entries(empty, RECEIVED, TODAY)[0].number == "8"


def test_a_file_that_is_there_with_other_contents_is_kept_and_named(full, empty):
    put(empty, "a.txt", letter(subject="อีกเรื่องหนึ่ง"))
    taken = take_tables_in(empty, dump(full))
    assert (taken.files, taken.differing) == (1, ("a.txt",))
    assert "อีกเรื่องหนึ่ง" in [row.letter.subject.value for row in empty.letters()]


def test_words_on_letters_that_are_not_there_yet_wait_for_them(full, empty):
    said = {table: rows for table, rows in dump(full).items() if table in SAID}
    take_tables_in(empty, said)
    assert empty.tasks(today=TODAY) == []
    take_tables_in(empty, dump(full))
    assert {t.status for t in empty.tasks(today=TODAY)} == {"done"}


@pytest.mark.parametrize(
    "tables",
    [
        {"letter": []},
        {"decision": [{"task": "x"}]},
        {"sqlite_master": [{"name": "x"}]},
        {"decision": [{"task": "t", "x); DROP TABLE file; --": "1"}]},
    ],
)
def test_what_is_not_ours_is_refused_and_nothing_changes(full, tables):
    before = all_rows(full)
    with pytest.raises(InputError):
        take_tables_in(full, tables)
    assert all_rows(full) == before


def test_a_letter_that_cannot_be_read_back_is_refused_whole(full, empty):
    tables = dump(full)
    tables["reading"][0]["json"] = "{}"
    with pytest.raises(InputError):
        take_tables_in(empty, tables)
    assert empty.rows("SELECT * FROM file") == []


def test_a_row_of_texts_gets_the_types_of_its_table(full):
    for table in TABLES:
        for row in dump(full)[table]:
            texts = {name: "" if value is None else str(value) for name, value in row.items()}
            assert typed(full, table, texts) == row
    with pytest.raises(InputError):
        typed(full, "page", {"number": "หนึ่ง"})


def test_a_reviewers_word_changes_the_letters_of_the_database_that_takes_it_in(full, empty):
    from pipeline.corrections import CORRECTED, Word, correct

    take_tables_in(empty, dump(full))
    correct(full, "ชย 0023/12", "subject", Word(CORRECTED, "การสำรวจบ่อบาดาล", "สมหญิง", at=LATE))
    assert take_tables_in(empty, dump(full)).words == 1
    assert empty.letter("ชย 0023/12").letter.subject.value == "การสำรวจบ่อบาดาล"
    assert take_tables_in(empty, dump(full)).words == 0


def test_of_two_reviewers_the_later_word_stands_in_whatever_order_they_come(full, empty):
    from pipeline.corrections import CORRECTED, Word, correct

    take_tables_in(empty, dump(full))
    correct(full, "ชย 0023/12", "subject", Word(CORRECTED, "เรื่องแรก", "ก", at=EARLY))
    correct(empty, "ชย 0023/12", "subject", Word(CORRECTED, "เรื่องหลัง", "ข", at=LATE))
    take_tables_in(empty, dump(full))
    take_tables_in(full, dump(empty))
    assert {one.letter("ชย 0023/12").letter.subject.value for one in (full, empty)} == {"เรื่องหลัง"}
