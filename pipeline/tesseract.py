"""Tesseract as a reader of pages: its own layout, with our model or another; kept to be measured beside ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, MachineError
from pipeline.glyphs import Glyph, GlyphLine

MODELS = Path(__file__).parent / "models"
_TIMEOUT = 60
"""Seconds for one pass over a page: a page of noise can hold the layout analysis up without end."""


def tesseract_reader(picture: Any, language: str = "saraban", models: Path | None = MODELS) -> list[GlyphLine]:
    """A page by Tesseract: one run gives its text, spaces as typed, and its table, which alone loses the spaces."""
    import pytesseract.pytesseract as engine
    from PIL import Image

    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one thread a page: pages, not threads, run side by side
    config = (
        f'--tessdata-dir "{models.as_posix()}" ' if models else ""
    ) + "--oem 1 --psm 3 -c preserve_interword_spaces=1 -c tessedit_create_tsv=1 -c tessedit_create_txt=1"
    try:
        with engine.save(Image.fromarray(picture)) as (base, source):
            engine.run_tesseract(source, base, "tsv", language, config=config, nice=0, timeout=_TIMEOUT)
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
    return [_whole(text, glyphs) for text, glyphs in _pair(lines, _glyph_lines(table))]


def _glyph_lines(table: str) -> list[list[Glyph]]:
    rows: dict[tuple[str, ...], list[Glyph]] = {}
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(c) for c in cells[6:10])
            glyph = Glyph(cells[11].strip(), left, top, left + width, top + height, float(cells[10]) / 100)
            rows.setdefault(tuple(cells[1:5]), []).append(glyph)
    return list(rows.values())


def _pair(lines: list[str], rows: list[list[Glyph]]) -> list[tuple[str, list[Glyph]]]:
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


def _whole(text: str, glyphs: list[Glyph]) -> GlyphLine:
    """The glyphs with the spaces that the text has between them."""
    out: list[Glyph] = []
    at = 0
    for glyph in glyphs:
        while at < len(text) and text[at].isspace():
            out.append(Glyph(" ", glyph.left, glyph.top, glyph.left, glyph.bottom, 1.0))
            at += 1
        out.append(glyph)
        at += len(glyph.text)
    return tuple(out)
