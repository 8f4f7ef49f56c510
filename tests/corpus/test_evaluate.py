"""`saraban eval`: its runs, and the comparison with an earlier one."""

from __future__ import annotations

import copy
import json

import pytest

from corpus import evaluate
from corpus.samples import samples
from outputs.cli import application


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Two documents of each split: the command itself is under test, not the extraction."""
    monkeypatch.setattr(evaluate, "samples", lambda source, split: samples("templates", split, 1)[:2])


def run(*arguments):
    from typer.testing import CliRunner

    result = CliRunner().invoke(application(), ["eval", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_both_splits_are_read_clean_and_damaged():
    runs = json.loads(run("--json"))["runs"]
    assert sorted(runs) == ["test/damaged", "test/text", "train/damaged", "train/text"]
    assert all(r["letters"] == 2 and r["calibration"]["values"] > 0 for r in runs.values())


def test_one_split_without_damage_is_one_column():
    assert list(json.loads(run("--json", "--split", "test", "--no-damage"))["runs"]) == ["test/text"]


def test_gains_and_losses_against_an_earlier_run_are_told_by_letter(tmp_path):
    before = json.loads(run("--json", "--no-damage"))
    letter = next(iter(samples("templates", "train", 1))).name
    worse = copy.deepcopy(before)
    worse["runs"]["train/text"]["faults"].setdefault(letter, []).append("date: missed 2025-01-01")
    path = tmp_path / "before.json"
    path.write_text(json.dumps(worse, ensure_ascii=False), encoding="utf-8")
    told = run("--no-damage", "--against", str(path))
    assert f"train/text {letter}\n    + date: missed 2025-01-01" in told


def test_a_name_that_no_letter_has_is_wrong_use():
    from typer.testing import CliRunner

    result = CliRunner().invoke(application(), ["eval", "--named", "no-such-letter"])
    assert result.exit_code == 2
    assert "no-such-letter" in result.output


def test_the_table_shows_calibration():
    assert "ECE" in run("--no-damage")
