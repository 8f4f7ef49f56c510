"""Lines as the reader found them, put in the order in which a person reads them (ลำดับการอ่าน)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.first_lines import Extent, gaps
from pipeline.text import TextLine, Token

_BLOCK = 3
"""Lines of a stamp from which on it is a block of its own, as a receipt stamp is."""
_WELL = 0.85
"""How sure the reader is, in the mean, of what it reads well."""
_SAME = 60
"""Per cent alike from which on two readings are of one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read: its tokens, and its place on the straightened picture in pixels."""

    tokens: tuple[Token, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def length(self) -> int:
        return sum(len(token.text) for token in self.tokens)

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)


def sureness(lines: Sequence[Line]) -> float:
    """How sure the reader was of these lines, in the mean over their characters; 0 where there are none."""
    length = sum(line.length for line in lines)
    return sum(t.confidence * len(t.text) for line in lines for t in line.tokens) / length if length else 0.0


def in_order(printed: Sequence[Line], stamps: Sequence[Sequence[Line]]) -> list[TextLine]:
    """Lines from the top down, what stands on one height as one line, its columns parted by three spaces.

    A stamp's lines stay together, above the first line of print that begins below the stamp's top.
    """
    rows = _rows([line for line in printed if not any(_echoes(line, stamp) for stamp in stamps)])
    blocks: list[tuple[float, list[TextLine]]] = []
    for row, gap in zip(rows, gaps([_extent(row) for row in rows]), strict=True):
        blocks.append((row[0].middle, [_joined(row, gap)]))
    for stamp in stamps:
        lines = [_joined(row, index == 0) for index, row in enumerate(_rows(stamp))]
        blocks.append((min(line.top for line in stamp), lines))
    ordered: list[TextLine] = []
    after_stamp = False
    for _, lines in sorted(blocks, key=lambda block: block[0]):
        first = TextLine(lines[0].tokens, lines[0].gap or after_stamp)
        ordered += [first, *lines[1:]]
        after_stamp = len(lines) > 1
    return ordered


def _echoes(line: Line, stamp: Sequence[Line]) -> bool:
    """Whether a line of print is what was left of a stamp's own line: read badly, or saying the same, in its place."""
    from rapidfuzz.fuzz import partial_ratio

    room = max(other.bottom - other.top for other in stamp)
    left, right = min(other.left for other in stamp), max(other.right for other in stamp)
    top, bottom = min(other.top for other in stamp), max(other.bottom for other in stamp)
    inside = left - 2 * room < line.left < right and line.right - line.left < 1.4 * (right - left)
    inside = inside and top - room < line.middle < bottom + room
    if not inside or sureness(stamp) < _WELL:
        return False
    rubbish = len(stamp) >= _BLOCK and sureness([line]) < _WELL
    return rubbish or any(partial_ratio(line.text, other.text) >= _SAME for other in stamp if _overlap(other, line))


def _extent(row: Sequence[Line]) -> Extent:
    words = (token.text for line in sorted(row, key=lambda x: x.left) for token in line.tokens)
    left, right = min(line.left for line in row), max(line.right for line in row)
    return Extent(left, right, row[0].middle, " ".join(words))


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: (x.middle, x.left)):
        if rows and _overlap(rows[-1][-1], line) and all(_beside(other, line) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _joined(row: Sequence[Line], gap: bool) -> TextLine:
    tokens: list[Token] = []
    for line in sorted(row, key=lambda x: x.left):
        first = line.tokens[0]
        tokens += [Token(first.text, first.box, first.confidence, 3), *line.tokens[1:]]
    return TextLine(tuple(tokens), gap)


def _overlap(one: Line, other: Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _beside(one: Line, other: Line) -> bool:
    slack = 10  # pixels of the made picture, less than a letter's width
    return one.right <= other.left + slack or other.right <= one.left + slack
