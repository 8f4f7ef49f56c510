"""`saraban learn confidence`: how often values said to be so sure are right, counted, into rules/confidence.toml.

The letters of the training split, and those that strangers wrote (`blind/`), are read as text; damaged as a poor
reading leaves them; and the composed ones drawn, worn, scanned and read by the whole road. For each kind of value the
shares are made to rise with what was said (isotonic regression, by pooling adjacent violators), and 25 values that keep
to what was said stand beside those counted: where few were found, little changes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from corpus.calibration import Said
from corpus.samples import once_each, read_clean, read_damaged, read_scan, samples, spread
from corpus.scoring import Tally, score_document
from pipeline.confidence import SUREST
from rules.load import FOLDER

PRIOR = 25
"""So many values of each step are taken to keep to what was said, beside those that were counted."""
_KINDS = {
    "phones": "contact.phones", "signatory.name": "signatory", "signatory.position": "signatory",
    "directive.actors": "directives.actors", "directive.recipients": "directives.recipients",
    "directive.deadlines": "directives.deadlines",
}  # fmt: skip
"""The kind of value (the path of its evidence) by what the scoring calls it, where the two differ."""

Step = tuple[float, float, float]
"""`(said, right, weight)`: the mean of what was said, the share that is right, of how many."""


def learn_confidence(
    scans: Annotated[int, typer.Option(min=0, help="จำนวนหนังสือที่อ่านจากภาพสแกน (letters read from scans)")] = 24,
    output: Annotated[Path, typer.Option("-o", help="แฟ้มกฎ (the rule file)")] = FOLDER / "confidence.toml",
) -> None:
    """เรียนรู้ว่าค่าที่บอกความเชื่อมั่นเท่านี้ถูกจริงเท่าใด (learns what confidences are worth)."""
    from rich.progress import track

    train = [*samples("all", "train"), *samples("blind", "train")]
    text, ocr = Tally(), Tally()
    for document in track(train, description="text", transient=True):
        score_document(text, document.name, document.gold, read_clean(document, counted=False))
        score_document(ocr, document.name, document.gold, read_damaged(document, counted=False))
    for document in track(spread(once_each(samples("all", "train")), scans), description="scans", transient=True):
        score_document(ocr, f"{document.name}/scan", document.gold, read_scan(document, counted=False))
    output.write_text(written({"text": text, "ocr": ocr}), encoding="utf-8", newline="\n")
    for name, tally in (("text", text), ("ocr", ocr)):
        typer.echo(f"{name}: {sum(len(score.said) for score in tally.scores.values())} values")


def written(tallies: dict[str, Tally]) -> str:
    """The rule file: for each kind of text and of value the steps, said and right."""
    kept = (FOLDER / "confidence.toml").read_text(encoding="utf-8").partition("\n[")[0].rstrip()
    lines = [kept]
    for name, tally in tallies.items():
        for title, doubted in (("plain", False), ("doubted", True)):
            lines += ["", f"[settings.{name}.{title}]"]
            for kind, said in sorted(by_kind(tally).items()):
                steps = rising(value for value in said if value.doubted == doubted)
                pairs = ", ".join(f"[{at:.3f}, {right:.3f}]" for at, right in steps)
                lines += [f"{json.dumps(kind)} = [{pairs}]"] if steps else []
    return "\n".join(lines) + "\n"


def by_kind(tally: Tally) -> dict[str, list[Said]]:
    """What was said of the values of each kind."""
    kinds: dict[str, list[Said]] = defaultdict(list)
    for key, score in tally.scores.items():
        kinds[_KINDS.get(key, key)] += score.said
    return kinds


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
