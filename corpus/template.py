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

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from corpus.letter import ComposedLetter, Form, Stamp

TEMPLATES = Path(__file__).parent / "templates"


class TemplateError(ValueError):
    """A template that cannot be filled: which one, and what is wrong with it."""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender_lines": "from"}):
    """One template: the fields of `ComposedLetter`, and its slots. `number` is canonical, `{run}` its running part."""

    name: str
    style: str
    split: Literal["train", "test"]
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
