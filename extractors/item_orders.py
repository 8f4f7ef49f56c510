"""The directive that an item of a list is (ข้อในรายการ), with those beneath it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from extractors.actors import Actors, actors_of, headed_by
from extractors.clauses import reason_at, topic_end
from extractors.deadlines import find_deadlines, find_events
from extractors.document import Flow
from extractors.doers import doers_at
from extractors.items import Item
from extractors.leads import lead_orders, list_context
from extractors.lists import is_told, last_sentence
from extractors.model import Directive, Found
from extractors.orders import Context, Reading, make_directive
from extractors.pieces import joined
from extractors.requests import requests
from rules.load import compiled

_rule = partial(compiled, "directives")


def read_item(item: Item, context: Context, reading: Reading, top: bool) -> list[Directive]:
    """The directive that an item is, with those beneath it; those beneath alone where the item itself is none."""
    para = item.paragraph
    flow = para.flow.part(para.body, len(para.flow.text)).strip()
    if not flow.text:
        return []
    begins = _asked_at(flow, item)
    reading.events.extend(find_events(flow.part(0, begins), context.written) if begins else ())
    flow = flow.part(begins, len(flow.text))
    if item.lead and not item.children and context.ordered:
        flow = joined(flow, item.lead.flow)
    is_one = _is_directive(flow, context, item)
    own = actors_of(flow, "item", context.names) if is_one and not _passes_on(flow, context) else ()
    if not own and item.children and context.ordered:
        own = headed_by(flow, context.names)
    timing = find_deadlines(flow, context.written).within(flow, topic_end(flow.folded), reason_at(flow.folded))
    reading.events.extend(timing.events)
    inner = _beneath(flow, item, context, own, is_one) if item.children else context
    children = tuple(d for child in item.children for d in read_item(child, inner, reading, top=False))
    asked = context.ordered and not context.weighed
    if not is_one:
        return [*_asked_within(flow, item, context), *children]
    return [
        make_directive(
            flow,
            item.label,
            own or context.actors,
            timing,
            context if top else replace(context, deadlines=(), timing=()),
            children,
            confidence=0.93 if asked else 0.85,
            doubts=("label-repaired",) if item.repaired else (),
            rule="list.order" if asked else "list.items" if context.ordered else "item.order",
        )
    ]


def _passes_on(flow: Flow, context: Context) -> bool:
    """Whether whoever the lead of the list names is to have others do it: มอบหมายให้กำนันตรวจวัดปริมาณน้ำฝน."""
    named = any(actor.evidence.rule in ("actor.lead", "actor.heading") for actor in context.actors)
    return named and _rule("item.passes-on").match(flow.folded) is not None


def _beneath(flow: Flow, item: Item, context: Context, own: Actors, is_one: bool) -> Context:
    """What the sub-items take from an item: those who act (`own`, where it names them), and whether they are tasks."""
    actors = _told_on(flow, item, context) or own or context.actors
    acts = is_one and _children_act(flow)
    inner = replace(context, actors=actors, deadlines=(), timing=(), ordered=acts, weighed=False)
    return list_context(item.lead, inner, ordered=True) if is_one or lead_orders(item.lead) else inner


def _told_on(flow: Flow, item: Item, context: Context) -> tuple[Found[str], ...]:
    """Who acts in the sub-items where the item passes them on: กำชับนายทะเบียนอำเภอให้ถือปฏิบัติ ดังนี้."""
    told = None if item.lead else _rule("item.passed-on").match(flow.folded)
    named, end = doers_at(flow.folded, told.end(), context.names) if told else ([], 0)
    if not named or not _rule("item.passed-on-end").match(flow.folded, end):
        return ()
    return tuple(Found(one.name, flow.evidence(one.start, one.end, "actor.lead", 0.85)) for one in named)


def _asked_at(flow: Flow, item: Item) -> int:
    """Where the order begins in an item that first says why, and then opens its sub-items: ... จึงให้หน่วยปฏิบัติ ดังนี้."""
    if not item.children or not lead_orders(item.paragraph) or _rule("item.order").match(flow.folded):
        return 0
    at = (requests(flow.folded, "", leads=True) or [0])[-1]
    before = flow.folded[:at]
    doers, end = doers_at(flow.folded, 0)
    tells = bool(doers) and bool(
        flow.folded[end:at].strip()
    )  # an office that thought it over; not the one that is asked
    return at - 3 * before.endswith("จึง") if tells and at > _SAYS_WHY else 0


_SAYS_WHY = 25
"""What is shorter before an order is its heading (ด้านถนน ให้...), and stays with it."""


def _asked_within(flow: Flow, item: Item, context: Context) -> list[Directive]:
    """A numbered paragraph (of a memo of the forces, say) that asks for something after it has said why."""
    asks = (
        []
        if item.children or context.ordered or _rule("item.heading").search(flow.folded)
        else requests(flow.folded, "", names=context.names, writer=context.writer)
    )
    if not asks:
        return []
    asked = flow.part(asks[0], len(flow.text)).strip()
    timing = find_deadlines(asked, context.written)
    plain = replace(context, deadlines=(), timing=())
    actors = actors_of(asked, "item", context.names) or context.actors
    return [make_directive(asked, item.label, actors, timing, plain, (), confidence=0.8, rule="prose.order")]


def _is_directive(flow: Flow, context: Context, item: Item) -> bool:
    start = flow.folded[:200]
    if _rule("item.heading").search(start):
        return bool(item.children) and lead_orders(item.lead)  # ข้อพิจารณา, and beneath it: จึงขอให้ทุกกองดำเนินการ ดังนี้
    if _rule("item.quoted").match(start) or (context.weighed and is_told(start, context.names)):
        return False
    if item.children and (lead_orders(item.paragraph) or lead_orders(item.lead)):
        return True
    if _rule("item.duty").search(flow.folded):
        return True
    if _rule("item.order").search(start) or _rule("kind.ban").search(start[:30]):
        return context.ordered or not _rule("prose.background").search(start[:40])
    if not context.ordered:
        return False
    return len(flow.text) > 7 or bool(item.children)


def _children_act(flow: Flow) -> bool:
    """A directive whose text ends by announcing papers or facts has a list of these, not of tasks."""
    tail = last_sentence(flow.folded)
    if _rule("list.heading").match(flow.folded):
        return True
    return not _rule("list.information").search(tail) and not _rule("list.parts").search(tail)
