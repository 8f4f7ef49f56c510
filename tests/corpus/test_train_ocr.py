"""The road from Debian's model to ours, up to the first step of learning."""

from __future__ import annotations

import pytest

from corpus.train_ocr import CHARSET, debian_model, encoded, start
from pipeline.lstm_file import read_lstm
from pipeline.traineddata import LSTM, characters, unpack

pytestmark = pytest.mark.skipif(not debian_model().is_file(), reason="Tesseract's Thai model is not installed")


def test_the_stock_model_knows_half_of_the_thai_digits_and_ours_all() -> None:
    stock = characters(unpack(debian_model().read_bytes()))
    ours = characters(unpack(CHARSET.read_bytes()))
    assert [d for d in "๐๑๒๓๔๕๖๗๘๙" if d not in stock] == list("๔๖๗๘๙")
    assert set("๐๑๒๓๔๕๖๗๘๙") <= set(ours)


def test_what_both_know_keeps_its_weights() -> None:
    stock, charset = unpack(debian_model().read_bytes()), unpack(CHARSET.read_bytes())
    before, after = read_lstm(stock[LSTM]), start(stock, charset)
    old, new = characters(stock), characters(charset)
    assert (after.matrices[-1][new.index("ก")] == before.matrices[-1][old.index("ก")]).all()
    assert after.matrices[-1].shape[0] == len(new)
    assert all((a == b).all() for a, b in zip(before.matrices[:-1], after.matrices[:-1], strict=True))


def test_the_network_grown_is_a_file_that_reads_back() -> None:
    grown = start(unpack(debian_model().read_bytes()), unpack(CHARSET.read_bytes()))
    again = read_lstm(grown.to_bytes())
    assert again.blank == 2
    assert again.matrices[-1].shape == grown.matrices[-1].shape


def test_sara_am_is_two_characters_to_the_engine() -> None:
    names = characters(unpack(CHARSET.read_bytes()))
    assert [names[code] for code in encoded("ทำ๖", names)] == ["ท", "ํ", "า", "๖"]
