"""Days that a letter tells in one place and counts from, or points back to, in another.

ภายใน ๗ วัน นับแต่วันเลือกตั้ง, where the election is told to be in ในวันที่ ๑๑ พฤษภาคม; ภายในกำหนดเวลาดังกล่าว. An event is
taken only where the letter gives it one day, yet to come; what is so counted is marked for a person to check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from extractors.counting import add_working_days
from extractors.dates import thai_date
from extractors.deadlines import find_deadlines, mask
from extractors.document import Flow
from extractors.due import first_day
from extractors.model import Deadline, Directive
from rules.load import compiled

_rule = partial(compiled, "deadlines")

_DOUBT = "event-day-told"
_SOME_DAYS = 4
"""What goes on for longer is on another day for each reader."""


@dataclass(frozen=True, slots=True)
class Told:
    """The paragraphs of a letter, in which its days are told, and its own date."""

    paras: Sequence[Flow]
    written: date | None


def settle(directives: Sequence[Directive], told: Told) -> list[Directive]:
    """The directives with the days of what they count from or point back to."""
    return [_settled(directive, told) for directive in directives]


def _settled(directive: Directive, told: Told) -> Directive:
    if not (directive.deadlines or directive.timing or directive.children):
        return directive
    deadlines = tuple(_counted(d, told) if d.kind == "event" else d for d in directive.deadlines)
    back = [d for d in directive.timing if d.evidence.rule == "back.said"]
    found = [] if deadlines else [day for d in back[:1] if (day := _said_before(d, told))]
    timing = directive.timing if not found else tuple(d for d in directive.timing if d not in back)
    return replace(
        directive, deadlines=(*deadlines, *found), timing=timing, children=tuple(settle(directive.children, told))
    )


def _counted(deadline: Deadline, told: Told) -> Deadline:
    """The deadline with its date, where the letter tells one day of its event."""
    ahead = deadline.evidence.rule in ("days.before", "day.before-event")
    days = 1 if deadline.evidence.rule == "day.before-event" else deadline.days
    if not days or not (ahead or deadline.evidence.rule == "days.from"):
        return deadline
    day = _day_of(deadline.event, told, ahead)
    if day is None or (ahead and deadline.working_days):
        return deadline
    due, trace = day - timedelta(days=days), f"{thai_date(day)} นับย้อนหลัง {days} วัน"
    if not ahead:
        due, trace = day + timedelta(days=days), f"{thai_date(day)} ไม่นับวันแรก บวก {days} วัน"
    if deadline.working_days:
        due, trace, _ = add_working_days(day, days)
    evidence = replace(deadline.evidence, confidence=0.6, doubts=(*deadline.evidence.doubts, _DOUBT))
    return replace(deadline, kind="date", due=due, evidence=evidence, trace=f"{deadline.event}: {trace}")


def _day_of(event: str, told: Told, ahead: bool) -> date | None:
    """The one day, not past, that the letter gives to an event: of a span the first, or its end where that counts."""
    if _rule("told.from-force").search(event):
        return _in_force(told)
    name = _rule("told.event-name").match(event)
    if name is None or _rule("told.no-event").match(name["name"]) or told.written is None:
        return None
    spoken = re.compile(re.escape(name["name"]))
    days = set[tuple[date, date]]()
    for flow in told.paras:
        masked = mask(flow.folded, told.written)
        for match in spoken.finditer(masked.text) if masked.dates else ():
            when = _rule("told.on").match(masked.text[match.end() :])
            last = masked.dates[match.end() + when.start("last")].value if when else None
            if when and last and last >= told.written:
                begin = masked.dates.get(match.end() + when.start("first")) if when["first"] else None
                first = begin.value if begin else first_day(when["first"], last) if when["first"] else last
                days.add((first or last, last))
    if len(days) != 1:
        return None
    first, last = days.pop()
    if name["ends"]:
        return last if last > first and not ahead else None  # when the work of a single day is over is not told
    short = (last - first).days <= _SOME_DAYS
    return first if first == last or (ahead and short) else None


def _in_force(told: Told) -> date | None:
    """The one day from which this very paper is in force."""
    texts = [mask(flow.folded, told.written) for flow in told.paras]
    found = [(one, match) for one in texts for match in _rule("told.in-force").finditer(one.text)]
    days = {one.dates[match.start("last")].value for one, match in found}
    return days.pop() if len(days) == 1 else None


def _said_before(deadline: Deadline, told: Told) -> Deadline | None:
    """ภายในกำหนดเวลาดังกล่าว: the deadline with the last day by which, or span in which, that was told before it."""
    span = deadline.evidence.span
    for flow in reversed(told.paras):
        at = flow.document.offset(span)[0]
        if not flow.places or flow.places[0] >= at:
            continue
        timing = find_deadlines(flow, told.written)
        before = [
            d for d in (*timing.deadlines, *timing.events) if d.due and flow.document.offset(d.evidence.span)[0] < at
        ]
        if before:
            day = max(before, key=lambda d: flow.document.offset(d.evidence.span)[0])
            evidence = replace(deadline.evidence, confidence=0.75)
            trace = f"ที่กล่าวก่อน: {day.text}"
            return replace(deadline, kind="date", due=day.due, evidence=evidence, trace=trace)
    return None
