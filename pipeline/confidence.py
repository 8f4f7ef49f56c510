"""Weighs each value by how surely the reader saw the words it was taken from (ความเชื่อมั่น)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from extractors.model import Evidence, Letter, Page

_CEILING = 0.97
"""No digit that an OCR read is surer than this: its own confidence does not betray a wrong digit (FACTS)."""
_POOR = 0.55
"""A word that the reader was less sure of than this is doubtful whatever rule found it."""

_DOUBTS = {"layer": "layer-differs", "layer-only": "layer-only"}
"""What a word's other reading says, by its source."""


def weigh(letter: Letter, pages: Sequence[Page]) -> Letter:
    """The letter with the confidence of each value read by OCR weighed; text files and good layers stay as they are."""
    read = {page.number: page for page in pages if page.method == "ocr"}
    return _walk(letter, read) if read else letter


def _walk(value: Any, pages: dict[int, Page]) -> Any:
    if isinstance(value, Evidence):
        return _weighed(value, pages)
    if isinstance(value, tuple):
        return tuple(_walk(item, pages) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _walk(getattr(value, f.name), pages) for f in fields(value)}
        return replace(value, **changed)
    return value


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
