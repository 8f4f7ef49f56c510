"""`saraban export`: letters for the government's exchange (XML), or everything (JSON, CSV)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from outputs.messages import say
from outputs.options import DATABASE, Db, OfficeFile, Output, Today, day_of, letter_of, one_of, write_form
from pipeline.errors import UseError


def export(
    reference: Annotated[str | None, typer.Argument(help="เลขที่หนังสือ ไม่ระบุ = ทั้งหมด (all if left out)")] = None,
    form: Annotated[str, typer.Option("--format", help="json, csv (-o โฟลเดอร์) หรือ xml (e-CMS)")] = "json",
    profile: OfficeFile = None,
    db: Db = DATABASE,
    today: Today = "",
    output: Output = None,
) -> None:
    """Letters as e-CMS XML, or everything that the database holds as JSON or CSV."""
    from outputs.exchange import to_json, write_csv
    from pipeline.ecms import to_xml
    from pipeline.office import find_office
    from pipeline.store import Store

    one_of(form, "json", "csv", "xml")
    if reference and form != "xml":
        raise UseError("bad-format", say("export-one"), say("one-of", offered="xml"))
    if form == "csv" and output is None:
        raise UseError("no-folder", say("export-where"), say("export-where-remedy"))
    with Store(db, create=False) as store:
        if form == "xml":
            rows = [letter_of(store, reference)] if reference else store.letters()
            write_form(form, to_xml(rows), output)
            return
        tasks = store.tasks(today=day_of(today) or date.today(), office=find_office(db, profile))
        if output is not None and form == "csv":
            for path in write_csv(store, tasks, output):
                typer.echo(say("written", path=path), err=True)
        else:
            write_form(form, to_json(store, tasks), output)
