"""The model of a letter. A leaf: frozen dataclasses, standard library only.

Offsets count characters of a page's text (`Page.text`); pages count from 1 within a file;
boxes are fractions of the page's width and height, so that they hold at any scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

T = TypeVar("T")

REVIEW_BELOW = 0.8
"""A value less sure than this is shown to a person (the review list) before anybody acts on it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, as fractions (0 to 1) of its width and height, the origin at the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Other:
    """The whole of a word as it may be read otherwise; `chance` (0 to 1) is how likely that reader thought it.

    `source`: `second` (our reader's next choice), `layer` (the OCR that made the PDF's text layer), or `layer-only`
    (the word itself stands in that layer alone: our reading found nothing at its place).
    """

    text: str
    source: str
    chance: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters as the reader gave it: `Page.text[start:end]`, its place, and how sure (0 to 1)."""

    start: int
    end: int
    box: Box
    confidence: float
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a ruled table (ช่องตาราง): where it begins, how many rows and columns it takes, what it says.

    `row` and `column` count from 0; `Page.text[start:end]` is its text, and an empty cell has none of these.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    box: Box
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table that rules part into cells (ตาราง), on one page; the cells go row by row, each row from the left."""

    page: int
    box: Box
    cells: tuple[Cell, ...]

    @property
    def rows(self) -> tuple[tuple[str | None, ...], ...]:
        """The text by rows and columns; a place that a cell reaches into from above or from the left is None."""
        height = max(cell.row + cell.rows for cell in self.cells)
        width = max(cell.column + cell.columns for cell in self.cells)
        grid: list[list[str | None]] = [[None] * width for _ in range(height)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return tuple(tuple(row) for row in grid)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as text: NFC, sara am whole, lines parted by newlines. `words` is empty for a text file.

    `method` is `text` (a text file), `layer` (a PDF's text layer) or `ocr`; `reason` says why it was chosen.
    """

    number: int
    text: str
    words: tuple[Word, ...] = ()
    method: str = "text"
    reason: str = ""
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in the text of page `page`. A span that runs over a page turn is cut at its first page's end."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """A value that the paper may bear: canonical number or ISO date, who read it so, and what speaks for it or against.

    `source` is `read` for what the text itself says, else that of `Other`; `fits` and `clashes` are ids of
    `rules/weighing.toml`.
    """

    value: str
    source: str
    chance: float
    fits: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read, by which rule, how sure (0 to 1), and the text before any repair.

    `doubts` are the reasons for which a person should look, in the words of `rules/doubts.toml` (their ids).
    `alternatives` are what else a doubtful number or date may be, the likeliest first.
    """

    span: Span
    rule: str
    confidence: float
    as_read: str
    doubts: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def doubtful(self) -> bool:
        return bool(self.doubts) or self.confidence < REVIEW_BELOW


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value and the evidence for it."""

    value: T
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReferenceNumber:
    """A letter's number (เลขที่หนังสือ): `มท 0211.1/ว 506` has prefix มท, unit 0211.1, circular, number 506.

    `number` is empty where the paper leaves it blank (to be written by hand); `year` is the calendar
    year (A.D.) of the letter, since running numbers start again each year, or None where unknown.
    An order's 47/2568 has number 47 and, in `series_year`, 2568.
    """

    prefix: str
    unit: str
    circular: bool
    number: str
    year: int | None = None
    series_year: str = ""

    def __str__(self) -> str:
        if self.series_year:
            body = f"{self.number}/{self.series_year}"
        else:
            mark = "" if not self.circular else "ว" if self.number.startswith("(") else "ว "
            tail = mark + (self.number or "-")
            body = f"{self.unit}/{tail}" if self.unit else tail
        if self.prefix and not (self.unit or self.circular or self.series_year):
            return f"{self.prefix}/{body}"  # กบท./148: a unit told by letters alone
        return f"{self.prefix}{'' if self.prefix.endswith('.') else ' '}{body}".strip()


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due (กำหนดเวลา). `kind` says which of the fields holds.

    `date`: `due`. `recurrence`: `rrule` (RFC 5545, without the `RRULE:`). `period`: `since` and `due`.
    `event`: a number of `days` from an event that has no date yet (`event`). `words`: no date at all.
    `trace` shows the counting in Thai, for a person to check.
    """

    kind: str
    text: str
    evidence: Evidence
    due: date | None = None
    rrule: str | None = None
    since: date | None = None
    days: int | None = None
    working_days: bool = False
    event: str = ""
    at: time | None = None
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """One thing that somebody is told to do (ข้อสั่งการ), with its place in the letter's own numbering.

    `kind` is `order`, `request`, `ban` or `information`. `recipients` get the result. `action` is the
    text without its opening (label, ให้, the actor). `timing` are deadlines that name no date.
    `enclosures` are the labels of enclosures named in the text (ตามสิ่งที่ส่งมาด้วย ๒ gives `2`).
    """

    label: str | None
    text: str
    action: str
    kind: str
    actors: tuple[Found[str], ...]
    recipients: tuple[Found[str], ...]
    deadlines: tuple[Deadline, ...]
    timing: tuple[Deadline, ...]
    enclosures: tuple[str, ...]
    children: tuple[Directive, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Citation:
    """A letter or an instrument that this letter names.

    `kind`: letter, act, regulation, resolution, order or announcement.
    """

    kind: str
    text: str
    evidence: Evidence
    reference_number: ReferenceNumber | None = None
    date: date | None = None
    agency: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Something sent with the letter (สิ่งที่ส่งมาด้วย); a copied letter carries its own number and date."""

    label: str | None
    title: str
    evidence: Evidence
    quantity: str = ""
    reference_number: ReferenceNumber | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed (ผู้ลงนาม). `position` is as printed, with ปฏิบัติราชการแทน and the office acted for."""

    name: str
    position: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt stamp (ตราประทับรับหนังสือ): the receiving office's own number, day and time."""

    office: str
    number: str
    date: date | None
    time: time | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Contact:
    """The office of origin at the foot (ส่วนราชการเจ้าของเรื่อง) and how to reach it."""

    offices: tuple[Found[str], ...] = ()
    phones: tuple[Found[str], ...] = ()
    faxes: tuple[Found[str], ...] = ()
    emails: tuple[Found[str], ...] = ()
    coordinators: tuple[Found[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """Pages that came with a letter and are no letter: a guideline, a form, a table, a picture. `title` as printed.

    `directives` and `deadlines` are what the attachment itself orders and its own days and periods: none is a task
    of the letter.
    """

    title: str
    pages: tuple[int, ...]
    text: str
    evidence: Evidence
    tables: tuple[Table, ...] = ()
    directives: tuple[Directive, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the letter, once, at its first place. `kind`: agency, position, person, place, law or project."""

    kind: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter (หนังสือราชการ) with all that was read of it; None or an empty tuple where it says nothing.

    `kind`: circular, letter, memo, stamped, order, announcement or message. `minutes` are what the
    receiving office wrote on its face. `events` are dates of meetings and courses, which are no deadlines.
    `tables` are those of the letter itself; an attachment has its own.
    `unread` names fields that stand on the paper and could not be read (a day written by hand): never guessed.
    """

    kind: str
    pages: tuple[int, ...]
    evidence: Evidence
    text: str
    reference_number: Found[ReferenceNumber] | None = None
    date: Found[date] | None = None
    urgency: Found[str] | None = None
    secrecy: Found[str] | None = None
    sender: Found[str] | None = None
    subject: Found[str] | None = None
    addressees: tuple[Found[str], ...] = ()
    references: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    directives: tuple[Directive, ...] = ()
    events: tuple[Deadline, ...] = ()
    purpose: Found[str] | None = None
    signatory: Signatory | None = None
    contact: Contact = Contact()
    received: tuple[Receipt, ...] = ()
    minutes: tuple[Found[str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    catchwords: tuple[Found[str], ...] = ()
    unread: tuple[Found[str], ...] = ()
    names: tuple[Name, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that went wrong and what to do about it; the batch goes on. `page` is None where it concerns the file.

    `code` is stable (`encrypted-pdf`); `what` and `remedy` are sentences in Thai.
    """

    file: str
    stage: str
    code: str
    what: str
    remedy: str
    page: int | None = None
