"""The measure of links: a made-up civil service whose clashes are real, and a resolver that is the best of three."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

from corpus.evaluate_graph import measure, misread
from corpus.world import make_world
from pipeline.citation import Known

WORLD = make_world(4_000, 300, seed=3)
SCORES = measure(WORLD, seed=3)


def _first_readings() -> list[Known]:
    return [k for k in WORLD.letters if not any(file.endswith("/copy") for file in k.files)]


def test_one_letter_in_a_hundred_is_there_twice_with_a_digit_misread() -> None:
    assert len(_first_readings()) == 4_000 and 25 <= len(WORLD.letters) - 4_000 <= 40


def test_numbers_run_with_the_days_and_no_letter_stands_twice() -> None:
    assert max(Counter(letter.letter for letter in WORLD.letters).values()) == 1
    series: dict[tuple[str, str, int], list[int]] = {}
    for k in sorted(_first_readings(), key=lambda k: int(k.number.number)):
        assert k.date
        series.setdefault((k.number.prefix, k.number.unit, k.date.year), []).append(k.date.timetuple().tm_yday)
    assert all(later - day >= -4 for days in series.values() for day, later in pairwise(days))


def test_the_same_seed_gives_the_same_world() -> None:
    assert make_world(500, 50, seed=9) == make_world(500, 50, seed=9)
    assert make_world(500, 50, seed=9) != make_world(500, 50, seed=8)


def test_as_many_digits_are_wrong_as_were_asked_for() -> None:
    for wrong in (0, 1, 2):
        for citation in WORLD.citations[:50]:
            read = misread(Random(1), citation.cited, "reference", wrong).number
            paper = citation.cited.number
            pairs = zip(paper.unit + paper.number, read.unit + read.number, strict=True)
            assert sum(a != b for a, b in pairs) == wrong


def test_numbers_read_rightly_are_linked_and_those_that_never_came_are_not() -> None:
    score = SCORES["0 wrong digits", "saraban"]
    assert score.precision >= 0.99 and score.recall >= 0.97


def test_wrong_digits_are_seen_through_better_than_by_edit_distance() -> None:
    for noise in ("1 wrong digit", "2 wrong digits"):
        ours, edits = SCORES[noise, "saraban"], SCORES[noise, "edit distance"]
        assert ours.precision > edits.precision and ours.recall > edits.recall
        assert ours.precision >= 0.95
    assert SCORES["1 wrong digit", "exact"].recall < 0.05
