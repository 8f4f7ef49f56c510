"""Calibration: what was said beside what was right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.calibration import Said, calibration

VALUES = st.lists(st.builds(Said, st.floats(0, 1), st.booleans(), st.booleans()), max_size=60)


def test_nine_right_in_ten_at_0_9_is_no_error():
    table = calibration([Said(0.9, False, n > 0) for n in range(10)])
    assert table["error"] == 0.0
    assert table["bins"] == [{"from": 0.9, "values": 10, "said": 0.9, "right": 0.9}]


def test_being_always_sure_and_half_right_is_an_error_of_a_half():
    assert calibration([Said(1.0, False, n % 2 == 0) for n in range(10)])["error"] == pytest.approx(0.5)


def test_a_wrong_value_counts_as_unmarked_only_where_nothing_warns():
    values = [Said(0.95, False, False), Said(0.95, True, False), Said(0.6, False, False), Said(0.95, False, True)]
    assert calibration(values)["wrong_unmarked"] == 0.25


@given(VALUES)
def test_every_value_is_in_one_bin_and_the_error_is_a_share(values):
    table = calibration(values)
    assert sum(row["values"] for row in table["bins"]) == len(values)
    assert 0.0 <= table["error"] <= 1.0
