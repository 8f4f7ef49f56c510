"""Directives (ข้อสั่งการ) of a letter: the tree of its lists, running prose, and orders beside the closing phrase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import zip_longest

from extractors.agency_words import ends_name
from extractors.deadlines import find_events
from extractors.document import Document, Flow
from extractors.doers import names_of
from extractors.item_orders import read_item
from extractors.items import Block, Item, blocks
from extractors.leads import lead_orders, list_context, own_request
from extractors.lines import Line
from extractors.lists import announces, are_things, is_task, items_decide
from extractors.model import Directive, Found
from extractors.orders import Context, Reading, as_actors
from extractors.paragraphs import Paragraph, paragraphs
from extractors.prose import prose_directive, read_prose
from extractors.quotes import unquoted
from extractors.reports import pass_on
from extractors.schedules import with_schedules
from extractors.told_days import Told, settle
from rules.load import compiled

_rule = partial(compiled, "directives")


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
    if not lead.startswith(_TELLS) or _rule("list.turn").search(lead):
        return False
    last = _walk(block.items)[-1]
    said = [last.paragraph, *last.after, *([below.lead] if below and below.lead else [])]
    return any(_rule("prose.ended").search(para.flow.folded[:_ENDS]) for para in said)


_TELLS = ("ตาม", "ด้วย", "สืบเนื่อง", "เนื่อง", "โดยที่")
_ENDS = 400
"""How far into a paragraph the นั้น may stand that ends what its list told."""


def _read_block(block: Block, context: Context, reading: Reading, told: bool = False) -> None:
    lead = block.lead
    if told:
        for para in (item.paragraph for item in _walk(block.items)):
            reading.events.extend(find_events(para.flow, context.written))
        return
    ordered = lead_orders(lead, bool(block.items), context.names)
    if not block.items:
        if lead and ordered and _rule("list.lead").search(lead.flow.folded):
            reading.pending = list_context(lead, context, ordered)
        elif lead and reading.pending and _is_pending(lead.flow, reading.pending):
            reading.directives.extend(read_item(Item(lead, None), reading.pending, reading, top=True))
        elif lead and reading.listed and _lost_its_label(lead.flow):
            reading.directives.extend(read_item(Item(lead, None), reading.listed, reading, top=True))
        elif lead and reading.listed and (more := _rule("list.after").match(lead.flow.folded)):
            rest = Paragraph(lead.flow, body=more.end())
            reading.directives.extend(read_item(Item(rest, None), reading.listed, reading, top=False))
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
    inner = list_context(lead, reading.pending if group and reading.pending else context, ordered)
    inner = replace(inner, ordered=ordered or weighed, weighed=weighed)
    reading.subject = tuple(one for one in inner.actors if one.value.endswith("ท่าน")) or reading.subject
    found = [d for item in block.items for d in read_item(item, inner, reading, top=True)]
    if lead and not (ordered and found):
        read_prose(lead.flow, context, reading, leads=not found)
    elif lead:
        read_prose(lead.flow.part(0, own_request(lead.flow)), context, reading)
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
    ask = _rule("prose.order").search(flow.folded)
    prose = ask is not None and (context.weighed or ask.start() > _TOPIC)
    return not prose and is_task(flow, context.names)


_TOPIC = 30
"""How much of a task may stand before the word that asks for it: ระดับอำเภอ|ให้รวบรวม."""
_GROUP = 110
"""A longer paragraph is no heading of a group's items."""


def _lost_its_label(flow: Flow) -> bool:
    """Whether a paragraph right under a list is its last item without its number: a task, and nothing asks for it."""
    task = ends_name(flow.folded, 0) is not None and not _rule("item.turn").search(flow.folded)
    return task and not _rule("prose.order").search(flow.folded)


def _walk(items: list[Item]) -> list[Item]:
    return [x for item in items for x in (item, *_walk(item.children))]


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
        end = _rule("purpose.end").search(flow.folded, opening.end())
        stop = end.start() if end and end.start() > opening.end() else len(flow.text)
        if stop > opening.end() and reading.purpose is None:
            reading.purpose = Found(
                flow.text[opening.end() : stop].strip(), flow.evidence(opening.end(), stop, "head.closing", 0.9)
            )
        turn = _rule("prose.sentence").search(flow.folded, opening.end())
        rest = turn.start() if turn else len(flow.text)
        after = opening.end() + (not flow.folded.startswith("ขอ", opening.end()))
        extra = _rule("extra.in-closing").search(flow.folded, after, rest)
        if extra:
            asked = flow.part(extra.start("cue"), rest).strip()
            prose_directive(asked, context, reading, 0.85, "extra.in-closing")
        read_prose(flow.part(rest, len(flow.text)), context, reading)
