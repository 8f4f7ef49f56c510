"""Reads a page's picture (อ่านด้วย OCR) with our model, which knows all ten Thai digits.

The print is read without the bright ink of stamps; the ink is read apart, and its lines are set where they stand. Two
readers run the same model: our own (`pipeline.line_reader`), and Tesseract (`pipeline.tesseract`), which is there to be
measured beside it. Digits are looked at twice, at two sizes: where the looks differ, the word is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Word
from pipeline.glyphs import Glyph, GlyphLine, agreed, second_choices, spaced, with_digits
from pipeline.image import Prepared, prepare
from pipeline.ink import split_ink
from pipeline.order import Line, in_order, sureness
from pipeline.pen import doubt_colour, strokes, with_pen
from pipeline.stamps import read_stamps
from pipeline.text import Token, assemble

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.find_lines import Cut

MODEL = Path(__file__).parent / "models" / "saraban.traineddata"
Reader = Callable[[Any], list[GlyphLine]]
"""A black-on-white picture, letters `LETTER_HEIGHT` pixels tall, to its lines of glyphs."""
_UNSURE = 0.75
"""A page whose words are less sure than this, in the mean, may lie on its side."""
_RUBBISH = 0.4
"""A short line less sure than this is no print."""
_LONE = 0.9
"""And so is a line of one or two characters less sure than this."""
_SMALLEST = 40
"""Pixels: a smaller picture holds no line of text."""
_DARKEST = 0.3
"""The share of black above which a picture is noise or a photograph."""
_INKED = 0.0001
"""The share of a page's dots in bright ink above which there may be a stamp among them."""
_SPECKS = re.compile("[.,'\"“”`|\\[\\]_\\\\~^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{1,2}")
"""A word of these alone is dirt or a frame's corner: no word of a letter is."""
_SECOND_LOOK = 0.88
"""The size, beside the first, at which lines with digits are read again."""
_WIDER = 1.2
_CODE = 4
"""Characters of the longest code of an agency: such a word, like one with a digit, is as sure as its weakest glyph."""


def read_picture(picture: Image, reader: Reader | None = None) -> tuple[str, tuple[Word, ...]]:
    """The text of a page's picture and its words. Raises MachineError where the model is missing."""
    import numpy as np

    if min(picture.size) < _SMALLEST:
        return "", ()
    reader = reader or own_reader
    colour = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"))
    grey, ink = split_ink(colour)
    made = prepare(grey)
    if (made.picture < 128).mean() > _DARKEST:
        return "", ()
    glyphs = reader(made.picture)
    lines = _lines(made, glyphs)
    if sureness(lines) < _UNSURE:
        made, glyphs, lines = _best_turn(reader, grey, made, glyphs)
    stamps: list[list[Line]] = []
    if (ink < 255).mean() > _INKED:
        apart = prepare(ink, made.turns, made.skew, made.scale)
        whole = prepare(np.minimum(grey, ink), made.turns, made.skew, made.scale)
        glyphs, taken = with_pen(glyphs, strokes(apart.picture), whole.picture, reader)
        stamped = made.alike(ink)
        for stroke in taken:
            top, bottom = int(stroke.top / made.scale), int(stroke.bottom / made.scale)
            stamped[top:bottom, int(stroke.left / made.scale) : int(stroke.right / made.scale)] = 255
        found = (_lines(made, lines) for lines in read_stamps(stamped, reader, made.scale))
        stamps = [lines for lines in found if lines]
    doubted = doubt_colour(glyphs, colour, lambda g: made.page_box(g.left, g.top, g.right, g.bottom))
    return assemble(in_order(_lines(made, doubted), stamps))


def own_reader(picture: Any) -> list[GlyphLine]:
    """Our own line finder and line reader; words with digits are read twice, and each digit by a reader of its own."""
    from pipeline.digit_reader import doubted
    from pipeline.find_lines import cut_lines
    from pipeline.line_reader import read_lines

    cuts = cut_lines(picture)
    first: list[GlyphLine] = [tuple(line) for line in read_lines(MODEL, [cut.picture for cut in cuts])]
    parts = [(at, part) for at, glyphs in enumerate(first) for part in with_digits(glyphs)]
    again = read_lines(MODEL, [_otherwise(_part(cuts[at], first[at], part)) for at, part in parts])
    looked = [list(glyphs) for glyphs in first]
    for (at, part), glyphs in zip(parts, again, strict=True):
        looked[at][part] = agreed(first[at][part], glyphs)
    lines = doubted(cuts, [spaced(glyphs) for glyphs in looked])
    return [
        tuple(g.moved(cut.left, cut.top(g.left, g.right), cut.picture.shape[0]) for g in glyphs)
        for cut, glyphs in zip(cuts, lines, strict=True)
        if glyphs
    ]


def _part(cut: Cut, glyphs: GlyphLine, part: slice) -> Any:
    """The piece of a line's picture that these of its glyphs take, up to the middle of the gaps beside it."""
    inside = glyphs[part]
    before, after = glyphs[: part.start], glyphs[part.stop :]
    left = (before[-1].left + before[-1].right) / 2 if before else 0.0
    right = (after[0].left + after[0].right) / 2 if after else float(cut.picture.shape[1])
    return cut.picture[:, int(min(left, inside[0].left)) : int(max(right, inside[-1].right)) + 1]


def _otherwise(picture: Any) -> Any:
    """The same line a little lower and wider: touching letters part, and no pixel falls where it fell before."""
    import cv2
    import numpy as np

    room = round(picture.shape[0] * (1 / _SECOND_LOOK - 1) / 2)
    padded = np.pad(picture, ((room, room), (0, 0)), constant_values=255)
    return cv2.resize(padded, None, fx=_WIDER, fy=1, interpolation=cv2.INTER_LINEAR)


def _best_turn(
    reader: Reader, grey: Any, made: Prepared, glyphs: list[GlyphLine]
) -> tuple[Prepared, list[GlyphLine], list[Line]]:
    """The page turned by a quarter, a half or three quarters, where that reads better by far."""
    best = (made, glyphs, _lines(made, glyphs))
    for turns in (2, 1, 3):
        turned = prepare(grey, turns)
        read = reader(turned.picture)
        lines = _lines(turned, read)
        if _sure_letters(lines) > 1.2 * _sure_letters(best[2]):
            best = (turned, read, lines)
    return best


def _sure_letters(lines: list[Line]) -> float:
    return sureness(lines) * sum(line.length for line in lines)


def _lines(made: Prepared, found: list[GlyphLine]) -> list[Line]:
    """The lines with their words."""
    lines = [_line(made, glyphs) for glyphs in found]
    # A crest or a signature read as letters is a short line of which the reader itself is unsure.
    return [line for line in lines if line.tokens and sureness([line]) >= _least(line)]


def _least(line: Line) -> float:
    """How sure a line must be to pass for print or a pen's; a lone day that a pen wrote is doubted already."""
    if all(token.text.isdigit() for token in line.tokens):
        return _RUBBISH
    return _LONE if line.length <= 2 else _RUBBISH if line.length <= 15 else 0


def _line(made: Prepared, glyphs: GlyphLine) -> Line:
    """A line's words, parted at its spaces; a code or a word with a digit is as sure as its weakest glyph."""
    tokens: list[Token] = []
    word: list[Glyph] = []
    spaces = 0
    for glyph in (*glyphs, None):
        if glyph is not None and glyph.text.strip():
            word.append(glyph)
            continue
        if word:
            text = "".join(g.text for g in word)
            if not _SPECKS.fullmatch(text):
                tokens.append(_token(made, text, word, min(3, spaces)))
            word, spaces = [], 0
        spaces += 1
    return Line(
        tuple(tokens),
        min(g.left for g in glyphs),
        min(g.top for g in glyphs),
        max(g.right for g in glyphs),
        max(g.bottom for g in glyphs),
    )


def _token(made: Prepared, text: str, word: list[Glyph], spaces: int) -> Token:
    box = made.page_box(
        min(g.left for g in word),
        min(g.top for g in word),
        max(g.right for g in word),
        max(g.bottom for g in word),
    )
    sure = [g.confidence for g in word]
    weakest = len(text) <= _CODE or re.search(r"[0-9๐-๙]", text)
    return Token(text, box, min(sure) if weakest else sum(sure) / len(sure), spaces, second_choices(word))
