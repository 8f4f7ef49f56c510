"""The JSON that other programs rely on, as types: what `extract --json` prints and `saraban schema` describes.

Names and meanings stay; more may be added. Nothing is left out: what a letter does not say is null or an empty list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from extractors.document import fold_digits
from extractors.evidence import evidence_of
from extractors.model import (
    Attachment,
    Box,
    Citation,
    Deadline,
    Directive,
    Enclosure,
    Evidence,
    Found,
    Issue,
    Letter,
    Name,
    ReferenceNumber,
    Signatory,
    Table,
)

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


def letters_to_json(letters: Sequence[Letter], issues: Iterable[Issue]) -> dict[str, Any]:
    """The letters of one file in the contract's form, as plain dicts and lists (dates as ISO strings)."""
    by_letter: list[list[Issue]] = [[] for _ in letters]
    of_file: list[Issue] = []
    for issue in issues:
        owner = next((i for i, letter in enumerate(letters) if issue.page in letter.pages), None)
        (of_file if owner is None else by_letter[owner]).append(issue)
    result = JsonResult(
        [_letter(letter, own) for letter, own in zip(letters, by_letter, strict=True)], [_issue(i) for i in of_file]
    )
    plain: dict[str, Any] = msgspec.to_builtins(result)
    return plain


def _letter(letter: Letter, issues: Iterable[Issue]) -> JsonLetter:
    contact = letter.contact
    return JsonLetter(
        reference_number=_number(letter.reference_number.value if letter.reference_number else None),
        urgency=_value(letter.urgency),
        secrecy=_value(letter.secrecy),
        kind=letter.kind,
        date=letter.date.value if letter.date else None,
        sender=_value(letter.sender),
        subject=_value(letter.subject),
        addressees=_values(letter.addressees),
        references=[_citation(c) for c in letter.references],
        cited=[_citation(c) for c in letter.cited],
        enclosures=[_enclosure(e) for e in letter.enclosures],
        directives=[_directive(d) for d in letter.directives],
        events=[_deadline(d) for d in letter.events],
        purpose=_value(letter.purpose),
        signatory=_signatory(letter.signatory),
        contact=JsonContact(
            _values(contact.offices),
            [fold_digits(phone) for phone in _values(contact.phones)],
            [fold_digits(fax) for fax in _values(contact.faxes)],
            _values(contact.emails),
            _values(contact.coordinators),
        ),
        received=[
            JsonReceipt(r.office or None, fold_digits(r.number) or None, r.date, r.time) for r in letter.received
        ],
        minutes=_values(letter.minutes),
        attachments=[_attachment(a) for a in letter.attachments],
        catchwords=_values(letter.catchwords),
        names=[_name(n) for n in letter.names],
        tables=[_table(t) for t in letter.tables],
        pages=list(letter.pages),
        issues=[_issue(i) for i in issues],
        evidence={path: _evidence(evidence) for path, evidence in evidence_of(letter)},
    )


def _attachment(a: Attachment) -> JsonAttachment:
    return JsonAttachment(
        title=a.title,
        pages=list(a.pages),
        text=a.text,
        tables=[_table(t) for t in a.tables],
        directives=[_directive(d) for d in a.directives],
        deadlines=[_deadline(d) for d in a.deadlines],
    )


def _directive(d: Directive) -> JsonDirective:
    return JsonDirective(
        label=d.label,
        text=d.text,
        kind=d.kind,
        action=d.action,
        actors=_values(d.actors),
        recipients=_values(d.recipients),
        deadlines=[_deadline(x) for x in d.deadlines],
        timing=[x.text for x in d.timing],
        enclosures=list(d.enclosures),
        children=[_directive(x) for x in d.children],
    )


def _deadline(d: Deadline) -> JsonDeadline:
    return JsonDeadline(
        text=d.text,
        due=d.due,
        rrule=d.rrule,
        trace=d.trace or None,
        kind=d.kind,
        since=d.since,
        days=d.days,
        working_days=d.working_days,
        event=d.event or None,
        at=d.at,
    )


def _signatory(s: Signatory | None) -> JsonSignatory | None:
    return JsonSignatory(s.name or None, s.position or None) if s else None


def _citation(c: Citation) -> JsonCitation:
    return JsonCitation(c.kind, c.text, _number(c.reference_number), c.date, c.agency or None, c.urgency or None)


def _enclosure(e: Enclosure) -> JsonEnclosure:
    return JsonEnclosure(e.label, e.title, e.quantity or None, _number(e.reference_number), e.date)


def _evidence(e: Evidence) -> JsonEvidence:
    return JsonEvidence(
        e.span.page, e.span.start, e.span.end, e.rule, round(e.confidence, 3), e.as_read, list(e.doubts),
        [JsonAlternative(a.value, a.source, a.chance, list(a.fits), list(a.clashes)) for a in e.alternatives],
    )  # fmt: skip


def _issue(i: Issue) -> JsonIssue:
    return JsonIssue(i.file, i.page, i.stage, i.code, i.what, i.remedy)


def _name(n: Name) -> JsonName:
    span = n.evidence.span
    return JsonName(n.kind, n.text, span.page, span.start, span.end, n.evidence.rule, round(n.evidence.confidence, 3))


def _table(table: Table) -> JsonTable:
    cells = [JsonCell(c.row, c.column, c.rows, c.columns, c.text, _box(c.box), c.start, c.end) for c in table.cells]
    return JsonTable(table.page, _box(table.box), [list(row) for row in table.rows], cells)


def _box(box: Box) -> list[float]:
    return [round(side, 5) for side in (box.left, box.top, box.right, box.bottom)]


def _number(number: ReferenceNumber | None) -> str | None:
    return str(number) if number else None


def _value(found: Found[str] | None) -> str | None:
    return found.value if found else None


def _values(found: Iterable[Found[str]]) -> list[str]:
    return [f.value for f in found]
