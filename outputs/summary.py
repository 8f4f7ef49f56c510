"""The weekly summary as people get it: A4 (HTML) with two small charts, Markdown, JSON."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any

import msgspec

from outputs.checklist import is_doubtful, state_of
from outputs.contexts import Figure
from outputs.messages import language, say
from outputs.task_show import short, when
from outputs.thai import day, number
from pipeline.choice import CODE, code_of
from pipeline.life import parted
from pipeline.rows import TaskRow
from pipeline.summary import Load, Week

FORMS = ("html", "md", "json")
MOST = 40
"""So many tasks a list holds on paper; the rest are counted. The JSON form has them all."""
SECTIONS = ("overdue", "due", "coming", "waiting", "unclear", "new", "done")
_MARKS = ("overdue", "week", "later", "undated")


@dataclass(frozen=True, slots=True)
class Item:
    """One task on a list; `code` is what `saraban task` takes. `rounds` says how many more of its rounds are meant."""

    code: str
    action: str
    who: str
    when: str
    rounds: str
    letter: str
    state: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One list: overdue, due, coming, waiting, unclear, new or done; `more` says how many it leaves out."""

    mark: str
    title: str
    count: str
    items: tuple[Item, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: where it begins and how long it is, in hundredths of the longest bar."""

    mark: str
    start: float
    length: float
    value: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, with its name and its whole."""

    label: str
    parts: tuple[Part, ...]
    value: str


@dataclass(frozen=True, slots=True)
class Key:
    """What a stretch's look means."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The context of the summary's templates: these names, and no others, stand in a template."""

    lang: str
    title: str
    office: str
    period: str
    as_of: str
    figures: tuple[Figure, ...]
    units: tuple[Bar, ...]
    keys: tuple[Key, ...]
    ahead: tuple[Bar, ...]
    sections: tuple[Section, ...]
    doubtful: bool


def made(week: Week, office: str = "") -> Summary:
    """The summary of a week, ready to be shown."""
    lists = {name: getattr(week, name) for name in SECTIONS}
    sections = tuple(_section(name, tasks, week) for name, tasks in lists.items() if tasks)
    return Summary(
        lang=language(),
        title=say("week-title"),
        office=office,
        period=say("register-period", since=day(week.since), until=day(week.until)),
        as_of=say("as-of", date=day(week.today)),
        figures=(
            Figure("letters", number(week.letters), say("week-letters")),
            *(Figure(m, number(len(lists[m])), say(f"week-{m}")) for m in ("new", "due", "overdue", "waiting", "done")),
        ),
        units=_unit_bars(week.units),
        keys=tuple(Key(mark, say(f"load-{mark}")) for mark in _MARKS),
        ahead=_week_bars(week),
        sections=sections,
        doubtful=any(item.doubtful for section in sections for item in section.items),
    )


def _section(name: str, tasks: tuple[TaskRow, ...], week: Week) -> Section:
    """A list, the rounds of one duty on one line: a daily duty would hide all others."""
    duties: dict[str, list[TaskRow]] = {}
    for task in tasks:
        duties.setdefault(parted(task.id)[0] if task.round else task.id, []).append(task)
    shown = [_item(rounds[0], len(rounds) - 1, name, week) for rounds in islice(duties.values(), MOST)]
    left = len(duties) - len(shown)
    return Section(
        mark=name,
        title=say(f"week-{name}"),
        count=say("tasks-count", count=number(len(tasks))),
        items=tuple(shown),
        more=say("week-more", count=number(left)) if left else "",
    )


def _item(task: TaskRow, rounds: int, section: str, week: Week) -> Item:
    named = task.office if section == "waiting" else task.unit or task.office
    who = " ".join(filter(None, (named, f"({task.person})" if task.person else "")))
    reference = say("letter-number", number=number(task.reference_number)) if task.reference_number else ""
    label = say("item", label=number(task.directive_label)) if task.directive_label else ""
    return Item(
        code=code_of(task.id)[:CODE],
        action=short(task.action or task.text, 120),
        who=who or say("office-unknown"),
        when=when(task, week.today),
        rounds=say("week-rounds", count=number(rounds)) if rounds else "",
        letter=" ".join(filter(None, (reference or say("no-number"), label))),
        state=state_of(task, week.today),
        doubtful=is_doubtful(task),
    )


def _unit_bars(loads: tuple[Load, ...]) -> tuple[Bar, ...]:
    longest = max((load.all for load in loads), default=0)
    return tuple(_unit_bar(load, longest) for load in loads if load.all)


def _unit_bar(load: Load, longest: int) -> Bar:
    parts, start = [], 0.0
    for mark in _MARKS:
        count = getattr(load, mark)
        length = round(100 * count / longest, 2)
        if count:
            parts.append(Part(mark, round(start, 2), length, number(count)))
        start += length
    return Bar(short(load.unit or say("unit-none"), 42), tuple(parts), number(load.all))


def _week_bars(week: Week) -> tuple[Bar, ...]:
    most = max((count for _, count in week.ahead), default=0)
    bars = []
    for monday, count in week.ahead:
        high = ceil(100 * count / most) if most else 0
        part = Part("week" if monday == week.since else "later", 0.0, float(high), number(count))
        bars.append(Bar(day(monday, short=True).rpartition(" ")[0], (part,) if count else (), number(count)))
    return tuple(bars)


def write(week: Week, form: str, office: str = "", templates: Path | None = None) -> bytes:
    """The summary in one of `FORMS`."""
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(to_json(week)), indent=1) + b"\n"
    from outputs.render import render

    return render(f"summary.{form}.jinja", made(week, office), templates).encode()


def to_json(week: Week) -> dict[str, Any]:
    """Every list in full, with its figures, for another program."""
    figures = {name: len(getattr(week, name)) for name in SECTIONS}
    return {"figures": {"letters": week.letters, **figures}, **msgspec.to_builtins(week)}
