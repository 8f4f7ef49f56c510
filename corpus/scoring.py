"""What counts as right, field by field: found letters against gold, with what went wrong and how sure the reader was.

Numbers, dates and deadlines must be the same; names, subjects and the beginnings of directives alike within a few
characters, since spaces and quotation marks differ between readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.calibration import Said
from extractors.document import fold_digits

_POLITE = re.compile(r"^(?:กรุณา|โปรด)+|(?:ในส่วนที่เกี่ยวข้อง|ต่อไป|ด้วย|โดยทั่วกัน|และขอขอบคุณ.*|จัก?ขอบคุณยิ่ง)+$")
Fits = Callable[[str, str], bool]
Got = tuple[str, dict[str, Any] | None]
"""A found value and its evidence, where it has any."""


@dataclass(slots=True)
class Score:
    """What the gold holds, what was found, what of it is right; and of each found value how sure the reader was."""

    gold: int = 0
    found: int = 0
    right: int = 0
    said: list[Said] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """The scores by field, and each letter's faults, one line each; a letter without any is exact."""

    scores: dict[str, Score] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)

    @property
    def letters(self) -> int:
        return len(self.faults)

    @property
    def exact(self) -> float:
        return sum(not lines for lines in self.faults.values()) / len(self.faults) if self.faults else 0.0

    def add(
        self, key: str, letter: str, want: Sequence[str], got: Sequence[Got], fits: Fits, at: str = ""
    ) -> dict[int, int]:
        """Pairs what is wanted with what was got, first come first served, and counts; gives the pairs."""
        score, lines = self.scores.setdefault(key, Score()), self.faults.setdefault(letter, [])
        pairs: dict[int, int] = {}
        for index, value in enumerate(want):
            hit = next((i for i, (other, _) in enumerate(got) if i not in pairs.values() and fits(value, other)), None)
            if hit is not None:
                pairs[index] = hit
        right = set(pairs.values())
        score.gold, score.found, score.right = score.gold + len(want), score.found + len(got), score.right + len(pairs)
        score.said += [
            Said(float(e["confidence"]), bool(e["doubts"]), i in right) for i, (_, e) in enumerate(got) if e is not None
        ]
        lines += [f"{key}{at}: missed {value}" for index, value in enumerate(want) if index not in pairs]
        lines += [f"{key}{at}: not so {value}" for i, (value, _) in enumerate(got) if i not in right]
        return pairs


def score_document(tally: Tally, name: str, want: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]]) -> None:
    """Adds the letters of one document: each of the gold's beside the found one with its number, else its subject."""
    pairs = _pair_letters(want, got)
    first = name if len(want) == 1 else f"{name}#1"
    counted: list[Got] = [(str(index), None) for index in range(1, len(got) + 1)]
    tally.add("letters", first, [str(index) for index in range(1, len(want) + 1)], counted, same)
    for index, letter in enumerate(want):
        found = got[pairs[index]] if index in pairs else {}
        score_letter(tally, name if len(want) == 1 else f"{name}#{index + 1}", letter, found)


def _pair_letters(want: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]]) -> dict[int, int]:
    if len(want) == 1:
        return {0: 0} if got else {}
    pairs: dict[int, int] = {}
    for key in ("reference_number", "subject"):
        for index, letter in enumerate(want):
            for other, found in enumerate(got):
                free = index not in pairs and other not in pairs.values()
                if free and letter[key] and found.get(key) and alike(letter[key], found[key]):
                    pairs[index] = other
    return pairs


def score_letter(tally: Tally, name: str, want: dict[str, Any], got: dict[str, Any]) -> None:
    """Adds one letter's fields."""
    evidence = got.get("evidence") or {}

    def one(key: str, path: str = "", among: dict[str, Any] | None = None) -> list[Got]:
        value = (got if among is None else among).get(key)
        return [(value, evidence.get(path or key))] if value else []

    def many(values: Sequence[str], path: str) -> list[Got]:
        return [(value, evidence.get(f"{path}[{index}]")) for index, value in enumerate(values)]

    for key in ("reference_number", "date", "urgency"):
        tally.add(key, name, _one(want[key]), one(key), same)
    if want["sender"]:
        tally.add("sender", name, [want["sender"]], one("sender"), alike)
    tally.add("subject", name, _one(want["subject"]), one("subject"), alike)
    tally.add("addressees", name, want["addressees"], many(got.get("addressees") or [], "addressees"), alike)
    pairs = [[f"{r['reference_number']} {r['date']}" for r in x.get("references") or []] for x in (want, got)]
    tally.add("references", name, pairs[0], many(pairs[1], "references"), same)
    titles = [e["title"] for e in got.get("enclosures") or []]
    tally.add("enclosures", name, want["enclosures"], many(titles, "enclosures"), begins)
    for key in ("name", "position"):
        signer = got.get("signatory") or {}
        tally.add(
            f"signatory.{key}", name, _one((want["signatory"] or {}).get(key)), one(key, "signatory", signer), alike
        )
    if want["contact"]["phones"]:
        phones = [_digits(phone) for phone in (got.get("contact") or {}).get("phones") or []]
        tally.add(
            "phones",
            name,
            [_digits(phone) for phone in want["contact"]["phones"]],
            many(phones, "contact.phones"),
            same,
        )
    if want["purpose"]:
        tally.add("purpose", name, [want["purpose"]], one("purpose"), same_purpose)
    if want["events"]:
        days = [event.get("since") or event.get("due") or "?" for event in got.get("events") or []]
        tally.add("events", name, want["events"], many(days, "events"), same)
    if want["cited"]:
        cited = [citation["text"] for citation in got.get("cited") or []]
        tally.add("cited", name, want["cited"], many(cited, "cited"), holds)
    stamps = [[f"{r['number']} {r['date']}" for r in x.get("received") or []] for x in (want, got)]
    tally.add("received", name, stamps[0], many(stamps[1], "received"), same)
    _score_directives(tally, name, want["directives"], list(_flat(got.get("directives"), "directives")), evidence)


def _score_directives(
    tally: Tally, name: str, want: list[dict[str, Any]], got: list[tuple[str, dict[str, Any]]], evidence: dict[str, Any]
) -> None:
    texts: list[Got] = [(d.get("text") or "", evidence.get(path)) for path, d in got]
    matched = tally.add("directives", name, [d["start"] for d in want], texts, begins_within)
    for at, wanted in enumerate(want):
        path, found = got[matched[at]] if at in matched else ("", {})
        where = f" [{wanted['label']}]"
        if found:
            label: list[Got] = [(found["label"], None)] if found.get("label") else []
            tally.add("directive.label", name, _one(wanted["label"]), label, same, where)
            for key in ("actors", "recipients"):
                if wanted[key] is not None:
                    values = [(v, evidence.get(f"{path}.{key}[{i}]")) for i, v in enumerate(found.get(key) or [])]
                    tally.add(f"directive.{key}", name, wanted[key], values, alike, where)
        times = [(when(d), evidence.get(f"{path}.deadlines[{i}]")) for i, d in enumerate(found.get("deadlines") or [])]
        tally.add("directive.deadlines", name, [when(d) for d in wanted["deadlines"]], times, same, where)


def _fold(text: str) -> str:
    return "".join(c for c in fold_digits(text) if not c.isspace() and c not in "\"'“”‘’\u200b")


def same(want: str, got: str) -> bool:
    """The same but for spaces, quotation marks and Thai or Arabic digits."""
    return _fold(want) == _fold(got)


def alike(want: str, got: str) -> bool:
    """The same but for one character in ten."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_fold(want), _fold(got)) >= 0.9


def same_purpose(want: str, got: str) -> bool:
    """The same purpose but for politeness: โปรด before it, ต่อไป and ด้วย and thanks after it."""
    return alike(*(_POLITE.sub("", _fold(text)) for text in (want, got)))


def holds(want: str, got: str) -> bool:
    """One holds the other: a section of an act may be named with the act or alone."""
    from rapidfuzz.fuzz import partial_ratio

    return partial_ratio(_fold(want), _fold(got)) >= 90


def begins(want: str, got: str) -> bool:
    """`got` begins with `want`, but for one character in ten."""
    return alike(want, _fold(got)[: len(_fold(want))])


def begins_within(want: str, got: str) -> bool:
    """One begins with the other, or does so after a few words (จึง, ในการนี้, an agency's name, a condition)."""
    from rapidfuzz.fuzz import partial_ratio

    start, found = _fold(want), _fold(got)
    if len(found) < len(start) * 0.8:
        return False
    return partial_ratio(start, found[: len(start) + 45]) >= 90 or partial_ratio(found[:20], start) >= 90


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _digits(phone: str) -> str:
    return "".join(c for c in fold_digits(phone) if c.isdigit())


def when(deadline: dict[str, Any]) -> str:
    """A deadline as one string: the day, or the recurrence with its parts in order; `?` for one without a date."""
    rule = deadline.get("rrule")
    parts = sorted(str(rule).replace("RRULE:", "").split(";")) if rule else []
    return ";".join(p[:14] if p.startswith("UNTIL=") else p for p in parts) or deadline.get("due") or "?"


def _flat(directives: list[dict[str, Any]] | None, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, directive in enumerate(directives or []):
        here = f"{path}[{index}]"
        yield here, directive
        yield from _flat(directive.get("children"), f"{here}.children")
