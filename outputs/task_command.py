"""`saraban task`: lists what is to be done, shows one task with its history, and takes a person's word on it."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outputs.messages import say
from outputs.options import DATABASE, AsJson, Db, OfficeFile, Output, Today, day_of, dump, letter_of, one_of, write
from pipeline.errors import InputError, UseError

if TYPE_CHECKING:
    from pipeline.choice import Choice
    from pipeline.office import Office
    from pipeline.rows import TaskRow
    from pipeline.store import Store

Week = Annotated[str, typer.Option("--week", help="ครบกำหนดในสัปดาห์: this, next หรือวันใดในสัปดาห์ (due in that week)")]
Month = Annotated[
    str, typer.Option("--month", help="ครบกำหนดในเดือน: this, next, 3/2568, มีนาคม 2568 (due in that month)")
]
Unit = Annotated[str, typer.Option("--unit", help="หน่วยภายใน บางส่วนของชื่อก็ได้, - = ยังไม่มีหน่วย (unit)")]
Person = Annotated[str, typer.Option("--person", help="ผู้ปฏิบัติ, - = ยังไม่มีผู้ปฏิบัติ (person)")]


def task(
    codes: Annotated[list[str] | None, typer.Argument(help="รหัสงานที่แสดงในรายการ (codes from the list)")] = None,
    assign: Annotated[str | None, typer.Option("--assign", help="มอบให้ผู้ใด (give it to this person)")] = None,
    to_unit: Annotated[str | None, typer.Option("--to-unit", help="ส่งหน่วยใด (give it to this unit)")] = None,
    mark: Annotated[str, typer.Option("--mark", help="ตั้งสถานะ (set): open, done, not-ours")] = "",
    note: Annotated[str, typer.Option("--note", help="บันทึก (a note)")] = "",
    proof: Annotated[list[Path] | None, typer.Option("--proof", help="แฟ้มหลักฐาน (a file that proves it)")] = None,
    who: Annotated[str, typer.Option("--who", help="ผู้บันทึก ไม่ระบุ = ชื่อผู้ใช้เครื่อง (who says so)")] = "",
    unit: Unit = "",
    person: Person = "",
    week: Week = "",
    month: Month = "",
    status: Annotated[str, typer.Option("--status", help="open, assigned, done, not-ours, all")] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="เฉพาะที่เกินกำหนด (overdue only)")] = False,
    whose: Annotated[str, typer.Option("--whose", help="ours, waiting, theirs, unclear, all")] = "",
    letter: Annotated[str, typer.Option("--letter", help="ของหนังสือเลขที่ (of this letter)")] = "",
    lost: Annotated[
        bool, typer.Option("--lost", help="บันทึกที่หางานเดิมไม่พบหลังอ่านใหม่ (words that lost their task)")
    ] = False,
    as_json: AsJson = False,
    profile: OfficeFile = None,
    db: Db = DATABASE,
    today: Today = "",
    output: Output = None,
) -> None:
    """Lists tasks and changes them: given to whom, done, not ours, with a note and proof."""
    from pipeline.office import find_office
    from pipeline.store import Store

    as_of = day_of(today) or date.today()
    said = _Said(assign, to_unit, mark, note, tuple(proof or ()), who or _user())
    choice = choose(as_of, unit, person, week, month, status, overdue, whose)
    if said.anything and not codes:
        raise UseError("no-code", say("no-code"), say("no-code-remedy"))
    with Store(db, create=False) as store:
        if lost:
            write(_lost(store, as_json), output)
            return
        if letter:
            letter_of(store, letter)
        office = find_office(db, profile)
        tasks = store.rounds(letter or None, today=as_of, office=office)
        if codes:
            duties = store.tasks(letter or None, today=as_of, office=office)
            found = [_one(tasks, duties, code) for code in codes]
            if said.anything:
                for one in found:
                    _take_down(store, one, said, office)
                again = {t.id: t for t in (*duties, *store.rounds(letter or None, today=as_of, office=office))}
                found = [again[one.id] for one in found]
            write(_shown(store, found, as_of, as_json), output)
        else:
            write(_listed(tasks, choice, as_of, as_json), output)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the options say of the tasks that are named."""

    assign: str | None
    unit: str | None
    mark: str
    note: str
    proof: tuple[Path, ...]
    who: str

    @property
    def anything(self) -> bool:
        return self.assign is not None or self.unit is not None or bool(self.mark or self.note or self.proof)


def choose(
    today: date, unit: str = "", person: str = "", week: str = "", month: str = "", status: str = "",
    overdue: bool = False, whose: str = "",
) -> Choice:  # fmt: skip
    """The options of a list as a choice: without any, what our office has still to do."""
    from pipeline.choice import Choice, month_of, week_of
    from pipeline.life import STATUSES, TO_DO
    from pipeline.ours import OURS, THEIRS, UNCLEAR, WAITING

    since = until = None
    if week:
        since, until = week_of(_week(week, today))
    if month:
        since, until = month_of(_month(month, today))
    if status:
        one_of(status, *STATUSES, "all")
    if whose:
        one_of(whose, OURS, WAITING, THEIRS, UNCLEAR, "all")
    every = status == "all"
    return Choice(
        whose=() if whose == "all" else (whose,) if whose else (OURS, UNCLEAR),
        unit=unit, person=person, statuses=() if every else (status,) if status else TO_DO,
        since=since, until=until, overdue=overdue,
    )  # fmt: skip


def _week(text: str, today: date) -> date:
    return {"this": today, "next": today + timedelta(days=7)}.get(text) or day_of(text) or today


def _month(text: str, today: date) -> date:
    from pipeline.choice import month_of, parse_month

    named = {"this": today, "next": month_of(today)[1] + timedelta(days=1)}.get(text) or parse_month(text)
    if named is None:
        raise UseError("bad-date", say("bad-date", text=text), say("bad-month-remedy"))
    return named


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a machine without user names
        return ""


def _one(rounds: list[TaskRow], duties: list[TaskRow], code: str) -> TaskRow:
    """The task of a code: a round before its duty, which has a code of its own."""
    from pipeline.choice import by_code

    found = {task.id: task for task in (*by_code(rounds, code), *by_code(duties, code))}
    if len(found) != 1:
        key = "many-tasks" if found else "no-task"
        raise InputError(key, say(key, code=code), say(f"{key}-remedy"))
    return next(iter(found.values()))


def _take_down(store: Store, one: TaskRow, said: _Said, office: Office | None) -> None:
    """Takes the word down; who is given a task has it in their own unit, where the profile says which."""
    from pipeline.life import Change, change

    unit = said.unit
    if unit is None and said.assign and office:
        unit = next((unit.name for unit in office.units if said.assign in unit.people), None)
    change(
        store,
        Change(one.id, said.mark or None, said.assign, unit, said.note, said.who, proof=said.proof),
    )


def _listed(tasks: list[TaskRow], choice: Choice, today: date, as_json: bool) -> str:
    from outputs.task_show import task_json, tasks_text
    from pipeline.choice import pick

    chosen = pick(tasks, choice)
    return dump([task_json(one) for one in chosen]) if as_json else tasks_text(chosen, today)


def _shown(store: Store, found: list[TaskRow], today: date, as_json: bool) -> str:
    from outputs.task_show import task_json, task_text
    from pipeline.life import history

    if as_json:
        rows: list[Any] = [{**task_json(one), "history": history(store, one.id)} for one in found]
        return dump(rows)
    return "\n\n".join(task_text(one, today, history(store, one.id), store.path.parent) for one in found)


def _lost(store: Store, as_json: bool) -> str:
    from outputs.task_show import lost_text
    from pipeline.life import lost

    rows = lost(store)
    return dump(rows) if as_json else lost_text(rows)
