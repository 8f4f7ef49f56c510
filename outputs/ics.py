"""The checklist as a calendar (iCalendar, RFC 5545): tasks as VTODO, meetings and courses as VEVENT.

Each entry keeps its UID for as long as its task does, so that a second import updates and adds nothing twice. Days
are days; a recurring duty runs from 8.30 to 16.30 of its day (office hours, the clock on the wall), because the DUE
of a to-do must lie after its start.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from extractors.model import Deadline
from extractors.recurrences import next_dates
from outputs.checklist import Where, line_of
from outputs.messages import say
from outputs.thai import number
from pipeline.life import ASSIGNED, DONE, NOT_OURS
from pipeline.rows import LetterRow, TaskRow
from pipeline.sent import Version, send

if TYPE_CHECKING:
    from icalendar import Calendar, Component

    from outputs.forms import Asked

_SPACE = uuid.UUID("6f5b0f0e-6d1c-5d55-9a1c-2b1f3c1f7f60")
"""Names our UIDs apart from everybody else's."""
_MORNING, _EVENING = time(8, 30), time(16, 30)
_ALARMS = (timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))
"""At nine in the morning, a week and a day before; a recurring duty rings the day before only."""
_PRIORITY = {"ด่วนที่สุด": 1, "ด่วนมาก": 3, "ด่วน": 5}
_STATUS = {DONE: "COMPLETED", ASSIGNED: "IN-PROCESS", NOT_OURS: "CANCELLED"}
_LONGEST = 150
"""Letters of a summary; the whole text stands in the description."""


class Item(msgspec.Struct, frozen=True):
    """One entry of the calendar; a recurring one has `rrule`, from `start` on, and one round of it `round`."""

    uid: str
    kind: str
    summary: str
    description: str
    status: str
    start: date | None = None
    end: date | None = None
    at: time | None = None
    rrule: str = ""
    round: date | None = None
    done: str = ""
    priority: int = 0
    categories: tuple[str, ...] = ()
    url: str = ""

    @property
    def key(self) -> str:
        return f"{self.uid}@{self.round}" if self.round else self.uid


def to_ics(asked: Asked, now: datetime | None = None) -> bytes:
    """The calendar of what is asked for; all that was sent before and is gone is cancelled where all is asked for."""
    items = list(task_items(asked))
    letters = [asked.store.letter(asked.reference)] if asked.reference else asked.store.letters()
    if not (asked.choice.unit or asked.choice.person or asked.choice.since):
        items += [item for row in letters if row for item in event_items(row)]
    texts = {item.key: msgspec.json.encode(item).decode() for item in items}
    versions = send(asked.store, texts, now or datetime.now().astimezone(), everything=asked.is_everything)
    gone = [_cancelled(version) for key, version in versions.items() if key not in texts]
    data: bytes = calendar((item, versions[item.key]) for item in [*items, *gone]).to_ical()
    return data


def _cancelled(version: Version) -> Item:
    return msgspec.structs.replace(msgspec.json.decode(version.item, type=Item), status="CANCELLED")


def uid(name: str) -> str:
    """The same name gives the same UID, on every machine and in every run."""
    return str(uuid.uuid5(_SPACE, name))


def task_items(asked: Asked) -> Iterator[Item]:
    """A to-do for each task; for a recurring duty one for each of its rules, and one for each round that is done."""
    rounds: dict[str, list[TaskRow]] = {}
    for task in asked.rounds:
        if task.round and task.status == DONE:
            rounds.setdefault(task.id.rpartition("@")[0], []).append(task)
    for task in asked.duties:
        plain = _plain(task, asked.where)
        rules = (task.rrule or "").splitlines()
        if task.due or not rules:
            yield msgspec.structs.replace(plain, end=task.due)
        for place, rule in enumerate(rules):
            first = next_dates(rule, task.letter_date or asked.today, 1)
            if not first:
                continue
            each = msgspec.structs.replace(plain, uid=uid(f"{task.id}|{place}"), start=first[0], rrule=rule)
            yield each
            for one in rounds.get(task.id, ()):
                if one.round and one.round in next_dates(rule, one.round, 1):
                    yield msgspec.structs.replace(
                        each, start=one.round, rrule="", round=one.round, status="COMPLETED", done=one.at
                    )


def _plain(task: TaskRow, where: Where) -> Item:
    line = line_of(0, task, where)
    given = f"{say('given-to')}: {line.given}" if line.given else ""
    check = f"⚠ {say('check')}: {'; '.join(line.doubts)}" if line.doubts else ""
    send_to = f"{say('send-to')}: {', '.join(line.recipients)}" if line.recipients else ""
    letter = " ".join(filter(None, (line.sender, line.reference, line.letter_date, line.subject)))
    source = " ".join(filter(None, (line.file, line.page, line.label)))
    about = (line.action, send_to, task.deadline_text, line.trace, given, f"{say('by-letter')}{letter}", source, check)
    return Item(
        uid=uid(task.id),
        kind="todo",
        summary=_short(line.action),
        description="\n".join(filter(None, about)),
        status=_STATUS.get(task.status, "NEEDS-ACTION"),
        done=task.at if task.status == DONE else "",
        priority=_PRIORITY.get(task.urgency, 0),
        categories=tuple(filter(None, (task.unit or task.office,))),
        url=_address(task.file, task.page),
    )


@lru_cache(maxsize=4096)
def _address(file: str, page: int) -> str:
    path = Path(file).resolve()
    return path.as_uri() + (f"#page={page}" if path.suffix.lower() == ".pdf" else "")


def _short(text: str) -> str:
    """Cut at a blank, so that no word and no mark is parted from its letter."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    cut = text.rfind(" ", _LONGEST // 2, _LONGEST)
    while cut < 0 or unicodedata.category(text[max(cut, 0)]) == "Mn":
        cut = _LONGEST - 1 if cut < 0 else cut - 1
    return text[:cut].rstrip() + "…"


def event_items(row: LetterRow) -> Iterator[Item]:
    """The meetings and courses that a letter names, which are no deadlines."""
    letter = row.letter
    subject = letter.subject.value if letter.subject else say("value-events")
    reference = say("letter-number", number=number(row.reference_number)) if row.reference_number else say("no-number")
    for place, event in enumerate(letter.events):
        start = _starts(event, letter.date.value if letter.date else None)
        if start is None:
            continue
        check = f"⚠ {say('check')}" if event.evidence.doubtful else ""
        source = f"{Path(row.file).name} {say('source', page=number(event.evidence.span.page))}"
        yield Item(
            uid=uid(f"{row.id}|event|{place}"),
            kind="event",
            summary=_short(subject),
            description="\n".join(filter(None, (event.text, f"{say('by-letter')}{reference}", source, check))),
            status="CONFIRMED",
            start=start,
            end=event.due if event.kind == "period" else None,
            at=event.at,
            rrule=event.rrule or "",
            url=_address(row.file, event.evidence.span.page),
        )


def _starts(event: Deadline, written: date | None) -> date | None:
    if event.rrule and written:
        return next(iter(next_dates(event.rrule, written, 1)), None)
    return event.since or event.due


def calendar(entries: Iterable[tuple[Item, Version]]) -> Calendar:
    """The entries as a calendar; lines are folded at 75 octets, never within a letter."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//saraban//TH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", say("checklist"))
    for item, version in entries:
        made.add_component(_component(item, version))
    return made


def _component(item: Item, version: Version) -> Component:
    from icalendar import Event, Todo

    made = Todo() if item.kind == "todo" else Event()
    made.add("uid", item.uid)
    made.add("dtstamp", version.at)
    made.add("last-modified", version.at)
    made.add("sequence", version.sequence)
    made.add("summary", item.summary)
    made.add("description", item.description)
    made.add("status", item.status)
    made.add("url", item.url)
    if item.priority:
        made.add("priority", item.priority)
    if item.categories:
        made.add("categories", list(item.categories))
    (_time_task if item.kind == "todo" else _time_event)(made, item)
    if item.rrule:
        made.add("rrule", _rule(item.rrule, dated=item.kind == "todo" or item.at is not None))
    if item.status not in ("COMPLETED", "CANCELLED") and (item.start or item.end):
        for before in _ALARMS[-1:] if item.rrule else _ALARMS:
            made.add_component(_alarm(item, before))
    return made


def _time_task(made: Component, item: Item) -> None:
    if item.start:
        made.add("dtstart", datetime.combine(item.start, _MORNING))
        made.add("due", datetime.combine(item.start, _EVENING))
    elif item.end:
        made.add("due", item.end)
    if item.round:
        made.add("recurrence-id", datetime.combine(item.round, _MORNING))
    if item.status == "COMPLETED":
        made.add("percent-complete", 100)
        if item.done:
            made.add("completed", datetime.fromisoformat(item.done).astimezone())


def _time_event(made: Component, item: Item) -> None:
    if item.start and item.at and not item.end:
        made.add("dtstart", datetime.combine(item.start, item.at))
    elif item.start:
        made.add("dtstart", item.start)
        made.add("dtend", (item.end or item.start) + timedelta(days=1))  # the day after the last


def _rule(rule: str, dated: bool) -> Any:
    """The rule; its UNTIL is of the kind of the start, as RFC 5545 (3.3.10) asks."""
    from icalendar import vRecur

    made = vRecur.from_ical(rule)
    if dated and "UNTIL" in made:
        made["UNTIL"] = [datetime.combine(day, time(23, 59, 59)) for day in made["UNTIL"]]
    return made


def _alarm(item: Item, before: timedelta) -> Component:
    if item.start and (item.kind == "todo" or item.at):  # counted from the hour that it starts at
        began = _MORNING if item.kind == "todo" else item.at or _MORNING
        before -= timedelta(hours=began.hour, minutes=began.minute)
    return _ring(before, say("calendar-alarm"), item.end is not None and item.kind == "todo")


@lru_cache(maxsize=256)
def _ring(before: timedelta, text: str, from_end: bool) -> Component:
    """Alarms that are alike are one object, since thousands are written."""
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", text)
    made.add("trigger", before, parameters={"RELATED": "END"} if from_end else {})
    return made
