"""Values of one letter weighed against each other: what cannot all be right is marked, none is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.model import Citation, Directive, Evidence, Letter


def check(letter: Letter) -> Letter:
    """The letter with doubts added where its dates contradict each other."""
    if letter.date is None:
        return letter
    written = letter.date.value
    return replace(
        letter,
        references=tuple(_citation(c, written) for c in letter.references),
        directives=tuple(_directive(d, written) for d in letter.directives),
    )


def _citation(citation: Citation, written: date) -> Citation:
    """A letter cannot cite one that is not yet written."""
    if citation.date is None or citation.date <= written:
        return citation
    return replace(citation, evidence=_doubt(citation.evidence, "after-letter"))


def _directive(directive: Directive, written: date) -> Directive:
    deadlines = tuple(
        replace(d, evidence=_doubt(d.evidence, "before-letter")) if d.due and d.due < written else d
        for d in directive.deadlines
    )
    children = tuple(_directive(child, written) for child in directive.children)
    return replace(directive, deadlines=deadlines, children=children)


def _doubt(evidence: Evidence, doubt: str) -> Evidence:
    doubts = tuple(dict.fromkeys((*evidence.doubts, doubt)))
    return replace(evidence, doubts=doubts, confidence=min(evidence.confidence, 0.6))
