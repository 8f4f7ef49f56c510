"""Templates of letters (แม่แบบหนังสือ): from one text with slots, many letters and their gold, the same for each seed.

`templates/STYLE.toml` holds `[[template]]` tables with the fields of a composed letter (letter.py). In them
- `{name}` prints a slot, `{name.form}` another form of it; `{=name}` is what it means, `{=d+15}` a day counted on;
- `{this~that~}` is one of several wordings, taken by the seed (the last one here is empty); they nest;
- `«label|actors|recipients|deadlines»` stands before the words of a directive: the gold needs no copy of them;
- `«act:words»` marks a name or a cited instrument (act, regulation, resolution, ...; person, position, place, project).
Written numbers are Arabic in the template and Thai on paper. A template that `encloses` another is a covering letter:
the other is filled first and is its slot `in`.
"""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from corpus.letter import ComposedLetter, Form, Stamp
from corpus.slots import ERA, SlotError, Value, from_day, from_kind, from_rows, reference_number, thai, working_day

TEMPLATES = Path(__file__).parent / "templates"
VARIANTS = 5
"""How many letters are made of each template."""

_INNERMOST = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"(=?)(\w+)(?:\.(\w+))?([+-]\d+)?")
_NAMED = re.compile(r"«([a-z]+):([^»]*)»")
_DIRECTIVE = re.compile(r"«([^»|]*)\|([^»]*)»")
_SUB_LABEL = re.compile(r"^[๐-๙]{1,2}\.[๐-๙]", re.MULTILINE)
_SPACES = re.compile(" {2,}")
_RELABELLING = {"bracket", "half-bracket", "clause", "bare"}


class TemplateError(ValueError):
    """A template that cannot be filled: which one, and what is wrong with it."""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender_lines": "from"}):
    """One template: the fields of `ComposedLetter`, and its slots. `number` is canonical, `{run}` its running part."""

    name: str
    style: str
    split: str
    subject: str
    body: str
    form: Form = "letter"
    slots: dict[str, str | list[str]] = {}
    months: tuple[int, ...] = ()
    habits: tuple[str, ...] = ("plain", "wrapped", "arabic", "columns", "agency-first", "tight", "broken")
    urgency: str = "{~~ด่วนมาก~ด่วนที่สุด~ด่วน}"
    secrecy: str = ""
    number: str = ""
    sender_lines: tuple[str, ...] = ()
    date: str = "{today}"
    to: tuple[str, ...] = ()
    to_word: str = "เรียน"
    references: tuple[str, ...] = ()
    reference_word: str = "อ้างถึง"
    enclosures: tuple[str, ...] = ()
    closing: str = "ขอแสดงความนับถือ"
    sign: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    minutes: str = ""
    attachment: str = ""
    sender: str = ""
    addressees: tuple[str, ...] | None = None
    purpose: str = ""
    events: tuple[str, ...] = ()
    encloses: str = ""


class Bundle(msgspec.Struct, frozen=True):
    """What one template gives: a letter, or a covering letter and those that it encloses; names marked in the text."""

    name: str
    template: str
    style: str
    split: str
    habit: str
    letters: tuple[ComposedLetter, ...]
    names: tuple[tuple[str, str], ...] = ()


@cache
def load_templates(folder: Path = TEMPLATES) -> dict[str, Template]:
    """All templates by name. Raises TemplateError where a file cannot be read or a name stands twice."""
    found: dict[str, Template] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = msgspec.toml.decode(path.read_bytes(), type=dict[str, tuple[Template, ...]])["template"]
        except (msgspec.MsgspecError, KeyError) as error:
            raise TemplateError(f"{path.name}: {error}") from error
        for template in tables:
            if template.name in found:
                raise TemplateError(f"{path.name}: the name {template.name} stands twice")
            found[template.name] = template
    return found


def fill_all(variants: int = VARIANTS, split: str = "") -> list[Bundle]:
    """Every template filled `variants` times (those of one split, where one is named)."""
    wanted = [template for template in load_templates().values() if split in ("", template.split)]
    return [fill(template, number) for template in wanted for number in range(1, variants + 1)]


def fill(template: Template, number: int) -> Bundle:
    """The `number`-th letter of a template: always the same one. Raises TemplateError with the template's name."""
    dice = random.Random(f"{template.name}/{number}")
    try:
        letters, names = _fill(template, f"{template.name}-{number}", dice, _letter_day(template, dice))
    except (SlotError, KeyError, IndexError, ValueError) as error:
        raise TemplateError(f"{template.name}: {type(error).__name__}: {error}") from error
    return Bundle(letters[0].name, template.name, template.style, template.split, letters[0].habits[0], letters, names)


def _letter_day(template: Template, dice: random.Random) -> date:
    month = dice.choice(template.months or tuple(range(1, 13)))
    return working_day(date(dice.choice((2023, 2024, 2025)), month, dice.randint(2, 26)))


def _fill(
    template: Template, name: str, dice: random.Random, today: date
) -> tuple[tuple[ComposedLetter, ...], tuple[tuple[str, str], ...]]:
    inner: tuple[ComposedLetter, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    values = {"today": from_day(today), "fy": _year(today, 10), "year": _year(today, 13), "last": _year(today, 13, -1)}
    if template.encloses:
        before = working_day(today - timedelta(days=dice.randint(4, 20)))
        inner, names = _fill(load_templates()[template.encloses], f"{name}-in", dice, before)
        values["in"] = _enclosed(inner[0], before)
    filler = _Filler(values, dice, today)
    for slot, spec in (_COMMON | template.slots).items():
        filler.add(slot, spec)
    letter = filler.letter(template, name)
    return (letter, *inner), (*filler.names, *names)


_COMMON: dict[str, str | list[str]] = {
    "p1": "person", "p2": "person", "p3": "person", "tel": "phone", "fax": "phone", "closing": "pick closings",
    "pv": "province", "district": "pick districts", "town": "pick towns", "road": "pick roads",
}  # fmt: skip


def _year(today: date, starts: int, more: int = 0) -> Value:
    year = today.year + ERA + (today.month >= starts) + more
    return Value({"": thai(year), "next": thai(year + 1)}, {"": str(year), "end": f"{year - ERA}-09-30"})


def _enclosed(letter: ComposedLetter, day: date) -> Value:
    number, _, meant = letter.number.partition(" | ")
    agency = letter.sender or letter.sender_lines[0]
    prints = {"": f"หนังสือ{agency} ที่ {number} ลงวันที่ {from_day(day).prints['']}", "agency": agency}
    prints |= {"number": number, "date": from_day(day).prints[""], "subject": letter.subject}
    prints["urgency"] = f"{letter.urgency} " if letter.urgency else ""
    return Value(prints, {"number": meant, "date": day.isoformat()})


class _Filler:
    """Slots that are filled, and the texts made with them."""

    def __init__(self, values: dict[str, Value], dice: random.Random, today: date) -> None:
        self.values, self.dice, self.today = values, dice, today
        self.names: list[tuple[str, str]] = []

    def add(self, slot: str, spec: str | list[str]) -> None:
        if isinstance(spec, str):
            self.values[slot] = from_kind(self.text(spec), self.today, self.dice)
        else:
            self.values[slot] = from_rows([self.text(row) for row in spec], self.dice)

    def text(self, text: str) -> str:
        """The text with its slots filled and one of each set of wordings taken, the innermost first."""
        while True:
            filled = _INNERMOST.sub(self._one, text, count=1)
            if filled == text:
                return text
            text = filled

    def _one(self, match: re.Match[str]) -> str:
        inside = match[1]
        if "~" in inside:
            wordings: list[str] = inside.split("~")
            return self.dice.choice(wordings)
        parts = _SLOT.fullmatch(inside)
        if not parts:
            raise SlotError(f"not a slot: {{{inside}}}")
        value, form = self.values[parts[2]], parts[3] or ""
        if parts[4]:
            if value.day is None:
                raise SlotError(f"{parts[2]} is no day to count from")
            value = from_day(value.day + timedelta(days=int(parts[4])))
        forms: dict[str, str] = value.means if parts[1] else value.prints
        return forms[form]

    def clean(self, text: str) -> str:
        """The text filled, its names noted and their marks taken away."""
        named = _NAMED.sub(self._note, self.text(text))
        return _SPACES.sub(" ", named).replace(" \n", "\n").strip(" ")

    def _note(self, match: re.Match[str]) -> str:
        self.names.append((match[1], match[2]))
        return match[2]

    def letter(self, template: Template, name: str) -> ComposedLetter:
        number = self._number(template)
        body, directives = _take_directives(self.clean(template.body))
        sender_lines = tuple(map(self.clean, template.sender_lines))
        foot = tuple(line for part in template.foot if (line := self.clean(part)))
        shown = "\n".join((*sender_lines, *foot))
        phones = [v.means[""] for v in self.values.values() if v.kind == "phone" and v != self.values["fax"]]
        fields: dict[str, Any] = {
            key: self.clean(getattr(template, key))
            for key in (
                "subject",
                "urgency",
                "secrecy",
                "closing",
                "to_word",
                "reference_word",
                "minutes",
                "attachment",
                "sender",
            )
        }
        lists: dict[str, Any] = {
            key: tuple(line for part in getattr(template, key) if (line := self.clean(part)))
            for key in ("to", "references", "enclosures", "events")
        }
        sign = tuple(line for part in template.sign if (line := self.clean(part)))
        return ComposedLetter(
            style=template.style,
            split="train" if template.split == "train" else "test",
            form=template.form,
            name=name,
            number=number,
            sender_lines=sender_lines,
            date=f"{self.text(template.date)} | {self.today.isoformat()}",
            body=body,
            directives=directives,
            habits=(self._habit(template, body),),
            sign=(f"({sign[0]})", *sign[1:]) if sign else (),
            foot=foot,
            phones=tuple(phone for phone in phones if thai(phone) in shown),
            addressees=tuple(map(self.clean, template.addressees)) if template.addressees is not None else None,
            purpose=self.text(template.purpose)
            or ("{closing}" in template.body and self.values["closing"].means[""])
            or "",
            stamps=tuple(self._stamp(stamp) for stamp in template.stamps),
            **fields,
            **lists,
        )

    def _number(self, template: Template) -> str:
        if not template.number:
            return ""
        self.values["run"] = Value(
            {"": str(self.dice.choice((self.dice.randint(12, 980), self.dice.randint(1000, 9800))))}
        )
        code, slash, running = self.text(template.number).rpartition("/")
        circular = running.startswith("ว")
        value = reference_number(code + slash + "ว" * circular, running.removeprefix("ว").strip(), self.dice)
        return f"{value.prints['']} | {value.means['']}"

    def _habit(self, template: Template, body: str) -> str:
        usable = [habit for habit in template.habits if habit not in _RELABELLING or not _SUB_LABEL.search(body)]
        return self.dice.choice(usable)

    def _stamp(self, stamp: Stamp) -> Stamp:
        return Stamp(*(self.text(part) for part in msgspec.structs.astuple(stamp)))


def _take_directives(text: str) -> tuple[str, str]:
    """The body without its directives' marks, and the gold's lines: the words after each mark are its start."""
    starts, lines, at = [], [], 0
    plain: list[str] = []
    for mark in _DIRECTIVE.finditer(text):
        plain.append(text[at : mark.start()])
        starts.append((sum(map(len, plain)), mark[1], mark[2]))
        at = mark.end()
    body = "".join([*plain, text[at:]])
    for start, label, rest in starts:
        opening = body[start : start + 45].partition("\n")[0].strip()
        lines.append(f"{label} | {opening} | " + " | ".join(part.strip() for part in rest.split("|")))
    return body, "\n".join(lines)
