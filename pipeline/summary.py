"""A week of the office (สรุปงานประจำสัปดาห์): what came, what is due, what is late, what we wait for, what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.choice import OUR_WORK, Choice, pick, week_of
from pipeline.life import DONE, TO_DO
from pipeline.office import Office
from pipeline.ours import OURS, UNCLEAR, WAITING
from pipeline.rounds import lay_out
from pipeline.rows import TaskRow

if TYPE_CHECKING:
    from pipeline.store import Store

WEEKS_AHEAD = 8
"""How many weeks of work the chart looks ahead, this one the first."""


@dataclass(frozen=True, slots=True)
class Load:
    """A unit's open tasks: late, due this week, due later, without a day."""

    unit: str
    overdue: int
    week: int
    later: int
    undated: int

    @property
    def all(self) -> int:
        return self.overdue + self.week + self.later + self.undated


@dataclass(frozen=True, slots=True)
class Week:
    """The week from `since` (Monday) to `until` (Sunday), as it stood on `today`; each task stands in its day's order.

    `new` are tasks of letters that came this week; `due` fall due from today to Sunday, `coming` in the week after.
    """

    today: date
    since: date
    until: date
    letters: int
    new: tuple[TaskRow, ...]
    due: tuple[TaskRow, ...]
    coming: tuple[TaskRow, ...]
    overdue: tuple[TaskRow, ...]
    waiting: tuple[TaskRow, ...]
    done: tuple[TaskRow, ...]
    unclear: tuple[TaskRow, ...]
    units: tuple[Load, ...]
    ahead: tuple[tuple[date, int], ...]


def week(store: Store, today: date, office: Office | None = None, choice: Choice = OUR_WORK) -> Week:
    """The week that holds `today`; `choice` may narrow it to a unit or a person."""
    since, until = week_of(today)
    after = until + timedelta(days=7)
    duties = store.tasks(today=today, office=office)
    came = _came(store, today, office, duties)
    fresh = {letter for letter, day in came.items() if since <= day <= until}
    # A narrower choice keeps its unit and person; whose and in what state is for each list to say.
    mine = Choice(unit=choice.unit, person=choice.person)
    rounds = pick(lay_out(store, duties, today, office), mine)
    ours = [task for task in rounds if task.whose in ("", OURS, UNCLEAR)]
    open_ = [task for task in ours if task.status in TO_DO]
    return Week(
        today, since, until, len(fresh),
        new=tuple(t for t in pick(duties, mine) if t.letter_id in fresh and t.whose in ("", OURS, UNCLEAR)),
        due=tuple(t for t in open_ if t.due and today <= t.due <= until),
        coming=tuple(t for t in open_ if t.due and until < t.due <= after),
        overdue=tuple(t for t in open_ if t.overdue),
        waiting=tuple(t for t in rounds if t.whose == WAITING and t.status in TO_DO),
        done=tuple(t for t in rounds if t.status == DONE and since.isoformat() <= t.at[:10] <= until.isoformat()),
        unclear=tuple(t for t in open_ if t.whose == UNCLEAR),
        units=_loads(open_, until),
        ahead=_ahead(open_, today, since),
    )  # fmt: skip


def _came(store: Store, today: date, office: Office | None, duties: list[TaskRow]) -> dict[str, date]:
    """The day each letter came: that of the register; failing that, the day its file was made (the scan's)."""
    from pipeline.register import RECEIVED, entries

    rows = store.rows(
        "SELECT s.letter, min(f.mtime) AS made FROM letter_source s JOIN file f ON f.path = s.file GROUP BY s.letter"
    )
    came = {r["letter"]: datetime.fromtimestamp(r["made"] / 1e9).date() for r in rows}
    return {**came, **{e.letter_id: e.day for e in entries(store, RECEIVED, today, office, duties) if e.day}}


def _loads(tasks: Iterable[TaskRow], until: date) -> tuple[Load, ...]:
    """By unit, the busiest first; what has no unit last."""
    counts: dict[str, Counter[str]] = {}
    for task in tasks:
        name = "overdue" if task.overdue else "undated" if not task.due else "week" if task.due <= until else "later"
        counts.setdefault(task.unit, Counter())[name] += 1
    loads = [Load(unit, c["overdue"], c["week"], c["later"], c["undated"]) for unit, c in counts.items()]
    return tuple(sorted(loads, key=lambda one: (not one.unit, -one.all, one.unit)))


def _ahead(tasks: Iterable[TaskRow], today: date, since: date) -> tuple[tuple[date, int], ...]:
    """How many tasks fall due in each of the next weeks, by its Monday; of this one, from today on."""
    counts = Counter(week_of(task.due)[0] for task in tasks if task.due and task.due >= today)
    weeks = [since + timedelta(days=7 * i) for i in range(WEEKS_AHEAD)]
    return tuple((monday, counts[monday]) for monday in weeks)
