"""The JSON that other programs rely on, as types: what `extract --json` prints and `saraban schema` describes.

Names and meanings stay; more may be added. Nothing is left out: what a letter does not say is null or an empty list.
"""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Any

import msgspec
from msgspec import Meta

Page = Annotated[int, Meta(ge=1, description="page of the file, from 1")]
Sure = Annotated[float, Meta(ge=0, le=1, description="how sure, 0 to 1; under 0.8 a person should look")]


class JsonAlternative(msgspec.Struct, frozen=True):
    """Another value that the paper may bear, what speaks for it and what against (ids of rules/weighing.toml)."""

    value: Annotated[str, Meta(description="canonical reference number, ISO date, or a receipt's number")]
    source: Annotated[str, Meta(description="read (as the text says), second (our reader's next choice) or layer")]
    chance: Sure
    fits: list[str]
    clashes: list[str]


class JsonEvidence(msgspec.Struct, frozen=True):
    """Where a value was read: page, offsets into the page's text, the rule, how sure, the text before any repair."""

    page: Page
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    rule: str
    confidence: Sure
    as_read: str
    doubts: Annotated[list[str], Meta(description="ids of rules/doubts.toml: why a person should look")]
    alternatives: Annotated[list[JsonAlternative], Meta(description="what else a doubtful number or date may be")]


class JsonIssue(msgspec.Struct, frozen=True):
    """Something that went wrong, and what to do about it; `code` is stable."""

    file: str
    page: Page | None
    stage: str
    code: str
    what: str
    remedy: str


class JsonDeadline(msgspec.Struct, frozen=True):
    """When something is due (กำหนดเวลา); `due` and `rrule` are null where the words alone give no date."""

    text: str
    due: date | None
    rrule: Annotated[str | None, Meta(description="RFC 5545, without RRULE:")]
    trace: Annotated[str | None, Meta(description="the counting, in Thai, for a person to check")]
    kind: Annotated[str, Meta(description="date, recurrence, period, event or words")]
    since: date | None
    days: int | None
    working_days: bool
    event: Annotated[str | None, Meta(description="what the days are counted from, where it has no date yet")]
    at: time | None


class JsonDirective(msgspec.Struct, frozen=True):
    """One thing that somebody is told to do (ข้อสั่งการ), in the tree of the letter's own numbering."""

    label: Annotated[str | None, Meta(description="Arabic and dotted: 4.2, 1.ก")]
    text: str
    kind: Annotated[str, Meta(description="order, request, ban or information")]
    action: str
    actors: list[str]
    recipients: Annotated[list[str], Meta(description="to whom the result goes")]
    deadlines: list[JsonDeadline]
    timing: Annotated[list[str], Meta(description="words about time that name no date")]
    enclosures: Annotated[list[str], Meta(description="labels of the enclosures that the text names")]
    children: list[JsonDirective]


class JsonCitation(msgspec.Struct, frozen=True):
    """A letter or an instrument that this letter names (อ้างถึง, or in the body)."""

    kind: Annotated[str, Meta(description="letter, act, regulation, resolution, order or announcement")]
    text: str
    reference_number: str | None
    date: date | None
    agency: str | None
    urgency: str | None


class JsonEnclosure(msgspec.Struct, frozen=True):
    """Something sent with the letter (สิ่งที่ส่งมาด้วย)."""

    label: str | None
    title: str
    quantity: str | None
    reference_number: str | None
    date: date | None


class JsonSignatory(msgspec.Struct, frozen=True):
    """Who signed (ผู้ลงนาม)."""

    name: str | None
    position: str | None


class JsonContact(msgspec.Struct, frozen=True):
    """The office of origin and how to reach it; numbers as printed, with Arabic digits."""

    offices: list[str]
    phones: list[str]
    faxes: list[str]
    emails: list[str]
    coordinators: list[str]


class JsonReceipt(msgspec.Struct, frozen=True):
    """A receipt stamp (ตรารับหนังสือ) of a receiving office."""

    office: str | None
    number: str | None
    date: date | None
    time: time | None


class JsonCell(msgspec.Struct, frozen=True):
    """A cell of a table: where it begins, how many rows and columns it takes, its text and its place on the page."""

    row: Annotated[int, Meta(ge=0)]
    column: Annotated[int, Meta(ge=0)]
    rows: Annotated[int, Meta(ge=1)]
    columns: Annotated[int, Meta(ge=1)]
    text: str
    box: Annotated[list[float], Meta(description="left, top, right, bottom as shares of the page")]
    start: Annotated[int, Meta(ge=0, description="offset into the page's text")]
    end: Annotated[int, Meta(ge=0)]


class JsonTable(msgspec.Struct, frozen=True):
    """A ruled table (ตาราง); in `rows`, null is a place that a cell reaches into from above or from the left."""

    page: Page
    box: list[float]
    rows: list[list[str | None]]
    cells: list[JsonCell]


class JsonAttachment(msgspec.Struct, frozen=True):
    """Pages that came with the letter and are no letter."""

    title: str
    pages: list[Page]
    text: str
    tables: list[JsonTable]
    directives: Annotated[list[JsonDirective], Meta(description="what the attachment orders: no task of the letter")]
    deadlines: Annotated[list[JsonDeadline], Meta(description="its own days and periods, outside of those")]


class JsonName(msgspec.Struct, frozen=True):
    """A name in the letter, once, at its first place: offsets into the page's text, as in the evidence."""

    kind: Annotated[str, Meta(description="agency, position, person, place, law or project")]
    text: str
    page: Page
    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    rule: Annotated[str, Meta(description="ner:KIND where the model found it and no rule")]
    confidence: Sure


class JsonLetter(msgspec.Struct, frozen=True):
    """One letter (หนังสือราชการ)."""

    reference_number: Annotated[str | None, Meta(description="canonical, Arabic digits: มท 0211.1/ว 506")]
    urgency: str | None
    secrecy: str | None
    kind: Annotated[str, Meta(description="circular, letter, memo, stamped, order, announcement or message")]
    date: date | None
    sender: str | None
    subject: str | None
    addressees: list[str]
    references: list[JsonCitation]
    cited: list[JsonCitation]
    enclosures: list[JsonEnclosure]
    directives: list[JsonDirective]
    events: list[JsonDeadline]
    purpose: str | None
    signatory: JsonSignatory | None
    contact: JsonContact
    received: list[JsonReceipt]
    minutes: list[str]
    attachments: list[JsonAttachment]
    catchwords: list[str]
    names: list[JsonName]
    tables: Annotated[list[JsonTable], Meta(description="of the letter itself; an attachment has its own")]
    pages: list[Page]
    issues: list[JsonIssue]
    evidence: Annotated[
        dict[str, JsonEvidence], Meta(description="by the value's path, such as directives[0].deadlines[0]")
    ]


class JsonResult(msgspec.Struct, frozen=True):
    """What `saraban extract --json FILE` prints. Issues of a letter's pages are the letter's, all others the file's."""

    letters: list[JsonLetter]
    issues: list[JsonIssue]


def schema() -> dict[str, Any]:
    """The JSON Schema of `JsonResult`, generated from the types above."""
    return msgspec.json.schema(JsonResult)
