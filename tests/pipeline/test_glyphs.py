"""Two readings of one line: where they part on a digit, the digit is doubtful."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.model import REVIEW_BELOW
from pipeline.glyphs import Glyph, agreed, second_choices, with_digits


def _line(text: str, sure: float = 0.98) -> list[Glyph]:
    return [Glyph(c, 10.0 * at, 0, 10.0 * at + 8, 20, sure) for at, c in enumerate(text)]


def _doubted(first: str, again: str) -> str:
    return "".join(g.text for g in agreed(_line(first), _line(again)) if g.confidence < REVIEW_BELOW)


def test_digits_that_both_readings_share_stay_sure() -> None:
    assert _doubted("มท ๐๒๑๑/ว ๕๖๗", "มท ๐๒๑๑/ว ๕๖๗") == ""


def test_a_digit_read_two_ways_is_doubtful_and_keeps_the_first_reading() -> None:
    assert "".join(g.text for g in agreed(_line("ว ๕๖๗"), _line("ว ๕๖๓"))) == "ว ๕๖๗"
    assert _doubted("ว ๕๖๗", "ว ๕๖๓") == "๗"


def test_a_digit_that_only_one_reading_has_makes_its_neighbours_doubtful() -> None:
    assert _doubted("๑๒๕", "๑๒๓๕") == "๒๕"
    assert _doubted("๑๒๓๕", "๑๒๕") == "๓"


def test_a_letter_of_a_word_read_two_ways_is_left_alone() -> None:
    assert _doubted("เรียน ๒", "เรยน ๒") == ""


def test_a_letter_of_an_agencys_code_read_two_ways_is_doubtful() -> None:
    assert _doubted("ที่ กท ๐๔๙๑", "ที่ กห ๐๔๙๑") == "ท"


def test_what_the_second_look_read_is_the_second_choice() -> None:
    (other,) = second_choices(agreed(_line("๕๖๗"), _line("๕๖๓")))
    assert (other.text, other.source, other.chance) == ("๕๖๓", "second", 0.98)


def test_a_second_choice_is_a_digit_of_the_same_script_and_not_next_to_impossible() -> None:
    for second, chance, made in (("๓", 0.3, ["๕๖๓"]), ("3", 0.3, []), ("ก", 0.3, []), ("๓", 0.001, [])):
        line = [*_line("๕๖"), Glyph("๗", 20, 0, 28, 20, 0.6, second, chance)]
        assert [other.text for other in second_choices(line)] == made


@given(st.text("๐๑๒๓๔๕๖๗๘๙กขค/. ", max_size=30), st.text("๐๑๒๓๔๕๖๗๘๙กขค/. ", max_size=30))
def test_the_first_readings_text_never_changes(first: str, again: str) -> None:
    assert "".join(g.text for g in agreed(_line(first), _line(again))) == first


def _parts(text: str) -> list[str]:
    return [text[part] for part in with_digits(_line(text))]


def test_a_word_with_digits_is_looked_at_again_with_the_short_words_beside_it() -> None:
    assert _parts("ตามหนังสือเวียน ที่ มท ๐๘๐๑/ว ๑๒๓ ลงวันที่ดังกล่าวข้างต้นนั้น") == ["มท ๐๘๐๑/ว ๑๒๓"]
    assert _parts("เรียน นายอำเภอ") == []


@given(st.text("๐๑2กขคงจฉชซ ", max_size=60))
def test_each_digit_is_in_one_part_and_parts_stand_in_order(text: str) -> None:
    parts = with_digits(_line(text))
    inside = [at for part in parts for at in range(part.start, part.stop)]
    assert inside == sorted(set(inside))
    assert {at for at, c in enumerate(text) if c.isdigit()} <= set(inside)
