"""The real letters are read at least as well as promised."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

FLOORS = {
    "letters": 1.0,
    "reference_number": 0.95,
    "date": 0.95,
    "subject": 0.95,
    "references": 0.95,
    "directives": 0.98,
    "directive.deadlines": 0.98,
}


def test_the_real_letters_are_read_at_least_as_well_as_promised(shared: Path, circulars: Path) -> None:
    read = shlex.join([sys.executable, "-c", "from outputs.cli import main; main()", "extract", "--json"])
    floors = [word for field, least in FLOORS.items() for word in ("--floor", f"{field}={least}")]
    score = subprocess.run(
        [sys.executable, str(shared / "score.py"), "--command", read, *floors, str(circulars)],
        capture_output=True, encoding="utf-8", check=False, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert score.returncode == 0, score.stdout + score.stderr
    assert not score.stdout.startswith("0 files"), score.stdout
