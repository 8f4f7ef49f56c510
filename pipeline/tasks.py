"""Tasks (งานที่ต้องทำ): each directive for each office that it names, with its day, its place and a person's word on it.

A directive whose items carry the work (it has children, and of its own neither a day nor a recipient) is a
heading on the checklist, not a task. Of several days the first stands; a recurring duty lists its next ones
(two rules, as for twice a year, stand one to a line in `rrule`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.model import Directive, Evidence, Found, Letter
from extractors.recurrences import next_dates
from pipeline.life import heard, read_words
from pipeline.rows import LetterRow, TaskRow

if TYPE_CHECKING:
    from pipeline.office import Office
    from pipeline.store import Store

_UPCOMING = 6
_FEW, _MANY = 64, 20_000
"""Rounds of a recurrence counted from the letter's day to reach today: enough for a daily one of fifty years."""


def read_tasks(store: Store, reference: str | None, today: date, office: Office | None = None) -> list[TaskRow]:
    """The tasks of one letter, or of all, by office and day; those without a day come last in each office.

    With a profile of ours each says whose it is and to which of our units it goes.
    """
    if reference is None:
        letters = store.letters()
    else:
        found = store.letter(reference)
        letters = [found] if found else []
    words = read_words(store)
    boxed = store.rows("SELECT letter, field, box FROM value WHERE box <> '' AND field GLOB 'directives*]'")
    boxes = {(r["letter"], r["field"]): r["box"] for r in boxed}
    tasks = [
        _task(row, line, boxes.get((row.id, line.path)), today) for row in letters for line in task_lines(row.letter)
    ]
    if office:
        whom = {row.id: tuple(a.value for a in row.letter.addressees) for row in letters}
        tasks = [_ours(office, task, whom[task.letter_id]) for task in tasks]
    tasks = [heard(task, words, today) for task in tasks]
    return sorted(
        tasks, key=lambda t: (t.office, t.due is None and not t.upcoming, t.due or _first(t), t.reference_number, t.id)
    )


def _ours(office: Office, task: TaskRow, addressees: tuple[str, ...]) -> TaskRow:
    """The task with whose it is, and, where it may be ours, the unit that it goes to."""
    from pipeline.ours import OURS, UNCLEAR, Told, whose
    from pipeline.route import Duty, Routed, route

    verdict = whose(office, Told(task.office, task.text, addressees, task.sender, task.recipients))
    duty = Duty(task.office, task.text, task.subject, task.sender, task.reference_number)
    routed = route(office, duty) if verdict.whose in (OURS, UNCLEAR) else Routed("", "")
    return replace(task, whose=verdict.whose, whose_why=verdict.why, unit=routed.unit, unit_why=routed.why)


def _first(task: TaskRow) -> date:
    return task.upcoming[0] if task.upcoming else date.max


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One directive for one office: where it stands in the letter, and what tells it from the letter's other lines."""

    path: str
    item: str
    directive: Directive
    actor: Found[str] | None

    @property
    def office(self) -> str:
        return self.actor.value if self.actor else ""


def task_lines(letter: Letter) -> list[TaskLine]:
    """The tasks of a letter, in its order. Numbering that starts again has its second 1 told from the first."""
    lines: dict[tuple[str, str], TaskLine] = {}
    seen: Counter[str] = Counter()
    for path, directive in _walk("directives", letter.directives):
        item = directive.label or hashlib.sha256("".join(directive.text.split()).encode()).hexdigest()[:8]
        seen[item] += 1
        item = item if seen[item] == 1 else f"{item}~{seen[item]}"
        if directive.children and not directive.deadlines and not directive.recipients:
            continue
        for actor in directive.actors or (None,):
            line = TaskLine(path, item, directive, actor)
            lines.setdefault((item, line.office), line)
    return list(lines.values())


def _walk(path: str, directives: tuple[Directive, ...]) -> Iterator[tuple[str, Directive]]:
    for at, directive in enumerate(directives):
        yield f"{path}[{at}]", directive
        yield from _walk(f"{path}[{at}].children", directive.children)


def task_id(letter_id: str, line: TaskLine) -> str:
    """A task's own name: it holds while the letter, the item's label (or its words) and the office do."""
    return f"{letter_id}#{line.item}#{line.office}"


def _why(kind: str, evidence: Evidence) -> tuple[str, ...]:
    """Why a value is to be looked at: its doubts, or which of the task's values it is that is not sure enough."""
    return evidence.doubts or ((f"unsure-{kind}",) if evidence.doubtful else ())


def _task(row: LetterRow, line: TaskLine, box: str | None, today: date) -> TaskRow:
    from pipeline.store import box_from

    letter, directive, actor = row.letter, line.directive, line.actor
    due = min((d.due for d in directive.deadlines if d.due), default=None)
    rules = tuple(dict.fromkeys(d.rrule for d in directive.deadlines if d.rrule))
    shown = [("directive", directive.evidence), *(("deadline", d.evidence) for d in directive.deadlines)]
    shown += [("actor", actor.evidence)] if actor else []
    shown += [("number", letter.reference_number.evidence)] if letter.reference_number else []
    return TaskRow(
        id=task_id(row.id, line),
        office=line.office,
        directive_label=directive.label,
        text=directive.text,
        action=directive.action,
        kind=directive.kind,
        recipients=tuple(r.value for r in directive.recipients),
        due=due,
        rrule="\n".join(rules) or None,
        upcoming=_upcoming(rules, letter.date.value if letter.date else None, today),
        deadline_text="; ".join(d.text for d in directive.deadlines),
        trace="; ".join(d.trace for d in directive.deadlines if d.trace),
        timing=tuple(d.text for d in directive.timing),
        status="open",
        overdue=bool(due and due < today),
        reference_number=row.reference_number,
        letter_id=row.id,
        letter_date=letter.date.value if letter.date else None,
        subject=letter.subject.value if letter.subject else "",
        sender=letter.sender.value if letter.sender else "",
        urgency=letter.urgency.value if letter.urgency else "",
        file=row.file,
        page=directive.evidence.span.page,
        box=box_from(box),
        confidence=min(e.confidence for _, e in shown),
        doubts=tuple(dict.fromkeys(doubt for kind, e in shown for doubt in _why(kind, e))),
        as_read=directive.evidence.as_read,
    )


@lru_cache(maxsize=4096)
def _upcoming(rules: tuple[str, ...], written: date | None, today: date) -> tuple[date, ...]:
    """The next days of all rules together, from today; each rule counts its rounds from the letter's own day."""
    days: set[date] = set()
    for rule in rules:
        start = written or today
        step = _FEW
        while True:
            found = next_dates(rule, start, step)
            ahead = [d for d in found if d >= today][:_UPCOMING]
            if len(ahead) == _UPCOMING or len(found) < step or step > _MANY:
                break
            step *= 4
        days.update(ahead)
    return tuple(sorted(days)[:_UPCOMING])
