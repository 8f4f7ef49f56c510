"""The checklist in each form that it is given in (`saraban checklist --format`): a form is a function to bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from outputs.checklist import Where, sheet, to_check_first, to_html, to_json, to_markdown, to_word
from outputs.crops import pictures
from outputs.messages import say
from outputs.thai import day
from pipeline.choice import Choice, pick
from pipeline.life import ASSIGNED, DONE, OPEN
from pipeline.ours import OURS, UNCLEAR

if TYPE_CHECKING:
    from outputs.contexts import Sheet
    from pipeline.office import Office as OurOffice
    from pipeline.rows import TaskRow
    from pipeline.store import Store


SHOWN = Choice(whose=(OURS, UNCLEAR), statuses=(OPEN, ASSIGNED, DONE))
"""What a checklist holds unless something else is asked for: all that is or may be ours, with what is done."""


@dataclass(frozen=True)
class Asked:
    """A checklist that is asked for: of one letter or of all, counted from a day, to stand in a folder.

    Where it is of a span of days, a recurring duty has a line for each time it falls due in them.
    """

    store: Store
    today: date
    folder: Path
    reference: str | None = None
    templates: Path | None = None
    office: OurOffice | None = None
    choice: Choice = SHOWN

    @property
    def is_everything(self) -> bool:
        return not self.reference and self.choice == SHOWN

    @cached_property
    def duties(self) -> list[TaskRow]:
        """The tasks, a recurring one once."""
        return pick(self._read, self.choice)

    @cached_property
    def rounds(self) -> list[TaskRow]:
        """The tasks, a recurring one with a line for each time it falls due."""
        from pipeline.rounds import lay_out

        return pick(lay_out(self.store, self._read, self.today, self.office), self.choice)

    @cached_property
    def _read(self) -> list[TaskRow]:
        return self.store.tasks(self.reference, today=self.today, office=self.office)

    @property
    def tasks(self) -> list[TaskRow]:
        return self.rounds if self.choice.since else self.duties

    @cached_property
    def where(self) -> Where:
        row = self.store.letter(self.reference) if self.reference else None
        return Where(self.today, self.folder, row.reference_number if row else "", self._only())

    def _only(self) -> str:
        """What the list is limited to, as its subtitle says it."""
        choice = self.choice
        span = say("due-span", since=day(choice.since), until=day(choice.until)) if choice.since else ""
        named = [
            f"{say(f'task-{kind}')} {name}" for kind, name in (("unit", choice.unit), ("person", choice.person)) if name
        ]
        return " · ".join([*named, *([span] if span else []), *([say("tasks-overdue")] if choice.overdue else [])])

    @cached_property
    def sheet(self) -> Sheet:
        """With the pictures of the page."""
        return sheet(self.tasks, self.where, pictures(to_check_first(self.tasks)))


def _html(asked: Asked) -> bytes:
    return to_html(asked.sheet, asked.templates).encode()


def _markdown(asked: Asked) -> bytes:
    return to_markdown(sheet(asked.tasks, asked.where), asked.templates).encode()


def _json(asked: Asked) -> bytes:
    return json.dumps(to_json(asked.tasks, asked.today), ensure_ascii=False, indent=1).encode() + b"\n"


def _xlsx(asked: Asked) -> bytes:
    from outputs.workbook import to_xlsx

    return to_xlsx(asked.sheet)


def _docx(asked: Asked) -> bytes:
    return to_word(asked.sheet, asked.templates)


def _pdf(asked: Asked) -> bytes:
    from outputs.pdf import to_pdf

    return to_pdf(to_html(asked.sheet, asked.templates))


def _ics(asked: Asked) -> bytes:
    from outputs.ics import to_ics

    return to_ics(asked)


FORMS: dict[str, Callable[[Asked], bytes]] = {
    "html": _html,
    "md": _markdown,
    "json": _json,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
    "ics": _ics,
}
TEXTS = ("html", "md", "json", "csv", "xml", "ics")
"""The forms that a terminal can show."""
WRITTEN_BY_RUN = ("html", "md", "json", "xlsx")
"""The forms that `saraban run` leaves in its folder."""
