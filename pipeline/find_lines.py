"""Finds the lines of print on a page made ready (บรรทัด): each with its own ink alone, cut out for the reader.

Letters of one line stand on one baseline; chains of them are the lines. Thai sets marks high above and low beneath, so
each mark goes to the chain that it is nearest to, and no line's picture holds a neighbour's feet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.image import LETTER_HEIGHT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_BASE = 0.36
"""Heights of a letter: two letters whose feet lie farther apart stand on different lines."""
_REACH = 3.2
"""Heights of a letter: a wider gap parts two columns."""
_PAD = 4
_MOST = 12_000
"""Components: a page of print has some three thousand; one with more is noise."""
_ABOVE, _BELOW = 0.75, 0.5
"""Heights of a letter that a line's picture holds above and beneath its letters, even where no mark stands there."""


@dataclass(slots=True)
class Cut:
    """A line cut out: its picture (black on white) and the place of its left top corner on the page's picture."""

    picture: Grey
    left: int
    top: int


@dataclass(slots=True)
class _Chain:
    """Letters on one baseline, by their components' numbers."""

    members: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    feet: list[int] = field(default_factory=list)
    left: int = 0
    right: int = 0

    def add(self, number: int, box: Any) -> None:
        left, top, width, height = (int(x) for x in box[:4])
        self.left = min(self.left, left) if self.members else left
        self.right = max(self.right, left + width)
        self.members.append(number)
        self.tops.append(top)
        self.feet.append(top + height)

    @property
    def base(self) -> float:
        return median(self.feet[-9:])

    @property
    def height(self) -> float:
        # The last letters tell as much as all of them.
        return median(f - t for f, t in zip(self.feet[-15:], self.tops[-15:], strict=True))


def cut_lines(picture: Grey) -> list[Cut]:
    """The lines of a black-on-white picture its letters `LETTER_HEIGHT` pixels tall, from the top down."""
    import cv2
    import numpy as np

    dark = (picture < 160).astype(np.uint8)
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    if len(boxes) > _MOST:
        return []
    chains = _chains(np.asarray(boxes))
    if _part_touching(dark, labels, np.asarray(boxes), chains):
        _, labels, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
        chains = _chains(np.asarray(boxes))
    stats = np.asarray(boxes)
    owned = _marks(stats, chains)
    cuts = []
    for chain, members in zip(chains, owned, strict=True):
        cut = _cut(picture, labels, stats, chain, members)
        if cut is not None:
            cuts.append(cut)
    return sorted(cuts, key=lambda c: (c.top, c.left))


def _chains(stats: Any) -> list[_Chain]:
    """Letters joined from left to right, the nearest chain first; a chain of one speck is none."""
    unit = LETTER_HEIGHT
    tall, wide = stats[:, 3], stats[:, 2]
    letters = [
        n
        for n in range(1, len(stats))
        if 0.55 * unit <= tall[n] <= 3.4 * unit and wide[n] <= 14 * unit and wide[n] >= 2
    ]
    chains: list[_Chain] = []
    for n in sorted(letters, key=lambda n: int(stats[n, 0])):
        left, foot = int(stats[n, 0]), int(stats[n, 1] + stats[n, 3])
        near = [c for c in chains if left - c.right < _REACH * max(unit, c.height) and left > c.left - unit]
        fit = [(_apart(c, stats[n], foot), c) for c in near]
        fit = [(far, c) for far, c in fit if far < _BASE]
        if fit:
            min(fit, key=lambda x: x[0])[1].add(n, stats[n])
        else:
            chain = _Chain()
            chain.add(n, stats[n])
            chains.append(chain)
    return _without_marks(chains)


def _apart(chain: _Chain, box: Any, foot: int) -> float:
    """How far, in letters' heights, a letter's feet stand from a chain's; a descender's body counts as feet too."""
    height = max(LETTER_HEIGHT, chain.height)
    top = int(box[1])
    # ุ ู ฐ ญ ฎ reach below the baseline: their tops are where a letter's top is.
    usual_top = chain.base - chain.height
    low = abs(top - usual_top) / height if foot > chain.base and foot - chain.base < 0.8 * height else 9.0
    return min(abs(foot - chain.base) / height, low)


def _without_marks(chains: list[_Chain]) -> list[_Chain]:
    """Chains but those of a few marks that stand close above or beneath a longer line: they go to it one by one."""
    return [chain for chain in chains if not any(_hangs_on(chain, other) for other in chains if other is not chain)]


def _hangs_on(chain: _Chain, other: _Chain) -> bool:
    few = len(other.members) >= 1.5 * len(chain.members) + 1
    inside = other.left - LETTER_HEIGHT / 2 <= chain.left and chain.right <= other.right + LETTER_HEIGHT / 2
    if not (few and inside):
        return False
    head, tall = other.base - other.height, other.height
    # As a mark above: its foot stands over the letters' heads; beneath: its top below their feet; or among them.
    above = head - 1.3 * tall < chain.base - chain.height and chain.base < head + 0.6 * tall
    below = chain.base < other.base + 0.9 * tall and chain.base - chain.height > head
    return above or below


def _part_touching(dark: Grey, labels: Any, stats: Any, chains: list[_Chain]) -> bool:
    """Cuts what joins a line to the next (a foot grown into a mark): white, where it is thinnest below the baseline."""

    parted = False
    for n in range(1, len(stats)):
        left, top, width, height = (int(x) for x in stats[n, :4])
        if not 1.25 * LETTER_HEIGHT < height < 6 * LETTER_HEIGHT or width > 6 * LETTER_HEIGHT:
            continue
        over = [c for c in chains if len(c.members) > 2 and c.left < left + width and left < c.right]
        for chain in over:
            tall = max(chain.height, 0.8 * LETTER_HEIGHT)
            next_line = any(0.9 * tall < other.base - chain.base < 3.6 * tall for other in over)
            if next_line and top + 0.3 * tall < chain.base < top + height - 0.25 * tall:
                own = labels[:, left : left + width] == n
                for row in _thin_rows(
                    own.sum(axis=1), int(chain.base), min(top + height - 2, int(chain.base + 0.8 * tall))
                ):
                    dark[row, left : left + width][own[row]] = 0
                parted = True
    return parted


def _thin_rows(ink: Any, base: int, last: int) -> list[int]:
    """Where to cut: at the feet, for a tone that touches them; and where a low vowel is thinnest."""
    import numpy as np

    near = base + int(np.argmin(ink[base : base + 3]))
    far = range(near + 4, last + 1)
    thin = min(far, key=lambda row: ink[row], default=near)
    return sorted({near, thin})


def _marks(stats: Any, chains: list[_Chain]) -> list[list[int]]:
    """Each chain's components: its letters, and the marks, dots and strokes that are nearest to them."""
    owned = [list(chain.members) for chain in chains]
    taken = {n for members in owned for n in members}
    small = (stats[:, 3] <= 2.2 * LETTER_HEIGHT) & (stats[:, 2] <= 8 * LETTER_HEIGHT)
    loose = [n for n in range(1, len(stats)) if small[n] and n not in taken]
    # Twice: a tone may sit on a vowel that sits on the letter. The nearest are settled first.
    for reach in (0.12, 0.25, 0.35, 0.45, 0.95):
        homes = [stats[members] for members in owned]
        left_over = []
        for n in loose:
            far, at = min(((_far(stats[n], chain, homes[i]), i) for i, chain in enumerate(chains)), default=(9.0, -1))
            if far < reach:
                owned[at].append(n)
            else:
                left_over.append(n)
        loose = left_over
    return owned


def _far(box: Any, chain: _Chain, homes: Any) -> float:
    """How far, in letters' heights, a mark stands from the nearest letter of a chain above or beneath it."""
    import numpy as np

    left, top, width, height = (int(x) for x in box[:4])
    tall = max(chain.height, 0.8 * LETTER_HEIGHT)
    if left > chain.right + 1.2 * tall or left + width < chain.left - 1.2 * tall:
        return 9.0
    if top > chain.base + 1.2 * tall or top + height < chain.base - 3.2 * tall:
        return 9.0
    tops, feet = homes[:, 1], homes[:, 1] + homes[:, 3]
    near = (homes[:, 0] < left + width + 0.25 * tall) & (homes[:, 0] + homes[:, 2] > left - 0.25 * tall)
    if not near.any():
        # A dot or a dash between two words: by the band of the letters.
        outside = max(chain.base - tall - (top + height), top - chain.base, 0)
        return float(outside / tall + 0.15)
    above, below = (tops[near] - (top + height)) / tall, (top - feet[near]) / tall
    # Marks beneath are few, small and close; in tight lines the next line's tones come nearer than those.
    if top + height / 2 > chain.base:
        hung = 9.0 if top + height > chain.base + 0.72 * tall else 0.15
        below = 1.4 * np.maximum(below, 0) + hung
    return float(np.maximum(np.maximum(above, below), 0).min())


def _cut(picture: Grey, labels: Any, stats: Any, chain: _Chain, members: list[int]) -> Cut | None:
    import numpy as np

    boxes = stats[members]
    left, right = int(boxes[:, 0].min()), int((boxes[:, 0] + boxes[:, 2]).max())
    tall = max(chain.height, 0.6 * LETTER_HEIGHT)
    reach_up, reach_down = chain.base - 2.6 * tall, chain.base + 1.3 * tall
    top = int(min(chain.base - (1 + _ABOVE) * tall, max(reach_up, boxes[:, 1].min())))
    bottom = int(max(chain.base + _BELOW * tall, min(reach_down, (boxes[:, 1] + boxes[:, 3]).max())))
    top, bottom = max(0, top), min(picture.shape[0], bottom)
    if right - left < 6 or bottom - top < 10:
        return None
    own = np.isin(labels[top:bottom, left:right], members)
    part = np.where(own, picture[top:bottom, left:right], 255)
    # The soft rims of strokes are no part of a component: they stand within a pixel of it.
    soft = (picture[top:bottom, left:right] >= 160) & _near(own)
    part = np.where(soft, picture[top:bottom, left:right], part).astype(np.uint8)
    return Cut(np.pad(part, _PAD, constant_values=255), left - _PAD, top - _PAD)


def _near(own: Any) -> Any:
    import cv2
    import numpy as np

    return cv2.dilate(own.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
