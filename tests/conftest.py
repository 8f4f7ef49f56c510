"""What several folders of tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the checkout with real letters and their score; they are not ours to copy."""
    folder = ROOT.parent / "shared"
    if not (folder / "score.py").exists():
        pytest.skip("the real letters do not lie beside this checkout")
    return folder


@pytest.fixture(scope="session")
def circulars(shared: Path) -> Path:
    """Real letters as text, each with its gold."""
    return shared / "circulars"
