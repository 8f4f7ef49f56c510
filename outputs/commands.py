"""The commands that read and find letters: each turns its arguments into a call, and what comes back into a text."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from outputs.messages import say
from outputs.options import DATABASE, AsJson, Db, Output, Today, day_of, dump, letter_of, tell, write
from pipeline.errors import DONE_WITH_ISSUES, InputError


def run(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์หนังสือเข้า (folder of letters)")],
    db: Db = DATABASE,
    out: Annotated[
        Path | None, typer.Option("--out", help="โฟลเดอร์รายการข้อสั่งการ (default: checklists beside the database)")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="จำนวนโปรเซส 0 = ทุกคอร์ (0: one a core)")] = 0,
    today: Today = "",
) -> None:
    """The main job: reads what is new in a folder, updates the database, writes the checklists."""
    from outputs.batch import run_batch

    issues = run_batch(folder, db, out or db.parent / "checklists", workers, day_of(today) or date.today())
    raise typer.Exit(DONE_WITH_ISSUES if issues else 0)


def extract(
    file: Annotated[Path, typer.Argument(help="แฟ้มหนังสือ (text, PDF or image)")],
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Reads one file and shows what it says; `--json` prints the contract of `outputs.contract`."""
    from outputs.batch import page_progress
    from outputs.letter_json import letters_to_json
    from outputs.show import letter_text
    from pipeline.run import read_file

    with page_progress() as on_page:
        reading = read_file(file, on_page)
    if as_json:
        write(dump(letters_to_json(reading.letters, reading.issues)), output)
    else:
        write("\n\n".join(letter_text(letter) for letter in reading.letters), output)
    tell(reading.issues)
    if reading.intake is None:
        raise typer.Exit(InputError.exit_code)
    raise typer.Exit(DONE_WITH_ISSUES if reading.issues else 0)


def ocr(
    file: Annotated[Path, typer.Argument(help="แฟ้มหนังสือ (text, PDF or image)")],
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """The text of each page, a form feed between pages."""
    import msgspec

    from outputs.batch import page_progress
    from pipeline.intake import inspect
    from pipeline.pages import read_pages

    with page_progress() as on_page:
        reading = read_pages(inspect(file), on_page)
    if as_json:
        write(dump(msgspec.to_builtins({"pages": reading.pages, "issues": reading.issues})), output)
    else:
        write("\f".join(page.text for page in reading.pages), output)
    tell(reading.issues)
    raise typer.Exit(DONE_WITH_ISSUES if reading.issues else 0)


def search(
    words: Annotated[list[str] | None, typer.Argument(help="คำค้น หรือเลขที่หนังสือ (words, or a reference number)")] = None,
    as_json: AsJson = False,
    since: Annotated[str, typer.Option("--from", help="ตั้งแต่วันที่ (31/12/2567, 2024-12-31, ๓๑ ธ.ค. ๖๗)")] = "",
    until: Annotated[str, typer.Option("--to", help="ถึงวันที่")] = "",
    agency: Annotated[str, typer.Option("--agency", help="หน่วยงานผู้ส่งหรือผู้รับ (sender or addressee)")] = "",
    due_before: Annotated[str, typer.Option("--due-before", help="ครบกำหนดก่อนวันที่")] = "",
    status: Annotated[str, typer.Option("--status", help="สถานะงาน: open, done")] = "",
    urgency: Annotated[str, typer.Option("--urgency", help="ชั้นความเร็ว")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="จำนวนผลสูงสุด")] = 20,
    db: Db = DATABASE,
    output: Output = None,
) -> None:
    """Searches letters and directives, best first, the words marked."""
    from outputs.show import hit_text
    from outputs.show_json import hit_json
    from pipeline.rows import Query
    from pipeline.store import Store

    query = Query(
        " ".join(words or ()), day_of(since), day_of(until), agency, urgency, day_of(due_before), status, limit
    )
    with Store(db, create=False) as store:
        hits = store.search(query)
    if as_json:
        write(dump([hit_json(hit) for hit in hits]), output)
    else:
        plain = output is not None or not sys.stdout.isatty()
        write("\n\n".join(hit_text(hit, plain) for hit in hits) or say("no-hits"), output)


def show(
    reference: Annotated[str, typer.Argument(help="เลขที่หนังสือ (reference number)")],
    as_json: AsJson = False,
    db: Db = DATABASE,
    output: Output = None,
) -> None:
    """One letter, its links and the files that hold it."""
    from outputs.letter_json import letters_to_json
    from outputs.show import letter_text
    from pipeline.store import Store

    with Store(db, create=False) as store:
        row = letter_of(store, reference)
        graph = store.graph(row.reference_number or row.id)
    if as_json:
        write(dump(letters_to_json([row.letter], ())["letters"][0]), output)
    else:
        write(letter_text(row.letter, row.sources, graph), output)


def schema(output: Output = None) -> None:
    """The JSON Schema of what `extract --json` prints."""
    from outputs.contract import schema as contract

    write(dump(contract()), output)
