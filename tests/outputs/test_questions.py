"""Four questions of the graph, a command each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from by_hand import cites, directive, due, encloses, found, letter, link, put

from outputs.cli import main
from pipeline.store import Store

MINISTRY, PROVINCE, DISTRICT = "มท 0810.6/ว 12505", "ชย 0023.6/ว 3053", "ชย 1118/55"
REPORT = "ให้รายงานผลการขับเคลื่อนเศรษฐกิจฐานรากของท้องถิ่นตามแบบที่กำหนด"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "letters.db"
    resolution = cites("นร 0505/ว 99", date(2024, 11, 1))
    top = letter(MINISTRY, date(2024, 12, 7), "การขับเคลื่อนเศรษฐกิจ", references=(resolution,),
                 directives=(directive("1", REPORT, "จังหวัด"),))  # fmt: skip
    middle = letter(
        PROVINCE, date(2024, 12, 19), "การขับเคลื่อนเศรษฐกิจ", sender=found("จังหวัดตัวอย่าง"),
        text="ด้วย กระทรวงมหาดไทยแจ้งว่า ให้จังหวัดดำเนินการ", enclosures=(encloses(MINISTRY, date(2024, 12, 7)),),
        directives=(directive("1", REPORT + "ภายในเดือนนี้", "อำเภอ", deadlines=(due(date(2025, 1, 15)),)),),
    )  # fmt: skip
    low = letter(DISTRICT, date(2024, 12, 25), "การขับเคลื่อนเศรษฐกิจ", sender=found("อำเภอตัวอย่าง"),
                 references=(cites(PROVINCE, date(2024, 12, 19)),))  # fmt: skip
    recalled = letter("ชย 0023.6/ว 3100", date(2025, 1, 5), "ยกเลิกหนังสือ", sender=found("จังหวัดตัวอย่าง"),
                      references=(cites(PROVINCE, date(2024, 12, 19)),))  # fmt: skip
    with Store(path) as store:
        for at, one in enumerate((top, middle, low, recalled)):
            put(store, f"{at}.txt", one)
        link(store)
    return str(path)


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    assert not end.value.code
    return capsys.readouterr().out


def test_what_we_must_do_this_month_comes_with_all_who_ordered_it(db, capsys) -> None:
    (duty,) = json.loads(ask(capsys, "duties", "--db", db, "--today", "2025-01-02", "--json"))
    assert (duty["due"], duty["sender"]) == ("2025-01-15", "จังหวัดตัวอย่าง")
    assert [(step["depth"], step["name"]) for step in duty["orders"]] == [(1, MINISTRY), (2, "นร 0505/ว 99")]
    told = ask(capsys, "duties", "--db", db, "--today", "2025-01-02")
    assert "ตามคำสั่งของ จังหวัดตัวอย่าง" in told and "กระทรวงมหาดไทย" in told
    assert json.loads(ask(capsys, "duties", "--month", "next", "--db", db, "--today", "2025-01-02", "--json")) == []


def test_a_duty_of_many_rounds_is_told_once_in_any_month(capsys, tmp_path: Path) -> None:
    path = tmp_path / "rounds.db"
    weekly = replace(due(date(2025, 1, 3)), due=None, rrule="FREQ=WEEKLY;BYDAY=FR")
    with Store(path) as store:
        put(store, "a.txt", letter(MINISTRY, date(2024, 12, 7), "รายงาน",
                                   directives=(directive("1", REPORT, "จังหวัด", deadlines=(weekly,)),)))  # fmt: skip
        link(store)
    for month, first, more in (("1/2568", "๓ มกราคม ๒๕๖๘", "๔"), ("6/2569", "๕ มิถุนายน ๒๕๖๙", "๓")):
        told = ask(capsys, "duties", "--month", month, "--db", str(path), "--today", "2025-01-02")
        assert told.count(REPORT) == 1 and f"กำหนด {first} และอีก {more} รอบ" in told


def test_what_stems_from_a_letter_is_told_to_the_last_level_though_it_never_came(db, capsys) -> None:
    found_ = json.loads(ask(capsys, "stems", "นร๐๕๐๕/ว๙๙", "--db", db, "--json"))
    assert [(s["depth"], s["name"]) for s in found_] == [
        (1, MINISTRY), (2, PROVINCE), (3, "ชย 0023.6/ว 3100"), (3, DISTRICT),
    ]  # fmt: skip
    assert "สืบเนื่อง" in ask(capsys, "stems", DISTRICT, "--db", db)


def test_a_task_on_a_letter_that_was_cancelled_is_told(db, capsys) -> None:
    (row,) = json.loads(ask(capsys, "withdrawn", "--db", db, "--json"))
    assert (row["reference_number"], row["relation"], row["by_letter"]) == (PROVINCE, "cancels", "ชย 0023.6/ว 3100")
    assert "ถูกยกเลิกโดย" in ask(capsys, "withdrawn", "--db", db)


def test_what_was_cited_and_never_came_is_told_with_who_cites_it(db, capsys) -> None:
    (row,) = json.loads(ask(capsys, "missing", "--db", db, "--json"))
    assert (row["reference_number"], row["cited_by"]) == ("นร 0505/ว 99", MINISTRY)
    assert "นร ๐๕๐๕/ว ๙๙" in ask(capsys, "missing", "--db", db)


def test_a_directive_restated_lower_down_derives_from_the_one_above(db) -> None:
    with Store(Path(db)) as store:
        (edge,) = [e for e in store.graph().edges if e.relation == "derives"]
    assert edge.source.startswith(PROVINCE) and edge.target.startswith(MINISTRY)


def test_a_letter_that_cancels_one_never_received_is_named_once_for_it(capsys, tmp_path: Path) -> None:
    path = tmp_path / "cancels.db"
    with Store(path) as store:
        put(store, "a.txt", letter(MINISTRY, date(2024, 12, 7), "ยกเลิกหนังสือเวียน",
                                   references=(cites("กค 0408.4/ว 165", date(2016, 12, 22)),)))  # fmt: skip
        link(store)
    told = ask(capsys, "missing", "--db", str(path))
    assert told.count("มท ๐๘๑๐.๖/ว ๑๒๕๐๕") == 1 and "ยกเลิก อ้างถึง" in told
