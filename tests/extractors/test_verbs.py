"""Verbs at the start of a text: those of the rules, and those that only a word list knows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.verbs import begins_with_verb


@pytest.mark.parametrize("text", ["ตรวจสอบสะพาน", "กวาดเศษไม้", "ล้างพื้นสะพาน", "ถวายคำแนะนำแก่เจ้าอาวาส", "ขุดร่องน้ำ"])
def test_a_verb_is_known_though_no_rule_names_it(text: str) -> None:
    assert begins_with_verb(text)


@pytest.mark.parametrize("text", ["สะพานไม้", "การตรวจสะพาน", "ผู้มีสิทธิ", "ค่าใช้จ่าย", "ยานพาหนะ", "", "๑๒ แห่ง"])
def test_a_noun_is_no_verb_though_it_begins_as_one_does(text: str) -> None:
    assert not begins_with_verb(text)


def test_the_word_lists_are_read_without_the_library_that_carries_them() -> None:
    asks = "from extractors.verbs import begins_with_verb; begins_with_verb('กวาด')"
    code = f"import sys; {asks}; print('pythainlp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
