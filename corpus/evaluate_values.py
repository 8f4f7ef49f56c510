"""`saraban eval values`: what an officer registers by, out of worn scans and through the whole road, with its marks.

Each letter of the test split is printed, worn, and stamped where it is received; its number, its date, the letters it
cites and the stamp's number, day and hour are held against what was printed and stamped. A value that is wrong and
not marked is what misleads; each is told with the doubtful digits weighed and without.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from typing import Annotated

import msgspec
import typer

from corpus.letter import ComposedLetter, Stamp, gold
from corpus.scans import Sheet, letters_of, sheets
from extractors.dates import thai_date, to_thai_digits
from extractors.document import Document, fold_digits
from extractors.letters import read_letters
from extractors.model import Evidence, Letter, Page

Value = tuple[str, str, bool]
"""Field, canonical value, whether it is marked."""


def evaluate_values(
    letters: Annotated[int, typer.Option(min=1, help="จำนวนหนังสือ (letters to read)")] = 12,
    workers: Annotated[int, typer.Option(min=1)] = 2,
    notes: Annotated[bool, typer.Option(help="แสดงค่าที่อ่านผิด")] = False,
) -> None:
    """วัดค่าที่ลงทะเบียนจากภาพสแกน และการทำเครื่องหมายค่าที่ไม่แน่ (scores head values and receipt stamps of worn scans)."""
    from rich.progress import Progress

    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    chosen = letters_of("test")[:letters]
    with ProcessPoolExecutor(workers) as pool, Progress(transient=True) as progress:
        task = progress.add_task("eval values", total=len(chosen))
        for measured, said in pool.map(_measure, chosen, range(len(chosen))):
            progress.advance(task)
            wrong += said
            for group, counts in measured.items():
                sums[group] += counts
    _print(sums)
    if notes:
        typer.echo("\n".join(wrong))


def stamped(letter: ComposedLetter, at: int) -> ComposedLetter:
    """The letter with the stamp of the office that receives it, a day to nine after it was written."""
    dice = random.Random(at)
    written = gold(letter)["date"]
    if letter.stamps or not written:
        return letter
    day = date.fromordinal(date.fromisoformat(written).toordinal() + dice.randint(1, 9))
    hour, number = f"{dice.randint(8, 16):02d}:{dice.randint(0, 59):02d}", str(dice.randint(11, 9999))
    stamp = Stamp(
        "เทศบาลตำบลหนองตัวอย่าง",
        f"{to_thai_digits(number)} | {number}",
        f"{thai_date(day, short=at % 2 == 0)} | {day.isoformat()}",
        f"{to_thai_digits(hour.replace(':', '.'))} น. | {hour}",
        dice.choice(("เลขรับ", "รับที่", "เลขที่รับ")),
    )
    return msgspec.structs.replace(letter, stamps=(stamp,))


def _measure(letter: ComposedLetter, at: int) -> tuple[dict[tuple[str, str], Counter[str]], list[str]]:
    from pipeline.confidence import calibrate, weigh
    from pipeline.read import read_picture
    from pipeline.weighing import settle

    with_stamp = stamped(letter, at)
    worn = [sheet for sheet in sheets(with_stamp, at) if sheet.kind != "clean"]
    pages = tuple(Page(n, *read_picture(sheet.picture), "ocr", "picture") for n, sheet in enumerate(worn, start=1))
    printed = Counter(_printed(with_stamp))
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    said: list[str] = []
    for road in ("plain", "weighed"):
        found: list[Value] = []
        for read in read_letters(Document(pages))[:1]:
            sure = weigh(read, pages)
            settled = settle(sure, pages) if road == "weighed" else sure
            found += _read(calibrate(settled, pages))
        said += _count(counts, road, printed, found, worn[0])
    return counts, said


def _count(
    counts: dict[tuple[str, str], Counter[str]], road: str, printed: Counter[tuple[str, str]], found: list[Value],
    sheet: Sheet,
) -> list[str]:  # fmt: skip
    left = Counter(printed)
    said = []
    for field, _ in printed.elements():
        counts[road, field]["values"] += 1
    for field, value, marked in found:
        right = left[field, value] > 0
        left[field, value] -= right
        counts[road, field]["exact"] += right
        counts[road, field]["right, marked"] += right and marked
        counts[road, field]["wrong"] += not right
        counts[road, field]["wrong, unmarked"] += not right and not marked
        if not right:
            told = ", ".join(v for f, v in printed if f == field)
            said.append(f"{road} {sheet.letter} {sheet.kind} {field}: {value}{'' if marked else ' SURE'} ({told})")
    return said


def _printed(letter: ComposedLetter) -> Iterator[tuple[str, str]]:
    truth = gold(letter)
    for field in ("reference_number", "date"):
        if truth[field]:
            yield field, truth[field]
    for reference in truth["references"]:
        for part in ("reference_number", "date"):
            if reference[part]:
                yield "references", reference[part]
    for receipt in truth["received"]:
        yield from ((f"received {part}", str(receipt[part])) for part in ("number", "date", "time") if receipt[part])


def _read(letter: Letter) -> Iterator[Value]:
    def each(field: str, values: Iterable[object], evidence: Evidence) -> Iterator[Value]:
        return ((field, str(value), evidence.doubtful) for value in values if value)

    if letter.reference_number:
        yield from each("reference_number", [letter.reference_number.value], letter.reference_number.evidence)
    if letter.date:
        yield from each("date", [letter.date.value], letter.date.evidence)
    for cited in letter.references:
        yield from each("references", [cited.reference_number, cited.date], cited.evidence)
    for receipt in letter.received:
        yield from each("received number", [fold_digits(receipt.number)], receipt.evidence)
        yield from each("received date", [receipt.date], receipt.evidence)
        yield from each("received time", [receipt.time and receipt.time.isoformat("minutes")], receipt.evidence)


def _print(sums: dict[tuple[str, str], Counter[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    heads = ("values", "exact", "wrong", "wrong, unmarked", "right, marked")
    table = Table("", *heads, box=None)
    for group, counts in sorted(sums.items(), key=lambda item: item[0][::-1]):
        table.add_row(" ".join(group[::-1]), *(str(counts[head]) for head in heads))
    Console(width=100).print(table)
