"""`saraban office`: checks the profile of our office, and says in words what it makes ours and what goes where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outputs.messages import say
from outputs.options import DATABASE, AsJson, Db, OfficeFile, Output, dump, write
from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.office import Office

EXAMPLE = Path(__file__).parent / "templates" / "office.example.toml"


def office(
    ask: Annotated[
        list[str] | None, typer.Option("--ask", help="ชื่อนี้เป็นเราหรือไม่ เพราะเหตุใด (is this name ours, and why)")
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="ตัวอย่างข้อมูลหน่วยงาน (an example to edit)")] = False,
    as_json: AsJson = False,
    profile: OfficeFile = None,
    db: Db = DATABASE,
    output: Output = None,
) -> None:
    """Checks the profile of our office and says what it means."""
    if example:
        write(EXAMPLE.read_text(encoding="utf-8"), output)
        return
    from pipeline.office import FILE_NAME, find_office

    found = find_office(db, profile)
    if found is None:
        raise InputError("no-office", say("no-office", path=db.parent / FILE_NAME), say("no-office-remedy"))
    if as_json:
        import msgspec

        write(dump(msgspec.to_builtins(found)), output)
    else:
        write("\n".join(_answers(found, ask) if ask else explain(found)), output)


def explain(office: Office) -> list[str]:
    """What the profile means, line by line."""
    from outputs.thai import number
    from rules.load import load

    groups = [t.name for t in load("levels").terms if t.of == "wide" or office.level in t.gives.split(",")]
    lines = [
        say("office-is", name=office.name, level=say(f"level-{office.level}")),
        say("office-names", names=", ".join(office.names)),
        say("office-groups", names=", ".join(groups)),
        say("office-units", count=number(len(office.units))),
    ]
    for unit in office.units:
        words = ", ".join(unit.keywords) or "-"
        lines.append(say("office-unit", name=unit.name, handles=unit.handles or "-", keywords=words))
    lines.append(say("office-routes", count=number(len(office.routes))))
    lines += [say("office-route", id=rule.id, unit=rule.unit, why=rule.why) for rule in office.routes]
    default = office.default_unit
    return [*lines, say("office-default", unit=default) if default else say("office-nowhere")]


def _answers(office: Office, names: list[str]) -> list[str]:
    from pipeline.ours import by_name

    verdicts = ((name, by_name(office, name)) for name in names)
    return [say("office-says", name=name, whose=say(f"whose-{v.whose}"), why=v.why) for name, v in verdicts]
