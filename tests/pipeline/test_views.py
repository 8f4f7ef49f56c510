"""The database opens well in a browser of databases: every table and view can be read, foreign keys have titles."""

from datetime import date
from pathlib import Path

from by_hand import cites, directive, letter, link, put

from pipeline.store import Store


def test_every_table_and_view_can_be_read_and_no_foreign_key_hangs_in_the_air(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(
            store,
            "a.txt",
            letter(references=(cites("กค 1/1", date(2020, 1, 1)),), directives=(directive("1", "รายงาน"),)),
        )
        link(store)
        names = store.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        for row in names:
            assert store.count(f"SELECT * FROM [{row['name']}]") >= 0
        assert store.rows("PRAGMA foreign_key_check") == []
        assert {"links", "cited_never_received", "tasks_on_withdrawn_letters", "tasks_open", "to_review"} <= {
            row["name"] for row in names
        }


def test_what_a_foreign_key_points_at_has_a_title_for_people(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", letter(directives=(directive("2", "รายงานผล"),)))
        link(store)
        assert store.rows("SELECT title FROM letter") == [{"title": "มท 0211.1/ว 506 แนวทางการเก็บเอกสารของจังหวัด"}]
        assert store.rows("SELECT title FROM directive") == [{"title": "2 รายงานผล"}]
        assert store.rows("SELECT title FROM node WHERE kind = 'letter'") == [{"title": "แนวทางการเก็บเอกสารของจังหวัด"}]


def test_a_letter_is_cited_under_one_link_with_its_reason(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", letter(references=(cites("กค 1/1", date(2020, 1, 1)),)))
        link(store)
        (row,) = store.rows("SELECT relation, to_number, received, why FROM links")
        assert row == {"relation": "cites", "to_number": "กค 1/1", "received": 0, "why": "ยังไม่ได้รับหนังสือฉบับนี้"}
        assert [r["reference_number"] for r in store.rows("SELECT * FROM cited_never_received")] == ["กค 1/1"]
