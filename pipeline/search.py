"""Searching letters and directives: Thai without spaces, digits Thai or Arabic, numbers in any spelling, filters.

The index (FTS5, trigrams) holds the text folded: Arabic digits, no white space, small Latin letters, so that a
line's break hides no word and ดำเนินงาน is found within ผลการดำเนินงาน.
"""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

from extractors.document import fold_digits
from pipeline.rows import Hit, Query

if TYPE_CHECKING:
    from pipeline.store import Store

_TRIGRAM = 3
_AROUND = 60


_SMALL = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})
_RECENT = "(1.0 + coalesce(0.3 / (1.0 + (julianday((SELECT max(date) FROM letter)) - julianday(l.date)) / 365.0), 0.0))"
"""A letter of the last days weighs up to a third more than an old one that holds the words as often."""
_COLUMNS = """
SELECT l.id, l.reference_number, l.date, l.sender, l.subject, l.body, l.file, l.reading, l.page AS first_page,
  d.id AS directive, d.label, d.text, d.page AS page,
  (SELECT min(t.due) FROM deadline t WHERE t.directive = d.id) AS due, """


def fold(text: str) -> str:
    """A text as the index holds it."""
    return re.sub(r"\s+", "", fold_digits(text)).translate(_SMALL)


def index(db: sqlite3.Connection) -> None:
    """Makes the index anew from the letters and directives that are there, within the caller's transaction."""
    db.execute("DELETE FROM search")
    letters = db.execute("SELECT id, reference_number, subject, sender, body FROM letter ORDER BY id").fetchall()
    directives = db.execute("SELECT letter, id, text FROM directive ORDER BY id").fetchall()
    db.executemany(
        "INSERT INTO search (letter, directive, folded) VALUES (?, ?, ?)",
        [(key, "", fold("\n".join(words))) for key, *words in letters]
        + [(letter, key, fold(text)) for letter, key, text in directives],
    )


def parse_day(text: str) -> date | None:
    """A day as a person types it for a filter: 2567-12-31 (B.E.), 2024-12-31, ๓๑ ธ.ค. ๒๕๖๗, 31/12/2567; else None."""
    from extractors.dates import parse_date

    match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", fold_digits(text.strip()))
    if not match:
        return parse_date(text)
    year = int(match[1])
    try:
        return date(year - 543 if year >= 2400 else year, int(match[2]), int(match[3]))
    except ValueError:
        return None


def search(store: Store, query: Query) -> list[Hit]:
    """The letters and directives that hold every word and pass every filter, the best first."""
    numbered = _by_number(store, query)
    if numbered:
        return numbered
    terms = [part for word in query.words.split() if fold(word) for part in _found_parts(store, fold(word))]
    return [_hit(store, row, terms) for row in _matching(store, list(dict.fromkeys(terms)), query)]


def _found_parts(store: Store, term: str) -> list[str]:
    """The word itself where it is found anywhere; else the words that it is made of."""
    condition, value = _holds(term)
    if store.rows(f"SELECT 1 FROM search s WHERE {condition} LIMIT 1", value):
        return [term]
    from pythainlp.tokenize import word_tokenize

    return [part for part in word_tokenize(term, engine="newmm") if len(part) > 1] or [term]


def _holds(*terms: str) -> tuple[str, str]:
    """The condition that the index holds all of these, which are all long enough for it, or one that is not."""
    if all(len(term) >= _TRIGRAM for term in terms):
        return "search MATCH ?", " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    return "instr(s.folded, ?) > 0", terms[0]


def _by_number(store: Store, query: Query) -> list[Hit]:
    """Letters that bear the number typed, whatever its spelling."""
    if not re.search(r"[0-9๐-๙]", query.words):
        return []
    from extractors.reference_numbers import parse_reference_number

    number = parse_reference_number(query.words)
    if number is None or not number.number:
        return []
    where, values = _filters(query)
    sql = f"{_COLUMNS} 0.0 AS score FROM letter l LEFT JOIN directive d ON 0 WHERE l.reference_number = ? {where}"
    rows = store.rows(f"{sql} ORDER BY l.date DESC LIMIT ?", str(number), *values, query.limit)
    return [_hit(store, row, []) for row in rows]


def _matching(store: Store, terms: list[str], query: Query) -> list[dict[str, Any]]:
    """Rows that hold all terms: by the index; terms too short for trigrams are looked for in what that leaves."""
    where, values = _filters(query)
    if not terms:
        tail = f"LEFT JOIN directive d ON d.letter = l.id WHERE 1 {where}"
        sql = f"{_COLUMNS} 0.0 AS score FROM letter l {tail} ORDER BY due IS NULL, due, l.date DESC, l.id, d.id LIMIT ?"
        return store.rows(sql, *values, query.limit)
    long = [t for t in terms if len(t) >= _TRIGRAM]
    conditions = [_holds(*long)] if long else []
    conditions += [_holds(t) for t in terms if len(t) < _TRIGRAM]
    held = " AND ".join(condition for condition, _ in conditions)
    score = f"bm25(search) * {_RECENT}" if long else f"-{_RECENT}"
    joins = "JOIN letter l ON l.id = s.letter LEFT JOIN directive d ON d.id = s.directive"
    order = "score, l.date DESC, l.id, d.id"
    # Ranked by keys alone, so that the texts are fetched of those that are shown and of no other.
    best = (
        f"SELECT s.rowid AS place, {score} AS score FROM search s {joins} WHERE {held} {where} ORDER BY {order} LIMIT ?"
    )
    sql = (
        f"{_COLUMNS} best.score FROM ({best}) best JOIN search s ON s.rowid = best.place {joins} ORDER BY best.{order}"
    )
    return store.rows(sql, *(value for _, value in conditions), *values, query.limit)


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
        parts.append("(instr(l.sender, ?) OR l.id IN (SELECT letter FROM addressee WHERE instr(name, ?)))")
        values += [query.agency, query.agency]
    if query.due_before:
        parts.append("d.id IN (SELECT directive FROM deadline WHERE due < ?)")
        values.append(query.due_before.isoformat())
    if query.status:
        parts.append(
            "d.id IN (SELECT k.directive FROM task k LEFT JOIN decision c ON c.task = k.id AND c.round = '' "
            "WHERE coalesce(c.status, 'open') = ?)"
        )
        values.append(query.status)
    return "".join(f" AND {part}" for part in parts), values


def _hit(store: Store, row: dict[str, Any], terms: list[str]) -> Hit:
    text = row["text"] if row["directive"] else (row["body"] if terms else row["subject"])
    page = row["page"] or (_page(store, row, terms) if terms else row["first_page"])
    return Hit(
        row["id"], row["reference_number"], _day(row["date"]), row["sender"], row["subject"], bool(row["directive"]),
        row["label"], mark(text or "", terms), _day(row["due"]), row["file"], page, -float(row["score"]),
    )  # fmt: skip


def _page(store: Store, row: dict[str, Any], terms: list[str]) -> int:
    """The first of the letter's pages that holds most of the words."""
    pages = store.rows(
        "SELECT p.number, p.text FROM page p JOIN letter_source s ON s.letter = ? AND s.file = p.file "
        "WHERE p.file = ? AND instr(',' || s.pages || ',', ',' || p.number || ',') ORDER BY p.number",
        row["id"], row["file"],
    )  # fmt: skip
    held = [(-sum(t in fold(p["text"]) for t in terms), p["number"]) for p in pages]
    return int(min(held)[1]) if held else int(row["first_page"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def mark(text: str, terms: list[str]) -> str:
    """A stretch of the text about the first hit, every hit in ⟦ ⟧: found in the folded text, marked in the text."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    folded = fold(text)
    found = sorted((m.start(), m.end()) for t in terms for m in re.finditer(re.escape(t), folded))
    spans = [(places[a], places[b - 1] + 1) for a, b in found]
    first = spans[0][0] if spans else 0
    start, end = max(0, first - _AROUND), min(len(text), first + 3 * _AROUND)
    out, at = [], start
    for a, b in spans:
        if at <= a and b <= end:  # one that overlaps the last is marked with it already
            out += [text[at:a], "⟦", text[a:b], "⟧"]
            at = b
    out.append(text[at:end])
    body = re.sub(r"\s+", " ", "".join(out)).strip()
    return ("…" if start else "") + body + ("…" if end < len(text) else "")
