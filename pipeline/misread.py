"""How likely a reading is of what stands on the paper (การอ่านคลาดเคลื่อน): digits, prefixes and days.

Costs are in nats: the negative logarithm of the chance that the paper's digit is read as that other one, learned from
scans (`rules/misread.toml`). A confusion has a direction: a reader that cannot print ๖ never turns ๒ into ๖.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate
from math import log

from rules.load import load

_DIGITS = "0123456789"
_READ = _DIGITS + "-"
_OTHER = 12.0
"""The cost of a sign that cannot be what it was read as."""
NEVER = 99.0
_SMOOTHING = 0.5


@cache
def digit_costs() -> Mapping[tuple[str, str], float]:
    """(on the paper, as read) -> nats; the digits, and `-` for one that is lost or was added.

    A digit is wrong as often as `wrong` says; what it is then read as goes by the counts of readers, and in a share
    (`any`) by chance, since people type and write as well.
    """
    settings = load("misread").settings
    wrong, at_random = float(settings["wrong"]), float(settings["any"])
    costs = {}
    for digit in _DIGITS:
        seen = {read: sum(rows[digit][at] for rows in settings["counts"].values()) for at, read in enumerate(_READ)}
        others = sum(seen.values()) - seen[digit]
        for read in _READ:
            by_counts = (seen[read] + _SMOOTHING) / (others + _SMOOTHING * len(_DIGITS))
            share = wrong * ((1 - at_random) * by_counts + at_random / len(_DIGITS))
            costs[digit, read] = -log(1 - wrong if read == digit else share)
        costs["-", digit] = -log(wrong * at_random / len(_DIGITS))
    return costs


def is_confused(paper: str, read: str) -> bool:
    """Whether readers take this digit for that one more often than chance would."""
    settings = load("misread").settings
    return digit_costs()[paper, read] < -log(2 * float(settings["wrong"]) / len(_DIGITS))


@lru_cache(maxsize=65536)
def run_cost(paper: str, read: str) -> float:
    """The cost of reading this number or unit code as that one: the cheapest way to line up their signs."""
    costs = digit_costs()
    added = [costs.get(("-", sign), _OTHER) for sign in read]
    row = list(accumulate(added, initial=0.0))
    for sign in paper:
        lost, same = costs.get((sign, "-"), _OTHER), _sign_costs(sign)
        corner, left = row[0], row[0] + lost
        line = [left]
        for other, above, more in zip(read, row[1:], added, strict=True):
            left = min(corner + same.get(other, _OTHER), above + lost, left + more)
            corner = above
            line.append(left)
        row = line
    return row[-1]


@cache
def _sign_costs(paper: str) -> Mapping[str, float]:
    """What it costs to read this sign as each that it may be read as."""
    seen = {read: cost for (sign, read), cost in digit_costs().items() if sign == paper}
    return seen or {paper: 0.0}


def prefix_cost(paper: str, read: str) -> float:
    """The cost of reading one agency's letters (มท, ชย) as another's: nothing where equal, letters that look alike."""
    if paper == read:
        return 0.0
    differing = [pair for pair in zip(paper, read, strict=False) if pair[0] != pair[1]]
    if len(paper) != len(read) or any(pair not in _letters() for pair in differing):
        return NEVER
    from extractors.reference_numbers import known_codes

    settings = load("misread").settings
    # A code that exists was more likely printed so than read so.
    return len(differing) * float(settings["letter"]) + (float(settings["code"]) if read in known_codes() else 0.0)


@cache
def _letters() -> frozenset[tuple[str, str]]:
    """(on the paper, as read) of the letters that readers confuse; either way round, since both were read."""
    pairs = {(t.name, v) for t in load("confusables").terms if t.of == "letter" for v in t.variants}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


@cache
def prefixes_near(prefix: str) -> tuple[str, ...]:
    """The prefix, and those that it may have been read from or as, by one letter."""
    return (prefix, *sorted({prefix[:at] + b + prefix[at + 1 :] for at, c in enumerate(prefix)
                             for a, b in _letters() if a == c}))  # fmt: skip


@lru_cache(maxsize=4096)
def readings_near(read: str) -> tuple[tuple[str, float], ...]:
    """The numbers one digit off, each with the cost of reading it as this one over reading this one rightly.

    The same as `run_cost` says, but told digit by digit, without lining up a hundred pairs.
    """
    costs = digit_costs()
    near: dict[str, float] = {read: 0.0}
    for at in range(len(read) + 1):
        head, tail = read[:at], read[at:]
        for sign in _DIGITS:
            near[head + sign + tail] = costs[sign, "-"]
            if tail:
                near[head + sign + tail[1:]] = costs[sign, tail[0]] - costs[tail[0], tail[0]]
        if len(read) > 1 and tail:
            near[head + tail[1:]] = costs["-", tail[0]] - costs[tail[0], tail[0]]
    return tuple(sorted(near.items()))


@lru_cache(maxsize=4096)
def numbers_near(number: str) -> tuple[str, ...]:
    """The running number, and those that differ from it by one digit: changed, lost or added."""
    near = {number}
    for at in range(len(number) + 1):
        head, tail = number[:at], number[at:]
        near |= {head + d + tail for d in _DIGITS}
        if tail:
            near.add(head + tail[1:])
            near |= {head + d + tail[1:] for d in _DIGITS}
    return tuple(sorted(near - {""}))


def day_cost(paper: date, read: date) -> float:
    """The cost of reading one day as another: misread digits of day or year, another month's name, a day or so off."""
    if paper == read:
        return 0.0
    settings = load("misread").settings
    misread = run_cost(str(paper.day), str(read.day)) + run_cost(str(paper.year + 543), str(read.year + 543))
    misread += 0.0 if paper.month == read.month else float(settings["month"])
    # A letter is dated, numbered and sent on different days, and cited by any of them.
    beside = float(settings["beside"]) if abs((paper - read).days) <= settings["days_beside"] else NEVER
    return min(misread, beside)
