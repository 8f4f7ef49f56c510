"""The README tells of every command there is, and of none that is not."""

from __future__ import annotations

import re
from pathlib import Path

from outputs.cli import EXIT_CODES, application

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_commands_is_that_of_the_program() -> None:
    told = re.findall(r"^\| `saraban ([a-z-]+(?: [a-z]+)?)", README, re.M)
    there = [command.name for command in application().registered_commands]
    assert sorted(told) == sorted(name for name in there if name)


def test_every_exit_code_is_told() -> None:
    codes = README.partition("Exit codes:")[2].partition("\n\n")[0]
    assert {int(code) for code in re.findall(r"(?:^|;)\s*(\d+) ", codes)} == set(EXIT_CODES)


def test_files_that_the_readme_names_are_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:rules|pipeline|outputs|corpus|docs)/[\w./]+)`", README
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named
