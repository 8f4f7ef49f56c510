"""Digits drawn as a hand draws them (ลายมือ): each bent, slanted, large or small, and none quite on the line.

No free handwriting of Thai digits is at hand; faces that imitate it, bent anew for each digit, stand in for it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

THAI = "๐๑๒๓๔๕๖๗๘๙"


@dataclass(frozen=True, slots=True)
class Mark:
    """A character that was drawn, the columns and rows of its ink on the page, and whether a pen drew it."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    pen: bool


def written(text: str, size: int, hand: Path, dice: random.Random) -> tuple[Grey, list[Mark]]:
    """The text as a pen leaves it, black on white, its baseline about row `2 * size`; and where each digit stands."""
    import numpy as np

    height = 3 * size
    page = np.full((height, 2 * size * (len(text) + 1)), 255, dtype=np.uint8)
    lean, wild, thick = dice.uniform(-0.1, 0.35), dice.uniform(0.4, 1.3), dice.choice((0, 0, 0, 2, 3))
    at, marks = size // 4, []
    for character in text:
        made = _bent(character, round(size * dice.uniform(0.8, 1.25)), hand, lean + dice.gauss(0, 0.06), wild, dice)
        if thick and size > 30:
            made = _inked(made, thick)
        drop = 2 * size - made.shape[0] + round(dice.gauss(0, 0.09) * size)
        drop = min(max(0, drop), height - made.shape[0])
        part = page[drop : drop + made.shape[0], at : at + made.shape[1]]
        np.minimum(part, made[:, : part.shape[1]], out=part)
        marks.append(Mark(character, at, drop, at + made.shape[1], drop + made.shape[0], True))
        at += made.shape[1] + round(size * dice.uniform(0.02, 0.3))
    return page[:, : at + size // 4], marks


def _bent(character: str, size: int, hand: Path, lean: float, wild: float, dice: random.Random) -> Grey:
    """One character, its strokes pushed about smoothly, cropped to its ink."""
    import cv2
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (3 * size, 3 * size), 255)
    ImageDraw.Draw(image).text((size, size // 2), character, font=ImageFont.truetype(str(hand), size), fill=0)
    noise = np.random.default_rng(dice.getrandbits(32))
    reach = max(2.0, size / 6)
    shape = (3 * size, 3 * size)
    push = [
        cv2.GaussianBlur(noise.normal(0, 1, shape).astype(np.float32), (0, 0), reach) * reach * wild * size / 22
        for _ in range(2)
    ]
    rows, columns = np.mgrid[: 3 * size, : 3 * size].astype(np.float32)
    wide = dice.uniform(0.85, 1.2)
    across = (columns - 1.5 * size) / wide + 1.5 * size + lean * (rows - 1.5 * size) + push[0]
    bent = cv2.remap(np.asarray(image), across.astype(np.float32), rows + push[1], cv2.INTER_LINEAR, borderValue=255)
    dark = bent < 128
    if not dark.any():
        return np.full((2, 2), 255, dtype=np.uint8)
    down, over = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    return np.asarray(bent[down[0] : down[-1] + 1, over[0] : over[-1] + 1], dtype=np.uint8)


def _inked(made: Grey, thick: int) -> Grey:
    import cv2
    import numpy as np

    grown = cv2.erode(np.pad(made, thick, constant_values=255), np.ones((thick, thick), np.uint8))
    return np.asarray(grown, dtype=np.uint8)


def lay(page: Grey, ink: Grey, left: int, top: int, shade: int) -> None:
    """Ink laid on a page in a shade of grey; what does not fit is cut off."""
    import numpy as np

    part = page[max(0, top) : top + ink.shape[0], left : left + ink.shape[1]]
    pale = 255 - (255 - ink.astype(np.int16)) * (255 - shade) // 255
    pale = pale[max(0, -top) :][: part.shape[0], : part.shape[1]]
    np.minimum(part, pale.astype(np.uint8), out=part)


def font_of(file: Path, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), size)
