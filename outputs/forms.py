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

if TYPE_CHECKING:
    from outputs.contexts import Sheet
    from pipeline.rows import TaskRow
    from pipeline.store import Store


@dataclass(frozen=True)
class Asked:
    """A checklist that is asked for: of one letter or of all, counted from a day, to stand in a folder."""

    store: Store
    today: date
    folder: Path
    reference: str | None = None
    templates: Path | None = None

    @cached_property
    def tasks(self) -> list[TaskRow]:
        return self.store.tasks(self.reference, today=self.today)

    @cached_property
    def where(self) -> Where:
        row = self.store.letter(self.reference) if self.reference else None
        return Where(self.today, self.folder, row.reference_number if row else "")

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


FORMS: dict[str, Callable[[Asked], bytes]] = {
    "html": _html,
    "md": _markdown,
    "json": _json,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
}
TEXTS = ("html", "md", "json", "csv", "xml")
"""The forms that a terminal can show."""
WRITTEN_BY_RUN = ("html", "md", "json", "xlsx")
"""The forms that `saraban run` leaves in its folder."""
