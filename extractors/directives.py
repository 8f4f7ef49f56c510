"""Directives (ข้อสั่งการ) of a letter: the tree of its lists, running prose, and orders beside the closing phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise

from extractors.actors import Actors, actors_of, recipients_of
from extractors.agencies import ends_name
from extractors.deadlines import Timing, find_deadlines
from extractors.document import Document, Flow
from extractors.doers import Names, doer_at, names_of
from extractors.items import Block, Item, Paragraph, blocks, paragraphs
from extractors.lines import Line
from extractors.model import Deadline, Directive, Evidence, Found
from extractors.requests import requests
from extractors.zones import Zones
from rules.load import compiled


@dataclass(slots=True)
class Reading:
    """What the body says: directives in order, dates of meetings, the purpose (จึงเรียนมาเพื่อ...)."""

    directives: list[Directive] = field(default_factory=list)
    events: list[Deadline] = field(default_factory=list)
    purpose: Found[str] | None = None
    listed: _Context | None = None
    pending: _Context | None = None
    """An order that announced a list which has yet to come: groups of addressees follow, each with items of its own."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What an item takes from above it: who acts, and the deadlines of the sentence that opens the list."""

    written: date | None
    actors: Actors = ()
    deadlines: tuple[Deadline, ...] = ()
    timing: tuple[Deadline, ...] = ()
    ordered: bool = False
    names: Names = None
    writer: Names = None


@cache
def _rule(rule_id: str) -> re.Pattern[str]:
    return compiled("directives", rule_id)


def read_directives(
    document: Document,
    zones: Zones,
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
    context = _Context(written, _as_actors(addressees), names=known, writer=names_of(own))
    for block in blocks(paragraphs(document, zones.body)):
        _read_block(block, context, reading)
    _read_closing(document, zones, context, reading)
    return reading


def read_duties(document: Document, lines: list[Line], written: date | None) -> tuple[Directive, ...]:
    """What the lines of an attachment order, of whoever it is for: no addressee of the letter is taken for it."""
    reading = Reading()
    for block in blocks(paragraphs(document, lines)):
        _read_block(block, _Context(written), reading)
    return tuple(reading.directives)


def _as_actors(addressees: tuple[Found[str], ...]) -> Actors:
    """Addressees as actors: marked, since the letter does not say that they are the ones to act."""
    return tuple(
        Found(found.value, _doubted(found, "actor-from-addressee")) for found in addressees if len(found.value) < 120
    )


def _doubted(found: Found[str], doubt: str) -> Evidence:
    return replace(found.evidence, rule="actor.addressee", confidence=0.7, doubts=(doubt,))


def _read_block(block: Block, context: _Context, reading: Reading) -> None:
    lead = block.lead
    ordered = _lead_orders(lead)
    if not block.items:
        if lead and ordered and _rule("list.lead").search(lead.flow.folded):
            reading.pending = _list_context(lead, context, ordered)
        elif lead and reading.pending and _is_plain_item(lead.flow, reading.pending):
            reading.directives.extend(_item(Item(lead, None), reading.pending, reading, top=True))
        elif lead and reading.listed and (more := _rule("list.after").match(lead.flow.folded)):
            rest = Paragraph(lead.flow, body=more.end())
            reading.directives.extend(_item(Item(rest, None), reading.listed, reading, top=False))
        elif lead:
            reading.pending = None
            _read_prose(lead.flow, context, reading)
        return
    group = lead is not None and reading.pending is not None and len(lead.flow.text) < 110
    ordered = ordered or group
    inner = _list_context(lead, reading.pending if group and reading.pending else context, ordered)
    found = [d for item in block.items for d in _item(item, inner, reading, top=True)]
    if lead and not (ordered and found):
        _read_prose(lead.flow, context, reading, leads=not found)
    elif lead:
        _read_prose(lead.flow.part(0, _own_request(lead.flow)), context, reading)
    reading.directives.extend(found)
    reading.listed = inner if found and inner.ordered else None
    for item in _walk(block.items):
        for para in item.after:
            _read_prose(para.flow, inner, reading)


def _is_plain_item(flow: Flow, context: _Context) -> bool:
    """Whether a paragraph without a label is one of a list's items: it begins with a verb, ให้ or the one to act."""
    if _rule("item.turn").search(flow.folded):
        return False
    begins = ends_name(flow.folded, 0) is not None or _rule("item.order").search(flow.folded[:30])
    return bool(begins or any(a.evidence.rule == "actor.leading" for a in actors_of(flow, "item", context.names)))


def _walk(items: list[Item]) -> list[Item]:
    return [x for item in items for x in (item, *_walk(item.children))]


def _lead_orders(lead: Paragraph | None) -> bool:
    """Whether the sentence before a list asks or orders: its end decides, and what it announces."""
    if lead is None:
        return False
    tail = _last_sentence(lead.flow.folded)
    if _rule("list.parts").search(tail):
        return False
    if _rule("list.information").search(tail) and not _rule("item.order").search(tail[-60:]):
        return False
    if len(tail) > 200 and not _rule("list.lead").search(tail) and not _rule("list.opens").search(tail):
        return False
    return bool(_rule("list.order").search(tail))


def _last_sentence(text: str) -> str:
    """From the last word that opens a sentence, or the last 220 characters: Thai has no full stop to go by."""
    tail = text[-220:]
    cuts = [m.start() for m in _rule("prose.sentence").finditer(tail) if len(tail) - m.start() > 25]
    return tail[cuts[-1] :] if cuts else tail


def _list_context(lead: Paragraph | None, context: _Context, ordered: bool) -> _Context:
    if lead is None:
        return context
    actors = actors_of(lead.flow, "lead", context.names) if ordered else ()
    timing = find_deadlines(lead.flow, context.written) if ordered else Timing((), (), ())
    tail = max(len(lead.flow.text) - 220, _own_request(lead.flow))
    asked = (requests(lead.flow.folded, "", leads=True) or [0])[-1]
    near = [d for d in timing.deadlines if _starts_after(lead.flow, d, asked or tail)]
    wordy = [d for d in timing.timing if _starts_after(lead.flow, d, tail)]
    return _Context(
        context.written, actors or context.actors, tuple(near), tuple(wordy), ordered, context.names, context.writer
    )


def _own_request(lead: Flow) -> int:
    """Where the request that opens the list begins: what a lead asks before it is a directive of its own."""
    cues = requests(lead.folded, "", leads=True)
    return cues[-1] if len(cues) > 1 else 0


def _starts_after(flow: Flow, deadline: Deadline, at: int) -> bool:
    span = deadline.evidence.span
    place = flow.document.offset(span)[0]
    return at <= 0 or place >= flow.places[at]


def _item(item: Item, context: _Context, reading: Reading, top: bool) -> list[Directive]:
    """The directive that an item is, with those beneath it; those beneath alone where the item itself is none."""
    para = item.paragraph
    flow = para.flow.part(para.body, len(para.flow.text)).strip()
    if not flow.text:
        return []
    asked = _asked_at(flow, item)
    reading.events.extend(find_deadlines(flow.part(0, asked), context.written).events if asked else ())
    flow = flow.part(asked, len(flow.text))
    is_one = _is_directive(flow, context, item)
    own = actors_of(flow, "item", context.names) if is_one else ()
    timing = find_deadlines(flow, context.written)
    reading.events.extend(timing.events)
    inner = replace(
        context, actors=own or context.actors, deadlines=(), timing=(), ordered=is_one and _children_act(flow)
    )
    if item.lead and is_one:
        inner = _list_context(item.lead, inner, ordered=True)
    children = tuple(d for child in item.children for d in _item(child, inner, reading, top=False))
    if not is_one:
        return [*_asked_within(flow, item, context), *children]
    return [
        _directive(
            flow,
            item.label,
            own or context.actors,
            timing,
            context if top else replace(context, deadlines=(), timing=()),
            children,
            confidence=0.93 if context.ordered else 0.85,
            doubts=("label-repaired",) if item.repaired else (),
            rule="list.order" if context.ordered else "item.order",
        )
    ]


def _asked_at(flow: Flow, item: Item) -> int:
    """Where the order begins in an item that first says why, and then opens its sub-items: ... จึงให้หน่วยปฏิบัติ ดังนี้."""
    if not item.children or not _lead_orders(item.paragraph) or _rule("item.order").match(flow.folded):
        return 0
    at = (requests(flow.folded, "", leads=True) or [0])[-1]
    before = flow.folded[:at]
    tells = doer_at(flow.folded, 0) is not None  # an office that thought it over; a heading (การปฏิบัติ...) stays
    return at - 3 * before.endswith("จึง") if tells and at > _SAYS_WHY else 0


_SAYS_WHY = 25
"""What is shorter before an order is its heading (ด้านถนน ให้...), and stays with it."""


def _asked_within(flow: Flow, item: Item, context: _Context) -> list[Directive]:
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
    return [_directive(asked, item.label, actors, timing, plain, (), confidence=0.8, rule="prose.order")]


def _is_directive(flow: Flow, context: _Context, item: Item) -> bool:
    start = flow.folded[:200]
    if _rule("item.heading").search(start):
        return False
    if item.children and (_lead_orders(item.paragraph) or _lead_orders(item.lead)):
        return True
    if _rule("item.order").search(start) or _rule("kind.ban").search(start[:30]):
        return context.ordered or not _rule("prose.background").search(start[:40])
    if not context.ordered:
        return False
    if _rule("item.paper").search(start) and not item.children:
        # A paper, an amount or a person by its first word; but what has a day, or says ให้, is to be done.
        return bool(_rule("prose.order").search(start) or find_deadlines(flow, context.written).deadlines)
    return len(flow.text) > 7 or bool(item.children)


def _children_act(flow: Flow) -> bool:
    """A directive whose text ends by announcing papers or facts has a list of these, not of tasks."""
    tail = _last_sentence(flow.folded)
    return not _rule("list.information").search(tail) and not _rule("list.parts").search(tail)


def _directive(
    flow: Flow,
    label: str | None,
    actors: Actors,
    timing: Timing,
    shared: _Context,
    children: tuple[Directive, ...],
    *,
    confidence: float,
    rule: str,
    doubts: tuple[str, ...] = (),
) -> Directive:
    text = flow.text
    return Directive(
        label,
        text,
        _action(flow, shared.names),
        _kind(flow.folded),
        actors,
        recipients_of(flow, shared.names),
        (*timing.deadlines, *shared.deadlines),
        (*timing.timing, *shared.timing),
        _enclosures(flow.folded),
        children,
        flow.evidence(0, len(text), rule, confidence, doubts),
    )


def _action(flow: Flow, names: Names) -> str:
    """The text without its opening: ให้ and the actor."""
    match = re.match(r"(?:ทั้งนี้|อนึ่ง|ในการนี้|ดังนั้น)?\s*", flow.text)
    at = match.end() if match else 0
    ask = _rule("actor.before").match(flow.folded, at)
    if not ask:
        return flow.text[at:]
    own = actors_of(flow, "item", names)
    if own and own[-1].evidence.rule == "actor.item":
        end = max(flow.document.offset(a.evidence.span)[1] for a in own)
        rest = next((i for i in range(ask.end(), len(flow.text)) if flow.places[i] >= end), ask.end())
        return flow.text[rest:].strip()
    return flow.text[ask.end() :].strip()


def _kind(folded: str) -> str:
    if _rule("kind.ban").search(folded[:60]):
        return "ban"
    return "request" if _rule("kind.request").search(folded[:160]) else "order"


def _enclosures(folded: str) -> tuple[str, ...]:
    labels: list[str] = []
    for match in _rule("directive.enclosure").finditer(folded):
        for part in re.split(r"[,และ]+", match["labels"] or ""):
            ends = [int(x) for x in re.findall(r"\d+", part)]
            if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 20:
                labels.extend(str(x) for x in range(ends[0], ends[1] + 1))
            else:
                labels.extend(str(x) for x in ends)
    return tuple(dict.fromkeys(labels))


def _read_prose(flow: Flow, context: _Context, reading: Reading, leads: bool = False) -> None:
    """Requests in running prose: each sentence of the paragraph that asks, from the word that asks to its end.

    `leads`: a request that announces a list stands too, since what it announces is papers or facts.
    """
    reading.events.extend(find_deadlines(flow, context.written).events)
    # What stands before นั้น in an opening paragraph is what was asked before (ตามที่ ... นั้น).
    past = _rule("prose.past").match(flow.folded)
    bounds = [
        past.end() if past else 0,
        *(m.start() for m in _rule("prose.sentence").finditer(flow.folded) if not past or m.start() > past.end()),
        len(flow.text),
    ]
    for start, end in pairwise(bounds):
        cues = requests(
            flow.folded[start:end], flow.folded[max(0, start - 160) : start], leads, context.names, context.writer
        )
        for cue, stop in pairwise([*cues, end - start]):
            text = _rule("prose.trailing").sub("", flow.folded[start + cue : start + stop])
            _prose_directive(
                flow.part(start + cue, start + cue + len(text)).strip(), context, reading, 0.82, "prose.order"
            )


def _prose_directive(flow: Flow, context: _Context, reading: Reading, confidence: float, rule: str) -> None:
    if len(flow.text) < 8:
        return
    timing = find_deadlines(flow, context.written)
    actors = actors_of(flow, "item", context.names) or context.actors
    plain = _Context(context.written, names=context.names, writer=context.writer)
    reading.directives.append(_directive(flow, None, actors, timing, plain, (), confidence=confidence, rule=rule))


def _read_closing(document: Document, zones: Zones, context: _Context, reading: Reading) -> None:
    """The purpose, and what the closing paragraph orders beside it."""
    for block in blocks(paragraphs(document, zones.closing)):
        if block.items:
            _read_block(block, context, reading)
        if block.lead is None:
            continue
        flow = block.lead.flow
        opening = compiled("heads", "head.closing").search(flow.folded)
        if not opening:
            _read_prose(flow, context, reading)
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
            _prose_directive(asked, context, reading, 0.85, "extra.in-closing")
        _read_prose(flow.part(rest, len(flow.text)), context, reading)
