"""The decoder finds what the parser that the model was trained with finds, in any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.samples import once_each, samples
from extractors.name_decoder import Decoder
from extractors.names import model

LETTERS = once_each(samples())[::3]
WORDS = [
    "สำนักงาน",
    "จังหวัด",
    "นครนายก",
    "นาย",
    "สมชาย",
    "ใจดี",
    "ผู้ว่าราชการ",
    "พระราชบัญญัติ",
    "โครงการ",
    " ",
    "\n",
    "ให้",
    "และ",
    "๑๒",
    "กข",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=14).map("".join), max_size=5)


def _same(texts: list[str]) -> bool:
    nlp = model()
    decoded = Decoder(nlp.get_pipe("ner")).names([nlp.make_doc(text) for text in texts])
    parsed = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    return parsed == [[(e.start_char, e.end_char, e.label_) for e in found] for found in decoded]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_a_letter_holds_the_same_names_by_the_decoder_and_by_the_parser(letter) -> None:
    for text in (letter.text, letter.damaged()):
        assert _same([line for line in text.splitlines() if line])
        assert _same([text])


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_texts_hold_the_same_names_by_the_decoder_and_by_the_parser(texts: list[str]) -> None:
    assert _same(texts)


def test_texts_without_a_word_hold_no_names() -> None:
    assert not any(Decoder(model().get_pipe("ner")).names([model().make_doc("")] * 2))
