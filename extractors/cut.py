"""Cuts a bundle into letters (แยกหนังสือแต่ละฉบับ): finds each head, and how far up it reaches.

A head is a subject with an addressee beneath it, a number with ถึง beneath it (a stamped letter), or the
title of an order or an announcement with its subject. Everything up to the next head belongs to the letter.
"""

from __future__ import annotations

from collections.abc import Callable

from extractors import cues
from extractors.agencies import agency_at
from extractors.lines import Line

_SUBJECT_LINES = 9
"""How many lines a subject may take before its addressee: the longest seen took five, with blank specks between."""
_HEAD_LINES = 30
"""How far above the subject the number may stand: crest, stamps and both columns of the head lie between."""
_ABOVE_NUMBER = 14
"""How far above the number urgency marks and receipt stamps may stand."""

_NEAR_TOP = 6
"""How many lines may stand above the ถึง of a stamped letter that has no number."""


def letter_starts(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """Indices of the lines at which a letter begins, in order. Empty where the text holds no letter's head."""
    starts: list[int] = []
    floor = 0
    for core in _cores(lines):
        if core < floor:
            continue
        start = _top(lines, core, floor)
        starts.append(start)
        floor = core + 1
    return tuple(starts)


def _cores(lines: tuple[Line, ...]) -> list[int]:
    """Indices of the lines that cannot but stand in a head: a subject that an addressee follows, and their like."""
    cores = []
    last_to = -1
    for index, line in enumerate(lines):
        if line.furniture or not cues.opens(line, "head.subject", "head.to", "head.order", "head.announcement"):
            continue
        if cues.opens(line, "head.subject") and _followed_by_addressee(lines, index):
            cores.append(index)
        elif (
            cues.opens(line, "head.to")
            and index > last_to
            and (_number_above(lines, index) or _number_below(lines, index) or _stamped_at_top(lines, index))
        ):
            cores.append(index)
            last_to = index
        elif cues.opens(line, "head.order", "head.announcement") and _followed_by_subject(lines, index):
            cores.append(index)
    return cores


def _followed_by_addressee(lines: tuple[Line, ...], index: int) -> bool:
    for line in _text_lines(lines, index + 1, _SUBJECT_LINES):
        if cues.opens(line, "head.addressee", "head.to"):
            return True
        if cues.opens(line, "head.subject", "head.closing", "head.respect", "head.body"):
            return False
    return False


def _followed_by_subject(lines: tuple[Line, ...], index: int) -> bool:
    """An order's title is followed by its number and its subject at once, with nothing long between."""
    for line in _text_lines(lines, index + 1, 3):
        if cues.opens(line, "head.subject"):
            return True
        if len(line.text) > 60 and not cues.opens(line, "head.order-number"):
            return False
    return False


def _number_above(lines: tuple[Line, ...], index: int) -> bool:
    above = [line for line in lines[max(0, index - 12) : index] if not line.furniture]
    if any(cues.opens(line, "head.subject", "head.addressee", "head.closing", "head.respect") for line in above[-6:]):
        return False
    return any(cues.opens(line, "head.number") for line in above)


def _number_below(lines: tuple[Line, ...], index: int) -> bool:
    """A message form (วิทยุสื่อสาร) has จาก and ถึง at the top of its page, and its number right beneath them."""
    above = lines[max(0, index - _NEAR_TOP) : index]
    at_top = index < _NEAR_TOP or any(line.turn for line in above)
    sent = any(cues.opens(line, "head.form-line") for line in above)
    return at_top and sent and any(cues.opens(line, "head.number") for line in _text_lines(lines, index + 1, 2))


def _stamped_at_top(lines: tuple[Line, ...], index: int) -> bool:
    """A stamped letter whose number was lost: ถึง and an office near the top of a page, and a body at once below."""
    match = cues.match(lines[index], "head.to")
    above = lines[max(0, index - _NEAR_TOP) : index]
    at_top = index < _NEAR_TOP or lines[index].turn or any(line.turn for line in above)
    if not match or not at_top or any(len(line.text) > 60 or _ends_letter(line) for line in above):
        return False
    below = _text_lines(lines, index + 1, 3)
    return agency_at(lines[index].folded, match.end()) is not None and any(len(line.text) > 60 for line in below)


def _text_lines(lines: tuple[Line, ...], start: int, count: int) -> list[Line]:
    return [line for line in lines[start : start + 2 * count] if not line.furniture][:count]


def _top(lines: tuple[Line, ...], core: int, floor: int) -> int:
    """The first line of the head whose core is `core`, no higher than `floor`."""
    anchor = _anchor(lines, core, floor)
    top = anchor
    index = anchor - 1
    # A stamp above the page's first line stands at the foot of the page before: it is of the letter that ends there.
    while index >= max(floor, anchor - _ABOVE_NUMBER) and not lines[index + 1].turn:
        line = lines[index]
        if _belongs_above(lines, index, top) or (line.furniture == "speck" and not line.turn):
            top = index if not line.furniture else top
        elif _ends_letter(line) or len(line.text) > 60 or line.furniture:
            break
        index -= 1
    return _page_top(lines, top, floor)


def _anchor(lines: tuple[Line, ...], core: int, floor: int) -> int:
    """The number, the title of a memo or the highest head-like line above the core; the core itself failing that."""
    best = core
    for index in range(core - 1, max(floor, core - _HEAD_LINES) - 1, -1):
        line = lines[index]
        if cues.opens(line, "head.number", "head.memo", "head.order-number"):
            best = index
            if cues.opens(line, "head.memo"):
                break
        elif _ends_letter(line) or (len(line.text) > 110 and not cues.is_receipt(line)):
            break
    if best == core:
        while best - 1 >= floor and _headlike(lines[best - 1]):
            best -= 1
    return best


def _belongs_above(lines: tuple[Line, ...], index: int, top: int) -> bool:
    """Urgency, secrecy and receipt stamps stand above the number, with the name of the office that received it."""
    line = lines[index]
    if cues.opens(line, "head.urgency", "head.secrecy", "head.memo") or cues.is_receipt(line):
        return True
    if cues.is_receipt_detail(line) and _near(lines, index, cues.is_receipt):
        return True
    below = lines[index + 1 : index + 4]
    return len(line.text) < 50 and top > index and any(cues.is_receipt(b) for b in below) and not _ends_letter(line)


def _near(lines: tuple[Line, ...], index: int, test: Callable[[Line], bool]) -> bool:
    return any(test(line) for line in lines[max(0, index - 4) : index])


def _headlike(line: Line) -> bool:
    return not line.furniture and (
        cues.opens(line, "head.urgency", "head.secrecy", "sign.address", "sign.office") or cues.is_receipt(line)
    )


def _ends_letter(line: Line) -> bool:
    return cues.opens(line, "head.respect", "head.closing", "sign.phone", "sign.name", "sign.email", "head.given")


def _page_top(lines: tuple[Line, ...], top: int, floor: int) -> int:
    """Up to the page's own top where only a few short lines stand above: a crest, a stamp, a speck."""
    index = top
    while index > floor and top - index < 8 and not lines[index].turn:
        above = lines[index - 1]
        if len(above.text) > 45 or _ends_letter(above) or above.furniture in ("catchword", "page-number"):
            return top
        index -= 1
    return index if (index > floor and lines[index].turn) or index == 0 else top
