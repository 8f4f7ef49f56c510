"""`saraban checklist`: who must do what by when, of a letter, a unit, a person, a week or a month, in every form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from outputs.options import DATABASE, Db, OfficeFile, Output, Today, day_of, letter_of, one_of, write_form
from outputs.task_command import Month, Person, Unit, Week, choose

Templates = Annotated[
    Path | None, typer.Option("--templates", help="แม่แบบของหน่วยงาน (our own, else those beside the database)")
]


def checklist(
    reference: Annotated[str | None, typer.Argument(help="เลขที่หนังสือ ไม่ระบุ = ทุกฉบับ (all letters if left out)")] = None,
    form: Annotated[str, typer.Option("--format", help="html, md, json, xlsx, docx, pdf หรือ ics")] = "html",
    unit: Unit = "",
    person: Person = "",
    week: Week = "",
    month: Month = "",
    status: Annotated[str, typer.Option("--status", help="open, assigned, done, not-ours, all")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="เฉพาะที่เกินกำหนด (overdue only)")] = False,
    whose: Annotated[str, typer.Option("--whose", help="ours, waiting, theirs, unclear, all")] = "",
    output: Output = None,
    db: Db = DATABASE,
    profile: OfficeFile = None,
    templates: Templates = None,
    today: Today = "",
) -> None:
    """Who must do what by when."""
    from dataclasses import replace

    from outputs.forms import FORMS, SHOWN, Asked
    from outputs.render import find_templates
    from pipeline.office import find_office
    from pipeline.store import Store

    one_of(form, *FORMS)
    as_of = day_of(today) or date.today()
    choice = choose(as_of, unit, person, week, month, status, overdue, whose)
    if not status:
        choice = replace(choice, statuses=SHOWN.statuses)
    with Store(db, create=False) as store:
        if reference:
            letter_of(store, reference)
        folder = output.parent if output else Path()
        own, office = find_templates(db, templates), find_office(db, profile)
        asked = Asked(store, as_of, folder, reference, own, office, choice)
        write_form(form, FORMS[form](asked), output)
