"""`saraban register` as a person types it, on a real database."""

import json
from datetime import date

import pytest
from by_hand import found, letter, put, seen

from extractors.model import Receipt
from outputs.cli import main
from pipeline.store import Store

STAMP = Receipt("จังหวัดเลย", "41", date(2021, 2, 15), None, seen("41"))


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "saraban.db"
    profile = 'name = "จังหวัดเลย"\nlevel = "province"\nprovince = "เลย"\nprefix = "ลย 0017"\n'
    (tmp_path / "office.toml").write_text(profile, encoding="utf-8")
    with Store(path) as store:
        put(store, "a.txt", letter(received=(STAMP,)))
        put(store, "b.txt", letter("มท 0617/ว 7741", date(2021, 2, 20), "การสำรวจข้อมูลแหล่งน้ำ"))
        put(store, "c.txt", letter("ลย 0017/ว 45", date(2021, 2, 22), "ส่งต่อหนังสือ", sender=found("จังหวัดเลย")))
    return path


@pytest.fixture
def register(db, capsys):
    def call(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["register", "--db", str(db), "--today", "2021-03-01", *map(str, words)])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


def rows(register, *words):
    told = json.loads(register("--format", "json", *words)[1])
    return [(r["number"], r["reference_number"], r["day"]) for r in told["letters"]]


def test_received_and_sent_letters_have_a_register_each(register):
    assert rows(register) == [("41", "มท 0211.1/ว 506", "2021-02-15"), ("", "มท 0617/ว 7741", None)]
    assert rows(register, "--sent") == [("ว 45", "ลย 0017/ว 45", "2021-02-22")]


def test_a_letter_is_written_in_with_the_next_number_of_the_year(register):
    assert "ลงทะเบียน ๔๒ แล้ว" in register("--give", "มท ๐๖๑๗/ว ๗๗๔๑")[1]
    assert rows(register)[1] == ("42", "มท 0617/ว 7741", "2021-03-01")


def test_a_number_that_is_there_stays_when_only_a_remark_is_written(register):
    register("--give", "มท 0211.1/ว 506", "--remark", "ด่วน", "--action", "ทราบ")
    assert rows(register)[0] == ("41", "มท 0211.1/ว 506", "2021-02-15")


def test_the_register_of_some_days_holds_those_alone(register):
    assert [r[0] for r in rows(register, "--from", "15/2/2564", "--to", "15/2/2564")] == ["41"]
    assert rows(register, "--from", "2021-02-16") == []


@pytest.mark.parametrize("form", ["html", "csv", "xlsx"])
def test_each_form_is_written_to_a_file(register, tmp_path, form):
    assert register("--format", form, "-o", tmp_path / f"r.{form}")[0] == 0
    assert (tmp_path / f"r.{form}").stat().st_size > 200


@pytest.mark.parametrize(
    ("words", "code"), [(("--number", "4"), 2), (("--give", "กค 1/1"), 3), (("--format", "doc"), 2)]
)
def test_a_mistake_is_told(register, words, code):
    left, _, err = register(*words)
    assert left == code and "วิธีแก้" in err


def test_the_register_is_made_with_the_offices_own_template(register, db):
    (db.parent / "templates").mkdir()
    (db.parent / "templates" / "register.html.jinja").write_text("ของเรา {{ title }} {{ count }}", encoding="utf-8")
    assert register()[1].strip() == "ของเรา ทะเบียนหนังสือรับ จำนวน ๒ ฉบับ"
