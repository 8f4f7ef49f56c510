"""A recurring duty as one line for each time that it falls due, within a horizon (`planning` in the office's profile).

Behind today stand the rounds of the last weeks that may have been missed, and any that a person has spoken of;
ahead, those of the next months, and always the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.life import heard, read_words
from pipeline.office import Office, Planning
from pipeline.rows import TaskRow

if TYPE_CHECKING:
    from pipeline.store import Store


def lay_out(store: Store, tasks: Iterable[TaskRow], today: date, office: Office | None = None) -> list[TaskRow]:
    """The tasks, each recurring one as its rounds, by day; those without a day last."""
    planning = office.planning if office else Planning()
    words = read_words(store)
    spoken: dict[str, set[date]] = {}
    for base, round_ in words:
        if round_:
            spoken.setdefault(base, set()).add(date.fromisoformat(round_))
    lines = []
    for task in tasks:
        days = spoken.get(task.id, set())
        if task.rrule:
            days = days | round_days(task.rrule, task.letter_date or today, today, planning)
        lines += [heard(_round(task, day, today), words, today) for day in days] or [task]
        if days and task.due:  # a duty that has a day of its own beside its rule
            lines.append(task)
    return sorted(lines, key=lambda t: (t.due is None, t.due or date.max, t.reference_number, t.id))


def _round(task: TaskRow, day: date, today: date) -> TaskRow:
    return replace(
        task, id=f"{task.id}@{day.isoformat()}", due=day, round=day, upcoming=(), overdue=day < today
    )  # fmt: skip


def round_days(rrule: str, written: date, today: date, planning: Planning) -> set[date]:
    """The days of a rule (several stand one to a line) within the horizon, and the next one wherever it is."""
    first = max(written, today - timedelta(days=planning.behind_days))
    last = today + timedelta(days=planning.ahead_days)
    return {day for rule in rrule.splitlines() for day in _days(rule, written, first, last, today)}


@lru_cache(maxsize=4096)
def _days(rule: str, written: date, first: date, last: date, today: date) -> tuple[date, ...]:
    from dateutil.rrule import rrulestr

    rounds = rrulestr(rule, dtstart=datetime(written.year, written.month, written.day))
    end = datetime(last.year, last.month, last.day)
    days = [moment.date() for moment in rounds.between(datetime(first.year, first.month, first.day), end, inc=True)]
    if not any(day >= today for day in days) and (after := rounds.after(end)):
        days.append(after.date())
    return tuple(days)
