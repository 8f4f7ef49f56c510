"""From a composed letter to its text as an office types it, or as an OCR gives it."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from corpus.letter import ComposedLetter, Stamp, printed
from extractors.document import PAGE_BREAK, Document, fold_digits
from extractors.model import Page

PAGE_TURN = "==="
"""A line of the body that turns the page."""

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_LABEL = re.compile(r"^([๐-๙]{1,2})\. (?=\S)", re.MULTILINE)


class Habit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a letter is set as text; see `habits.toml`."""

    digits: Literal["thai", "arabic"] = "thai"
    wrap: int = 0
    blank: bool = True
    head: Literal["stacked", "columns", "agency-first", "urgent-aside"] = "stacked"
    quantity: Literal["aside", "below"] = "aside"
    spaces: Literal["typed", "broken"] = "typed"
    label: str = ""


@cache
def habits() -> dict[str, Habit]:
    """The habits by name."""
    data = (Path(__file__).parent / "habits.toml").read_bytes()
    return msgspec.toml.decode(data, type=dict[str, Habit])


def compose(letter: ComposedLetter, habit: Habit) -> str:
    """The letter as text: pages parted by form feeds, a catchword (คำต่อ) at the foot of a page that turns."""
    blocks = {"memo": _memo, "order": _order, "announcement": _order, "stamped": _stamped}.get(letter.form, _letter)
    pages: list[list[str]] = [[]]
    for block in blocks(letter, habit):
        if block == PAGE_TURN:
            pages.append([])
        else:
            pages[-1].append(block)
    text = PAGE_BREAK.join(_page(page, pages, at, habit) for at, page in enumerate(pages))
    for extra in (letter.minutes, letter.attachment):
        if extra:
            text += ("\n" if extra is letter.minutes else PAGE_BREAK) + _wrap(extra.strip(), habit.wrap) + "\n"
    if habit.spaces == "broken":
        text = _break_spaces(text, random.Random(letter.name))
    return fold_digits(text) if habit.digits == "arabic" else text


def composed(letter: ComposedLetter, habit: str) -> Document:
    """The letter in one habit as a document."""
    pages = compose(letter, habits()[habit]).split(PAGE_BREAK)
    return Document(tuple(Page(number, text) for number, text in enumerate(pages, 1)))


def _page(blocks: list[str], pages: list[list[str]], at: int, habit: Habit) -> str:
    shown = [f"-{at + 1}-".translate(_THAI_DIGITS)] if at else []
    shown += [_wrap(_relabel(block, habit), habit.wrap) for block in blocks]
    if at + 1 < len(pages):
        shown.append(catchword(_relabel(pages[at + 1][0], habit)))
    return ("\n\n" if habit.blank else "\n").join(shown) + "\n"


def catchword(text: str) -> str:
    """The words that the next page begins with, as the foot of this one announces them: `/๓. ให้สำนัก...`"""
    words = _words(text)
    short = ""
    while words and len(short) < 14:
        short += words.pop(0)
    return f"/{short.strip()}..."


def _relabel(block: str, habit: Habit) -> str:
    return _LABEL.sub(lambda m: habit.label.format(m[1]) + " ", block) if habit.label else block


def body_blocks(letter: ComposedLetter) -> list[str]:
    """The paragraphs of the body, and `PAGE_TURN` between pages."""
    return [block.strip("\n") for block in re.split(r"\n\s*\n", letter.body.strip("\n"))]


def _letter(letter: ComposedLetter, habit: Habit) -> list[str]:
    blocks = [*_head(letter, habit), f"เรื่อง {letter.subject}", _addressed(letter)]
    blocks += _references(letter) + _enclosures(letter, habit) + body_blocks(letter)
    if letter.closing:
        blocks.append(letter.closing)
    return blocks + _signed(letter) + _foot(letter)


def _head(letter: ComposedLetter, habit: Habit) -> list[str]:
    number = [f"ที่ {printed(letter.number)}"] if letter.number else []
    agency = list(letter.sender_lines)
    urgency = [value for value in (letter.secrecy, letter.urgency) if value]
    stamps = [_stamp(stamp) for stamp in letter.stamps]
    date = [printed(letter.date)] if letter.date else []
    if habit.head == "columns" and number:
        pad = " " * 44
        beside = f"{number[0]}{' ' * max(6, 50 - len(number[0]))}{agency[0]}"
        return ["\n".join([*urgency, beside, *(pad + line for line in agency[1:])]), *stamps, *(pad + d for d in date)]
    if habit.head == "agency-first":
        return ["\n".join(agency), *date, *urgency, *number, *stamps]
    if habit.head == "urgent-aside" and urgency and number:
        return [f"{number[0]}   {' '.join(urgency)}", "\n".join(agency), *date, *stamps]
    return [*urgency, *number, *stamps, "\n".join(agency), *date]


def _stamp(stamp: Stamp) -> str:
    lines = [stamp.office, f"{stamp.word} {printed(stamp.number)}", f"วันที่ {printed(stamp.date)}"]
    return "\n".join([*lines, f"เวลา {printed(stamp.time)}".strip()])


def _addressed(letter: ComposedLetter) -> str:
    return "\n".join([f"{letter.to_word} {letter.to[0]}", *letter.to[1:]]) if letter.to else letter.to_word


def _references(letter: ComposedLetter) -> list[str]:
    shown = [printed(value) for value in letter.references]
    return ["\n".join(_listed(letter.reference_word, shown))] if shown else []


def _listed(word: str, values: list[str]) -> list[str]:
    if len(values) == 1:
        return [f"{word} {values[0]}"]
    rows = [f"{at}. {value}".translate(_THAI_DIGITS) for at, value in enumerate(values, 1)]
    return [f"{word} {rows[0]}", *rows[1:]]


def _enclosures(letter: ComposedLetter, habit: Habit) -> list[str]:
    if not letter.enclosures:
        return []
    gap = "\n\n" if habit.quantity == "below" else "   "
    shown = [value.replace(" | ", gap) for value in letter.enclosures]
    return ["\n".join(_listed("สิ่งที่ส่งมาด้วย", shown))]


def _signed(letter: ComposedLetter) -> list[str]:
    return ["\n".join(letter.sign)] if letter.sign else []


def _foot(letter: ComposedLetter) -> list[str]:
    return ["\n".join(letter.foot)] if letter.foot else []


def _memo(letter: ComposedLetter, habit: Habit) -> list[str]:
    """A memo (บันทึกข้อความ, clause 12): office, number and date, subject on leaders under the word of the form."""
    urgency = [letter.urgency] if letter.urgency else []
    head = f"ส่วนราชการ {' '.join(letter.sender_lines)}\nที่ {printed(letter.number)}   วันที่ {printed(letter.date)}"
    blocks = [*urgency, "บันทึกข้อความ", *(_stamp(s) for s in letter.stamps), f"{head}\nเรื่อง {letter.subject}"]
    blocks += [_addressed(letter), *_references(letter), *_enclosures(letter, habit), *body_blocks(letter)]
    return blocks + _signed(letter) + _foot(letter)


def _order(letter: ComposedLetter, habit: Habit) -> list[str]:
    """An order or announcement (คำสั่ง, ประกาศ; clauses 16 and 20): the date stands at the end."""
    head = [letter.sender_lines[0]] + ([f"ที่ {printed(letter.number)}"] if letter.number else [])
    day = "สั่ง ณ วันที่" if letter.form == "order" else "ประกาศ ณ วันที่"
    blocks = ["\n".join([*head, f"เรื่อง {letter.subject}"]), "-" * 30, *body_blocks(letter)]
    return [*blocks, f"{day} {printed(letter.date)}", *_signed(letter), *_foot(letter)]


def _stamped(letter: ComposedLetter, habit: Habit) -> list[str]:
    """A stamped letter (หนังสือประทับตรา, clause 14): no subject, no signature; agency and date below the body."""
    urgency = [letter.urgency] if letter.urgency else []
    blocks = [*urgency, f"ที่ {printed(letter.number)}", f"ถึง {' '.join(letter.to)}", *_enclosures(letter, habit)]
    return [*blocks, *body_blocks(letter), letter.sender_lines[0], printed(letter.date), *_foot(letter)]


def _words(text: str) -> list[str]:
    from pythainlp.tokenize import word_tokenize

    return list(word_tokenize(text, engine="newmm", keep_whitespace=True))


def _wrap(text: str, width: int) -> str:
    """Lines of at most `width` characters (marks above and below do not count), broken between words."""
    return text if not width else "\n".join(row for line in text.split("\n") for row in _wrap_line(line, width))


def _wrap_line(line: str, width: int) -> list[str]:
    rows, row = [], ""
    for word in _words(line):
        if row and len(re.sub(r"[ัิ-ฺ็-๎]", "", row + word.rstrip())) > width:
            rows.append(row.rstrip())
            row = word.lstrip()
        else:
            row += word
    return [*rows, row.rstrip()]


def _break_spaces(text: str, dice: random.Random) -> str:
    """Spaces as a poor reading leaves them: put in between two words, doubled; never beside a digit or a bracket."""
    out = []
    for line in text.split("\n"):
        words = [line] if re.match(r"^[\s/(-]|เรื่อง|ที่ |เรียน|อ้าง|สิ่งที่", line) else _words(line)
        for word in words:
            out.append(word)
            chance = 0.12 if re.fullmatch(r"[ก-๎]{3,}", word) else 0.1 if word == " " else 0.0
            if dice.random() < chance:
                out.append(" ")
        out.append("\n\n" if dice.random() < 0.1 else "\n")
    return "".join(out[:-1]) + ("\n" if text.endswith("\n") else "")
