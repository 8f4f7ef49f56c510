"""The registers as people get them, in the regulation's columns: A4 lying (HTML), spreadsheet (XLSX), CSV, JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outputs.checklist import reasons
from outputs.messages import language, say
from outputs.sheets import LINE, cell, height, set_up, styles
from outputs.thai import day, number
from pipeline.register import Entry, Handled

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FORMS = ("html", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class Row:
    """One letter, in the regulation's columns; `day_on` and `dated_on` are the days for a program to sort by."""

    number: str
    reference: str
    dated: str
    sender: str
    to: str
    subject: str
    action: str
    remark: str
    doubts: tuple[str, ...]
    day_on: date | None
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """The letters of one day, under its line."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The context of the register's template: these names, and no others, stand in it."""

    lang: str
    form: str
    title: str
    office: str
    period: str
    count: str
    unnumbered: str
    columns: tuple[str, ...]
    days: tuple[Day, ...]
    doubtful: bool


def made(
    lines: Sequence[Entry], kind: str, office: str = "", since: date | None = None, until: date | None = None
) -> Register:
    """The register of some lines, ready to be shown."""
    days = [d for line in lines if (d := line.day)]
    first, last = since or min(days, default=None), until or max(days, default=None)
    without = sum(not line.number for line in lines)
    return Register(
        lang=language(),
        form=say(f"form-{kind}"),
        title=say(f"register-{kind}"),
        office=office,
        period=_period(first, last),
        count=say("register-count", count=number(len(lines))),
        unnumbered=say("register-unnumbered", count=number(without)) if without else "",
        columns=columns(kind),
        days=tuple(
            Day(say(f"day-{kind}", date=day(on)) if on else say("day-unknown"), tuple(_row(line) for line in same))
            for on, same in groupby(
                sorted(lines, key=lambda e: (e.day is None, e.day or date.max)), key=lambda e: e.day
            )
        ),
        doubtful=any(line.doubts for line in lines),
    )


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return say("register-period", since=day(first), until=day(last)) if first != last else day(first)


def columns(kind: str) -> tuple[str, ...]:
    """The heads of the columns, as the form has them."""
    names = (kind, "reference", "dated", "from", "to", "subject", "action", "remark")
    return tuple(say(f"col-{name}") for name in names)


def _row(line: Entry) -> Row:
    return Row(
        number=number(line.number),
        reference=number(line.reference_number) or say("no-number"),
        dated=day(line.dated, short=True),
        sender=line.sender,
        to=line.to,
        subject=line.subject,
        action=line.action or ", ".join(_handled(one) for one in line.handled),
        remark=_remark(line),
        doubts=reasons(line.doubts, 1.0) if line.doubts else (),
        day_on=line.day,
        dated_on=line.dated,
    )


def _handled(one: Handled) -> str:
    key = "handled-done" if one.done else "handled"
    return say(key, unit=one.unit or say("handled-alone"), tasks=number(one.tasks), done=number(one.done))


def _remark(line: Entry) -> str:
    at = say("register-at", time=number(line.time.replace(":", "."))) if line.time else ""
    gone = say("register-gone") if line.gone else ""
    return " ".join(filter(None, (line.urgency, line.secrecy, at, line.remark, gone)))


def to_html(register: Register, templates: Path | None = None) -> str:
    """A4 lying, one file that needs no network; `templates` is an office's own folder."""
    from outputs.render import render

    return render("register.html.jinja", register, templates)


def to_csv(register: Register, kind: str) -> str:
    """Comma-separated, with the mark at its start by which Excel knows UTF-8; days as ISO dates too."""
    out = io.StringIO()
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow([say(f"col-day-{kind}"), *register.columns, say("check")])
    for row in _rows(register):
        cells = (row.number, row.reference, row.dated, row.sender, row.to, row.subject, row.action, row.remark)
        on = row.day_on.isoformat() if row.day_on else ""
        table.writerow([_harmless(cell) for cell in (on, *cells, "; ".join(row.doubts))])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    text = " ".join(cell.split())
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def _rows(register: Register) -> Iterable[Row]:
    return (row for one in register.days for row in one.rows)


def to_json(lines: Iterable[Entry], kind: str) -> bytes:
    """The lines for another program."""
    return msgspec.json.format(msgspec.json.encode({"register": kind, "letters": list(lines)}), indent=1) + b"\n"


_WIDTHS = (23, 13, 22, 23, 28, 28, 44, 26, 20, 24)


def to_xlsx(register: Register, kind: str) -> bytes:
    """One worksheet, A4 lying, the head on each page; days are real dates that show in Thai."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(register.title[:31])
    set_up(page, _WIDTHS, head=3)
    styles(book)
    for at, lines in enumerate((2.0, 1.2, 2.3), 1):
        page.row_dimensions[at].height = lines * LINE
    page.append([cell(page, " ".join(filter(None, (register.title, f"({register.form})", register.office))), "title")])
    counts = filter(None, (register.period, register.count, register.unnumbered))
    page.append([cell(page, " · ".join(counts), "note")])
    page.append([cell(page, name, "head") for name in (say(f"col-day-{kind}"), *register.columns, say("check"))])
    for at, row in enumerate(_rows(register), 4):
        cells = _cells(page, row)
        page.row_dimensions[at].height = height(cells, [0.9 * width for width in _WIDTHS])
        page.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(page: WriteOnlyWorksheet, row: Row) -> list[WriteOnlyCell]:
    texts = (
        row.sender,
        row.to,
        row.subject,
        row.action,
        row.remark,
        "⚠ " + "; ".join(row.doubts) if row.doubts else "",
    )
    return [
        cell(page, row.day_on, "day"), cell(page, row.number, "middle"), cell(page, row.reference, "text"),
        cell(page, row.dated_on, "day"), *(cell(page, text, "text") for text in texts),
    ]  # fmt: skip


def write(lines: Sequence[Entry], kind: str, form: str, register: Register, templates: Path | None = None) -> bytes:
    """The register in one of `FORMS`."""
    if form == "xlsx":
        return to_xlsx(register, kind)
    if form == "csv":
        return to_csv(register, kind).encode()
    return to_json(lines, kind) if form == "json" else to_html(register, templates).encode()
