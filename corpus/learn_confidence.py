"""`saraban learn confidence`: how often values said to be so sure are right, into rules/confidence.toml.

Learnt from letters of offices that the rules had never met (first_met.py), read as text and damaged as a poor reading
leaves them. For each kind of value the shares are made to rise with what was said (isotonic regression, by pooling
adjacent violators), and 25 values that keep to what was said stand beside those counted: where few were found, little
changes. What is printed tells each batch by what the others taught.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from corpus.blind import load_blind
from corpus.calibration import Said, calibration
from corpus.first_met import FIRST_MET, Batch, keep, load_met, meet, said_of
from pipeline.confidence import SUREST, worth
from rules.load import FOLDER

LATEST = 4
"""So many of the last batches are learnt from: older ones were met by rules that told other things."""
PRIOR = 25
"""So many values of each step are taken to keep to what was said, beside those that were counted."""

Step = tuple[float, float, float]
"""`(said, right, weight)`: the mean of what was said, the share that is right, of how many."""


def learn_confidence(
    met: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help="หนังสือที่ไม่เคยพบ ให้นับเพิ่มก่อน (letters never met: counted first, and kept)"
        ),
    ] = None,
    output: Annotated[Path, typer.Option("-o", help="แฟ้มกฎ (the rule file)")] = FOLDER / "confidence.toml",
    record: Annotated[Path, typer.Option(help="ผลนับของชุดที่เคยพบ (what was counted of each batch)")] = FIRST_MET,
) -> None:
    """เรียนรู้ว่าค่าที่บอกความเชื่อมั่นเท่านี้ถูกจริงเท่าใด (learns what confidences are worth)."""
    if met:
        keep(meet(met.name, load_blind(met)), record)
    batches = load_met(record)[-LATEST:]
    output.write_text(written(batches), encoding="utf-8", newline="\n")
    typer.echo(" ".join(f"{batch.name}: {batch.letters}" for batch in batches))
    for by_ocr in (False, True):
        for title, learn in (("as said", False), ("held out", True)):
            table = calibration(told(batches, by_ocr, learn))
            shown = (
                f"{'damaged' if by_ocr else 'text':8}{title:9} error {table['error']:.3f} of {table['values']} values"
            )
            marked = f"marked {table['marked']}, of them right {table['marked_right']}"
            typer.echo(f"{shown}, wrong and not marked {table['wrong_unmarked']:.1%}, {marked}")


def told(batches: Sequence[Batch], by_ocr: bool, learn: bool) -> list[Said]:
    """Each value of each batch, as sure as it was said to be, or as what the other batches taught makes it."""
    values: list[Said] = []
    for batch in batches:
        others = [other for other in batches if other is not batch]
        for doubted in (False, True):
            taught = {kind: tuple(rising(said)) for kind, said in said_of(others, by_ocr, doubted).items()}
            for kind, said in said_of([batch], by_ocr, doubted).items():
                steps = taught.get(kind) if learn else None
                values += [replace(value, sure=worth(value.sure, steps)) for value in said] if steps else said
    return values


def written(batches: Sequence[Batch]) -> str:
    """The rule file: for each kind of text and of value the steps, said and right."""
    kept = (FOLDER / "confidence.toml").read_text(encoding="utf-8").partition("\n[")[0].rstrip()
    lines = [kept]
    for by_ocr in (False, True):
        for doubted in (False, True):
            lines += ["", f"[settings.{'ocr' if by_ocr else 'text'}.{'doubted' if doubted else 'plain'}]"]
            for kind, said in sorted(said_of(batches, by_ocr, doubted).items()):
                pairs = ", ".join(f"[{at:.3f}, {right:.3f}]" for at, right in rising(said))
                lines.append(f"{json.dumps(kind)} = [{pairs}]")
    return "\n".join(lines) + "\n"


def rising(values: Iterable[Said]) -> list[tuple[float, float]]:
    """Steps of said and right, both rising: pooled, weighed with what was said, and pooled again."""
    levels: dict[float, list[bool]] = defaultdict(list)
    for value in values:
        levels[round(value.sure, 2)].append(value.right)
    counted = pooled([(said, sum(right) / len(right), len(right)) for said, right in sorted(levels.items())])
    weighed = [(said, (right * n + said * PRIOR) / (n + PRIOR), n + PRIOR) for said, right, n in counted]
    return [(said, min(right, SUREST)) for said, right, _ in pooled(weighed)]


def pooled(steps: Sequence[Step]) -> list[Step]:
    """Pool-adjacent-violators: neighbours joined until no step is right less often than the one before it."""
    out: list[Step] = []
    for step in steps:
        out.append(step)
        while len(out) > 1 and out[-2][1] > out[-1][1]:
            (said, right, n), (other, also, more) = out[-2:]
            out[-2:] = [((said * n + other * more) / (n + more), (right * n + also * more) / (n + more), n + more)]
    return out
