"""`saraban eval graph`: cited numbers with wrong digits find their letters, beside exact matching and edit distance.

Citations in a made-up civil service (`corpus.world`) have some of their digits misread: one in two as readers have been
seen to (`rules/misread.toml`), the others as any digit. Precision: of the links made, the right ones; recall: of the
citations whose letter is here, those linked to it. A day is misread in one citation of twenty besides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp
from random import Random
from typing import Annotated

import typer

from corpus.world import Citation, World, make_world, write_letters
from extractors.model import ReferenceNumber
from pipeline.graph import find
from pipeline.migrations import migrate
from pipeline.misread import digit_costs
from pipeline.resolve import Cited, Known

Finder = Callable[[Cited], str | None]
_EDITS = 2


@dataclass(frozen=True, slots=True)
class Score:
    """Of so many citations: those linked, those linked rightly, those whose letter is here."""

    citations: int
    linked: int
    right: int
    here: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.linked)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.here)


def evaluate_graph(
    letters: Annotated[int, typer.Option(min=100, help="จำนวนหนังสือ (letters)")] = 100_000,
    citations: Annotated[int, typer.Option(min=20, help="จำนวนการอ้างถึง (citations)")] = 4_000,
    seed: Annotated[int, typer.Option()] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์เป็น JSON")] = False,
) -> None:
    """วัดการเทียบเลขที่หนังสือที่อ่านผิด (precision and recall of links at 0, 1, 2 wrong digits)."""
    scores = measure(make_world(letters, citations, seed), seed)
    if as_json:
        rows = [{"noise": n, "method": m, "precision": s.precision, "recall": s.recall, "citations": s.citations}
                for (n, m), s in scores.items()]  # fmt: skip
        typer.echo(json.dumps(rows, indent=1))
        return
    typer.echo(f"{letters:,} letters, {citations:,} citations at each noise, one in ten of a letter that never came")
    typer.echo(f"{'':26}{'saraban':^20}{'exact':^20}{'edit distance':^20}")
    typer.echo(f"{'':26}" + f"{'precision':>10}{'recall':>8}  " * 3)
    for noise in dict.fromkeys(noise for noise, _ in scores):
        parts = (scores[noise, method] for method in ("saraban", "exact", "edit distance"))
        typer.echo(f"{noise:26}" + "".join(f"{s.precision:>10.4f}{s.recall:>8.4f}  " for s in parts))


def measure(world: World, seed: int = 1) -> dict[tuple[str, str], Score]:
    """(noise, method) -> score. Noise: wrong digits in the reference number, in its running number, in the day."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    write_letters(db, world.letters)
    by_edits = _nearest_text(world.letters)
    finders: dict[str, Finder] = {"saraban": _finder(db), "exact": _exact(world.letters), "edit distance": by_edits}
    scores = {}
    for noise, where, wrong in (
        ("0 wrong digits", "reference", 0), ("1 wrong digit", "reference", 1), ("2 wrong digits", "reference", 2),
        ("1 in the running number", "number", 1), ("2 in the running number", "number", 2),
        ("1 in it, 1 in the day", "both", 1),
    ):  # fmt: skip
        random = Random(f"{seed} {noise}")
        read = [replace(c, cited=misread(random, c.cited, where, wrong)) for c in world.citations]
        for method, finder in finders.items():
            scores[noise, method] = _score(read, finder)
    return scores


def _score(read: Sequence[Citation], finder: Finder) -> Score:
    found = [(finder(c.cited), c.letter) for c in read]
    linked = [(got, meant) for got, meant in found if got]
    here = sum(meant is not None for _, meant in found)
    return Score(len(found), len(linked), sum(got == meant for got, meant in linked), here)


def _finder(db: sqlite3.Connection) -> Finder:
    def find_letter(cited: Cited) -> str | None:
        return find(db, cited).letter

    return find_letter


def _exact(letters: list[Known]) -> Finder:
    by_number: dict[str, list[Known]] = {}
    for letter in letters:
        by_number.setdefault(str(letter.number), []).append(letter)

    def look(cited: Cited) -> str | None:
        same = [k for k in by_number.get(str(cited.number), []) if not cited.date or k.date == cited.date]
        return same[0].letter if len(same) == 1 else None

    return look


def _nearest_text(letters: list[Known]) -> Finder:
    """The one letter of the same year (or of all, without a date) whose number is fewest edits away, up to two."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    years: dict[int, dict[str, str]] = {}
    for letter in letters:
        if letter.date:
            for year in (letter.date.year, 0):
                years.setdefault(year, {})[letter.letter] = str(letter.number)

    def look(cited: Cited) -> str | None:
        choices = years.get(cited.date.year if cited.date else 0, {})
        best = extract(str(cited.number), choices, scorer=Levenshtein.distance, score_cutoff=_EDITS, limit=2)
        only = len(best) == 1 or (len(best) == 2 and best[0][1] < best[1][1])
        return best[0][2] if only else None

    return look


def misread(random: Random, cited: Cited, where: str, wrong: int) -> Cited:
    """The citation with so many wrong digits: `where` is reference, number, or both (the number and the day)."""
    number, day = cited.number, cited.date
    unit_digits = [] if where != "reference" else [("unit", i) for i, c in enumerate(number.unit) if c.isdigit()]
    places = unit_digits + [("number", i) for i in range(len(number.number))]
    parts = {"unit": number.unit, "number": number.number}
    for part, at in random.sample(places, min(wrong, len(places))):
        text = parts[part]
        parts[part] = text[:at] + _other_digit(random, text[at]) + text[at + 1 :]
    read = ReferenceNumber(number.prefix, parts["unit"], number.circular, parts["number"])
    if day and (where == "both" or random.random() < 0.05):
        text = f"{day.day}"
        at = random.randrange(len(text))
        try:
            day = day.replace(day=int(text[:at] + _other_digit(random, text[at]) + text[at + 1 :]))
        except ValueError:  # no such day: a reader would have refused it
            day = None
    return replace(cited, number=read, date=day)


def _other_digit(random: Random, digit: str) -> str:
    others = [d for d in "0123456789" if d != digit]
    if random.random() < 0.5:
        return random.choice(others)
    return random.choices(others, [exp(-digit_costs()[digit, d]) for d in others])[0]
