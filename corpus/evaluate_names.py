"""`saraban eval names`: how well names are found, kind by kind, by the rules alone, the model alone, and both merged.

Each distinct name of a letter counts once (without spaces, digits Arabic); it must be whole and of the right kind.
Gold is written by hand in `names/train.toml` and `names/test.toml`; the model never saw the letters of the test split.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from corpus.compose import composed
from corpus.letter import load_letters
from corpus.scoring import Score

By = Literal["rules", "model", "both"]
WAYS: tuple[By, ...] = ("rules", "model", "both")


def evaluate_names(
    split: Annotated[Literal["train", "test"], typer.Option(help="ส่วนที่วัด (which split)")] = "test",
    notes: Annotated[bool, typer.Option(help="แสดงสิ่งที่ผิด")] = False,
) -> None:
    """วัดการหาชื่อหน่วยงาน บุคคล สถานที่ กฎหมาย (names found, by the rules, by the model and by both)."""
    typer.echo(f"{'':10}" + "".join(f"{way:>26}" for way in WAYS))
    typer.echo(f"{'':10}" + f"{'P':>10}{'R':>8}{'F1':>8}" * len(WAYS) + f"{'gold':>8}")
    tables = [scores(split, way) for way in WAYS]
    for kind in tables[0]:
        rows = [table[kind] for table in tables]
        shown = "".join(_shown(row) for row in rows)
        typer.echo(f"{kind:10}{shown}{rows[0].gold:8}")
    if notes:
        for line in faults(split):
            typer.echo(line)


def _shown(row: Score) -> str:
    """Precision, recall and F1; a dash where there is nothing to find and nothing was found."""
    if not row.gold and not row.found:
        return f"{'-':>10}{'-':>8}{'-':>8}"
    return f"{row.precision:10.3f}{row.recall:8.3f}{row.f1:8.3f}"


def found(split: str, by: By) -> Iterator[tuple[str, set[tuple[str, str]], set[tuple[str, str]]]]:
    """Each letter in each habit: its name, the names that it holds, and those that were found."""
    from corpus.name_gold import gold_names, wanted
    from extractors.lines import read_lines
    from extractors.names import find_names, plain
    from extractors.zones import read_zones

    gold = gold_names(split)
    for letter in load_letters():
        for habit in letter.habits if letter.name in gold else ():
            document = composed(letter, habit)
            names = find_names(document, read_zones(read_lines(document)), by)
            yield f"{letter.name}-{habit}", wanted(gold[letter.name]), {(n.kind, plain(n.text)) for n in names}


def scores(split: str, by: By) -> dict[str, Score]:
    """The scores by kind, and of all kinds together (`all`)."""
    from extractors.names import KINDS

    table = {kind: Score() for kind in (*KINDS, "all")}
    for _, want, got in found(split, by):
        for kind, score in table.items():
            gold, names = ({x for x in side if kind in ("all", x[0])} for side in (want, got))
            score.gold, score.found = score.gold + len(gold), score.found + len(names)
            score.right += len(gold & names)
    return table


def faults(split: str) -> Iterator[str]:
    """What both together missed (-) and what they found that is no name (+), a line each."""
    for letter, want, got in found(split, "both"):
        yield from (f"{letter}: - {kind} {name}" for kind, name in sorted(want - got))
        yield from (f"{letter}: + {kind} {name}" for kind, name in sorted(got - want))
