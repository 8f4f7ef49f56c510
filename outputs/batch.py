"""The main job as a person sees it: progress, the summary table, the issues, and the checklists it writes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from outputs.messages import say
from outputs.thai import number
from pipeline.errors import UseError

if TYPE_CHECKING:
    from extractors.model import Issue
    from pipeline.rows import Summary

CHECKLIST = "checklist.html"


def run_batch(folder: Path, db: Path, out: Path, workers: int, today: date) -> tuple[Issue, ...]:
    """Reads the folder, writes the checklists, says what was done; gives the issues."""
    from outputs.forms import FORMS, WRITTEN_BY_RUN, Asked
    from outputs.render import find_templates
    from pipeline.office import find_office
    from pipeline.run import run
    from pipeline.store import Store

    _make_folder(db.parent)
    with _file_progress() as progress:
        summary = run(folder, db, workers=workers, progress=progress)
    with Store(db) as store:
        asked = Asked(store, today, out, templates=find_templates(db), office=find_office(db))
        for form in WRITTEN_BY_RUN:
            write_bytes(out / f"checklist.{form}", FORMS[form](asked))
    _print_summary(summary)
    for issue in summary.issues:
        typer.echo(issue_text(issue))
    typer.echo(say("open-checklist", path=out / CHECKLIST))
    return summary.issues


def write_text(path: Path, text: str) -> None:
    """Writes a text for a person, in UTF-8."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file for a person, its folder made. Raises UseError where that cannot be."""
    _make_folder(path.parent)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UseError("no-write", say("no-write", path=path, why=error.strerror), say("no-write-remedy")) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UseError("no-write", say("no-write", path=folder, why=error.strerror), say("no-write-remedy")) from error


@contextmanager
def _file_progress() -> Iterator[Callable[..., None]]:
    """A bar over the files of a run; nothing where the output is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn(say("reading")),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def tell(at: object) -> None:
            bar.update(task, total=at.files, completed=at.done, description=Path(at.path).name)  # type: ignore[attr-defined]

        yield tell


@contextmanager
def page_progress() -> Iterator[Callable[[int, int], None]]:
    """A bar over the pages of one file; nothing where the output is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("reading"), total=None)
        yield lambda page, pages: bar.update(task, completed=page, total=pages)


def _print_summary(summary: Summary) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=say("summary"), show_header=False)
    table.add_column()
    table.add_column(justify="right")
    rows = ("files", "new", "changed", "unchanged", "failed", "pages", "letters", "directives", "deadlines", "links")
    for name in rows:
        table.add_row(say(f"sum-{name}"), number(getattr(summary, name)))
    table.add_row(say("sum-review"), number(summary.to_review))
    table.add_row(say("sum-issues"), number(len(summary.issues)))
    Console(file=sys.stdout).print(table)


def issue_text(issue: Issue) -> str:
    """An issue as two lines: what, with its file and page, and the remedy."""
    what = issue.what if Path(issue.file).name in issue.what else f"{issue.file}: {issue.what}"
    if issue.page is None:
        return say("issue", what=what, remedy=issue.remedy)
    return say("issue-page", what=what, page=number(issue.page), remedy=issue.remedy)
