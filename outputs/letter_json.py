"""Letters in the form of the contract (contract.py): plain dicts and lists, as `extract --json` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

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
from outputs.contract import (
    JsonAlternative,
    JsonAttachment,
    JsonCell,
    JsonCitation,
    JsonContact,
    JsonDeadline,
    JsonDirective,
    JsonEnclosure,
    JsonEvidence,
    JsonIssue,
    JsonLetter,
    JsonName,
    JsonReceipt,
    JsonResult,
    JsonSignatory,
    JsonTable,
)


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
