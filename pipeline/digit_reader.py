"""A second reader, of single digits (ตัวเลข): which digit, and whether a pen wrote it.

The line reader sees digits in their line; this small convolutional net, run by numpy alone, sees each with what stands
around it, at the size and height at which it stands on its line. It was trained on printed digits and on digits drawn
as a hand draws them. Where it reads another digit, or sees a pen, the digit is doubtful, whatever the line reader says.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.glyphs import Glyph
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
_ELSE = 0.05
"""A digit to which the net gives less than this is another, for the net."""
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


def doubted(cut: Cut, glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The line; its digits in which this reader sees another digit, or a pen, are doubtful."""
    import numpy as np

    at = [n for n, glyph in enumerate(glyphs) if glyph.text in CLASSES]
    if not at:
        return glyphs
    chances, pen = read_digits(windows(cut, [glyphs[n] for n in at]))
    # A pen writes a whole number: one digit's looks alone say little.
    for run in np.split(np.arange(len(at)), np.flatnonzero(np.diff(at) > 1) + 1):
        pen[run] = pen[run].mean()
    out = list(glyphs)
    for row, n in enumerate(at):
        if pen[row] >= PEN or chances[row, CLASSES.index(glyphs[n].text)] < _ELSE:
            best = int(chances[row, : len(CLASSES)].argmax())
            other = (CLASSES[best], float(chances[row, best])) if CLASSES[best] != glyphs[n].text else None
            second, chance = other or (glyphs[n].second, glyphs[n].second_confidence)
            sure = min(glyphs[n].confidence, _DOUBTFUL)
            out[n] = replace(glyphs[n], confidence=sure, second=second, second_confidence=chance)
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
