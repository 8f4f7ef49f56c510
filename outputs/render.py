"""The templates (แม่แบบ): ours, and before them those of an office's own folder.

Undefined names are errors that name the template, the line and the name. HTML and Word's XML are escaped, and what
Markdown would misread too. An office's template is data: it runs in a sandbox and cannot reach the machine.
"""

from __future__ import annotations

import re
import traceback
from dataclasses import fields
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from outputs.messages import say
from outputs.thai import THAI_DIGITS
from pipeline.errors import UseError

TEMPLATES = Path(__file__).parent / "templates"
FOLDER = "templates"
"""The name of the folder beside the database that holds an office's own templates."""
_MISSING = re.compile(r"'(\w+)' is undefined|has no attribute '(\w+)'")


def find_templates(db: Path, given: Path | None = None) -> Path | None:
    """The folder given, or the one beside the database; None where there is none.

    Raises UseError for a folder that is not there, or holds a template by a name that is none of ours: a misspelt
    name would be passed over in silence.
    """
    folder = given or db.parent / FOLDER
    if not folder.is_dir():
        if given:
            raise UseError("no-templates", say("no-templates", path=given), say("no-templates-remedy"))
        return None
    ours = sorted(path.name for path in TEMPLATES.glob("*.jinja"))
    strange = sorted(path.name for path in folder.glob("*.jinja") if path.name not in ours)
    if strange:
        raise UseError(
            "strange-template",
            say("strange-template", path=folder / strange[0]),
            say("one-of", offered=", ".join(ours)),
        )
    return folder


def render(name: str, context: object, folder: Path | None = None) -> str:
    """The template filled in with the fields of a context (`outputs.contexts`).

    Raises UseError that names the template, the line, and the name that is not there.
    """
    try:
        values = {field.name: getattr(context, field.name) for field in fields(context)}  # type: ignore[arg-type]
        return environment(folder).get_template(name).render(values)
    except (TemplateError, TypeError, ValueError, KeyError) as error:
        at, line = _place(error, name)
        if folder is None or not (folder / at).exists():
            raise  # ours: not for the office to mend
        missing = _MISSING.search(str(error))
        why = say("template-missing", name=missing[1] or missing[2]) if missing else str(error)
        raise UseError(
            "bad-template", say("bad-template", path=folder / at, line=line, why=why), say("bad-template-remedy")
        ) from error


def _place(error: Exception, name: str) -> tuple[str, int]:
    """The template in which it went wrong, and the line."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    if isinstance(error, TemplateNotFound):
        return name, 1
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".jinja")]
    return (Path(frames[-1].filename).name, frames[-1].lineno or 1) if frames else (name, 1)


@cache
def environment(folder: Path | None = None) -> ImmutableSandboxedEnvironment:
    """One for each folder; `say` gives the fixed words in the chosen language."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([*([folder] if folder else []), TEMPLATES], encoding="utf-8"),
        autoescape=lambda name: name is not None and (".html" in name or ".docx" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["say"] = say
    made.filters["md"] = markdown
    made.filters["css"] = css_string
    made.filters["thai"] = lambda value: str(value).translate(THAI_DIGITS)
    return made


def markdown(text: str) -> str:
    r"""Text that Markdown shows as it is: on one line, its special characters escaped.

    >>> markdown("ข้อ *๑*\nและ [๒]")
    'ข้อ \\*๑\\* และ \\[๒\\]'
    """
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def css_string(text: str) -> str:
    """Text that may stand between quotes in a style sheet: everything but letters, marks, digits and spaces escaped.

    >>> css_string('ที่ "มท"')
    'ที่ \\\\22 มท\\\\22 '
    """
    return re.sub(r"[^\w\s\u0e00-\u0e7f.,()/-]|[\r\n]", lambda m: f"\\{ord(m[0]):x} ", text)
