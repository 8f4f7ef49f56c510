"""From a document to its letters: the one entry of this package (`read_letters`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors import cues, foot, heads
from extractors.addressees import find_addressees
from extractors.attachments import duties_of
from extractors.checks import check
from extractors.cited import find_cited
from extractors.cut import letter_starts
from extractors.directives import read_directives
from extractors.document import Document, Flow
from extractors.lines import Line, read_lines
from extractors.model import Attachment, Found, Letter, Span, Table
from extractors.name_checks import check_names
from extractors.names import find_names, laws_cited
from extractors.paragraphs import paragraphs
from extractors.pieces import rejoin
from extractors.senders import sender as find_sender
from extractors.zones import Zones, read_zones


def read_letters(document: Document, names: bool = True) -> tuple[Letter, ...]:
    """The letters of a bundle, in order, with all that was read of each. Empty where nothing looks like a letter.

    Without `names` the rules read alone, and the model that finds names is not loaded.
    """
    lines = read_lines(document)
    starts = list(letter_starts(lines))
    if not starts and any(cues.opens(line, "head.number", "head.subject", "head.memo") for line in lines):
        starts = [0]
    if starts and sum(len(line.text) for line in lines[: starts[0]]) < 400:
        starts[0] = 0
    if not starts:
        return ()
    ends = [*starts[1:], len(lines)]
    return tuple(_letter(document, lines[start:end], names) for start, end in zip(starts, ends, strict=True))


def _letter(document: Document, lines: tuple[Line, ...], names: bool) -> Letter:
    zones = read_zones(lines)
    number = heads.reference_number(document, zones)
    dated, dayless = heads.letter_date(document, zones)
    if number and dated:
        number = Found(replace(number.value, year=dated.value.year), number.evidence)
    written = dated.value if dated else None
    addressees = find_addressees(document, zones)
    contact, sender = foot.contact(document, zones), find_sender(document, zones)
    offices = [found.value for found in (*contact.offices, *((sender,) if sender else ()))]
    body, closing = paragraphs(document, zones.body), paragraphs(document, zones.closing)
    paras = [para.flow for para in (*body, *closing)]  # as they are parted, before lists join what a line broke
    reading = read_directives(body, closing, written, addressees, offices)
    references = heads.references(document, zones)
    found = find_names(document, zones, body=paras) if names else ()
    minutes, attachments, end = _tail(document, zones, lines, written)
    start = lines[0].start
    letter = Letter(
        kind=_kind(zones, number.value.circular if number else False),
        pages=document.page_numbers(start, end),
        evidence=Flow.of(document, [(start, end)]).evidence(0, end - start, "letter.head", 0.95),
        text=document.text[start:end],
        reference_number=number,
        date=dated,
        urgency=heads.urgency(document, zones),
        secrecy=heads.secrecy(document, zones),
        sender=sender,
        subject=heads.subject(document, zones),
        addressees=addressees,
        references=references,
        cited=laws_cited(found, find_cited(paras, references)),
        enclosures=heads.enclosures(document, zones),
        directives=tuple(reading.directives),
        events=tuple(reading.events),
        purpose=reading.purpose,
        signatory=foot.signatory(document, zones),
        contact=contact,
        received=foot.receipts(document, zones),
        minutes=minutes,
        attachments=attachments,
        catchwords=_catchwords(document, zones),
        unread=(Found("date", dayless),) if dayless and not dated else (),
        names=found,
        tables=_tables(document, start, end),
    )
    return check_names(check(letter), document)


def _kind(zones: Zones, circular: bool) -> str:
    for kind, rule in (("memo", "head.memo"), ("order", "head.order"), ("announcement", "head.announcement")):
        if any(cues.opens(line, rule) for line in zones.head):
            return kind
    if "to" in zones.fields and "addressee" not in zones.fields:
        return "stamped"
    return "circular" if circular else "letter"


def _catchwords(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    return tuple(
        Found(line.text, Flow.of(document, [(line.start, line.end)]).evidence(0, len(line.text), "line.catchword", 0.9))
        for line in zones.furniture
        if line.furniture == "catchword"
    )


def _tail(
    document: Document, zones: Zones, lines: tuple[Line, ...], written: date | None
) -> tuple[tuple[Found[str], ...], tuple[Attachment, ...], int]:
    """What stands after the foot: minutes written on the face, then attachments; and where the letter ends."""
    at = _minutes_end(zones.tail)
    minutes = zones.tail[:at]
    found: tuple[Found[str], ...] = ()
    if minutes:
        flow = Flow.of(document, [(line.start, line.end) for line in minutes], glue="\n")
        found = (Found(flow.text, flow.evidence(0, len(flow.text), "head.minute", 0.8)),)
    after = [] if _is_remark(zones.tail[at:]) else zones.tail[at:]
    groups: list[list[Line]] = []
    for line in after:
        if not groups or cues.opens(line, "head.copy-mark"):
            groups.append([])
        groups[-1].append(line)
    attachments = tuple(_attachment(document, group, written) for group in groups)
    kept = [line for line in lines if not after or line.start < after[0].start]
    return found, attachments, kept[-1].end if kept else lines[-1].end


def _is_remark(tail: list[Line]) -> bool:
    """The office's motto, its page on the web, what a code to scan is for: a few lines under the foot, on its page."""
    short = len(tail) <= _REMARK_LINES and all(len(line.text) <= _REMARK for line in tail)
    return short and not any(line.turn or line.table or cues.opens(line, "head.copy-mark") for line in tail)


_REMARK_LINES, _REMARK = 4, 100
"""An attachment is longer, or begins on a page of its own, or says of what letter it is one."""


def _minutes_end(tail: list[Line]) -> int:
    """Minutes follow the foot at once, are short, and hold a name, a word of routing or an address to the head."""
    near = tail[:8]
    if not any(cues.opens(line, "head.minute", "head.addressee", "sign.name") for line in near):
        return 0
    for index, line in enumerate(tail):
        if line.turn or len(line.text) > 90 or cues.opens(line, "head.copy-mark"):
            return index
    return len(tail)


def _attachment(document: Document, lines: list[Line], written: date | None) -> Attachment:
    start, end = lines[0].start, lines[-1].end
    titled = [line for line in lines[:4] if not cues.opens(line, "head.copy-mark")] or lines[:1]
    title = rejoin(document, [(titled[0].start, titled[0].end)])
    flow = Flow.of(document, [(start, end)])
    directives, deadlines = duties_of(document, [line for line in lines if line not in titled[:1]], written)
    return Attachment(
        title.text,
        document.page_numbers(start, end),
        document.text[start:end],
        flow.evidence(0, end - start, "letter.attachment", 0.8),
        _tables(document, start, end),
        directives,
        deadlines,
    )


def _tables(document: Document, start: int, end: int) -> tuple[Table, ...]:
    """The tables that begin in `document.text[start:end]`."""
    found = []
    for page in document.pages:
        for table in page.tables:
            at = min((cell.start for cell in table.cells if cell.text), default=0)
            if start <= document.offset(Span(page.number, at, at))[0] < end:
                found.append(table)
    return tuple(found)
