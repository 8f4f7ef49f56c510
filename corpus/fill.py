"""Fills templates: the seed takes the wordings and the values of the slots, and the letter and its gold come out."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import msgspec

from corpus.letter import ComposedLetter, Stamp
from corpus.slots import ERA, SlotError, Value, from_day, from_kind, from_rows, reference_number, thai, working_day
from corpus.template import Bundle, Template, TemplateError, load_templates

VARIANTS = 5
"""How many letters are made of each template."""

_INNERMOST = re.compile(r"\{([^{}]*)\}")
_SLOT = re.compile(r"(=?)(\w+)(?:\.(\w+))?([+-]\d+)?")
_NAMED = re.compile(r"«([a-z]+):([^»]*)»")
_DIRECTIVE = re.compile(r"«([^»|]*)\|([^»]*)»")
_SUB_LABEL = re.compile(r"^[๐-๙]{1,2}\.[๐-๙]", re.MULTILINE)
_SPACES = re.compile(" {2,}")
INSTRUMENTS = ("act", "regulation", "resolution", "order", "announcement")
"""Kinds of cited instruments, as in `extractors.model.Citation`."""
_RELABELLING = {"bracket", "half-bracket", "clause", "bare"}
_COMMON: dict[str, str | list[str]] = {
    "p1": "person", "p2": "person", "p3": "person", "tel": "phone", "fax": "phone", "closing": "pick closings",
    "pv": "province", "district": "pick districts", "town": "pick towns", "road": "pick roads",
}  # fmt: skip


def fill_all(variants: int = VARIANTS, split: str = "") -> list[Bundle]:
    """Every template filled `variants` times (those of one split, where one is named)."""
    wanted = [template for template in load_templates().values() if split in ("", template.split)]
    return [fill(template, number) for template in wanted for number in range(1, variants + 1)]


def fill(template: Template, number: int) -> Bundle:
    """The `number`-th letter of a template: always the same one. Raises TemplateError with the template's name."""
    dice = random.Random(f"{template.name}/{number}")
    try:
        filler = _filler(template, f"{template.name}-{number}", dice, _letter_day(template, dice))
    except (SlotError, KeyError, IndexError, ValueError) as error:
        raise TemplateError(f"{template.name}: {type(error).__name__}: {error}") from error
    first = filler.letters[0]
    names = tuple(filler.names)
    return Bundle(first.name, template.name, template.style, template.split, first.habits[0], filler.letters, names)


def _letter_day(template: Template, dice: random.Random) -> date:
    month = dice.choice(template.months or tuple(range(1, 13)))
    return working_day(date(dice.choice((2023, 2024, 2025)), month, dice.randint(2, 26)))


def _filler(template: Template, name: str, dice: random.Random, today: date) -> _Filler:
    """The template filled; a letter that it encloses is filled first, in the same province, and is its slot `in`."""
    values = {"today": from_day(today), "fy": _year(today, 10), "year": _year(today, 13), "last": _year(today, 13, -1)}
    inner = None
    if template.encloses:
        before = working_day(today - timedelta(days=dice.randint(4, 20)))
        inner = _filler(load_templates()[template.encloses], f"{name}-in", dice, before)
        values |= {"in": _enclosed(inner.letters[0], before), "pv": inner.values["pv"]}
    filler = _Filler(values, dice, today)
    for slot, spec in (_COMMON | template.slots).items():
        if not (inner and slot == "pv"):
            filler.add(slot, spec)
    filler.letters = (filler.letter(template, name), *(inner.letters if inner else ()))
    filler.names += inner.names if inner else []
    return filler


def _year(today: date, starts: int, more: int = 0) -> Value:
    year = today.year + ERA + (today.month >= starts) + more
    ends = {"end": f"{year - ERA}-09-30", "q2": f"{year - ERA}-03-31"}
    return Value({"": thai(year), "next": thai(year + 1)}, {"": str(year), **ends})


def _enclosed(letter: ComposedLetter, day: date) -> Value:
    prints = {
        "agency": letter.sender or letter.sender_lines[0],
        "number": letter.number.partition(" | ")[0],
        "date": from_day(day).prints[""],
        "subject": letter.subject,
        "urgency": f"{letter.urgency} " if letter.urgency else "",
    }
    return Value(prints)


class _Filler:
    """Slots that are filled, the texts made with them, and the letters that came of them."""

    def __init__(self, values: dict[str, Value], dice: random.Random, today: date) -> None:
        self.values, self.dice, self.today = values, dice, today
        self.names: list[tuple[str, str]] = []
        self.letters: tuple[ComposedLetter, ...] = ()

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

    def lines(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Each part filled; those of which nothing is left are left out."""
        return tuple(line for part in parts if (line := self.clean(part)))

    def letter(self, template: Template, name: str) -> ComposedLetter:
        """The composed letter of a template, with its gold."""
        self.values["run"] = Value(
            {"": str(self.dice.choice((self.dice.randint(12, 980), self.dice.randint(1000, 9800))))}
        )
        body, directives = _take_directives(self.clean(template.body))
        sender_lines, foot, sign = (
            self.lines(template.sender_lines),
            self.lines(template.foot),
            self.lines(template.sign),
        )
        letter = ComposedLetter(
            style=template.style,
            split=template.split,
            form=template.form,
            name=name,
            number=self._number(template.number),
            sender_lines=sender_lines,
            sender=self.clean(template.sender),
            date=self.text(template.date if " | " in template.date else template.date + " | {=today}"),
            subject=self.clean(template.subject),
            urgency=self.clean(template.urgency),
            secrecy=template.secrecy,
            to=self.lines(template.to),
            to_word=template.to_word,
            addressees=self.lines(template.addressees) if template.addressees is not None else None,
            references=self.lines(template.references),
            reference_word=template.reference_word,
            enclosures=self.lines(template.enclosures),
            events=self.lines(template.events),
            cited=tuple(name for kind, name in self.names if kind in INSTRUMENTS),
            body=body,
            directives=directives,
            closing=template.closing,
            purpose=self._purpose(template),
            sign=(f"({sign[0]})", *sign[1:]) if sign else (),
            foot=foot,
            phones=self._phones("\n".join((*sender_lines, *foot))),
            stamps=tuple(Stamp(*map(self.text, msgspec.structs.astuple(stamp))) for stamp in template.stamps),
            minutes=self.clean(template.minutes),
            attachment=self.clean(template.attachment),
            habits=(self._habit(template, body),),
        )
        shown = "\n".join((body, letter.minutes, *letter.sign, *foot))
        self.names += [
            ("person", v.prints[""]) for v in self.values.values() if v.kind == "person" and v.prints[""] in shown
        ]
        return letter

    def _number(self, number: str) -> str:
        if not number or " | " in number:
            return self.text(number)
        code, slash, running = self.text(number).rpartition("/")
        circular = running.startswith("ว")
        value = reference_number(code + slash + "ว" * circular, running.removeprefix("ว").strip(), self.dice)
        return f"{value.prints['']} | {value.means['']}"

    def _purpose(self, template: Template) -> str:
        stock = self.values["closing"].means[""] if "{closing}" in template.body else ""
        return self.text(template.purpose) or stock

    def _phones(self, shown: str) -> tuple[str, ...]:
        found = [value for slot, value in self.values.items() if value.kind == "phone" and slot != "fax"]
        return tuple(value.means[""] for value in found if value.prints[""] in shown)

    def _habit(self, template: Template, body: str) -> str:
        usable = [habit for habit in template.habits if habit not in _RELABELLING or not _SUB_LABEL.search(body)]
        return self.dice.choice(usable)


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
