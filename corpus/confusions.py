"""`saraban learn confusions`: which digits readers take for which, counted on scans, written to rules/misread.toml.

Letters of the training split are drawn and worn as for `saraban eval ocr`, and read by our reader, by Tesseract with
our model and by stock Tesseract; each line printed is set beside the line read that is nearest to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from corpus.evaluate_ocr import lines_beside, read_by
from corpus.letter import ComposedLetter
from corpus.scans import letters_of, sheets
from extractors.document import fold_digits
from rules.load import FOLDER

READERS = ("saraban", "tesseract", "tha")
_DIGITS = "0123456789"
LOST = "-"
"""Stands in the counts for a digit that was not read at all."""


def learn_confusions(
    letters: Annotated[int, typer.Option(min=1, help="จำนวนหนังสือ (letters to read)")] = 18,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    output: Annotated[Path, typer.Option("-o", help="แฟ้มกฎ (the rule file)")] = FOLDER / "misread.toml",
) -> None:
    """เรียนรู้ตัวเลขที่อ่านสลับกันจากการอ่านภาพจริง (learns which digits readers confuse)."""
    from rich.progress import track

    sums: dict[str, Counter[str]] = {reader: Counter() for reader in READERS}
    chosen = letters_of("train")[:letters]
    with ProcessPoolExecutor(workers) as pool:
        for counts in track(pool.map(_count, chosen, range(len(chosen))), total=len(chosen), transient=True):
            for reader, pairs in counts.items():
                sums[reader].update(pairs)
    output.write_text(written(sums), encoding="utf-8", newline="\n")
    for reader, pairs in sums.items():
        wrong = sum(n for pair, n in pairs.items() if pair[0] != pair[1])
        typer.echo(f"{reader}: {wrong} of {sum(pairs.values())} digits read wrong")


def _count(letter: ComposedLetter, at: int) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {reader: Counter() for reader in READERS}
    for sheet in sheets(letter, at):
        for reader in READERS:
            counts[reader].update(pairs_of(sheet.text, read_by(reader, sheet)[0]))
    return counts


def pairs_of(printed: str, read: str) -> Iterator[str]:
    """Each digit printed and what was read in its place (`45`, `4-`), of lines that were read at all."""
    from rapidfuzz.distance import Levenshtein

    for want, got in lines_beside(printed, read):
        want, got = fold_digits(want), fold_digits(got)
        if not got:
            continue
        for step in Levenshtein.opcodes(want, got):
            for place in range(step.src_start, step.src_end):
                if want[place] not in _DIGITS:
                    continue
                other = got[step.dest_start + place - step.src_start] if step.tag != "delete" else LOST
                if other in _DIGITS or other == LOST:
                    yield want[place] + other


def written(sums: dict[str, Counter[str]]) -> str:
    """The rule file with these counts: for each reader a row a digit, what was read there (0 to 9, and nothing)."""
    kept = (FOLDER / "misread.toml").read_text(encoding="utf-8").partition("\n[settings.counts")[0].rstrip()
    lines = [kept]
    for reader, pairs in sums.items():
        lines += ["", f"[settings.counts.{reader}]"]
        lines += [f"{d} = [{', '.join(str(pairs[d + other]) for other in _DIGITS + LOST)}]" for d in _DIGITS]
    return "\n".join(lines) + "\n"
