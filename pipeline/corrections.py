"""The reviewer's word on a value or a link: confirmed, corrected or refused, and kept (คำวินิจฉัยของผู้ตรวจ).

Each word is a row of `correction` and is never changed: the last on a value stands, the others are its history. What
was read stays as it was; the letters are made from what was read with the words put in. A word holds for the place it
was said of (file and pages), however often that is read again, and for other copies of the letter.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from extractors.evidence import evidence_of
from extractors.model import Citation, Deadline, Directive, Enclosure, Evidence, Found, Letter, ReferenceNumber
from pipeline.errors import InputError, UseError

if TYPE_CHECKING:
    from pipeline.store import Store

CONFIRMED, CORRECTED, REFUSED = VERDICTS = ("confirmed", "corrected", "refused")
_IDENTITY = ("reference_number", "date")
"""What makes a letter that letter: said of one copy, it holds for another only where that was read the same."""
_RULE = "person"


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on the value at a path, which was read so; `value` is what stands instead."""

    field: str
    verdict: str
    value: str
    as_read: str
    here: bool = True
    """Whether it was said of this very place, and not of another copy."""


def with_corrections(db: sqlite3.Connection, file: str, letter: Letter) -> Letter:
    """The letter as read at a place of a file, with what people said of its values put in."""
    from pipeline.save import letter_key

    key = letter_key(letter)
    fixed = apply(letter, _said(db, file, letter, key))
    # A corrected number makes it another letter, of which more may have been said.
    return fixed if letter_key(fixed) == key else apply(fixed, _said(db, file, fixed, letter_key(fixed)))


def _said(db: sqlite3.Connection, file: str, letter: Letter, key: str) -> list[Correction]:
    place = (file, ",".join(map(str, letter.pages)))
    rows = db.execute(
        "SELECT field, verdict, value, as_read, file = ?1 AND pages = ?2 FROM correction "
        "WHERE kind = 'value' AND ((file = ?1 AND pages = ?2) OR letter = ?3) ORDER BY at, id",
        (*place, key),
    )
    last = {(field, as_read): Correction(field, verdict, value, as_read, bool(here))
            for field, verdict, value, as_read, here in rows}  # fmt: skip
    return list(last.values())


def apply(letter: Letter, corrections: Iterable[Correction]) -> Letter:
    """Puts in each word whose value is still there: read the same, at its place or at another of its kind."""
    placed = [(_steps(path), word) for word in corrections if (path := _place(letter, word))]
    # From the last place to the first, so that a value refused moves none that is still to come.
    for steps, word in sorted(placed, key=lambda item: item[0], reverse=True):
        letter = _changed(letter, steps, partial(_put, word=word))
    number = letter.reference_number
    if number and number.value.year and letter.date and letter.date.evidence.rule == _RULE:
        # A number is one of its letter's year.
        value = replace(number.value, year=letter.date.value.year)
        letter = replace(letter, reference_number=replace(number, value=value))
    return letter


def _place(letter: Letter, word: Correction) -> str | None:
    """The path at which the value stands now; None where it is gone."""
    found = dict(evidence_of(letter))
    there = found.get(word.field)
    single = "[" not in word.field
    if there and (_same(there, word) or (single and (word.here or word.field not in _IDENTITY))):
        return word.field
    kind = re.sub(r"\d+", "", word.field)
    alike = [path for path, e in found.items() if re.sub(r"\d+", "", path) == kind and _same(e, word)]
    return alike[0] if len(alike) == 1 else None


def _same(evidence: Evidence, word: Correction) -> bool:
    return "".join(evidence.as_read.split()) == "".join(word.as_read.split())


def _steps(path: str) -> list[str | int]:
    return [name or int(at) for name, at in re.findall(r"([a-z_]+)|\[(\d+)\]", path)]


def _changed(item: Any, steps: list[str | int], change: Callable[[Any], Any]) -> Any:
    """The item with what stands at the end of the steps changed; a None takes a value out."""
    if not steps:
        return change(item)
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        new = _changed(item[step], rest, change)
        return (*item[:step], *(() if new is None else (new,)), *item[step + 1 :])
    return replace(item, **{step: _changed(getattr(item, step), rest, change)})


def _put(item: Any, word: Correction) -> Any:
    """One value as the person has it: sure, and without doubts."""
    if word.verdict == REFUSED:
        return None
    sure = replace(item.evidence, confidence=1.0, doubts=(), rule=_RULE)
    if word.verdict == CONFIRMED:
        return replace(item, evidence=sure)
    return replace(item, evidence=sure, **_fields(item, word.value))


def _fields(item: Any, text: str) -> dict[str, Any]:
    """What a corrected text changes in a value of its kind. Raises UseError where it cannot be one."""
    if isinstance(item, Found) and isinstance(item.value, ReferenceNumber):
        return {"value": replace(_number(text), year=None)}
    if isinstance(item, Found):
        return {"value": _day(text) if isinstance(item.value, date) else text}
    if isinstance(item, Deadline):
        day = _day(text)
        return {"kind": "date", "due": day, "rrule": None, "since": None, "days": None, "event": "", "trace": ""}
    if isinstance(item, Directive):
        return {"text": text, "action": text}
    if isinstance(item, Citation | Enclosure):
        return {"reference_number": _number(text)}
    name = next((n for n in ("name", "number", "title") if hasattr(item, n)), None)
    if name is None or not is_dataclass(item):
        raise UseError("not-correctable", "ค่านี้แก้ไขไม่ได้", "ยืนยันหรือปฏิเสธค่านี้แทน")
    return {name: text}


def _number(text: str) -> ReferenceNumber:
    from extractors.reference_numbers import parse_reference_number

    number: ReferenceNumber | None = parse_reference_number(text)
    if number is None:
        raise UseError("bad-number", f"ไม่เข้าใจเลขที่หนังสือ {text}", "พิมพ์เลขที่ เช่น มท 0211.1/ว 506")
    return number


def _day(text: str) -> date:
    from pipeline.search import parse_day

    day = parse_day(text)
    if day is None:
        raise UseError("bad-date", f"ไม่เข้าใจวันที่ {text}", "พิมพ์วันที่ เช่น 31/12/2567 หรือ ๓๑ ธันวาคม ๒๕๖๗")
    return day


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word, as it is given: on the value `field` of a letter, or on its citation of the number `link`."""

    verdict: str
    value: str = ""
    who: str = ""
    note: str = ""
    at: datetime | None = None


def correct(store: Store, reference: str, field: str, word: Word) -> None:
    """Takes a word on a value down and makes the letter anew. Raises InputError for a letter or a value not there."""
    from pipeline.link import link_and_index
    from pipeline.save import renew_readings

    row = _letter(store, reference)
    found = dict(evidence_of(row.letter)).get(field)
    if found is None:
        raise InputError("no-value", f"หนังสือ {reference} ไม่มีค่า {field}", "ดูชื่อค่าด้วย saraban review --json")
    if word.verdict == CORRECTED:
        _changed(row.letter, _steps(field), lambda item: replace(item, **_fields(item, word.value)))
    with store.writing() as db:
        pages = ",".join(map(str, row.letter.pages))
        _note(db, "value", row.id, row.file, pages, field, found.as_read, word)
        renew_readings(db, row.id)
    link_and_index(store)


def correct_link(store: Store, reference: str, cited: str, word: Word) -> None:
    """Takes a word on a link down (`cited`: the number as cited) and links the letter anew.

    `word.value` is the letter meant, or for a refusal the one not meant (any, where it is empty).
    """
    from pipeline.graph import touch_letter
    from pipeline.link import link_and_index

    row = _letter(store, reference)
    number = str(_number(cited))
    there = store.rows("SELECT meant FROM mention WHERE letter = ? AND reference_number = ?", row.id, number)
    if not there:
        raise InputError("no-citation", f"หนังสือ {reference} ไม่ได้อ้างถึง {cited}", "ดูเลขที่อ้างถึงด้วย saraban show")
    meant = _letter(store, word.value).id if word.value else there[0]["meant"] or ""
    if word.verdict == CONFIRMED and not meant:
        raise UseError("nothing-to-confirm", f"ยังไม่มีหนังสือที่เทียบได้กับ {cited}", "ระบุหนังสือที่หมายถึงด้วย --to")
    with store.writing() as db:
        pages = ",".join(map(str, row.letter.pages))
        _note(db, "link", row.id, row.file, pages, "link", number, replace(word, value=meant))
        touch_letter(db, row.id)
    link_and_index(store)


def _letter(store: Store, reference: str) -> Any:
    row = store.letter(reference)
    if row is None:
        raise InputError("no-letter", f"ไม่พบหนังสือ {reference} ในฐานข้อมูล", "ค้นด้วย saraban search")
    return row


def _note(db: sqlite3.Connection, kind: str, letter: str, file: str, pages: str, field: str, as_read: str,
          word: Word) -> None:  # fmt: skip
    if word.verdict not in VERDICTS:
        raise UseError("bad-verdict", f"ไม่มีคำวินิจฉัย {word.verdict}", f"เลือกอย่างใดอย่างหนึ่ง: {', '.join(VERDICTS)}")
    at = (word.at or datetime.now()).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO correction (kind, letter, file, pages, field, as_read, verdict, value, who, at, note) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (kind, letter, file, pages, field, as_read, word.verdict, word.value, word.who, at, word.note),
    )


def said_of_links(db: sqlite3.Connection, letter: str) -> dict[str, tuple[str, str, str, str]]:
    """By the number as cited: the verdict, the letter that it names, who said so, and when."""
    rows = db.execute(
        "SELECT as_read, verdict, value, who, at FROM correction WHERE kind = 'link' AND letter = ? ORDER BY at, id",
        (letter,),
    )
    return {as_read: (verdict, value, who, at) for as_read, verdict, value, who, at in rows}
