"""The command `saraban`: what it offers, and the one place where an error becomes a message and an exit code.

Commands are imported when they are called for, so that the command line answers at once where it needs no model.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import typer

from outputs import commands
from outputs.messages import choose, say
from pipeline.errors import SarabanError

_EXIT_CODES = (
    "รหัสออก (exit codes): 0 เสร็จ · 1 เสร็จแต่มีปัญหาบางแฟ้ม · 2 สั่งผิด · 3 อ่านแฟ้มไม่ได้ · 4 ฐานข้อมูลใช้ไม่ได้ · 5 เครื่องขาดโปรแกรม"
)

COMMANDS = (
    ("run", commands.run),
    ("extract", commands.extract),
    ("ocr", commands.ocr),
    ("search", commands.search),
    ("show", commands.show),
    ("checklist", commands.checklist),
    ("graph", commands.graph),
    ("review", commands.review),
    ("schema", commands.schema),
)
"""The commands of this package, in the order of the help."""


def application() -> typer.Typer:
    """The command line, with the commands that other packages lend it (entry points `saraban.commands`)."""
    app = typer.Typer(
        add_completion=False, no_args_is_help=True, epilog=_EXIT_CODES, pretty_exceptions_enable=False,
        rich_markup_mode=None, help="อ่านหนังสือเวียนราชการ: ทะเบียน ข้อสั่งการ กำหนดเวลา (reads Thai circular letters)",
    )  # fmt: skip

    @app.callback()
    def _options(
        lang: str = typer.Option("th", "--lang", metavar="th|en", help="ภาษาที่แสดง (language of what is shown)"),
    ) -> None:
        """The language is chosen before the commands are read (`messages.choose`)."""

    for name, function in COMMANDS:
        app.command(name)(function)
    for point in sorted(entry_points(group="saraban.commands"), key=lambda p: p.name):
        app.command(point.name)(point.load())
    return app


def main() -> None:
    """Runs the command line; never shows a traceback for an error that a person can do something about."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console speaks its own code page unless told otherwise.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    choose(sys.argv[1:])
    try:
        application()()
    except SarabanError as error:
        typer.echo(say("error", what=error.what, remedy=error.remedy), err=True)
        raise SystemExit(error.exit_code) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
