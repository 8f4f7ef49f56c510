"""Doubtful numbers and dates weighed by what else is known (ชั่งน้ำหนักตัวเลขที่ไม่แน่): calendar, order of events, the letter.

For each number or date whose words have another reading, the values that it may be are listed, each with what speaks
for it and against it. A value is corrected only where it cannot stand itself, exactly one other can, and evidence of
its own speaks for that one; then it says so and stays marked. Being plausible makes no value less doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from extractors.document import fold_digits
from extractors.model import (
    REVIEW_BELOW,
    Alternative,
    Citation,
    Deadline,
    Directive,
    Evidence,
    Found,
    Letter,
    Other,
    Page,
    Receipt,
    ReferenceNumber,
)
from extractors.reference_numbers import NumberMatch, codes_named, find_reference_numbers, parse_reference_number
from pipeline.readings import Reading, readings_of

STRONG = frozenset({"weekday-fits", "elsewhere"})
"""What speaks for one reading alone. That a date is before another speaks for many."""
_LIKELY = 0.1
"""A reading that its own reader gave less than this is not taken, whatever fits."""
_TAKEN = 0.6
"""How sure a value is at the most that was taken for another."""
_HEAD = 700
"""Characters of a letter within which its letterhead stands."""

Clashes = Callable[[date], tuple[str, ...]]
V = TypeVar("V", ReferenceNumber, date)


@dataclass(frozen=True, slots=True)
class _Scales:
    """What a letter's values are weighed by."""

    pages: dict[int, Page]
    letter: Letter
    scanned: date | None
    sure: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Numbers that were read surely, each with the places (page, start, end) where it was."""


def settle(letter: Letter, pages: Sequence[Page], scanned: date | None = None) -> Letter:
    """The letter, its doubtful numbers and dates with their alternatives; `scanned` is no earlier than its scan."""
    own = {page.number: page for page in pages if page.number in letter.pages and page.method == "ocr"}
    if not any(word.others for page in own.values() for word in page.words):
        return letter
    scales = _Scales(own, letter, scanned, _sure_numbers(own))
    settled = replace(
        letter,
        reference_number=_found(letter.reference_number, scales, _no_clash),
        date=_found(letter.date, scales, lambda day: _own_date(day, letter, scanned)),
        references=tuple(_citation(c, scales) for c in letter.references),
        cited=tuple(_citation(c, scales) for c in letter.cited),
        received=tuple(_receipt(r, scales) for r in letter.received),
        directives=tuple(_directive(d, scales) for d in letter.directives),
    )
    return _with_shared_doubts(settled)


def _with_shared_doubts(letter: Letter) -> Letter:
    """A unit's code that is doubtful in one number of a letter is so in all: one face is misread alike everywhere."""
    cited = (*letter.references, *letter.cited)
    numbers = [(c.reference_number, c.evidence) for c in cited]
    numbers += [(letter.reference_number.value, letter.reference_number.evidence)] if letter.reference_number else []
    doubted = {(n.prefix, n.unit) for n, e in numbers if n and n.unit and e.doubtful and _unit_differs(n, e)}

    def shared(number: ReferenceNumber | None, evidence: Evidence) -> Evidence:
        if number is None or evidence.doubts or (number.prefix, number.unit) not in doubted:
            return evidence
        return replace(evidence, doubts=("doubted-elsewhere",), confidence=min(evidence.confidence, _TAKEN))

    own = letter.reference_number
    return replace(
        letter,
        reference_number=Found(own.value, shared(own.value, own.evidence)) if own else None,
        references=tuple(replace(c, evidence=shared(c.reference_number, c.evidence)) for c in letter.references),
        cited=tuple(replace(c, evidence=shared(c.reference_number, c.evidence)) for c in letter.cited),
    )


def _unit_differs(number: ReferenceNumber, evidence: Evidence) -> bool:
    others = (parse_reference_number(alternative.value) for alternative in evidence.alternatives)
    return any(other is not None and (other.prefix, other.unit) != (number.prefix, number.unit) for other in others)


def _no_clash(_: date) -> tuple[str, ...]:
    return ()


def _own_date(day: date, letter: Letter, scanned: date | None) -> tuple[str, ...]:
    late = any(receipt.date and receipt.date < day for receipt in letter.received)
    future = scanned is not None and day > scanned
    return (("after-received",) if late else ()) + (("after-scan",) if future else ())


def _cited_date(day: date, letter: Letter) -> tuple[str, ...]:
    return ("after-letter",) if letter.date and day > letter.date.value else ()


def _later_date(day: date, letter: Letter) -> tuple[str, ...]:
    return ("before-letter",) if letter.date and day < letter.date.value else ()


def _found(found: Found[V] | None, scales: _Scales, clashes: Clashes) -> Found[V] | None:
    if found is None:
        return None
    evidence, taken = _weighed(found.evidence, found.value, scales, clashes)
    return Found(taken, evidence)


def _citation(citation: Citation, scales: _Scales) -> Citation:
    """Its number and its day stand under one evidence; the alternatives of both are listed there."""
    evidence = citation.evidence
    number, day = citation.reference_number, citation.date
    if number:
        evidence, number = _weighed(evidence, number, scales, _no_clash)
    if day:
        evidence, day = _weighed(evidence, day, scales, lambda d: _cited_date(d, scales.letter))
    return replace(citation, evidence=evidence, reference_number=number, date=day)


def _receipt(receipt: Receipt, scales: _Scales) -> Receipt:
    """The day like any other; of the office's own number, the readings as they are."""
    evidence, day = receipt.evidence, receipt.date
    if day:
        evidence, day = _weighed(evidence, day, scales, lambda d: _later_date(d, scales.letter))
    number = fold_digits(receipt.number)
    words = _words(evidence, scales)
    others = [(text, o) for text, o in words if number and number in fold_digits(text)]
    listed = tuple(Alternative(fold_digits(o.text), o.source, o.chance) for _, o in others)
    return replace(receipt, evidence=replace(evidence, alternatives=(*evidence.alternatives, *listed)), date=day)


def _directive(directive: Directive, scales: _Scales) -> Directive:
    return replace(
        directive,
        deadlines=tuple(_deadline(d, scales) for d in directive.deadlines),
        children=tuple(_directive(child, scales) for child in directive.children),
    )


def _deadline(deadline: Deadline, scales: _Scales) -> Deadline:
    if deadline.kind != "date" or deadline.due is None:
        return deadline
    evidence, due = _weighed(deadline.evidence, deadline.due, scales, lambda d: _later_date(d, scales.letter))
    trace = deadline.trace
    if due != deadline.due:
        trace = f"{trace} อ่านได้ {deadline.due.isoformat()} ถือเป็น {due.isoformat()} ตามวันในสัปดาห์ที่ระบุ".strip()
    return replace(deadline, evidence=evidence, due=due, trace=trace)


def _weighed(evidence: Evidence, value: V, scales: _Scales, clashes: Clashes) -> tuple[Evidence, V]:
    """The evidence with its alternatives, and the value, or the one that it was taken for."""
    readings = readings_of(evidence, value, scales.pages)
    if len(readings) < 2:
        return evidence, value
    listed: list[tuple[Reading, Alternative]] = []
    for read, source, chance in readings:
        against = read.clashes + (clashes(read.value) if isinstance(read.value, date) else ())
        fits = read.fits + _number_fits(read, evidence, scales)
        listed.append((read, Alternative(read.text, source, chance, fits, against)))
    own = listed[0][1]
    others: list[tuple[Reading, Alternative]] = sorted(listed[1:], key=_rank)
    taken = _only_one(own, [alternative for _, alternative in others])
    shown = (*evidence.alternatives, own, *(alternative for _, alternative in others))
    evidence = replace(evidence, alternatives=shown)
    if taken is None or not _is_doubtful(evidence, scales):
        return evidence, value
    new = next(read.value for read, alternative in others if alternative == taken)
    doubts = tuple(dict.fromkeys((*evidence.doubts, "taken-for")))
    return replace(evidence, doubts=doubts, confidence=min(evidence.confidence, _TAKEN)), new  # type: ignore[return-value]


def _rank(item: tuple[Reading, Alternative]) -> tuple[int, int, float]:
    return len(item[1].clashes), -len(item[1].fits), -item[1].chance


def _only_one(own: Alternative, others: Sequence[Alternative]) -> Alternative | None:
    """The one other reading that agrees with strong evidence, where the text's own has none for it."""
    if STRONG & set(own.fits):
        return None
    fit = [o for o in others if not o.clashes and STRONG & set(o.fits)]
    return fit[0] if len(fit) == 1 and fit[0].chance >= _LIKELY else None


def _is_doubtful(evidence: Evidence, scales: _Scales) -> bool:
    page = scales.pages[evidence.span.page]
    under = (w for w in page.words if w.start < evidence.span.end and evidence.span.start < w.end)
    return evidence.doubtful or any(w.confidence < REVIEW_BELOW for w in under)


def _words(evidence: Evidence, scales: _Scales) -> list[tuple[str, Other]]:
    """The words under an evidence that have other readings, each with each."""
    page = scales.pages.get(evidence.span.page)
    if page is None:
        return []
    start, end = evidence.span.start, evidence.span.end
    return [(page.text[w.start : w.end], o) for w in page.words if w.start < end and start < w.end for o in w.others]


def _number_fits(read: Reading, evidence: Evidence, scales: _Scales) -> tuple[str, ...]:
    if not isinstance(read.value, ReferenceNumber):
        return ()
    here = evidence.span
    places = scales.sure.get(read.text, ())
    elsewhere = any(p != here.page or end <= here.start or here.end <= start for p, start, end in places)
    own = scales.letter.reference_number
    heads = own is not None and own.evidence.span == here
    named = heads and read.value.prefix in codes_named(scales.letter.text[:_HEAD])
    return (("elsewhere",) if elsewhere else ()) + (("letterhead-fits",) if named else ())


def _sure_numbers(pages: dict[int, Page]) -> dict[str, list[tuple[int, int, int]]]:
    found: dict[str, list[tuple[int, int, int]]] = {}
    for page in pages.values():
        for match in _numbers(page):
            under = [w.confidence for w in page.words if w.start < match.end and match.start < w.end]
            if match.value.number and match.value.unit and under and min(under) >= REVIEW_BELOW:
                found.setdefault(str(match.value), []).append((page.number, match.start, match.end))
    return found


def _numbers(page: Page) -> Iterator[NumberMatch]:
    at = 0
    for line in page.text.split("\n"):
        for match in find_reference_numbers(fold_digits(line)):
            yield replace(match, start=match.start + at, end=match.end + at)
        at += len(line) + 1
