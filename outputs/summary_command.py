"""`saraban summary`: the week of the office, of a unit, or of a person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from outputs.checklist_command import Templates
from outputs.options import DATABASE, Db, OfficeFile, Output, Today, day_of, one_of, write_form
from outputs.task_command import Person, Unit


def summary(
    form: Annotated[str, typer.Option("--format", help="html, md หรือ json")] = "html",
    unit: Unit = "",
    person: Person = "",
    last: Annotated[bool, typer.Option("--last", help="สัปดาห์ที่แล้ว ณ วันอาทิตย์ (last week, as it ended)")] = False,
    profile: OfficeFile = None,
    templates: Templates = None,
    db: Db = DATABASE,
    today: Today = "",
    output: Output = None,
) -> None:
    """The week: what came, what is due, overdue, waited for, done."""
    from outputs.render import find_templates
    from outputs.summary import FORMS, write
    from pipeline.choice import Choice, week_of
    from pipeline.office import find_office
    from pipeline.store import Store
    from pipeline.summary import week

    one_of(form, *FORMS)
    as_of = day_of(today) or date.today()
    if last:
        as_of = week_of(as_of)[0] - timedelta(days=1)
    with Store(db, create=False) as store:
        office = find_office(db, profile)
        found = week(store, as_of, office, Choice(unit=unit, person=person))
    named = " · ".join(filter(None, (office.name if office else "", unit, person)))
    write_form(form, write(found, form, named, find_templates(db, templates)), output)
