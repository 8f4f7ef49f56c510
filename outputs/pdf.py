"""A page of HTML as a PDF for A4 (WeasyPrint), whose text can be searched and copied in Thai."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

from outputs.messages import say
from pipeline.errors import MachineError


def to_pdf(html: str) -> bytes:
    """Raises MachineError, with the command that installs it, where WeasyPrint or Pango is not there."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:  # OSError: WeasyPrint is there, and the libraries it draws with are not
        raise MachineError("no-weasyprint", say("no-pdf", why=error), say("no-pdf-remedy")) from error
    data: bytes = HTML(string=html).write_pdf(pdf_identifier=b"saraban", finisher=name_the_marks)
    return data


def name_the_marks(document: Any, written: Any) -> None:
    """Gives the PDF's text layer the vowels and tone marks that WeasyPrint leaves without a character.

    It maps one glyph of a cluster alone (not ํ of กำ, nor ้ of ขั้), and a reader then shows a number in its place.
    No word processor's PDF does so: each Thai glyph is mapped to the character that its name tells.
    """
    maps = [item for item in written.objects if b"begincmap" in getattr(item, "stream", ())]
    for font, item in zip(document.fonts.values(), maps, strict=True):
        names = _glyph_names(_whole_font(font), font.index)
        for at, line in enumerate(item.stream):
            entry = re.fullmatch(rb"<([0-9a-f]{4})> <[0-9a-f]*>", line)
            number = int(entry[1], 16) if entry else len(names)
            thai = re.fullmatch(r"uni(0E[0-9A-F]{2})(\..+)?", names[number]) if number < len(names) else None
            if entry and thai:
                item.stream[at] = b"<%b> <%b>" % (entry[1], thai[1].lower().encode())


def _whole_font(font: Any) -> bytes:
    """The font's file; what stands in the PDF has lost the names of its glyphs."""
    from weasyprint.text.fonts import get_hb_object_data

    return bytes(get_hb_object_data(font.hb_face))


@cache
def _glyph_names(data: bytes, index: int) -> tuple[str, ...]:
    from fontTools.ttLib import TTFont

    return tuple(TTFont(io.BytesIO(data), fontNumber=max(0, index), lazy=True).getGlyphOrder())
