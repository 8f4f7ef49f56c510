"""What the commands share: their options, what these mean, and how a result is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outputs.messages import say
from pipeline.errors import InputError, UseError

if TYPE_CHECKING:
    from extractors.model import Issue
    from pipeline.rows import LetterRow
    from pipeline.store import Store

Db = Annotated[Path, typer.Option("--db", help="แฟ้มฐานข้อมูล (database file)")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="เขียนลงแฟ้มนี้ (write to this file)")]
AsJson = Annotated[bool, typer.Option("--json", help="แสดงเป็น JSON")]
Today = Annotated[str, typer.Option("--today", help="นับวันจากวันนี้แทนวันจริง (count from this day)")]
OfficeFile = Annotated[
    Path | None, typer.Option("--office", help="ข้อมูลหน่วยงาน ไม่ระบุ = office.toml ข้างฐานข้อมูล (profile of our office)")
]
DATABASE = Path("saraban.db")


def letter_of(store: Store, reference: str) -> LetterRow:
    """The letter of a reference number; an error where there is none."""
    row = store.letter(reference)
    if row is None:
        raise InputError("no-letter", say("no-letter", number=reference), say("no-letter-remedy"))
    return row


def one_of(form: str, *offered: str) -> None:
    """Refuses what is not offered."""
    if form not in offered:
        raise UseError("bad-format", say("bad-format", form=form), say("one-of", offered=", ".join(offered)))


def day_of(text: str) -> date | None:
    """The day that an option names, in any form that people write; None where it is not given."""
    if not text:
        return None
    from pipeline.search import parse_day

    day = parse_day(text)
    if day is None:
        raise UseError("bad-date", say("bad-date", text=text), say("bad-date-remedy"))
    return day


def dump(value: Any) -> str:
    """JSON as it is printed."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def write(text: str, output: Path | None) -> None:
    """To the file, and says so; else to the terminal."""
    if output is None:
        typer.echo(text)
        return
    from outputs.batch import write_text

    write_text(output, text if text.endswith("\n") else text + "\n")
    typer.echo(say("written", path=output), err=True)


def write_form(form: str, data: bytes, output: Path | None) -> None:
    """A form that may be no text goes to a file or down a pipe, never to a terminal."""
    from outputs.batch import write_bytes
    from outputs.forms import TEXTS

    if output is not None:
        write_bytes(output, data)
        typer.echo(say("written", path=output), err=True)
    elif form in TEXTS or not sys.stdout.isatty():
        typer.echo(data, nl=False)
    else:
        raise UseError("no-terminal", say("no-terminal", form=form), say("no-terminal-remedy"))


def tell(issues: Iterable[Issue]) -> None:
    """What went wrong, each with its remedy."""
    from outputs.batch import issue_text

    for issue in issues:
        typer.echo(issue_text(issue), err=True)
