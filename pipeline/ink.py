"""Bright ink told from black print (หมึกสี): what a stamp or a blue pen wrote, on a picture of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.image import components, level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Colour = NDArray[np.uint8]

_COLOURED = 48
"""How far the largest and the smallest of R, G, B lie apart in ink that is no black."""
_RIM = 30
"""And at the rim of such ink."""
_PAPER = 0.25
"""The share of a page from which on what is coloured is the paper."""
_FAINT = 200
"""Where paper is 255, what is darker is ink."""
_BETWEEN = 0.4
"""From how dark print is to how dark bright ink is, up to which a dot is print."""
_SMALL_FRAME = (60, 25)
"""Dots across and down, of every other one: a smaller frame holds no stamp's lines."""


def split_ink(colour: Colour) -> tuple[Grey, Grey]:
    """The page in grey without its bright ink, and that ink alone (stamps, blue pen), both black on white.

    A JPEG keeps colour in coarse blocks, so that thin strokes of a stamp have lost theirs; how dark they are is kept
    dot by dot: what stands within a frame of bright ink and is not as dark as print is ink too.
    """
    import cv2
    import numpy as np

    grey = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    # Every other dot of every other row tells that a page has no ink; what has some is looked at whole. Where colour
    # is everywhere it is the paper's.
    share = (_spread(colour[::2, ::2])[2] > _COLOURED).mean()
    if not 0 < share < _PAPER:
        return grey, np.full(grey.shape, 255, dtype=np.uint8)
    high, low, spread = _spread(colour)
    sure = cv2.morphologyEx((spread > _COLOURED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    # The pale rim of a coloured stroke belongs to it; JPEG's own faint colours about black print do not.
    near = cv2.dilate(sure, np.ones((5, 5), np.uint8))
    inked = ((near > 0) & (spread > _RIM)).astype(np.uint8)
    wide = cv2.dilate(inked, np.ones((3, 3), np.uint8)) > 0
    # Black print under a stamp stays: only where the brightest channel is bright was there paper beneath.
    print_only = np.where(wide, np.maximum(high, grey), grey)
    black = _black(grey, np.asarray(sure, dtype=np.uint8))
    strokes = np.where(black & (spread <= _RIM), 255, level(low)).astype(np.uint8)
    own = (inked > 0) | _framed(strokes, np.asarray(sure, dtype=np.uint8))
    print_only[own & ~black] = 255
    return print_only.astype(np.uint8), np.where(own, strokes, 255).astype(np.uint8)


def _black(grey: Grey, sure: Grey) -> NDArray[np.bool_]:
    """Where print is, and close about it: darker than bright ink is, nearly as dark as the print's usual dots."""
    import cv2
    import numpy as np

    flat = level(grey)
    darkest = float(np.percentile(flat[sure > 0], 5)) if sure.any() else 0.0
    darker = flat[flat < darkest]
    usual = float(np.median(darker)) if darker.size else 0.0
    dots = (flat < usual + _BETWEEN * (darkest - usual)).astype(np.uint8)
    # A stamp's full stop, solid as it is, may be as dark as print; no letter of print is so small.
    labels, boxes, _ = components(dots)
    letters = (boxes[:, cv2.CC_STAT_AREA] > (grey.shape[1] / 300) ** 2).astype(np.uint8)
    letters[0] = 0
    black = letters[labels]
    return np.asarray(cv2.dilate(black, np.ones((5, 5), np.uint8)) > 0)


def _framed(strokes: Grey, sure: Grey) -> NDArray[np.bool_]:
    """Where frames are of which a piece is bright, and what they hold."""
    import cv2
    import numpy as np

    half = (cv2.resize(strokes, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) < _FAINT).astype(np.uint8)
    labels, boxes, _ = components(half)
    within = np.zeros(half.shape, dtype=np.uint8)
    for n in np.unique(labels[cv2.resize(sure, half.shape[::-1], interpolation=cv2.INTER_AREA) > 0]):
        left, top, width, height, _ = (int(x) for x in boxes[n])
        if n and width >= _SMALL_FRAME[0] and height >= _SMALL_FRAME[1]:
            found = np.argwhere(labels[top : top + height, left : left + width] == n)[:, ::-1] + (left, top)
            frame = cv2.minAreaRect(found.astype(np.float32))
            if _is_frame(found, frame):
                cv2.fillConvexPoly(within, cv2.boxPoints(frame).round().astype(np.int32), 1)
    whole = cv2.dilate(within, np.ones((7, 7), np.uint8))
    return np.asarray(cv2.resize(whole, strokes.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0)


def _is_frame(found: NDArray[Any], frame: Any) -> bool:
    """Whether a stroke's dots (across, down) lie on three sides at least of the narrowest rectangle about it."""
    import numpy as np

    (middle, (width, height), angle) = frame
    turn = np.deg2rad(angle)
    flat = (found - np.array(middle)) @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    near = max(4.0, 0.05 * min(width, height))
    across, down = np.abs(flat[:, 0]) > width / 2 - near, np.abs(flat[:, 1]) > height / 2 - near
    sides = (
        (across & (flat[:, 0] < 0), 1, height), (across & (flat[:, 0] > 0), 1, height),
        (down & (flat[:, 1] < 0), 0, width), (down & (flat[:, 1] > 0), 0, width),
    )  # fmt: skip
    drawn = sum(len(np.unique(flat[on, axis].round())) > 0.6 * length for on, axis, length in sides)
    return bool((across | down).mean() > 0.7) and drawn >= 3


def _spread(colour: Colour) -> tuple[Grey, Grey, Grey]:
    """Of each dot the largest and the smallest of red, green and blue, and how far they lie apart."""
    import cv2
    import numpy as np

    red, green, blue = cv2.split(colour)
    high, low = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(high), np.asarray(low), np.asarray(high - low)
