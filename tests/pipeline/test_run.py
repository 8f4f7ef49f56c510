"""The main job on a folder: new, changed and unchanged files, failures that stop nothing, twice is once."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from by_hand import dump, letter, reading

import pipeline.run as running
from pipeline.errors import DatabaseError, InputError, MachineError
from pipeline.rows import Progress
from pipeline.run import read_file, run
from pipeline.store import Store

HEAD = """ที่ มท {number}

กระทรวงมหาดไทย
ถนนอัษฎางค์ กทม. ๑๐๒๐๐

๑๑ กุมภาพันธ์ ๒๕๖๔

เรื่อง {subject}

เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

ขอให้จังหวัดดำเนินการ ดังนี้

๑. สำรวจบ่อน้ำบาดาลในพื้นที่ และรายงานผลให้กระทรวงมหาดไทยทราบ ภายในวันที่ ๑ มีนาคม ๒๕๖๔

๒. ซ่อมแซมถังเก็บน้ำที่ชำรุด

จึงเรียนมาเพื่อพิจารณาดำเนินการ

ขอแสดงความนับถือ

(นายตัวอย่าง สมมุติชน)
ปลัดกระทรวงมหาดไทย
"""
CIRCULARS = Path(__file__).parents[3] / "shared" / "circulars"


def write(folder: Path, name: str, number: str = "๐๒๑๑.๑/ว ๕๐๖", subject: str = "การเตรียมน้ำดื่มสำหรับฤดูแล้ง") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(number=number, subject=subject), encoding="utf-8")
    return path


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    write(folder, "a.txt")
    write(folder, "sub/b.txt", "๐๒๑๑.๑/ว ๕๐๗", "การซ่อมเครื่องสูบน้ำของอำเภอ")
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "letters.db"


def held(db: Path) -> list[str]:
    with Store(db, create=False) as store:
        return dump(store)


def test_a_folder_of_letters_becomes_letters_tasks_and_days(inbox: Path, db: Path):
    summary = run(inbox, db, workers=1)
    assert (summary.files, summary.new, summary.letters, summary.failed, summary.issues) == (2, 2, 2, 0, ())
    with Store(db) as store:
        tasks = store.tasks("มท 0211.1/ว 506", today=date(2021, 2, 12))
    assert [(t.directive_label, t.due) for t in tasks] == [("1", date(2021, 3, 1)), ("2", None)]


def test_running_twice_changes_nothing(inbox: Path, db: Path):
    run(inbox, db, workers=1)
    before = held(db)
    summary = run(inbox, db, workers=1)
    assert (summary.new, summary.changed, summary.unchanged) == (0, 0, 2)
    assert held(db) == before


def test_many_workers_give_the_same_database_as_one(inbox: Path, tmp_path: Path):
    for number in range(3):
        write(inbox, f"c{number}.txt", f"๐๒๑๑.๑/ว ๖๐{number}", f"เรื่องที่ {number} ของชุดทดสอบ")
    run(inbox, tmp_path / "one.db", workers=1)
    run(inbox, tmp_path / "two.db", workers=2)
    assert held(tmp_path / "one.db") == held(tmp_path / "two.db")


def test_a_changed_file_is_read_again_and_what_it_held_before_is_gone(inbox: Path, db: Path):
    run(inbox, db, workers=1)
    write(inbox, "a.txt", "๐๒๑๑.๑/ว ๙๙๙", "การเตรียมรับน้ำหลากของจังหวัดชายฝั่ง")
    summary = run(inbox, db, workers=1)
    assert (summary.changed, summary.unchanged, summary.letters) == (1, 1, 2)
    with Store(db) as store:
        assert [row.reference_number for row in store.letters()] == ["มท 0211.1/ว 507", "มท 0211.1/ว 999"]


def test_a_file_only_touched_is_not_read_again(inbox: Path, db: Path, monkeypatch):
    run(inbox, db, workers=1)
    os.utime(inbox / "a.txt", ns=(1, 1))
    monkeypatch.setattr(running, "read_file", lambda path: pytest.fail("read again"))
    assert run(inbox, db, workers=1).unchanged == 2


def test_the_same_bytes_under_two_names_are_one_letter_with_two_paths(inbox: Path, db: Path):
    shutil.copy(inbox / "a.txt", inbox / "copy.txt")
    assert run(inbox, db, workers=1).letters == 2
    with Store(db) as store:
        (row,) = [r for r in store.letters() if r.reference_number.endswith("506")]
    assert [Path(s.file).name for s in row.sources] == ["a.txt", "copy.txt"]


def test_a_file_that_is_gone_keeps_its_letter_and_is_marked(inbox: Path, db: Path):
    run(inbox, db, workers=1)
    kept = (inbox / "a.txt").read_bytes()
    stamp = (inbox / "a.txt").stat().st_mtime_ns
    (inbox / "a.txt").unlink()
    assert run(inbox, db, workers=1).letters == 2
    with Store(db) as store:
        assert [Path(r["path"]).name for r in store.rows("SELECT path FROM file WHERE status = 'gone'")] == ["a.txt"]
    (inbox / "a.txt").write_bytes(kept)
    os.utime(inbox / "a.txt", ns=(stamp, stamp))
    assert run(inbox, db, workers=1).unchanged == 2
    with Store(db) as store:
        assert store.rows("SELECT path FROM file WHERE status = 'gone'") == []


def test_hidden_files_and_what_this_program_writes_are_no_letters(inbox: Path, db: Path):
    for name in (".hidden.txt", "out/checklist.html", "x.db", "notes.md"):
        write(inbox, name)
    assert run(inbox, db, workers=1).files == 2


def test_a_bad_file_is_an_issue_with_a_remedy_and_every_other_is_read(inbox: Path, db: Path):
    (inbox / "empty.pdf").write_bytes(b"")
    summary = run(inbox, db, workers=1)
    assert (summary.letters, summary.failed) == (2, 1)
    (issue,) = summary.issues
    assert issue.file.endswith("empty.pdf") and issue.remedy


def test_a_bad_file_is_told_of_again_at_the_next_run(inbox: Path, db: Path):
    (inbox / "empty.pdf").write_bytes(b"")
    first, second = run(inbox, db, workers=1), run(inbox, db, workers=1)
    assert first.issues == second.issues
    assert second.failed == 1


def test_an_error_in_one_file_stops_no_other(inbox: Path, db: Path, monkeypatch):
    def read(path: Path):
        if path.name == "a.txt":
            raise ValueError("ข้างใน")
        return read_file(path)

    monkeypatch.setattr(running, "read_file", read)
    summary = run(inbox, db, workers=1)
    assert (summary.letters, summary.failed) == (1, 1)
    assert "a.txt" in summary.issues[0].what and "ข้างใน" in summary.issues[0].what


def _die_on_a(path: Path):
    if path.name == "a.txt":
        os._exit(9)
    return reading(letter("ชย 0023/12"), path=str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="the worker inherits the stand-in reader only where it is forked")
def test_a_worker_that_dies_takes_only_its_own_file_with_it(inbox: Path, db: Path, monkeypatch):
    monkeypatch.setattr(running, "read_file", _die_on_a)
    summary = run(inbox, db, workers=2)
    assert (summary.letters, summary.failed) == (1, 1)
    assert [(Path(i.file).name, i.code) for i in summary.issues] == [("a.txt", "crashed")]


def test_a_machine_without_its_reader_stops_the_run_and_says_so(inbox: Path, db: Path, monkeypatch):
    def read(path: Path):
        raise MachineError("no-tesseract", "ไม่พบ Tesseract", "ติดตั้งก่อน")

    monkeypatch.setattr(running, "read_file", read)
    with pytest.raises(MachineError):
        run(inbox, db, workers=1)


def test_a_run_that_is_broken_off_goes_on_where_it_stopped(inbox: Path, db: Path, tmp_path: Path, monkeypatch):
    def stop(progress: Progress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(inbox, db, workers=1, progress=stop)
    summary = run(inbox, db, workers=1)
    assert (summary.new, summary.unchanged) == (1, 1)
    run(inbox, tmp_path / "whole.db", workers=1)
    assert held(db) == held(tmp_path / "whole.db")


def test_a_run_broken_off_before_the_links_makes_them_the_next_time(inbox: Path, db: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(running, "link_and_index", lambda store: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(inbox, db, workers=1)
    monkeypatch.undo()
    run(inbox, db, workers=1)
    run(inbox, tmp_path / "whole.db", workers=1)
    assert held(db) == held(tmp_path / "whole.db")
    assert any(row.startswith("node") for row in held(db))


def test_two_runs_on_one_database_do_not_collide(inbox: Path, db: Path):
    with Store(db) as store, store.alone(), pytest.raises(DatabaseError) as refused:
        run(inbox, db, workers=1)
    assert refused.value.exit_code == 4


def test_a_folder_that_is_none_is_refused_by_name(tmp_path: Path):
    with pytest.raises(InputError) as refused:
        run(tmp_path / "nowhere", tmp_path / "letters.db", workers=1)
    assert "nowhere" in refused.value.what
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_permission_is_an_issue_and_the_rest_is_read(inbox: Path, db: Path, monkeypatch):
    # The permission is taken away where the folder is listed: a test run as root may read all.
    listed = os.scandir

    def scandir(path):
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    summary = run(inbox, db, workers=1)
    assert summary.letters == 1
    assert [(Path(i.file).name, i.code) for i in summary.issues] == [("sub", "unreadable")]


def test_progress_ends_with_every_file_done(inbox: Path, db: Path):
    steps: list[Progress] = []
    run(inbox, db, workers=1, progress=steps.append)
    assert (steps[-1].done, steps[-1].files) == (2, 2)


def test_a_file_without_any_letter_says_so(tmp_path: Path):
    path = tmp_path / "note.txt"
    path.write_text("ซื้อนมและไข่ไก่ระหว่างทางกลับบ้าน\n", encoding="utf-8")
    assert [i.code for i in read_file(path).issues] == ["no-letter"]


@pytest.mark.skipif(not CIRCULARS.is_dir(), reason="the real letters are not in the project")
def test_the_real_bundle_is_three_letters_joined_by_its_gold_links(tmp_path: Path, db: Path):
    import json

    folder = tmp_path / "real"
    folder.mkdir()
    shutil.copy(CIRCULARS / "soft-power-bundle-2567.txt", folder)
    run(folder, db, workers=1)
    gold = json.loads((CIRCULARS / "soft-power-bundle-2567.gold.json").read_text(encoding="utf-8"))["links"]
    with Store(db) as store:
        edges = {(e.source, e.relation, e.target) for e in store.graph().edges}
    assert {(link["from"], link["relation"], link["to"]) for link in gold} <= edges


def test_the_modules_of_a_search_load_fast_and_bring_no_engine():
    code = (
        "import sys, pipeline.store, pipeline.search, pipeline.rows;"
        "print([m for m in ('cv2', 'pythainlp', 'pdfplumber', 'pypdfium2', 'numpy', 'rapidfuzz') if m in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert shown.stdout.strip() == "[]"
