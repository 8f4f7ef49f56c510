"""One directive (ข้อสั่งการ) made of the words that order: who, what, to whom, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from extractors.actors import Actors, actors_of
from extractors.deadlines import Timing
from extractors.document import Flow
from extractors.doers import Names
from extractors.model import Deadline, Directive, Evidence, Found
from extractors.office_heads import offices_of
from extractors.recipients import recipients_of
from rules.load import compiled

_rule = partial(compiled, "directives")


@dataclass(slots=True)
class Reading:
    """What the body says: directives in order, dates of meetings, the purpose (จึงเรียนมาเพื่อ...)."""

    directives: list[Directive] = field(default_factory=list)
    events: list[Deadline] = field(default_factory=list)
    purpose: Found[str] | None = None
    listed: Context | None = None
    pending: Context | None = None
    """An order that announced a list which has yet to come: groups of addressees follow, each with items of its own."""
    told: list[Directive] = field(default_factory=list)
    """What another office is told to have asked: passed on where the letter asks nothing of its own (`asked`)."""
    asked: bool = False
    subject: Actors = ()
    """Whom the sentence before named: a later one that names nobody asks him too, in the same paragraph. ท่าน and
    หน่วยงานของท่าน are whom the letter speaks to, from there on."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an item takes from above it: who acts, and the deadlines of the sentence that opens the list."""

    written: date | None
    actors: Actors = ()
    deadlines: tuple[Deadline, ...] = ()
    timing: tuple[Deadline, ...] = ()
    ordered: bool = False
    names: Names = None
    writer: Names = None
    weighed: bool = False
    """The list is one of tasks by its items alone: its lead asks nothing."""


def as_actors(addressees: tuple[Found[str], ...]) -> Actors:
    """The addressees' offices as actors: marked, since the letter does not say that they are the ones to act."""
    return tuple(
        Found(office, _doubted(found.evidence))
        for found in addressees
        if len(found.value) < 120
        for office in offices_of(found.value)
    )


def _doubted(evidence: Evidence) -> Evidence:
    return replace(evidence, rule="actor.addressee", confidence=0.7, doubts=("actor-from-addressee",))


def make_directive(
    flow: Flow,
    label: str | None,
    actors: Actors,
    timing: Timing,
    shared: Context,
    children: tuple[Directive, ...],
    *,
    confidence: float,
    rule: str,
    doubts: tuple[str, ...] = (),
) -> Directive:
    """The directive that `flow` is; `shared` are the deadlines and names that the sentence above it gives."""
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


_OPENING = re.compile(r"(?:ทั้งนี้|อนึ่ง|ในการนี้|ดังนั้น)?\s*")


def _action(flow: Flow, names: Names) -> str:
    """The text without its opening: ให้ and the actor."""
    match = _OPENING.match(flow.text)
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
