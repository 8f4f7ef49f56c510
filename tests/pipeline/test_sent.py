"""What was sent to calendars: a change goes out with a higher SEQUENCE, what is gone is told once, what returns too."""

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.sent import send
from pipeline.store import Store

NOW = datetime(2025, 2, 10, 9, 0, 0, 1, tzinfo=UTC)


@pytest.fixture
def sent(tmp_path):
    with Store(tmp_path / "a.db") as store:

        def call(items, days=0, everything=True):
            found = send(store, items, NOW + timedelta(days=days), everything=everything)
            return {key: (version.sequence, version.at.day, version.item) for key, version in found.items()}

        yield call


def test_what_is_new_has_sequence_0_and_stays_so_while_it_is_the_same(sent):
    assert sent({"a": "x"}) == {"a": (0, 10, "x")}
    assert sent({"a": "x"}, days=3) == {"a": (0, 10, "x")}


def test_what_changed_has_the_next_sequence_and_the_day_of_the_change(sent):
    sent({"a": "x", "b": "x"})
    assert sent({"a": "y", "b": "x"}, days=1) == {"a": (1, 11, "y"), "b": (0, 10, "x")}


def test_what_is_gone_is_given_with_what_it_said_and_does_not_change_again(sent):
    sent({"a": "x"})
    assert sent({}, days=1) == {"a": (1, 11, "x")}
    assert sent({}, days=2) == {"a": (1, 11, "x")}


def test_what_comes_back_is_newer_than_its_cancellation(sent):
    sent({"a": "x"})
    sent({}, days=1)
    assert sent({"a": "x"}, days=2) == {"a": (2, 12, "x")}


def test_a_part_says_nothing_of_the_rest(sent):
    sent({"a": "x", "b": "x"})
    assert sent({"a": "x"}, days=1, everything=False) == {"a": (0, 10, "x")}


def test_times_are_kept_in_whole_seconds_of_utc(tmp_path):
    with Store(tmp_path / "a.db") as store:
        at = send(store, {"a": "x"}, NOW.astimezone(), everything=True)["a"].at
    assert at == NOW.replace(microsecond=0) and at.tzinfo == UTC
