"""Letters made by hand from the model, and readings of files that hold them: what the store's tests are fed."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from extractors.model import (
    Citation,
    Deadline,
    Directive,
    Enclosure,
    Evidence,
    Found,
    Issue,
    Letter,
    Page,
    ReferenceNumber,
    Span,
)
from pipeline.intake import Intake
from pipeline.rows import FileReading
from pipeline.save import Stamp, take_in
from pipeline.store import Store


def seen(text: str = "x", confidence: float = 0.95, doubts: tuple[str, ...] = (), page: int = 1) -> Evidence:
    return Evidence(Span(page, 0, len(text)), "test", confidence, text, doubts)


def found(value: object, confidence: float = 0.95) -> Found:
    return Found(value, seen(str(value), confidence))


def number(text: str, year: int | None = None) -> ReferenceNumber:
    """`มท 0211.1/ว 506` as a number."""
    prefix, _, rest = text.partition(" ")
    unit, _, running = rest.partition("/")
    return ReferenceNumber(prefix, unit, running.startswith("ว"), running.removeprefix("ว").strip(), year)


def due(day: date, text: str = "ภายในกำหนด") -> Deadline:
    return Deadline("date", text, seen(text), due=day)


def every(rrule: str, text: str = "ทุกเดือน") -> Deadline:
    return Deadline("recurrence", text, seen(text), rrule=rrule)


def directive(label: str | None, text: str, *actors: str, **more: object) -> Directive:
    fields: dict[str, object] = {
        "label": label, "text": text, "action": text, "kind": "order", "actors": tuple(found(a) for a in actors),
        "recipients": (), "deadlines": (), "timing": (), "enclosures": (), "children": (), "evidence": seen(text),
    }  # fmt: skip
    return Directive(**{**fields, **more})  # type: ignore[arg-type]


def cites(text: str, day: date | None = None, agency: str = "") -> Citation:
    return Citation("letter", text, seen(text), number(text), day, agency)


def encloses(text: str, day: date | None = None) -> Enclosure:
    return Enclosure(None, f"สำเนาหนังสือ {text}", seen(text), "๑ ชุด", number(text), day)


def letter(
    reference: str | None = "มท 0211.1/ว 506",
    day: date | None = date(2021, 2, 11),
    subject: str = "แนวทางการเก็บเอกสารของจังหวัด",
    confidence: float = 0.95,
    **more: object,
) -> Letter:
    fields: dict[str, object] = {
        "kind": "circular", "pages": (1,), "evidence": seen("letter", confidence), "text": f"เรื่อง {subject}",
        "reference_number": found(number(reference, day.year if day else None), confidence) if reference else None,
        "date": found(day, confidence) if day else None, "subject": found(subject, confidence),
        "sender": found("กระทรวงมหาดไทย", confidence),
    }  # fmt: skip
    return Letter(**{**fields, **more})  # type: ignore[arg-type]


def reading(*letters: Letter, path: str = "a.txt", issues: tuple[Issue, ...] = ()) -> FileReading:
    digest = hashlib.sha256((path + repr(letters)).encode()).hexdigest()
    pages = (Page(1, "\n".join(one.text for one in letters)),)
    return FileReading(Intake(Path(path), digest, "text", 1, 10), pages, letters, issues)


def put(store: Store, path: str, *letters: Letter, mtime: int = 1) -> None:
    """Takes a file of these letters in, as a run does."""
    with store.writing() as connection:
        take_in(connection, Stamp(path, 10, mtime), reading(*letters, path=path))


def link(store: Store) -> None:
    """The graph and the index, as a run makes them at its end."""
    from pipeline.link import link_and_index

    link_and_index(store)


def dump(store: Store) -> list[str]:
    """All that the database holds, row by row, as text in one order."""
    tables = [r["name"] for r in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    kept = [t for t in tables if not t.startswith(("search", "sqlite_"))]
    return sorted(f"{table}: {row!r}" for table in kept for row in store.rows(f"SELECT * FROM {table}"))
