"""The checklist as a spreadsheet (XLSX): a line a task, to be filtered by office, sorted by day and ticked.

Days are real dates that Excel and LibreOffice show in Thai (Buddhist calendar, Thai digits), so that they sort.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Any

from outputs.contexts import Line, Sheet
from outputs.crops import Picture
from outputs.messages import language, say
from outputs.thai import number

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.drawing.image import Image
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.datavalidation import DataValidation

FACE = "TH Sarabun New"
_SIZE = 14
_LINE = 1.6 * _SIZE
_HEAD, _LAST = 5, "M"
"""The row of the heads, and the column of the pictures."""
_DAY = {"th": "[$-D07041E]d mmmm yyyy", "en": "d mmmm yyyy"}
_COUNT = {"th": "[$-D00041E]0", "en": "0"}
"""D0: Thai digits; 07: the Buddhist calendar; 041E: Thai names of months."""
COLUMNS = (
    ("col-done", 7), ("col-number", 6), ("field-actors", 20), ("col-task", 46), ("send-to", 18), ("col-due", 22),
    ("col-left", 8), ("col-when", 24), ("col-letter", 40), ("field-urgency", 11), ("col-source", 18), ("check", 26),
    ("crop", 38),
)  # fmt: skip
"""The head of each column (a message) and its width in characters."""
_A4 = 9
_PICTURE = 270
"""The width of a picture on the screen; the last column holds it."""


def to_xlsx(sheet: Sheet) -> bytes:
    """One worksheet that is ready to print on A4, lying; the head stands on each page."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(say("checklist")[:31])
    _set_up(page)
    _styles(book)
    figures = " · ".join(f"{figure.text} {figure.value}" for figure in sheet.figures)
    top = ((sheet.title, "title"), (sheet.subtitle, "note"), (sheet.as_of, "note"), (figures, "note"))
    for row, (text, style) in enumerate(top, 1):
        page.row_dimensions[row].height = 2 * _LINE if style == "title" else 1.2 * _LINE
        page.append([_cell(page, text, style)])
    page.row_dimensions[_HEAD].height = 2.3 * _LINE
    page.append([_cell(page, say(name), "head") for name, _ in COLUMNS])
    page.freeze_panes = f"A{_HEAD + 1}"
    lines = [(office.name, line) for office in sheet.offices for line in office.lines]
    for row, (office, line) in enumerate(lines, _HEAD + 1):
        cells = list(_cells(page, number(row - _HEAD), office, line))
        page.row_dimensions[row].height = _height(cells, line)
        page.append(cells)
        if line.crop:
            page.add_image(_image(line.crop), f"{_LAST}{row}")
    last = _HEAD + max(1, len(lines))
    page.auto_filter.ref = f"A{_HEAD}:{_LAST}{last}"
    page.print_area = f"A1:L{last}"  # the picture is for the screen; on paper the text would be too small beside it
    page.data_validations.append(_ticks(f"A{_HEAD + 1}:A{last}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set_up(page: WriteOnlyWorksheet) -> None:
    from openpyxl.utils import get_column_letter

    for at, (_, width) in enumerate(COLUMNS, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_HEAD}:{_HEAD}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    page.oddFooter.right.text = f"{say('page-of')} &P {say('from-pages')} &N"


def _styles(book: Workbook) -> None:
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


def _cells(page: WriteOnlyWorksheet, place: str, office: str, line: Line) -> Iterator[WriteOnlyCell]:
    mark = f"-{line.state}" if line.state in ("soon", "overdue") else ""
    letter = " ".join(filter(None, (line.sender, line.reference, line.letter_date, line.subject)))
    when = "\n".join(filter(None, (line.left or line.words, ", ".join(line.upcoming), line.trace)))
    doubt = "\n".join((*line.doubts, *([f"“{line.as_read}”"] if line.as_read else [])))
    yield _cell(page, "✓" if line.state == "done" else "", "middle")
    yield _cell(page, place, "middle")
    yield _cell(page, office, "text")
    yield _cell(page, line.action, "text")
    yield _cell(page, ", ".join(line.recipients), "text")
    yield _cell(page, line.due_on, f"day{mark}")
    yield _cell(page, line.days, f"left{mark}")
    yield _cell(page, when, "text")
    yield _cell(page, letter, "text")
    yield _cell(page, line.urgency, "bold")
    source = _cell(page, " ".join(filter(None, (line.page, line.label))), "link")
    source.hyperlink = line.link
    yield source
    yield _cell(page, f"⚠ {doubt}" if doubt else "", "text")
    yield _cell(page, "", "text")


def _cell(page: WriteOnlyWorksheet, value: Any, style: str) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if cell.data_type == "f":  # a letter's words are never a formula, though they begin with =
        cell.data_type = "s"
    cell.style = style
    return cell


def _height(cells: list[WriteOnlyCell], line: Line) -> float:
    """What the longest text of the row needs, in points, and the picture too: Excel makes no row higher by itself."""
    lines = 1
    for cell, (_, width) in zip(cells, COLUMNS, strict=True):
        if isinstance(cell.value, str):
            lines = max(lines, sum(ceil((_drawn(part) + 1) / (0.72 * width)) for part in cell.value.split("\n")))
    picture = 0.75 * _PICTURE * line.crop.height / line.crop.width + 6 if line.crop else 0
    return float(min(409, max(_LINE * (lines + 0.3), picture)))


def _drawn(text: str) -> int:
    """How many characters stand beside each other: vowels and marks above and below take no room."""
    return sum(1 for char in text if unicodedata.category(char) != "Mn")


def _image(picture: Picture) -> Image:
    from openpyxl.drawing.image import Image

    image = Image(io.BytesIO(picture.data))
    image.width, image.height = _PICTURE, round(_PICTURE * picture.height / picture.width)
    return image


def _ticks(cells: str) -> DataValidation:
    """A list of one choice, so that a line is ticked with the mouse."""
    from openpyxl.worksheet.datavalidation import DataValidation

    ticks = DataValidation(type="list", formula1='"✓"', allow_blank=True)
    ticks.add(cells)
    return ticks
