"""Who acts, held against the words around the name: one that may be longer, or not the one to act, is marked.

Nothing is changed: where a name in no list ends is a question of words, and an officer sees at once what stands there.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.agencies import agency_at
from extractors.agency_words import boundary
from extractors.document import Document, fold_digits
from extractors.doers import doer_at
from extractors.evidence import doubted
from extractors.model import Directive, Found, Letter
from extractors.verbs import begins_with_verb
from rules.load import compiled

_FROM_ABOVE = ("actor.lead", "actor.heading")
"""The rules that take who acts from the sentence or the heading above an item."""


def check_names(letter: Letter, document: Document) -> Letter:
    """The letter with doubts on those who act whose names may go on, or whose item begins with another's name."""
    return replace(letter, directives=tuple(_directive(one, document.folded, document) for one in letter.directives))


def _directive(directive: Directive, folded: str, document: Document) -> Directive:
    from_above = any(actor.evidence.rule in _FROM_ABOVE for actor in directive.actors)
    another = from_above and _opens_with_another(directive)
    actors = []
    for actor in directive.actors:
        doubts = ["item-names-another"] if another and actor.evidence.rule in _FROM_ABOVE else []
        if actor.evidence.rule != "actor.condition" and goes_on(folded, document.offset(actor.evidence.span)[1]):
            doubts.append("name-goes-on")
        actors.append(replace(actor, evidence=doubted(actor.evidence, *doubts)) if doubts else actor)
    children = tuple(_directive(child, folded, document) for child in directive.children)
    same = tuple(actors) == directive.actors and children == directive.children
    return directive if same else replace(directive, actors=tuple(actors), children=children)


def goes_on(folded: str, end: int) -> bool:
    """Whether what stands right behind a name may be more of it: ฝ่ายข้อมูล|และภาพลักษณ์, เจ้าหน้าที่|ในพื้นที่.

    What ends a name is a gap, a verb, ให้, or และ or a stroke with another name or a verb behind it.
    """
    joins = _JOINS.match(folded, end)
    if joins:
        return not (boundary().match(folded, joins.end()) or doer_at(folded, joins.end()))
    if not _LETTER.match(folded, end) or folded.startswith(("ให้", "โปรด"), end):
        return False
    if compiled("doubts", "name.goes-on").match(folded, end):
        return True
    return not (boundary().match(folded, end) or begins_with_verb(folded[end : end + _WORD]))


_WORD = 24
_JOINS = re.compile(r"/\s?|\s?(?:และ|หรือ|กับ|ตลอดจน|รวมทั้ง)\s?")
_LETTER = re.compile("[ก-ฮเ-ไ]")


def _opens_with_another(directive: Directive) -> bool:
    """Whether an item begins with the name of an office that is none of those to act: they were taken from above it."""
    folded = fold_digits(directive.text)
    opening = compiled("directives", "actor.opening").match(folded)
    named = agency_at(folded, opening.end() if opening else 0)
    return named is not None and not any(_same(named.name, actor) for actor in directive.actors)


def _same(name: str, actor: Found[str]) -> bool:
    return name in actor.value or actor.value in name
