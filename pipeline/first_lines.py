"""Where paragraphs begin on a page (ย่อหน้า), by where its lines stand: further down than usual, or set in.

The regulation's forms set a paragraph's first line in by 2.5 cm and its other lines at the margin. A line is a first
line where it is set in, full, and the next stands at the margin again; and where it is set in just as far as those.
The lines that hang below a field of the head (เรียน, สิ่งที่ส่งมาด้วย) are set in too, perhaps as far: they go on from
a full line of the field, or are its next number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.document import fold_digits
from rules.load import compiled

_WIDE = 1.4
"""Pitches from one row to the next, from which on a blank line stands between them."""
_SET_IN = (1.0, 5.0)
"""Pitches that a first line is set in by, at least and at most: 0.7 to 3.5 cm in letters of 16 points."""
_SAME = 0.4
"""Pitches within which two lines are set in alike."""
_FULL = 0.85
"""Of the width of the text, from which on a line is full: the next goes on with it."""
_NEAR = 12
"""Rows above and below that tell where the margin is: on a page seen aslant it moves."""
_NUMBERED = re.compile(r"[(]?[0-9๐-๙]{1,2}[.)]")
_FIELDS = ("number", "subject", "addressee", "to", "references", "enclosures")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a row of the page stands, in any unit that is the same across and down, and what it says."""

    left: float
    right: float
    middle: float
    text: str


def gaps(rows: Sequence[Extent]) -> list[bool]:
    """Whether each row, from the top down, begins a paragraph."""
    if len(rows) < 2:
        return [False] * len(rows)
    pitch = pitch_of(rows)
    wide = [False, *(below.middle - above.middle > _WIDE * pitch for above, below in pairwise(rows))]
    inset = [(row.left - _margin(rows, at, pitch)) / pitch for at, row in enumerate(rows)]
    full = _full(rows)
    goes_on = [inset[at] < _SAME and not wide[at] and not _opens_field(rows[at].text) for at in range(1, len(rows))]
    first = [
        _SET_IN[0] <= inset[at] <= _SET_IN[1] and full[at] and at < len(goes_on) and goes_on[at]
        for at in range(len(rows))
    ]
    usual = [inset[at] for at in range(len(rows)) if first[at]]
    field = _opens_field(rows[0].text)
    for at in range(1, len(rows)):
        hangs = inset[at] >= _SET_IN[0] and (full[at - 1] or bool(_NUMBERED.match(rows[at].text)))
        field = _opens_field(rows[at].text) or (field and hangs and not first[at])
        alike = any(abs(inset[at] - one) < _SAME for one in usual)
        block = full[at - 1] and abs(inset[at - 1] - inset[at]) < _SAME
        first[at] = first[at] or (alike and not block and not field)
    return [False, *(a or b for a, b in zip(wide[1:], first[1:], strict=True))]


def pitch_of(rows: Sequence[Extent]) -> float:
    """The usual distance between two rows; 1 where there are fewer than two."""
    steps = [below.middle - above.middle for above, below in pairwise(rows)]
    return max(1.0, median(steps)) if steps else 1.0


def _margin(rows: Sequence[Extent], at: int, pitch: float) -> float:
    """Where the rows about this one begin that are not set in."""
    near = sorted(row.left for row in rows[max(0, at - _NEAR) : at + _NEAR + 1])
    edge = near[len(near) // 10]
    return median(left for left in near if abs(left - edge) < _SAME * pitch)


def _opens_field(text: str) -> bool:
    """Whether a row opens a field of the head: then it does not go on with the row above it."""
    return any(compiled("heads", f"head.{name}").search(fold_digits(text)) for name in _FIELDS)


def _full(rows: Sequence[Extent]) -> list[bool]:
    """Whether each row goes as far as rows that were wrapped do."""
    left = min(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    edge = rights[len(rights) * 8 // 10]
    return [row.right - left >= _FULL * (edge - left) for row in rows]
