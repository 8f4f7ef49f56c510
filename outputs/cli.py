"""The command `saraban`: what it offers, and the one place where an error becomes a message and an exit code.

Commands import what they need when they are called, so that the command line answers at once where it needs no model.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable, Sequence
from importlib.abc import InspectLoader
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any

import typer
from typer.core import TyperGroup

from outputs import commands, review
from outputs.checklist_command import checklist
from outputs.draft_command import draft
from outputs.export_command import export
from outputs.graph_command import graph
from outputs.import_command import import_
from outputs.messages import choose, say
from outputs.office_command import office
from outputs.questions import duties, missing, stems, withdrawn
from outputs.register_command import register
from outputs.summary_command import summary
from outputs.task_command import task
from outputs.templates_command import templates
from pipeline.errors import SarabanError

STOPPED = 130
EXIT_CODES = (0, 1, 2, 3, 4, 5, STOPPED)
"""Stable, explained in `pipeline.errors` and at the end of `saraban --help` (`exit-...` in `outputs.messages`)."""

COMMANDS: tuple[Callable[..., Any], ...] = (
    commands.run,
    commands.extract,
    commands.ocr,
    commands.search,
    commands.show,
    checklist,
    draft,
    graph,
    duties,
    stems,
    withdrawn,
    missing,
    review.review,
    commands.schema,
    office,
    task,
    register,
    summary,
    export,
    import_,
    templates,
)
"""The commands of this package, in the order of the help; `help-...` in `outputs.messages` explains each."""


class _Group(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            typer.echo(say("stopped"), err=True)
            raise typer.Exit(STOPPED) from None


def application(called: str | None = None) -> typer.Typer:
    """The command line, with those commands too that are lent (entry points `saraban.commands`).

    Where one is `called`, it alone has its options (the parser takes long over each), and what is lent is loaded only
    where none of ours is; `""`: none is called, and their names and what they do will be shown.
    """
    app = typer.Typer(
        cls=_Group, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
        help=say("help"), epilog="\b\n" + "\n".join([say("exit"), *(say(f"exit-{code}") for code in EXIT_CODES)]),
    )  # fmt: skip

    @app.callback()
    def options(lang: str = typer.Option("th", "--lang", metavar="th|en", help=say("help-lang"))) -> None:
        """Shown in the help; `choose` has taken `--lang` from the arguments, wherever it stood."""

    for function in COMMANDS:
        name = function.__name__.rstrip("_")  # `import` is a word of Python's own
        about = say(f"help-{name}")
        app.command(name, help=about, short_help=about)(function if called in (None, name) else _named)
    if called not in {function.__name__.rstrip("_") for function in COMMANDS}:
        for point in _lent():
            if called == "":
                app.command(point.name, short_help=_about(point))(_named)
            elif called in (None, point.name):
                app.command(point.name)(point.load())
    return app


def _lent() -> list[EntryPoint]:
    return sorted(entry_points(group="saraban.commands"), key=lambda point: point.name)


def _about(point: EntryPoint) -> str:
    """The first line of what a lent command says of itself, read from its source: to load all takes long."""
    spec = find_spec(point.module)
    source = spec.loader.get_source(point.module) if spec and isinstance(spec.loader, InspectLoader) else None
    for node in ast.parse(source or "").body:
        if isinstance(node, ast.FunctionDef) and node.name == point.attr:
            return (ast.get_docstring(node) or "").partition("\n")[0]
    return ""


def _named() -> None:
    """Stands for a command that is not called: its name alone is wanted."""


def _in_one_word(words: Sequence[str]) -> list[str]:
    """`eval ocr` is one command, lent under a name of two words; `eval` alone is another."""
    lent = {point.name for point in _lent()}
    both = " ".join(words[:2])
    return [both, *words[2:]] if len(words) > 1 and both in lent else list(words)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and exits; never shows a traceback for an error that a person can do something about."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console speaks its own code page unless told otherwise.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        rest = _in_one_word(choose(sys.argv[1:] if arguments is None else arguments))
        called = next((word for word in rest if not word.startswith("-")), "")
        application(called)(rest, prog_name="saraban")
    except SarabanError as error:
        typer.echo(say("error", what=error.what, remedy=error.remedy), err=True)
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:  # the reader of our output (head, a pager) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(0) from None
