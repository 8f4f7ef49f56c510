"""Coloured pen beside the print (ลายมือและตรายางเลขที่): a running number or a day written in after printing.

Blue pen on the line of a number belongs to that line, so the line is read again with it; but a hand is no print: what
was read from it is never sure, and goes to review with its crop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.glyphs import GlyphLine
from pipeline.image import LETTER_HEIGHT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_WIDEST, _TALLEST = 9 * LETTER_HEIGHT, 3.2 * LETTER_HEIGHT
"""Pixels: what is larger is a stamp or a signature."""
_TINTED = 9
"""Levels of colour, beyond the usual of the page's digits, that make a digit's ink another's."""
_ENOUGH = 8
"""Digits: on fewer no usual ink shows."""
_WRITTEN = 0.5
"""How sure a written character is at the most."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A clump of ink the size of a few characters, in pixels of the made picture."""

    left: int
    top: int
    right: int
    bottom: int


def strokes(ink: Grey) -> list[Stroke]:
    """Clumps of coloured ink that may be a number or a day, on a picture of that ink alone."""
    import cv2
    import numpy as np

    dark = (ink < 160).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((9, 25), np.uint8)))
    found = []
    for left, top, width, height, area in stats[1:].tolist():
        if width - 24 <= _WIDEST and 0.5 * LETTER_HEIGHT <= height - 8 <= _TALLEST and area > LETTER_HEIGHT**2 / 2:
            found.append(Stroke(left + 12, top + 4, left + width - 12, top + height - 4))
    return found


def with_pen(
    lines: Sequence[GlyphLine], written: Sequence[Stroke], whole: Grey, reader: Callable[[Any], list[GlyphLine]]
) -> tuple[list[GlyphLine], list[Stroke]]:
    """The lines, those with pen on them read again from the picture with all ink; and the strokes that were taken."""
    out = list(lines)
    taken = []
    for stroke in written:
        at = next((i for i, line in enumerate(out) if _on_line(stroke, line)), None)
        if at is None:
            continue
        taken.append(stroke)
        left, top, right, bottom = _around(out[at], stroke)
        again = reader(whole[top:bottom, left:right])
        if again:
            line = max(again, key=len)
            moved = (
                replace(g, left=g.left + left, right=g.right + left, top=g.top + top, bottom=g.bottom + top)
                for g in line
            )
            out[at] = tuple(_marked(g, stroke) for g in moved)
    return out, taken


def doubt_colour(lines: Sequence[GlyphLine], colour: Any, place: Callable[[Any], Any]) -> list[GlyphLine]:
    """The lines; digits in an ink of more colour than the page's own are unsure: a dark pen passes for print.

    `place` leads from a glyph to its `Box` on the page as scanned, of which `colour` is the picture.
    """
    import numpy as np

    tints = [[_tint(colour, place(g)) if g.text.isdigit() else -1.0 for g in line] for line in lines]
    every = [tint for row in tints for tint in row if tint >= 0]
    if len(every) < _ENOUGH:
        return list(lines)
    limit = float(np.median(every)) + _TINTED
    return [
        tuple(
            replace(g, confidence=min(g.confidence, _WRITTEN)) if tint > limit else g
            for g, tint in zip(line, row, strict=True)
        )
        for line, row in zip(lines, tints, strict=True)
    ]


def _tint(colour: Any, box: Any) -> float:
    """How far R, G and B lie apart in the darkest fifth of a place's dots."""
    import numpy as np

    height, width = colour.shape[:2]
    rows = slice(int(box.top * height), int(box.bottom * height) + 1)
    part = colour[rows, int(box.left * width) : int(box.right * width) + 1].reshape(-1, 3).astype(np.int16)
    if not len(part):
        return -1.0
    dark = part[np.argsort(part.sum(axis=1))[: max(3, len(part) // 5)]]
    return float(np.median(dark.max(axis=1) - dark.min(axis=1)))


def _on_line(stroke: Stroke, line: GlyphLine) -> bool:
    top, bottom = min(g.top for g in line), max(g.bottom for g in line)
    shared = min(bottom, stroke.bottom) - max(top, stroke.top)
    reach = 3 * LETTER_HEIGHT
    beside = min(g.left for g in line) - reach < stroke.right and stroke.left < max(g.right for g in line) + reach
    return beside and shared > 0.6 * (stroke.bottom - stroke.top)


def _around(line: GlyphLine, stroke: Stroke) -> tuple[int, int, int, int]:
    pad = int(LETTER_HEIGHT / 2)
    return (
        max(0, int(min(*(g.left for g in line), stroke.left)) - pad),
        max(0, int(min(*(g.top for g in line), stroke.top))),
        int(max(*(g.right for g in line), stroke.right)) + pad,
        int(max(*(g.bottom for g in line), stroke.bottom)),
    )


def _marked(glyph: Any, stroke: Stroke) -> Any:
    middle = (glyph.left + glyph.right) / 2
    under = stroke.left - LETTER_HEIGHT / 2 < middle < stroke.right + LETTER_HEIGHT / 2
    return replace(glyph, confidence=min(glyph.confidence, _WRITTEN)) if under else glyph
