"""How sure each value is (ความเชื่อมั่น): by how surely the reader saw its words, and by how often such values are right.

A rule says how sure it is in words of its own. How often values of that kind, said to be that sure, are right was
counted on letters of offices that the rules had never met (`saraban learn confidence`, rules/confidence.toml): what a
letter tells is that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.evidence import with_evidence
from extractors.model import REVIEW_BELOW, Evidence, Letter, Page
from rules.load import load

Points = tuple[tuple[float, float], ...]
"""`(said, right)`: of values said to be so sure, the share that is right; both rise."""

SUREST = 0.99
"""No value is surer: what was never wrong among some hundreds may be wrong yet."""
_CEILING = 0.97
"""No digit that an OCR read is surer than this: its own confidence does not betray a wrong digit (FACTS)."""
_POOR = 0.55
"""A word that the reader was less sure of than this is doubtful whatever rule found it."""

_DOUBTS = {"layer": "layer-differs", "layer-only": "layer-only"}
"""What a word's other reading says, by its source."""


def weigh(letter: Letter, pages: Sequence[Page]) -> Letter:
    """The letter with the confidence of each value read by OCR weighed; text files and good layers stay as they are."""
    read = {page.number: page for page in pages if page.method == "ocr"}
    return with_evidence(letter, lambda _, evidence: _weighed(evidence, read)) if read else letter


def calibrate(letter: Letter, pages: Sequence[Page]) -> Letter:
    """The letter with each confidence as the share of such values that are right; of kinds not counted, as said."""
    read = {page.number for page in pages if page.method == "ocr"}

    def counted(kind: str, evidence: Evidence) -> Evidence:
        said, by_ocr = evidence.confidence, evidence.span.page in read
        points = known(kind, by_ocr, bool(evidence.doubts))
        right = worth(said, points) if points else said
        # What was to be looked at for how it was read is to be looked at still, however often such values are right.
        return replace(evidence, confidence=round(min(right, said) if by_ocr and said < REVIEW_BELOW else right, 4))

    return with_evidence(letter, counted)


@cache
def known(kind: str, by_ocr: bool, doubted: bool) -> Points:
    """What was counted of one kind of values; values that somebody is asked to look at anyway stand apart."""
    table = load("confidence").settings["ocr" if by_ocr else "text"]["doubted" if doubted else "plain"]
    return tuple((said, right) for said, right in table.get(kind, ()))


def worth(said: float, points: Points) -> float:
    """The share between two that were counted, in proportion; below the first in proportion to it."""
    ends = ((0.0, 0.0), *points, (1.0, SUREST))
    at = bisect_left(ends, (said, 0.0), 1, len(ends) - 1)
    (low, under), (high, over) = ends[at - 1], ends[at]
    # Rounding may carry a share past the upper one by a bit.
    return min(over, under + (over - under) * (said - low) / (high - low)) if high > low else over


def _weighed(evidence: Evidence, pages: dict[int, Page]) -> Evidence:
    page = pages.get(evidence.span.page)
    if page is None:
        return evidence
    start, end = evidence.span.start, evidence.span.end
    under = [w for w in page.words if w.start < end and start < w.end]
    if not under:
        return evidence
    digits = [w.confidence for w in under if re.search(r"[0-9๐-๙]", page.text[w.start : w.end])]
    short = end - start <= 60
    # In a number or a date the weakest digit decides; in a sentence one bad word does not spoil the rest.
    seen = min(digits) if digits and short else sum(w.confidence for w in under) / len(under)
    sure = evidence.confidence * (0.5 + 0.5 * seen)
    if digits and short:
        sure = min(sure, _CEILING)
    doubts = evidence.doubts
    if seen < _POOR:
        doubts = tuple(dict.fromkeys((*doubts, "low-ocr-confidence")))
    sources = {other.source for word in under for other in word.others} if short else set()
    doubts += tuple(doubt for source, doubt in _DOUBTS.items() if source in sources and doubt not in doubts)
    return replace(evidence, confidence=round(sure, 4), doubts=doubts)
