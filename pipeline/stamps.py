"""Stamps in bright ink (ตรารับ ตราชั้นความเร็ว): each clump set straight and to the reader's size, and read alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.glyphs import GlyphLine
from pipeline.image import LETTER_HEIGHT, skew_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_MOST = 8
_WHITE = 14
_SURE = 0.6
_FEWEST = 3
# No Thai word ends in a vowel that is written before its letter, and a Latin letter stands alone in no stamp.
_LEFT_SIDE = re.compile(r"^(?:[lI|\[\](){}!_\-., ]|[A-Za-z] )+")
_RIGHT_SIDE = re.compile(r"(?:[lI|\[\](){}!_\-, เแโใไ]| [A-Za-z.])+$")
_LETTERS = re.compile(r"[ก-ฮ0-9๐-๙]")


def read_stamps(ink: Grey, reader: Callable[[Any], list[GlyphLine]]) -> list[list[GlyphLine]]:
    """The lines of each stamp on a picture of bright ink alone; a scribble gives nothing sure."""
    import cv2
    import numpy as np

    dark = (ink < 160).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((21, 41), np.uint8)))
    stamps = []
    for left, top, width, height, _ in sorted(stats[1:].tolist(), key=lambda s: -int(s[4]))[:_MOST]:
        if width >= 60 and height >= 30:
            part = np.pad(ink[top : top + height, left : left + width], _WHITE, constant_values=255)
            read = [line for line in map(_unframed, _read_straight(part, reader)) if _is_print(line)]
            lines = [_moved(line, left - _WHITE, top - _WHITE) for line in read]
            if lines:
                stamps.append(lines)
    return stamps


def _unframed(line: GlyphLine) -> GlyphLine:
    """The line without the sides of a frame, which read as strokes at its ends."""
    text = "".join(glyph.text for glyph in line)
    first, last = _LEFT_SIDE.match(text), _RIGHT_SIDE.search(text)
    begin, end = first.end() if first else 0, last.start() if last else len(text)
    return line[begin:end] if len(text) == len(line) and begin < end else ()


def _is_print(line: GlyphLine) -> bool:
    text = "".join(g.text for g in line)
    return len(_LETTERS.findall(text)) >= _FEWEST and sum(g.confidence for g in line) / len(line) >= _SURE


def _moved(line: GlyphLine, right: int, down: int) -> GlyphLine:
    return tuple(
        replace(g, left=g.left + right, right=g.right + right, top=g.top + down, bottom=g.bottom + down) for g in line
    )


def _read_straight(part: Grey, reader: Callable[[Any], list[GlyphLine]]) -> list[GlyphLine]:
    """A clump turned upright, its letters made as tall as the reader knows them; places are those before."""
    import cv2
    import numpy as np

    height, width = part.shape
    scale = LETTER_HEIGHT / _letter_height(part)
    # The corner turns with the picture: room for it is left on every side.
    room = int(0.1 * max(height, width))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew_of(part), scale)
    size = (int((width + room) * scale), int((height + room) * scale))
    matrix[:, 2] += np.array(size) / 2 - np.array([width / 2, height / 2])
    straight = cv2.warpAffine(part, matrix, size, flags=cv2.INTER_AREA, borderValue=255)
    _without_frame(straight)
    back = cv2.invertAffineTransform(matrix)

    def place(x: float, y: float) -> tuple[float, float]:
        found = back @ np.array([x, y, 1.0])
        return float(found[0]), float(found[1])

    out = []
    for line in reader(np.asarray(straight, dtype=np.uint8)):
        corners = [(*place(g.left, g.top), *place(g.right, g.bottom)) for g in line]
        out.append(
            tuple(replace(g, left=a, top=b, right=c, bottom=d) for g, (a, b, c, d) in zip(line, corners, strict=True))
        )
    return out


def _without_frame(picture: Any) -> None:
    """Takes the stamp's straight strokes away, so that no letter hangs on them."""
    import cv2
    import numpy as np

    dark = (picture < 160).astype(np.uint8)
    # No letter has a stroke so long across, nor one so long down; what is left of a frame is often in pieces.
    for shape in ((1, int(1.5 * LETTER_HEIGHT)), (int(2.4 * LETTER_HEIGHT), 1)):
        stroke = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        picture[cv2.dilate(stroke, np.ones((3, 3), np.uint8)) > 0] = 255


def _letter_height(part: Grey) -> float:
    """The height of a usual letter of the clump: frames are wider, specks and marks smaller."""
    import cv2
    import numpy as np

    _, _, stats, _ = cv2.connectedComponentsWithStats((part < 160).astype(np.uint8))
    boxes = np.asarray(stats)[1:]
    wide, tall = boxes[:, 2], boxes[:, 3]
    letters = tall[(tall >= 0.6 * LETTER_HEIGHT) & (wide <= 3 * tall) & (wide < 0.5 * part.shape[1])]
    return float(np.clip(np.median(letters), LETTER_HEIGHT / 1.6, 4 * LETTER_HEIGHT)) if len(letters) else LETTER_HEIGHT
