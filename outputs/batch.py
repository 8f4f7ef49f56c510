"""The main job as a person sees it: progress, the summary table, the issues, and the checklists it writes."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from outputs.messages import say
from outputs.thai import number

if TYPE_CHECKING:
    from extractors.model import Issue
    from pipeline.rows import Summary, TaskRow
    from pipeline.store import Store

CHECKLIST = "checklist.html"


def run_batch(folder: Path, db: Path, out: Path, workers: int) -> tuple[Issue, ...]:
    """Reads the folder, writes the checklists, says what was done; gives the issues."""
    from pipeline.run import run
    from pipeline.store import Store

    db.parent.mkdir(parents=True, exist_ok=True)
    with _file_progress() as progress:
        summary = run(folder, db, workers=workers, progress=progress)
    out.mkdir(parents=True, exist_ok=True)
    with Store(db) as store:
        for form, name in (("html", CHECKLIST), ("md", "checklist.md"), ("json", "checklist.json")):
            text = render_checklist(store, None, form, out, date.today())
            (out / name).write_text(text, encoding="utf-8", newline="\n")
    _print_summary(summary)
    for issue in summary.issues:
        typer.echo(issue_text(issue))
    typer.echo(say("open-checklist", path=out / CHECKLIST))
    return summary.issues


def render_checklist(store: Store, reference: str | None, form: str, folder: Path, today: date) -> str:
    """The checklist as `html`, `md` or `json`; links are relative to `folder`, where it will stand."""
    import json

    from outputs.checklist import Where, sheet, to_html, to_json, to_markdown

    tasks = store.tasks(reference, today=today)
    if form == "json":
        return json.dumps(to_json(tasks, today), ensure_ascii=False, indent=1)
    row = store.letter(reference) if reference else None
    where = Where(today, folder, row.reference_number if row else "")
    return to_html(sheet(tasks, where, _crop)) if form == "html" else to_markdown(sheet(tasks, where))


def _crop(task: TaskRow) -> str:
    """The place on the page as a data: URI, for a doubtful task that was read from a picture; else nothing."""
    from pipeline.pages import crop

    path = Path(task.file)
    if task.box is None or not path.is_file():
        return ""
    picture = crop(path, task.page, task.box, 0.01)
    picture.thumbnail((900, 300))
    data = io.BytesIO()
    picture.convert("L").save(data, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()


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
    """An issue as two lines: what, with its page, and the remedy."""
    if issue.page is None:
        return say("issue", what=issue.what, remedy=issue.remedy)
    return say("issue-page", what=issue.what, page=number(issue.page), remedy=issue.remedy)
