"""Four questions: our duties and by whose order; what stems from a letter; what was withdrawn; what never came."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outputs.messages import say
from outputs.options import DATABASE, AsJson, Db, OfficeFile, Output, Today, day_of, dump, write
from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.questions import Step
    from pipeline.rows import TaskRow


def duties(
    month: Annotated[str, typer.Option("--month", help="เดือน: this, next, 3/2568, มีนาคม 2568 (which month)")] = "this",
    as_json: AsJson = False,
    profile: OfficeFile = None,
    db: Db = DATABASE,
    today: Today = "",
    output: Output = None,
) -> None:
    """What our office must do in a month, and on whose order, up to the first letter."""
    from outputs.task_command import choose
    from pipeline.choice import pick
    from pipeline.office import find_office
    from pipeline.questions import orders
    from pipeline.store import Store

    as_of = day_of(today) or date.today()
    with Store(db, create=False) as store:
        asked = choose(as_of, month=month)
        # Rounds are laid out some months about a day: for another month, about that month's first.
        since, until = asked.since or as_of, asked.until or as_of
        rounds = store.rounds(None, today=min(max(as_of, since), until), office=find_office(db, profile))
        ours = pick(rounds, asked)
        above = {key: orders(store.connection, key) for key in {task.letter_id for task in ours}}
    if as_json:
        write(dump([_duty_json(task, above[task.letter_id]) for task in ours]), output)
    else:
        whole: dict[str, list[TaskRow]] = {}
        for task in ours:
            whole.setdefault(task.id.partition("@")[0], []).append(task)
        told = [_duty(task, len(others), above[task.letter_id]) for task, *others in whole.values()]
        write("\n\n".join(told) or say("no-duties"), output)


def _duty_json(task: TaskRow, above: list[Step]) -> dict[str, Any]:
    return {
        "task": task.id, "office": task.office, "text": task.text, "due": task.due and task.due.isoformat(),
        "reference_number": task.reference_number, "sender": task.sender, "orders": [asdict(step) for step in above],
    }  # fmt: skip


def _duty(task: TaskRow, more: int, above: list[Step]) -> str:
    """A duty in words, with so many more rounds of it in the month."""
    from outputs.thai import day, number

    due = task.due or next(iter(task.upcoming), None)
    when = day(due) if due else say("no-due")
    rounds = f" {say('week-rounds', count=number(more))}" if more else ""
    label = f"{number(task.directive_label)}." if (task.directive_label or "-") != "-" else "-"
    lines = [
        f"{say('field-due')} {when}{rounds} · {task.office or say('office-unknown')}",
        f"  {label} {' '.join(task.action.split())}",
        f"  {say('by-order', sender=task.sender)} {_number(task.reference_number)}",
    ]
    lines += [f"  {'  ' * step.depth}{_step(step)}" for step in above]
    return "\n".join(lines)


def stems(
    reference: Annotated[str, typer.Argument(help="เลขที่หนังสือ (reference number)")],
    as_json: AsJson = False,
    db: Db = DATABASE,
    output: Output = None,
) -> None:
    """The letters that stem from one, down to the last level."""
    from pipeline.questions import stems as below
    from pipeline.store import Store

    with Store(db, create=False) as store:
        node = store.node(reference)
        if node is None:
            raise InputError("no-letter", say("no-letter", number=reference), say("no-letter-remedy"))
        found = below(store.connection, node)
    if as_json:
        write(dump([asdict(step) for step in found]), output)
    else:
        write("\n".join(f"{'  ' * (s.depth - 1)}{_step(s)}" for s in found) or say("no-stems"), output)


def _step(step: Step) -> str:
    from outputs.thai import number

    there = "" if step.present else f" ({say('not-received')})"
    title = f" {step.title}" if step.title != step.name else ""
    sender = f" {step.sender}" if step.sender else ""
    relation = say(f"link-{step.relation}")
    return f"{_number(step.name)}{sender}{title}{there} · {relation} {number(step.to)}"


def _number(reference: str) -> str:
    from outputs.thai import number

    return say("letter-number", number=number(reference)) if reference else say("no-number")


def withdrawn(as_json: AsJson = False, db: Db = DATABASE, output: Output = None) -> None:
    """Open tasks that stand on a letter that was replaced or cancelled."""
    from outputs.thai import number
    from pipeline.questions import withdrawn as standing
    from pipeline.store import Store

    with Store(db, create=False) as store:
        rows = standing(store.connection)
    if as_json:
        write(dump(rows), output)
        return
    lines = [
        f"{row['office'] or say('office-unknown')} {number(row['label'] or '-')}. {' '.join(row['action'].split())}\n"
        f"  {_number(row['reference_number'])}: {say('withdrawn-' + row['relation'])} {number(row['by_letter'])} "
        f"{row['by_subject']}\n  {row['why']}"
        for row in rows
    ]
    write("\n\n".join(lines) or say("none-withdrawn"), output)


def missing(as_json: AsJson = False, db: Db = DATABASE, output: Output = None) -> None:
    """Letters that were cited and never received."""
    from outputs.thai import day, number
    from pipeline.questions import missing as cited
    from pipeline.store import Store

    with Store(db, create=False) as store:
        rows = cited(store.connection)
    if as_json:
        write(dump(rows), output)
        return
    lines = []
    for _, group in groupby(rows, key=lambda row: row["node"]):
        first, *more = group
        dated = f" {say('letter-date', date=day(date.fromisoformat(first['date'])))}" if first["date"] else ""
        lines.append(f"{_number(first['reference_number'])}{dated}")
        told: dict[tuple[str, str], list[str]] = {}
        for row in (first, *more):
            place = f"{row['file']} {say('page', page=number(row['page']))}"
            told.setdefault((row["cited_by"] or "-", place), []).append(say("link-" + row["relation"]))
        lines += [f"  {number(by)} {' '.join(relations)} · {place}" for (by, place), relations in told.items()]
    write("\n".join(lines) or say("none-missing"), output)
