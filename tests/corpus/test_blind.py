"""The letters of offices that nobody has looked at: they load, and their gold is of their text."""

from __future__ import annotations

import pytest
from rapidfuzz import fuzz
from typer.testing import CliRunner

from corpus.blind import load_blind
from corpus.evaluate import measure
from corpus.letter import LetterError
from corpus.samples import read_clean, samples
from corpus.scoring import _fold
from outputs.cli import application

FLOORS = {
    "letters": 0.98,
    "reference_number": 0.93,
    "date": 0.99,
    "urgency": 0.98,
    "sender": 0.93,
    "subject": 0.98,
    "addressees": 0.95,
    "references": 0.98,
    "enclosures": 0.98,
    "signatory.name": 0.98,
    "signatory.position": 0.96,
    "phones": 0.98,
    "purpose": 0.95,
    "directives": 0.94,
    "directive.label": 0.93,
    "directive.actors": 0.9,
    "directive.recipients": 0.84,
    "directive.deadlines": 0.89,
}
"""A little under what the last two batches score today (F1; corpus/STUDY.md tells its first contact)."""


def bare(text: str) -> str:
    """Without spaces and brackets: a rank stands before a bracket (พล.ต.ต. (ชื่อ ...)) that is no part of the name."""
    return _fold(text).translate({ord("("): None, ord(")"): None})


def stands_in(words: str, text: str) -> bool:
    """Whether a text holds these words: as they are, or but for the letters that a poor reading lost."""
    return words in text or fuzz.partial_ratio(words, text) >= 80


def test_every_directive_of_the_gold_begins_with_words_of_the_text():
    for sample in load_blind():
        text = _fold(sample.text)
        for letter in sample.gold:
            for directive in letter["directives"]:
                assert stands_in(_fold(directive["start"]), text), f"{sample.name}: {directive['start']}"


def test_every_number_subject_and_signer_of_the_gold_stands_in_the_text():
    for sample in load_blind():
        text = bare(sample.text)
        for letter in sample.gold:
            values = [letter["reference_number"], letter["subject"], (letter["signatory"] or {}).get("name")]
            for value in [*values, *letter["addressees"], *letter["enclosures"]]:
                assert stands_in(bare(value or ""), text), f"{sample.name}: {value}"


def test_they_are_read_only_when_asked_for():
    names = {sample.name for sample in load_blind()}
    assert names == {sample.name for sample in samples("blind")}
    assert not names & {sample.name for sample in samples("all")}


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "odd.toml").write_text('style = "x"\n', encoding="utf-8")
    with pytest.raises(LetterError, match=r"odd\.toml"):
        load_blind(tmp_path)


def test_there_is_no_picture_of_them_to_read():
    result = CliRunner().invoke(application(), ["eval", "--source", "blind", "--ocr"])
    assert result.exit_code == 2
    assert "--ocr" in result.output


def test_both_halves_hold_letters_enough_and_share_none():
    halves = {split: {sample.name for sample in samples("blind", split)} for split in ("train", "test")}
    assert len(halves["train"]) >= 300 and len(halves["test"]) >= 60
    assert not halves["train"] & halves["test"]


@pytest.mark.slow
def test_the_last_batches_hold_their_floors():
    fields = measure(samples("blind", "test"), read_clean)["fields"]
    low = {key: fields[key]["f1"] for key, floor in FLOORS.items() if fields[key]["f1"] < floor}
    assert not low
