"""The measure of reading: a reader that errs is caught, and one that does not is not."""

from __future__ import annotations

from corpus.evaluate_ocr import compare, values
from corpus.letter import load_letters
from corpus.scans import WORN, letters_of, sheets
from extractors.model import Box, Word

PRINTED = "ที่ มท ๐๒๑๑.๑/ว ๕๖๗๘   กระทรวงมหาดไทย\n๑๙ กรกฎาคม ๒๕๖๗\nเรื่อง ขอให้รายงานผล"


def _words(text: str, sure: float) -> list[Word]:
    return [Word(0, len(text), Box(0, 0, 1, 1), sure)]


def test_a_page_read_right_has_no_fault() -> None:
    tally, wrong = compare(PRINTED, PRINTED, _words(PRINTED, 0.99))
    assert (tally.characters_wrong, tally.digits_wrong, tally.values_wrong_and_sure, wrong) == (0, 0, 0, [])
    assert tally.values == tally.values_exact == 2


def test_the_order_of_columns_does_not_count() -> None:
    turned = "กระทรวงมหาดไทย\nที่ มท ๐๒๑๑.๑/ว ๕๖๗๘\n๑๙ กรกฎาคม ๒๕๖๗\nเรื่อง ขอให้รายงานผล"
    assert compare(PRINTED, turned, [])[0].characters_wrong == 0


def test_the_width_of_the_gap_between_columns_does_not_count() -> None:
    near = PRINTED.replace("   กระทรวง", " กระทรวง")
    assert compare(PRINTED, near, [])[0].characters_wrong == 0
    assert compare(near, PRINTED, [])[0].characters_wrong == 0


def test_a_column_that_was_not_read_is_all_wrong() -> None:
    without = PRINTED.replace("   กระทรวงมหาดไทย", "")
    assert compare(PRINTED, without, [])[0].characters_wrong == len("กระทรวงมหาดไทย")


def test_a_wrong_digit_is_counted_in_every_column() -> None:
    read = PRINTED.replace("๕๖๗๘", "๕๖๗๓")
    tally, _ = compare(PRINTED, read, _words(read, 0.99))
    assert (tally.characters_wrong, tally.digits_wrong, tally.values_exact, tally.values_wrong_and_sure) == (1, 1, 1, 1)


def test_a_wrong_digit_that_is_marked_misleads_nobody() -> None:
    read = PRINTED.replace("๕๖๗๘", "๕๖๗๓")
    assert compare(PRINTED, read, _words(read, 0.5))[0].values_wrong_and_sure == 0


def test_a_line_that_was_not_read_is_all_wrong() -> None:
    read = PRINTED.rpartition("\n")[0]
    assert compare(PRINTED, read, [])[0].characters_wrong == len("เรื่องขอให้รายงานผล")


def test_numbers_and_dates_are_what_is_compared() -> None:
    assert values(PRINTED) == {"มท 0211.1/ว 5678": 1, "2024-07-19": 1}


def test_letters_measured_are_of_the_split_asked_for() -> None:
    assert {x.split for x in letters_of("test")} == {"test"}
    assert len(letters_of("test")) + len(letters_of("train")) == len(load_letters())


def test_a_letter_comes_clean_and_worn_with_the_text_that_is_printed() -> None:
    letter = letters_of("test")[0]
    pages = list(sheets(letter, 0))
    assert {page.kind for page in pages} <= {"clean", *WORN}
    assert len({page.kind for page in pages}) == 2
    assert all(letter.subject[:15].replace(" ", "") in page.text.replace(" ", "") for page in pages if page is pages[0])
