"""A text layer that some OCR made (ชั้นข้อความที่เครื่องสแกนอ่านไว้), held against our own reading, sign by sign, by place.

Our reading always stands. Where a layer whose digits mean something agrees with it, a word is surer; where a digit
differs, the word is doubtful and keeps both readings; what stands in the layer alone, on a place that bears ink, is
set into the text as doubtful. Text on blank paper is not believed at all: layers hold words that no page shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from extractors.document import fold_digits
from extractors.model import Box, Other, Word
from pipeline.text import TextLine, Token, assemble, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.layer import Layer

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_UNKNOWN_TO_STOCK = re.compile("[๔๖๗๘๙]")
"""Digits that Tesseract's Thai models, and scanners that carry them, cannot print (FACTS)."""
_KNOWS = 0.5
"""The share of such digits that a layer must have as we read them, to be one that knows them."""
_DIFFERS = 0.5
_AGREES = 0.5
"""The share of the doubt that is left where two readers agree."""
_ONLY = 0.3
_ALIKE = 0.5
"""Words less alike than this are not the same word read twice: the layer is garbled there, and says nothing."""
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_CODE = re.compile("[ก-ฮ]{2,4}")
_UNIT = re.compile(" {0,2}[0-9๐-๙]")
"""What follows an agency's code."""
_READABLE = re.compile("[ก-ฮ0-9๐-๙]")
_BANDS = 100


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character of the layer, and the middle of its place."""

    text: str
    x: float
    y: float
    width: float
    word: int


def compared(
    text: str, words: Sequence[Word], layer: Layer, picture: Image | None = None
) -> tuple[str, tuple[Word, ...]]:
    """Our text and words, surer or doubtful by what the layer says, with what it alone holds set where it stands."""
    ours, lost = _assigned(words, layer)
    theirs = ["".join(ours[at]) for at in range(len(words))]
    blind = _is_blind([(text[word.start : word.end], other) for word, other in zip(words, theirs, strict=True)])
    held = [_held(word, text, other, blind) for word, other in zip(words, theirs, strict=True)]
    alone = _lines(layer, lost, picture) if picture is not None else []
    return assemble(_among(lines_of(text, held), alone)) if alone else (text, tuple(held))


def _assigned(words: Sequence[Word], layer: Layer) -> tuple[dict[int, list[str]], set[int]]:
    """The layer's signs by our word at (or next to) whose place each stands, and the layer's words beside all ours."""
    bands: dict[int, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        for band in range(int(word.box.top * _BANDS), int(word.box.bottom * _BANDS) + 1):
            bands[band].append(at)
    ours: dict[int, list[str]] = defaultdict(list)
    missed: dict[int, int] = defaultdict(int)
    for sign in _signs(layer):
        best, gap = -1, 1.2 * sign.width
        for at in bands[int(sign.y * _BANDS)]:
            box = words[at].box
            off = max(box.left - sign.x, sign.x - box.right, 0.0)
            if box.top < sign.y < box.bottom and off < gap:
                best, gap = at, off
        if best >= 0:
            ours[best].append(sign.text)
        else:
            missed[sign.word] += 1
    lost = {at for at, count in missed.items() if count > 0.6 * (layer.words[at].end - layer.words[at].start)}
    return ours, lost


def _signs(layer: Layer) -> list[_Sign]:
    """The layer's characters, each set evenly in its word; marks go with the letter that they sit on."""
    out = []
    for at, word in enumerate(layer.words):
        text, box = layer.text[word.start : word.end], word.box
        room = (box.right - box.left) / max(1, len(_MARK.sub("", text)))
        seat = -1
        for sign in text:
            seat += 0 if _MARK.match(sign) and seat >= 0 else 1
            out.append(_Sign(sign, box.left + (seat + 0.5) * room, (box.top + box.bottom) / 2, room, at))
    return out


def _is_blind(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the layer's reader lacks five Thai digits; where none of them stands on the page, it may."""
    from rapidfuzz.distance import Levenshtein

    printed = found = 0
    for ours, theirs in pairs:
        count = len(_UNKNOWN_TO_STOCK.findall(ours)) if theirs else 0
        if count:
            steps = (s for s in Levenshtein.opcodes(ours, theirs) if s.tag == "equal")
            printed += count
            found += sum(len(_UNKNOWN_TO_STOCK.findall(ours[s.src_start : s.src_end])) for s in steps)
    return found <= _KNOWS * printed


def _held(word: Word, text: str, theirs: str, blind: bool) -> Word:
    """Our word as the layer's reading of the same place leaves it."""
    ours = text[word.start : word.end]
    if not theirs:
        return word
    if not re.search(r"[0-9๐-๙]", ours):
        return _held_code(word, ours, theirs) if _UNIT.match(text, word.end) else word
    from rapidfuzz.distance import Levenshtein

    one, two = fold_digits(ours), fold_digits(theirs)
    if not (one.isdigit() and len(one) == len(two)) and Levenshtein.normalized_similarity(one, two) < _ALIKE:
        return word
    out: list[str] = []
    agreed, differs = True, False
    for step in Levenshtein.opcodes(one, two):
        mine, other = ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
        if step.tag == "equal":
            agreed &= all(_says_much(a, b, blind) for a, b in zip(mine, other, strict=True) if a.isdigit())
            out.append(mine)
            continue
        touches = any(c.isdigit() for c in mine + other)
        agreed &= not touches
        if touches and not _means_nothing(mine, other, blind):
            differs = True
            out.append(_in_script(other, ours))
        else:
            out.append(mine)
    if differs:
        return _doubtful(word, "".join(out))
    return replace(word, confidence=1 - (1 - word.confidence) * _AGREES) if agreed else word


def _says_much(mine: str, other: str, blind: bool) -> bool:
    """Whether it means something that two readers agree on a digit: not where one has few digits to choose from."""
    return mine == other and not (blind and mine in _THAI)


def _means_nothing(mine: str, other: str, blind: bool) -> bool:
    """Whether a layer was bound to read this otherwise: a script that it does not know, or a digit that it lacks."""
    scripts = {"thai" if c in _THAI else "arabic" for c in mine + other if c.isdigit()}
    if len(scripts) > 1 or not any(c.isdigit() for c in other):
        return True
    if not blind or scripts != {"thai"}:
        return False
    # Such a reader breaks a digit in two as well, or drops it: only one of its own for one of its own says anything.
    pairs = zip(mine, other, strict=False)
    return len(mine) != len(other) or not any(
        a.isdigit() and b.isdigit() and a != b and not _UNKNOWN_TO_STOCK.match(a) for a, b in pairs
    )


def _in_script(digits: str, like: str) -> str:
    thai = any(c in _THAI for c in like)
    return digits.translate(str.maketrans("0123456789", _THAI)) if thai else fold_digits(digits)


def _held_code(word: Word, ours: str, theirs: str) -> Word:
    """An agency's code that the layer reads as another code that exists (กห, กท) is doubtful."""
    from extractors.reference_numbers import known_codes

    bare, other = ours.replace(".", ""), theirs.replace(".", "")
    same_size = bool(_CODE.fullmatch(bare)) and len(bare) == len(other) and bare != other
    return _doubtful(word, other) if same_size and other in known_codes() else word


def _doubtful(word: Word, other: str) -> Word:
    others = (*word.others, Other(other, "layer", _DIFFERS))
    return replace(word, confidence=min(word.confidence, _DIFFERS), others=others)


def _lines(layer: Layer, lost: set[int], picture: Image | None) -> list[TextLine]:
    """The layer's words that stand on ink where our reading found nothing, as lines of doubtful words."""
    import numpy as np

    small = np.asarray(picture.convert("L").reduce(4)) if picture is not None else np.zeros((1, 1))
    kept: list[TextLine] = []
    words = iter(enumerate(layer.words))
    for line in lines_of(layer.text, layer.words):
        mine = [token for token in line.tokens if next(words)[0] in lost and _has_ink(small, token.box)]
        said = "".join(token.text for token in mine)
        if len(_READABLE.findall(said)) >= max(3, len(_MARK.sub("", said)) / 2):
            kept.append(TextLine(tuple(_alone(token) for token in mine)))
    return kept


def _alone(token: Token) -> Token:
    return replace(token, confidence=_ONLY, others=(Other(token.text, "layer-only", _ONLY),))


def _has_ink(grey: Any, box: Box) -> bool:
    """Whether anything darker than the paper's own grain stands there."""
    import numpy as np

    height, width = grey.shape
    rows = slice(int(box.top * height), int(box.bottom * height) + 1)
    part = grey[rows, int(box.left * width) : int(box.right * width) + 1]
    if part.size < 4:
        return False
    paper = float(np.median(grey))
    grain = float(np.median(np.abs(grey.astype(np.int16) - paper)))
    return float(np.quantile(part, 0.05)) < float(np.quantile(part, 0.9)) - max(8.0, 5 * grain)


def _among(lines: list[TextLine], alone: list[TextLine]) -> list[TextLine]:
    """Our lines with the layer's own ones between them, each above the first line that stands lower."""
    out = list(lines)
    for extra in alone:
        at = next((n for n, line in enumerate(out) if _middle(line) > _middle(extra)), len(out))
        out.insert(at, extra)
    return out


def _middle(line: TextLine) -> float:
    return sum(token.box.top + token.box.bottom for token in line.tokens) / (2 * len(line.tokens))
