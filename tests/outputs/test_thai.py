"""How dates, numbers and days left are shown."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import parse_date
from outputs import messages
from outputs.thai import day, days_left, number

TODAY = date(2025, 2, 17)


@pytest.fixture
def english():
    messages.use("en")
    yield
    messages.use("th")


def test_a_date_is_shown_in_the_buddhist_era_with_thai_numerals():
    assert day(date(2021, 3, 1)) == "๑ มีนาคม ๒๕๖๔"


def test_a_date_is_shown_in_english_when_english_is_chosen(english):
    assert day(date(2021, 3, 1)) == "1 March 2021"


def test_no_date_is_shown_as_nothing():
    assert day(None) == ""


@given(st.dates(date(1970, 1, 1), date(2049, 12, 31)))
def test_a_date_of_our_days_that_is_shown_reads_back_as_itself(value):
    assert parse_date(day(value)) == value


@pytest.mark.parametrize(
    ("ahead", "shown"),
    [(-3, "เกินกำหนด ๓ วัน"), (0, "ครบกำหนดวันนี้"), (1, "ครบกำหนดพรุ่งนี้"), (12, "เหลือเวลา ๑๒ วัน")],
)
def test_the_days_left_are_said_as_a_person_says_them(ahead, shown):
    assert days_left(TODAY + timedelta(ahead), TODAY) == shown


def test_a_reference_number_is_shown_in_thai_numerals():
    assert number("มท 0211.1/ว 506") == "มท ๐๒๑๑.๑/ว ๕๐๖"


def test_every_message_has_the_same_blanks_in_both_languages():
    for key, (thai, english_text) in messages.MESSAGES.items():
        blanks = [set(re.findall(r"{(\w+)}", text)) for text in (thai, english_text)]
        assert blanks[0] == blanks[1], key
        assert thai and english_text, key


def test_the_language_is_taken_from_anywhere_on_the_line_and_the_rest_is_kept():
    try:
        assert messages.choose(["show", "--lang", "en", "ว 5"]) == ["show", "ว 5"]
        assert messages.language() == "en"
        assert messages.choose(["--lang=th", "schema"]) == ["schema"]
        assert messages.language() == "th"
    finally:
        messages.use("th")
