"""A second reader, of single digits (ตัวเลข): which digit, and whether a pen wrote it.

The line reader sees digits in their line; this small convolutional net, run by numpy alone, sees each with what stands
around it, at the size and height at which it stands on its line. It was trained on printed digits and on digits drawn
as a hand draws them. Where it reads another digit, or sees a pen, the digit is doubtful, whatever the line reader says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.glyphs import Glyph, GlyphLine
from pipeline.image import LETTER_HEIGHT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.find_lines import Cut

    Floats = NDArray[np.float32]

MODEL = Path(__file__).parent / "models" / "digits.npz"
CLASSES = "๐๑๒๓๔๕๖๗๘๙0123456789"
"""What the net tells apart; after them one output for anything else, and one for a pen."""
ROWS, COLUMNS = 40, 32
_TALL = 16
"""Rows that a letter takes in the net's picture."""
_ABOVE = 26
"""Rows above the baseline."""
PEN = 0.5
"""From here on, in the mean of its digits, a number passes for written."""
_ELSE, _LIKELY = 0.05, 0.75
"""A digit to which the net gives less than the first is another, for the net; less than the second, it may be."""
_CERTAIN = 0.995
"""How sure the line reader must be of a digit for the net's mere hesitation to be overlooked: one may, not both."""
_KNOWN = 0.9
"""From here on the net's own digit is taken, where it differs."""
_DOUBTFUL = 0.5


def windows(cut: Cut, glyphs: list[Glyph]) -> NDArray[np.uint8]:
    """Each glyph with its surroundings: (count, ROWS, COLUMNS), ink 255 on 0."""
    import cv2
    import numpy as np

    factor = _TALL / LETTER_HEIGHT
    made = 255 - cv2.resize(cut.picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    room = np.pad(made, ((ROWS, ROWS), (COLUMNS, COLUMNS)))
    top = ROWS + round(cut.base * factor) - _ABOVE
    out = np.zeros((len(glyphs), ROWS, COLUMNS), dtype=np.uint8)
    for at, glyph in enumerate(glyphs):
        middle = round((glyph.left + glyph.right) / 2 * factor)
        left = min(max(0, middle + COLUMNS // 2), room.shape[1] - COLUMNS)
        out[at] = room[top : top + ROWS, left : left + COLUMNS]
    return out


def doubted(cuts: Sequence[Cut], lines: Sequence[Sequence[Glyph]]) -> list[GlyphLine]:
    """The lines; digits in which this reader sees another digit, or a pen, are doubtful.

    Where it is all but certain of another digit, that one stands, as doubtful, and the line reader's is the second.
    """
    import numpy as np

    at = [[n for n, glyph in enumerate(line) if glyph.text in CLASSES] for line in lines]
    pictures = [windows(cut, [line[n] for n in own]) for cut, line, own in zip(cuts, lines, at, strict=True) if own]
    if not pictures:
        return [tuple(line) for line in lines]
    chances, pens = read_digits(np.concatenate(pictures))
    out, row = [], 0
    for line, own in zip(lines, at, strict=True):
        rows = slice(row, row + len(own))
        out.append(_doubted(line, own, chances[rows], pens[rows]))
        row += len(own)
    return out


def _doubted(line: Sequence[Glyph], at: list[int], chances: Floats, pens: Floats) -> GlyphLine:
    """One line, its digits standing `at`, by what the net said of each."""
    import numpy as np

    out, pens = list(line), pens.copy()
    # A pen writes a whole number: one digit's looks alone say little.
    for run in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) > 1) + 1):
        pens[run] = pens[run].mean() if len(run) else 0
    for chance, pen, n in zip(chances, pens, at, strict=True):
        glyph, own = line[n], float(chance[CLASSES.index(line[n].text)])
        if pen < PEN and own >= _ELSE and (own >= _LIKELY or glyph.confidence >= _CERTAIN):
            continue
        out[n] = replace(glyph, confidence=min(glyph.confidence, _DOUBTFUL))
        best = int(chance[: len(CLASSES)].argmax())
        other, sure = CLASSES[best], float(chance[best])
        if own < _ELSE and sure >= _KNOWN:
            out[n] = replace(out[n], text=other, second=glyph.text, second_confidence=out[n].confidence)
        elif other != glyph.text:
            out[n] = replace(out[n], second=other, second_confidence=sure)
    return tuple(out)


def read_digits(pictures: NDArray[np.uint8]) -> tuple[Floats, Floats]:
    """For each picture: how likely each of CLASSES and something else is, (count, 21), and a pen, (count,)."""
    import numpy as np

    weights = _weights(MODEL)
    values = pictures.astype(np.float32)[:, :, :, None] / np.float32(255)
    for layer in ("a", "b", "c"):
        values = _pooled(np.maximum(_convolved(values, weights[f"{layer}.weight"]) + weights[f"{layer}.bias"], 0))
    hidden = np.maximum(values.reshape(len(values), -1) @ weights["d.weight"] + weights["d.bias"], 0)
    out = hidden @ weights["e.weight"] + weights["e.bias"]
    raised = np.exp(out[:, :-1] - out[:, :-1].max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True), 1 / (1 + np.exp(-out[:, -1]))


@cache
def _weights(path: Path) -> dict[str, Any]:
    import numpy as np

    with np.load(path) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def _convolved(values: Floats, kernel: Any) -> Floats:
    """3 by 3, the border padded with nothing; `kernel` is (3, 3, in, out)."""
    import numpy as np

    padded = np.pad(values, ((0, 0), (1, 1), (1, 1), (0, 0)))
    height, width = values.shape[1:3]
    parts = [padded[:, i : i + height, j : j + width] @ kernel[i, j] for i in range(3) for j in range(3)]
    return np.asarray(sum(parts), dtype=np.float32)


def _pooled(values: Floats) -> Floats:
    count, height, width, depth = values.shape
    largest: Floats = values.reshape(count, height // 2, 2, width // 2, 2, depth).max(axis=(2, 4))
    return largest
