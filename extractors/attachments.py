"""What an attachment itself orders, and its own periods (ข้อกำหนดในเอกสารแนบ): kept with it, never the letter's tasks.

A guideline says ให้เจ้าหน้าที่ตรวจภายใน ๒๔ ชั่วโมง of whoever follows it; a plan has a period. The letter that
encloses them asks for neither by itself: a person who reads the attachment sees both, marked as the attachment's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractors.deadlines import find_deadlines
from extractors.directives import read_duties
from extractors.document import Document
from extractors.lines import Line
from extractors.model import Deadline, Directive
from extractors.paragraphs import paragraphs


def duties_of(
    document: Document, lines: list[Line], written: date | None
) -> tuple[tuple[Directive, ...], tuple[Deadline, ...]]:
    """What the lines of an attachment order, and the days and periods in them that belong to none of that."""
    duties = read_duties(document, lines, written)
    told = {deadline.evidence.span for duty in _walk(duties) for deadline in (*duty.deadlines, *duty.timing)}
    found = (find_deadlines(para.flow, written) for para in paragraphs(document, lines))
    loose = (d for timing in found for d in (*timing.deadlines, *timing.events) if d.evidence.span not in told)
    return duties, tuple(loose)


def _walk(directives: tuple[Directive, ...]) -> Iterator[Directive]:
    for directive in directives:
        yield directive
        yield from _walk(directive.children)
