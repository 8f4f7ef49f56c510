"""Finds the lines of print on a page made ready (บรรทัด): each with its own ink alone, cut out for the reader.

Letters of one line stand on one baseline; chains of them are the lines. Thai sets marks high above and low beneath, so
each mark goes to the chain that it is nearest to, and no line's picture holds a neighbour's feet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

from pipeline.image import LETTER_HEIGHT, components

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
_LONG = 20
"""Letters of a line that tells how the page leans."""
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


@dataclass(frozen=True, slots=True)
class _Lean:
    """How lines fall from left to right, by their height on the page: a page photographed from the side has no skew
    of its own, but one at its top and another at its foot.
    """

    at_top: float = 0.0
    more: float = 0.0
    """what each pixel further down adds"""

    def at(self, y: float) -> float:
        return self.at_top + self.more * y


@dataclass(slots=True)
class _Chain:
    """Letters on one baseline, by their components' numbers."""

    lean: _Lean
    members: list[int] = field(default_factory=list)
    tops: list[int] = field(default_factory=list)
    feet: list[int] = field(default_factory=list)
    lefts: list[int] = field(default_factory=list)
    left: int = 0
    right: int = 0
    slope: tuple[float, ...] = ()
    base: float = 0.0
    """where the last letters stand, were the page level"""
    height: float = 0.0
    """how tall the last letters are"""

    def add(self, number: int, box: Any) -> None:
        left, top, width, height = (int(x) for x in box[:4])
        self.left = min(self.left, left) if self.members else left
        self.right = max(self.right, left + width)
        self.members.append(number)
        self.lefts.append(left)
        self.tops.append(top)
        self.feet.append(top + height)
        self.base = self._foot(self.lean.at(top + height))
        # The last letters tell as much as all of them.
        self.height = median(f - t for f, t in zip(self.feet[-15:], self.tops[-15:], strict=True))

    def _foot(self, lean: float) -> float:
        """Where the line of the last letters' feet meets the page's left edge."""
        last = zip(self.feet[-9:], self.lefts[-9:], strict=True)
        return median(foot - lean * left for foot, left in last)

    def level(self) -> None:
        """Learns how the baseline runs: as the page with few letters, straight with ten, bent a little with thirty."""
        import numpy as np

        count = len(self.members)
        if count < 10:
            lean = self.lean.at(self.feet[-1])
            self.slope = (lean, self._foot(lean))
            return
        x, y = np.array(self.lefts, dtype=float), np.array(self.feet, dtype=float)
        kept = np.ones(count, dtype=bool)
        for _ in range(3):
            fit = np.polyfit(x[kept], y[kept], 2 if count >= 30 else 1)
            far = np.abs(y - np.polyval(fit, x))
            kept = far <= max(2.0, float(np.median(far)) * 2)
        self.slope = tuple(float(part) for part in fit)

    def base_at(self, x: float) -> float:
        """Where the baseline stands, on the page's picture, at this column."""
        inside = min(max(x, self.left), self.right)
        value = 0.0
        for part in self.slope:
            value = value * inside + part
        return value


def cut_lines(picture: Grey) -> list[Cut]:
    """The lines of a black-on-white picture its letters `LETTER_HEIGHT` pixels tall, from the top down."""
    import numpy as np

    dark = (picture < 160).astype(np.uint8)
    labels, stats, _ = components(dark)
    if len(stats) > _MOST:
        return []
    lean = _Lean()
    chains = _chains(stats, lean)
    aslant = _lean_of(chains)
    if abs(aslant.at(0)) > _LEVEL or abs(aslant.at(picture.shape[0])) > _LEVEL:
        lean = aslant
        chains = _chains(stats, lean)
    if _part_touching(dark, labels, stats, chains):
        labels, stats, _ = components(dark)
        chains = _chains(stats, lean)
    owned = _marks(stats, chains)
    cuts = []
    for chain, members in zip(chains, owned, strict=True):
        cut = _cut(picture, labels, stats, chain, members)
        if cut is not None:
            cuts.append(cut)
    return sorted(cuts, key=lambda c: (int(c.tops.min()), c.left))


def _lean_of(chains: list[_Chain]) -> _Lean:
    """The lean that the long lines of a page share; none where there are too few to tell."""
    import numpy as np

    long = [chain for chain in chains if len(chain.members) >= _LONG]
    if len(long) < 4:
        return _Lean()
    middles = [(chain.left + chain.right) / 2 for chain in long]
    y = np.array([chain.base_at(x) for chain, x in zip(long, middles, strict=True)])
    falls = np.array([float(np.polyval(np.polyder(chain.slope), x)) for chain, x in zip(long, middles, strict=True)])
    kept = np.ones(len(long), dtype=bool)
    for _ in range(2):
        more, at_top = np.polyfit(y[kept], falls[kept], 1)
        far = np.abs(falls - at_top - more * y)
        kept = far <= max(0.002, float(np.median(far)) * 2)
    return _Lean(float(at_top), float(more))


def _chains(stats: Any, lean: _Lean) -> list[_Chain]:
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
        drop = lean.at(foot) * left
        near = [c for c in chains if left - c.right < _REACH * max(unit, c.height) and left > c.left - unit]
        fit = [(_apart(c, int(stats[n, 1]) - drop, foot - drop), c) for c in near]
        fit = [(far, c) for far, c in fit if far < _BASE]
        if fit:
            min(fit, key=lambda x: x[0])[1].add(n, stats[n])
        else:
            chain = _Chain(lean)
            chain.add(n, stats[n])
            chains.append(chain)
    for chain in chains:
        chain.level()
    return _without_marks(chains)


def _apart(chain: _Chain, top: float, foot: float) -> float:
    """How far, in letters' heights, a letter's feet stand from a chain's; a descender's body counts as feet too."""
    height = max(LETTER_HEIGHT, chain.height)
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
    middle = (chain.left + chain.right) / 2
    base, tall, own = other.base_at(middle), other.height, chain.base_at(middle)
    head = base - tall
    # As a mark above: its foot stands over the letters' heads; beneath: its top below their feet; or among them.
    above = head - 1.3 * tall < own - chain.height and own < head + 0.6 * tall
    below = own < base + 0.9 * tall and own - chain.height > head
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


def _cut(picture: Grey, labels: Any, stats: Any, chain: _Chain, members: list[int]) -> Cut | None:
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
