"""Letters' metadata in the form of the government's exchange of letters (TH e-GIF, e-CMS): XML out and in.

The standard's names (ID, CorrespondenceDate, Subject, SecretCode, SpeedCode, SenderParty, ReceiverParty,
ReferenceCorrespondence, Attachment) hold what it has a place for. It has none for the sender's name, directives and
deadlines: these stand in an element of our own behind them, which other programs pass over.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from extractors.model import (
    Citation,
    Directive,
    Enclosure,
    Evidence,
    Found,
    Letter,
    Page,
    ReferenceNumber,
    Signatory,
    Span,
)
from pipeline.errors import InputError
from rules.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.rows import LetterRow
    from pipeline.store import Store

RAM = "urn:th:gov:egif:data:standard:ReusableAggregateBusinessInformationEntity:1"
RSM = "urn:th:gov:egif:data:standard:GovernmentDocument:1.0"
OURS = "urn:saraban:letter:1"
_RULE = "exchange.ecms"
_SURE = 0.99
"""What another office's system says of its own letter is as good as print, yet typed by a person."""


def to_xml(letters: Iterable[LetterRow]) -> bytes:
    """Letters as `GovernmentDocument`s under one root of ours, as one file."""
    for prefix, space in (("ram", RAM), ("rsm", RSM), ("saraban", OURS)):
        ET.register_namespace(prefix, space)
    root = ET.Element(f"{{{OURS}}}Letters")
    for row in letters:
        document = ET.SubElement(root, f"{{{RSM}}}GovernmentDocument")
        _write_letter(ET.SubElement(document, f"{{{RAM}}}CorrespondenceLetter"), row.letter)
    ET.indent(root, " ")
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _write_letter(at: ET.Element, letter: Letter) -> None:
    _put(at, "ID", str(letter.reference_number.value) if letter.reference_number else "")
    _put(at, "CorrespondenceDate", letter.date.value.isoformat() if letter.date else "")
    _put(at, "Subject", letter.subject.value if letter.subject else "")
    _put(at, "SecretCode", _code("secret", letter.secrecy.value if letter.secrecy else ""))
    _put(at, "SpeedCode", _code("speed", letter.urgency.value if letter.urgency else ""))
    sender = ET.SubElement(at, f"{{{RAM}}}SenderParty")
    _put(sender, "GivenName", letter.signatory.name if letter.signatory else "")
    _put(sender, "FamilyName", "")
    _put(sender, "JobTitle", letter.signatory.position if letter.signatory else "")
    for name in letter.addressees:
        _put(ET.SubElement(at, f"{{{RAM}}}ReceiverParty"), "JobTitle", name.value)
    for cited in letter.references:
        reference = ET.SubElement(at, f"{{{RAM}}}ReferenceCorrespondence")
        _put(reference, "ID", str(cited.reference_number or ""))
        _put(reference, "CorrespondenceDate", cited.date.isoformat() if cited.date else "")
        _put(reference, "Subject", cited.text)
    _put(at, "Attachment", "\n".join(f"{e.title} {e.quantity}".strip() for e in letter.enclosures))
    own = ET.SubElement(at, f"{{{OURS}}}Content", {"kind": letter.kind})
    _put(own, "Sender", letter.sender.value if letter.sender else "", OURS)
    _put(own, "Purpose", letter.purpose.value if letter.purpose else "", OURS)
    for directive in letter.directives:
        _write_directive(own, directive)


def _write_directive(at: ET.Element, directive: Directive) -> None:
    one = ET.SubElement(at, f"{{{OURS}}}Directive", {"label": directive.label or "", "kind": directive.kind})
    _put(one, "Text", directive.text, OURS)
    for name, values in (("Actor", directive.actors), ("Recipient", directive.recipients)):
        for value in values:
            _put(one, name, value.value, OURS)
    for deadline in directive.deadlines:
        due = {"due": deadline.due.isoformat() if deadline.due else "", "rrule": deadline.rrule or ""}
        _put(one, "Deadline", deadline.text, OURS).attrib.update({k: v for k, v in due.items() if v})
    for child in directive.children:
        _write_directive(one, child)


def _put(at: ET.Element, name: str, text: str, space: str = RAM) -> ET.Element:
    element = ET.SubElement(at, f"{{{space}}}{name}")
    element.text = "".join(char for char in text if char >= " " or char in "\t\n")  # XML has no place for the others
    return element


@cache
def _codes(of: str) -> Mapping[str, str]:
    return {term.name: term.gives for term in load("exchange").terms if term.of == of}


def _code(of: str, name: str) -> str:
    return _codes(of).get(name, "001")


@dataclass(frozen=True, slots=True)
class Message:
    """A letter as a message brought it: its metadata as a letter with a page of text, and the files in it."""

    letter: Letter
    page: Page
    files: tuple[bytes, ...]


def from_xml(data: bytes) -> list[Message]:
    """The letters in a message of e-CMS, in its SOAP envelope or without, or in a file of `to_xml`.

    Raises InputError where it is no XML, is built to do harm, or holds no letter.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data)
    except (ET.ParseError, DefusedXmlException, ValueError) as error:
        raise InputError("bad-xml", f"อ่าน XML ไม่ได้: {error}", "ตรวจว่าเป็นแฟ้มหนังสือจากระบบ e-CMS") from error
    found = [element for element in root.iter() if _local(element) == "CorrespondenceLetter"]
    if not found:
        raise InputError(
            "no-letter-in-xml", "ไม่พบหนังสือ (CorrespondenceLetter) ใน XML", "ตรวจว่าเป็นแฟ้มหนังสือจากระบบ e-CMS"
        )
    return [_message(element, at) for at, element in enumerate(found, 1)]


def _local(element: ET.Element) -> str:
    """The name without its namespace: senders disagree on it."""
    return str(element.tag).rpartition("}")[2]


@dataclass
class _Lines:
    """The message's words as a page of text, so that every value has its place."""

    page: int
    text: str = ""

    def add(self, value: str) -> Evidence:
        start = len(self.text)
        self.text += value + "\n"
        return Evidence(Span(self.page, start, start + len(value)), _RULE, _SURE, value)


def _message(element: ET.Element, number: int) -> Message:
    lines = _Lines(number)
    said = _text(element, "ID")
    dated = _day(_text(element, "CorrespondenceDate"))
    reference = _number(said, dated)
    evidence = lines.add(said)
    letter = Letter(
        kind="circular" if reference and reference.circular else "letter", pages=(number,), evidence=evidence, text="",
        reference_number=Found(reference, evidence) if reference else None,
        date=Found(dated, lines.add(dated.isoformat())) if dated else None,
        subject=_found(lines, _text(element, "Subject")),
        urgency=_named(lines, "speed", _text(element, "SpeedCode")),
        secrecy=_named(lines, "secret", _text(element, "SecretCode")),
        sender=_found(lines, _text(element, "Content/Sender")),
        addressees=tuple(_all_found(lines, (_party(p) for p in _each(element, "ReceiverParty")))),
        references=tuple(_citation(lines, r) for r in _each(element, "ReferenceCorrespondence")),
        enclosures=tuple(
            Enclosure(None, title, lines.add(title))
            for title in map(str.strip, _text(element, "Attachment").splitlines())
            if title
        ),
        signatory=_signatory(lines, next(iter(_each(element, "SenderParty")), None)),
    )  # fmt: skip
    files = tuple(_files(element))
    return Message(replace(letter, text=lines.text), Page(number, lines.text, reason="ข้อมูลจากระบบ e-CMS"), files)


def _each(element: ET.Element, path: str) -> Iterator[ET.Element]:
    name, _, rest = path.partition("/")
    for child in element:
        if _local(child) == name:
            yield from _each(child, rest) if rest else [child]


def _text(element: ET.Element, path: str) -> str:
    """The text of the first element by this path that has any."""
    return next((text for child in _each(element, path) if (text := (child.text or "").strip())), "")


def _found(lines: _Lines, value: str) -> Found[str] | None:
    return Found(value, lines.add(value)) if value else None


def _all_found(lines: _Lines, values: Iterable[str]) -> Iterator[Found[str]]:
    return (Found(value, lines.add(value)) for value in values if value)


def _named(lines: _Lines, of: str, code: str) -> Found[str] | None:
    """What a code says; ปกติ says nothing. Some systems write the word instead of the code."""
    names = {value: name for name, value in _codes(of).items()}
    name = names.get(code.zfill(3) if code.isdecimal() else "", code if code in _codes(of) else "")
    return _found(lines, name if name != "ปกติ" else "")


def _party(element: ET.Element) -> str:
    """Whom a letter is to: the position, failing that the person."""
    person = " ".join(filter(None, (_text(element, "GivenName"), _text(element, "FamilyName"))))
    return _text(element, "JobTitle") or person


def _signatory(lines: _Lines, element: ET.Element | None) -> Signatory | None:
    if element is None:
        return None
    name = " ".join(filter(None, (_text(element, "GivenName"), _text(element, "FamilyName"))))
    position = _text(element, "JobTitle")
    return Signatory(name, position, lines.add(f"{name} {position}".strip())) if name or position else None


def _citation(lines: _Lines, element: ET.Element) -> Citation:
    said, dated = _text(element, "ID"), _day(_text(element, "CorrespondenceDate"))
    subject = _text(element, "Subject")
    return Citation("letter", subject or said, lines.add(f"{said} {subject}".strip()), _number(said, dated), dated)


def _number(said: str, dated: date | None) -> ReferenceNumber | None:
    from extractors.reference_numbers import parse_reference_number

    number = parse_reference_number(said) if said else None
    return replace(number, year=dated.year) if number and dated else number


def _day(text: str) -> date | None:
    """An ISO date, of either era; anything else is left out, never guessed."""
    from pipeline.search import parse_day

    match = re.match(r"\d{4}-\d{2}-\d{2}(?![0-9])", text)
    return parse_day(match[0]) if match else None


def _files(element: ET.Element) -> Iterator[bytes]:
    """The letter and its attachments where the message carries them; what is no base64 is left out."""
    for name in ("MainLetterBinaryObject", "AttachmentBinaryObject"):
        for child in _each(element, name):
            try:
                data = base64.b64decode("".join((child.text or "").split()), validate=True)
            except (binascii.Error, ValueError):
                continue
            if data:
                yield data


def take_messages_in(store: Store, path: Path) -> list[Message]:
    """Takes the letters of an XML file into the database, as `run` takes a file in. Raises InputError as `from_xml`."""
    from pipeline.intake import Intake
    from pipeline.link import link_and_index
    from pipeline.rows import FileReading
    from pipeline.save import Stamp, take_in

    try:
        data, stat = path.read_bytes(), path.stat()
    except OSError as error:
        raise InputError("unreadable", f"เปิดแฟ้ม {path} ไม่ได้: {error.strerror}", "ตรวจชื่อแฟ้มและสิทธิ์อ่าน") from error
    messages = from_xml(data)
    intake = Intake(path, hashlib.sha256(data).hexdigest(), "xml", len(messages), len(data))
    pages, letters = tuple(m.page for m in messages), tuple(m.letter for m in messages)
    with store.alone():
        with store.writing() as db:
            take_in(db, Stamp(path.as_posix(), stat.st_size, stat.st_mtime_ns), FileReading(intake, pages, letters, ()))
        link_and_index(store)
    return messages
