"""`saraban export` and `saraban import` as a person types them: out of one database, into another."""

import base64
import csv
import json
import time

import pytest
from by_hand import directive, found, letter, link, put
from samples import many

from outputs.cli import main
from outputs.exchange import to_json, write_csv
from pipeline.ecms import to_xml
from pipeline.life import Change, change
from pipeline.rows import LetterRow
from pipeline.store import Store


@pytest.fixture
def saraban(capsys):
    def call(*words):
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "saraban.db"
    with Store(path) as store:
        put(store, "a.txt", letter(subject="=1+1 'x'", directives=(directive("1", "ส่งแผน\nสองบรรทัด", "จังหวัด"),)))
        put(store, "b.txt", letter("ชย 0023/12", subject="การสำรวจแหล่งน้ำ"))
        for task in store.tasks(today=store.letters()[0].letter.date.value):
            change(store, Change(task.id, status="done", note="-ส่งแล้ว"))
        link(store)
    return path


def tasks(path):
    with Store(path) as store:
        return [(t.text, t.status, t.note, t.subject) for t in store.tasks(today=store.letters()[0].letter.date.value)]


def test_everything_goes_out_as_json_and_comes_in_again(saraban, db, tmp_path):
    assert saraban("export", "--db", db, "-o", tmp_path / "all.json")[0] == 0
    other = tmp_path / "other.db"
    code, out, _ = saraban("import", tmp_path / "all.json", "--db", other)
    assert code == 0 and "แฟ้มใหม่ ๒ บันทึกใหม่ ๑" in out
    assert tasks(other) == tasks(db)


def test_everything_goes_out_as_csv_and_comes_in_again(saraban, db, tmp_path):
    assert saraban("export", "--db", db, "--format", "csv", "-o", tmp_path / "all")[0] == 0
    other = tmp_path / "other.db"
    assert saraban("import", tmp_path / "all", "--db", other)[0] == 0
    assert tasks(other) == tasks(db)


def test_no_cell_of_the_csv_is_a_formula(saraban, db, tmp_path):
    saraban("export", "--db", db, "--format", "csv", "-o", tmp_path / "all")
    for path in (tmp_path / "all").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_the_json_holds_letters_in_the_form_of_the_schema_and_the_tasks(saraban, db):
    told = json.loads(saraban("export", "--db", db)[1])
    assert told["format"] == "saraban"
    assert {one["reference_number"] for one in told["letters"]} == {"มท 0211.1/ว 506", "ชย 0023/12"}
    assert told["tasks"][0]["status"] == "done"


def test_a_letter_goes_out_as_xml_and_comes_in_with_the_file_that_it_brings(saraban, db, tmp_path):
    assert saraban("export", "มท 0211.1/ว 506", "--db", db, "--format", "xml", "-o", tmp_path / "one.xml")[0] == 0
    text = (tmp_path / "one.xml").read_text(encoding="utf-8")
    pdf = base64.b64encode(b"%PDF-1.4 x").decode()
    text = text.replace(
        "<saraban:Content", f"<ram:MainLetterBinaryObject>{pdf}</ram:MainLetterBinaryObject><saraban:Content"
    )
    (tmp_path / "one.xml").write_text(text, encoding="utf-8")
    other = tmp_path / "other.db"
    code, out, _ = saraban("import", tmp_path / "one.xml", "--files", tmp_path / "inbox", "--db", other)
    assert code == 0 and "รับหนังสือเข้า ๑ ฉบับ" in out
    assert [p.name for p in (tmp_path / "inbox").iterdir()] == ["มท-0211.1-ว-506.pdf"]
    with Store(other) as store:
        assert store.letters()[0].reference_number == "มท 0211.1/ว 506"


def test_a_name_in_a_message_cannot_lead_out_of_the_folder(saraban, tmp_path):
    one = letter(reference=None)
    text = to_xml([LetterRow("x", "", (), one, "")]).decode()
    pdf = base64.b64encode(b"x").decode()
    text = text.replace("<ram:ID />", "<ram:ID>../../x</ram:ID>").replace(
        "<saraban:Content", f"<ram:MainLetterBinaryObject>{pdf}</ram:MainLetterBinaryObject><saraban:Content"
    )
    (tmp_path / "one.xml").write_text(text, encoding="utf-8")
    saraban("import", tmp_path / "one.xml", "--files", tmp_path / "in" / "box", "--db", tmp_path / "other.db")
    assert [p.name for p in (tmp_path / "in" / "box").iterdir()] == ["letter-1.bin"]


@pytest.mark.parametrize(
    "text", ["", "{}", '{"format": "saraban", "version": 999, "tables": {}}', '{"tables": {"x": []}}']
)
def test_what_is_not_ours_is_refused_with_the_remedy(saraban, tmp_path, text):
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    code, _, err = saraban("import", tmp_path / "x.json", "--db", tmp_path / "other.db")
    assert code == 3 and "saraban export" in err


def test_a_file_that_differs_is_named_and_the_code_says_so(saraban, db, tmp_path):
    saraban("export", "--db", db, "-o", tmp_path / "all.json")
    with Store(db) as store:
        put(store, "a.txt", letter(subject="อีกเรื่องหนึ่ง"), mtime=2)
    code, _, err = saraban("import", tmp_path / "all.json", "--db", db)
    assert code == 1 and "a.txt" in err


@pytest.mark.parametrize(
    ("words", "code"), [(("--format", "csv"), 2), (("ชย 0023/12",), 2), (("กค 1/1", "--format", "xml"), 3)]
)
def test_a_mistake_is_told(saraban, db, words, code):
    assert saraban("export", "--db", db, *words)[0] == code


@pytest.mark.slow
def test_ten_thousand_tasks_go_out_in_under_ten_seconds(tmp_path):
    with Store(tmp_path / "empty.db") as store:
        rows = many(10_000)
        begin = time.process_time()
        data = to_json(store, rows)
        write_csv(store, rows, tmp_path / "csv")
        to_xml([LetterRow(str(i), "", (), letter(sender=found("กรมตัวอย่าง")), "") for i in range(10_000)])
        assert time.process_time() - begin < 10
    assert data.count(b'"office"') == 10_000
