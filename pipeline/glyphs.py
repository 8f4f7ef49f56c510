"""Characters as a reader gives them (อักขระ), and two readings of one line held against each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.model import Other

GlyphLine = tuple["Glyph", ...]
_TOO_WIDE = 1.6
_DIFFERS = 0.5
"""How sure a digit is at the most that two readings read differently: it goes to review."""
_LIKELY = 0.02
"""A second choice less likely than this is none."""
_MOST = 4
_SHORT = 8
"""Characters of a word, beside one with digits, that is looked at again with it."""
_CODE = re.compile(r"(?<![^\s/])[ก-ฮ]{1,4}(?![^\s/])")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its text, place in pixels, how sure, and the next likeliest (empty where the reader gives none)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    second: str = ""
    second_confidence: float = 0.0

    def moved(self, right: float, down: float, height: float) -> Glyph:
        """From its line's picture, which is so many pixels tall, to the page's."""
        return replace(self, left=self.left + right, right=self.right + right, top=down, bottom=down + height)


def spaced(line: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The line; digits of one word that stand wider apart than digits do are doubtful: one between was not read."""
    out = list(line)
    pairs = [at for at in range(1, len(out)) if out[at].text.isdigit() and out[at - 1].text.isdigit()]
    steps = [out[at].left - out[at - 1].left for at in pairs]
    for at, step in zip(pairs, steps, strict=True):
        if step > _TOO_WIDE * median(steps) and len(steps) > 2:
            for side in (at - 1, at):
                out[side] = replace(out[side], confidence=min(out[side].confidence, _DIFFERS))
    return tuple(out)


def with_digits(line: Sequence[Glyph]) -> list[slice]:
    """The parts of a line that hold digits: each word with one, and beside it the short words (its code, its ว)."""
    words: list[tuple[int, int]] = []
    for at, glyph in enumerate(line):
        if not glyph.text.strip():
            continue
        if words and words[-1][1] == at:
            words[-1] = (words[-1][0], at + 1)
        else:
            words.append((at, at + 1))
    parts: list[slice] = []
    for n, (start, end) in enumerate(words):
        if not any(g.text.isdigit() for g in line[start:end]):
            continue
        if n > 0 and words[n - 1][1] - words[n - 1][0] <= _SHORT:
            start = words[n - 1][0]
        if n + 1 < len(words) and words[n + 1][1] - words[n + 1][0] <= _SHORT:
            end = words[n + 1][1]
        if parts and start <= parts[-1].stop + 1:
            parts[-1] = slice(parts[-1].start, end)
        else:
            parts.append(slice(start, end))
    return parts


def agreed(first: Sequence[Glyph], again: Sequence[Glyph]) -> list[Glyph]:
    """The first reading; what the second reads otherwise is doubtful: digits, and letters of an agency's short code.

    Where both read the same digit, it is as sure as the mean of the two.
    """
    from rapidfuzz.distance import Levenshtein

    one, two = "".join(g.text for g in first), "".join(g.text for g in again)
    out = list(first)
    for step in Levenshtein.opcodes(one, two):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                at = step.src_start + offset
                if one[at].isdigit():
                    sure = (out[at].confidence + again[step.dest_start + offset].confidence) / 2
                    out[at] = replace(out[at], confidence=sure)
            continue
        touched = range(step.src_start, step.src_end)
        if step.tag == "insert" and any(c.isdigit() for c in two[step.dest_start : step.dest_end]):
            touched = range(max(0, step.src_start - 1), min(len(out), step.src_start + 1))
        for at in touched:
            digits = one[at].isdigit() or any(c.isdigit() for c in two[step.dest_start : step.dest_end])
            if digits or _in_a_code(one, at):
                out[at] = replace(out[at], confidence=min(out[at].confidence, _DIFFERS))
            beside = step.dest_start + at - step.src_start
            if digits and step.tag == "replace" and beside < step.dest_end:
                out[at] = replace(out[at], second=two[beside], second_confidence=again[beside].confidence)
    return out


def second_choices(word: Sequence[Glyph]) -> tuple[Other, ...]:
    """The word with one digit read as its next likeliest, for each digit that has one; likeliest first."""
    out = []
    for at, glyph in enumerate(word):
        same_script = glyph.text.isdigit() and glyph.second.isdigit() and glyph.text.isascii() == glyph.second.isascii()
        if same_script and glyph.second != glyph.text and glyph.second_confidence >= _LIKELY:
            text = "".join(g.text for g in word[:at]) + glyph.second + "".join(g.text for g in word[at + 1 :])
            out.append(Other(text, "second", round(glyph.second_confidence, 3)))
    return tuple(sorted(out, key=lambda other: -other.chance)[:_MOST])


def _in_a_code(line: str, at: int) -> bool:
    """Whether a letter belongs to a word as short as an agency's code (กห, มท, ศธ) or a circular's ว."""
    return any(word.start() <= at < word.end() for word in _CODE.finditer(line))
