"""`saraban register`: the registers of letters received and sent, and the numbers that a person gives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from outputs.checklist_command import Templates
from outputs.messages import say
from outputs.options import DATABASE, Db, OfficeFile, Output, Today, day_of, letter_of, one_of, write_form
from pipeline.errors import UseError

if TYPE_CHECKING:
    from pipeline.office import Office
    from pipeline.register import Given
    from pipeline.store import Store


def register(
    form: Annotated[str, typer.Option("--format", help="html, xlsx, csv หรือ json")] = "html",
    sent: Annotated[bool, typer.Option("--sent", help="ทะเบียนหนังสือส่ง (letters sent, not received)")] = False,
    since: Annotated[str, typer.Option("--from", help="รับหรือส่งตั้งแต่วันที่ (from)")] = "",
    until: Annotated[str, typer.Option("--to", help="ถึงวันที่ (to)")] = "",
    give: Annotated[str, typer.Option("--give", help="ลงทะเบียนหนังสือเลขที่ (write this letter in)")] = "",
    number: Annotated[str, typer.Option("--number", help="เลขทะเบียน ไม่ระบุ = เลขถัดไปของปี (next of the year)")] = "",
    on: Annotated[str, typer.Option("--on", help="วันที่รับหรือส่ง ไม่ระบุ = วันนี้ (day)")] = "",
    time: Annotated[str, typer.Option("--time", help="เวลา เช่น 09:30 (time)")] = "",
    action: Annotated[str | None, typer.Option("--action", help="การปฏิบัติ (action taken)")] = None,
    remark: Annotated[str | None, typer.Option("--remark", help="หมายเหตุ (remark)")] = None,
    who: Annotated[str, typer.Option("--who", help="ผู้ลงทะเบียน (who writes it)")] = "",
    profile: OfficeFile = None,
    templates: Templates = None,
    db: Db = DATABASE,
    today: Today = "",
    output: Output = None,
) -> None:
    """The register of letters received, or sent; writes a letter in with --give."""
    from outputs.register import FORMS, made, write
    from outputs.render import find_templates
    from pipeline.office import find_office
    from pipeline.register import RECEIVED, SENT, Given, entries
    from pipeline.store import Store

    one_of(form, *FORMS)
    if not give and (number or on or time or action is not None or remark is not None):
        raise UseError("no-letter", say("given-without"), say("given-without-remedy"))
    kind = SENT if sent else RECEIVED
    as_of, first, last = day_of(today) or date.today(), day_of(since), day_of(until)
    with Store(db, create=False) as store:
        office = find_office(db, profile)
        if give:
            said = Given(number or None, day_of(on), time or None, action, remark, who)
            typer.echo(_written(store, give, kind, said, as_of, office))
            return
        lines = [e for e in entries(store, kind, as_of, office) if _within(e.day, first, last)]
    shown = made(lines, kind, office.name if office else "", first, last)
    write_form(form, write(lines, kind, form, shown, find_templates(db, templates)), output)


def _written(store: Store, reference: str, kind: str, said: Given, today: date, office: Office | None) -> str:
    """Writes a letter in. A letter without a number yet gets the next one of the year; one that has it keeps it."""
    from dataclasses import replace

    from outputs.thai import number as shown
    from pipeline.register import entries, register

    row = letter_of(store, reference)
    lines = entries(store, kind, today, office)
    has = next((line for line in lines if line.letter_id == row.id), None)
    given = replace(said, day=said.day or (has.day if has and has.number else None) or today)
    if not given.number and not (has and has.number):
        from pipeline.register import next_number

        given = replace(given, number=next_number(lines, (given.day or today).year))
    register(store, row, kind, given)
    number = given.number or (has.number if has else "")
    return say("registered", number=shown(number), reference=shown(row.reference_number or row.id))


def _within(day: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return day is not None and (first or day) <= day <= (last or day)
