"""Searching letters and directives: Thai without spaces, digits Thai or Arabic, numbers in any spelling, filters.

The index gives what may hold the words, the newest first (`pipeline.search_index`); each is then looked at in its own
text. Where few hold the words as typed, those that hold them misread come after; failing these, the words' parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from extractors.document import fold_digits
from pipeline.grams import alike, covering, fold, skeleton
from pipeline.rows import Hit, Query
from rules.load import load

if TYPE_CHECKING:
    from pipeline.store import Store

_AROUND = 60
_RANKED = 300
"""So many of the newest that hold the words are weighed against each other, however many there are."""
_HALVED = 8
"""A word with a misread letter is found by either half of it, where it has at least so many signs."""
_LOOKED_AT = 2_000
_ALIKE_FROM = 3
"""A shorter word is looked for as it is typed."""
_COLUMNS = """
SELECT l.id, l.reference_number, l.date, l.sender, l.subject, l.body, l.file, l.reading, l.page AS first_page,
  d.id AS directive, d.label, d.text, d.page AS page,
  (SELECT min(t.due) FROM deadline t WHERE t.directive = d.id) AS due"""
_JOINS = "JOIN letter l ON l.id = r.letter LEFT JOIN directive d ON d.id = r.directive"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of the index that holds the words: its place, how well, and the words as they stand there."""

    place: int
    score: float
    terms: tuple[str, ...]
    exact: bool


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
    terms = list(dict.fromkeys(fold(word) for word in query.words.split() if fold(word)))
    if not terms:
        return _all(store, query)
    found = _holding(store, terms, query) or _misread(store, terms, query)
    if not found:
        parts = list(dict.fromkeys(part for term in terms for part in _parts(term)))
        found = _holding(store, parts, query) if parts != terms else []
    best = sorted(found, key=lambda c: (not c.exact, -c.score, -c.place))
    return [_hit(store, candidate) for candidate in best[: query.limit]]


def _parts(term: str) -> list[str]:
    """The words that a word is made of."""
    from pythainlp.tokenize import word_tokenize

    return [part for part in word_tokenize(term, engine="newmm") if len(part) > 1] or [term]


def _by_number(store: Store, query: Query) -> list[Hit]:
    """Letters that bear the number typed, whatever its spelling."""
    if not re.search(r"[0-9๐-๙]", query.words):
        return []
    from extractors.reference_numbers import parse_reference_number

    number = parse_reference_number(query.words)
    if number is None or not number.number:
        return []
    where, values = _filters(query)
    sql = f"{_COLUMNS} FROM letter l LEFT JOIN directive d ON 0 WHERE l.reference_number = ? {where}"
    rows = store.rows(f"{sql} ORDER BY l.date DESC LIMIT ?", str(number), *values, query.limit)
    return [_as_hit(store, row, (), 0.0) for row in rows]


def _all(store: Store, query: Query) -> list[Hit]:
    """Without words: all that passes the filters, what is due first."""
    where, values = _filters(query)
    sql = f"{_COLUMNS} FROM letter l LEFT JOIN directive d ON d.letter = l.id WHERE 1 {where}"
    rows = store.rows(f"{sql} ORDER BY due IS NULL, due, l.date DESC, l.id, d.id LIMIT ?", *values, query.limit)
    return [_as_hit(store, row, (), 0.0) for row in rows]


def _holding(store: Store, terms: Sequence[str], query: Query) -> list[_Candidate]:
    """The newest rows that hold all terms, weighed: as they were typed and, where these are few, with look-alikes."""
    covers = [covering(term) for term in terms]
    most = max(_RANKED, 5 * query.limit)
    rows = _rows(store, covers, "", [], query, most)
    held = [row for row in rows if all(term in row[1] for term in terms)]
    if (len(held) < query.limit and len(rows) == most) or not all(covers):
        # So many share a skeleton with the words that the newest of them are not all there is.
        held = _rows(store, covers, " ".join("AND instr(r.folded, ?)" for _ in terms), list(terms), query, most)
    found = [_Candidate(place, _weight(folded, terms) + near, tuple(terms), True)
             for (place, folded), near in zip(held, _nearness(len(held)), strict=True)]  # fmt: skip
    known = {place for place, _ in held}
    others = (
        [row for row in rows if row[0] not in known][: query.limit - len(found)] if len(found) < query.limit else []
    )
    return found + [one for row in others if (one := _read_as(row, terms))]


def _nearness(count: int) -> list[float]:
    """What the newer gain over the older: a little, so that they come first of those that hold the words alike."""
    return [0.3 * (count - at) / count for at in range(count)]


def _weight(folded: str, terms: Sequence[str]) -> float:
    """How much of a text the words are: often, long, in a short text, and at its beginning (a letter's subject)."""
    total = sum(min(folded.count(term), 5) * len(term) for term in terms)
    early = sum(0.3 for term in terms if 0 <= folded.find(term) < 4 * _AROUND)
    return float((total / (len(folded) + 4 * _AROUND)) ** 0.5 + early)


def _rows(
    store: Store, matches: Sequence[str | None], held: str, values: Sequence[object], query: Query, limit: int
) -> list[tuple[int, str]]:
    """(place, folded text) of rows that fulfil the expressions, the conditions and the filters, the newest first."""
    match = " AND ".join(f"({m})" for m in matches if m)
    where, filtered = _filters(query)
    joins = f" {_JOINS}" if where else ""
    if match:
        sql = f"SELECT r.id, r.folded FROM search s JOIN search_row r ON r.id = s.rowid{joins} WHERE search MATCH ?"
        order, first = "s.rowid", [match]
    else:
        sql, order, first = f"SELECT r.id, r.folded FROM search_row r{joins} WHERE 1", "r.id", []
    rows = store.connection.execute(
        f"{sql} {held} {where} ORDER BY {order} DESC LIMIT ?", (*first, *values, *filtered, limit)
    )
    return [(int(place), str(folded)) for place, folded in rows]


def _misread(store: Store, terms: Sequence[str], query: Query) -> list[_Candidate]:
    """Rows that hold the terms as a reader may have got them quite wrong: one half of a long word is right."""
    rows: dict[int, str] = {}
    for at, term in enumerate(terms):
        if len(skeleton(term)) >= _HALVED:
            middle = len(term) // 2
            halves = [covering(half) for half in (term[:middle], term[middle:])]
            either = " OR ".join(f"({half})" for half in halves if half)
            covers = [either if other == at else covering(word) for other, word in enumerate(terms)]
            rows |= dict(_rows(store, covers, "", [], query, _LOOKED_AT))
    return [one for row in rows.items() if (one := _read_as(row, terms))]


def _read_as(row: tuple[int, str], terms: Sequence[str]) -> _Candidate | None:
    """A row that holds the terms, though some of them misread; None where it does not."""
    place, folded = row
    read = tuple(term if term in folded else _as_read(term, folded) for term in terms)
    return _Candidate(place, _weight(folded, read), read, False) if all(read) else None


def _as_read(term: str, folded: str) -> str:
    """The stretch of a text that the term may have been read as; empty where there is none."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    if len(skeleton(term)) < _ALIKE_FROM:
        return ""
    least = float(load("search").settings["least_alike"])
    there = partial_ratio_alignment(term, folded, score_cutoff=least)
    return folded[there.dest_start : there.dest_end] if there else alike(folded, term)


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


def _hit(store: Store, candidate: _Candidate) -> Hit:
    sql = f"{_COLUMNS} FROM search_row r {_JOINS} WHERE r.id = ?"
    (row,) = store.rows(sql, candidate.place)
    return _as_hit(store, row, candidate.terms, candidate.score)


def _as_hit(store: Store, row: dict[str, Any], terms: Sequence[str], score: float) -> Hit:
    text = row["text"] if row["directive"] else (row["body"] if terms else row["subject"])
    page = row["page"] or (_page(store, row, terms) if terms else row["first_page"])
    return Hit(
        row["id"], row["reference_number"], _day(row["date"]), row["sender"], row["subject"], bool(row["directive"]),
        row["label"], mark(text or "", terms), _day(row["due"]), row["file"], page, round(score, 4),
    )  # fmt: skip


def _page(store: Store, row: dict[str, Any], terms: Sequence[str]) -> int:
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


def mark(text: str, terms: Sequence[str]) -> str:
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
