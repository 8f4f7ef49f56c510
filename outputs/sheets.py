"""What every spreadsheet of ours has: its face, its borders, A4 lying, days that show in Thai, and no formulas."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from outputs.messages import language, say

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

FACE = "TH Sarabun New"
_SIZE = 14
LINE = 1.9 * _SIZE
"""The height of a line of text, in points."""
_DAY = {"th": "[$-D07041E]d mmmm yyyy", "en": "d mmmm yyyy"}
_COUNT = {"th": "[$-D00041E]0", "en": "0"}
"""D0: Thai digits; 07: the Buddhist calendar; 041E: Thai names of months."""
_A4 = 9


def set_up(page: WriteOnlyWorksheet, widths: Sequence[int], head: int) -> None:
    """A4 lying, columns of these widths (in characters), the head (a row's number) on each page and always in sight."""
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{head}:{head}"
    page.freeze_panes = f"A{head + 1}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    page.oddFooter.right.text = f"{say('page-of')} &P {say('from-pages')} &N"


def styles(book: Workbook) -> None:
    """Named styles: title, note, head, text, middle, link, bold, day, left, and the last two for soon and overdue."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    line = Side(style="thin", color="777777")
    box = Border(left=line, right=line, top=line, bottom=line)
    top = {"vertical": "top", "wrap_text": True}

    def add(
        name: str, font: dict[str, Any], place: dict[str, Any], border: Border | None = None, shown: str = "General"
    ) -> None:
        style = NamedStyle(name, font=Font(name=FACE, **{"size": _SIZE, **font}), alignment=Alignment(**place))
        style.number_format = shown
        if border:
            style.border = border
        book.add_named_style(style)

    add("title", {"bold": True, "size": 20}, {})
    add("note", {}, {})
    add("head", {"bold": True}, {"horizontal": "center", "vertical": "center", "wrap_text": True}, box)
    add("text", {}, top, box)
    add("middle", {}, {**top, "horizontal": "center"}, box)
    add("link", {"underline": "single"}, top, box)
    add("bold", {"bold": True}, top, box)
    for name, font in (("day", {}), ("day-soon", {"bold": True}), ("day-overdue", {"bold": True, "color": "A30000"})):
        add(name, font, {**top, "horizontal": "left"}, box, _DAY[language()])
        add(name.replace("day", "left"), font, {**top, "horizontal": "center"}, box, _COUNT[language()])


def cell(page: WriteOnlyWorksheet, value: Any, style: str) -> WriteOnlyCell:
    """A cell in a named style. What a letter says is never a formula, and has no characters that XML forbids."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    made = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if made.data_type == "f":  # a letter's words are never a formula, though they begin with =
        made.data_type = "s"
    made.style = style
    return made


def height(cells: Sequence[WriteOnlyCell], widths: Sequence[float]) -> float:
    """What the longest text of a row needs, in points: Excel makes no row higher by itself."""
    lines = 1
    for one, width in zip(cells, widths, strict=True):
        if isinstance(one.value, str):
            lines = max(lines, sum(ceil((drawn(part) + 1) / (0.7 * width)) for part in one.value.split("\n")))
    return min(409.0, LINE * (lines + 0.1))


def drawn(text: str) -> int:
    """How many characters stand beside each other: vowels and marks above and below take no room."""
    return sum(1 for char in text if unicodedata.category(char) != "Mn")
