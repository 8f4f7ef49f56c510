"""Ruled tables of born-digital pages (ตาราง): found by pdfplumber, read cell by cell.

pdfplumber knows where the rules make cells; what stands in them is the layer's own words, which it reads less well
(FACTS). A page with too few rules is never shown to it, so ordinary pages cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ctypes import byref, c_float
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.model import Box, Cell, Page, Table
from pipeline.text import TextLine, Token, assemble, lines_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 3.0
"""Points: what is no thicker is a rule."""
_LONG = 8.0
_RULES = 3
"""As many rules across and as many down are the least that make two rows of two cells."""
_MOST = 2000
"""Segments of one path: more make no table."""
_SHORT = 4
"""Lines: a row whose cells hold more is no row of a list, and keeps its lines."""
_FILLED = 0.8
"""The share of a table's rows and columns that its cells take at least."""
_SAME = 0.004
"""Of the page: edges nearer than this are one."""
_THAI = re.compile(r"[ก-ฮะ-ฺเ-๎]")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell before it is read: its first row and column, how many it takes of each, its place on the page."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


def with_tables(page: Page, path: Path, drawn: PdfPage) -> Page:
    """The page with its tables, its text in the order of their cells; as it was where it has none."""
    if not is_ruled(drawn):
        return page
    grids = find_grids(path, page.number)
    return set_in_cells(page, grids) if grids else page


def is_ruled(page: PdfPage) -> bool:
    """Whether there are rules enough on a PDF page for a table."""
    import pypdfium2.raw as raw

    across = down = 0
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = path.get_bounds()
        wide, tall = abs(right - left), abs(top - bottom)
        if wide > _LONG and tall > _LONG:
            sides = _sides(path)
            across, down = across + sides[0], down + sides[1]
        else:
            across += wide > _LONG and tall <= _THIN
            down += tall > _LONG and wide <= _THIN
    return across >= _RULES and down >= _RULES


def _sides(path: Any) -> tuple[int, int]:
    """The straight strokes of a path, across and down; none of a drawing (a crest), which has curves."""
    import pypdfium2.raw as raw

    count = raw.FPDFPath_CountSegments(path.raw)
    if count > _MOST:
        return 0, 0
    x, y = c_float(), c_float()
    across = down = 0
    last = (0.0, 0.0)
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, at)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            return 0, 0
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        here = (x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            wide, tall = abs(here[0] - last[0]), abs(here[1] - last[1])
            across += wide > _LONG and tall < 1
            down += tall > _LONG and wide < 1
        last = here
    return across, down


def find_grids(path: Path, number: int) -> list[list[Place]]:
    """The cells of each table on a page of a PDF; frames and single rows or columns are no tables."""
    import pdfplumber

    with pdfplumber.open(path, pages=[number]) as document:
        page = document.pages[0]
        left, top, right, bottom = page.cropbox
        width, height = right - left, bottom - top

        def box(cell: Sequence[float]) -> Box:
            return Box((cell[0] - left) / width, (cell[1] - top) / height,
                       (cell[2] - left) / width, (cell[3] - top) / height)  # fmt: skip

        grids = [_grid([box(cell) for cell in table.cells]) for table in page.find_tables()]
    return [grid for grid in grids if _is_table(grid)]


def _grid(boxes: list[Box]) -> list[Place]:
    """The cells with their rows and columns, which all edges together make."""
    across = _edges([x for box in boxes for x in (box.left, box.right)])
    down = _edges([y for box in boxes for y in (box.top, box.bottom)])
    places = []
    for box in boxes:
        column, end = _nearest(across, box.left), _nearest(across, box.right)
        row, last = _nearest(down, box.top), _nearest(down, box.bottom)
        places.append(Place(row, column, last - row, end - column, box))
    return sorted(places, key=lambda place: (place.row, place.column))


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges


def _nearest(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _is_table(grid: list[Place]) -> bool:
    """Whether cells fill rows and columns, two of each at least; the rules under a memo's head leave gaps."""
    rows, columns = max((p.row + p.rows for p in grid), default=0), max((p.column + p.columns for p in grid), default=0)
    filled = sum(p.rows * p.columns for p in grid)
    several = len({p.row for p in grid}) > 1 and len({p.column for p in grid}) > 1
    return several and filled >= _FILLED * rows * columns


_Held = dict[tuple[int, int], list[list[Token]]]
"""The tokens of each cell by line; a key is a table's place in its page, and a cell's in its table."""
_Row = list[tuple[Token, tuple[int, int]]]


def set_in_cells(page: Page, grids: Sequence[Sequence[Place]]) -> Page:
    """The page with what stands in cells read cell by cell, row by row, where it crossed columns before."""
    lines: list[TextLine] = []
    keys: list[tuple[int, int] | None] = []
    held: _Held = {}
    first: dict[int, int] = {}
    for line in lines_of(page.text, page.words):
        places = [_place(token.box, grids) for token in line.tokens]
        outside = tuple(t for t, place in zip(line.tokens, places, strict=True) if place is None)
        if outside:
            lines.append(replace(line, tokens=outside))
        for place in dict.fromkeys(place for place in places if place is not None):
            first.setdefault(place[0], len(lines))
            held.setdefault(place, []).append([t for t, p in zip(line.tokens, places, strict=True) if p == place])
    out: list[TextLine] = []
    for at in range(len(lines) + 1):
        here = [grid for grid, start in first.items() if start == at]
        for grid in here:
            for row, gap in _rows(grid, grids[grid], held):
                out.append(TextLine(tuple(token for token, _ in row), gap))
                keys += [key for _, key in row]
        if at < len(lines):
            # What follows a table does not go on with its last row.
            out.append(replace(lines[at], gap=lines[at].gap or bool(here)))
            keys += [None] * len(lines[at].tokens)
    text, words = assemble(out)
    spans: dict[tuple[int, int], list[Any]] = {}
    for word, key in zip(words, keys, strict=True):
        if key is not None:
            spans.setdefault(key, []).append(word)
    tables = [_table(page.number, grid, places, text, spans) for grid, places in enumerate(grids) if grid in first]
    return replace(page, text=text, words=words, tables=tuple(tables))


def _place(box: Box, grids: Sequence[Sequence[Place]]) -> tuple[int, int] | None:
    """The table and the cell that a word's middle lies in."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for at, grid in enumerate(grids):
        for cell, place in enumerate(grid):
            if place.box.left <= x <= place.box.right and place.box.top <= y <= place.box.bottom:
                return at, cell
    return None


def _rows(grid: int, places: Sequence[Place], held: _Held) -> list[tuple[_Row, bool]]:
    """The lines that a table is written as, and whether each stands apart: a row is one line, three spaces a cell."""
    out: list[tuple[_Row, bool]] = []
    for number in sorted({place.row for place in places}):
        keys = [(grid, at) for at, place in enumerate(places) if place.row == number and (grid, at) in held]
        if all(len(held[key]) <= _SHORT for key in keys):
            row = [(token, key) for key in keys for token in _joined(held[key])]
            out += [(row, not out)] if row else []
        else:
            for key in keys:
                parts = held[key]
                out += [([(t, key) for t in part], at == 0) for at, part in enumerate(parts)]
    return out


def _joined(parts: list[list[Token]]) -> list[Token]:
    """A cell's lines as one; where Thai broke off between two lines, nothing comes between."""
    tokens: list[Token] = []
    for part in parts:
        spaces = 3
        if tokens:
            spaces = 0 if _THAI.match(tokens[-1].text[-1]) and _THAI.match(part[0].text) else 1
        tokens += [replace(part[0], spaces=spaces), *part[1:]]
    return tokens


def _table(page: int, grid: int, places: Sequence[Place], text: str, spans: dict[tuple[int, int], list[Any]]) -> Table:
    cells = []
    for at, place in enumerate(places):
        words = spans.get((grid, at), [])
        start, end = (words[0].start, words[-1].end) if words else (0, 0)
        cells.append(
            Cell(place.row, place.column, place.rows, place.columns, text[start:end], place.box, start, end)
        )  # fmt: skip
    boxes = [place.box for place in places]
    box = Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )
    return Table(page, box, tuple(cells))
