"""The checklist that an officer prints: who must do what by when, by office, the nearest day first.

`sheet()` turns rows of the database into a `Sheet`, the whole context of the templates, ready to be shown:
dates and numbers in the chosen language, links relative to the folder that the checklist is written to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import msgspec

from extractors.model import REVIEW_BELOW
from outputs.contexts import Figure, Line, Office, Sheet
from outputs.crops import Picture
from outputs.messages import language, say
from outputs.thai import day, days_left, number
from pipeline.rows import TaskRow
from rules.load import load

SOON = 7
"""A task due within so many days is counted in the summary on top."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a checklist is of and where it goes: the day it is counted from, the folder that it stands in, its letter.

    `only` says in words what else it is limited to.
    """

    today: date
    folder: Path
    reference: str = ""
    only: str = ""


Crops = Mapping[str, Picture]
"""Pictures by the task's id."""
NONE: Crops = MappingProxyType({})


def sheet(tasks: Iterable[TaskRow], where: Where, crops: Crops = NONE) -> Sheet:
    """The tasks by office, offices and tasks with the nearest day first, what has no day last."""
    by_office: dict[str, list[TaskRow]] = {}
    for task in sorted(tasks, key=_order):
        by_office.setdefault(task.office, []).append(task)
    offices = sorted(by_office.items(), key=lambda item: (not item[0], _order(item[1][0]), item[0]))
    return Sheet(
        lang=language(),
        title=say("checklist"),
        subtitle=_subtitle(where),
        as_of=say("as-of", date=day(where.today)),
        figures=_figures([task for _, rows in offices for task in rows], where.today),
        offices=tuple(_office(name, rows, where, crops) for name, rows in offices),
        doubtful=any(is_doubtful(task) for rows in by_office.values() for task in rows),
    )


def _subtitle(where: Where) -> str:
    of = say("checklist-of", number=number(where.reference)) if where.reference else say("checklist-all")
    return f"{of} · {where.only}" if where.only else of


def to_check_first(tasks: Iterable[TaskRow]) -> list[TaskRow]:
    """What is doubtful, then what is due first: the order in which pictures are given out."""
    return sorted(tasks, key=lambda task: (not is_doubtful(task), _order(task)))


def _order(task: TaskRow) -> tuple[bool, bool, date, str, str]:
    due = next_due(task)
    return task.status == "done", due is None, due or date.max, task.reference_number, task.id


def next_due(task: TaskRow) -> date | None:
    """The day that counts: the due date, or the next day of a recurring task."""
    return task.due or next(iter(task.upcoming), None)


def is_doubtful(task: TaskRow) -> bool:
    """Whether a person should look at the page before acting on it."""
    return bool(task.doubts) or task.confidence < REVIEW_BELOW


def state_of(task: TaskRow, today: date) -> str:
    """done, overdue, soon, later or undated."""
    due = next_due(task)
    if task.status == "done":
        return "done"
    if task.overdue:
        return "overdue"
    if due is None:
        return "undated"
    return "soon" if (due - today).days <= SOON else "later"


def _figures(tasks: Sequence[TaskRow], today: date) -> tuple[Figure, ...]:
    states = [state_of(task, today) for task in tasks]
    figures = (
        ("all", len(tasks), say("tasks-all")),
        ("overdue", states.count("overdue"), say("tasks-overdue")),
        ("soon", states.count("soon"), say("tasks-soon", days=number(SOON))),
        ("check", sum(map(is_doubtful, tasks)), say("tasks-check")),
    )
    return tuple(Figure(mark, number(value), text) for mark, value, text in figures)


def _office(name: str, tasks: Sequence[TaskRow], where: Where, crops: Crops) -> Office:
    lines = tuple(line_of(place, task, where, crops) for place, task in enumerate(tasks, 1))
    return Office(name or say("office-unknown"), say("office-count", count=number(len(lines))), lines)


def line_of(place: int, task: TaskRow, where: Where, crops: Crops = NONE) -> Line:
    """A task as it is shown, numbered within its office."""
    due, doubtful = next_due(task), is_doubtful(task)
    state = state_of(task, where.today)
    return Line(
        id=task.id,
        number=number(place),
        label=say("item", label=number(task.directive_label)) if task.directive_label else "",
        action=task.action or task.text,
        recipients=task.recipients,
        state=state,
        due=day(due),
        due_on=due,
        left=days_left(due, where.today) if due and state != "done" else "",
        days=(due - where.today).days if due and state != "done" else None,
        words="" if due else "; ".join(dict.fromkeys(filter(None, (task.deadline_text, *task.timing)))),
        upcoming=tuple(day(d, short=True) for d in task.upcoming if d != due),
        trace=number(task.trace),
        reference=say("letter-number", number=number(task.reference_number))
        if task.reference_number
        else say("no-number"),
        letter_date=say("letter-date", date=day(task.letter_date)) if task.letter_date else say("no-date"),
        subject=say("subject", subject=task.subject) if task.subject else "",
        sender=task.sender,
        given=" ".join(filter(None, (task.unit, task.person))),
        urgency=task.urgency or "",
        file=Path(task.file).name,
        page=say("source", page=number(task.page)),
        link=link_to(task, where.folder),
        doubts=reasons(task.doubts, task.confidence) if doubtful else (),
        as_read=task.deadline_text if doubtful else "",
        crop=crops.get(task.id),
    )


def reasons(doubts: Sequence[str], confidence: float) -> tuple[str, ...]:
    """Why a person should look: the words of `rules/doubts.toml`, else how often such values are right."""
    if doubts:
        names = {term.id: term.name for term in load("doubts").terms}
        return tuple(names.get(doubt, doubt) for doubt in doubts)
    return (say("unsure", share=number(int(confidence * 100))),)


def link_to(task: TaskRow, folder: Path) -> str:
    """The page in its file, relative to the checklist's folder, so that both can be moved together."""
    return page_link(task.file, task.page, folder)


def page_link(file: str, page: int, folder: Path) -> str:
    """The address of a page of a file, relative to a folder."""
    return _address(file, folder) + (f"#page={page}" if file.lower().endswith(".pdf") else "")


@lru_cache(maxsize=4096)
def _address(file: str, folder: Path) -> str:
    path = Path(file).resolve()
    try:
        return quote(Path(os.path.relpath(path, folder.resolve())).as_posix())
    except ValueError:  # another drive on Windows has no relative path
        return path.as_uri()


def to_html(sheet: Sheet, templates: Path | None = None) -> str:
    """The checklist as one A4 page after another, in one file that needs no network."""
    from outputs.render import render

    return render("checklist.html.jinja", sheet, templates)


def to_markdown(sheet: Sheet, templates: Path | None = None) -> str:
    """The checklist as a task list in Markdown."""
    from outputs.render import render

    return render("checklist.md.jinja", sheet, templates)


def to_word(sheet: Sheet, templates: Path | None = None) -> bytes:
    """The checklist as a Word document, with boxes that can be ticked."""
    from outputs.render import render
    from outputs.word import Paper, to_docx

    body = render("checklist.docx.jinja", sheet, templates)
    crops = {line.id: line.crop for office in sheet.offices for line in office.lines if line.crop}
    return to_docx(body, Paper(left=1.5, right=1.5, top=1.5, bottom=1.5, points=14, line=19), sheet.title, crops)


def to_json(tasks: Iterable[TaskRow], today: date) -> dict[str, Any]:
    """The tasks as rows for other programs, in the order of the checklist."""
    rows = sorted(tasks, key=_order)
    states = [state_of(task, today) for task in rows]
    summary = {
        "tasks": len(rows),
        "overdue": states.count("overdue"),
        "soon": states.count("soon"),
        "to_check": sum(map(is_doubtful, rows)),
    }
    return {"as_of": today.isoformat(), "summary": summary, "tasks": msgspec.to_builtins(rows)}
