"""Lines of a document, and which of them are furniture: page numbers, catchwords, specks (เลขหน้า คำต่อ).

Furniture is kept out of what the letter says, but not lost: a catchword tells how the next page begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors.document import Document, fold_digits
from extractors.model import Span, Table
from rules.load import compiled

_LEADING_DIRT = re.compile(
    r"^(?:(?=\S*[^\w\s\-–•*▪●○·■□☐❑◆❖►▶➢✓✔◦‣\"“”(‘’'])[^ก-๙0-9(“\"\s]{1,5}\s+(?=[ก-ฮเ-ไ])|[.,;'`|_]{1,2}\s*(?=[ก-ฮเ-ไ])|\S{1,3}\s{3,}(?=[0-9๐-๙]{1,2}[.)]\s|ท[ี่]{0,2}\s+[ก-ฮ]{2}))"
)
"""Specks before a line's first word, or apart from its label: dirt at the margin of a scan."""
_CLEAN = re.compile(r"[ก-๙]\S{3}|$")
"""Most lines begin with a word, before which no dirt stands."""
_LONGEST_CELL = 400
_SUBJECT = 8
"""Characters after เรื่อง from which on a cell is a letter's subject, and not the head of a column."""
_SPLIT = re.compile(r"[^\n\f]+[\n\f]?|[\n\f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the white space at its ends: `document.text[start:end]`, digits Arabic in `folded`.

    `furniture` is empty, or `page-number`, `catchword` or `speck`. `gap` holds where blank lines or a page
    break stand before it, `turn` where a page break or furniture of a page turn does, `table` for a table's row.
    `indent` is how far from the margin it begins, in spaces, where the text was given with them.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: bool = False
    turn: bool = False
    furniture: str = ""
    table: bool = False
    indent: int = 0


def read_lines(document: Document, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The lines of `document.text[start:end]` that hold anything, furniture marked."""
    end = len(document.text) if end is None else end
    lines: list[Line] = []
    gap = turn = False
    ruled = table_spans(document)
    for match in _SPLIT.finditer(document.text, start, end):
        raw = match[0]
        body = raw.rstrip("\n\f")
        text = body.strip(" \t\r\xa0")
        if not _CLEAN.match(text):
            text = _LEADING_DIRT.sub("", text)
        if text:
            first = match.start() + body.index(text)
            last = first + len(text)
            tabled = any(a <= first and last <= b for a, b in ruled)
            indent = first - match.start()
            lines.append(Line(first, last, text, document.folded[first:last], gap, turn, table=tabled, indent=indent))
            gap = turn = False
        elif raw.endswith("\n"):
            gap = True
        if raw.endswith("\f"):
            gap = turn = True
    return _mark_furniture(lines)


def table_spans(document: Document) -> list[tuple[int, int]]:
    """Where the tables of a document stand in its text; a form whose cells hold the letter itself is none of them."""
    spans = []
    for page in document.pages:
        for table in page.tables:
            cells = [cell for cell in table.cells if cell.text]
            if cells and not _is_form(table):
                start, _ = document.offset(Span(page.number, min(c.start for c in cells), 0))
                spans.append((start, start + max(c.end for c in cells) - min(c.start for c in cells)))
    return spans


def _is_form(table: Table) -> bool:
    """A letter set in cells (กระดาษเขียนข้อความ): one holds its subject, or more than any list's does."""
    subject = compiled("heads", "head.subject")
    for cell in table.cells:
        opened = subject.match(fold_digits(cell.text))
        if len(cell.text) > _LONGEST_CELL or (opened and len(cell.text) - opened.end() >= _SUBJECT):
            return True
    return False


def _mark_furniture(lines: list[Line]) -> tuple[Line, ...]:
    """Page numbers and catchwords stand together about a page turn; a catchword alone must say so by its form."""
    kinds = [_kind(line) for line in lines]
    out: list[Line] = []
    turn = False
    for index, line in enumerate(lines):
        kind = kinds[index]
        if kind == "maybe-catchword":
            after = kinds[index + 1] if index + 1 < len(lines) else ""
            next_turns = index + 1 < len(lines) and (lines[index + 1].turn or after in ("page-number", "speck"))
            kind = "catchword" if next_turns or _said_again(lines, kinds, index) else ""
        out.append(replace(line, furniture=kind, turn=line.turn or turn) if kind or turn else line)
        turn = bool(kind in ("page-number", "catchword") or (kind and turn))
    return tuple(out)


def _said_again(lines: list[Line], kinds: list[str], index: int) -> bool:
    """Whether the next page begins with these words; notes of hand and a page number may stand between."""
    words = lines[index].folded.strip("/| .…")
    turned = False
    for line, kind in zip(lines[index + 1 : index + 6], kinds[index + 1 : index + 6], strict=True):
        turned = turned or line.turn or kind == "page-number"
        if turned and not kind:
            return len(words) >= _CATCHWORD and line.folded.startswith(words)
    return False


_CATCHWORD = 6
"""Characters: fewer are said again by chance."""

_LONGEST_FURNITURE = 70
"""Characters; a row of dashes may be longer."""


def _kind(line: Line) -> str:
    """What furniture a line is. One that begins with a word is none, but for หน้า ๓ and for what ends in dots."""
    words = "ก" <= line.text[0] <= "ฮ" and not line.text.endswith((".", "…")) and not line.text.startswith("หน้า")
    if words or (len(line.text) > _LONGEST_FURNITURE and "ก" <= line.text[0] <= "๙"):
        return ""
    for rule, kind in _furniture_rules():
        if rule.search(line.folded):
            return kind
    return ""


@cache
def _furniture_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (compiled("lines", "line.page-number"), "page-number"),
        (compiled("lines", "line.catchword"), "catchword"),
        (compiled("lines", "line.broken-catchword"), "maybe-catchword"),
        (compiled("lines", "line.speck"), "speck"),
    )
