"""The checklist as a spreadsheet (XLSX): a line a task, to be filtered by office, sorted by day and ticked.

Days are real dates that Excel and LibreOffice show in Thai (Buddhist calendar, Thai digits), so that they sort.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from outputs.contexts import Line, Sheet
from outputs.crops import Picture
from outputs.messages import say
from outputs.sheets import LINE, cell, height, set_up, styles
from outputs.thai import number

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.drawing.image import Image
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.datavalidation import DataValidation

_HEAD, _LAST = 5, "N"
"""The row of the heads, and the column of the pictures."""
COLUMNS = (
    ("col-done", 7), ("col-number", 6), ("field-actors", 20), ("col-task", 46), ("given-to", 18), ("send-to", 18),
    ("col-due", 22), ("col-left", 8), ("col-when", 24), ("col-letter", 40), ("field-urgency", 11), ("col-source", 22),
    ("check", 26), ("crop", 38),
)  # fmt: skip
"""The head of each column (a message) and its width in characters."""
_PICTURE = 270
"""The width of a picture on the screen; the last column holds it."""


def to_xlsx(sheet: Sheet) -> bytes:
    """One worksheet that is ready to print on A4, lying; the head stands on each page."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page = book.create_sheet(say("checklist")[:31])
    set_up(page, [width for _, width in COLUMNS], _HEAD)
    styles(book)
    figures = " · ".join(f"{figure.text} {figure.value}" for figure in sheet.figures)
    top = ((sheet.title, "title"), (sheet.subtitle, "note"), (sheet.as_of, "note"), (figures, "note"))
    for row, (text, style) in enumerate(top, 1):
        page.row_dimensions[row].height = 1.5 * LINE if style == "title" else LINE
        page.append([cell(page, text, style)])
    page.row_dimensions[_HEAD].height = 2 * LINE
    page.append([cell(page, say(name), "head") for name, _ in COLUMNS])
    lines = [(office.name, line) for office in sheet.offices for line in office.lines]
    for row, (office, line) in enumerate(lines, _HEAD + 1):
        cells = list(_cells(page, number(row - _HEAD), office, line))
        page.row_dimensions[row].height = _height(cells, line)
        page.append(cells)
        if line.crop:
            page.add_image(_image(line.crop), f"{_LAST}{row}")
    last = _HEAD + max(1, len(lines))
    page.auto_filter.ref = f"A{_HEAD}:{_LAST}{last}"
    page.print_area = f"A1:M{last}"  # the picture is for the screen; on paper the text would be too small beside it
    page.data_validations.append(_ticks(f"A{_HEAD + 1}:A{last}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(page: WriteOnlyWorksheet, place: str, office: str, line: Line) -> Iterator[WriteOnlyCell]:
    mark = f"-{line.state}" if line.state in ("soon", "overdue") else ""
    letter = " ".join(filter(None, (line.sender, line.reference, line.letter_date, line.subject)))
    when = "\n".join(filter(None, (line.left or line.words, ", ".join(line.upcoming), line.trace)))
    doubt = "\n".join((*line.doubts, *([f"“{line.as_read}”"] if line.as_read else [])))
    yield cell(page, "✓" if line.state == "done" else "", "middle")
    yield cell(page, place, "middle")
    yield cell(page, office, "text")
    yield cell(page, line.action, "text")
    yield cell(page, line.given, "text")
    yield cell(page, ", ".join(line.recipients), "text")
    yield cell(page, line.due_on, f"day{mark}")
    yield cell(page, line.days, f"left{mark}")
    yield cell(page, when, "text")
    yield cell(page, letter, "text")
    yield cell(page, line.urgency, "bold")
    source = cell(page, " ".join(filter(None, (line.page, line.label))), "link")
    source.hyperlink = line.link
    yield source
    yield cell(page, f"⚠ {doubt}" if doubt else "", "text")
    yield cell(page, "", "text")


def _height(cells: list[WriteOnlyCell], line: Line) -> float:
    """What the row needs, and its picture too."""
    picture = 0.75 * _PICTURE * line.crop.height / line.crop.width + 6 if line.crop else 0
    return min(409.0, max(height(cells, [width for _, width in COLUMNS]), picture))


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
