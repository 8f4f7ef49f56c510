"""Damage as OCR does it: seeded, in bounds, and never in a digit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.damage import damage
from corpus.samples import read_text, samples
from extractors.document import PAGE_BREAK

LETTERS = samples("templates", variants=1)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


@given(st.text("กขคงจชดตนบปผพมยรลวสหอ่้ัิีุู๐๑๒๓123 .\n\f", max_size=300), st.integers(0, 99))
def test_digits_and_page_breaks_are_left_whole(text, seed):
    damaged = damage(text, seed)
    assert digits(damaged) == digits(text)
    assert damaged.count(PAGE_BREAK) == text.count(PAGE_BREAK)


def test_the_same_seed_damages_the_same_and_another_seed_otherwise():
    text = "\n".join(sample.text for sample in LETTERS[:5])
    assert damage(text, 1) == damage(text, 1)
    assert damage(text, 1) != damage(text, 2)


def test_about_one_character_in_seventy_is_damaged():
    from rapidfuzz.distance import Indel

    texts = [sample.text for sample in LETTERS]
    lost = sum(Indel.distance(text, damage(text, n)) for n, text in enumerate(texts))
    assert 0.005 < lost / sum(map(len, texts)) < 0.04


def test_a_damaged_letter_has_lines_as_a_page_has_them():
    assert all(len(line) < 130 for sample in LETTERS for line in sample.damaged().split("\n"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LETTERS), st.integers(0, 10_000), st.floats(0, 1))
def test_no_damage_and_no_cut_makes_the_reading_fail(sample, seed, share):
    text = damage(sample.text, seed)
    read_text(text[: int(len(text) * share)])
