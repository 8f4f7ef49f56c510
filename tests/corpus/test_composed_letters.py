"""Composed letters: their text says what their gold says."""

import json
from datetime import date

import pytest
from dateutil.rrule import rrulestr

from corpus.compose import PAGE_TURN, catchword, compose, habits
from corpus.letter import LetterError, find_letter, gold, gold_directives, load_letters, meaning, printed
from corpus.samples import samples, write_all
from extractors.document import PAGE_BREAK, fold_digits

LETTERS = load_letters()
BY_NAME = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)


def squeezed(text: str) -> str:
    return "".join(fold_digits(text).split())


@BY_NAME
def test_a_gold_directive_starts_with_words_of_the_letter(letter):
    body = squeezed(letter.body)
    for directive in gold_directives(letter.directives):
        assert squeezed(directive["start"]) in body


@BY_NAME
def test_gold_dates_and_recurrences_can_be_read(letter):
    for value in (meaning(letter.date), *(v.split(" | ")[2] for v in letter.references), *letter.events):
        if value:
            date.fromisoformat(value)
    for directive in gold_directives(letter.directives):
        for deadline in directive["deadlines"]:
            if deadline["due"]:
                date.fromisoformat(deadline["due"])
            if deadline["rrule"]:
                rrulestr(deadline["rrule"])


@BY_NAME
def test_a_gold_number_is_the_printed_one_with_arabic_digits(letter):
    for value in (letter.number, *letter.references):
        if " | " in value:
            assert squeezed(value.split(" | ")[1]) in squeezed(printed(value))


@BY_NAME
def test_every_habit_keeps_the_printed_words(letter):
    plain = squeezed(compose(letter, habits()["plain"]))
    for name in letter.habits:
        habit = habits()[name]
        text = squeezed(compose(letter, habit))
        if habit.head == "stacked" and habit.quantity == "aside" and not habit.label:
            assert text == plain
        else:
            assert squeezed(printed(letter.number)) in text


def test_no_style_is_in_both_splits():
    train, test = ({letter.style for letter in LETTERS if letter.split == s} for s in ("train", "test"))
    assert train and test
    assert not train & test


def test_a_page_that_turns_ends_with_the_words_that_the_next_begins_with():
    turning = [letter for letter in LETTERS if PAGE_TURN in letter.body]
    assert turning
    for letter in turning:
        first, second, *_ = compose(letter, habits()["plain"]).split(PAGE_BREAK)
        announced = first.strip().splitlines()[-1].strip("/.")
        assert second.splitlines()[0] == "-๒-"
        assert second.split("\n\n")[1].startswith(announced)


def test_a_catchword_stops_between_words():
    assert catchword("๓. ให้สำนักงานจังหวัดรายงานผล").startswith("/๓. ให้")
    assert catchword("สั้น") == "/สั้น..."


def test_composing_writes_the_same_text_twice(tmp_path):
    for folder in ("a", "b"):
        write_all(tmp_path / folder, samples("all", "test", 1))
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names
    assert all((tmp_path / "a" / n).read_bytes() == (tmp_path / "b" / n).read_bytes() for n in names)
    answer = json.loads((tmp_path / "a" / next(n for n in names if n.endswith(".json"))).read_text(encoding="utf-8"))
    assert answer["split"] == "test"


def test_a_directive_without_a_start_is_refused_with_the_line():
    with pytest.raises(LetterError, match=r"label \| start"):
        gold_directives("1 |  | จังหวัด")


def test_an_unknown_letter_is_refused_by_name():
    with pytest.raises(LetterError, match="no-such-letter"):
        find_letter("no-such-letter")


def test_gold_knows_circulars_from_other_letters():
    assert gold(find_letter("interior-drought"))["kind"] == "circular"
    assert gold(find_letter("district-reply"))["kind"] == "letter"
    assert gold(find_letter("order-committee"))["kind"] == "order"
