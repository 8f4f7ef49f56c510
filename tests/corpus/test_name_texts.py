"""The texts that the names' model learns from are labelled whole, the gold is in its letters, and the scores hold."""

import random

import pytest

from corpus.compose import compose, habits
from corpus.evaluate_names import scores
from corpus.letter import find_letter
from corpus.name_gold import gold_names, labelled, wanted
from corpus.name_texts import Text, fill, renamed, texts
from corpus.train_names import letter_texts, train
from extractors.names import KINDS, plain

SPLITS = ("train", "test")


@pytest.mark.parametrize("split", SPLITS)
def test_every_name_of_the_gold_stands_in_its_letter(split: str) -> None:
    for name, gold in gold_names(split).items():
        letter = find_letter(name)
        text = plain(compose(letter, habits()["plain"]))
        assert letter.split == split
        assert [value for _, value in wanted(gold) if value not in text] == [], name


def test_the_same_seed_gives_the_same_texts_and_another_gives_others() -> None:
    assert texts(30, 5) == texts(30, 5)
    assert texts(30, 5) != texts(30, 6)


def test_names_in_made_texts_are_whole_and_apart() -> None:
    for text in texts(400, 1):
        ends = 0
        for start, end, kind in text.names:
            assert kind in KINDS
            assert ends <= start < end <= len(text.text)
            assert text.text[start:end].strip()
            ends = end


def test_a_slot_of_a_kind_is_labelled_and_what_it_is_made_of_is_not() -> None:
    text = fill("ตาม{LAW} ให้{class}รายงาน{AGENCY}ทราบ", random.Random(2))
    assert [kind for _, _, kind in text.names] == ["law", "agency"]
    assert [text.text[end:].startswith(after) for (_, end, _), after in zip(text.names, (" ให้", "ทราบ"), strict=True)]


def test_other_names_are_put_in_the_places_of_a_letters_own() -> None:
    text = Text("ให้กองคลังรายงานนายอำเภอทราบ", ((3, 10, "agency"), (16, 24, "position")))
    others = {renamed(text, random.Random(seed)).text for seed in range(8)}
    assert len(others) > 4
    assert {kind for seed in range(8) for _, _, kind in renamed(text, random.Random(seed)).names} == {
        "agency",
        "position",
    }


def test_the_longest_name_is_taken_first_and_words_about_it_may_decide() -> None:
    names = {"AGENCY": ("จังหวัดนครนายก", "สำนักงานจังหวัดนครนายก"), "PLACE": ("ในพื้นที่[จังหวัดนครนายก]",)}
    text = "สำนักงานจังหวัด นครนายก แจ้งว่า จังหวัดนครนายก สำรวจในพื้นที่จังหวัดนครนายก"
    found = [(kind, plain(text[start:end])) for start, end, kind in labelled(text, names).names]
    assert found == [("agency", "สำนักงานจังหวัดนครนายก"), ("agency", "จังหวัดนครนายก"), ("place", "จังหวัดนครนายก")]


def test_letters_kept_back_are_not_learned_from() -> None:
    kept, used = ({text.text for text in letter_texts(back)} for back in (True, False))
    paragraphs = {text for text in kept if len(text) > 100}
    assert len(paragraphs) > 30
    assert not paragraphs & used


@pytest.mark.slow
def test_both_together_find_more_than_either_alone() -> None:
    both, rules, model = (scores("test", by)["all"] for by in ("both", "rules", "model"))
    assert both.f1 > max(rules.f1, model.f1)
    assert both.f1 >= 0.85


@pytest.mark.slow
def test_the_training_command_writes_a_model_that_can_be_loaded(tmp_path) -> None:
    import spacy

    said = train(tmp_path / "names", sentences=200, copies=0, rounds=1)
    nlp = spacy.load(tmp_path / "names")
    assert set(said["confidence"]) == set(KINDS) == set(nlp.get_pipe("ner").labels)
    assert sum(path.stat().st_size for path in (tmp_path / "names").rglob("*") if path.is_file()) < 3_000_000
