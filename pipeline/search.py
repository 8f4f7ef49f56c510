"""Searching letters and directives: Thai without spaces, digits Thai or Arabic, numbers in any spelling, filters.

The index (FTS5, trigrams) holds the text folded: Arabic digits, no white space, small Latin letters, so that a
line's break hides no word and ดำเนินงาน is found within ผลการดำเนินงาน.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from extractors.document import fold_digits
from pipeline.rows import Hit, Query

if TYPE_CHECKING:
    from pipeline.store import Store

_TRIGRAM = 3
_AROUND = 60


def fold(text: str) -> str:
    """A text as the index holds it."""
    return re.sub(r"\s+", "", fold_digits(text)).lower()


def index(store: Store) -> None:
    """Makes the index anew from the letters and directives that are there."""
    with store.writing() as db:
        db.execute("DELETE FROM search")
        db.executemany(
            "INSERT INTO search (letter, directive, folded) VALUES (?, ?, ?)",
            [
                (r["id"], "", fold(f"{r['reference_number']} {r['subject']} {r['sender']} {r['body']}"))
                for r in store.rows("SELECT id, reference_number, subject, sender, body FROM letter ORDER BY id")
            ]
            + [
                (r["letter"], r["id"], fold(r["text"]))
                for r in store.rows("SELECT letter, id, text FROM directive ORDER BY id")
            ],
        )


def search(store: Store, query: Query) -> list[Hit]:
    """The letters and directives that hold every word and pass every filter, the best first."""
    numbered = _by_number(store, query)
    if numbered:
        return numbered
    terms = [fold(word) for word in query.words.split() if fold(word)]
    found = _matching(store, terms, query)
    if not found and terms:
        parts = _parts(terms)
        if parts != terms:
            terms, found = parts, _matching(store, parts, query)
    return [_hit(row, terms) for row in found]


def _by_number(store: Store, query: Query) -> list[Hit]:
    """Letters that bear the number typed, whatever its spelling."""
    if not re.search(r"[0-9๐-๙]", query.words):
        return []
    from extractors.reference_numbers import parse_reference_number

    number = parse_reference_number(query.words)
    if number is None or not number.number:
        return []
    where, values = _filters(query)
    sql = f"{_SELECT} WHERE l.reference_number = ? AND d.id IS NULL {where} ORDER BY l.date DESC LIMIT ?"
    rows = store.rows(sql.replace("{join}", "0"), str(number), *values, query.limit)
    return [_hit(row, []) for row in rows]


_SELECT = """
SELECT l.id, l.reference_number, l.date, l.sender, l.subject, l.body, l.file, l.page AS first_page, l.urgency,
  d.id AS directive, d.label, d.text, d.page AS page, 0.0 AS score,
  (SELECT min(t.due) FROM deadline t WHERE t.directive = d.id) AS due
FROM letter l LEFT JOIN directive d ON {join}
"""


def _matching(store: Store, terms: list[str], query: Query) -> list[dict[str, Any]]:
    where, values = _filters(query)
    long = [t for t in terms if len(t) >= _TRIGRAM]
    short = [t for t in terms if len(t) < _TRIGRAM]
    if not terms:
        sql = (
            _SELECT.replace("{join}", "d.letter = l.id")
            + f" WHERE 1 {where} ORDER BY due IS NULL, due, l.date DESC LIMIT ?"
        )
        return store.rows(sql, *values, query.limit)
    conditions = ["search MATCH ?"] if long else []
    conditions += ["s.folded LIKE ?" for _ in short]
    quoted = " AND ".join('"' + t.replace('"', '""') + '"' for t in long)
    sql = f"""
SELECT l.id, l.reference_number, l.date, l.sender, l.subject, l.body, l.file, l.page AS first_page, l.urgency,
  d.id AS directive, d.label, d.text, d.page AS page, {"bm25(search)" if long else "0.0"} AS score,
  (SELECT min(t.due) FROM deadline t WHERE t.directive = d.id) AS due
FROM search s JOIN letter l ON l.id = s.letter LEFT JOIN directive d ON d.id = s.directive
WHERE {" AND ".join(conditions)} {where} ORDER BY score, l.date DESC, l.id, d.id LIMIT ?"""
    return store.rows(sql, *([quoted] if long else []), *(f"%{t}%" for t in short), *values, query.limit)


def _filters(query: Query) -> tuple[str, list[object]]:
    """The filters as SQL: conditions on the letter, and on the directive for due days and status."""
    parts: list[str] = []
    values: list[object] = []
    for condition, value in (("l.date >= ?", query.since), ("l.date <= ?", query.until)):
        if value:
            parts.append(condition)
            values.append(value.isoformat())
    if query.urgency:
        parts.append("l.urgency = ?")
        values.append(query.urgency)
    if query.agency:
        like = f"%{query.agency}%"
        parts.append("(l.sender LIKE ? OR l.id IN (SELECT letter FROM addressee WHERE name LIKE ?))")
        values += [like, like]
    if query.due_before:
        parts.append("d.id IN (SELECT directive FROM deadline WHERE due < ?)")
        values.append(query.due_before.isoformat())
    if query.status:
        task = "c.task LIKE l.id || '#' || coalesce(d.label, '') || '#%'"
        done = f"EXISTS (SELECT 1 FROM decision c WHERE {task} AND c.status = ?)"
        none = f"NOT EXISTS (SELECT 1 FROM decision c WHERE {task})"
        parts.append(f"d.id IS NOT NULL AND ({done}{' OR ' + none if query.status == 'open' else ''})")
        values.append(query.status)
    return "".join(f" AND {part}" for part in parts), values


def _parts(terms: list[str]) -> list[str]:
    """Words that were found nowhere as they stand, cut into the words that they are made of."""
    from pythainlp.tokenize import word_tokenize

    return [part for term in terms for part in word_tokenize(term, engine="newmm") if len(part) > 1]


def _hit(row: dict[str, Any], terms: list[str]) -> Hit:
    text = row["text"] if row["directive"] else (row["body"] if terms else row["subject"])
    return Hit(
        row["id"], row["reference_number"], _day(row["date"]), row["sender"], row["subject"],
        bool(row["directive"]), row["label"], mark(text or "", terms), _day(row["due"]), row["file"],
        row["page"] or row["first_page"], -float(row["score"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def mark(text: str, terms: list[str]) -> str:
    """A stretch of the text about the first hit, every hit in ⟦ ⟧: found in the folded text, marked in the text."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    folded = fold(text)
    hits = sorted({m.start(): m.end() for t in terms for m in re.finditer(re.escape(t), folded)}.items())
    spans = [(places[a], places[b - 1] + 1) for a, b in hits if b <= len(places)]
    first = spans[0][0] if spans else 0
    start, end = max(0, first - _AROUND), min(len(text), first + 3 * _AROUND)
    out, at = [], start
    for a, b in spans:
        if at <= a and b <= end:
            out += [text[at:a], "⟦", text[a:b], "⟧"]
            at = b
    out.append(text[at:end])
    body = re.sub(r"\s+", " ", "".join(out)).strip()
    return ("…" if start else "") + body + ("…" if end < len(text) else "")
