"""A PDF page's text layer (ชั้นข้อความ): taken where it is the letter's own text, refused where it may lie.

A layer is `none`, `clean`, `repairable` (private glyphs, marks out of order), `lossy` (sara am lost, no Unicode),
`ocr-made` (text that nobody sees, in a scan: an unknown reader guessed it) or `overlaid` (a scan with a little text set
upon it later: a digital receipt stamp, a page number). Only clean and repairable ones are taken for the page; what is
overlaid is set beside what the picture says, and an OCR-made one is held against it (`pipeline.layer_check`).
"""

from __future__ import annotations

import re
from collections import Counter
from ctypes import byref, c_double, c_int
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import TYPE_CHECKING, Any

from extractors.model import Box, Word
from pipeline.first_lines import Extent, gaps
from pipeline.text import TextLine, Token, assemble, normalise
from rules.load import load

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_LOST_AM = re.compile("[\u0e01-\u0e2e] [\u0e32](?![\u0e30-\u0e4e])")
"""`ค าน า`: the ํ of each ำ was lost and a space left in its place."""
_STRANGER = re.compile("[\u0e00-\u0e7f][\u00a1-\u00ff\u0100-\u024f\u0400-\u04ff]")
"""A Latin letter with an accent behind a Thai one: a glyph that the file gives no Unicode for, shown by its number."""
_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
"""A mark (and ำ) begins no word."""
_FULL_PAGE = 0.6
"""The share of a page that its pictures cover, from which it may be a scan."""
_DRAWN = 60 / 72
"""The scale at which ink is weighed: 60 dots an inch."""
_LEVEL = 0.2
"""Of a letter's size, within which what stands side by side is one line: a stamp beside a title is not."""
_GRID = 1_000_000


@dataclass(frozen=True, slots=True)
class Layer:
    """A page's text layer: its `reason` is its class, and `usable` says whether the text is to be trusted."""

    reason: str
    text: str = ""
    words: tuple[Word, ...] = ()

    @property
    def usable(self) -> bool:
        return self.reason in ("clean", "repairable")


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and its place, in points from the page's top left; `base` is its baseline."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float


def read_layer(page: PdfPage) -> Layer:
    """The layer of a PDF page and what became of it."""
    glyphs = list(_glyphs(page))
    raw = "".join(g.text for g in glyphs)
    pictured = _picture_share(page) >= _FULL_PAGE
    if not raw.strip():
        return Layer("none")
    width, height = page.get_size()
    lines = _lines(glyphs)
    parted = gaps([_extent(line) for line in lines])
    text, words = assemble([_line(ln, width, height, gap) for ln, gap in zip(lines, parted, strict=True)])
    unseen = pictured and _mostly_unseen(page)
    if unseen:
        return Layer("ocr-made") if _is_garbled(raw) else Layer("ocr-made", text, words)
    if _is_garbled(raw) or _lost_am(text):
        return Layer("lossy")
    if pictured and _mostly_picture(page, words):
        return Layer("overlaid", text, words)
    return Layer("repairable" if any(c in _table() for c in raw) or normalise(raw) != raw else "clean", text, words)


@cache
def _table() -> dict[str, str]:
    """Private glyph -> the letter that it draws (rules/glyphs.toml)."""
    return {glyph: term.name for term in load("glyphs").terms for glyph in term.variants}


def _glyphs(page: PdfPage) -> list[_Glyph]:
    """The page's characters as drawn; the spaces and line ends that pdfium made up are left out."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y, column, row = c_double(), c_double(), c_int(), c_int()
    width, height = page.get_size()

    def place(px: float, py: float) -> tuple[float, float]:
        # Through the page's own rotation and crop box, on a grid fine enough for any page.
        raw.FPDF_PageToDevice(page.raw, 0, 0, _GRID, _GRID, 0, px, py, byref(column), byref(row))
        return column.value / _GRID * width, row.value / _GRID * height

    found = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if raw.FPDFText_IsGenerated(text.raw, index) == 1 or code in (0, 10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(text.raw, index, byref(rect))
        raw.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
        (left, top), (right, bottom) = place(rect.left, rect.top), place(rect.right, rect.bottom)
        base = place(x.value, y.value)[1]
        raw.FPDFText_GetMatrix(text.raw, index, byref(matrix))
        size = max(raw.FPDFText_GetFontSize(text.raw, index) * hypot(matrix.c, matrix.d), 1.0)
        found.append(
            _Glyph(chr(code), min(left, right), max(left, right), min(top, bottom), max(top, bottom), base, size)
        )
    text.close()
    return found


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """Glyphs by visual line, top to bottom, each line from left to right; marks stay behind what they sit on."""
    runs: list[list[_Glyph]] = []
    for glyph in glyphs:
        last = runs[-1][-1] if runs else None
        if last is None or abs(glyph.base - last.base) > 0.45 * last.size or glyph.left < last.left - last.size:
            runs.append([])
        runs[-1].append(glyph)
    lines: list[list[list[_Glyph]]] = []
    for run in sorted((r for r in runs if any(g.text.strip() for g in r)), key=lambda r: r[0].base):
        if lines and abs(run[0].base - lines[-1][0][0].base) < _LEVEL * min(run[0].size, lines[-1][0][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [[g for run in sorted(line, key=lambda r: r[0].left) for g in run] for line in lines]


def _extent(line: list[_Glyph]) -> Extent:
    text = "".join(glyph.text for glyph in line).strip()
    inked = [glyph for glyph in line if glyph.text.strip()]
    return Extent(min(g.left for g in inked), max(g.right for g in inked), line[0].base, text)


def _line(glyphs: list[_Glyph], width: float, height: float, parted: bool) -> TextLine:
    """A line cut into words at its spaces and gaps; a wide gap, as between columns, is three spaces."""
    words: list[list[_Glyph]] = []
    spaces: list[int] = []
    pending = 0
    for glyph in glyphs:
        if not glyph.text.strip():
            pending += 1
            continue
        gap = glyph.left - words[-1][-1].right if words else 0.0
        wide = 3 if gap > 2 * glyph.size else 0
        if not words or pending or gap > 0.25 * glyph.size:
            words.append([])
            spaces.append(max(pending, wide, 1))
        words[-1].append(glyph)
        pending = 0
    table = _table()
    tokens = [
        Token("".join(table.get(g.text, g.text) for g in word), _box(word, width, height), 1.0, count)
        for word, count in zip(words, spaces, strict=True)
    ]
    return TextLine(tuple(_whole_am(tokens)), parted)


def _whole_am(tokens: list[Token]) -> list[Token]:
    """`ดํ` and `าเนิน` are one word: ำ is drawn as two glyphs, and justified lines part them."""
    whole: list[Token] = []
    for token in tokens:
        parted = _MARK.match(token.text) or (whole and whole[-1].text.endswith("\u0e4d") and token.text[0] == "\u0e32")
        if whole and parted and token.spaces < 3:
            last = whole.pop()
            top, bottom = min(last.box.top, token.box.top), max(last.box.bottom, token.box.bottom)
            box = Box(last.box.left, top, token.box.right, bottom)
            token = Token(last.text + token.text, box, 1.0, last.spaces)
        whole.append(token)
    return whole


def _box(word: list[_Glyph], width: float, height: float) -> Box:
    return Box(
        min(g.left for g in word) / width, min(g.top for g in word) / height,
        max(g.right for g in word) / width, max(g.bottom for g in word) / height,
    )  # fmt: skip


def _is_garbled(raw: str) -> bool:
    """Whether letters are wrong: no Unicode for the glyphs, Thai read as Latin."""
    kinds = Counter(
        "thai" if "\u0e00" <= c <= "\u0e7f" else "mojibake" if "\u0080" <= c <= "\u00ff" else "other"
        for c in raw
        if not c.isspace()
    )
    unknown = sum(c == "\ufffd" or (("\ue000" <= c <= "\uf8ff") and c not in _table()) for c in raw)
    if unknown > 0.02 * len(raw) or kinds["mojibake"] > max(kinds["thai"], 10):
        return True
    return len(_STRANGER.findall(raw)) > max(1, 0.002 * len(raw))


def _lost_am(text: str) -> bool:
    """Whether ำ has come apart; Tesseract's own layers, with a space behind each letter, are no case of it."""
    return len(_LOST_AM.findall(text)) > max(2, text.count("\u0e33") // 2)


def _objects(page: PdfPage, kind: int) -> list[Any]:
    return list(page.get_objects(filter=[kind], max_depth=4))


def _picture_share(page: PdfPage) -> float:
    """How much of the page its pictures cover: some scanners cut a page into strips."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    share = 0.0
    for picture in _objects(page, raw.FPDF_PAGEOBJ_IMAGE):
        left, bottom, right, top = picture.get_bounds()
        share += abs(right - left) * abs(top - bottom) / (width * height)
    return share


def _mostly_unseen(page: PdfPage) -> bool:
    """Whether most text is drawn in no ink at all, or beneath the pictures."""
    import pypdfium2.raw as raw

    kinds = [(o.type, o) for o in page.get_objects(max_depth=4)]
    last = max((at for at, (kind, _) in enumerate(kinds) if kind == raw.FPDF_PAGEOBJ_IMAGE), default=-1)
    unseen = [
        at < last or raw.FPDFTextObj_GetTextRenderMode(o.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for at, (kind, o) in enumerate(kinds)
        if kind == raw.FPDF_PAGEOBJ_TEXT
    ]
    return bool(unseen) and sum(unseen) > len(unseen) / 2


def _mostly_picture(page: PdfPage, words: tuple[Word, ...]) -> bool:
    """Whether more of the page's ink stands outside the layer's words than in them."""
    import numpy as np

    grey = np.asarray(page.render(scale=_DRAWN).to_pil().convert("L"))
    height, width = grey.shape
    paper = float(np.median(grey))
    ink = grey < 0.75 * paper
    covered = np.zeros_like(ink)
    for box in (word.box for word in words):
        rows = slice(max(0, int(box.top * height) - 1), int(box.bottom * height) + 2)
        covered[rows, max(0, int(box.left * width) - 1) : int(box.right * width) + 2] = True
    return int((ink & ~covered).sum()) > int((ink & covered).sum())
