"""The text layer of a PDF page (ชั้นข้อความ): whether it can be trusted, and its text with the place of each word.

A born-digital layer is taken, mended where its damage is of the kind that can be (Windows glyph variants, marks
out of order). One that lost letters, or that an OCR laid invisibly over a scan, is distrusted: the page is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.model import Box, Word
from pipeline.text import TextLine, Token, assemble, normalise
from rules.load import load

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FULL_PAGE = 0.7
"""A picture that covers this much of the page is a scan, and text over it an OCR's."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer's text and words; `reason`: clean, repaired, none, lossy, ocr-made or foreign-encoding."""

    usable: bool
    reason: str
    text: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_layer(page: PdfPage) -> Layer:
    """The page's text layer, or why it is not to be used."""
    chars = _chars(page)
    raw = "".join(c.text for c in chars)
    if len(re.sub(r"\s", "", raw)) < 20:
        return Layer(False, "none")
    if _is_scan(page):
        return Layer(False, "ocr-made")
    damage = _damage(raw)
    if damage:
        return Layer(False, damage)
    table = _glyphs()
    mended = any(ord(c.text) in table for c in chars if len(c.text) == 1)
    if mended:
        chars = [_Char(c.text.translate(table), c.left, c.bottom, c.right, c.top) for c in chars]
    text, words = assemble(_lines(chars, *page.get_size()))
    return Layer(True, "repaired" if mended or normalise(raw) != raw else "clean", text, words)


def _chars(page: PdfPage) -> list[_Char]:
    """The page's characters in pdfium's order; a generated space or newline has no place of its own."""
    from pypdfium2 import raw as pdfium

    text_page = page.get_textpage()
    out = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0, 0xFFFE, 0xFFFF):
            continue
        out.append(_Char(chr(code), *text_page.get_charbox(index, loose=True)))
    text_page.close()
    return out


def _is_scan(page: PdfPage) -> bool:
    from pypdfium2 import raw as pdfium

    width, height = page.get_size()
    pictured = False
    invisible = False
    for obj in page.get_objects(max_depth=3):
        if obj.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(obj)
            pictured = pictured or (right - left) * (top - bottom) > _FULL_PAGE * width * height
        elif obj.type == pdfium.FPDF_PAGEOBJ_TEXT:
            invisible = invisible or pdfium.FPDFTextObj_GetTextRenderMode(obj) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return pictured or invisible


def _bounds(obj: Any) -> tuple[float, float, float, float]:
    get = getattr(obj, "get_bounds", None) or obj.get_pos
    left, bottom, right, top = get()
    return left, bottom, right, top


def _damage(raw: str) -> str:
    """Why a layer's letters cannot be got back, or an empty string."""
    letters = re.sub(r"\s", "", raw)
    thai = sum("\u0e00" <= c <= "\u0e7f" for c in letters)
    if letters.count("\ufffd") + sum("\uf880" <= c <= "\uf89e" for c in letters) > len(letters) / 200:
        return "lossy"
    if sum("\u0080" <= c <= "\u00ff" for c in letters) > len(letters) / 5:
        return "foreign-encoding"
    # ค าน า: sara am lost its ring, and stands alone after a space.
    if thai and len(re.findall(r"[ก-ฮ][่-๋]? า", raw)) > thai / 150:
        return "lossy"
    return ""


@cache
def _glyphs() -> dict[int, str]:
    """Glyph variants in the private area, as the letters that they are (rules/glyphs.toml)."""
    return {int(v, 16): term.name for term in load("glyphs").terms for v in term.variants}


def _lines(chars: list[_Char], width: float, height: float) -> list[TextLine]:
    """Characters as lines from the top down; what stands on one height is one line, its columns parted by spaces."""
    runs = [run for run in _runs(chars) if run]
    rows: list[list[list[_Char]]] = []
    for run in sorted(runs, key=lambda r: -_middle(r)):
        if rows and abs(_middle(rows[-1][0]) - _middle(run)) < 0.45 * _tall(run):
            rows[-1].append(run)
        else:
            rows.append([run])
    pitch = _pitch([_middle(row[0]) for row in rows])
    out: list[TextLine] = []
    above: float | None = None
    for row in rows:
        row.sort(key=lambda r: r[0].left)
        middle = _middle(row[0])
        gap = above is not None and above - middle > 1.45 * pitch
        tokens = [t for i, run in enumerate(row) for t in _tokens(run, width, height, 3 if i else 1)]
        out.append(TextLine(tuple(tokens), gap))
        above = middle
    return out


def _runs(chars: list[_Char]) -> list[list[_Char]]:
    """Characters up to each newline that pdfium makes, and up to each jump to another place."""
    runs: list[list[_Char]] = [[]]
    for char in chars:
        if char.text in "\r\n":
            runs.append([])
        elif runs[-1] or not char.text.isspace():
            last = runs[-1][-1] if runs[-1] else None
            if last and char.right > char.left and char.left - last.right > 2.5 * (char.top - char.bottom):
                runs.append([])
            runs[-1].append(char)
    return runs


def _middle(run: list[_Char]) -> float:
    return sum(c.bottom + c.top for c in run) / (2 * len(run))


def _tall(run: list[_Char]) -> float:
    return max(c.top - c.bottom for c in run) or 1.0


def _pitch(middles: list[float]) -> float:
    """The usual distance between lines: the median of the gaps."""
    gaps = sorted(a - b for a, b in zip(middles, middles[1:], strict=False))
    return gaps[len(gaps) // 2] if gaps else 1.0


def _tokens(run: list[_Char], width: float, height: float, spaces: int) -> list[Token]:
    tokens: list[Token] = []
    word: list[_Char] = []
    count = spaces
    for char in [*run, _Char(" ", 0, 0, 0, 0)]:
        if not char.text.isspace():
            word.append(char)
            continue
        if word:
            box = Box(
                min(c.left for c in word) / width,
                1 - max(c.top for c in word) / height,
                max(c.right for c in word) / width,
                1 - min(c.bottom for c in word) / height,
            )
            tokens.append(Token("".join(c.text for c in word), box, 1.0, count))
            word, count = [], 0
        count += 1
    return tokens
