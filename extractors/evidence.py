"""Every value of a letter with its evidence, named by the path that the JSON contract gives it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.model import Deadline, Directive, Evidence, Found, Letter

HEAD = ("reference_number", "date", "urgency", "secrecy", "sender", "subject", "purpose")
LISTS = ("addressees", "minutes", "catchwords")
RECORDS = ("references", "cited", "enclosures", "events", "received", "attachments")
CONTACT = ("offices", "phones", "faxes", "emails", "coordinators")


def evidence_of(letter: Letter) -> Iterator[tuple[str, Evidence]]:
    """`(path, evidence)` of the letter itself (`letter`) and of each value, such as `directives[0].deadlines[0]`."""
    yield "letter", letter.evidence
    for name in HEAD:
        found = getattr(letter, name)
        if found is not None:
            yield name, found.evidence
    for name in LISTS + RECORDS:
        yield from _each(name, getattr(letter, name))
    if letter.signatory:
        yield "signatory", letter.signatory.evidence
    for name in CONTACT:
        yield from _each(f"contact.{name}", getattr(letter.contact, name))
    yield from _directives("directives", letter.directives)


def _directives(path: str, directives: Iterable[Directive]) -> Iterator[tuple[str, Evidence]]:
    for index, directive in enumerate(directives):
        here = f"{path}[{index}]"
        yield here, directive.evidence
        for name in ("actors", "recipients", "deadlines", "timing"):
            yield from _each(f"{here}.{name}", getattr(directive, name))
        yield from _directives(f"{here}.children", directive.children)


def _each(path: str, items: Iterable[Found[str] | Deadline]) -> Iterator[tuple[str, Evidence]]:
    for index, item in enumerate(items):
        yield f"{path}[{index}]", item.evidence
