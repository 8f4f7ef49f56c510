"""One letter, a hit, a link or a doubtful value as lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.model import Attachment, Deadline, Directive, Evidence, Letter, Table
from outputs.checklist import reasons
from outputs.messages import say
from outputs.thai import day, number
from pipeline.rows import Graph, Hit, Node, ReviewRow, Source
from rules.load import load

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def letter_text(letter: Letter, sources: Iterable[Source] = (), graph: Graph | None = None) -> str:
    """A letter as an officer would note it down, doubtful values marked ⚠."""
    lines = list(_head(letter))
    lines += [f"{say('field-directives')}:"] if letter.directives else []
    for directive in letter.directives:
        lines += _directive(directive, 1)
    lines += list(_foot(letter))
    shown = _links(graph) if graph else []
    lines += [f"{say('field-links')}:", *shown] if shown else []
    for source in sources:
        pages = ", ".join(number(p) for p in source.pages)
        lines.append(f"{say('field-sources')}: {source.file} {say('page', page=pages)}")
    return "\n".join(lines)


def _head(letter: Letter) -> Iterator[str]:
    reference = letter.reference_number
    title = say("letter-number", number=number(reference.value)) if reference else say("no-number")
    yield title + (_mark(reference.evidence) if reference else "")
    if letter.date:
        yield f"{say('field-date')} {day(letter.date.value)}{_mark(letter.date.evidence)}"
    else:
        yield f"{say('no-date')} ⚠"
    for name in ("urgency", "secrecy", "sender", "subject"):
        found = getattr(letter, name)
        if found:
            yield f"{say(f'field-{name}')} {found.value}{_mark(found.evidence)}"
    if letter.addressees:
        yield f"{say('field-addressees')} {', '.join(a.value for a in letter.addressees)}"
    for reference_ in letter.references:
        yield f"{say('field-references')} {reference_.text}{_mark(reference_.evidence)}"
    for enclosure in letter.enclosures:
        label = f"{number(enclosure.label)}. " if enclosure.label else ""
        yield f"{say('field-enclosures')} {label}{enclosure.title} {number(enclosure.quantity)}".rstrip()


def _directive(directive: Directive, depth: int) -> list[str]:
    pad = "  " * depth
    label = f"{number(directive.label)}. " if directive.label else "- "
    lines = [f"{pad}{label}{' '.join(directive.text.split())}{_mark(directive.evidence)}"]
    if directive.actors:
        lines.append(f"{pad}  {say('field-actors')}: {', '.join(a.value for a in directive.actors)}")
    if directive.recipients:
        lines.append(f"{pad}  {say('send-to')}: {', '.join(r.value for r in directive.recipients)}")
    for deadline in directive.deadlines:
        lines.append(f"{pad}  {_due(deadline)}")
    for timing in directive.timing:
        lines.append(f"{pad}  {say('field-timing')}: {timing.text}{_mark(timing.evidence)}")
    for child in directive.children:
        lines += _directive(child, depth + 1)
    return lines


def _links(graph: Graph) -> list[str]:
    """How letters hang together, each link with its reason; who orders whom is among the directives already."""
    names = {node.id: node.id if _is_number(node) else node.label for node in graph.nodes}
    lines = []
    for edge in graph.edges:
        if edge.relation not in ("orders", "reports_to"):
            why = f" ({edge.why})" if edge.why else ""
            lines.append(
                f"  {number(names[edge.source])} {say(f'link-{edge.relation}')} {number(names[edge.target])}{why}"
            )
    return lines


def _is_number(node: Node) -> bool:
    return node.kind == "letter" and "|" not in node.id


def _foot(letter: Letter) -> Iterator[str]:
    for event in letter.events:
        yield f"{say('field-events')}: {event.text}{_mark(event.evidence)}"
    for cited in letter.cited:
        yield f"{say('field-cited')}: {cited.text}{_mark(cited.evidence)}"
    if letter.purpose:
        yield f"{say('field-purpose')}: {letter.purpose.value}"
    if letter.signatory:
        yield f"{say('field-signatory')}: {letter.signatory.name} {letter.signatory.position}"
    contact = [f.value for f in (*letter.contact.offices, *letter.contact.phones, *letter.contact.emails)]
    if contact:
        yield f"{say('field-contact')}: {' · '.join(contact)}"
    for receipt in letter.received:
        dated = day(receipt.date) if receipt.date else ""
        yield f"{say('field-received')}: {receipt.office} {number(receipt.number)} {dated}"
    for table in letter.tables:
        yield from _table(table)
    for attachment in letter.attachments:
        yield from _attachment(attachment)
    for minute in letter.minutes:
        yield f"{say('field-minutes')}: {' '.join(minute.value.split())}"


def _attachment(attachment: Attachment) -> Iterator[str]:
    yield f"{say('field-attachments')}: {attachment.title}"
    if attachment.directives or attachment.deadlines:
        yield f"  {say('of-attachment')}"
    for directive in attachment.directives:
        yield from _directive(directive, 1)
    for deadline in attachment.deadlines:
        yield f"    {_due(deadline)}"
    for table in attachment.tables:
        yield from _table(table)


def _due(deadline: Deadline) -> str:
    when = f"{day(deadline.due)} ({deadline.text})" if deadline.due else deadline.text
    return f"{say('field-due')}: {when}{_mark(deadline.evidence)}"


def _table(table: Table) -> Iterator[str]:
    yield f"  {say('field-table')} {say('page', page=number(table.page))}:"
    for row in table.rows:
        yield "    " + " | ".join(" ".join((text or "").split()) for text in row)


def _mark(evidence: Evidence) -> str:
    return f" ⚠ {', '.join(reasons(evidence.doubts, evidence.confidence))}" if evidence.doubtful else ""


def hit_text(hit: Hit, plain: bool = True) -> str:
    """A hit as three lines: the letter, the words found (in ⟦ ⟧, or bold where not plain), where they stand."""
    snippet = hit.snippet if plain else hit.snippet.replace("⟦", "\x1b[1;4m").replace("⟧", "\x1b[0m")
    reference = say("letter-number", number=number(hit.reference_number)) if hit.reference_number else say("no-number")
    dated = f" {say('letter-date', date=day(hit.date))}" if hit.date else ""
    item = f" {say('item', label=number(hit.label))}" if hit.label else ""
    due = f" · {say('field-due')} {day(hit.due)}" if hit.due else ""
    place = f"{hit.file} {say('page', page=number(hit.page))}"
    return f"{reference}{dated} {hit.sender}{item}\n  {snippet}\n  {place}{due}"


def review_text(row: ReviewRow) -> str:
    """A doubtful value as two lines: which, as it was read; why, and where it stands."""
    letter = say("letter-number", number=number(row.reference_number)) if row.reference_number else say("no-number")
    shown = " ".join(row.as_read.split())[:80]
    place = f"{row.file} {say('page', page=number(row.page))}"
    name = f"{field_name(row.field)} [{row.field}]"
    lines = [f"⚠ {letter} {name}: {shown}", f"  {', '.join(reasons(row.doubts, row.confidence))} · {place}"]
    return "\n".join([*lines, *_alternatives(row)])


def _alternatives(row: ReviewRow) -> Iterator[str]:
    """What else the value may be, a line each: who read it so, what speaks for it (+) and against it (-)."""
    names = {term.id: term.name for term in load("weighing").terms}
    for other in row.alternatives:
        value = day(date.fromisoformat(other.value)) if _ISO.fullmatch(other.value) else number(other.value)
        said = [f"+ {names[fit]}" for fit in other.fits] + [f"- {names[clash]}" for clash in other.clashes]
        yield f"  {say(f'source-{other.source}', value=value)}" + (f" ({', '.join(said)})" if said else "")


def field_name(path: str) -> str:
    """A value's path in a person's words: `directives[1].children[0].deadlines[0]` is ข้อสั่งการลำดับที่ ๒.๑ กำหนดเวลา."""
    steps = re.findall(r"(\w+)(?:\[(\d+)\])?", path.removeprefix("contact."))
    order = ".".join(str(int(at) + 1) for name, at in steps if name in ("directives", "children"))
    of = [say("value-attachments")] if steps and steps[0][0] == "attachments" else []
    words = [*of, *([say("field-directive", order=number(order))] if order else [])]
    words += [say(f"value-{name}") for name, _ in steps if name not in ("directives", "children", "attachments")]
    return " ".join(words)
