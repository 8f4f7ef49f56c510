"""A composed letter (หนังสือที่แต่งขึ้น): what `letters/NAME.toml` holds, and the gold that was written by hand beside it.

A value that is printed in one way and means another stands as `print | meaning`: a number, a date, an enclosure with
its quantity. Gold directives are one a line: `label | start of the text | actors | recipients | deadlines`, several
values parted by `;`, `-` for no label, `?` for actors that the letter leaves open (they are not scored).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

LETTERS = Path(__file__).parent / "letters"

Form = Literal["letter", "memo", "stamped", "order", "announcement", "message"]


class LetterError(ValueError):
    """A composed letter that cannot be used: which file and what is wrong with it."""


class Stamp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A receipt stamp (ตราประทับรับหนังสือ); each value as `print | meaning`."""

    office: str
    number: str
    date: str
    time: str = ""
    word: str = "เลขรับ"


class ComposedLetter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender_lines": "from"}):
    """One letter: what is printed, in the order of the page, and then what it means where the print does not say it."""

    style: str
    split: Literal["train", "test"]
    subject: str
    body: str
    form: Form = "letter"
    habits: tuple[str, ...] = ("plain",)
    urgency: str = ""
    secrecy: str = ""
    number: str = ""
    sender_lines: tuple[str, ...] = ()
    date: str = ""
    to: tuple[str, ...] = ()
    to_word: str = "เรียน"
    references: tuple[str, ...] = ()
    reference_word: str = "อ้างถึง"
    enclosures: tuple[str, ...] = ()
    closing: str = "ขอแสดงความนับถือ"
    sign: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    minutes: str = ""
    attachment: str = ""
    name: str = ""
    # what it means
    sender: str = ""
    addressees: tuple[str, ...] | None = None
    signatory: tuple[str, str] | None = None
    purpose: str = ""
    phones: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    directives: str = ""


def printed(value: str) -> str:
    """The part of `print | meaning` that stands on the paper."""
    return value.partition(" | ")[0]


def meaning(value: str) -> str:
    """The part of `print | meaning` that counts; the print itself where it stands alone."""
    return value.rpartition(" | ")[2]


@cache
def load_letters(folder: Path = LETTERS) -> tuple[ComposedLetter, ...]:
    """All composed letters, by name. Raises LetterError with the file's name where one cannot be read."""
    letters = []
    for path in sorted(folder.glob("*.toml")):
        try:
            letter = msgspec.toml.decode(path.read_bytes(), type=ComposedLetter)
            gold_directives(letter.directives)
        except (msgspec.MsgspecError, ValueError) as error:
            raise LetterError(f"{path.name}: {error}") from error
        letters.append(msgspec.structs.replace(letter, name=path.stem))
    return tuple(letters)


def find_letter(name: str) -> ComposedLetter:
    """The composed letter of that name. Raises LetterError where there is none."""
    for letter in load_letters():
        if letter.name == name:
            return letter
    raise LetterError(f"no composed letter {name} in {LETTERS}")


def gold_directives(lines: str) -> list[dict[str, Any]]:
    """The gold of the directives, in the order of the letter. Raises LetterError for a line without a start."""
    return [_gold_directive(line) for line in lines.splitlines() if line.strip()]


def _gold_directive(line: str) -> dict[str, Any]:
    fields = [field.strip() for field in line.split("|")]
    if not 2 <= len(fields) <= 5 or not fields[1]:
        raise LetterError(f"a directive is `label | start | actors | recipients | deadlines`, not: {line}")
    label, start, actors, recipients, deadlines = fields + [""] * (5 - len(fields))
    return {
        "label": None if label == "-" else label,
        "start": start,
        "actors": None if actors == "?" else _several(actors),
        "recipients": _several(recipients),
        "deadlines": [_gold_deadline(value) for value in _several(deadlines, part=" ; ")],
    }


def _several(field: str, part: str = ";") -> list[str]:
    return [value.strip() for value in field.split(part) if value.strip()]


def _gold_deadline(value: str) -> dict[str, str | None]:
    if "FREQ=" in value:
        return {"due": None, "rrule": value}
    return {"due": None if value == "?" else value, "rrule": None}


def gold(letter: ComposedLetter) -> dict[str, Any]:
    """The letter's gold in the shape of the contract, as one object of `letters`."""
    circular = letter.form == "letter" and "ว" in meaning(letter.number).rpartition("/")[2]
    references = [value.split(" | ") for value in letter.references]
    return {
        "reference_number": meaning(letter.number) or None,
        "urgency": letter.urgency or None,
        "secrecy": letter.secrecy or None,
        "kind": "circular" if circular else letter.form,
        "date": meaning(letter.date) or None,
        "sender": letter.sender or (letter.sender_lines[0] if letter.sender_lines else None),
        "subject": letter.subject,
        "addressees": list(letter.to if letter.addressees is None else letter.addressees),
        "references": [{"reference_number": r[1] or None, "date": r[2] or None} for r in references],
        "enclosures": [printed(value) for value in letter.enclosures],
        "directives": gold_directives(letter.directives),
        "purpose": letter.purpose or None,
        "signatory": _gold_signatory(letter),
        "contact": {"phones": list(letter.phones)},
        "received": [_gold_receipt(stamp) for stamp in letter.stamps],
        "events": list(letter.events),
        "cited": list(letter.cited),
    }


def _gold_signatory(letter: ComposedLetter) -> dict[str, str] | None:
    if letter.signatory is not None:
        return {"name": letter.signatory[0], "position": letter.signatory[1]}
    if not letter.sign:
        return None
    return {"name": letter.sign[0].strip("()"), "position": " ".join(letter.sign[1:])}


def _gold_receipt(stamp: Stamp) -> dict[str, str | None]:
    return {"number": meaning(stamp.number), "date": meaning(stamp.date) or None, "time": meaning(stamp.time) or None}
