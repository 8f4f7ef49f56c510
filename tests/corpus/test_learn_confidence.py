"""What confidences are worth, counted: steps that rise, few values that change little, and a file that is read back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.calibration import Said
from corpus.first_met import Batch, load_met
from corpus.learn_confidence import LATEST, PRIOR, pooled, rising, told, written
from pipeline.confidence import SUREST
from rules.load import FOLDER

STEPS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(1, 50)), max_size=30).map(sorted)


@given(STEPS)
def test_pooled_steps_rise_and_lose_no_value(steps):
    out = pooled(steps)
    assert [right for _, right, _ in out] == sorted(right for _, right, _ in out)
    assert sum(n for *_, n in out) == sum(n for *_, n in steps)
    assert sum(right * n for _, right, n in out) == pytest.approx(sum(right * n for _, right, n in steps))


def test_neighbours_in_the_wrong_order_are_joined():
    assert pooled([(0.6, 1.0, 10), (0.8, 0.5, 10), (0.9, 0.9, 10)]) == [(0.7, 0.75, 20), (0.9, 0.9, 10)]


def test_a_single_value_changes_little_and_many_change_all():
    one, many = rising([Said(0.7, False, False)]), rising([Said(0.7, False, False)] * 1000)
    assert one == [(0.7, pytest.approx(0.7 * PRIOR / (PRIOR + 1)))]
    assert many[0][1] < 0.02


def test_what_was_always_right_is_still_not_certain():
    assert rising([Said(0.9, False, True)] * 10_000) == [(0.9, SUREST)]


def test_the_file_tells_plain_values_from_doubted_ones_by_the_path_of_their_evidence():
    told = {"plain": {"directives.actors": [(0.9, 1, 1)]}, "doubted": {"directives.actors": [(0.7, 1, 0)]}}
    settings = msgspec.toml.decode(written([Batch("first", 1, told, {"plain": {}, "doubted": {}})]))["settings"]
    assert settings["text"]["plain"]["directives.actors"] == [[0.9, pytest.approx(0.904, abs=0.001)]]
    assert settings["text"]["doubted"]["directives.actors"][0][1] < 0.7
    assert settings["ocr"] == {"plain": {}, "doubted": {}}


def test_the_rules_hold_what_is_learnt_from_the_batches_that_were_kept():
    assert (FOLDER / "confidence.toml").read_text(encoding="utf-8") == written(load_met()[-LATEST:])


def test_each_batch_is_told_by_what_the_others_teach():
    def batch(name, right):
        return Batch(name, 1, {"plain": {"date": [(0.9, 1000, right)]}, "doubted": {}}, {"plain": {}, "doubted": {}})

    sure = {said.sure for said in told([batch("first", 500), batch("second", 900)], by_ocr=False, learn=True)}
    assert sorted(sure) == [pytest.approx(0.5, abs=0.02), pytest.approx(0.9, abs=0.01)]
    assert {said.sure for said in told([batch("first", 500)], by_ocr=False, learn=False)} == {0.9}
