"""`saraban task` as a person types it, on a real database."""

import json
from datetime import date

import pytest
from by_hand import directive, letter, put
from province import province

from outputs import messages
from outputs.cli import main
from pipeline.store import Store


@pytest.fixture
def db(tmp_path):
    return province(tmp_path)


@pytest.fixture
def task(db, capsys):
    def call(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["task", "--db", str(db), "--today", "2025-02-10", *map(str, words)])
        messages.use("th")
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


def rows(task, *words):
    return json.loads(task("--json", *words)[1])


def test_the_list_holds_what_our_office_has_to_do_a_round_a_line(task):
    found = rows(task)
    assert [(r["directive_label"], r["due"]) for r in found] == [
        ("2", "2025-01-20"), ("1", "2025-02-12"), ("2", "2025-02-20"), ("2", "2025-03-20"),
    ]  # fmt: skip
    assert len(rows(task, "--whose", "all")) == 5


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        (("--unit", "แผน"), "1"), (("--unit", "-"), "222"), (("--week", "this"), "1"), (("--week", "2025-02-20"), "2"),
        (("--month", "มีนาคม 2568"), "2"), (("--month", "next"), "2"), (("--overdue",), "2"),
        (("--whose", "theirs"), "3"),
        (("--letter", "มท ๐๒๑๑.๑/ว ๕๐๖", "--whose", "all"), "21223"),
    ],
)  # fmt: skip
def test_the_list_can_be_narrowed(task, words, labels):
    assert "".join(r["directive_label"] for r in rows(task, *words)) == labels


def test_a_task_is_done_with_a_note_and_proof_and_tells_its_history(task, tmp_path):
    code = rows(task, "--week", "this")[0]["code"]
    (tmp_path / "ส่งแล้ว.pdf").write_bytes(b"x")
    done = task(code, "--mark", "done", "--note", "ส่งทางไปรษณีย์", "--proof", tmp_path / "ส่งแล้ว.pdf", "--who", "สมหญิง")
    assert done[0] == 0
    assert all(word in done[1] for word in ("เสร็จแล้ว", "ส่งทางไปรษณีย์", "ส่งแล้ว.pdf (ตรงกับที่แนบไว้)", "สมหญิง"))
    assert "1" not in [r["directive_label"] for r in rows(task)]
    (told,) = rows(task, code)
    assert told["proof"][0]["path"] == "ส่งแล้ว.pdf" and told["history"][0]["who"] == "สมหญิง"


def test_a_task_is_given_to_a_person_of_a_unit_and_taken_back(task):
    code = rows(task, "--week", "this")[0]["code"]
    task(code, "--assign", "สมหญิง", "--to-unit", "กลุ่มโรค")
    (mine,) = rows(task, "--person", "สมหญิง")
    assert (mine["status"], mine["unit"]) == ("assigned", "กลุ่มโรค")
    task(code, "--assign", "")
    assert rows(task, code)[0]["status"] == "open"


def test_a_task_that_is_given_to_a_person_goes_to_that_persons_unit(task):
    code = rows(task, "--week", "this")[0]["code"]
    task(code, "--assign", "สมชาย")
    assert rows(task, code)[0]["unit"] == "กลุ่มตรวจ"


def test_a_round_is_marked_alone(task):
    task(rows(task, "--overdue")[0]["code"], "--mark", "done")
    assert [r["due"] for r in rows(task) if r["directive_label"] == "2"] == ["2025-02-20", "2025-03-20"]


def test_the_list_for_people_says_when_who_and_on_whose_order(task):
    out = task()[1]
    assert "๑๒ กุมภาพันธ์ ๒๕๖๘ (เหลือเวลา ๒ วัน)" in out
    assert "กลุ่มแผน: ส่งแผนปฏิบัติการ · กระทรวงมหาดไทย ที่ มท ๐๒๑๑.๑/ว ๕๐๖ ข้อ ๑" in out
    assert "รวม ๔ งาน" in out


def test_a_task_tells_why_it_is_ours_and_why_it_went_to_that_unit(task):
    code = rows(task, "--week", "this")[0]["code"]
    out = task(code)[1]
    assert "งานของเรา: “จังหวัด” หมายถึงหน่วยงานระดับเดียวกับเรา" in out
    assert "กลุ่มแผน: ข้อสั่งการมีคำว่า “แผน”" in out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ffffffffffff", "--mark", "done"), 3, "ไม่พบงานรหัส"),
        (("--mark", "done"), 2, "ไม่ได้บอกว่างานใด"),
        (("--status", "maybe"), 2, "open"),
        (("--month", "วันหน้า"), 2, "พิมพ์เดือน"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(task, words, code, told):
    left, _, err = task(*words)
    assert left == code and told in err


def test_a_word_that_lost_its_task_is_listed(task, db):
    task(rows(task, "--week", "this")[0]["code"], "--mark", "done", "--note", "ส่งแล้ว")
    with Store(db) as store:
        put(
            store,
            "a.txt",
            letter(day=date(2025, 1, 15), directives=(directive("1", "แต่งตั้งกรรมการ", "จังหวัด"),)),
            mtime=2,
        )
    out = task("--lost")[1]
    assert "ส่งแผนปฏิบัติการ" in out and "ส่งแล้ว" in out


def test_what_people_say_can_be_said_in_english(task):
    assert "[open]" in task("--lang", "en")[1]
