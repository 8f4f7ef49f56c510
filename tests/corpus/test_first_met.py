"""What was told at first contact is counted once, kept as it was, and read back."""

from __future__ import annotations

import shutil

import msgspec

from corpus.blind import BLIND, load_blind
from corpus.calibration import Said
from corpus.first_met import FIRST_MET, counted, keep, load_met, meet, said_of
from corpus.learn_confidence import learn_confidence
from corpus.scoring import Score, Tally

NAME = "communitydev-women-fund"


def test_values_are_counted_by_kind_by_doubt_and_by_how_sure_they_were_said_to_be():
    said = [Said(0.9, False, True), Said(0.9, False, False), Said(0.7, True, False)]
    assert counted(Tally({"directive.actors": Score(said=said)})) == {
        "plain": {"directives.actors": [(0.9, 2, 1)]},
        "doubted": {"directives.actors": [(0.7, 1, 0)]},
    }


def test_what_was_counted_of_a_batch_is_read_back_behind_those_before_it(tmp_path):
    record = shutil.copy(FIRST_MET, tmp_path / "met.toml")
    met = meet("ninth", [sample for sample in load_blind() if sample.name == NAME])
    keep(met, record)
    assert load_met(record) == (*load_met(), met)


def test_each_value_that_was_counted_is_told_again():
    batch = load_met()[0]
    told = batch.text["plain"]["addressees"]
    again = said_of([batch], by_ocr=False, doubted=False)["addressees"]
    assert [(len(again), sum(said.right for said in again))] == [(sum(n for _, n, _ in told), sum(r for *_, r in told))]


def test_the_command_counts_a_batch_before_it_learns(tmp_path):
    folder, record, rules = tmp_path / "ninth", tmp_path / "met.toml", tmp_path / "confidence.toml"
    folder.mkdir()
    shutil.copy(BLIND / f"{NAME}.toml", folder)
    shutil.copy(FIRST_MET, record)
    learn_confidence(met=folder, output=rules, record=record)
    assert load_met(record)[-1].name == "ninth"
    assert msgspec.toml.decode(rules.read_bytes())["settings"]["text"]["plain"]["subject"]
