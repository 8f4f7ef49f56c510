"""Texts to learn names from (ข้อความฝึกหาชื่อ): sentences of letters with every name in them labelled, worn as scans are.

The names are invented from the parts in `names/pools.toml` and the lists in rules/, and stand in the sentences of
`names/sentences.toml`; each is labelled because it was put there, so that no name of a text is ever left out.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from corpus.samples import samples
from extractors.document import fold_digits
from rules.load import load

FOLDER = Path(__file__).parent / "names"
_SLOT = re.compile(r"\{(\w+)\}")
_TONES = "่้๊๋์็"
_ALIKE = ("ขช", "คด", "ถภ", "กภ", "ผฝ", "พฟ", "ฎฏ", "ลส", "บป", "นม", "ซช", "ทห", "ตด", "ดต", "รธ")
"""Pairs of letters that readers take for each other."""


_HEADS = re.compile(
    "กรม|กระทรวง|สำนัก|กอง|ศูนย์|ฝ่าย|กลุ่ม|คณะ|สถาบัน|สถานี|โรงเรียน|วิทยาลัย|โรงพยาบาล|เทศบาล|องค์การ|องค์กร|จังหวัด|อำเภอ|ตำบล|บริษัท|มูลนิธิ|สมาคม|สภา"
    "|ผู้ว่า|ผู้อำนวย|ปลัด|อธิ|เลขา|หัวหน้า|นาย|นาง|ประธาน|รัฐมนตรี|กำนัน|ผู้ใหญ่|ผู้บริหาร|ผู้ตรวจ|ถนน|แขวง|ห้อง|โรงแรม|อาคาร|กรุงเทพ|กทม|ภาค|วัด|พระราช|ระเบียบ"
    "|กฎ|ประกาศ|คำสั่ง|บัญญัติ|ข้อบังคับ|โครงการ|ทุก|[ก-ฮ]{1,4}\\.|[{}]"
)
"""Words with which names begin, for phrases that hold none."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the names in it: `(start, end, kind)`, in order."""

    text: str
    names: tuple[tuple[int, int, str], ...]


@cache
def _sentences() -> dict[str, Any]:
    data: dict[str, Any] = msgspec.toml.decode((FOLDER / "sentences.toml").read_bytes())
    return data


@cache
def pools() -> dict[str, tuple[str, ...]]:
    """All pools by name: those of the two files, and the names that the rules know."""
    found: dict[str, list[str]] = msgspec.toml.decode((FOLDER / "pools.toml").read_bytes())
    found |= _sentences()["pools"]
    terms = [term for file in ("agencies", "offices", "positions", "provinces") for term in load(file).terms]
    classes = set(load("names").settings["classes"])
    of = {
        "known_agency": ("ministry", "department", "independent", "enterprise", "university"),
        "known_of_office": ("province-office", "district-office", "area"),
        "known_position": ("position", "province-position", "district-position"),
    }
    for pool, groups in of.items():
        names = {n for t in terms if t.of in groups for n in (t.name, *t.variants) if n not in classes and len(n) > 2}
        found[pool] = sorted(names)
    found["province"] = sorted(t.name for t in load("provinces").terms if t.id != "bangkok")
    found["district"] = found["known_district"] = sorted(load("districts").settings["names"])
    found["known_verb"] = sorted(t.name for t in load("verbs").terms if t.of in ("verb", "short-verb"))
    found["phrase"] = _phrases()
    found |= _people()
    return {name: tuple(values) for name, values in found.items()}


def _phrases() -> list[str]:
    """Pieces of the training letters' own prose, parted at their spaces, in which nothing begins as a name does."""
    prose = " ".join(text for sample in samples("all", "train") for x in sample.letters for text in (x.subject, x.body))
    pieces = {piece for piece in re.split(r"\s+|(?=จึง|และ|โดย)", prose) if 6 <= len(piece) <= 60}
    return sorted(piece for piece in pieces if not _HEADS.search(piece))


def _people() -> dict[str, list[str]]:
    """First names and family names, from the open word lists of pythainlp (CC0)."""
    from pythainlp import corpus

    given = sorted({*corpus.thai_male_names(), *corpus.thai_female_names()})
    return {"given": given, "family": sorted(corpus.thai_family_names())}


def fill(pattern: str, dice: random.Random) -> Text:
    """A pattern with its slots filled; slots of a kind (`PLACE`, `PLACE_bare`) are labelled, what is in them not."""
    parts: list[str] = []
    names: list[tuple[int, int, str]] = []
    length = at = 0
    for slot in _SLOT.finditer(pattern):
        before, value = pattern[at : slot.start()], _draw(slot[1], dice)
        kind = slot[1].partition("_")[0]
        if kind.isupper():
            names.append((length + len(before), length + len(before) + len(value), kind.lower()))
        parts += [before, value]
        length += len(before) + len(value)
        at = slot.end()
    return Text("".join([*parts, pattern[at:]]), tuple(names))


def _draw(pool: str, dice: random.Random) -> str:
    value = dice.choice(pools()[pool])
    return _SLOT.sub(lambda m: _draw(m[1], dice), value)


def texts(count: int, seed: int) -> list[Text]:
    """So many texts, the same for each seed: paragraphs of a body, lines of a head and of a foot, most of them worn."""
    dice = random.Random(seed)
    return [_worn(_text(dice), dice) for _ in range(count)]


def _text(dice: random.Random) -> Text:
    where = dice.choices(("body", "plain", "head", "foot"), (5, 2, 2, 1.5))[0]
    patterns = _sentences()[where]
    if where in ("head", "foot"):
        return _join([fill(line, dice) for line in dice.choice(patterns).split("\n")], "\n")
    lines = [
        dice.choice(_sentences()[dice.choice(("body", "plain", where))]) for _ in range(dice.choice((0, 0, 1, 1, 2)))
    ]
    return _join([fill(line, dice) for line in (dice.choice(patterns), *lines)], " ")


def _join(texts: list[Text], glue: str) -> Text:
    names: list[tuple[int, int, str]] = []
    at = 0
    for text in texts:
        names += [(start + at, end + at, kind) for start, end, kind in text.names]
        at += len(text.text) + len(glue)
    return Text(glue.join(text.text for text in texts), tuple(names))


def _worn(text: Text, dice: random.Random) -> Text:
    """The text as it may be read: Arabic digits, spaces lost or put in, tones lost, letters taken for others."""
    shown = fold_digits(text.text) if dice.random() < 0.5 else text.text
    if dice.random() < 0.45:
        return Text(shown, text.names)
    damage = dice.choice((0.004, 0.01, 0.03))
    out: list[str] = []
    places = [0]
    for char in shown:
        out.append(_misread(char, damage, dice))
        places.append(places[-1] + len(out[-1]))
    names = tuple((places[start], places[end], kind) for start, end, kind in text.names)
    read = "".join(out)
    return Text(read, tuple(_trimmed(read, *name) for name in names))


def _misread(char: str, damage: float, dice: random.Random) -> str:
    if dice.random() >= damage:
        return char
    if char == " ":
        return dice.choice(("", "  "))
    if char in _TONES:
        return dice.choice(("", dice.choice(_TONES)))
    other = [pair.replace(char, "", 1) for pair in _ALIKE if char in pair]
    return dice.choice((dice.choice(other) if other else char, char + " ", ""))


def _trimmed(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, kind


def renamed(text: Text, dice: random.Random) -> Text:
    """The text with other names, drawn from the pools, in the places of its own, and worn."""
    parts: list[str] = []
    names: list[tuple[int, int, str]] = []
    length = at = 0
    for start, end, kind in text.names:
        name = _draw(kind.upper(), dice) if dice.random() < 0.8 else text.text[start:end]
        between = text.text[at:start]
        names.append((length + len(between), length + len(between) + len(name), kind))
        parts += [between, name]
        length += len(between) + len(name)
        at = end
    return _worn(Text("".join([*parts, text.text[at:]]), tuple(names)), dice)
