"""Lines that say only when, part by part (ครั้งที่ ๑ ภายในวันที่ ..., ไตรมาสที่ ๒ ...): they go with the order above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from extractors.deadlines import mask
from extractors.document import Flow
from extractors.paragraphs import Paragraph
from extractors.pieces import joined
from rules.load import compiled


def with_schedules(paras: Sequence[Paragraph], written: date | None) -> list[Paragraph]:
    """The paragraphs with each that holds nothing but times joined to the one above it."""
    out: list[Paragraph] = []
    for para in paras:
        if out and not para.shape and not out[-1].shape and _only_times(para.flow, written):
            out[-1] = replace(out[-1], flow=joined(out[-1].flow, para.flow))
        else:
            out.append(para)
    return out


def _only_times(flow: Flow, written: date | None) -> bool:
    if len(flow.text) > _LONGEST or "ให้" in flow.folded or "การ" in flow.folded:
        return False  # prose, most of the time: seen without a look at its dates
    masked = mask(flow.folded, written)
    return bool(masked.dates) and compiled("deadlines", "schedule.words").match(masked.text) is not None


_LONGEST = 300
"""A schedule of a year's quarters is shorter."""
