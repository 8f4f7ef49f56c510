"""Directives in running prose (ข้อสั่งการในเนื้อความ): each request of a paragraph, from the word that asks to its end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from extractors.actors import actors_of
from extractors.clauses import opening_end, reason_at
from extractors.deadlines import Timing, find_deadlines, find_events
from extractors.document import Flow
from extractors.model import Directive
from extractors.orders import Context, Reading, make_directive
from extractors.quotes import shut_before
from extractors.reports import report_end, takes_turn, teller
from extractors.requests import requests
from rules.load import compiled

_rule = partial(compiled, "directives")


def read_prose(flow: Flow, context: Context, reading: Reading, leads: bool = False) -> None:
    """Requests in running prose: each sentence of the paragraph that asks, from the word that asks to its end.

    `leads`: a request that announces a list stands too, since what it announces is papers or facts.
    """
    reading.events.extend(find_events(flow, context.written))
    if not flow.folded.startswith("และ"):
        reading.subject = tuple(one for one in reading.subject if one.value.endswith("ท่าน"))
    # What stands before นั้น in an opening paragraph is what was asked before (ตามที่ ... นั้น).
    past = _rule("prose.past").match(flow.folded)
    sentences = _rule("prose.sentence").finditer(flow.folded)
    begin = max(past.end() if past else 0, shut_before(flow.folded))
    report = 0 if past else report_end(flow.folded, context.writer)
    bounds = [begin, *(m.start() for m in sentences if m.start() > begin), len(flow.text)]
    beside = _rule("prose.beside").match(flow.folded)
    for start, end in pairwise(bounds):
        if start < report < end:
            asked = _read_report(flow.part(start, end), report - start, context, reading)
        else:
            before = flow.folded[max(0, start - _BEFORE) : start]
            asked = requests(flow.folded[start:end], before, leads, context.names, context.writer)
            for part in _parts(flow.part(start, end), asked):
                prose_directive(part, context, reading, 0.82, "prose.order")
        reading.asked = reading.asked or bool(asked and not beside)


_BEFORE = 600
"""How much of the paragraph before a sentence says whether it is told or asked."""


def _read_report(flow: Flow, report: int, context: Context, reading: Reading) -> tuple[int, ...]:
    """What a sentence asks that tells of another office's words from `report` on; gives its writer's own requests."""
    said = flow.part(report, len(flow.text))
    cues = requests(said.folded, "", names=context.names, writer=context.writer)
    told_by = teller(flow.folded, context.writer)
    turn = next((cue for cue in cues if takes_turn(said.folded[:cue], context.writer, told_by)), len(said.text))
    for cue, part in zip(cues, _parts(said, cues), strict=True):
        if cue >= turn:
            prose_directive(part, context, reading, 0.82, "prose.order")
        elif made := _made(part, context, reading, 0.7, "prose.told"):
            reading.told.append(made)
    return tuple(cue for cue in cues if cue >= turn)


def _parts(flow: Flow, cues: tuple[int, ...]) -> list[Flow]:
    """The text of each request: from its first word to the next one's, without what joins the two."""
    parts = []
    for cue, stop in pairwise([*cues, len(flow.text)]):
        text = _rule("prose.trailing").sub("", flow.folded[cue:stop])
        parts.append(flow.part(cue, cue + len(text)).strip())
    return parts


def prose_directive(flow: Flow, context: Context, reading: Reading, confidence: float, rule: str) -> None:
    """Adds to the reading what a sentence asks, with its own actors and days."""
    if made := _made(flow, context, reading, confidence, rule):
        reading.directives.append(made)


def _made(flow: Flow, context: Context, reading: Reading, confidence: float, rule: str) -> Directive | None:
    if len(flow.text) < 8:
        return None
    timing = _same_day(
        find_deadlines(flow, context.written).within(flow, opening_end(flow.folded), reason_at(flow.folded)), reading
    )
    named = actors_of(flow, "item", context.names)
    beside = bool(reading.subject) and flow.folded.startswith("ให้")  # ขอให้อำเภอ... กับ|ให้กำนัน... และโปรดแจ้ง: อำเภอ
    if named and not beside and named[0].evidence.rule not in _OF_A_CASE:
        reading.subject = named
    actors = named or reading.subject or context.actors
    plain = Context(context.written, names=context.names, writer=context.writer)
    return make_directive(flow, None, actors, timing, plain, (), confidence=confidence, rule=rule)


_OF_A_CASE = ("actor.later", "actor.condition", "actor.by")
"""Whoever acts in one case only (หากพบ ให้พนักงาน...) is not asked by the sentence after it."""


def _same_day(timing: Timing, reading: Reading) -> Timing:
    """ภายในวันเดียวกัน, ภายในกำหนดเดียวกัน: the day of the directive before, where that has one."""
    before = reading.directives[-1].deadlines if reading.directives else ()
    day = next((d for d in reversed(before) if d.due), None)
    if day is None or not any(d.text.endswith("เดียวกัน") for d in timing.deadlines):
        return timing
    trace = f"วันเดียวกับที่กล่าวก่อน: {day.text}"
    deadlines = tuple(
        replace(d, kind=day.kind, due=day.due, event="", trace=trace) if d.text.endswith("เดียวกัน") else d
        for d in timing.deadlines
    )
    return replace(timing, deadlines=deadlines)
