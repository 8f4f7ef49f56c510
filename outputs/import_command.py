"""`saraban import`: takes in letters from the government's exchange, or what `saraban export` gave."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outputs.messages import say
from outputs.options import DATABASE, Db
from pipeline.errors import DONE_WITH_ISSUES

if TYPE_CHECKING:
    from pipeline.ecms import Message
    from pipeline.store import Store

_KINDS = (
    (b"%PDF", ".pdf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_UNNAMED = re.compile(r"[^\w.()-]+")


def import_(
    path: Annotated[Path, typer.Argument(help="แฟ้ม .xml หรือ .json หรือโฟลเดอร์ CSV (a file, or a folder of CSV)")],
    files: Annotated[
        Path | None, typer.Option("--files", help="เก็บแฟ้มหนังสือที่มากับ XML ไว้ที่โฟลเดอร์นี้ (letters that came within)")
    ] = None,
    db: Db = DATABASE,
) -> None:
    """Takes in e-CMS XML, or what was exported as JSON or CSV."""
    from pipeline.store import Store

    with Store(db) as store:
        if path.suffix.lower() == ".xml" and not path.is_dir():
            _letters(store, path, files)
        else:
            _tables(store, path)


def _letters(store: Store, path: Path, folder: Path | None) -> None:
    from outputs.thai import number
    from pipeline.ecms import take_messages_in

    messages = take_messages_in(store, path)
    typer.echo(say("taken-letters", count=number(len(messages))))
    if folder is not None:
        for written in _keep(messages, folder):
            typer.echo(say("written", path=written), err=True)


def _keep(messages: Iterable[Message], folder: Path) -> Iterable[Path]:
    """The letters that came within the messages, named by their numbers, for `saraban run` to read."""
    from outputs.batch import write_bytes

    for at, message in enumerate(messages, 1):
        reference = message.letter.reference_number
        name = _UNNAMED.sub("-", str(reference.value) if reference else "").strip("-. ") or f"letter-{at}"
        for place, data in enumerate(message.files, 1):
            kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), ".bin")
            path = folder / f"{name}{f' ({place})' if place > 1 else ''}{kind}"
            write_bytes(path, data)
            yield path


def _tables(store: Store, path: Path) -> None:
    from outputs.exchange import read_tables
    from outputs.thai import number
    from pipeline.exchange import take_tables_in

    taken = take_tables_in(store, read_tables(store, path))
    typer.echo(say("taken-files", files=number(taken.files), words=number(taken.words)))
    for name in taken.differing:
        typer.echo(say("taken-differs", path=name), err=True)
    if taken.differing:
        raise typer.Exit(DONE_WITH_ISSUES)
