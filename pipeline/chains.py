"""Letters joined to the lines of a page (แนวอักษร): those of one line stand on one baseline, level, leaning or bent."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pipeline.image import LETTER_HEIGHT

_BASE = 0.36
"""Heights of a letter: two letters whose feet lie farther apart stand on different lines."""
_REACH = 3.2
"""Heights of a letter: a wider gap parts two columns."""
_LONG = 20
"""Letters of a line that tells how the page leans."""


@dataclass(frozen=True, slots=True)
class Lean:
    """How lines fall from left to right, by their height on the page: a page photographed from the side has no skew
    of its own, but one at its top and another at its foot.
    """

    at_top: float = 0.0
    more: float = 0.0
    """what each pixel further down adds"""

    def at(self, y: float) -> float:
        return self.at_top + self.more * y


@dataclass(slots=True)
class Chain:
    """Letters on one baseline, by their components' numbers."""

    lean: Lean
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


def lean_of(chains: list[Chain]) -> Lean:
    """The lean that the long lines of a page share; none where there are too few to tell."""
    import numpy as np

    long = [chain for chain in chains if len(chain.members) >= _LONG]
    if len(long) < 4:
        return Lean()
    middles = [(chain.left + chain.right) / 2 for chain in long]
    y = np.array([chain.base_at(x) for chain, x in zip(long, middles, strict=True)])
    falls = np.array([float(np.polyval(np.polyder(chain.slope), x)) for chain, x in zip(long, middles, strict=True)])
    kept = np.ones(len(long), dtype=bool)
    for _ in range(2):
        more, at_top = np.polyfit(y[kept], falls[kept], 1)
        far = np.abs(falls - at_top - more * y)
        kept = far <= max(0.002, float(np.median(far)) * 2)
    return Lean(float(at_top), float(more))


def chains_of(stats: Any, lean: Lean) -> list[Chain]:
    """Letters joined from left to right, the nearest chain first; a chain of one speck is none."""
    unit = LETTER_HEIGHT
    tall, wide = stats[:, 3], stats[:, 2]
    letters = [
        n
        for n in range(1, len(stats))
        if 0.55 * unit <= tall[n] <= 3.4 * unit and wide[n] <= 14 * unit and wide[n] >= 2
    ]
    chains: list[Chain] = []
    for n in sorted(letters, key=lambda n: int(stats[n, 0])):
        left, foot = int(stats[n, 0]), int(stats[n, 1] + stats[n, 3])
        drop = lean.at(foot) * left
        near = [c for c in chains if left - c.right < _REACH * max(unit, c.height) and left > c.left - unit]
        fit = [(_apart(c, int(stats[n, 1]) - drop, foot - drop), c) for c in near]
        fit = [(far, c) for far, c in fit if far < _BASE]
        if fit:
            min(fit, key=lambda x: x[0])[1].add(n, stats[n])
        else:
            chain = Chain(lean)
            chain.add(n, stats[n])
            chains.append(chain)
    for chain in chains:
        chain.level()
    return _without_marks(chains)


def _apart(chain: Chain, top: float, foot: float) -> float:
    """How far, in letters' heights, a letter's feet stand from a chain's; a descender's body counts as feet too."""
    height = max(LETTER_HEIGHT, chain.height)
    # ุ ู ฐ ญ ฎ reach below the baseline: their tops are where a letter's top is.
    usual_top = chain.base - chain.height
    low = abs(top - usual_top) / height if foot > chain.base and foot - chain.base < 0.8 * height else 9.0
    return min(abs(foot - chain.base) / height, low)


def _without_marks(chains: list[Chain]) -> list[Chain]:
    """Chains but those of a few marks that stand close above or beneath a longer line: they go to it one by one."""
    return [chain for chain in chains if not any(_hangs_on(chain, other) for other in chains if other is not chain)]


def _hangs_on(chain: Chain, other: Chain) -> bool:
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
