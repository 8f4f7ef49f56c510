"""Pictures of the places that tasks were read at (ภาพข้อความจากต้นฉบับ), so that a person can check without the file.

A page is drawn once for all of its tasks. The first pictures go to what is doubtful, the next to what is due first;
no more than `MOST_PICTURES` are made, so that a checklist of thousands stays small and quick.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SarabanError

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.rows import TaskRow

MOST_PICTURES = 120
_DPI = 150
_WIDTH, _HEIGHT = 700, 280


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, and its size in dots."""

    data: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as a `data:` URI, for a page that stands in one file."""
        return "data:image/jpeg;base64," + base64.b64encode(self.data).decode()


def pictures(tasks: Iterable[TaskRow], most: int = MOST_PICTURES) -> dict[str, Picture]:
    """The pictures of the first `most` tasks that have a place on a page, by the task's id."""
    placed = [task for task in tasks if task.box is not None]
    chosen = sorted(islice(placed, most), key=_page)
    made: dict[str, Picture] = {}
    for (file, page), rows in groupby(chosen, key=_page):
        made.update(_of_page(Path(file), page, list(rows)))
    return made


def _page(task: TaskRow) -> tuple[str, int]:
    return task.file, task.page


def _of_page(path: Path, page: int, tasks: list[TaskRow]) -> dict[str, Picture]:
    from pipeline.pages import cut, picture_of

    if not path.is_file():
        return {}
    try:
        drawn = picture_of(path, page, _DPI).convert("L")
        return {task.id: _small(cut(drawn, task.box, 0.01)) for task in tasks if task.box}
    except (SarabanError, OSError, ValueError, IndexError, RuntimeError):  # pdfium's errors are the last
        return {}  # the file was changed since: the link still leads to it


def _small(picture: Image) -> Picture:
    """Some 15 KB: grey, 700 dots wide, as legible as a photocopy."""
    from PIL import ImageOps

    grey = ImageOps.autocontrast(picture, cutoff=2)
    grey.thumbnail((_WIDTH, _HEIGHT))
    data = io.BytesIO()
    grey.save(data, "JPEG", quality=35, optimize=True)
    return Picture(data.getvalue(), *grey.size)
