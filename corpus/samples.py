"""The documents that the evaluation reads: hand-written letters in each of their habits, and filled templates.

`python -m corpus.samples FOLDER [train|test]` writes them as text files with their gold, for a scorer of one's own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from corpus.compose import Habit, compose, habits
from corpus.damage import damage
from corpus.fill import VARIANTS, fill_all
from corpus.letter import ComposedLetter, gold, load_letters
from extractors.document import PAGE_BREAK, Document
from extractors.model import Page

Source = Literal["all", "hand", "templates", "blind"]
Read = Callable[["Sample"], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: a letter, or a bundle of a covering letter and those that it encloses, in one habit."""

    name: str
    style: str
    split: str
    habit: str
    letters: tuple[ComposedLetter, ...]

    @property
    def text(self) -> str:
        """The document as text, a form feed between pages."""
        return self._text(habits()[self.habit])

    def damaged(self, seed: int = 0) -> str:
        """The document as a poor reading leaves it: its lines those of the page, and damaged (damage.py)."""
        habit = habits()[self.habit]
        return damage(self._text(msgspec.structs.replace(habit, wrap=habit.wrap or 88)), f"{self.name}/{seed}")

    def _text(self, habit: Habit) -> str:
        return PAGE_BREAK.join(compose(letter, habit) for letter in self.letters)

    @property
    def named_gold(self) -> list[tuple[str, dict[str, Any]]]:
        """The gold of each letter by the name that the scoring gives it."""
        gold = self.gold
        return [(self.name if len(gold) == 1 else f"{self.name}#{at}", one) for at, one in enumerate(gold, 1)]

    @property
    def gold(self) -> list[dict[str, Any]]:
        return [gold(letter) for letter in self.letters]


def samples(source: Source = "all", split: str = "all", variants: int = VARIANTS) -> list[Sample]:
    """The documents of one source and split, always the same and in the same order; the blind ones only by name."""
    found: list[Sample] = []
    if source == "blind":
        from corpus.blind import load_blind

        found += load_blind()
    if source in ("all", "hand"):
        found += [
            Sample(f"{letter.name}-{habit}", letter.style, letter.split, habit, (letter,))
            for letter in load_letters()
            for habit in letter.habits
        ]
    if source in ("all", "templates"):
        found += [Sample(b.name, b.style, b.split, b.habit, b.letters) for b in fill_all(variants)]
    return [sample for sample in found if split in ("all", sample.split)]


def once_each(documents: Sequence[Sample]) -> list[Sample]:
    """Each letter and each template once, in the first of its habits or fillings."""
    first: dict[str, Sample] = {}
    for document in documents:
        first.setdefault(document.name.rpartition("-")[0], document)
    return list(first.values())


def spread(documents: Sequence[Sample], most: int) -> Sequence[Sample]:
    """At most so many of them, spread evenly: a scan takes seconds to print and to read."""
    return documents[:: max(1, -(-len(documents) // most))] if most else ()


def read_text(text: str, counted: bool = True, method: str = "text") -> list[dict[str, Any]]:
    """The letters that the extractors find in a text, in the contract's form.

    `counted`: each confidence is the share of such values that are right (pipeline.confidence), else as the rule said.
    """
    from pipeline.typed import unmarked

    parts = enumerate(text.split(PAGE_BREAK), 1)
    return _as_json([Page(number, unmarked(part), method=method) for number, part in parts], counted)


def _as_json(pages: Sequence[Page], counted: bool) -> list[dict[str, Any]]:
    from extractors.letters import read_letters
    from outputs.letter_json import letters_to_json
    from pipeline.confidence import calibrate, weigh

    said = [weigh(letter, pages) for letter in read_letters(Document(tuple(pages)))]
    told = [calibrate(letter, pages) for letter in said] if counted else said
    letters: list[dict[str, Any]] = letters_to_json(told, ())["letters"]
    return letters


def read_clean(sample: Sample, counted: bool = True) -> list[dict[str, Any]]:
    """The document read from its text as it is."""
    return read_text(sample.text, counted)


def read_damaged(sample: Sample, seed: int = 0, counted: bool = True) -> list[dict[str, Any]]:
    """The document read from its text with the damage of a poor reading."""
    return read_text(sample.damaged(seed), counted, "ocr")


def read_scan(sample: Sample, counted: bool = True) -> list[dict[str, Any]]:
    """The document printed, worn and scanned, read back by the whole road."""
    from corpus.inbox import write_scan
    from pipeline.intake import inspect
    from pipeline.pages import read_pages

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.pdf"
        write_scan(sample.letters, path)
        return _as_json(read_pages(inspect(path)).pages, counted)


def write_all(folder: Path, documents: Sequence[Sample]) -> None:
    """Writes `NAME.txt` and `NAME.gold.json`, in the contract's form, for each document."""
    folder.mkdir(parents=True, exist_ok=True)
    for sample in documents:
        answer = {"split": sample.split, "style": sample.style, "letters": sample.gold}
        text = json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{sample.name}.txt").write_text(sample.text, encoding="utf-8", newline="\n")
        (folder / f"{sample.name}.gold.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
        sys.exit("python -m corpus.samples FOLDER [train|test]")
    chosen = samples("all", sys.argv[2] if len(sys.argv) == 3 else "all")
    write_all(Path(sys.argv[1]), chosen)
    print(f"{len(chosen)} documents in {sys.argv[1]}")
