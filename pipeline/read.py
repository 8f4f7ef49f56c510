"""Reads a page's picture (อ่านด้วย OCR): Tesseract with our model, which knows all ten Thai digits.

The print is read without the bright ink of stamps; the ink is read apart, and its lines are set where they stand.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Word
from pipeline.errors import MachineError
from pipeline.image import Prepared, prepare, split_ink
from pipeline.text import TextLine, Token, assemble

if TYPE_CHECKING:
    from PIL.Image import Image

MODELS = Path(__file__).parent / "models"
LANGUAGE = "saraban"
_TIMEOUT = 120
"""Seconds for one pass over a page: a page of noise can hold the layout analysis up without end."""
_UNSURE = 0.45
"""A page whose words are less sure than this, in the mean, may lie on its side."""


_RUBBISH = 0.4
"""A short line less sure than this is no print."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """What the reader gives for each character or cluster: its text, place in pixels, and how sure."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as read: its tokens, and its top, bottom and left as fractions of the page."""

    tokens: tuple[Token, ...]
    top: float
    bottom: float
    left: float


def read_picture(picture: Image) -> tuple[str, tuple[Word, ...]]:
    """The text of a page's picture and its words. Raises MachineError where Tesseract or its model is missing."""
    import numpy as np

    grey, ink = split_ink(np.asarray(picture.convert("RGB")))
    made = prepare(grey)
    lines = _read(made, "--psm 3")
    if _sureness(lines) < _UNSURE:
        made, lines = _best_turn(grey, made, lines)
    if (ink < 255).mean() > 0.0004:
        lines = [*lines, *_read_ink(ink, made)]
    return assemble(_in_order(lines))


def _sureness(lines: list[_Line]) -> float:
    tokens = [t for line in lines for t in line.tokens]
    return sum(t.confidence * len(t.text) for t in tokens) / max(1, sum(len(t.text) for t in tokens)) if tokens else 0.0


def _best_turn(grey: Any, made: Prepared, lines: list[_Line]) -> tuple[Prepared, list[_Line]]:
    """The page turned by a quarter, a half or three quarters, where that reads better by far."""
    best = (_sureness(lines) * _length(lines), made, lines)
    for turns in (2, 1, 3):
        turned = prepare(grey, turns)
        read = _read(turned, "--psm 3")
        score = _sureness(read) * _length(read)
        if score > 1.2 * best[0]:
            best = (score, turned, read)
    return best[1], best[2]


def _length(lines: list[_Line]) -> int:
    return sum(len(t.text) for line in lines for t in line.tokens)


def _read(made: Prepared, mode: str, place: tuple[int, int] = (0, 0), picture: Any = None) -> list[_Line]:
    """One pass of Tesseract; `picture` is a part of the made picture whose left top corner is at `place`."""
    lines = [
        _line(made, text, glyphs, place)
        for text, glyphs in _tesseract(made.picture if picture is None else picture, mode)
    ]
    # A crest or a signature read as letters is a short line of which the reader itself is unsure.
    return [x for x in lines if _sureness([x]) >= _RUBBISH or _length([x]) > 15]


def _line(made: Prepared, text: str, glyphs: list[_Glyph], place: tuple[int, int]) -> _Line:
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
        sure = [g.confidence for g in part]
        digits = re.search(r"[0-9๐-๙]", match[2])
        tokens.append(Token(match[2], box, min(sure) if digits else sum(sure) / len(sure), min(3, len(match[1]))))
    return _Line(
        tuple(tokens),
        min(t.box.top for t in tokens),
        max(t.box.bottom for t in tokens),
        min(t.box.left for t in tokens),
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


def _read_ink(ink: Any, made: Prepared) -> list[_Line]:
    """The bright ink read apart, clump by clump: a stamp's lines, an urgency mark; a scribble gives nothing sure."""
    import cv2
    import numpy as np

    apart = prepare(ink, made.turns, made.skew)
    dark = (apart.picture < 160).astype(np.uint8)
    clumps = cv2.dilate(dark, np.ones((15, 31), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(clumps)
    lines: list[_Line] = []
    for left, top, width, height, _ in stats[1 : min(count, 9)]:
        if width < 40 or height < 14:
            continue
        part = np.pad(apart.picture[top : top + height, left : left + width], 12, constant_values=255)
        for line in _read(apart, "--psm 6", (left - 12, top - 12), part):
            text = "".join(t.text for t in line.tokens)
            if _sureness([line]) >= 0.55 and len(re.findall(r"[ก-ฮ0-9๐-๙]", text)) >= 3:
                lines.append(line)
    return lines


def _in_order(lines: list[_Line]) -> list[TextLine]:
    """Lines from the top down; pieces of one height become one line, their columns parted by spaces."""
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda x: (x.top + x.bottom, x.left)):
        row = rows[-1] if rows else []
        if row and _overlap(row[-1], line) and all(_beside(other, line) for other in row):
            row.append(line)
        else:
            rows.append([line])
    middles = [sum(x.top + x.bottom for x in row) / (2 * len(row)) for row in rows]
    gaps = sorted(b - a for a, b in pairwise(middles))
    pitch = gaps[len(gaps) // 2] if gaps else 1.0
    out = []
    for index, row in enumerate(rows):
        row.sort(key=lambda x: x.left)
        tokens: list[Token] = []
        for line in row:
            first = line.tokens[0]
            tokens += [Token(first.text, first.box, first.confidence, 3), *line.tokens[1:]]
        gap = index > 0 and middles[index] - middles[index - 1] > 1.4 * pitch
        out.append(TextLine(tuple(tokens), gap))
    return out


def _overlap(one: _Line, other: _Line) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _beside(one: _Line, other: _Line) -> bool:
    right = max(t.box.right for t in one.tokens)
    other_right = max(t.box.right for t in other.tokens)
    return right <= other.left + 0.01 or other_right <= one.left + 0.01
