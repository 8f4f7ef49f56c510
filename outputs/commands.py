"""The commands: each turns its arguments into a call, and what comes back into text, JSON or a file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from outputs.messages import say
from pipeline.errors import DONE_WITH_ISSUES, WRONG_USE, InputError, SarabanError

Db = Annotated[Path, typer.Option("--db", help="แฟ้มฐานข้อมูล (database file)")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="เขียนลงแฟ้มนี้ (write to this file)")]
AsJson = Annotated[bool, typer.Option("--json", help="แสดงเป็น JSON")]
DATABASE = Path("saraban.db")


class UseError(SarabanError):
    """A value on the command line that cannot be meant."""

    exit_code = WRONG_USE


def run(
    folder: Annotated[Path, typer.Argument(help="โฟลเดอร์หนังสือเข้า (folder of letters)")],
    db: Db = DATABASE,
    out: Annotated[
        Path | None, typer.Option("--out", help="โฟลเดอร์รายการข้อสั่งการ (default: checklists beside the database)")
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=0, help="จำนวนโปรเซส 0 = ทุกคอร์ (0: one a core)")] = 0,
) -> None:
    """อ่านหนังสือทั้งโฟลเดอร์ ปรับฐานข้อมูล และเขียนรายการข้อสั่งการ (the main job)."""
    from outputs.batch import run_batch

    issues = run_batch(folder, db, out or db.parent / "checklists", workers)
    raise typer.Exit(DONE_WITH_ISSUES if issues else 0)


def extract(
    file: Annotated[Path, typer.Argument(help="แฟ้มหนังสือ (text, PDF or image)")],
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """อ่านหนังสือในแฟ้มเดียว แสดงทุกค่าพร้อมที่มา (reads one file)."""
    from outputs.contract import letters_to_json
    from outputs.show import letter_text
    from pipeline.run import read_file

    reading = read_file(file)
    if as_json:
        _write(_dump(letters_to_json(reading.letters, reading.issues)), output)
    else:
        _write("\n\n".join(letter_text(letter) for letter in reading.letters), output)
        _tell(reading.issues)
    if reading.intake is None:
        raise typer.Exit(InputError.exit_code)
    raise typer.Exit(DONE_WITH_ISSUES if reading.issues else 0)


def ocr(
    file: Annotated[Path, typer.Argument(help="แฟ้มหนังสือ (text, PDF or image)")],
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """ข้อความของแต่ละหน้า คั่นด้วย form feed (text of each page)."""
    import msgspec
    from pipeline.intake import inspect
    from pipeline.pages import read_pages

    from outputs.batch import page_progress

    with page_progress() as on_page:
        reading = read_pages(inspect(file), on_page)
    if as_json:
        _write(
            _dump({"pages": msgspec.to_builtins(reading.pages), "issues": msgspec.to_builtins(reading.issues)}), output
        )
    else:
        _write("\f".join(page.text for page in reading.pages), output)
        _tell(reading.issues)
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
) -> None:
    """ค้นหนังสือและข้อสั่งการ เลขไทยหรืออารบิกก็ได้ (searches letters and directives)."""
    from outputs.show import hit_json, hit_text
    from pipeline.rows import Query
    from pipeline.store import Store

    query = Query(" ".join(words or ()), _day(since), _day(until), agency, urgency, _day(due_before), status, limit)
    with Store(db, create=False) as store:
        hits = store.search(query)
    if as_json:
        typer.echo(_dump([hit_json(hit) for hit in hits]))
    else:
        typer.echo("\n\n".join(hit_text(hit) for hit in hits) if hits else say("no-hits"))


def show(
    reference: Annotated[str, typer.Argument(help="เลขที่หนังสือ (reference number)")],
    as_json: AsJson = False,
    db: Db = DATABASE,
) -> None:
    """แสดงหนังสือหนึ่งฉบับ (shows one letter)."""
    from outputs.contract import letters_to_json
    from outputs.show import letter_text
    from pipeline.store import Store

    with Store(db, create=False) as store:
        row = store.letter(reference)
        if row is None:
            raise InputError("no-letter", say("no-letter", number=reference), say("no-letter-remedy"))
        links = [e for e in store.graph(row.reference_number).edges if not e.target.startswith("agency:")]
    if as_json:
        typer.echo(_dump(letters_to_json([row.letter], ())["letters"][0]))
    else:
        typer.echo(letter_text(row.letter, row.sources, links))


def checklist(
    reference: Annotated[str | None, typer.Argument(help="เลขที่หนังสือ ไม่ระบุ = ทุกฉบับ (all letters if left out)")] = None,
    form: Annotated[str, typer.Option("--format", help="html, md หรือ json")] = "html",
    output: Output = None,
    db: Db = DATABASE,
    today: Annotated[str, typer.Option("--today", help="นับถึงวันที่นี้ (count from this day)")] = "",
) -> None:
    """รายการข้อสั่งการ: ใครต้องทำอะไร ภายในเมื่อใด (who must do what by when)."""
    from outputs.batch import render_checklist
    from pipeline.store import Store

    if form not in ("html", "md", "json"):
        raise UseError("bad-format", f"--format {form}", "html, md, json")
    with Store(db, create=False) as store:
        if reference and store.letter(reference) is None:
            raise InputError("no-letter", say("no-letter", number=reference), say("no-letter-remedy"))
        folder = output.parent if output else Path()
        _write(render_checklist(store, reference, form, folder, _day(today) or date.today()), output)


def graph(
    reference: Annotated[str | None, typer.Argument(help="เลขที่หนังสือ ไม่ระบุ = ทั้งหมด")] = None,
    form: Annotated[str, typer.Option("--format", help="json")] = "json",
    output: Output = None,
    db: Db = DATABASE,
) -> None:
    """ความเชื่อมโยงของหนังสือ: อ้างถึง ส่งต่อ ยกเลิก (which letter cites, encloses, forwards which)."""
    from outputs.show import graph_json
    from pipeline.store import Store

    if form != "json":
        raise UseError("bad-format", f"--format {form}", "json")
    with Store(db, create=False) as store:
        _write(_dump(graph_json(store.graph(reference))), output)


def review(as_json: AsJson = False, db: Db = DATABASE) -> None:
    """ค่าที่อ่านได้ไม่แน่ชัด พร้อมแฟ้ม หน้า และเหตุผล (what a person should check)."""
    from outputs.show import review_json, review_text
    from pipeline.store import Store

    with Store(db, create=False) as store:
        rows = store.review()
    if as_json:
        typer.echo(_dump([review_json(row) for row in rows]))
    else:
        typer.echo("\n".join(review_text(row) for row in rows) if rows else say("nothing-to-review"))


def schema(output: Output = None) -> None:
    """JSON Schema ของผล extract --json (the contract of `extract --json`)."""
    from outputs.contract import schema as contract

    _write(_dump(contract()), output)


def _day(text: str) -> date | None:
    if not text:
        return None
    from extractors.dates import parse_date

    day = parse_date(text)
    if day is None:
        raise UseError("bad-date", say("bad-date", text=text), "31/12/2567, 2024-12-31, ๓๑ ธันวาคม ๒๕๖๗")
    return day


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text)
        return
    output.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="\n")
    typer.echo(say("written", path=output), err=True)


def _tell(issues: Any) -> None:
    from outputs.batch import issue_text

    for issue in issues:
        typer.echo(issue_text(issue), err=True)
