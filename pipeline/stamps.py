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
_FINE = 2.0
"""How much larger than on the reader's picture of the page a stamp is looked at: its letters are small."""
_WHITE = 14
_SURE = 0.6
_FEWEST = 3
"""Letters of a line, from which on it is one; one fewer where the reader is all but certain."""
_CERTAIN = 0.97
_FAINT = 200
"""Where paper is 255, what is darker is ink."""
# No Thai word ends in a vowel that is written before its letter, and a Latin letter stands alone in no stamp.
_LEFT_SIDE = re.compile(r"^(?:[lI|\[\](){}!_\-., ]|[A-Za-z] )+")
_RIGHT_SIDE = re.compile(r"(?:[lI|\[\](){}!_\-, เแโใไ]| [A-Za-z.])+$")
_LETTERS = re.compile(r"[ก-ฮ0-9๐-๙]")


def read_stamps(ink: Grey, reader: Callable[[Any], list[GlyphLine]], scale: float = 1.0) -> list[list[GlyphLine]]:
    """The lines of each stamp on a picture of bright ink alone; a scribble gives nothing sure.

    `scale` is how large the reader's picture of the page is beside this one; places are on the reader's.
    """
    stamps = []
    for left, top, right, bottom in _clumps(ink, scale)[:_MOST]:
        if right - left >= 60 and bottom - top >= 30:
            rows, columns = (slice(int(a / scale), int(b / scale)) for a, b in ((top, bottom), (left, right)))
            part = _fine(ink[rows, columns], scale)
            read = [line for line in map(_unframed, _read_straight(part, reader)) if _is_print(line)]
            lines = [_moved(line, left - _WHITE, top - _WHITE) for line in read]
            if lines:
                stamps.append(lines)
    return stamps


def _clumps(ink: Grey, scale: float) -> list[tuple[int, int, int, int]]:
    """Where ink stands together, as (left, top, right, bottom), largest first; what overlaps is one."""
    import cv2
    import numpy as np

    dark = (cv2.resize(ink, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) < _FAINT).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((21, 41), np.uint8)))
    whole: list[tuple[int, int, int, int]] = []
    for left, top, width, height, _ in stats[1:].tolist():
        box = (left, top, left + width, top + height)
        while meets := [other for other in whole if _meet(box, other)]:
            whole = [other for other in whole if other not in meets]
            lefts, tops, rights, bottoms = zip(box, *meets, strict=True)
            box = (min(lefts), min(tops), max(rights), max(bottoms))
        whole.append(box)
    return sorted(whole, key=lambda b: (b[0] - b[2]) * (b[3] - b[1]))


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _fine(part: Grey, scale: float) -> Grey:
    """A clump twice as large as the reader's picture of the page has it, in pure black on white, with room about it."""
    import cv2
    import numpy as np

    large = cv2.resize(part, None, fx=(f := _FINE * scale), fy=f, interpolation=cv2.INTER_CUBIC)
    _, black = cv2.threshold(cv2.GaussianBlur(large, (3, 3), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray(np.pad(black, int(_FINE * _WHITE), constant_values=255), dtype=np.uint8)


def _unframed(line: GlyphLine) -> GlyphLine:
    """The line without the sides of a frame, which read as strokes at its ends."""
    text = "".join(glyph.text for glyph in line)
    first, last = _LEFT_SIDE.match(text), _RIGHT_SIDE.search(text)
    begin, end = first.end() if first else 0, last.start() if last else len(text)
    return line[begin:end] if len(text) == len(line) and begin < end else ()


def _is_print(line: GlyphLine) -> bool:
    letters = len(_LETTERS.findall("".join(g.text for g in line)))
    sure = sum(g.confidence for g in line) / max(1, len(line))
    return sure >= _SURE and (letters >= _FEWEST or (letters == _FEWEST - 1 and sure >= _CERTAIN))


def _moved(line: GlyphLine, right: int, down: int) -> GlyphLine:
    return tuple(
        replace(g, left=g.left + right, right=g.right + right, top=g.top + down, bottom=g.bottom + down) for g in line
    )


def _read_straight(part: Grey, reader: Callable[[Any], list[GlyphLine]]) -> list[GlyphLine]:
    """A clump turned upright, its letters made as tall as the reader knows them; places are of the clump at scale 1."""
    import cv2
    import numpy as np

    height, width = part.shape
    scale = _FINE * LETTER_HEIGHT / _letter_height(part)
    # The corner turns with the picture: room for it is left on every side.
    room = int(0.1 * max(height, width))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew_of(part), scale)
    size = (int((width + room) * scale), int((height + room) * scale))
    matrix[:, 2] += np.array(size) / 2 - np.array([width / 2, height / 2])
    straight = cv2.warpAffine(part, matrix, size, flags=cv2.INTER_LINEAR, borderValue=255)
    _without_frame(straight)
    made = cv2.resize(straight, None, fx=1 / _FINE, fy=1 / _FINE, interpolation=cv2.INTER_AREA)
    back = cv2.invertAffineTransform(matrix)

    def place(x: float, y: float) -> tuple[float, float]:
        found = back @ np.array([x * _FINE, y * _FINE, 1.0]) / _FINE
        return float(found[0]), float(found[1])

    out = []
    for line in reader(np.asarray(made, dtype=np.uint8)):
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
    for shape in ((1, int(_FINE * 2.4 * LETTER_HEIGHT)), (int(_FINE * 1.9 * LETTER_HEIGHT), 1)):
        stroke = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        picture[cv2.dilate(stroke, np.ones((5, 5), np.uint8)) > 0] = 255


def _letter_height(part: Grey) -> float:
    """The height of a usual letter of the clump: frames are wider, specks and marks smaller."""
    import cv2
    import numpy as np

    usual = _FINE * LETTER_HEIGHT
    _, _, stats, _ = cv2.connectedComponentsWithStats((part < 160).astype(np.uint8))
    boxes = np.asarray(stats)[1:]
    wide, tall = boxes[:, 2], boxes[:, 3]
    letters = tall[(tall >= 0.5 * usual) & (wide <= 3 * tall) & (wide < 0.5 * part.shape[1])]
    return float(np.clip(np.median(letters), usual / 2, 4 * usual)) if len(letters) else usual
