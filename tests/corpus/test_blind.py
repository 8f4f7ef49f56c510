"""The letters of offices that nobody has looked at: they load, and their gold is of their text."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from corpus.blind import load_blind
from corpus.letter import LetterError
from corpus.samples import samples
from corpus.scoring import _fold
from outputs.cli import application


def bare(text: str) -> str:
    """Without spaces and brackets: a rank stands before a bracket (พล.ต.ต. (ชื่อ ...)) that is no part of the name."""
    return _fold(text).translate({ord("("): None, ord(")"): None})


def test_every_directive_of_the_gold_begins_with_words_of_the_text():
    for sample in load_blind():
        text = _fold(sample.text)
        for letter in sample.gold:
            for directive in letter["directives"]:
                assert _fold(directive["start"]) in text, f"{sample.name}: {directive['start']}"


def test_every_number_subject_and_signer_of_the_gold_stands_in_the_text():
    for sample in load_blind():
        text = bare(sample.text)
        for letter in sample.gold:
            values = [letter["reference_number"], letter["subject"], (letter["signatory"] or {}).get("name")]
            for value in [*values, *letter["addressees"], *letter["enclosures"]]:
                assert bare(value or "") in text, f"{sample.name}: {value}"


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
