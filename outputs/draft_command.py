"""`saraban draft`: the letter that answers a directive, as a Word document to be completed and signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from outputs.checklist_command import Templates
from outputs.options import DATABASE, Db, OfficeFile, Output, Today, day_of, letter_of, one_of, write_form


def draft(
    reference: Annotated[str, typer.Argument(help="เลขที่หนังสือ (reference number)")],
    label: Annotated[
        str | None, typer.Argument(help="ข้อ ไม่ระบุ = ทุกข้อที่ขอให้ตอบหรือรายงาน (item, else all that ask for an answer)")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="reply (ตอบ) report (รายงาน) memo (บันทึก) ไม่ระบุ = ตามข้อ")] = "",
    output: Output = None,
    db: Db = DATABASE,
    profile: OfficeFile = None,
    templates: Templates = None,
    today: Today = "",
) -> None:
    """A draft of the reply or report that a directive asks for (DOCX)."""
    from outputs.draft import KINDS, to_word
    from outputs.draft import draft as context
    from outputs.render import find_templates
    from pipeline.office import find_office
    from pipeline.store import Store

    if kind:
        one_of(kind, *KINDS)
    with Store(db, create=False) as store:
        letter = letter_of(store, reference).letter
    made = context(letter, label, day_of(today) or date.today(), find_office(db, profile), kind)
    write_form("docx", to_word(made, find_templates(db, templates)), output or Path(f"draft-{made.kind}.docx"))
