"""`saraban graph`: how letters hang together, as a page to look at or for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outputs.messages import say
from outputs.options import DATABASE, Db, Output, dump, one_of, write
from pipeline.errors import InputError

FORMS = ("json", "html", "graphml", "jsonld", "dot")
_PICTURES = ("html", "dot")


def graph(
    reference: Annotated[str | None, typer.Argument(help="เลขที่หนังสือ ไม่ระบุ = ทั้งหมด (all if left out)")] = None,
    form: Annotated[str, typer.Option("--format", help=", ".join(FORMS))] = "json",
    offices: Annotated[
        bool | None, typer.Option("--offices/--no-offices", help="หน่วยงานสั่งการใคร (who orders whom too)")
    ] = None,
    tasks: Annotated[
        bool | None, typer.Option("--tasks/--no-tasks", help="งานด้วย (html: ไม่ระบุ = พับไว้ คลิกดู) (tasks too)")
    ] = None,
    templates: Annotated[Path | None, typer.Option("--templates", help="โฟลเดอร์แม่แบบ (own templates)")] = None,
    output: Output = None,
    db: Db = DATABASE,
) -> None:
    """Which letter cites, encloses, forwards, cancels which; who orders whom."""
    from outputs import graph_forms, graph_html
    from outputs.render import find_templates
    from outputs.show_json import graph_json
    from outputs.thai import number
    from pipeline.graph_read import without_offices
    from pipeline.store import Store

    one_of(form, *FORMS)
    with Store(db, create=False) as store:
        if reference and not store.node(reference):
            raise InputError("no-letter", say("no-letter", number=reference), say("no-letter-remedy"))
        found = store.graph(reference, tasks=tasks if tasks is not None else form != "dot")
    if offices is False or (offices is None and form in _PICTURES):
        found = without_offices(found)
    if form == "json":
        text = dump(graph_json(found))
    elif form == "html":
        heading = say("graph-of", number=number(reference)) if reference else say("graph-all")
        folder = output.parent if output else Path()
        text = graph_html.to_html(found, heading, folder, find_templates(db, templates), drawn=bool(tasks))
    else:
        writer = {"graphml": graph_forms.to_graphml, "jsonld": graph_forms.to_jsonld, "dot": graph_forms.to_dot}[form]
        text = writer(found)
    write(text, output)
