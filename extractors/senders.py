"""Who writes (ส่วนราชการเจ้าของหนังสือ): in a memo after ส่วนราชการ, else what stands behind the number, before its address.

The place tells, whatever the office is called: its name may be in no list, and run over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from extractors import cues
from extractors.agencies import find_agencies
from extractors.document import Document
from extractors.heads import date_on, flow_of
from extractors.lines import Line
from extractors.model import Found
from extractors.pieces import rejoin
from extractors.reference_numbers import find_reference_numbers
from extractors.zones import Zones
from rules.load import compiled

_rule = partial(compiled, "heads")

Piece = tuple[Line, int]
"""A line of the head, and where on it a name may begin: behind the number, where that stands on the same line."""
_LONGEST = 90


_CREST = re.compile(r"\((?:ตรา|ครุฑ)")
_LEFT_OPEN = re.compile(r"(?:\s*\([^)]*|[\s.…]{2,}|…)$")
"""Dots of a form's leader, and a bracket that a telephone cut off."""


def sender(document: Document, zones: Zones) -> Found[str] | None:
    """The office that writes the letter."""
    for line in zones.head:
        memo = _rule("head.memo-office").search(line.folded)
        named = memo or _rule("head.from").search(line.folded)
        if named:
            start, end = named.span("office")
            rule = "head.memo-office" if memo else "head.from"
            evidence = flow_of(document, line).evidence(start, end, rule, 0.9)
            return Found(_LEFT_OPEN.sub("", line.text[start:end].strip()), evidence)
    titled = next((line for line in zones.head if cues.opens(line, "head.order", "head.announcement")), None)
    if titled:
        return _titled_sender(document, titled)
    stamped = "to" in zones.fields and "addressee" not in zones.fields
    head = [*zones.head, *(zones.signature[:1] if stamped else [])]
    behind, addressed = _behind_number(document, head)
    pieces = behind if addressed else _above_address(head) or behind or _last_office(head)
    if not pieces:
        return None
    spans = [(line.start + start, line.start + _address_in(line, start)) for line, start in _name(pieces)]
    flow = rejoin(document, spans)
    text = flow.text.rstrip()
    return Found(text, flow.evidence(0, len(text), "head.sender", 0.9)) if text else None


def _titled_sender(document: Document, line: Line) -> Found[str] | None:
    match = re.match(r"(?:\(สำเนา\)\s*)?(?:คำสั่ง|ประกาศ|ระเบียบ|ข้อบังคับ)\s*([^\n]*?)(?:\s+ที่\s*[\d\s./-]*)?$", line.folded)
    if not match or not match[1]:
        return None
    start, end = match.span(1)
    return Found(line.text[start:end], flow_of(document, line).evidence(start, end, "head.titled-sender", 0.9))


def _behind_number(document: Document, head: list[Line]) -> tuple[list[Piece], bool]:
    """What stands behind the number, and whether an address follows it; without one only what is an office.

    A receipt stamp may stand between, and is out of the head but for its office.
    """
    at = next((i for i, line in enumerate(head) if cues.opens(line, "head.number")), None)
    pieces: list[Piece] = []
    for line, start in _pieces(head[at:]) if at is not None else ():
        if pieces and _is_address(line):
            return pieces, True
        if not _is_plain(line, start):
            break
        apart = pieces and document.text[pieces[-1][0].end : line.start].strip(" \n\t()")
        pieces = [*([] if apart else pieces), (line, start)]
    return (pieces if pieces and _is_office(*pieces[0]) else []), False


def _pieces(head: list[Line]) -> Iterator[Piece]:
    """The lines from that of the number on, of which only what stands right of the number counts."""
    numbers = find_reference_numbers(head[0].folded)
    right = numbers[0].end if numbers else len(head[0].text)
    urgent = _rule("head.urgency").match(head[0].folded[right:].strip())
    if head[0].text[right:].strip() and not (urgent or date_on(head[0])):
        yield head[0], right + len(head[0].text[right:]) - len(head[0].text[right:].lstrip())
    yield from ((line, 0) for line in head[1:] if not _CREST.match(line.text))


def _above_address(head: list[Line]) -> list[Piece]:
    """The office right above an address, where something stands between it and the number: a receipt stamp."""
    for line, below in pairwise(head):
        if _names_office(line) and (_is_address(below) or below.text.startswith("ศาลากลาง")):
            return [(line, 0)]
    return []


def _last_office(head: list[Line]) -> list[Piece]:
    return next(([(line, 0)] for line in reversed(head) if _names_office(line)), [])


def _names_office(line: Line) -> bool:
    return _is_plain(line, 0) and _is_office(line, 0)


def _name(pieces: list[Piece]) -> Iterator[Piece]:
    """The lines of the name: the first, and those that go on with it and are no office or place of their own."""
    yield pieces[0]
    for (before, _), (line, start) in pairwise(pieces):
        province = _rule("sender.province").match(line.folded, start) and "จังหวัด" not in before.text
        ended = _address_in(before, 0) < len(before.text)
        if ended or (_is_office(line, start) and not province):
            return
        yield line, start


def _is_plain(line: Line, start: int) -> bool:
    """Whether a line of the head may be of an office's name."""
    if start:
        return True
    told = cues.opens(line, "head.number", "head.urgency", "head.secrecy", "sign.phone", "head.memo")
    return not (told or _is_address(line) or date_on(line) or len(line.text) > _LONGEST)


def _is_office(line: Line, start: int) -> bool:
    return any(a.start <= _NEAR for a in find_agencies(line.text[start:])) or cues.opens(line, "sign.office")


_NEAR = 8
"""An office's name begins at most so far into its line: behind a title or a crest's words."""


def _is_address(line: Line) -> bool:
    return cues.opens(line, "sign.address") or _rule("sender.address").match(line.folded) is not None


def _address_in(line: Line, start: int) -> int:
    """Where an address begins on the line of an office; its end where none does."""
    found = _rule("sender.place").search(line.folded, start)
    return found.start() if found else len(line.text)
