"""`saraban templates`: what an office can change in what it gets, and our own templates to begin with."""

from __future__ import annotations

from typing import Annotated

import typer

from outputs.options import Output, one_of, write


def templates(
    name: Annotated[str | None, typer.Argument(help="ชื่อแม่แบบ ไม่ระบุ = คู่มือ (a template, else the guide)")] = None,
    output: Output = None,
) -> None:
    """The guide to templates, or one of ours to be changed."""
    from outputs.render import TEMPLATES
    from outputs.template_guide import guide

    if name is None:
        write(guide(), output)
        return
    one_of(name, *sorted(path.name for path in TEMPLATES.glob("*.jinja")))
    write((TEMPLATES / name).read_text(encoding="utf-8"), output)
