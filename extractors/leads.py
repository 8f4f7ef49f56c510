"""The sentence before a list (ประโยคนำ): whether it asks, whom and by when, for all the items beneath it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from extractors.actors import actors_of, headed_by
from extractors.deadlines import Timing, find_deadlines
from extractors.document import Flow
from extractors.doers import Names, doers_at
from extractors.lists import last_sentence
from extractors.orders import Context
from extractors.paragraphs import Paragraph
from extractors.requests import requests
from rules.load import compiled

_rule = partial(compiled, "directives")


def lead_orders(lead: Paragraph | None, listed: bool = False, names: Names = None) -> bool:
    """Whether the sentence before a list asks or orders: its end decides, and what it announces."""
    if lead is None:
        return False
    if listed and _ends_with_doers(lead.flow.folded, names):
        return True
    tail = last_sentence(lead.flow.folded)
    if not _rule("list.order").search(tail):
        return False
    announced = _rule("list.lead").search(tail)
    if announced and _rule("list.parts").search(tail):
        return False
    if _rule("list.information").search(tail) and not _rule("item.order").search(tail[-60:]):
        return False
    return len(tail) <= 200 or bool(announced or _rule("list.opens").search(tail))


def _ends_with_doers(folded: str, names: Names) -> bool:
    """Whether a lead ends with a request and those who are asked: the list says what (จึงขอความร่วมมือนายจ้าง - ...)."""
    asks = list(_rule("actor.before").finditer(folded, max(0, len(folded) - 220)))
    for ask in asks[-2:]:
        named, end = doers_at(folded, ask.end(), names)
        if named and _rule("list.order").search(ask[0].strip() + named[0].name) and not folded[end:].strip(" :–-"):
            return True
    return False


def list_context(lead: Paragraph | None, context: Context, ordered: bool) -> Context:
    if lead is None:
        return context
    plain = Context(context.written, context.actors, names=context.names, writer=context.writer)
    if not ordered:
        return plain
    actors = actors_of(lead.flow, "lead", context.names) or headed_by(lead.flow, context.names)
    timing = _asked_by(lead.flow, find_deadlines(lead.flow, context.written))
    return replace(
        plain, actors=actors or context.actors, deadlines=timing.deadlines, timing=timing.timing, ordered=True
    )


def _asked_by(lead: Flow, timing: Timing) -> Timing:
    """Of the days that the sentence before a list names, those that are of its last request, and so of the items."""
    if not timing.deadlines and not timing.timing:
        return timing
    names_doers = _rule("actor.before").finditer(lead.folded)  # จึงให้อำเภอ, and the items say what
    asks = requests(lead.folded, "", leads=True) or [m.start() for m in names_doers if m[0].startswith("จึง")]
    # What stands before the turn is why it is asked: ด้วยใกล้จะสิ้นปีงบประมาณ ... จึงกำหนดวิธีปฏิบัติ ดังนี้.
    turns = [turn.start() for turn in _rule("list.turn").finditer(lead.folded)]
    at = (asks or [0])[-1] or max(len(lead.text) - 220, own_request(lead), *turns[-1:])
    return timing.within(lead, at)


def own_request(lead: Flow) -> int:
    """Where the request that opens the list begins: what a lead asks before it is a directive of its own.

    ขอความอนุเคราะห์ตรวจสอบคุณสมบัติ โดยขอให้ | ก. ...: how the one thing is to be done, and no second request.
    """
    cues = requests(lead.folded, "", leads=True)
    if cues and lead.folded[: cues[-1]].endswith("โดย"):
        cues = cues[:-1]
    return cues[-1] if len(cues) > 1 else 0
