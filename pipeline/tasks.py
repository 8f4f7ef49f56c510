"""Tasks (งานที่ต้องทำ): each directive for each office that it names, with its day, its place and a person's word on it.

A directive whose items carry the work (it has children, and of its own neither a day nor a recipient) is a
heading on the checklist, not a task. Of several days the nearest stands; a recurring duty lists its next ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from extractors.due import next_dates
from extractors.model import Deadline, Directive, Found
from pipeline.rows import LetterRow, TaskRow

if TYPE_CHECKING:
    from pipeline.store import Store

_UPCOMING = 6


def read_tasks(store: Store, reference: str | None, today: date) -> list[TaskRow]:
    """The tasks of one letter, or of all, by office and day; those without a day come last in each office."""
    if reference is None:
        letters = store.letters()
    else:
        found = store.letter(reference)
        letters = [found] if found else []
    decided = {row["task"]: row["status"] for row in store.rows("SELECT task, status FROM decision")}
    boxes = {
        (r["letter"], r["field"]): r["box"] for r in store.rows("SELECT letter, field, box FROM value WHERE box <> ''")
    }
    tasks = [task for letter in letters for task in _of_letter(letter, today, decided, boxes)]
    return sorted(
        tasks, key=lambda t: (t.office, t.due is None and not t.upcoming, t.due or _first(t), t.reference_number, t.id)
    )


def _first(task: TaskRow) -> date:
    return task.upcoming[0] if task.upcoming else date.max


def _of_letter(
    row: LetterRow, today: date, decided: dict[str, str], boxes: dict[tuple[str, str], str]
) -> Iterator[TaskRow]:
    for path, directive in _walk("directives", row.letter.directives):
        if directive.children and not directive.deadlines and not directive.recipients:
            continue
        for actor in directive.actors or (None,):
            yield _task(row, path, directive, actor, today, decided, boxes)


def _walk(path: str, directives: tuple[Directive, ...]) -> Iterator[tuple[str, Directive]]:
    for at, directive in enumerate(directives):
        yield f"{path}[{at}]", directive
        yield from _walk(f"{path}[{at}].children", directive.children)


def task_id(letter_id: str, directive: Directive, office: str) -> str:
    """A task's own name: it holds while the letter, the item's label (or its words) and the office do."""
    item = directive.label or hashlib.sha256("".join(directive.text.split()).encode()).hexdigest()[:8]
    return f"{letter_id}#{item}#{office}"


def _task(
    row: LetterRow,
    path: str,
    directive: Directive,
    actor: Found[str] | None,
    today: date,
    decided: dict[str, str],
    boxes: dict[tuple[str, str], str],
) -> TaskRow:
    from pipeline.store import box_from

    letter = row.letter
    office = actor.value if actor else ""
    name = task_id(row.id, directive, office)
    status = decided.get(name, "open")
    deadline = _nearest(directive.deadlines)
    upcoming = _upcoming(deadline, letter.date.value if letter.date else None, today)
    shown = [directive.evidence, *([actor.evidence] if actor else []), *(d.evidence for d in directive.deadlines)]
    if letter.reference_number:
        shown.append(letter.reference_number.evidence)
    due = deadline.due if deadline else None
    return TaskRow(
        id=name,
        office=office,
        directive_label=directive.label,
        text=directive.text,
        action=directive.action,
        kind=directive.kind,
        recipients=tuple(r.value for r in directive.recipients),
        due=due,
        rrule=deadline.rrule if deadline else None,
        upcoming=upcoming,
        deadline_text="; ".join(d.text for d in directive.deadlines),
        trace="; ".join(d.trace for d in directive.deadlines if d.trace),
        timing=tuple(d.text for d in directive.timing),
        status=status,
        overdue=bool(due and due < today and status == "open"),
        reference_number=row.reference_number,
        letter_id=row.id,
        letter_date=letter.date.value if letter.date else None,
        subject=letter.subject.value if letter.subject else "",
        sender=letter.sender.value if letter.sender else "",
        urgency=letter.urgency.value if letter.urgency else "",
        file=row.sources[0].file if row.sources else "",
        page=directive.evidence.span.page,
        box=box_from(boxes.get((row.id, path))),
        confidence=min(e.confidence for e in shown),
        doubts=tuple(dict.fromkeys(d for e in shown for d in e.doubts)),
        as_read=directive.evidence.as_read,
    )


def _nearest(deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """The first day of all; a recurrence where there is no day; else whatever stands there."""
    dated = sorted((d for d in deadlines if d.due), key=lambda d: d.due or date.max)
    recurring = [d for d in deadlines if d.rrule]
    return next(iter([*dated, *recurring, *deadlines]), None)


def _upcoming(deadline: Deadline | None, written: date | None, today: date) -> tuple[date, ...]:
    if deadline is None or not deadline.rrule:
        return ()
    start = max(written, today) if written else today
    return next_dates(deadline.rrule, start, _UPCOMING)
