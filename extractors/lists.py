"""Whether a list (ข้อย่อย) is one of tasks or of facts: its items share one fate, weighed from the list as a whole.

A lead that asks makes its items tasks; one that tells (พบข้อบกพร่อง ดังนี้) makes them facts. Of a lead that does
neither, in whatever words, the items decide: how many begin with a verb or with somebody to act, say ให้, or have a
day by which; and against these what is told: findings, aims, names, sections of a law.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import islice

from extractors.actors import actors_of
from extractors.document import Flow
from extractors.doers import Names, doers_at
from extractors.items import Item
from extractors.quotes import blanked
from extractors.verbs import begins_with_verb
from rules.load import compiled

_rule = partial(compiled, "directives")


ACTS = 0.45
"""How much of a list must be of tasks, where its lead neither asks nor tells; found on the earlier blind letters."""
SURELY = 0.85
"""The same in a paragraph that tells what went before."""


def items_decide(lead: Flow, items: Sequence[Item], names: Names) -> bool:
    """Whether a list is one of tasks by its items, where its lead does not ask: it must not tell of facts either."""
    return not tells(lead) and acts(items, names) >= (SURELY if _is_background(lead) else ACTS)


def announces(lead: Flow) -> bool:
    """Whether a paragraph opens a list that has no labels, and neither asks for it nor tells of facts."""
    return not (_rule("list.lead").search(lead.folded) is None or tells(lead) or _is_background(lead))


def is_task(flow: Flow, names: Names) -> bool:
    """Whether a paragraph without a label, under words that open a list, is one of its tasks by its own words."""
    if _rule("item.turn").search(flow.folded) or _rule("item.told").match(flow.folded):
        return False
    return _own_weight(flow, flow.folded[:_LOOK], names) > ACTS


def tells(lead: Flow) -> bool:
    """Whether a lead announces facts: findings, parts, persons, what was decided or done."""
    tail = last_sentence(lead.folded)
    return any(_rule(f"list.{kind}").search(tail) for kind in ("information", "parts", "told"))


def _is_background(lead: Flow) -> bool:
    opening = _rule("prose.opening").match(lead.folded)
    return opening is not None and not _rule("list.turn").search(lead.folded)


def are_things(items: Sequence[Item], names: Names) -> bool:
    """Whether most of a list are papers, amounts or persons by their first word, with nothing said to be done."""
    papers = [item for item in items if not item.children and _rule("item.paper").search(_text(item).folded[:_LOOK])]
    return len(papers) * 2 > len(items) and sum(_weight(item, names) <= 0 for item in papers) * 2 > len(items)


def last_sentence(text: str) -> str:
    """From the last word that opens a sentence, or the last 220 characters: Thai has no full stop to go by.

    What it quotes (ระเบียบกำหนดว่า “ให้...”) is no part of it.
    """
    tail = blanked(text)[-220:]
    cuts = [m.start() for m in _rule("prose.sentence").finditer(tail) if len(tail) - m.start() > 25]
    return tail[cuts[-1] :] if cuts else tail


def acts(items: Sequence[Item], names: Names) -> float:
    """How far these items are tasks, from -1 (all are told) to 1 (all are to be done)."""
    return sum(_weight(item, names) for item in items) / len(items) if items else 0.0


def is_told(start: str, names: Names) -> bool:
    """Whether an item tells a fact by its first words; a person is none, behind whose name stands what he is to do."""
    told = _rule("item.told").match(start) is not None
    return told and not (start.startswith(("นาย", "นาง")) and _has_topic_and_verb(start, names))


def _weight(item: Item, names: Names) -> float:
    flow = _text(item)
    start = flow.folded[:_LOOK]
    if is_told(start, names):
        return -1.0
    own = _own_weight(flow, start, names)
    return max(own, acts(item.children, names)) if item.children else own


def _text(item: Item) -> Flow:
    para = item.paragraph
    return para.flow.part(para.body, len(para.flow.text)).strip()


def _own_weight(flow: Flow, start: str, names: Names) -> float:
    if _rule("item.order").search(start) or _rule("item.topic").search(start):
        return 1.0
    dated = _rule("item.by-when").search(flow.folded) is not None
    if begins_with_verb(start):
        return 1.0 if dated else 0.6
    if any(actor.evidence.rule == "actor.leading" for actor in actors_of(flow, "item", names)):
        return 0.8
    if _has_topic_and_verb(start, names):
        return 0.8 if dated else 0.5
    return 0.4 if dated else -0.2


def _has_topic_and_verb(folded: str, names: Names) -> bool:
    """What it is about, or for whom; behind a space the verb or who acts: กลุ่มเสี่ยง|ตรวจซ้ำ, ระดับตำบล|กำนันรวบรวม."""
    for gap in islice(_GAP.finditer(folded, 0, _TOPIC), 3):
        _, end = doers_at(folded, gap.end(), names)
        if begins_with_verb(folded[end:].lstrip()):
            return True
    return False


_GAP = re.compile(r"(?<=[ก-๙])\s+(?=[ก-ฮเ-ไ])")
_TOPIC = 60
"""How long what stands before the verb may be."""
_LOOK = 200
"""How far into an item its first words are looked for."""
