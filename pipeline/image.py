"""A page's picture made ready for the reader: straight, leaders and rules gone, scaled.

Each step keeps the way back: a place on the made picture is a place on the page as it was scanned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.model import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

LETTER_HEIGHT = 18.0
"""How tall, in pixels, a consonant stands on the picture that the reader gets: what its model reads best."""
_MAX_SKEW = 3.5
_EDGE = 0.022
"""The outermost part of a page holds no print: the scanner's lid and the paper's edge are dark there."""
_MANY = 2000
"""Components: fewer are erased one by one, more in one pass over the page."""
_STOP = 2.0
"""Times the area of a leader's dot from which a dot among them is a full stop."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The picture for the reader (black on white), and what leads from it back to the page as scanned."""

    picture: Grey
    scale: float
    skew: float
    turns: int
    width: int
    height: int

    def alike(self, grey: Grey) -> Grey:
        """Another picture of the same page, turned and straightened alike, at the page's own scale."""
        import numpy as np

        return _turned(np.ascontiguousarray(np.rot90(grey, self.turns)), self.skew)

    def page_box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A rectangle of the made picture, in its pixels, as fractions of the page as scanned."""
        import cv2
        import numpy as np

        corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float64) / self.scale
        back = cv2.invertAffineTransform(_rotation(self.width, self.height, self.skew))
        straight = corners @ back[:, :2].T + back[:, 2]
        box = Box(
            float(straight[:, 0].min()) / self.width,
            float(straight[:, 1].min()) / self.height,
            float(straight[:, 0].max()) / self.width,
            float(straight[:, 1].max()) / self.height,
        )
        for _ in range(self.turns):
            # One quarter turn back: what was turned counter-clockwise by numpy's rot90.
            box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
        return Box(*(min(1.0, max(0.0, side)) for side in (box.left, box.top, box.right, box.bottom)))


def skew_of(grey: Grey) -> float:
    """By how many degrees the lines lean: the angle at which rows of ink are sharpest."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=(f := 700 / max(grey.shape)), fy=f, interpolation=cv2.INTER_AREA)
    ink = (255 - small).astype(np.float32)
    ink[ink < 60] = 0

    def sharpness(angle: float) -> float:
        turned = cv2.warpAffine(ink, _rotation(ink.shape[1], ink.shape[0], angle), (ink.shape[1], ink.shape[0]))
        return float(np.square(np.diff(turned.sum(axis=1))).sum())

    coarse = max(np.arange(-_MAX_SKEW, _MAX_SKEW + 0.1, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.4, coarse + 0.45, 0.1), key=sharpness)
    return 0.0 if abs(fine) < 0.15 else float(fine)


def _rotation(width: int, height: int, angle: float) -> NDArray[np.float64]:
    import cv2
    import numpy as np

    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), dtype=np.float64)


def prepare(grey: Grey, turns: int = 0, skew: float | None = None, scale: float = 0.0) -> Prepared:
    """A grey page, turned by so many quarters, made ready. `skew` and `scale` are measured where not given."""
    import cv2
    import numpy as np

    turned = np.ascontiguousarray(np.rot90(grey, turns))
    height, width = turned.shape
    angle = skew_of(turned) if skew is None else skew
    black = _binary(_turned(turned, angle))
    _erase_rules(black)
    tall = _erase_dirt(black)
    scale = scale or min(2.5, max(0.2, LETTER_HEIGHT / tall))
    made = cv2.resize(
        255 - black, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    )
    return Prepared(made.astype(np.uint8), scale, angle, turns % 4, width, height)


def _turned(grey: Grey, angle: float) -> Grey:
    import cv2
    import numpy as np

    if not angle:
        return grey
    height, width = grey.shape
    turning = _rotation(width, height, angle)
    return np.asarray(cv2.warpAffine(grey, turning, (width, height), borderValue=255), dtype=np.uint8)


def _binary(grey: Grey) -> Grey:
    """Ink as 255 on 0, by Otsu's threshold on the page with its shade taken out."""
    import cv2
    import numpy as np

    _, black = cv2.threshold(level(grey), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(black, dtype=np.uint8)


def level(grey: Grey) -> Grey:
    """The page with its shade taken out: paper is white everywhere."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    shade = cv2.resize(cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21), (grey.shape[1], grey.shape[0]))
    return np.asarray(cv2.divide(grey, np.maximum(shade, 40), scale=255), dtype=np.uint8)


def _erase_rules(black: Grey) -> None:
    """Takes long thin lines away (a form's cells, an underline), not the letters that touch them."""
    import cv2
    import numpy as np

    length = max(60, black.shape[1] // 14)
    for shape in ((1, length), (length, 1)):
        core = cv2.erode(black, np.ones(shape, np.uint8))
        if not core.any():
            continue
        line = cv2.dilate(core, np.ones(shape, np.uint8))
        thick = cv2.morphologyEx(line, cv2.MORPH_OPEN, np.ones((12, 12), np.uint8))
        black[(line > 0) & (thick == 0)] = 0


def _erase_dirt(black: Grey) -> float:
    """Takes dots of leaders, specks, dark edges and punched holes away; gives the height of a usual letter."""
    import cv2
    import numpy as np

    labels, stats, centres = components(black)
    height, width = black.shape
    wide, tall = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    body = tall[(tall >= 9) & (tall <= height // 25) & (wide <= 3 * tall)]
    usual = float(np.median(body)) if len(body) > 20 else 32.0
    across, down = centres[:, 0] / width, centres[:, 1] / height
    edge = (np.minimum(across, 1 - across) < _EDGE) | (np.minimum(down, 1 - down) < _EDGE)
    speck = (wide < usual / 9) & (tall < usual / 9)
    solid = stats[:, cv2.CC_STAT_AREA] > 0.7 * wide * tall
    hole = solid & (np.minimum(wide, tall) > 1.3 * usual) & (np.maximum(wide, tall) < 1.4 * np.minimum(wide, tall))
    doomed = edge | speck | hole | _leaders(wide, tall, centres, usual)
    doomed[0] = False  # the paper itself
    at = np.flatnonzero(doomed)
    if len(at) > _MANY:
        black[doomed[labels]] = 0
        return usual
    for n in at:
        left, top = stats[n, 0], stats[n, 1]
        place = slice(top, top + tall[n]), slice(left, left + wide[n])
        black[place][labels[place] == n] = 0
    return usual


def components(black: Grey) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """What touches, as one: (rows, columns) the number of each dot's, 0 where there is none; the boxes; the centres."""
    import cv2
    import numpy as np

    try:
        # In sixteen bits it takes a third of the time, and a page of print has some thousand.
        _, labels, boxes, points = cv2.connectedComponentsWithStats(black, connectivity=8, ltype=cv2.CV_16U)
    except cv2.error:
        _, labels, boxes, points = cv2.connectedComponentsWithStats(black, connectivity=8)
    return np.asarray(labels), np.asarray(boxes), np.asarray(points)


def _leaders(wide: NDArray[Any], tall: NDArray[Any], centres: NDArray[Any], usual: float) -> NDArray[np.bool_]:
    """Which components are dots of a leader: at least eight on one row, each close to the next, and all of one size.

    A full stop of a number that stands on the leader is larger than its dots.
    """
    import numpy as np

    doomed = np.zeros(len(wide), dtype=bool)
    small = np.flatnonzero((tall <= max(3, usual / 3.2)) & (wide <= max(3, usual / 2.2)))
    rows = np.round(centres[small, 1] / max(2.0, usual / 8)).astype(int)
    for row in np.unique(rows):
        dots = small[np.isin(rows, (row, row + 1))]
        dots = dots[np.argsort(centres[dots, 0])]
        for run in np.split(dots, np.flatnonzero(np.diff(centres[dots, 0]) > usual * 0.9) + 1):
            area = wide[run] * tall[run]
            doomed[run[area <= _STOP * np.median(area)]] |= len(run) >= 8
    return doomed
