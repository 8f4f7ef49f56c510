"""`saraban eval graph`: cited numbers with wrong digits find their letters, beside exact matching and edit distance.

Citations in a made-up civil service (`corpus.world`, `corpus.citing`) have some of their digits misread: one in two as
readers have been seen to (`rules/misread.toml`), the others as any digit. Precision: of the links made, the right ones;
recall: of the citations whose letter is here, those linked to it. A day is misread in one citation of twenty besides.
Beside the whole stand the citations of which the subject, the first sentence or the bundle tell, and the bare ones;
with --ablate, the whole again without each kind of evidence.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated

import typer

from corpus.citing import Citation, other_digit
from corpus.world import World, make_world, write_letters
from extractors.model import ReferenceNumber
from pipeline.citation import Cited, Known
from pipeline.graph import find
from pipeline.migrations import migrate

Finder = Callable[[Cited], str | None]
NOISES = (
    ("0 wrong digits", "reference", 0), ("1 wrong digit", "reference", 1), ("2 wrong digits", "reference", 2),
    ("1 in the running number", "number", 1), ("2 in the running number", "number", 2),
    ("1 in it, 1 in the day", "both", 1),
)  # fmt: skip
_BLINDS: dict[str, Callable[[Cited], Cited]] = {
    "subject": lambda c: replace(c, subject=""),
    "first sentence": lambda c: replace(c, opening=""),
    "addressees": lambda c: replace(c, parties=()),
    "urgency": lambda c: replace(c, urgency=None),
    "reader's marks": lambda c: replace(c, doubtful=None),
    "bundle": lambda c: replace(c, files=frozenset({"citing"})),
    "all but number, day, agency": lambda c: Cited(c.number, c.date, "", frozenset({"citing"}), c.agency, c.written),
}
_EDITS = 2
_MARKED_RIGHT, _MARKED_WRONG = 0.05, 0.5
"""Of the numbers read rightly, and of those misread, so many are marked as doubtful (`saraban eval ocr`)."""


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
    ablate: Annotated[bool, typer.Option("--ablate", help="ตัดหลักฐานออกทีละอย่าง (without each evidence)")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์เป็น JSON")] = False,
) -> None:
    """วัดการเทียบเลขที่หนังสือที่อ่านผิด (precision and recall of links at 0, 1, 2 wrong digits)."""
    scores = measure(make_world(letters, citations, seed), seed, ablate=ablate)
    if as_json:
        rows = [{"noise": n, "method": m, "precision": s.precision, "recall": s.recall, "citations": s.citations}
                for (n, m), s in scores.items()]  # fmt: skip
        typer.echo(json.dumps(rows, indent=1))
        return
    typer.echo(f"{letters:,} letters, {citations:,} citations at each noise, one in ten of a letter that never came")
    for noise in dict.fromkeys(noise for noise, _ in scores):
        typer.echo(f"\n{noise:42}{'precision':>10}{'recall':>8}{'citations':>11}")
        for (of, method), s in scores.items():
            if of == noise:
                typer.echo(f"  {method:40}{s.precision:>10.4f}{s.recall:>8.4f}{s.citations:>11,}")


def measure(world: World, seed: int = 1, *, ablate: bool = False) -> dict[tuple[str, str], Score]:
    """(noise, method) -> score. Noise: wrong digits in the reference number, in its running number, in the day."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    write_letters(db, world.letters)
    ours = _finder(db)
    finders: dict[str, Finder] = {"exact": _exact(world.letters), "edit distance": _nearest_text(world.letters)}
    if ablate:
        finders |= {f"saraban without {name}": _blinded(ours, blind) for name, blind in _BLINDS.items()}
    scores = {}
    for noise, where, wrong in NOISES:
        random = Random(f"{seed} {noise}")
        read = [replace(c, cited=misread(random, c.cited, where, wrong)) for c in world.citations]
        found = [(c, ours(c.cited)) for c in read]
        scores[noise, "saraban"] = _score(found)
        scores[noise, "saraban, told of"] = _score([pair for pair in found if pair[0].tells])
        scores[noise, "saraban, bare number and day"] = _score([pair for pair in found if not pair[0].tells])
        for name, finder in finders.items():
            scores[noise, name] = _score([(c, finder(c.cited)) for c in read])
    return scores


def _score(found: Sequence[tuple[Citation, str | None]]) -> Score:
    linked = [(got, citation.letter) for citation, got in found if got]
    here = sum(citation.letter is not None for citation, _ in found)
    return Score(len(found), len(linked), sum(got == meant for got, meant in linked), here)


def _blinded(finder: Finder, blind: Callable[[Cited], Cited]) -> Finder:
    def find_letter(cited: Cited) -> str | None:
        return finder(blind(cited))

    return find_letter


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
    marked = random.random() < _MARKED_RIGHT
    for part, at in random.sample(places, min(wrong, len(places))):
        text = parts[part]
        typed = random.random() < 0.5
        marked = marked or random.random() < (_MARKED_RIGHT if typed else _MARKED_WRONG)
        parts[part] = text[:at] + other_digit(random, text[at], typed) + text[at + 1 :]
    read = ReferenceNumber(number.prefix, parts["unit"], number.circular, parts["number"])
    if day and (where == "both" or random.random() < 0.05):
        text = f"{day.day}"
        at = random.randrange(len(text))
        try:
            day = day.replace(
                day=int(text[:at] + other_digit(random, text[at], random.random() < 0.5) + text[at + 1 :])
            )
        except ValueError:  # no such day: a reader would have refused it
            day = None
    return replace(cited, number=read, date=day, doubtful=marked)
