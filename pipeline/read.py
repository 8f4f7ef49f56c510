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


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as read: its tokens, its top and bottom as fractions of the page, and the block it came from."""

    tokens: tuple[Token, ...]
    top: float
    bottom: float
    left: float
    block: int


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
    table = _tesseract(made.picture if picture is None else picture, mode)
    rows: dict[tuple[int, int, int], list[tuple[str, float, float, float, float, float]]] = {}
    for text, conf, block, par, line, left, top, width, height in zip(
        *(table[k] for k in ("text", "conf", "block_num", "par_num", "line_num", "left", "top", "width", "height")),
        strict=True,
    ):
        if float(conf) >= 0 and text.strip():
            x, y = left + place[0], top + place[1]
            rows.setdefault((block, par, line), []).append((text, float(conf) / 100, x, y, x + width, y + height))
    return [_line(made, words, key[0]) for key, words in rows.items()]


def _line(made: Prepared, words: list[tuple[str, float, float, float, float, float]], block: int) -> _Line:
    tall = sorted(bottom - top for *_, top, _, bottom in words)[len(words) // 2]
    tokens: list[Token] = []
    last = None
    for text, conf, left, top, right, bottom in words:
        gap = left - last if last is not None else 0
        spaces = 3 if gap > 3.5 * tall else 1 if gap > 0.16 * tall or last is None else 0
        tokens.append(Token(text, made.page_box(left, top, right, bottom), conf, spaces))
        last = right
    return _Line(
        tuple(tokens),
        min(t.box.top for t in tokens),
        max(t.box.bottom for t in tokens),
        min(t.box.left for t in tokens),
        block,
    )


def _tesseract(picture: Any, mode: str) -> dict[str, list[Any]]:
    import pytesseract
    from PIL import Image

    model = MODELS / f"{LANGUAGE}.traineddata"
    if not model.is_file():
        raise MachineError("no-model", f"ไม่พบแบบจำลองการอ่าน {model.name}", "ติดตั้งโปรแกรมใหม่ให้ครบทุกแฟ้ม")
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one thread a page: pages, not threads, run side by side
    config = f'--tessdata-dir "{MODELS.as_posix()}" --oem 1 {mode} -c preserve_interword_spaces=1'
    try:
        return dict(
            pytesseract.image_to_data(
                Image.fromarray(picture), lang=LANGUAGE, config=config, timeout=_TIMEOUT, output_type="dict"
            )
        )
    except pytesseract.TesseractNotFoundError as error:
        raise MachineError(
            "no-tesseract", "เครื่องนี้ไม่มีโปรแกรม Tesseract", "ติดตั้งด้วย apt-get install tesseract-ocr หรือ make setup"
        ) from error


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
    gaps = sorted(b - a for a, b in zip(middles, middles[1:], strict=False))
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
