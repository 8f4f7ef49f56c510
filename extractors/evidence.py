"""Every value of a letter with its evidence, named by the path that the JSON contract gives it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from extractors.model import Deadline, Directive, Evidence, Found, Letter

T = TypeVar("T")
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
    for index, attachment in enumerate(letter.attachments):
        yield from _directives(f"attachments[{index}].directives", attachment.directives)
        yield from _each(f"attachments[{index}].deadlines", attachment.deadlines)


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


def doubted(evidence: Evidence, *doubts: str) -> Evidence:
    """The evidence with these doubts beside those it has: what is doubted is at most so sure."""
    together = tuple(dict.fromkeys((*evidence.doubts, *doubts)))
    return replace(evidence, doubts=together, confidence=min(evidence.confidence, 0.6))


def with_evidence(value: T, change: Callable[[str, Evidence], Evidence], kind: str = "") -> T:
    """The value with each evidence in it changed; `change` is told the kind of value: the path without its places.

    `directives.actors` is the kind of `directives[0].children[1].actors[0]`; that of the letter itself is empty.
    """
    changed: Any = value
    if isinstance(value, Evidence):
        changed = change(kind, value)
    elif isinstance(value, tuple):
        changed = tuple(with_evidence(item, change, kind) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: with_evidence(getattr(value, f.name), change, _kind(kind, f.name)) for f in fields(value)}
        changed = replace(value, **parts)
    return changed  # type: ignore[no-any-return]


def _kind(above: str, name: str) -> str:
    return above if name in ("evidence", "children", "value") else f"{above}.{name}".lstrip(".")
