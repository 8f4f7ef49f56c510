"""Reads a page's picture (อ่านด้วย OCR): Tesseract with our model, which knows all ten Thai digits.

The print is read without the bright ink of stamps; the ink is read apart, and its lines are set where they stand.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Word
from pipeline.errors import InputError, MachineError
from pipeline.image import LETTER_HEIGHT, Prepared, prepare, split_ink
from pipeline.order import Line, fragments, in_order, sureness
from pipeline.text import Token, assemble

if TYPE_CHECKING:
    from PIL.Image import Image

MODELS = Path(__file__).parent / "models"
LANGUAGE = "saraban"
_TIMEOUT = 60
"""Seconds for one pass over a page: a page of noise can hold the layout analysis up without end."""
_UNSURE = 0.45
"""A page whose words are less sure than this, in the mean, may lie on its side."""


_RUBBISH = 0.4
"""A short line less sure than this is no print."""
_SMALLEST = 40
"""Pixels: a smaller picture holds no line of text."""
_DARKEST = 0.3
"""The share of black above which a picture is noise or a photograph, over which the layout analysis loses minutes."""
_INKED = 0.0004
"""The share of a page's dots in bright ink above which there may be a stamp among them."""
_SPECKS = re.compile("[.,'\"“”`|\\[\\]_\\\\~^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{1,2}")
"""A word of these alone is dirt or a frame's corner: no word of a letter is."""
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_MARGIN, _WHITE = 3, 12
"""Pixels of the picture about a part that is read alone, and of white about both."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What the reader gives for each character or cluster: its text, place in pixels, and how sure."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


def read_picture(picture: Image) -> tuple[str, tuple[Word, ...]]:
    """The text of a page's picture and its words. Raises MachineError where Tesseract or its model is missing."""
    import numpy as np

    if min(picture.size) < _SMALLEST:
        return "", ()
    grey, ink = split_ink(np.asarray(picture.convert("RGB")))
    made = prepare(grey)
    if (made.picture < 128).mean() > _DARKEST:
        return "", ()
    lines = _read(made, "--psm 3")
    if sureness(lines) < _UNSURE or _stand_upright(lines):
        made, lines = _best_turn(grey, made, lines)
    lines = [_widened(made, line, lines) for line in _mended(made, lines)]
    stamps = _read_ink(ink, made) if (ink < 255).mean() > _INKED else []
    return assemble(in_order(lines, stamps))


def _best_turn(grey: Any, made: Prepared, lines: list[Line]) -> tuple[Prepared, list[Line]]:
    """The page turned by a quarter, a half or three quarters, where that reads better by far."""
    best = (_sure_letters(lines), made, lines)
    for turns in (2, 1, 3):
        turned = prepare(grey, turns)
        read = _read(turned, "--psm 3")
        if _sure_letters(read) > 1.2 * best[0]:
            best = (_sure_letters(read), turned, read)
    return best[1], best[2]


def _stand_upright(lines: list[Line]) -> bool:
    """Whether most lines run up or down the page: the reader can read them so, but the page lies on its side."""
    long = [line for line in lines if line.length > 4]
    return sum(line.bottom - line.top > line.right - line.left for line in long) > len(long) / 2


def _sure_letters(lines: list[Line]) -> float:
    return 0.0 if _stand_upright(lines) else sureness(lines) * sum(line.length for line in lines)


def _mended(made: Prepared, lines: list[Line]) -> list[Line]:
    """Lines whose marks were read as a line of their own, read again as one."""
    kept = list(lines)
    for marks, line in fragments(lines):
        if marks not in kept or line not in kept:
            continue
        left, right = min(marks.left, line.left), max(marks.right, line.right)
        top, bottom = min(marks.top, line.top), max(marks.bottom, line.bottom)
        again = [x for x in _read_part(made, left, top, right, bottom, "--psm 7") if x.length >= 0.85 * line.length]
        if len(again) == 1 and sureness(again) >= 0.9 * sureness([line]):
            kept[kept.index(line)] = again[0]
            kept.remove(marks)
        elif sureness([marks]) < _RUBBISH:
            kept.remove(marks)
    return kept


def _widened(made: Prepared, line: Line, lines: list[Line]) -> Line:
    """The line read again with the ink beside or above it that no line took: a bold label, the marks of ที่.

    Taken only where it says more and its own letters and digits stay as they were.
    """
    others = [x for x in lines if x is not line]
    left = _loose_left(made, line, others)
    high = int(line.top - LETTER_HEIGHT / 2)
    free = not any(x.bottom > high and x.top < line.top and x.left < line.right and x.right > line.left for x in others)
    marks = made.picture[max(0, high) : max(0, int(line.top) - 1), int(line.left) : int(line.right)]
    loose_marks = free and bool((marks < 128).any())
    if left == line.left and not loose_marks:
        return line
    top = line.top - LETTER_HEIGHT if free else line.top - (line.bottom - line.top) / 9
    again = _read_part(made, left, top, line.right, line.bottom, "--psm 7")
    if len(again) != 1 or again[0].length <= line.length or sureness(again) < 0.8 * sureness([line]):
        return line
    # Letters without their marks: nothing may change but what the new ink adds in front.
    before, now = (_MARKS.sub("", x.text) for x in (line, again[0]))
    same = now == before if left == line.left else now.endswith(before[3:])
    return again[0] if same else line


def _loose_left(made: Prepared, line: Line, others: list[Line]) -> float:
    """Where the ink begins that stands close on the line's left and belongs to no other line."""
    import numpy as np

    reach = int(4 * LETTER_HEIGHT)
    taken = [x.right for x in others if x.left < line.left and x.top < line.middle < x.bottom]
    start = int(max([0.0, line.left - reach, *taken]))
    third = (line.bottom - line.top) / 3
    strip = made.picture[int(line.top + third) : int(line.bottom - third / 2), start : max(start, int(line.left) - 4)]
    columns = np.flatnonzero((strip < 128).any(axis=0))
    return line.left if len(columns) < LETTER_HEIGHT / 3 else float(start + columns[0] - LETTER_HEIGHT)


def _read_part(made: Prepared, left: float, top: float, right: float, bottom: float, mode: str) -> list[Line]:
    """A rectangle of the made picture, read alone with white around it."""
    import numpy as np

    x, y = max(0, int(left) - _MARGIN), max(0, int(top) - _MARGIN)
    part = made.picture[y : int(bottom) + _MARGIN, x : int(right) + _MARGIN]
    part = np.pad(part, _WHITE, constant_values=255)
    return _read(made, mode, (x - _WHITE, y - _WHITE), part)


def _read(made: Prepared, mode: str, place: tuple[int, int] = (0, 0), picture: Any = None) -> list[Line]:
    """One pass of Tesseract; `picture` is a part of the made picture whose left top corner is at `place`."""
    found = [
        _line(made, text, glyphs, place)
        for text, glyphs in _tesseract(made.picture if picture is None else picture, mode)
    ]
    # A crest or a signature read as letters is a short line of which the reader itself is unsure.
    return [x for x in found if x.tokens and (sureness([x]) >= _RUBBISH or x.length > 15)]


def _line(made: Prepared, text: str, glyphs: list[_Glyph], place: tuple[int, int]) -> Line:
    """A line's words, parted where its text has spaces; a word with a digit is as sure as its weakest glyph."""
    tokens: list[Token] = []
    at = 0
    for match in re.finditer(r"(\s*)(\S+)", text):
        part: list[_Glyph] = []
        while at < len(glyphs) and sum(len(g.text) for g in part) < len(match[2]):
            part.append(glyphs[at])
            at += 1
        if not part:
            break
        box = made.page_box(
            min(g.left for g in part) + place[0],
            min(g.top for g in part) + place[1],
            max(g.right for g in part) + place[0],
            max(g.bottom for g in part) + place[1],
        )
        if _SPECKS.fullmatch(match[2]):
            continue
        sure = [g.confidence for g in part]
        digits = re.search(r"[0-9๐-๙]", match[2])
        tokens.append(Token(match[2], box, min(sure) if digits else sum(sure) / len(sure), min(3, len(match[1]))))
    return Line(
        tuple(tokens),
        min(g.left for g in glyphs) + place[0],
        min(g.top for g in glyphs) + place[1],
        max(g.right for g in glyphs) + place[0],
        max(g.bottom for g in glyphs) + place[1],
    )


def _tesseract(picture: Any, mode: str) -> list[tuple[str, list[_Glyph]]]:
    """Each line's text, spaces as typed, and its glyphs: one run gives both, since its table alone loses the spaces."""
    import pytesseract.pytesseract as engine
    from PIL import Image

    model = MODELS / f"{LANGUAGE}.traineddata"
    if not model.is_file():
        raise MachineError("no-model", f"ไม่พบแบบจำลองการอ่าน {model.name}", "ติดตั้งโปรแกรมใหม่ให้ครบทุกแฟ้ม")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one thread a page: pages, not threads, run side by side
    config = (
        f'--tessdata-dir "{MODELS.as_posix()}" --oem 1 {mode} -c preserve_interword_spaces=1 '
        "-c tessedit_create_tsv=1 -c tessedit_create_txt=1"
    )
    try:
        with engine.save(Image.fromarray(picture)) as (base, source):
            engine.run_tesseract(source, base, "tsv", LANGUAGE, config=config, nice=0, timeout=_TIMEOUT)
            text = Path(f"{base}.txt").read_text(encoding="utf-8")
            table = Path(f"{base}.tsv").read_text(encoding="utf-8")
    except RuntimeError as error:  # what pytesseract raises when time is up
        what = f"อ่านหน้านี้ไม่เสร็จภายใน {_TIMEOUT} วินาที"
        raise InputError("page-timeout", what, "สแกนหน้านี้ใหม่ให้สะอาดขึ้น แล้วสั่งอีกครั้ง") from error
    except engine.TesseractNotFoundError as error:
        raise MachineError(
            "no-tesseract", "เครื่องนี้ไม่มีโปรแกรม Tesseract", "ติดตั้งด้วย apt-get install tesseract-ocr หรือ make setup"
        ) from error
    lines = [line for line in text.replace("\f", "\n").split("\n") if line.strip()]
    return _pair(lines, _glyph_lines(table))


def _glyph_lines(table: str) -> list[list[_Glyph]]:
    rows: dict[tuple[str, ...], list[_Glyph]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(c) for c in cells[6:10])
            glyph = _Glyph(cells[11].strip(), left, top, left + width, top + height, float(cells[10]) / 100)
            rows.setdefault(tuple(cells[1:5]), []).append(glyph)
    return list(rows.values())


def _pair(lines: list[str], rows: list[list[_Glyph]]) -> list[tuple[str, list[_Glyph]]]:
    """Lines of text beside their glyphs: both come in one order; a row that no line matches keeps its own text."""
    out = []
    at = 0
    for row in rows:
        own = "".join(g.text for g in row)
        match = next((i for i in range(at, min(at + 3, len(lines))) if "".join(lines[i].split()) == own), None)
        if match is None:
            out.append((own, row))
        else:
            out.append((lines[match], row))
            at = match + 1
    return out


def _read_ink(ink: Any, made: Prepared) -> list[list[Line]]:
    """The bright ink read apart, clump by clump: a stamp's lines, an urgency mark; a scribble gives nothing sure."""
    import cv2
    import numpy as np

    apart = prepare(ink, made.turns, made.skew, made.scale)
    dark = (apart.picture < 160).astype(np.uint8)
    clumps = cv2.dilate(dark, np.ones((21, 41), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(clumps)
    stamps: list[list[Line]] = []
    for left, top, width, height, _ in sorted(stats[1:], key=lambda s: -int(s[4]))[:8]:
        if width < 60 or height < 30:
            continue
        read = _read_part(apart, left, top, left + width, top + height, "--psm 6")
        lines = [x for x in read if sureness([x]) >= 0.6 and len(re.findall(r"[ก-ฮ0-9๐-๙]", x.text)) >= 3]
        if lines:
            stamps.append(lines)
    return stamps
