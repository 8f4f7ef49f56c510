"""Register, summary and exports of ten thousand tasks: in time, and opened by programs that are not ours."""

import shutil
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from by_hand import directive, due, every, found, letter, put, seen
from PIL import Image

from extractors.model import Receipt
from outputs.cli import main
from pipeline.store import Store

pytestmark = pytest.mark.slow
PROFILE = """
name = "จังหวัดเลย"
level = "province"
province = "เลย"
[[units]]
name = "กลุ่มแผน"
keywords = ["แผน"]
"""
SUBJECT = "การเตรียมความพร้อมรับสถานการณ์อุทกภัยและน้ำป่าไหลหลาก"


def fill(folder: Path, letters: int) -> Path:
    """A database in which each letter has four tasks, one of them recurring."""
    (folder / "office.toml").write_text(PROFILE, encoding="utf-8")
    path = folder / "saraban.db"
    monthly = (every("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20251231"),)
    with Store(path) as store:
        for i in range(0, letters, 100):
            batch = []
            for k in range(i, min(i + 100, letters)):
                day = date(2025, 1, 1) + timedelta(days=k % 90)
                items = [directive(str(n), f"ส่งแผนปฏิบัติการ ที่ {n}", who, deadlines=(due(day + timedelta(days=30)),))
                         for n, who in enumerate(("จังหวัด", "อำเภอ", "กรมการปกครอง"), 1)]  # fmt: skip
                stamp = Receipt("จังหวัดเลย", str(k + 1), day, None, seen(str(k + 1)))
                batch.append(letter(
                    f"มท 02{k % 90:02}/ว {k}", day, f"{SUBJECT} {k}", received=(stamp,),
                    addressees=(found("ผู้ว่าราชการจังหวัด ทุกจังหวัด"),),
                    directives=(*items, directive("4", "รายงานผล", "จังหวัด", deadlines=monthly)),
                ))  # fmt: skip
            put(store, f"{i}.txt", *batch)
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("large"), 2500)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("small"), 12)


def saraban(db: Path, *words) -> None:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in (words[0], "--db", db, *words[1:])])
    assert not left.value.code


@pytest.mark.parametrize(
    ("command", "form"),
    [
        ("register", "html"), ("register", "xlsx"), ("register", "csv"), ("register", "json"), ("summary", "html"),
        ("summary", "md"), ("summary", "json"), ("export", "json"), ("export", "csv"), ("export", "xml"),
    ],
)  # fmt: skip
def test_ten_thousand_tasks_are_written_in_under_ten_seconds(large, tmp_path, command, form):
    begin = time.process_time()
    saraban(large, command, "--format", form, "--today", "2025-02-12", "-o", tmp_path / f"out.{form}")
    assert time.process_time() - begin < 10


def test_ten_thousand_tasks_are_listed_in_under_ten_seconds(large, tmp_path):
    begin = time.process_time()
    saraban(large, "task", "--whose", "all", "--status", "all", "--json", "-o", tmp_path / "tasks.json")
    assert time.process_time() - begin < 10


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or pytest.skip(f"no {names[0]} on this machine")


def pdf_of(path: Path, to: Path) -> Path:
    """What LibreOffice (a spreadsheet) or Chromium (a page) makes of it."""
    if path.suffix == ".html":
        made = to / "page.pdf"
        chromium = program("chromium", "google-chrome", "chromium-browser")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                   f"--user-data-dir={to / 'profile'}", f"--print-to-pdf={made}", str(path)]  # fmt: skip
    else:
        made = to / f"{path.stem}.pdf"
        # A window asks for the characters of a CSV, and offers UTF-8 for its mark; without one it must be told (76).
        read = ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"] if path.suffix == ".csv" else []
        own = f"-env:UserInstallation={(to / 'profile').as_uri()}"
        command = [program("soffice", "libreoffice"), own, "--headless", *read, "--convert-to", "pdf",
                   "--outdir", str(to), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return made


def looked_at(pdf: Path) -> tuple[str, Image.Image, int]:
    """The text of all pages without blanks, the first page as a picture, and how many pages there are."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    return text, document[0].render(scale=2).to_pil().convert("L"), len(document)


@pytest.mark.parametrize(
    ("command", "form"), [("register", "xlsx"), ("register", "csv"), ("register", "html"), ("summary", "html")]
)
def test_another_program_opens_it_and_shows_its_thai(small, tmp_path, command, form):
    path = tmp_path / f"out.{form}"
    saraban(small, command, "--format", form, "--today", "2025-01-08", "-o", path)
    text, picture, pages = looked_at(pdf_of(path, tmp_path))
    wanted = {"register": ("เลขทะเบียน", "หมายเหตุ", "มท๐๒"), "summary": ("จังหวัดเลย", "กลุ่มแผน")}[command]
    assert [word for word in wanted if word not in text] == []
    assert "###" not in text, "a column too narrow for its days"
    assert pages < 12
    dark = sum(picture.histogram()[:160]) / (picture.width * picture.height)
    assert 0.002 < dark < 0.4, "the first page is blank or black"
    if form != "csv":
        assert (picture.width > picture.height) == (command == "register")
