"""The main job: a folder of letters in, the database brought up to date. Reads like the way of a letter (DESIGN).

Files are read by a pool of processes; this process alone writes, each file in one transaction, so that a run that
is killed goes on where it stopped. A file that fails becomes an issue; the batch goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from extractors.model import Issue
from pipeline.errors import InputError, MachineError
from pipeline.link import link_and_index
from pipeline.rows import FileReading, Progress, Summary
from pipeline.save import Stamp, take_in
from pipeline.store import Store

_SKIPPED = (".db", ".db-wal", ".db-shm", ".db-lock", ".html", ".md", ".json", ".css")
"""What this program writes itself, and what is no letter's file."""


def read_file(path: Path, on_page: Callable[[int, int], None] | None = None) -> FileReading:
    """One file: intake, pages, letters, weighed. What cannot be read is an issue, never an exception of its own.

    Raises MachineError where this machine lacks the reader, since no other file would fare better.
    """
    from extractors.document import Document
    from extractors.letters import read_letters
    from pipeline.confidence import calibrate, weigh
    from pipeline.intake import inspect
    from pipeline.pages import read_pages
    from pipeline.weighing import settle

    try:
        intake = inspect(path)
    except InputError as error:
        return FileReading(None, (), (), (Issue(path.name, "intake", error.code, error.what, error.remedy),))
    read = read_pages(intake, on_page)
    said = (weigh(letter, read.pages) for letter in read_letters(Document(read.pages)))
    scanned = date.fromtimestamp(path.stat().st_mtime)
    settled = (settle(letter, read.pages, scanned) for letter in said)
    letters = tuple(calibrate(letter, read.pages) for letter in settled)
    issues = read.issues
    if not letters and not issues:
        issues = (
            Issue(path.name, "letters", "no-letter", f"{path.name}: ไม่พบหนังสือราชการในแฟ้มนี้",
                  "ตรวจว่าเป็นหนังสือที่มีหัวเรื่องและคำขึ้นต้น แล้วลงทะเบียนด้วยมือหากจำเป็น"),
        )  # fmt: skip
    return FileReading(intake, read.pages, letters, issues)


def run(folder: Path, db: Path, *, workers: int = 0, progress: Callable[[Progress], None] | None = None) -> Summary:
    """Reads what is new or changed under `folder` into the database `db`. `workers` 0: one for each processor.

    Raises InputError for a folder that is none, DatabaseError for a database that cannot be written,
    MachineError where the reader is missing.
    """
    if not folder.is_dir():
        raise InputError("no-folder", f"ไม่พบโฟลเดอร์ {folder}", "ตรวจชื่อโฟลเดอร์ แล้วสั่งใหม่")
    with Store(db) as store, store.alone():
        issues: list[Issue] = []
        files = list(_walk(folder, db, issues))
        todo, counts = _sort(store, folder, files)
        for done, (stamp, reading) in enumerate(_read_all(todo, workers or os.cpu_count() or 1, progress), start=1):
            with store.writing() as connection:
                take_in(connection, stamp, reading)
            if progress:
                progress(Progress(done, len(todo), stamp.path))
        link_and_index(store)
        return _summary(store, len(files), counts, tuple(issues))


def _sort(store: Store, folder: Path, files: list[tuple[Path, Stamp]]) -> tuple[list[tuple[Path, Stamp]], Counter[str]]:
    """What is to be read, and how many files are new, changed or as they were.

    A file that failed is tried again each time (it may have been locked). One that is gone stays in the database
    with all that was read in it, marked `gone`: a paper once registered does not cease to have arrived.
    """
    known = {r["path"]: r for r in store.rows("SELECT path, size, mtime, sha256, status FROM file")}
    todo, counts = [], Counter(new=0, changed=0, unchanged=0)
    touched, back = [], []
    for path, stamp in files:
        before = known.pop(stamp.path, None)
        if before is None:
            counts["new"] += 1
            todo.append((path, stamp))
            continue
        same = (before["size"], before["mtime"]) == (stamp.size, stamp.mtime)
        if not same and before["size"] == stamp.size and before["sha256"] == _sha256(path):
            touched.append((stamp.mtime, stamp.path))
            same = True
        counts["unchanged" if same else "changed"] += 1
        if not same or before["status"] == "failed":
            todo.append((path, stamp))
        elif before["status"] == "gone":
            back.append((stamp.path,))
    inside = folder.as_posix().rstrip("/") + "/"
    gone = [(p,) for p, r in known.items() if r["status"] == "read" and p.startswith(inside) and not Path(p).exists()]
    with store.writing() as connection:
        connection.executemany("UPDATE file SET mtime = ? WHERE path = ?", touched)
        connection.executemany("UPDATE file SET status = 'read' WHERE path = ?", back)
        connection.executemany("UPDATE file SET status = 'gone' WHERE path = ?", gone)
    return todo, counts


def _sha256(path: Path) -> str:
    """The file's hash; where it cannot be read, a word that equals no hash."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def _walk(folder: Path, db: Path, issues: list[Issue]) -> Iterator[tuple[Path, Stamp]]:
    """The files under a folder, sorted; hidden ones and our own outputs left out, unreadable folders told of."""

    def refused(error: OSError) -> None:
        name = str(error.filename)
        issues.append(
            Issue(name, "intake", "unreadable", f"เปิดโฟลเดอร์ {name} ไม่ได้: ไม่มีสิทธิ์", "ขอสิทธิ์อ่านโฟลเดอร์นี้ แล้วสั่งใหม่")
        )

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if name.startswith(".") or path.suffix.lower() in _SKIPPED or path == db:
                continue
            try:
                stat = path.stat()
            except OSError:
                issues.append(Issue(name, "intake", "unreadable", f"เปิดแฟ้ม {path} ไม่ได้", "ตรวจสิทธิ์อ่านแฟ้มนี้ แล้วสั่งใหม่"))
                continue
            yield path, Stamp(path.as_posix(), stat.st_size, stat.st_mtime_ns)


def _read_all(
    todo: list[tuple[Path, Stamp]], workers: int, progress: Callable[[Progress], None] | None
) -> Iterator[tuple[Stamp, FileReading]]:
    """Each file's reading as it is done: here for one file or one worker, else by a pool with a bounded queue."""
    if workers == 1 or len(todo) < 2:
        for done, (path, stamp) in enumerate(todo):
            if progress:
                progress(Progress(done, len(todo), stamp.path))
            yield stamp, _safe(path)
        return
    waiting = iter(todo)
    with ProcessPoolExecutor(workers) as pool:
        running: dict[Future[FileReading], tuple[Path, Stamp]] = {}
        while True:
            while len(running) < 2 * workers and (item := next(waiting, None)):
                running[pool.submit(_safe, item[0])] = item
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                path, stamp = running.pop(future)
                try:
                    yield stamp, future.result()
                except BrokenProcessPool:
                    # The pool is gone with whatever file killed it: the rest one by one, each in a pool of its own.
                    rest = [(path, stamp), *running.values(), *waiting]
                    yield from _one_by_one(rest)
                    return


def _one_by_one(todo: list[tuple[Path, Stamp]]) -> Iterator[tuple[Stamp, FileReading]]:
    for path, stamp in todo:
        with ProcessPoolExecutor(1) as pool:
            try:
                reading = pool.submit(_safe, path).result()
            except BrokenProcessPool:
                reading = _failed(path, "crashed", "โปรแกรมอ่านหยุดทำงานกลางคัน")
        yield stamp, reading


def _safe(path: Path) -> FileReading:
    """A file's reading; whatever goes wrong in it alone is an issue of that file."""
    try:
        return read_file(path)
    except MachineError:
        raise
    except InputError as error:
        return FileReading(None, (), (), (Issue(path.name, "pages", error.code, error.what, error.remedy),))
    except Exception as error:  # one file must not stop the batch; what it was is told
        return _failed(path, "failed", f"เกิดข้อผิดพลาด {type(error).__name__}: {error}")


def _failed(path: Path, code: str, what: str) -> FileReading:
    remedy = "เปิดแฟ้มดูว่าเสียหายหรือไม่ สแกนใหม่ แล้วสั่งอีกครั้ง"
    return FileReading(None, (), (), (Issue(path.name, "read", code, f"{path.name}: {what}", remedy),))


def _summary(store: Store, files: int, counts: Counter[str], issues: tuple[Issue, ...]) -> Summary:
    return Summary(
        files=files,
        new=counts["new"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        failed=store.count("SELECT 1 FROM file WHERE status = 'failed'"),
        pages=store.count("SELECT 1 FROM page"),
        letters=store.count("SELECT 1 FROM letter"),
        directives=store.count("SELECT 1 FROM directive"),
        deadlines=store.count("SELECT 1 FROM deadline WHERE kind <> 'words'"),
        links=store.count("SELECT 1 FROM edge WHERE relation NOT IN ('orders', 'reports_to')"),
        to_review=store.count("SELECT 1 FROM to_review"),
        issues=(*issues, *store.issues()),
    )
