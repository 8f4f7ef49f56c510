"""The templates' environment: undefined names are errors, HTML is escaped, and what Markdown would misread too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from outputs.messages import say

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """One for the program; `say` gives the fixed words in the chosen language."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["say"] = say
    made.filters["md"] = markdown
    made.filters["css"] = css_string
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
