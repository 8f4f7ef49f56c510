"""Values of one letter weighed against each other: what cannot all be right is marked, none is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.evidence import doubted
from extractors.model import Citation, Directive, Letter, Receipt


def check(letter: Letter) -> Letter:
    """The letter with doubts added where its dates contradict each other."""
    if letter.date is None:
        return letter
    written = letter.date.value
    # Only a stamp's day is read with the letter's: which of the two is wrong is for a person to say.
    early = [receipt.date for receipt in letter.received if receipt.date and receipt.date < written]
    dated = replace(letter.date, evidence=doubted(letter.date.evidence, "after-received")) if early else letter.date
    return replace(
        letter,
        date=dated,
        received=tuple(_receipt(r, written) for r in letter.received),
        references=tuple(_citation(c, written) for c in letter.references),
        directives=tuple(_directive(d, written) for d in letter.directives),
    )


def _receipt(receipt: Receipt, written: date) -> Receipt:
    """A letter is not received before it is written."""
    if receipt.date is None or receipt.date >= written:
        return receipt
    return replace(receipt, evidence=doubted(receipt.evidence, "after-received"))


def _citation(citation: Citation, written: date) -> Citation:
    """A letter cannot cite one that is not yet written."""
    if citation.date is None or citation.date <= written:
        return citation
    return replace(citation, evidence=doubted(citation.evidence, "after-letter"))


def _directive(directive: Directive, written: date) -> Directive:
    if not directive.children and not any(d.due and d.due < written for d in directive.deadlines):
        return directive
    deadlines = tuple(
        replace(d, evidence=doubted(d.evidence, "before-letter")) if d.due and d.due < written else d
        for d in directive.deadlines
    )
    children = tuple(_directive(child, written) for child in directive.children)
    return replace(directive, deadlines=deadlines, children=children)
