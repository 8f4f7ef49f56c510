"""`saraban eval`: how well the extractors read the composed letters, field by field, against gold made by hand.

A value is right when it says the same as the gold's: numbers, dates and deadlines exactly; names, subjects and the
beginnings of directives within a few characters, since spaces and quotation marks differ between readings.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.compose import compose, habits
from corpus.letter import ComposedLetter, gold, load_letters
from extractors.document import PAGE_BREAK, Document, fold_digits
from extractors.model import Page

Reader = Callable[[ComposedLetter], Iterator[tuple[str, list[dict[str, Any]]]]]


@dataclass(slots=True)
class Score:
    """What the gold holds, what was found, what of it is right; and what went wrong, one line each."""

    gold: int = 0
    found: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else float(not self.found)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def evaluate(
    split: Annotated[str, typer.Option(help="train, test หรือ all")] = "all",
    ocr: Annotated[bool, typer.Option("--ocr", help="อ่านจากภาพสแกนที่วาดขึ้น (slow)")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="พิมพ์เป็น JSON")] = False,
    against: Annotated[Path | None, typer.Option(help="ผล --json ครั้งก่อน: แสดงว่าดีขึ้นหรือแย่ลงตรงไหน")] = None,
    notes: Annotated[bool, typer.Option(help="แสดงสิ่งที่ผิด")] = False,
) -> None:
    """วัดความถูกต้องของการอ่านกับหนังสือที่แต่งไว้ (scores the extractors on the composed letters)."""
    letters = [letter for letter in load_letters() if split in ("all", letter.split)]
    if not letters:
        raise typer.BadParameter(f"ไม่มีหนังสือในส่วน {split}: ใช้ train, test หรือ all")
    scores, exact, count = score_letters(letters, read_scans if ocr else read_texts)
    result = report(scores, exact, count)
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    _print(result, notes)
    if against is not None:
        _print_changes(json.loads(against.read_text(encoding="utf-8")), result)


def read_texts(letter: ComposedLetter) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each habit of the letter as text: its name and the letters that were found in it."""
    from extractors.letters import read_letters
    from outputs.contract import letters_to_json

    for habit in letter.habits:
        texts = compose(letter, habits()[habit]).split(PAGE_BREAK)
        pages = tuple(Page(number, text) for number, text in enumerate(texts, 1))
        yield f"{letter.name}-{habit}", letters_to_json(read_letters(Document(pages)), ())["letters"]


def read_scans(letter: ComposedLetter) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The letter printed, worn and scanned, read back by the whole road."""
    from corpus.inbox import write_scan
    from outputs.contract import letters_to_json
    from pipeline.run import read_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scan.pdf"
        write_scan([letter], path)
        reading = read_file(path)
    yield f"{letter.name}-scan", letters_to_json(reading.letters, reading.issues)["letters"]


def score_letters(letters: list[ComposedLetter], reader: Reader) -> tuple[dict[str, Score], int, int]:
    """The scores by field, how many letters had no fault at all, and how many were read."""
    scores: dict[str, Score] = {}
    exact = count = 0
    for letter in letters:
        for name, found in reader(letter):
            before = sum(len(score.wrong) for score in scores.values())
            _add(scores, "letters", name, ["1"], [str(at) for at, _ in enumerate(found, 1)], same)
            score_letter(scores, name, gold(letter), found[0] if found else {})
            exact += before == sum(len(score.wrong) for score in scores.values())
            count += 1
    return scores, exact, count


def score_letter(scores: dict[str, Score], name: str, want: dict[str, Any], got: dict[str, Any]) -> None:
    """Adds one letter's fields to the scores."""
    for key in ("reference_number", "date", "urgency"):
        _add(scores, key, name, _one(want[key]), _one(got.get(key)), same)
    _add(scores, "subject", name, _one(want["subject"]), _one(got.get("subject")), alike)
    _add(scores, "addressees", name, want["addressees"], got.get("addressees") or [], alike)
    pairs = [[f"{r['reference_number']} {r['date']}" for r in x.get("references") or []] for x in (want, got)]
    _add(scores, "references", name, pairs[0], pairs[1], same)
    titles = [e["title"] for e in got.get("enclosures") or []]
    _add(scores, "enclosures", name, want["enclosures"], titles, begins)
    for key in ("name", "position"):
        values = [_one((x.get("signatory") or {}).get(key)) for x in (want, got)]
        _add(scores, f"signatory.{key}", name, values[0], values[1], alike)
    if want["contact"]["phones"]:
        phones = [[_digits(p) for p in (x.get("contact") or {}).get("phones") or []] for x in (want, got)]
        _add(scores, "phones", name, phones[0], phones[1], same)
    _score_directives(scores, name, want["directives"], list(_flat(got.get("directives"))))


def _score_directives(scores: dict[str, Score], name: str, want: list[Any], got: list[Any]) -> None:
    matched = _add(
        scores, "directives", name, [d["start"] for d in want], [d.get("text") or "" for d in got], begins_within
    )
    for at, wanted in enumerate(want):
        found = got[matched[at]] if at in matched else {}
        where = f"{name} [{wanted['label']}]"
        if found:
            _add(scores, "directive.label", where, _one(wanted["label"]), _one(found.get("label")), same)
            if wanted["actors"] is not None:
                _add(scores, "directive.actors", where, wanted["actors"], found.get("actors") or [], alike)
            _add(scores, "directive.recipients", where, wanted["recipients"], found.get("recipients") or [], alike)
        times = [[_when(d) for d in x.get("deadlines") or []] for x in (wanted, found)]
        _add(scores, "directive.deadlines", where, times[0], times[1], same)


def _add(
    scores: dict[str, Score], key: str, where: str, want: list[str], got: list[str], fits: Callable[[str, str], bool]
) -> dict[int, int]:
    """Pairs what is wanted with what was got, first come first served, and counts; gives the pairs."""
    score = scores.setdefault(key, Score())
    pairs: dict[int, int] = {}
    for at, value in enumerate(want):
        hit = next((i for i, other in enumerate(got) if i not in pairs.values() and fits(value, other)), None)
        if hit is not None:
            pairs[at] = hit
    score.gold, score.found, score.right = score.gold + len(want), score.found + len(got), score.right + len(pairs)
    score.wrong += [f"{where}: missed {value}" for at, value in enumerate(want) if at not in pairs]
    score.wrong += [f"{where}: not so {value}" for at, value in enumerate(got) if at not in pairs.values()]
    return pairs


def _fold(text: str) -> str:
    return "".join(c for c in fold_digits(text) if not c.isspace() and c not in "\"'“”‘’\u200b")


def same(want: str, got: str) -> bool:
    """The same but for spaces, quotation marks and Thai or Arabic digits."""
    return _fold(want) == _fold(got)


def alike(want: str, got: str) -> bool:
    """The same but for one character in ten."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_fold(want), _fold(got)) >= 0.9


def begins(want: str, got: str) -> bool:
    """`got` begins with `want`, but for one character in ten."""
    return alike(want, _fold(got)[: len(_fold(want))])


def begins_within(want: str, got: str) -> bool:
    """`got` begins with `want`, or does so after an opening of a few words (จึง, ในการนี้, an agency's name)."""
    from rapidfuzz.fuzz import partial_ratio

    start = _fold(want)
    return partial_ratio(start, _fold(got)[: len(start) + 25]) >= 90 if len(_fold(got)) >= len(start) * 0.8 else False


def _one(value: str | None) -> list[str]:
    return [value] if value else []


def _digits(phone: str) -> str:
    return "".join(c for c in fold_digits(phone) if c.isdigit())


def _when(deadline: dict[str, Any]) -> str:
    """A deadline as one string: the day, or the recurrence with its parts in order; `?` for one without a date."""
    rule = deadline.get("rrule")
    parts = sorted(str(rule).replace("RRULE:", "").split(";")) if rule else []
    return ";".join(p[:14] if p.startswith("UNTIL=") else p for p in parts) or deadline.get("due") or "?"


def _flat(directives: list[dict[str, Any]] | None) -> Iterator[dict[str, Any]]:
    for directive in directives or []:
        yield directive
        yield from _flat(directive.get("children"))


def report(scores: dict[str, Score], exact: int, count: int) -> dict[str, Any]:
    """The scores as JSON, for `--json` and for a later `--against`."""
    fields = {
        key: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "gold": s.gold,
            "found": s.found,
            "right": s.right,
            "wrong": s.wrong,
        }
        for key, s in scores.items()
    }
    return {"letters": count, "exact": round(exact / count, 4) if count else 0.0, "fields": fields}


def _print(result: dict[str, Any], notes: bool) -> None:
    typer.echo(f"{result['letters']} ฉบับ ถูกทุกค่า {result['exact']:.1%}")
    typer.echo(f"{'':24}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'found':>7}")
    for key, row in result["fields"].items():
        typer.echo(
            f"{key:24}{row['precision']:8.3f}{row['recall']:8.3f}{row['f1']:8.3f}{row['gold']:7}{row['found']:7}"
        )
        for line in row["wrong"] if notes else ():
            typer.echo(f"    {line[:200]}")


def _print_changes(before: dict[str, Any], now: dict[str, Any]) -> None:
    """What the earlier run had wrong and this one right (+), and the other way round (-)."""
    for key, row in now["fields"].items():
        old = set(before["fields"].get(key, {}).get("wrong", []))
        for sign, lines in (("+", old - set(row["wrong"])), ("-", set(row["wrong"]) - old)):
            for line in sorted(lines):
                typer.echo(f"{sign} {key}: {line[:200]}")
