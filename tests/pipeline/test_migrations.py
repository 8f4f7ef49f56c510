"""The schema grows by numbered steps; what is no database of ours is left as it was."""

import sqlite3

import pytest

from pipeline.migrations import STEPS, migrate


def _memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def test_an_empty_database_is_brought_to_the_newest_version():
    db = _memory()
    assert migrate(db) == len(STEPS)
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    assert db.execute("SELECT count(*) FROM tasks_open").fetchone()[0] == 0


def test_a_migrated_database_takes_no_further_step():
    db = _memory()
    migrate(db)
    assert migrate(db) == 0


def test_a_later_step_keeps_what_an_earlier_version_holds():
    db = _memory()
    migrate(db)
    db.execute("INSERT INTO decision (task, status, who, at, note) VALUES ('t', 'done', 'me', '2025-01-01', '')")
    wider = (*STEPS, "ALTER TABLE decision ADD COLUMN more TEXT;")
    assert migrate(db, wider) == 1
    assert db.execute("SELECT task, more FROM decision").fetchall() == [("t", None)]


def test_a_step_that_fails_leaves_the_database_as_it_was():
    db = _memory()
    migrate(db)
    with pytest.raises(sqlite3.Error):
        migrate(db, (*STEPS, "CREATE TABLE extra (x);\nINSERT INTO nowhere VALUES (1);"))
    assert db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone()


def test_a_database_of_a_newer_release_is_refused():
    db = _memory()
    db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(ValueError, match="newest known"):
        migrate(db)


def test_a_database_of_another_program_is_refused_and_not_touched():
    db = _memory()
    db.execute("CREATE TABLE theirs (x)")
    with pytest.raises(ValueError, match="saraban"):
        migrate(db)
    assert [r[0] for r in db.execute("SELECT name FROM sqlite_master")] == ["theirs"]


def test_a_tick_of_the_first_version_is_kept_and_learns_what_it_was_about():
    db = _memory()
    migrate(db, STEPS[:1])
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO directive VALUES ('l#directives[0]', 'l', NULL, 'p', '1', 'ส่งแผน', '', 'order', 1, 1, '')")
    db.execute("INSERT INTO task VALUES ('l#1#จังหวัด', 'l#directives[0]', 'จังหวัด')")
    db.execute("INSERT INTO decision VALUES ('l#1#จังหวัด', 'done', 'me', '2025-01-01', 'n')")
    db.execute(
        "INSERT INTO history (task, status, who, at, note) VALUES ('l#1#จังหวัด', 'done', 'me', '2025-01-01', 'n')"
    )
    migrate(db)
    assert db.execute("SELECT task, round, status, note, words FROM decision").fetchall() == [
        ("l#1#จังหวัด", "", "done", "n", "ส่งแผน")
    ]
    assert db.execute("SELECT status, person FROM history").fetchall() == [("done", "")]
