"""What it costs to read one thing as another: nothing for the same, little for what readers confuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.misread import (
    NEVER,
    day_cost,
    digit_costs,
    is_confused,
    numbers_near,
    prefix_cost,
    prefixes_near,
    readings_near,
    run_cost,
)

NUMBERS = st.text("0123456789", min_size=1, max_size=6)


def test_what_readers_confuse_costs_less_than_what_they_do_not_and_has_a_direction():
    assert run_cost("9", "5") < run_cost("9", "1")
    assert run_cost("9", "5") < run_cost("5", "9")
    assert is_confused("9", "5") and not is_confused("0", "1")


def test_the_chances_of_all_readings_of_a_digit_come_to_one():
    from math import exp

    for digit in "0123456789":
        assert sum(exp(-digit_costs()[digit, read]) for read in "0123456789-") == pytest.approx(1, abs=0.02)


def test_a_lost_digit_costs_about_as_much_as_a_wrong_one():
    assert run_cost("12505", "1250") < 2 * run_cost("12505", "12501")


def test_a_sign_that_is_no_digit_is_not_read_as_one():
    assert run_cost("0810.6", "081056") > 10


@given(NUMBERS, NUMBERS)
def test_a_number_is_read_as_itself_more_often_than_as_any_other(one, other):
    assert run_cost(one, one) <= run_cost(one, other)


@given(NUMBERS, NUMBERS)
def test_near_numbers_are_near_each_other(one, other):
    assert (other in numbers_near(one)) == (one in numbers_near(other))


@given(NUMBERS)
def test_near_numbers_cost_what_lining_up_their_signs_does(number):
    near = dict(readings_near(number))
    assert set(near) == set(numbers_near(number))
    assert near == pytest.approx({one: run_cost(one, number) - run_cost(number, number) for one in near})


@given(st.sampled_from(["มท", "ชย", "ขย", "สส", "กก"]))
def test_near_prefixes_are_near_each_other(prefix):
    assert all(prefix in prefixes_near(other) for other in prefixes_near(prefix))


def test_a_prefix_is_read_as_one_that_looks_alike_and_never_as_another():
    assert 0 < prefix_cost("ชย", "ขย") < prefix_cost("ชย", "มท") == NEVER
    assert prefix_cost("มท", "มท") == 0


def test_a_code_that_exists_was_more_likely_printed_than_misread():
    assert prefix_cost("ขก", "ชก") < prefix_cost("ชย", "ขย") or prefix_cost("ชบ", "ขบ") < prefix_cost("ขบ", "ชบ")


def test_a_day_is_read_as_one_with_a_misread_digit_or_a_day_beside_and_hardly_as_another():
    day = date(2024, 12, 7)
    assert day_cost(day, day) == 0
    assert day_cost(day, date(2024, 12, 3)) < day_cost(day, date(2024, 11, 18))
    assert day_cost(day, date(2024, 12, 8)) < day_cost(day, date(2024, 12, 20))
