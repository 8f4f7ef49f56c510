"""Everything as JSON or CSV, and back: tables as the database has them, beside letters and tasks for other programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from outputs.batch import write_bytes
from outputs.messages import say
from pipeline.errors import InputError
from pipeline.exchange import TABLES, dump, typed
from pipeline.migrations import STEPS

if TYPE_CHECKING:
    from pipeline.rows import TaskRow
    from pipeline.store import Store

_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
"""What a spreadsheet takes for a formula is led by an apostrophe, which is taken off again when it comes in."""


def to_json(store: Store, tasks: list[TaskRow]) -> bytes:
    """One JSON object: `letters` in the form of `saraban schema`, `tasks`, and the `tables` that can be taken in."""
    from outputs.letter_json import letters_to_json

    rows = store.letters()
    letters = letters_to_json([row.letter for row in rows], ())["letters"]
    told = {
        "format": "saraban",
        "version": len(STEPS),
        "letters": [{"id": row.id, **letter} for row, letter in zip(rows, letters, strict=True)],
        "tasks": msgspec.to_builtins(tasks),
        "tables": dump(store),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1) + b"\n"


def write_csv(store: Store, tasks: list[TaskRow], folder: Path) -> list[Path]:
    """A file for each table, and `letters.csv` and `tasks.csv`, which are for people and are not taken in again."""
    tables: dict[str, Iterable[Mapping[str, Any]]] = {**dump(store), "letters": _letters(store), "tasks": _flat(tasks)}
    written = []
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        write_bytes(path, _csv(list(rows)))
        written.append(path)
    return written


def _letters(store: Store) -> list[dict[str, Any]]:
    return store.rows(
        "SELECT id, reference_number, kind, date, urgency, secrecy, sender, subject, purpose, signatory, position, "
        "file, page FROM letter ORDER BY date, id"
    )


def _flat(tasks: Iterable[TaskRow]) -> list[dict[str, Any]]:
    return [
        {name: json.dumps(v, ensure_ascii=False) if isinstance(v, list | dict) else v for name, v in row.items()}
        for row in (msgspec.to_builtins(task) for task in tasks)
    ]


def _csv(rows: list[Mapping[str, Any]]) -> bytes:
    import io

    out = io.StringIO()
    if rows:
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(rows[0])
        table.writerows([_harmless(value) for value in row.values()] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_FORMULA) else text


def read_tables(store: Store, path: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables of a JSON file or of a folder of CSV. Raises InputError where they are none of ours."""
    return _read_csv(store, path) if path.is_dir() else _read_json(path)


def _read_json(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        told = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        tables = msgspec.convert(told.get("tables"), dict[str, list[dict[str, Any]]])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refused(path, str(error)) from error
    if told.get("format") != "saraban":
        raise _refused(path, "format")
    if not isinstance(told.get("version"), int) or told["version"] > len(STEPS):
        raise _refused(path, say("newer-export"))
    return tables


def _read_csv(store: Store, folder: Path) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    csv.field_size_limit(2**31 - 1)  # a page's text is one field
    for table in TABLES:
        path = folder / f"{table}.csv"
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows = [{name: _plain(text) for name, text in row.items()} for row in csv.DictReader(file, strict=True)]
        except (OSError, csv.Error, UnicodeDecodeError, AttributeError) as error:
            raise _refused(path, str(error)) from error
        tables[table] = [typed(store, table, row) for row in rows]
    return tables


def _plain(text: str) -> str:
    return text[1:] if text.startswith("'") else text


def _refused(path: Path, why: str) -> InputError:
    return InputError("bad-import", say("bad-import", path=path, why=why), say("bad-import-remedy"))
