"""`saraban eval ocr`: how well pages are read, ours beside Tesseract's own Thai model, in one run.

Letters of the test split, in faces and texts that training never saw (and in some that it saw), clean and worn. Each
line that is printed is set beside the line read that is nearest to it, so that neither the order of columns nor the
width of the gap between them counts; stamps and signatures have no line of their own. A number or a date is right only
where all of it is; one that was read wrong and is sure all the same is counted apart, since that is what misleads an
officer.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from math import sqrt
from typing import Annotated

import typer

from corpus.letter import ComposedLetter
from corpus.probes import numbers_sheet, written_sheet
from corpus.scans import UNSEEN_FACES, WORN, Sheet, letters_of, sheets
from extractors.dates import DateMatch, find_dates
from extractors.document import fold_digits
from extractors.model import REVIEW_BELOW, Word
from extractors.reference_numbers import NumberMatch, find_reference_numbers

_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


@dataclass(slots=True)
class Tally:
    """What was counted on some pages."""

    pages: int = 0
    characters: int = 0
    characters_wrong: int = 0
    digits: int = 0
    digits_wrong: int = 0
    values: int = 0
    values_exact: int = 0
    values_wrong_and_sure: int = 0
    values_right_but_marked: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        return self

    def row(self) -> dict[str, float]:
        """Shares of 1: characters and digits wrong; values exact, wrong and not marked, right and marked."""
        return {
            "character_error": self.characters_wrong / max(1, self.characters),
            "digit_error": self.digits_wrong / max(1, self.digits),
            "values_exact": self.values_exact / max(1, self.values),
            "values_wrong_unmarked": self.values_wrong_and_sure / max(1, self.values),
            "values_right_marked": self.values_right_but_marked / max(1, self.values),
        }


def evaluate_ocr(
    letters: Annotated[int, typer.Option(min=1, help="จำนวนหนังสือ (letters to read)")] = 12,
    split: Annotated[str, typer.Option(help="train หรือ test")] = "test",
    stock: Annotated[bool, typer.Option(help="เทียบกับแบบจำลองเดิมของ Tesseract")] = True,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์เป็น JSON")] = False,
    notes: Annotated[bool, typer.Option(help="แสดงค่าที่อ่านผิด")] = False,
) -> None:
    """วัดความถูกต้องของการอ่านภาพ เทียบกับแบบจำลองเดิม (scores the reading of scans beside stock Tesseract)."""
    from rich.progress import Progress

    readers = ("saraban", "tesseract", "tha") if stock else ("saraban",)
    sums: dict[tuple[str, ...], Tally] = defaultdict(Tally)
    wrong: list[str] = []
    chosen = letters_of(split)[:letters]
    with ProcessPoolExecutor(workers) as pool, Progress(transient=True) as progress:
        task = progress.add_task("eval ocr", total=len(chosen))
        for measured in pool.map(_measure, chosen, range(len(chosen)), [readers] * len(chosen)):
            progress.advance(task)
            for groups, tally, seen in measured:
                wrong += seen
                for group in groups:
                    sums[group] += tally
    if as_json:
        typer.echo(json.dumps([{"group": list(g), **asdict(t), **t.row()} for g, t in sums.items()], indent=1))
        return
    _print(sums)
    if notes:
        typer.echo("\n".join(wrong))


_Measured = tuple[list[tuple[str, ...]], Tally, list[str]]


def _measure(letter: ComposedLetter, at: int, readers: tuple[str, ...]) -> list[_Measured]:
    probes = numbers_sheet(at, worn=False), numbers_sheet(at, worn=True), written_sheet(at)
    return [_one(sheet, reader) for sheet in (*sheets(letter, at), *probes) for reader in readers]


def _one(sheet: Sheet, reader: str) -> _Measured:
    tally, wrong = compare(sheet.text, *read_by(reader, sheet))
    worn = "worn" if sheet.kind in WORN else sheet.kind
    face = "unseen faces" if sheet.face in UNSEEN_FACES else "seen faces"
    groups: list[tuple[str, ...]] = [(reader, worn), (reader, worn, face)]
    if worn == "worn":
        groups.append((reader, worn, sheet.kind))
    return groups, tally, [f"{reader} {sheet.letter} {sheet.face} {sheet.kind}: {note}" for note in wrong]


def read_by(reader: str, sheet: Sheet) -> tuple[str, tuple[Word, ...]]:
    """The page as our road reads it, with our line reader or Tesseract in it, or as Tesseract reads it alone."""
    if reader == "saraban":
        from pipeline.read import read_picture

        return read_picture(sheet.picture)
    if reader == "tesseract":
        from pipeline.read import read_picture
        from pipeline.tesseract import tesseract_reader

        return read_picture(sheet.picture, tesseract_reader)
    import os

    import pytesseract

    from pipeline.text import normalise

    os.environ["OMP_THREAD_LIMIT"] = "1"
    text = pytesseract.image_to_string(sheet.picture, lang=reader, config="-c preserve_interword_spaces=1")
    return normalise(str(text)), ()


def compare(printed: str, read: str, words: Iterable[Word]) -> tuple[Tally, list[str]]:
    """One page's counts, and what was wrong among its values."""
    from rapidfuzz.distance import Levenshtein

    tally = Tally(pages=1)
    for want, got in lines_beside(printed, read):
        edits = Levenshtein.editops(want, got)
        tally.characters += len(want)
        tally.characters_wrong += min(len(want), len(edits))
        tally.digits += sum(c in _DIGITS for c in want)
        tally.digits_wrong += sum(e.tag != "insert" and want[e.src_pos] in _DIGITS for e in edits)
    there, found = values(printed), values(read)
    missing = there - found
    extra = found - there
    sure = Counter(value for value in extra.elements() if _is_sure(value, read, words))
    tally.values = sum(there.values())
    tally.values_exact = tally.values - sum(missing.values())
    # A value that is not on the page stands in for one that is: more of them than are missing would be stamps'.
    tally.values_wrong_and_sure = min(sum(sure.values()), sum(missing.values()))
    tally.values_right_but_marked = sum(not _is_sure(value, read, words) for value in (there & found).elements())
    return tally, [f"-{value}" for value in missing] + [
        f"+{value}{' SURE' if value in sure else ''}" for value in extra
    ]


def _rows(text: str) -> list[str]:
    return [row for line in text.split("\n") if (row := line.strip())]


def _bare(text: str) -> str:
    """Without spaces and leaders."""
    return re.sub(r"\s|\.{4,}", "", text)


def _columns(rows: Iterable[str]) -> list[str]:
    """Rows cut at wide gaps, bare."""
    return [bare for row in rows for part in re.split(r" {3,}", row) if (bare := _bare(part))]


def lines_beside(printed_text: str, read_text: str) -> list[tuple[str, str]]:
    """Each line printed and the one read that is nearest, each taken once, the nearest pairs first.

    Rows that are alike as wholes are pairs, however wide their gaps were read; of the others, each column is a line.
    """
    printed, read = _rows(printed_text), _rows(read_text)
    whole = _nearest([_bare(row) for row in printed], [_bare(row) for row in read], 0.1)
    pairs = [(_bare(printed[i]), _bare(read[j])) for i, j in whole.items()]
    taken = set(whole.values())
    wants = _columns(row for i, row in enumerate(printed) if i not in whole)
    gots = _columns(row for j, row in enumerate(read) if j not in taken)
    parts = _nearest(wants, gots, 0.7)
    return pairs + [(want, gots[parts[i]] if i in parts else "") for i, want in enumerate(wants)]


def _nearest(wants: list[str], gots: list[str], least: float) -> dict[int, int]:
    """Which of the one belongs to which of the other: nearest first, each once, none farther apart than `least`."""
    from rapidfuzz.distance import Levenshtein

    pairs = sorted(
        (Levenshtein.normalized_distance(want, got), i, j) for i, want in enumerate(wants) for j, got in enumerate(gots)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for far, i, j in pairs:
        if far < least and i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def values(text: str) -> Counter[str]:
    """Reference numbers and dates (whole ones, with their day) in a text, as canonical text and as ISO dates."""
    found: Counter[str] = Counter()
    for line in text.split("\n"):
        folded = fold_digits(line)
        found.update(str(match.value) for match in find_reference_numbers(folded))
        found.update(m.value.isoformat() for m in find_dates(folded) if m.value and m.precision == "day")
    return found


def _is_sure(value: str, read: str, words: Iterable[Word]) -> bool:
    """Whether no doubt was raised, and the words that gave a value are all at or over the review threshold."""
    at = 0
    listed = list(words)
    for line in read.split("\n"):
        folded = fold_digits(line)
        numbers = [m for m in find_reference_numbers(folded) if str(m.value) == value]
        dates = [m for m in find_dates(folded) if m.value and m.value.isoformat() == value]
        found: list[NumberMatch | DateMatch] = [*numbers, *dates]
        spans = [(m.start, m.end) for m in found if m.confidence >= REVIEW_BELOW and not m.doubts]
        for start, end in spans:
            under = [w.confidence for w in listed if w.start < at + end and at + start < w.end]
            if all(sure >= REVIEW_BELOW for sure in under):
                return True
        at += len(line) + 1
    return False


def _print(sums: dict[tuple[str, ...], Tally]) -> None:
    from rich.console import Console
    from rich.table import Table

    heads = ("pages", "characters wrong", "Thai digits wrong", "values exact", "wrong, unmarked", "right, marked")
    table = Table("", *heads, box=None)
    for group, tally in sorted(sums.items()):
        row = tally.row()
        spread = 1.96 * sqrt(row["values_exact"] * (1 - row["values_exact"]) / max(1, tally.values))
        table.add_row(
            " ".join(group), str(tally.pages), f"{row['character_error']:.2%}",
            f"{row['digit_error']:.2%} of {tally.digits}",
            f"{row['values_exact']:.1%} ± {spread:.1%} of {tally.values}", f"{row['values_wrong_unmarked']:.2%}",
            f"{row['values_right_marked']:.1%}",
        )  # fmt: skip
    Console(width=120).print(table)
