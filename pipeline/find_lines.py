"""Finds the lines of print on a page made ready (บรรทัด): each with its own ink alone, cut out for the reader.

Chains of letters are the lines (chains.py). Thai sets marks high above and low beneath, so each mark goes to the chain
that it is nearest to, and no line's picture holds a neighbour's feet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.chains import Chain, Lean, chains_of, lean_of
from pipeline.image import LETTER_HEIGHT, components

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_PAD = 4
_MOST = 12_000
"""Components: a page of print has some three thousand; one with more is noise."""
_LEVEL = 0.012
"""Pixels that a page's lines fall in one of their own width, at the most, for the page to pass for level."""
_ABOVE, _BELOW = 0.75, 0.5
"""Heights of a letter that a line's picture holds above and beneath its letters, even where no mark stands there."""


@dataclass(slots=True)
class Cut:
    """A line cut out, set level: its picture (black on white), where its left edge stands on the page's picture, and
    where its top stands at each of its columns (a page that was bent or photographed from the side has no level line).
    """

    picture: Grey
    left: int
    tops: NDArray[np.int64]
    base: int
    """the row of the picture on which its letters stand"""

    def top(self, left: float, right: float) -> int:
        """Where the picture's top stands on the page between two of its columns."""
        middle = min(max(0, int((left + right) / 2)), len(self.tops) - 1)
        return int(self.tops[middle])


def cut_lines(picture: Grey) -> list[Cut]:
    """The lines of a black-on-white picture its letters `LETTER_HEIGHT` pixels tall, from the top down."""
    import numpy as np

    dark = (picture < 160).astype(np.uint8)
    labels, stats, _ = components(dark)
    if len(stats) > _MOST:
        return []
    lean = Lean()
    chains = chains_of(stats, lean)
    aslant = lean_of(chains)
    if abs(aslant.at(0)) > _LEVEL or abs(aslant.at(picture.shape[0])) > _LEVEL:
        lean = aslant
        chains = chains_of(stats, lean)
    if _part_touching(dark, labels, stats, chains):
        labels, stats, _ = components(dark)
        chains = chains_of(stats, lean)
    owned = _marks(stats, chains)
    cuts = []
    for chain, members in zip(chains, owned, strict=True):
        cut = _cut(picture, labels, stats, chain, members)
        if cut is not None:
            cuts.append(cut)
    return sorted(cuts, key=lambda c: (int(c.tops.min()), c.left))


def _part_touching(dark: Grey, labels: Any, stats: Any, chains: list[Chain]) -> bool:
    """Cuts what joins a line to the next (a foot grown into a mark): white, where it is thinnest below the baseline."""

    parted = False
    for n in range(1, len(stats)):
        left, top, width, height = (int(x) for x in stats[n, :4])
        if not 1.25 * LETTER_HEIGHT < height < 6 * LETTER_HEIGHT or width > 6 * LETTER_HEIGHT:
            continue
        over = [c for c in chains if len(c.members) > 2 and c.left < left + width and left < c.right]
        for chain in over:
            tall = max(chain.height, 0.8 * LETTER_HEIGHT)
            base = chain.base_at(left + width / 2)
            next_line = any(0.9 * tall < other.base_at(left) - base < 3.6 * tall for other in over)
            if next_line and top + 0.3 * tall < base < top + height - 0.25 * tall:
                own = labels[:, left : left + width] == n
                for row in _thin_rows(own.sum(axis=1), int(base), min(top + height - 2, int(base + 0.8 * tall))):
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


def _marks(stats: Any, chains: list[Chain]) -> list[list[int]]:
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


def _far(box: Any, chain: Chain, homes: Any) -> float:
    """How far, in letters' heights, a mark stands from the nearest letter of a chain above or beneath it."""
    import numpy as np

    left, top, width, height = (int(x) for x in box[:4])
    tall = max(chain.height, 0.8 * LETTER_HEIGHT)
    base = chain.base_at(left + width / 2)
    if left > chain.right + 1.2 * tall or left + width < chain.left - 1.2 * tall:
        return 9.0
    if top > base + 1.2 * tall or top + height < base - 3.2 * tall:
        return 9.0
    tops, feet = homes[:, 1], homes[:, 1] + homes[:, 3]
    near = (homes[:, 0] < left + width + 0.25 * tall) & (homes[:, 0] + homes[:, 2] > left - 0.25 * tall)
    if not near.any():
        # A dot or a dash between two words: by the band of the letters.
        outside = max(base - tall - (top + height), top - base, 0)
        return float(outside / tall + 0.15)
    above, below = (tops[near] - (top + height)) / tall, (top - feet[near]) / tall
    # Marks beneath are few, small and close; in tight lines the next line's tones come nearer than those.
    if top + height / 2 > base:
        hung = 9.0 if top + height > base + 0.72 * tall else 0.15
        below = 1.4 * np.maximum(below, 0) + hung
    return float(np.maximum(np.maximum(above, below), 0).min())


def _cut(picture: Grey, labels: Any, stats: Any, chain: Chain, members: list[int]) -> Cut | None:
    import numpy as np

    boxes = stats[members]
    left, right = int(boxes[:, 0].min()), int((boxes[:, 0] + boxes[:, 2]).max())
    tall = max(chain.height, 0.6 * LETTER_HEIGHT)
    drift = np.array([round(chain.base_at(x)) for x in range(left, right)], dtype=np.int64)
    # Of each component, how far it reaches above and beneath the baseline that runs under it.
    bases = drift[np.clip(boxes[:, 0] + boxes[:, 2] // 2 - left, 0, right - left - 1)]
    above = int(max((1 + _ABOVE) * tall, min(2.6 * tall, (bases - boxes[:, 1]).max())))
    below = int(max(_BELOW * tall, min(1.3 * tall, (boxes[:, 1] + boxes[:, 3] - bases).max())))
    if right - left < 6 or above + below < 10:
        return None
    rows = drift[None, :] + np.arange(-above, below)[:, None]
    inside = (rows >= 0) & (rows < picture.shape[0])
    at = (np.clip(rows, 0, picture.shape[0] - 1), np.arange(left, right)[None, :])
    ink, owners = np.where(inside, picture[at], 255), labels[at]
    mine = np.zeros(len(stats), dtype=bool)
    mine[members] = True
    own = mine[owners] & inside
    # The soft rims of strokes are no part of a component: they stand within a pixel of it.
    kept = own | ((ink >= 160) & _near(own))
    part = np.where(kept, ink, 255).astype(np.uint8)
    return Cut(
        np.pad(part, _PAD, constant_values=255),
        left - _PAD,
        np.pad(drift, _PAD, mode="edge") - above - _PAD,
        above + _PAD,
    )


def _near(own: Any) -> Any:
    import cv2
    import numpy as np

    return cv2.dilate(own.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
