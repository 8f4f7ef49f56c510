"""The command line, as a person types it: real files, a real database, exit codes, messages."""

import json
import re
import subprocess
import sys
from importlib.metadata import EntryPoint, entry_points

import msgspec
import pytest

from outputs import cli, messages
from outputs.contract import JsonResult
from pipeline import errors

LETTER = """                                        กรมตัวอย่างบริการประชาชน
                                        ถนนสมมติ กรุงเทพฯ ๑๐๒๐๐
ที่ ตย ๐๑๐๑.๒/ว ๔๘
                    ๓ กุมภาพันธ์ ๒๕๖๘

เรื่อง การเตรียมความพร้อมรับสถานการณ์อุทกภัย ประจำปี พ.ศ. ๒๕๖๘

เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

อ้างถึง หนังสือกรมตัวอย่างบริการประชาชน ที่ ตย ๐๑๐๑.๒/ว ๑๒ ลงวันที่ ๑๕ มกราคม ๒๕๖๘

     ตามหนังสือที่อ้างถึง กรมตัวอย่างบริการประชาชนขอให้จังหวัดเตรียมความพร้อม ความละเอียดแจ้งแล้ว นั้น

     กรมตัวอย่างบริการประชาชนพิจารณาแล้ว ขอให้จังหวัดดำเนินการ ดังนี้
     ๑. ให้จังหวัดรวบรวมแผนปฏิบัติการป้องกันอุทกภัยของทุกอำเภอ ส่งให้กรมตัวอย่างบริการประชาชนภายในวันที่ ๑๔ มีนาคม ๒๕๖๘
     ๒. ให้อำเภอรายงานผลการตรวจสอบเครื่องสูบน้ำให้จังหวัดทราบ ทุกวันที่ ๒๕ ของเดือน จนถึงเดือนกันยายน ๒๕๖๘

     จึงเรียนมาเพื่อพิจารณาดำเนินการ

                              ขอแสดงความนับถือ


                              (นายสมมติ ตัวอย่างดี)
                         อธิบดีกรมตัวอย่างบริการประชาชน

กองแผนงาน
โทร. ๐ ๒๖๒๒ ๐๐๐๐
"""


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "ว 48.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture
def database(inbox, saraban, tmp_path):
    db = tmp_path / "office.db"
    assert saraban("run", inbox, "--db", db, "--workers", 1, "--today", "๑๗ กุมภาพันธ์ ๒๕๖๘")[0] == 0
    return db


@pytest.fixture
def saraban(capsys):
    """Runs a command; gives exit code, what it printed, and what it said on the error channel."""

    def call(*arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            cli.main([str(a) for a in arguments])
        messages.use("th")
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


def test_a_run_writes_the_database_and_names_the_checklist_to_open(inbox, saraban, tmp_path):
    db = tmp_path / "new" / "office.db"
    code, out, _ = saraban("run", inbox, "--db", db, "--workers", 1)
    made = db.parent / "checklists" / "checklist.html"
    assert code == 0
    assert db.exists()
    assert out.rstrip().endswith(str(made))
    assert "ตย ๐๑๐๑.๒/ว ๔๘" in made.read_text(encoding="utf-8")
    assert json.loads(made.with_suffix(".json").read_text(encoding="utf-8"))["summary"]["tasks"] == 2


def test_a_run_with_a_bad_file_goes_on_and_says_so(inbox, saraban, tmp_path):
    (inbox / "ว่าง.pdf").write_bytes(b"")
    code, out, _ = saraban("run", inbox, "--db", tmp_path / "a.db", "--workers", 1)
    assert code == errors.DONE_WITH_ISSUES
    assert "ว่าง.pdf" in out
    assert "วิธีแก้" in out
    assert "ตย ๐๑๐๑.๒/ว ๔๘" in (tmp_path / "checklists" / "checklist.html").read_text(encoding="utf-8")


def test_extract_prints_the_contract_and_nothing_else(inbox, saraban):
    code, out, err = saraban("extract", "--json", inbox / "ว 48.txt")
    result = msgspec.json.decode(out, type=JsonResult)
    assert (code, err) == (0, "")
    assert result.letters[0].reference_number == "ตย 0101.2/ว 48"
    assert str(result.letters[0].directives[0].deadlines[0].due) == "2025-03-14"


def test_extract_without_json_is_for_reading(inbox, saraban):
    _, out, _ = saraban("extract", inbox / "ว 48.txt")
    assert "ที่ ตย ๐๑๐๑.๒/ว ๔๘" in out
    assert "กำหนด: ๑๔ มีนาคม ๒๕๖๘" in out


def test_a_file_that_is_not_there_is_told_with_a_remedy_and_its_exit_code(saraban, tmp_path):
    code, out, err = saraban("extract", "--json", tmp_path / "ไม่มี.pdf")
    assert code == errors.InputError.exit_code
    assert "ไม่มี.pdf" in err and "วิธีแก้" in err
    assert json.loads(out)["letters"] == []


def test_ocr_puts_a_form_feed_between_pages(saraban, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("หน้าแรก\fหน้าสอง", encoding="utf-8")
    assert saraban("ocr", file)[1].split("\f")[0].strip() == "หน้าแรก"
    assert [p["number"] for p in json.loads(saraban("ocr", file, "--json")[1])["pages"]] == [1, 2]


@pytest.mark.parametrize("words", [["อุทกภัย"], ["ตย", "๐๑๐๑.๒/ว", "๔๘"], ["ตย 0101.2/ว48"]])
def test_search_finds_words_and_numbers_in_any_spelling(database, saraban, words):
    code, out, _ = saraban("search", *words, "--json", "--db", database)
    assert code == 0
    assert "ตย 0101.2/ว 48" in {hit["reference_number"] for hit in json.loads(out)}


@pytest.mark.parametrize("day", ["2025-03-15", "15/3/2568", "๑๕ มีนาคม ๒๕๖๘"])
def test_search_takes_a_date_as_a_person_types_it(database, saraban, day):
    _, out, _ = saraban("search", "--due-before", day, "--json", "--db", database)
    assert [hit["due"] for hit in json.loads(out)] == ["2025-03-14"]


def test_search_without_a_hit_says_so(database, saraban):
    assert saraban("search", "ปลาหมึกยักษ์", "--db", database)[:2] == (0, "ไม่พบหนังสือที่ตรงกับคำค้น\n")


def test_a_date_that_is_none_is_wrong_use(database, saraban):
    code, _, err = saraban("search", "น้ำ", "--from", "99/99/2568", "--db", database)
    assert code == errors.WRONG_USE
    assert "99/99/2568" in err and "31/12/2567" in err


def test_show_gives_one_letter_with_its_links_and_files(database, saraban):
    _, out, _ = saraban("show", "ตย ๐๑๐๑.๒/ว๔๘", "--db", database)
    assert "การเตรียมความพร้อมรับสถานการณ์อุทกภัย" in out
    assert "อ้างถึง ตย ๐๑๐๑.๒/ว ๑๒" in out
    assert "ว 48.txt" in out


@pytest.mark.parametrize("command", ["show", "checklist", "graph"])
def test_a_letter_that_is_not_there_is_told(database, saraban, command):
    code, _, err = saraban(command, "ตย ๙/๙", "--db", database)
    assert code == 3
    assert "ตย ๙/๙" in err


@pytest.mark.parametrize(("form", "holds"), [("html", "<!doctype html>"), ("md", "- [ ]"), ("json", '"tasks"')])
def test_the_checklist_of_one_letter_comes_in_each_form(database, saraban, tmp_path, form, holds):
    file = tmp_path / "made" / f"list.{form}"
    code, out, err = saraban("checklist", "ตย 0101.2/ว 48", "--format", form, "-o", file, "--db", database)
    assert (code, out) == (0, "")
    assert str(file) in err
    assert holds in file.read_text(encoding="utf-8")


def test_a_form_that_is_not_offered_is_wrong_use(database, saraban):
    assert saraban("checklist", "--format", "odt", "--db", database)[0] == errors.WRONG_USE


def test_the_graph_is_printed_in_the_contracts_words(database, saraban):
    graph = json.loads(saraban("graph", "--db", database)[1])
    assert {"from": "ตย 0101.2/ว 48", "relation": "cites", "to": "ตย 0101.2/ว 12"}.items() <= next(
        e for e in graph["edges"] if e["relation"] == "cites"
    ).items()
    assert set(graph["nodes"][0]) == {"id", "kind", "label", "date", "present"}


def test_review_lists_what_is_doubtful_as_json_too(database, saraban):
    rows = json.loads(saraban("review", "--json", "--db", database)[1])
    assert all(row["file"] and row["page"] and row["why"] for row in rows)


def test_the_schema_is_json(saraban):
    assert json.loads(saraban("schema")[1])["$defs"]["JsonLetter"]["required"]


def test_a_database_that_is_not_there_is_told_by_name(saraban, tmp_path):
    code, _, err = saraban("search", "น้ำ", "--db", tmp_path / "ไม่มี.db")
    assert code == errors.DatabaseError.exit_code
    assert "ไม่มี.db" in err


def test_a_file_that_is_no_database_is_told_by_name(saraban, tmp_path):
    file = tmp_path / "a.db"
    file.write_text("this is no database" * 100, encoding="utf-8")
    code, _, err = saraban("search", "น้ำ", "--db", file)
    assert code == errors.DatabaseError.exit_code
    assert "a.db" in err and "Traceback" not in err


def test_a_place_that_cannot_be_written_is_told(saraban, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, err = saraban("schema", "-o", tmp_path / "file" / "schema.json")
    assert code == errors.WRONG_USE
    assert "วิธีแก้" in err


def test_english_is_spoken_where_it_is_asked_for(database, saraban):
    assert saraban("search", "ปลาหมึกยักษ์", "--db", database, "--lang", "en")[1] == "Nothing found.\n"
    assert "Exit codes" in saraban("--lang", "en", "--help")[1]
    assert saraban("--lang", "fr", "--help")[0] == errors.WRONG_USE


def test_stopping_a_command_leaves_its_own_exit_code(saraban, monkeypatch):
    def stopped():
        raise KeyboardInterrupt

    monkeypatch.setattr("outputs.contract.schema", stopped)
    assert saraban("schema")[0] == cli.STOPPED


def test_every_exit_code_is_explained_in_the_help_and_in_the_errors(saraban):
    text = saraban("--help")[1]
    for code in cli.EXIT_CODES:
        assert messages.MESSAGES[f"exit-{code}"][0].strip() in text
        assert f" {code}  " in (errors.__doc__ or "")
    raised = {kind.exit_code for kind in errors.SarabanError.__subclasses__()}
    assert raised <= set(cli.EXIT_CODES)


def test_every_command_is_explained_in_both_languages():
    for command in cli.COMMANDS:
        assert all(messages.MESSAGES[f"help-{command.__name__.rstrip('_')}"])


def test_a_lent_command_is_loaded_only_where_none_of_ours_is_called(saraban, monkeypatch):
    lent = EntryPoint("lent", "no.such.module:command", "saraban.commands")
    monkeypatch.setattr(cli, "entry_points", lambda group: [lent])
    assert saraban("schema")[0] == 0
    with pytest.raises(ModuleNotFoundError):
        cli.main(["lent"])


def test_the_help_tells_what_each_lent_command_says_of_itself(saraban):
    told = saraban("--help")[1]
    for name, command in {p.name: p.load() for p in entry_points(group="saraban.commands")}.items():
        assert re.search(rf"^  {name} +{re.escape(command.__doc__.strip()[:12])}", told, re.MULTILINE), name


@pytest.mark.parametrize("called", [["--help"], ["search", "--help"]])
def test_the_help_answers_at_once_and_imports_nothing_heavy(called):
    code = (
        f"import sys, time; sys.argv=['saraban', *{called}]\n"
        "from outputs.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'cv2','numpy','PIL','pythainlp','pypdfium2','pdfplumber','sqlite_utils','rich','jinja2'}\n"
        "heavy |= {'extractors.letters','pipeline.store'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "print(); print(time.process_time())\n"
    )
    runs = (subprocess.run([sys.executable, "-c", code], check=True, capture_output=True) for _ in range(3))
    took = [float(run.stdout.split()[-1]) for run in runs]
    assert min(took) < 0.4, "seconds of the processor: 0.2 on a quiet machine"


def test_only_the_command_that_is_called_has_its_options():
    options = {c.name: c.callback for c in cli.application("search").registered_commands}
    assert options["search"] is cli.commands.search
    assert {callback for name, callback in options.items() if name != "search"} == {cli._named}


def test_the_help_names_every_command(saraban):
    shown = saraban("--help")[1]
    assert all(command.name in shown for command in cli.application().registered_commands)
