"""Which tasks are asked for: whose, of which unit or person, due when, in what state. One choice for all outputs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.document import fold_digits
from pipeline.grams import fold
from pipeline.life import NOT_OURS, TO_DO
from pipeline.ours import OURS, UNCLEAR
from pipeline.rows import TaskRow

CODE = 6
"""How many letters of a task's code are shown; more can be typed where two begin alike."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What lets a task pass; an empty field lets all pass. `since` and `until` are days that it falls due on."""

    whose: tuple[str, ...] = ()
    unit: str = ""
    person: str = ""
    statuses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    overdue: bool = False


OUR_WORK = Choice(whose=(OURS, UNCLEAR), statuses=TO_DO)
"""What our office has to do: its own, and what a person must still say of. Without a profile, everything."""


def pick(tasks: Iterable[TaskRow], choice: Choice) -> list[TaskRow]:
    """The tasks that pass, in their order."""
    return [task for task in tasks if _passes(task, choice)]


def _passes(task: TaskRow, choice: Choice) -> bool:
    if choice.whose and task.whose and task.whose not in choice.whose and task.status != NOT_OURS:
        return False
    if choice.statuses and task.status not in choice.statuses:
        return False
    if not (_named(choice.unit, task.unit) and _named(choice.person, task.person)):
        return False
    if choice.overdue and not task.overdue:
        return False
    if choice.since is None and choice.until is None:
        return True
    due = task.due or next(iter(task.upcoming), None)
    return due is not None and (choice.since or due) <= due <= (choice.until or due)


def _named(asked: str, name: str) -> bool:
    """A part of the name is enough, blanks and digits in any way; `-` asks for what is nobody's."""
    if asked == "-":
        return not name
    return fold(asked) in fold(name)


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday of the week that holds this day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month that holds this day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def parse_month(text: str) -> date | None:
    """The first day of a month as a person types it: 2568-03, 3/2568, มีนาคม ๒๕๖๘, มี.ค. 68; None where it is none."""
    from pipeline.search import parse_day

    text = fold_digits(text.strip())
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return parse_day(f"{match[1]}-{match[2]}-1")
    if re.fullmatch(r"\d{1,2}/\d{4}", text):
        return parse_day(f"1/{text}")
    return parse_day(f"1 {text}") or parse_day(text)


def code_of(task: str) -> str:
    """A short name for a task that a person can type: it holds as long as the task's id does."""
    return hashlib.sha256(task.encode()).hexdigest()


def by_code(tasks: Iterable[TaskRow], code: str) -> list[TaskRow]:
    """The tasks whose code begins so, or whose id this is."""
    wanted = code.strip().casefold()
    return [task for task in tasks if task.id == code or (len(wanted) >= 4 and code_of(task.id).startswith(wanted))]
