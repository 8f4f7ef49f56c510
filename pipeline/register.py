"""The registers of letters: received (ทะเบียนหนังสือรับ, แบบที่ ๑๓) and sent (ทะเบียนหนังสือส่ง, แบบที่ ๑๔).

A received letter's number is that of our own receipt stamp, or one that a person gave; the running numbers start anew
each calendar year. A letter that we sent goes by the running number of its ที่. What was given is a person's, and
stands whatever happens to the letter. Regulation of the Prime Minister's Office on correspondence, B.E. 2526.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from extractors.document import fold_digits
from extractors.model import Evidence, Letter, Receipt
from pipeline.life import DONE
from pipeline.office import Office
from pipeline.ours import UNCLEAR, by_name
from pipeline.rows import LetterRow, TaskRow

if TYPE_CHECKING:
    from pipeline.store import Store

RECEIVED, SENT = "received", "sent"


@dataclass(frozen=True, slots=True)
class Handled:
    """How many tasks of a letter went to a unit, and how many of them are done."""

    unit: str
    tasks: int
    done: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register. `number` and `day` are empty where no stamp and no person says them.

    `doubts` are ids of `rules/doubts.toml` on what the line says, or `number-twice` where two letters have one number.
    `gone`: the letter is no longer in the database; what was written down when it got its number stands.
    """

    letter_id: str
    number: str
    day: date | None
    time: str
    given: bool
    reference_number: str
    dated: date | None
    sender: str
    to: str
    subject: str
    action: str
    remark: str
    urgency: str
    secrecy: str
    handled: tuple[Handled, ...]
    doubts: tuple[str, ...]
    gone: bool = False

    @property
    def year(self) -> int | None:
        """The year whose running numbers this one is of."""
        return self.day.year if self.day else None


def entries(
    store: Store, kind: str, today: date, office: Office | None = None, tasks: Iterable[TaskRow] | None = None
) -> list[Entry]:
    """The lines of one register, by year and number; those without a number last, by the letter's day.

    `tasks` are those of all letters, where the caller has them already.
    """
    letters = [row for row in store.letters() if (kind == SENT) == _is_sent(row.letter, office)]
    if tasks is None:
        tasks = store.tasks(today=today, office=office) if kind == RECEIVED else ()
    handled = _handled(tasks)
    given = _given(store, kind)
    lines = [_entry(row, kind, office, handled.get(row.id, ()), given.pop(row.id, None)) for row in letters]
    there = {r["id"] for r in store.rows("SELECT id FROM letter")}
    lines += [_gone(letter, row) for letter, row in given.items() if letter not in there]
    return sorted(_twice(lines), key=_order)


def _order(entry: Entry) -> tuple[object, ...]:
    digits = re.sub(r"\D", "", entry.number)
    return (
        not entry.number, entry.year or 9999, "ว" in entry.number, int(digits or 0),
        entry.dated or date.max, entry.reference_number, entry.letter_id,
    )  # fmt: skip


def _is_sent(letter: Letter, office: Office | None) -> bool:
    if office is None:
        return False
    number = re.sub(r"\s", "", str(letter.reference_number.value)) if letter.reference_number else ""
    prefix = re.sub(r"\s", "", fold_digits(office.prefix))
    if prefix and re.match(re.escape(prefix) + r"(?![0-9])", number):
        return True
    return bool(letter.sender and by_name(office, letter.sender.value).how == "name")


def _handled(tasks: Iterable[TaskRow]) -> dict[str, tuple[Handled, ...]]:
    counts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for task in tasks:
        if task.whose in ("", "ours", UNCLEAR):
            counts[task.letter_id][task.unit].append(task.status)
    return {
        letter: tuple(Handled(unit, len(states), states.count(DONE)) for unit, states in sorted(units.items()))
        for letter, units in counts.items()
    }


def _entry(row: LetterRow, kind: str, office: Office | None, handled: tuple[Handled, ...], given: _Row | None) -> Entry:
    letter = row.letter
    number, day, time, seen = _sent_number(letter) if kind == SENT else _received_number(letter, office)
    if given:
        number = given["number"] or number
        day = date.fromisoformat(given["day"]) if given["day"] else day
        time = given["time"] or time
    head = [found.evidence for found in (letter.reference_number, letter.date, letter.subject) if found]
    doubts = [doubt for e in (*head, *([] if given else seen)) for doubt in e.doubts]
    return Entry(
        row.id, number, day, time, given is not None, row.reference_number,
        letter.date.value if letter.date else None, letter.sender.value if letter.sender else "",
        ", ".join(found.value for found in letter.addressees), letter.subject.value if letter.subject else "",
        given["action"] if given else "", given["remark"] if given else "",
        letter.urgency.value if letter.urgency else "", letter.secrecy.value if letter.secrecy else "",
        handled, tuple(dict.fromkeys(doubts)),
    )  # fmt: skip


_Number = tuple[str, date | None, str, list[Evidence]]


def _sent_number(letter: Letter) -> _Number:
    number = letter.reference_number.value if letter.reference_number else None
    running = f"{'ว ' if number.circular else ''}{number.number}" if number and number.number else ""
    return running, letter.date.value if letter.date else None, "", []


def _received_number(letter: Letter, office: Office | None) -> _Number:
    stamp = our_stamp(letter.received, office)
    if stamp is None:
        return "", None, "", []
    return (
        fold_digits(stamp.number),
        stamp.date,
        stamp.time.isoformat("minutes") if stamp.time else "",
        [stamp.evidence],
    )


def our_stamp(stamps: Iterable[Receipt], office: Office | None) -> Receipt | None:
    """Our receipt stamp among those that a letter gathered on its way; without a profile, the last one."""
    stamps = list(stamps)
    if office:
        ours = [s for s in stamps if s.office and by_name(office, s.office).how == "name"]
        near = [
            replace(s, evidence=replace(s.evidence, doubts=(*s.evidence.doubts, "stamp-office")))
            for s in stamps
            if s.office and by_name(office, s.office).whose == UNCLEAR
        ]
        nameless = [s for s in stamps if not s.office]
        stamps = ours or near or (nameless if len(nameless) == len(stamps) else [])
    return max(stamps, key=lambda s: (s.date or date.min, str(s.time or "")), default=None)


def _twice(lines: list[Entry]) -> list[Entry]:
    """One number of a year on two letters: both are shown, both are marked."""
    counts: Counter[tuple[int | None, str]] = Counter((e.year, e.number) for e in lines if e.number and e.year)
    return [
        replace(line, doubts=(*line.doubts, "number-twice")) if counts[(line.year, line.number)] > 1 else line
        for line in lines
    ]


_Row = dict[str, str]


def _given(store: Store, kind: str) -> dict[str, _Row]:
    """The last registration of each letter."""
    return {r["letter"]: r for r in store.rows("SELECT * FROM registration WHERE kind = ? ORDER BY at, id", kind)}


def _gone(letter: str, row: _Row) -> Entry:
    return Entry(
        letter, row["number"], date.fromisoformat(row["day"]) if row["day"] else None, row["time"], True,
        row["reference_number"], date.fromisoformat(row["dated"]) if row["dated"] else None, row["sender"], "",
        row["subject"], row["action"], row["remark"], "", "", (), (), gone=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What a person writes into a register for a letter; None leaves what stands there."""

    number: str | None = None
    day: date | None = None
    time: str | None = None
    action: str | None = None
    remark: str | None = None
    who: str = ""
    at: datetime | None = None


def register(store: Store, row: LetterRow, kind: str, given: Given) -> None:
    """Writes a letter into a register; what was written before stays in its history."""
    before = _given(store, kind).get(row.id)
    letter = row.letter

    def kept(name: str, value: str | None) -> str:
        return value if value is not None else before[name] if before else ""

    values = (
        row.id, kind, kept("number", None if given.number is None else fold_digits(given.number)),
        kept("day", given.day.isoformat() if given.day else None), kept("time", given.time),
        kept("action", given.action), kept("remark", given.remark), given.who,
        (given.at or datetime.now()).isoformat(timespec="seconds"), row.reference_number,
        letter.date.value.isoformat() if letter.date else "", letter.sender.value if letter.sender else "",
        letter.subject.value if letter.subject else "",
    )  # fmt: skip
    with store.writing() as db:
        db.execute(
            "INSERT INTO registration (letter, kind, number, day, time, action, remark, who, at, reference_number, "
            f"dated, sender, subject) VALUES ({', '.join('?' * 13)})",
            values,
        )


def next_number(lines: Iterable[Entry], year: int) -> str:
    """The number after the last of that year; plain numbers only, the ว series runs by itself."""
    used = [int(line.number) for line in lines if line.year == year and line.number.isdecimal()]
    return str(max(used, default=0) + 1)
