"""What an office needs to write a template of its own: every template of ours, and every name that may stand in it.

Made from the contexts themselves, so that it cannot say what is not so; `docs/templates.md` holds it.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from outputs.contexts import Draft, Sheet
from outputs.graph_html import GraphPage
from outputs.register import Register
from outputs.render import TEMPLATES
from outputs.summary import Summary

CONTEXTS: dict[str, type] = {
    "checklist": Sheet,
    "draft": Draft,
    "graph": GraphPage,
    "register": Register,
    "summary": Summary,
}
"""The context of a template, by what its name begins with."""

_HEAD = """# Templates (แม่แบบ)

Checklists, registers, summaries, graphs and drafts are drawn with [Jinja2](https://jinja.palletsprojects.com/)
templates. To change one, write it out, edit it, and leave it by its own name in the folder `templates` beside the
database (or name another folder with `--templates`); the other templates stay ours:

```sh
saraban templates checklist.html.jinja -o templates/checklist.html.jinja
```

A name that is not there is an error that says which template, which line and which name; it is never an empty place.
Everything is text, ready to be shown, unless its type says otherwise. Besides the names below a template may use
`say("...")`, the fixed words of `outputs/wording.py` in the chosen language, and the filters `md` (text for Markdown),
`css` (text for a style sheet) and `thai` (a number in Thai digits). In HTML and Word's XML text is escaped by itself.
A template cannot reach the machine: it runs in a sandbox.
"""


def guide() -> str:
    """The whole of `docs/templates.md`."""
    seen: set[type] = set()
    contexts = [line for context in CONTEXTS.values() for line in _context(context, seen)]
    return "\n".join([_HEAD, *_templates(), *contexts])


def _templates() -> Iterator[str]:
    yield "| template | is | its names |"
    yield "|---|---|---|"
    for path in sorted(TEMPLATES.glob("*.jinja")):
        about = re.match(r"(?:\{#|/\*) (.*?) (?:#\}|\*/)", path.read_text(encoding="utf-8"), re.S)
        context = context_of(path.name)
        link = f"[{context.__name__}](#{context.__name__.lower()})" if context else ""
        yield f"| `{path.name}` | {' '.join(about[1].split()) if about else ''} | {link} |"
    yield ""


def context_of(template: str) -> type | None:
    """The context that a template is filled in with; None for one that only others use."""
    return CONTEXTS.get(re.split(r"[.-]", template)[0])


def _context(context: type, seen: set[type], depth: int = 2) -> Iterator[str]:
    """A context as a table, and then those that it holds, each once."""
    if context in seen:
        return
    seen.add(context)
    notes = _notes(context)
    yield f"{'#' * depth} {context.__name__}\n"
    yield f"{' '.join((inspect.getdoc(context) or '').split())}\n"
    yield "| name | type | |"
    yield "|---|---|---|"
    hints = get_type_hints(context)
    for field in fields(context):
        yield f"| `{field.name}` | {_named(hints[field.name])} | {notes.get(field.name, '')} |"
    yield ""
    for held in dict.fromkeys(t for field in fields(context) for t in _held(hints[field.name])):
        yield from _context(held, seen, depth + 1)


def _held(hint: Any) -> list[type]:
    """The dataclasses in a type, however deep."""
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [held for part in get_args(hint) for held in _held(part)]


def _named(hint: Any) -> str:
    """A type in words: text, a list of Line, a date or none."""
    parts = [part for part in get_args(hint) if part is not ...]
    if type(None) in parts:
        return " or ".join([_named(part) for part in parts if part is not type(None)] + ["none"])
    if get_origin(hint) is Mapping:
        return f"{_named(parts[1])} by its name"
    if parts:
        return f"list of {_named(parts[0])}"
    words = {"str": "text", "bool": "true or false", "int": "whole number", "float": "number"}
    return words.get(hint.__name__, str(hint.__name__))


def _notes(context: type) -> dict[str, str]:
    """What stands in the source under each field."""
    body = ast.parse(textwrap.dedent(inspect.getsource(context))).body[0]
    assert isinstance(body, ast.ClassDef)
    notes = {}
    for one, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(after, ast.Expr):
            notes[one.target.id] = " ".join(str(ast.literal_eval(after.value)).split())
    return notes
