"""Training lines: the same dice give the same line, and what a line says is what is drawn."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from corpus.layout import font_file
from corpus.letter import load_letters
from corpus.line_texts import LONGEST, line, sentences
from corpus.lines import HEIGHT, Face, drawn_line, faces

FACE = [Face(Path(font_file()), 1.0)]


def test_the_same_dice_draw_the_same_line() -> None:
    (one, said), (two, again) = (drawn_line(random.Random(7), FACE) for _ in range(2))
    assert said == again
    assert np.array_equal(one, two)


def test_a_line_is_as_tall_as_the_network_reads_and_has_ink() -> None:
    for seed in range(20):
        picture, _ = drawn_line(random.Random(seed), FACE)
        assert picture.shape[0] == HEIGHT
        assert int(picture.max()) - int(picture.min()) > 40


def test_texts_hold_every_thai_digit_and_no_line_begins_with_a_mark() -> None:
    dice = random.Random(1)
    texts = [line(dice) for _ in range(400)]
    assert set("๐๑๒๓๔๕๖๗๘๙") <= set("".join(texts))
    assert all(0 < len(text) <= LONGEST and text[0] not in "ะาำิีึืัฺุู็่้๊๋์ํๆฯ" for text in texts)


def test_no_letter_kept_for_tests_is_drawn_from() -> None:
    kept = [x.subject for x in load_letters() if x.split == "test" and len(x.subject) > 30]
    seen = set(sentences())
    assert kept
    assert not [subject for subject in kept if subject in seen]


def test_faces_kept_for_tests_are_left_out() -> None:
    folder = Path(font_file()).parent
    name = Path(font_file()).stem.lower()
    assert any(face.file.stem.lower() == name for face in faces(folder))
    assert not [face for face in faces(folder, without=(name,)) if face.file.stem.lower().startswith(name)]
