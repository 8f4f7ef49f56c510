"""`saraban review` lists what is doubtful and takes a person's word on it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from by_hand import cites, found, letter, link, put

from outputs.cli import main
from pipeline.store import Store

NUMBER = "ชย 0023/ว 1"


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = tmp_path / "letters.db"
    with Store(path) as store:
        put(store, "a.txt", letter("มท 0810.6/ว 12505", date(2024, 12, 7), "การขับเคลื่อนเศรษฐกิจ"))
        citing = letter(NUMBER, date(2024, 12, 20), "การขับเคลื่อนเศรษฐกิจ", urgency=found("ด่วน", 0.5),
                        references=(cites("มท 0810.6/ว 82505", date(2024, 12, 7)),))  # fmt: skip
        put(store, "c.txt", citing)
        link(store)
    return str(path)


def run(*words: str) -> object:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    return end.value.code or 0


def listed(db: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    run("review", "--json", "--db", db)
    return [row["field"] for row in json.loads(capsys.readouterr().out)]


def test_a_doubtful_value_and_an_inferred_link_are_listed_until_a_person_has_spoken(db, capsys) -> None:
    assert sorted(listed(db, capsys)) == ["links[0]", "urgency"]
    assert run("review", NUMBER, "--field", "urgency", "--to", "ด่วนที่สุด", "--who", "สมศรี", "--db", db) == 0
    assert listed(db, capsys) == ["links[0]"]
    assert run("review", NUMBER, "--link", "มท ๐๘๑๐.๖/ว ๘๒๕๐๕", "--confirm", "--who", "สมศรี", "--db", db) == 0
    assert listed(db, capsys) == []


def test_the_history_says_who_said_what(db, capsys) -> None:
    run("review", NUMBER, "--field", "urgency", "--refuse", "--who", "สมศรี", "--note", "ไม่มีตรา", "--db", db)
    capsys.readouterr()
    run("review", "--history", "--db", db)
    told = capsys.readouterr().out
    assert "สมศรี ปฏิเสธ" in told and "ไม่มีตรา" in told and "ชั้นความเร็ว" in told


@pytest.mark.parametrize(
    "words",
    [("--confirm",), (NUMBER, "--field", "date"), (NUMBER, "--field", "date", "--confirm", "--refuse"),
     ("--field", "date", "--confirm")],
)  # fmt: skip
def test_a_word_that_is_not_clear_is_refused(db, words) -> None:
    assert run("review", *words, "--db", db) == 2
