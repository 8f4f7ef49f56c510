"""`saraban eval`: how well the extractors read the composed letters, field by field, against their gold."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from corpus.calibration import calibration
from corpus.causes import CAUSES, causes
from corpus.samples import Read, Sample, Source, once_each, read_clean, read_damaged, read_scan, samples, spread
from corpus.scoring import Score, Tally, score_document

Split = Literal["all", "train", "test"]
Run = dict[str, Any]


def evaluate(
    split: Annotated[Split, typer.Option(help="ส่วนที่วัด (which split)")] = "all",
    source: Annotated[Source, typer.Option(help="หนังสือที่แต่งด้วยมือ จากแม่แบบ หรือของหน่วยงานใหม่ (which letters)")] = "all",
    named: Annotated[str, typer.Option(help="เฉพาะฉบับที่ชื่อมีคำนี้ (only names with this in them)")] = "",
    damage: Annotated[bool, typer.Option(help="วัดกับข้อความที่เสียหายแบบ OCR ด้วย (damaged text too)")] = True,
    seed: Annotated[int, typer.Option(help="ความเสียหายแบบอื่น (other damage)")] = 0,
    ocr: Annotated[bool, typer.Option("--ocr", help="อ่านจากภาพสแกนที่วาดขึ้น (slow)")] = False,
    most: Annotated[int, typer.Option(help="อ่านภาพสแกนอย่างมากกี่แฟ้ม (with --ocr)")] = 40,
    said: Annotated[bool, typer.Option(help="ความเชื่อมั่นตามที่กฎบอก ก่อนปรับเทียบ (as the rules say it)")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์เป็น JSON")] = False,
    against: Annotated[Path | None, typer.Option(help="ผล --json ครั้งก่อน: แสดงว่าดีขึ้นหรือแย่ลงตรงไหน")] = None,
    notes: Annotated[bool, typer.Option(help="แสดงสิ่งที่ผิด")] = False,
) -> None:
    """วัดความถูกต้องของการอ่านกับหนังสือที่แต่งไว้ (scores the extractors on the composed letters)."""
    if ocr and source == "blind":
        raise typer.BadParameter("หนังสือชุดนี้เป็นข้อความ ไม่มีภาพ (they are texts: no picture to read)", param_hint="--ocr")
    runs: dict[str, Run] = {}
    for part in ("train", "test") if split == "all" else (split,):
        documents = [document for document in samples(source, part) if named in document.name]
        if not documents:
            continue
        if ocr:
            runs[f"{part}/scan"] = measure(spread(once_each(documents), most), lambda one: read_scan(one, not said))
            continue
        runs[f"{part}/text"] = measure(documents, lambda one: read_clean(one, not said))
        if damage:
            runs[f"{part}/damaged"] = measure(documents, lambda one: read_damaged(one, seed, not said))
    if not runs:
        raise typer.BadParameter(f"ไม่มีหนังสือชื่อ {named} ในส่วน {split}", param_hint="--named")
    if as_json:
        typer.echo(json.dumps({"runs": runs}, ensure_ascii=False, indent=1))
        return
    _print(runs, notes)
    if against is not None:
        _print_changes(json.loads(against.read_text(encoding="utf-8"))["runs"], runs)


def measure(documents: Sequence[Sample], read: Read) -> Run:
    """One run: every document read and scored."""
    tally = Tally()
    for document in documents:
        score_document(tally, document.name, document.gold, read(document))
    run = report(tally)
    run["causes"] = causes(
        run["faults"], {name: letter for document in documents for name, letter in document.named_gold}
    )
    return run


def report(tally: Tally) -> Run:
    """The scores as JSON, for `--json` and for a later `--against`."""
    return {
        "letters": tally.letters,
        "exact": round(tally.exact, 4),
        "fields": {key: _row(score) for key, score in tally.scores.items()},
        "calibration": calibration([said for score in tally.scores.values() for said in score.said]),
        "faults": {name: lines for name, lines in tally.faults.items() if lines},
    }


def _row(score: Score) -> dict[str, Any]:
    figures = {name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1")}
    return figures | {"gold": score.gold, "found": score.found, "right": score.right}


def _print(runs: dict[str, Run], notes: bool) -> None:
    """A column for each run: precision, recall and F1 in percent."""
    typer.echo(f"{'':22}" + "".join(f"{name:>22}" for name in runs))
    typer.echo(f"{'ฉบับ (letters)':22}" + _columns(runs, lambda run: str(run["letters"])))
    typer.echo(f"{'ถูกทุกค่า (exact)':22}" + _columns(runs, lambda run: f"{run['exact']:.1%}"))
    typer.echo(f"{'':22}" + _columns(runs, lambda run: "P     R    F1"))
    for key in next(iter(runs.values()))["fields"]:
        typer.echo(f"{key:22}" + "".join(f"{_figures(run['fields'].get(key)):>22}" for run in runs.values()))
    _print_calibration(runs)
    typer.echo("\nสาเหตุของสิ่งที่ผิด (causes, see corpus/STUDY.md)")
    for cause, about in CAUSES.items():
        typer.echo(
            f"{cause:22}" + "".join(f"{run['causes'].get(cause, 0):>22}" for run in runs.values()) + f"  {about}"
        )
    for name, run in runs.items() if notes else ():
        for letter, lines in run["faults"].items():
            typer.echo(f"{name} {letter}\n" + "\n".join(f"    {line[:200]}" for line in lines))


def _print_calibration(runs: dict[str, Run]) -> None:
    """Of the values said to be so sure, how many there are, how sure they said on average, how many were right."""
    typer.echo(f"\n{'ความเชื่อมั่น (said)':22}" + _columns(runs, lambda run: "n  said right"))
    tables = [{row["from"]: row for row in run["calibration"]["bins"]} for run in runs.values()]
    for low in sorted({low for table in tables for low in table}):
        cells = [
            f"{r['values']:6} {r['said']:.3f} {r['right']:.3f}" if (r := table.get(low)) else "-" for table in tables
        ]
        typer.echo(f"{'':12}{low:>5}{' ':5}" + "".join(f"{cell:>22}" for cell in cells))
    typer.echo(f"{'ECE':22}" + _columns(runs, lambda run: f"{run['calibration']['error']:.3f}"))
    marked = [(run["calibration"]["marked"], run["calibration"]["marked_right"]) for run in runs.values()]
    typer.echo(f"{'ให้ตรวจ / ที่ถูกอยู่แล้ว':22}" + "".join(f"{f'{every} / {right}':>22}" for every, right in marked))
    typer.echo(f"{'ผิดโดยไม่เตือน':22}" + _columns(runs, lambda run: f"{run['calibration']['wrong_unmarked']:.1%}"))


def _columns(runs: dict[str, Run], cell: Callable[[Run], str]) -> str:
    return "".join(f"{cell(run):>22}" for run in runs.values())


def _figures(row: dict[str, Any] | None) -> str:
    return " ".join(f"{100 * row[name]:5.1f}" for name in ("precision", "recall", "f1")) if row else "-"


def _print_changes(before: dict[str, Run], now: dict[str, Run]) -> None:
    """Letter by letter, what the earlier run had wrong and this one right (+), and the other way round (-)."""
    for name, run in now.items():
        old, new = before.get(name, {"faults": {}})["faults"], run["faults"]
        gains, losses = _less(old, new), _less(new, old)
        typer.echo(f"\n{name}: + {sum(map(len, gains.values()))}  - {sum(map(len, losses.values()))}")
        for letter in sorted({*gains, *losses}):
            lines = [f"+ {line}" for line in gains.get(letter, ())] + [f"- {line}" for line in losses.get(letter, ())]
            typer.echo(f"{name} {letter}\n" + "\n".join(f"    {line[:200]}" for line in lines))


def _less(some: dict[str, list[str]], others: dict[str, list[str]]) -> dict[str, list[str]]:
    """The faults of each letter in the one run that are not in the other."""
    left = {letter: sorted(set(lines) - set(others.get(letter, ()))) for letter, lines in some.items()}
    return {letter: lines for letter, lines in left.items() if lines}
