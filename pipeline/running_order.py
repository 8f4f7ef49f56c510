"""What else the doubtful values under review may be, numbers held against the agency's running order (ลำดับเลขที่หนังสือ).

The order is known only where the store holds the neighbours, so it is asked for when somebody looks, never kept: the
same letters give the same database in whatever order they come.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import msgspec

from extractors.evidence import evidence_of
from extractors.model import Alternative, Letter
from extractors.reference_numbers import parse_reference_number

_NEIGHBOUR = """SELECT {most}(CAST(l.number AS INTEGER)) FROM letter l
  JOIN value v ON v.letter = l.id AND v.field = 'reference_number'
  WHERE l.prefix = ? AND l.unit = ? AND l.circular = ? AND l.year = ? AND l.id <> ? AND l.date {than} ?
    AND l.number GLOB '[0-9]*' AND v.doubts = '' AND v.confidence >= 0.8"""
_BEFORE = _NEIGHBOUR.format(most="max", than="<")
_AFTER = _NEIGHBOUR.format(most="min", than=">")


def alternatives(db: sqlite3.Connection) -> dict[tuple[str, str], tuple[Alternative, ...]]:
    """By letter and field, the alternatives of what is under review."""
    rows = db.execute(
        "SELECT l.id, coalesce(r.corrected, r.json) FROM letter l JOIN reading r ON r.file = l.file AND "
        "r.position = l.reading WHERE instr(r.json, '\"alternatives\":[{') AND l.id IN (SELECT letter FROM to_review)"
    )
    found: dict[tuple[str, str], tuple[Alternative, ...]] = {}
    for key, text in rows.fetchall():
        letter = msgspec.json.decode(text, type=Letter)
        for path, evidence in evidence_of(letter):
            if evidence.alternatives:
                listed = evidence.alternatives
                found[key, path] = _in_order(db, key, letter, listed) if path == "reference_number" else listed
    return found


def _in_order(
    db: sqlite3.Connection, key: str, letter: Letter, listed: tuple[Alternative, ...]
) -> tuple[Alternative, ...]:
    """The alternatives of a letter's own number, with what its neighbours of the same agency and year say of each."""
    return tuple(_placed(db, key, letter, alternative) for alternative in listed)


def _placed(db: sqlite3.Connection, key: str, letter: Letter, alternative: Alternative) -> Alternative:
    number = parse_reference_number(alternative.value)
    if number is None or letter.date is None or not number.number.isdigit():
        return alternative
    day = letter.date.value
    asked = (number.prefix, number.unit, int(number.circular), day.year, key, day.isoformat())
    low, high = (db.execute(sql, asked).fetchone()[0] for sql in (_BEFORE, _AFTER))
    here = int(number.number)
    if (low is not None and here < low) or (high is not None and here > high):
        return replace(alternative, clashes=(*alternative.clashes, "order-clashes"))
    if low is not None and high is not None:
        return replace(alternative, fits=(*alternative.fits, "order-fits"))
    return alternative
