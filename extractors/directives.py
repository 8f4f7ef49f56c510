"""Directives (ข้อสั่งการ) of a letter: the tree of its lists, running prose, and orders beside the closing phrase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from extractors.actors import Actors, actors_of, headed_by
from extractors.agency_words import ends_name
from extractors.clauses import reason_at, topic_end
from extractors.deadlines import Timing, find_deadlines, find_events
from extractors.document import Document, Flow
from extractors.doers import Names, doers_at, names_of
from extractors.items import Block, Item, blocks
from extractors.lines import Line
from extractors.lists import announces, are_things, is_task, is_told, items_decide, last_sentence
from extractors.model import Directive, Found
from extractors.orders import Context, Reading, as_actors, directive_rule, make_directive
from extractors.paragraphs import Paragraph, paragraphs
from extractors.pieces import joined
from extractors.prose import prose_directive, read_prose
from extractors.quotes import unquoted
from extractors.reports import pass_on
from extractors.requests import requests
from extractors.schedules import with_schedules
from extractors.told_days import Told, settle
from rules.load import compiled


def read_directives(
    body: list[Paragraph],
    closing: list[Paragraph],
    written: date | None,
    addressees: tuple[Found[str], ...],
    names: Iterable[str] = (),
) -> Reading:
    """The directives of one letter. `written` is its date; `addressees` act where nothing else says who does.

    `names` are offices that stand elsewhere in the letter: known here, though they be in no list.
    """
    reading = Reading()
    own = tuple(names)
    known = names_of((*own, *(found.value for found in addressees)))
    context = Context(written, as_actors(addressees), names=known, writer=names_of(own))
    parts = blocks(with_schedules(unquoted(body), written))
    for block, below in zip_longest(parts, parts[1:]):
        _read_block(block, context, reading, told=_is_told(block, below))
    _read_closing(closing, context, reading)
    pass_on(reading)
    told = Told([para.flow for para in (*body, *closing)], written)
    reading.directives = settle(reading.directives, told)
    return reading


def read_duties(document: Document, lines: list[Line], written: date | None) -> tuple[Directive, ...]:
    """What the lines of an attachment order, of whoever it is for: no addressee of the letter is taken for it."""
    reading = Reading()
    for block in blocks(paragraphs(document, lines)):
        _read_block(block, Context(written), reading)
    return tuple(reading.directives)


def _is_told(block: Block, below: Block | None) -> bool:
    """Whether a list is of the sentence that tells what went before: its นั้น ends the last item, or stands beneath."""
    lead = block.lead.flow.folded if block.lead and block.items else ""
    if not lead.startswith(_TELLS) or directive_rule("list.turn").search(lead):
        return False
    last = _walk(block.items)[-1]
    said = [last.paragraph, *last.after, *([below.lead] if below and below.lead else [])]
    return any(directive_rule("prose.ended").search(para.flow.folded[:_ENDS]) for para in said)


_TELLS = ("ตาม", "ด้วย", "สืบเนื่อง", "เนื่อง", "โดยที่")
_ENDS = 400
"""How far into a paragraph the นั้น may stand that ends what its list told."""


def _read_block(block: Block, context: Context, reading: Reading, told: bool = False) -> None:
    lead = block.lead
    if told:
        for para in (item.paragraph for item in _walk(block.items)):
            reading.events.extend(find_events(para.flow, context.written))
        return
    ordered = _lead_orders(lead, bool(block.items), context.names)
    if not block.items:
        if lead and ordered and directive_rule("list.lead").search(lead.flow.folded):
            reading.pending = _list_context(lead, context, ordered)
        elif lead and reading.pending and _is_pending(lead.flow, reading.pending):
            reading.directives.extend(_item(Item(lead, None), reading.pending, reading, top=True))
        elif lead and reading.listed and _lost_its_label(lead.flow):
            reading.directives.extend(_item(Item(lead, None), reading.listed, reading, top=True))
        elif lead and reading.listed and (more := directive_rule("list.after").match(lead.flow.folded)):
            rest = Paragraph(lead.flow, body=more.end())
            reading.directives.extend(_item(Item(rest, None), reading.listed, reading, top=False))
        elif lead:
            read_prose(lead.flow, context, reading)
            opens = announces(lead.flow)
            reading.pending = replace(context, ordered=True, weighed=True) if opens else None
        return
    group = (
        lead is not None
        and reading.pending is not None
        and not reading.pending.weighed
        and len(lead.flow.text) < _GROUP
    )
    ordered = (ordered or group) and not are_things(block.items, context.names)
    weighed = lead is not None and not ordered and items_decide(lead.flow, block.items, context.names)
    inner = _list_context(lead, reading.pending if group and reading.pending else context, ordered)
    inner = replace(inner, ordered=ordered or weighed, weighed=weighed)
    reading.subject = tuple(one for one in inner.actors if one.value.endswith("ท่าน")) or reading.subject
    found = [d for item in block.items for d in _item(item, inner, reading, top=True)]
    if lead and not (ordered and found):
        read_prose(lead.flow, context, reading, leads=not found)
    elif lead:
        read_prose(lead.flow.part(0, _own_request(lead.flow)), context, reading)
    reading.directives.extend(found)
    reading.asked = reading.asked or bool(found)
    reading.listed = inner if found and inner.ordered else None
    for item in _walk(block.items):
        said = [item.lead] if item.lead and not item.children and not inner.ordered else []
        for para in (*said, *item.after):
            read_prose(para.flow, inner, reading)


def _is_pending(flow: Flow, context: Context) -> bool:
    """Whether a paragraph is a task of the list announced. What asks further on is prose; so is all that asks, where
    nothing asked for the list.
    """
    ask = directive_rule("prose.order").search(flow.folded)
    prose = ask is not None and (context.weighed or ask.start() > _TOPIC)
    return not prose and is_task(flow, context.names)


_TOPIC = 30
"""How much of a task may stand before the word that asks for it: ระดับอำเภอ|ให้รวบรวม."""
_GROUP = 110
"""A longer paragraph is no heading of a group's items."""


def _lost_its_label(flow: Flow) -> bool:
    """Whether a paragraph right under a list is its last item without its number: a task, and nothing asks for it."""
    task = ends_name(flow.folded, 0) is not None and not directive_rule("item.turn").search(flow.folded)
    return task and not directive_rule("prose.order").search(flow.folded)


def _walk(items: list[Item]) -> list[Item]:
    return [x for item in items for x in (item, *_walk(item.children))]


def _lead_orders(lead: Paragraph | None, listed: bool = False, names: Names = None) -> bool:
    """Whether the sentence before a list asks or orders: its end decides, and what it announces."""
    if lead is None:
        return False
    if listed and _ends_with_doers(lead.flow.folded, names):
        return True
    tail = last_sentence(lead.flow.folded)
    if not directive_rule("list.order").search(tail):
        return False
    announced = directive_rule("list.lead").search(tail)
    if announced and directive_rule("list.parts").search(tail):
        return False
    if directive_rule("list.information").search(tail) and not directive_rule("item.order").search(tail[-60:]):
        return False
    return len(tail) <= 200 or bool(announced or directive_rule("list.opens").search(tail))


def _ends_with_doers(folded: str, names: Names) -> bool:
    """Whether a lead ends with a request and those who are asked: the list says what (จึงขอความร่วมมือนายจ้าง - ...)."""
    asks = list(directive_rule("actor.before").finditer(folded, max(0, len(folded) - 220)))
    for ask in asks[-2:]:
        named, end = doers_at(folded, ask.end(), names)
        if (
            named
            and directive_rule("list.order").search(ask[0].strip() + named[0].name)
            and not folded[end:].strip(" :–-")
        ):
            return True
    return False


def _list_context(lead: Paragraph | None, context: Context, ordered: bool) -> Context:
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
    names_doers = directive_rule("actor.before").finditer(lead.folded)  # จึงให้อำเภอ, and the items say what
    asks = requests(lead.folded, "", leads=True) or [m.start() for m in names_doers if m[0].startswith("จึง")]
    # What stands before จึง is why it is asked: ด้วยใกล้จะสิ้นปีงบประมาณ ... จึงกำหนดวิธีปฏิบัติ ดังนี้.
    at = (asks or [0])[-1] or max(len(lead.text) - 220, lead.folded.rfind(" จึง"), _own_request(lead))
    return timing.within(lead, at)


def _own_request(lead: Flow) -> int:
    """Where the request that opens the list begins: what a lead asks before it is a directive of its own."""
    cues = requests(lead.folded, "", leads=True)
    return cues[-1] if len(cues) > 1 else 0


def _item(item: Item, context: Context, reading: Reading, top: bool) -> list[Directive]:
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
    children = tuple(d for child in item.children for d in _item(child, inner, reading, top=False))
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
    return named and directive_rule("item.passes-on").match(flow.folded) is not None


def _beneath(flow: Flow, item: Item, context: Context, own: Actors, is_one: bool) -> Context:
    """What the sub-items take from an item: those who act (`own`, where it names them), and whether they are tasks."""
    actors = _told_on(flow, item, context) or own or context.actors
    acts = is_one and _children_act(flow)
    inner = replace(context, actors=actors, deadlines=(), timing=(), ordered=acts, weighed=False)
    return _list_context(item.lead, inner, ordered=True) if is_one or _lead_orders(item.lead) else inner


def _told_on(flow: Flow, item: Item, context: Context) -> tuple[Found[str], ...]:
    """Who acts in the sub-items where the item passes them on: กำชับนายทะเบียนอำเภอให้ถือปฏิบัติ ดังนี้."""
    told = None if item.lead else directive_rule("item.passed-on").match(flow.folded)
    named, end = doers_at(flow.folded, told.end(), context.names) if told else ([], 0)
    if not named or not directive_rule("item.passed-on-end").match(flow.folded, end):
        return ()
    return tuple(Found(one.name, flow.evidence(one.start, one.end, "actor.lead", 0.85)) for one in named)


def _asked_at(flow: Flow, item: Item) -> int:
    """Where the order begins in an item that first says why, and then opens its sub-items: ... จึงให้หน่วยปฏิบัติ ดังนี้."""
    if not item.children or not _lead_orders(item.paragraph) or directive_rule("item.order").match(flow.folded):
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
        if item.children or context.ordered or directive_rule("item.heading").search(flow.folded)
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
    if directive_rule("item.heading").search(start):
        return bool(item.children) and _lead_orders(item.lead)  # ข้อพิจารณา, and beneath it: จึงขอให้ทุกกองดำเนินการ ดังนี้
    if directive_rule("item.quoted").match(start) or (context.weighed and is_told(start, context.names)):
        return False
    if item.children and (_lead_orders(item.paragraph) or _lead_orders(item.lead)):
        return True
    if directive_rule("item.duty").search(flow.folded):
        return True
    if directive_rule("item.order").search(start) or directive_rule("kind.ban").search(start[:30]):
        return context.ordered or not directive_rule("prose.background").search(start[:40])
    if not context.ordered:
        return False
    return len(flow.text) > 7 or bool(item.children)


def _children_act(flow: Flow) -> bool:
    """A directive whose text ends by announcing papers or facts has a list of these, not of tasks."""
    tail = last_sentence(flow.folded)
    if directive_rule("list.heading").match(flow.folded):
        return True
    return not directive_rule("list.information").search(tail) and not directive_rule("list.parts").search(tail)


def _read_closing(closing: list[Paragraph], context: Context, reading: Reading) -> None:
    """The purpose, and what the closing paragraph orders beside it."""
    for block in blocks(closing):
        if block.items:
            _read_block(block, context, reading)
        if block.lead is None:
            continue
        flow = block.lead.flow
        opening = compiled("heads", "head.closing").search(flow.folded)
        if not opening:
            read_prose(flow, context, reading)
            continue
        end = directive_rule("purpose.end").search(flow.folded, opening.end())
        stop = end.start() if end and end.start() > opening.end() else len(flow.text)
        if stop > opening.end() and reading.purpose is None:
            reading.purpose = Found(
                flow.text[opening.end() : stop].strip(), flow.evidence(opening.end(), stop, "head.closing", 0.9)
            )
        turn = directive_rule("prose.sentence").search(flow.folded, opening.end())
        rest = turn.start() if turn else len(flow.text)
        after = opening.end() + (not flow.folded.startswith("ขอ", opening.end()))
        extra = directive_rule("extra.in-closing").search(flow.folded, after, rest)
        if extra:
            asked = flow.part(extra.start("cue"), rest).strip()
            prose_directive(asked, context, reading, 0.85, "extra.in-closing")
        read_prose(flow.part(rest, len(flow.text)), context, reading)
