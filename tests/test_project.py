"""The project itself: its layers, what its README says, and what must not stand in it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

from outputs.cli import COMMANDS


def test_a_letter_flows_down_and_nothing_flows_back_up(root: Path) -> None:
    run = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))], capture_output=True, text=True, cwd=root, check=False
    )
    assert run.returncode == 0, run.stdout


def test_the_readme_names_every_command_and_no_other(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `saraban ([a-z-]+)", readme, re.MULTILINE))
    offered = {command.__name__ for command in COMMANDS} | {point.name for point in entry_points(group="saraban.commands")}
    assert named == offered


def test_the_readmes_make_targets_exist(root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    readme = (root / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^make ([a-z-]+)$", readme, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_the_readmes_links_lead_to_files(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert links
    assert [link for link in links if not (root / link).exists()] == []


def test_the_readmes_exit_codes_are_those_of_the_errors(root: Path) -> None:
    from pipeline.errors import DatabaseError, InputError, MachineError

    readme = (root / "README.md").read_text(encoding="utf-8")
    assert f"{InputError.exit_code} the input cannot be read" in readme
    assert f"{DatabaseError.exit_code} the\ndatabase cannot be used" in readme
    assert f"{MachineError.exit_code} this machine lacks" in readme


def test_no_path_of_one_machine_and_no_index_stands_in_the_project(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=root, check=False).stdout.split(
        "\n"
    )
    forbidden = re.compile("/" + r"(?:root|home|work|opt)/\w+|--(?:extra-)?index-" + "url http|--find-" + "links")
    leaks = []
    for name in filter(None, listed):
        path = root / name
        if path.suffix in (".png", ".traineddata") or not path.is_file():
            continue
        leaks += [f"{name}: {m[0]}" for m in forbidden.finditer(path.read_text(encoding="utf-8", errors="ignore"))]
    assert leaks == []
