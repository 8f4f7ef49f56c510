"""Deadlines (กำหนดเวลา) in the text of a directive: due dates, recurrences, spans, days from an event, words.

Dates are found first and masked, so that a rule of rules/deadlines.toml says only what stands about them. Rules
are tried in the order below; a stretch of text that one has taken is no other's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, partial

from extractors import counting, due, recurrences
from extractors.dates import DateMatch, find_dates, month_number
from extractors.document import Flow
from extractors.due import Meaning
from extractors.model import Deadline
from rules.load import compiled, needs

_rule = partial(compiled, "deadlines")


@dataclass(frozen=True, slots=True)
class Timing:
    """`deadlines` have a date, a rule or an event; `timing` are words alone; `events` are days of meetings."""

    deadlines: tuple[Deadline, ...]
    timing: tuple[Deadline, ...]
    events: tuple[Deadline, ...]

    def within(self, flow: Flow, start: int, end: int | None = None) -> Timing:
        """Without the deadlines that stand before `start` in the flow, or behind `end`: they are another's."""
        if not (self.deadlines or self.timing) or (start <= 0 and end in (None, len(flow.text))):
            return self
        first = flow.places[start] if start > 0 else 0
        last = flow.places[end] if end is not None and end < len(flow.text) else flow.places[-1] + 1

        def near(found: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
            return tuple(d for d in found if first <= flow.document.offset(d.evidence.span)[0] < last)

        return Timing(near(self.deadlines), near(self.timing), self.events)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose dates are ▣▢▢ (a day) or ◈▢▢ (a month), with the dates by their start; as long as `source`."""

    text: str
    dates: dict[int, DateMatch]
    written: date | None
    source: str = ""

    def month_without_year(self, word: str) -> date | None:
        """The last day of the next month of that name from the letter's own month on."""
        if self.written is None:
            return None
        month = month_number(word)
        return due.last_day(self.written.year + (month < self.written.month), month)


Reader = Callable[[re.Match[str], Masked], list[Meaning]]

_READERS: tuple[tuple[str, Reader], ...] = (
    ("past.on", due.nothing),
    ("past.gone", due.nothing),
    ("own.purpose", due.nothing),
    ("own.act", due.nothing),
    ("past.count", due.nothing),
    ("recur.yearly-day", recurrences.yearly_day),
    ("recur.yearly-month", recurrences.yearly_month),
    ("recur.after-quarter", recurrences.after_quarter),
    ("recur.month-list", recurrences.month_list),
    ("recur.after-month", recurrences.after_month),
    ("recur.first-days", recurrences.first_days),
    ("recur.monthly-day", recurrences.monthly_day),
    ("recur.nth-weekday", recurrences.nth_weekday),
    ("recur.weekly", recurrences.weekly),
    ("recur.working-days", recurrences.working_days),
    ("recur.daily-hour", recurrences.daily_hour),
    ("recur.month-end", recurrences.month_end_each),
    ("recur.quarterly", recurrences.quarterly),
    ("recur.every", recurrences.every),
    ("recur.times", recurrences.times),
    ("month.weeks", counting.weeks_of_month),
    ("hour.of-event", counting.hour_of_event),
    ("days.before", counting.days_before),
    ("days.from", counting.days_from),
    ("days.next", counting.next_day),
    ("quarter.of-year", due.quarter),
    ("year.end", due.year_end),
    ("month.end", due.month_end),
    ("month.this", due.this_month),
    ("span.month", due.handed_in),
    ("span.column", due.column),
    ("span.from-now", due.from_now),
    ("span.days", due.span),
    ("span.bare", due.span),
    ("month.two", due.two_months),
    ("date.two", due.two_days),
    ("date.hour-behind", due.by_hour),
    ("date.also", due.each_day),
    ("date.of-months", due.day_of_months),
    ("date.named", due.named_day),
    ("date.first-time", due.handed_in),
    ("date.before", due.before),
    ("date.within", due.within),
    ("date.handed-in", due.handed_in),
    ("date.no-year", due.without_year),
    ("day.this", due.this_day),
    ("month.no-year", due.month_without_year),
    ("day.before-event", counting.day_before_event),
    ("event.on", due.event),
    ("event.at", due.event),
    ("back.said", due.words),
    ("words.soon", due.words),
)

_ANY = re.compile(
    r"ภายใน|ก่อน|ถึง|ทุก|สิ้น|ไม่เกิน|ช้า|เสร็จ|ตั้งแต่|ระหว่าง|ห้วง|ช่วง|ไตรมาส|ด่วน|เร็ว|ทันที|กำหนด|โอกาส|ราย|ละ|ล่วงหน้า|[0-9]"
)


@cache
def _needed() -> tuple[str, ...]:
    """Every word that some rule needs: each is looked for once in a text, and not once a rule."""
    return tuple(dict.fromkeys(word for rule_id, _ in _READERS for word in needs("deadlines", rule_id)))


@cache
def _readers(there: frozenset[str]) -> tuple[tuple[str, Reader], ...]:
    """The rules that can match a text in which these words stand, in their order."""
    return tuple(pair for pair in _READERS if not (words := needs("deadlines", pair[0])) or there.intersection(words))


def find_deadlines(flow: Flow, written: date | None) -> Timing:
    """All that a text says of time, in reading order. `written` is the letter's date, from which the text counts."""
    if not _ANY.search(flow.folded):
        return Timing((), (), ())
    ordered = _told_once([(one.start, _deadline(flow, one, written)) for one in _said(flow.folded, written)])
    return Timing(
        tuple(d for d in ordered if d.kind not in ("words", "meeting")),
        tuple(d for d in ordered if d.kind == "words"),
        tuple(d for d in ordered if d.kind == "meeting"),
    )


_EVENTS = tuple(rule_id for rule_id, read in _READERS if read in (due.span, due.event))


def find_events(flow: Flow, written: date | None) -> tuple[Deadline, ...]:
    """The days of meetings alone that a text tells of: none where it names no day, or says nothing of one."""
    masked = mask(flow.folded, written)
    told = masked.dates and any(_rule(rule_id).search(masked.text) for rule_id in _EVENTS)
    return find_deadlines(flow, written).events if told else ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What one rule read at `[start, end)` of a text, and what that means."""

    start: int
    end: int
    rule: str
    meaning: Meaning


@lru_cache(maxsize=16)  # an item is asked for its days, and its paragraph again for the meetings it tells of
def _said(folded: str, written: date | None) -> tuple[_Said, ...]:
    masked = mask(folded, written)
    taken = bytearray(len(masked.text) + 1)
    found: list[_Said] = []
    for rule_id, read in _readers(frozenset(word for word in _needed() if word in masked.text)):
        pattern = _rule(rule_id)
        for match in pattern.finditer(masked.text):
            start, end = match.span("core") if "core" in pattern.groupindex else match.span()
            if taken.find(1, start, end) >= 0:
                continue
            meanings = read(match, masked)
            if meanings:
                reach = max([end, *(m.end for m in meanings)])
                taken[start:reach] = b"\1" * (reach - start)
            found.extend(_Said(start, end, rule_id, meaning) for meaning in meanings if meaning.kind)
    return tuple(sorted(found, key=lambda one: one.start))


def _told_once(found: list[tuple[int, Deadline]]) -> list[Deadline]:
    """Without what is said again, better: a recurrence that names no day is the one whose days stand soon behind it.

    รายไตรมาส ภายในวันที่ ๑๐ ของเดือนถัดไป; ปีละ ๒ ครั้ง ภายใน... และภายใน...; เป็นรายวัน ภายในเวลา ๑๘.๐๐ น. ของทุกวัน.
    How often it is (ทุก ๓ เดือน) stays, with the day that takes its place (ภายในสัปดาห์แรกของเดือนถัดไป).
    """
    kept: list[Deadline] = []
    often: list[tuple[int, str]] = []
    for at, one in found:
        if _names_no_day(one) and _said_better(at, one, found):
            often.append((at, one.rrule or ""))
        else:
            kept.append(_as_often(one, [rule for start, rule in often if start < at < start + _SAID_AGAIN]))
    return kept


def _names_no_day(deadline: Deadline) -> bool:
    return bool(deadline.rrule) and ";BY" not in (deadline.rrule or "")


def _said_better(at: int, vague: Deadline, found: list[tuple[int, Deadline]]) -> bool:
    """Whether other words say on which days: a rule of as many times, or a rule or two dates that stand soon behind."""
    often = (vague.rrule or "").split(";")[0]
    daily = often == "FREQ=DAILY"  # ทุก ๗ วัน beside ทุกวันพฤหัสบดี is another task
    behind = [d for start, d in found if at < start < at + _SAID_AGAIN]
    if daily:
        return any(d.rrule == vague.rrule for d in behind)
    if vague.text.startswith("ราย") and any(d.kind == "date" for _, d in found):
        return True  # แผนรายเดือน ... ภายในวันที่ ๗ มีนาคม ๒๕๖๘: which plan it is
    with_days = [d for _, d in found if d.rrule and not _names_no_day(d)]
    return (
        sum(d.kind == "date" for d in behind) > 1
        or any(d in behind for d in with_days)
        or any((d.rrule or "").startswith(f"{often};") for d in with_days)
    )


def _as_often(deadline: Deadline, often: list[str]) -> Deadline:
    """The rule of a day with the interval said before it."""
    frequency, _, day = (deadline.rrule or "").partition(";")
    rule = next((rule for rule in often if rule.startswith(f"{frequency};INTERVAL=")), "")
    return replace(deadline, rrule=f"{rule};{day}") if rule and "INTERVAL" not in day else deadline


_SAID_AGAIN = 60
"""How far behind ปีละ ๒ ครั้ง its days may stand and still be the same recurrence, said better."""


@lru_cache(maxsize=64)  # a text is asked for its days as an item, and again for the meetings that it tells of
def mask(folded: str, written: date | None) -> Masked:
    """The text with its dates masked by as many characters."""
    parts: list[str] = []
    dates: dict[int, DateMatch] = {}
    at = 0
    for match in find_dates(folded):
        sign = "▣" if match.precision == "day" else "◈"
        parts += [folded[at : match.start], sign, "▢" * (match.end - match.start - 1)]
        dates[match.start] = match
        at = match.end
    text = "".join([*parts, folded[at:]])
    return Masked(text, dates, written, folded)


def _deadline(flow: Flow, said: _Said, written: date | None) -> Deadline:
    meaning = said.meaning
    start, end = said.start, max(said.end, meaning.end)
    while start < end and flow.text[start].isspace():
        start += 1
    while start < end and flow.text[end - 1].isspace():
        end -= 1
    doubts = meaning.doubts
    if meaning.kind != "meeting" and meaning.due and written and meaning.due < written:
        doubts = tuple(dict.fromkeys((*doubts, "before-letter")))
    confidence = min(meaning.confidence, 0.6) if doubts else meaning.confidence
    return Deadline(
        meaning.kind,
        flow.text[start:end],
        flow.evidence(start, end, said.rule, confidence, doubts),
        meaning.due,
        meaning.rrule,
        meaning.since,
        meaning.days,
        meaning.working_days,
        meaning.event,
        meaning.at,
        meaning.trace,
    )
