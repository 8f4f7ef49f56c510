"""Tasks on a terminal: a line or two each with the code to type, and one task with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from outputs.checklist import next_due, reasons
from outputs.messages import say
from outputs.thai import day, days_left, number
from pipeline.choice import CODE, code_of
from pipeline.life import TO_DO, proof_state
from pipeline.rows import TaskRow


def task_json(task: TaskRow) -> dict[str, Any]:
    """A task for another program, with the code that `saraban task` takes."""
    return {"code": code_of(task.id)[:CODE], **msgspec.to_builtins(task)}


def tasks_text(tasks: Sequence[TaskRow], today: date) -> str:
    """The tasks, two lines each, and how many."""
    if not tasks:
        return say("no-tasks")
    return "\n".join([*(_lines(task, today) for task in tasks), say("tasks-count", count=number(len(tasks)))])


def _lines(task: TaskRow, today: date) -> str:
    who = " ".join(filter(None, (task.unit or task.office, f"({task.person})" if task.person else "")))
    return (
        f"{code_of(task.id)[:CODE]}  {when(task, today)}  [{say(f'status-{task.status}')}]"
        f"{' ⚠' if task.doubts or task.whose == 'unclear' else ''}\n"
        f"        {who or say('office-unknown')}: {short(task.action or task.text)} · {_ordered(task)}"
    )


def _ordered(task: TaskRow) -> str:
    """On whose order, and by which letter."""
    return " ".join(filter(None, (task.sender, _letter(task))))


def _letter(task: TaskRow) -> str:
    if not task.reference_number:
        return say("no-number")
    item = f" {say('item', label=number(task.directive_label))}" if task.directive_label else ""
    return say("letter-number", number=number(task.reference_number)) + item


def when(task: TaskRow, today: date) -> str:
    """The day and the time left, or the letter's own words where they name no day."""
    due = next_due(task)
    if due is None:
        return task.deadline_text or "; ".join(task.timing) or say("no-due")
    left = f" ({days_left(due, today)})" if task.status in TO_DO else ""
    return day(due) + left


def short(text: str, width: int = 90) -> str:
    """The beginning of a text, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def task_text(task: TaskRow, today: date, words: Iterable[Mapping[str, str]], folder: Path) -> str:
    """One task with its reasons, its place, what was said of it, and whether the proof is still there."""
    facts = [
        (say("field-actors"), task.office or say("office-unknown")),
        (say("task-whose"), f"{say(f'whose-{task.whose}')}: {task.whose_why}" if task.whose else ""),
        (say("task-unit"), f"{task.unit or '-'}: {task.unit_why}" if task.unit_why else task.unit),
        (say("task-person"), task.person),
        (say("field-due"), when(task, today)),
        (say("trace"), number(task.trace)),
        (say("send-to"), ", ".join(task.recipients)),
        (say("task-letter"), f"{_ordered(task)} {task.subject}"),
        (say("task-source"), f"{Path(task.file).name} {say('page', page=number(task.page))}"),
        (say("check"), "; ".join(reasons(task.doubts, task.confidence)) if task.doubts else ""),
    ]
    lines = [f"{code_of(task.id)[:CODE]}  [{say(f'status-{task.status}')}] {' '.join(task.text.split())}"]
    lines += [f"  {name}: {text}" for name, text in facts if text.strip()]
    for proof in task.proof:
        lines.append(f"  {say('task-proof')}: {proof.path} ({say('proof-' + proof_state(folder, proof))})")
    return "\n".join([*lines, *(_word(word) for word in words)])


def _word(word: Mapping[str, str]) -> str:
    round_ = day(date.fromisoformat(word["round"]), short=True) if word["round"] else ""
    said = (say(f"status-{word['status']}"), word["person"], word["unit"], round_, word["note"], word["proof"])
    when = day(date.fromisoformat(word["at"][:10]), short=True)
    return f"  {when} {number(word['at'][11:16])} {word['who']}: {' · '.join(filter(None, said))}"


def lost_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Words that lost their task, each with the words that it was about."""
    if not rows:
        return say("no-lost")
    return "\n".join(
        f"• [{say('status-' + r['status'])}] {short(r['words'])}\n  {r['who']} {r['at'][:10]} {r['note']}".rstrip()
        for r in rows
    )
