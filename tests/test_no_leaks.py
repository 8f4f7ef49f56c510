"""What is kept in the repository works on any machine: no path of one machine, no package index of one network."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each is written so that this file does not hold what it looks for.
LEAK = re.compile(
    r"(?<![\w.$}/-])/(?:work|opt|root|home|Users|mnt)/\w"  # absolute paths of one machine
    r"|\b[A-Z]:\\+Users\b|file:/{2}"
    r"|--(?:extra-)?index-url\s+\S+|--find-links\s+\S+|--trusted-host\s+\S+"
    r"|\b(?:local[h]ost|127\.0\.0\.1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)\b"
)


def _kept() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    return [path for name in out.split("\0") if name and (path := ROOT / name).is_file()]


def _text(path: Path) -> str:
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "leak", ["see /" + "work/main/x", "file:" + "///srv/x", "--index-" + "url https://pypi.example"]
)
def test_a_leak_is_known_when_seen(leak: str) -> None:
    assert LEAK.search(leak)


def test_no_file_names_a_place_that_only_one_machine_has() -> None:
    files = [path for path in _kept() if path.suffix not in {".png", ".traineddata"}]
    assert len(files) > 50
    found = [f"{path.relative_to(ROOT)}: {m[0]}" for path in files for m in LEAK.finditer(_text(path))]
    assert found == []


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert len(packages) > 30
    assert [p.partition(" ")[0] for p in packages if "==" not in p or "--hash=sha256:" not in p] == []
    assert "://" not in lock
