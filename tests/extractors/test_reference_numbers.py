"""Numbers of letters: found in every habit and damage of the table, mended only where one mend fits."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import ReferenceNumber
from extractors.reference_numbers import (
    codes_named,
    digit_costs,
    find_reference_numbers,
    known_codes,
    parse_reference_number,
    repair_prefix,
)

CASES = tomllib.loads((Path(__file__).parent / "reference_number_cases.toml").read_text(encoding="utf-8"))["case"]
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

digits = st.text("0123456789", min_size=1, max_size=5)
units = st.builds(lambda head, tail: ".".join(["0" + head, *tail]), digits, st.lists(digits, max_size=2))
prefixes = st.builds(
    lambda code, body: f"{code} ({body})" if body else code,
    st.sampled_from(sorted(known_codes())),
    st.sampled_from(["", "กวจ", "กพ", "กวพอ"]),
)
numbers = st.one_of(
    st.builds(ReferenceNumber, prefixes, units, st.booleans(), st.one_of(st.just(""), digits)),
    st.builds(ReferenceNumber, st.just(""), st.just(""), st.just(True), digits),
    st.builds(
        lambda number, year: ReferenceNumber("", "", False, str(number), series_year=str(year)),
        st.integers(1, 99_999),
        st.integers(2500, 2599),
    ),
)


marks = st.sampled_from(["(คกก.6)/", "(สฎ)", "ฉ.3 ", "ผ.", "ร "])
marked = st.one_of(
    st.builds(ReferenceNumber, prefixes, units, st.just(False), st.builds(str.__add__, marks, digits)),
    st.builds(ReferenceNumber, prefixes, units, st.just(True), st.builds("(ล) {}".format, digits)),
    st.builds(
        ReferenceNumber,
        st.sampled_from(["ปณท", "ธปท", "กฟภ"]),
        st.sampled_from(["ปข.7", "ฝนส.(01)", "ฉ.3 กบล.(บพ)", "บอ.(ก)"]),
        st.booleans(),
        digits,
    ),
)
"""Numbers with a mark before the running number, or a unit of letters: where their spaces stand tells what they are."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_table_of_habits_and_damage_comes_out(case):
    found = find_reference_numbers(case["text"])
    assert [str(match.value) for match in found] == case["numbers"]
    assert [doubt for match in found[:1] for doubt in match.doubts] == case.get("doubts", [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_thai_digits_are_read_like_arabic_ones(case):
    thai = case["text"].translate(THAI)
    assert [str(match.value) for match in find_reference_numbers(thai)] == case["numbers"]


def test_a_match_says_where_the_number_stands_without_the_word_before_it():
    text = "อ้างถึง หนังสือ ที่ มท 0205.3/ว1270 ลงวันที่"
    (match,) = find_reference_numbers(text)
    assert text[match.start : match.end] == match.as_read == "มท 0205.3/ว1270"


def test_what_was_mended_or_is_unknown_is_less_sure_than_what_stands_plainly():
    plain, mended, unknown = (
        find_reference_numbers(text)[0].confidence
        for text in ("ที่ มท 0211.1/ว 506", "ที่ มท o211.1/ว 506", "ที่ ขย 0211.1/ว 506")
    )
    assert plain >= 0.95 and mended < 0.8 and unknown < 0.8


def test_a_number_glued_to_the_letters_of_a_garbled_one_is_left_blank_rather_than_cut_short():
    (match,) = find_reference_numbers("ที่ มท 0211.1/ว 5?6")
    assert match.value.number == "" and "number-blank" in match.doubts


def test_letters_of_a_unit_before_the_running_number_and_digits_behind_a_bracket_are_kept():
    found = find_reference_numbers("ที่ มท ๕๓๑๐.๑๔/กง.๒๐๘ ที่ ตช ๐๐๒๘(กจ).๙/ว ๑๒๖๔")
    assert [str(match.value) for match in found] == ["มท 5310.14/กง.208", "ตช 0028(กจ).9/ว 1264"]


def test_letters_without_a_stop_glued_to_the_running_number_leave_it_blank_and_marked():
    (match,) = find_reference_numbers("ที่ มท 0211/สบพ20817")
    assert match.value.number == "" and match.doubts == ("number-blank",)


@given(st.one_of(numbers, marked))
def test_a_number_written_out_is_read_back(number):
    assert parse_reference_number(str(number)) == number


@given(numbers)
def test_a_number_is_read_back_in_thai_digits_without_spaces(number):
    typed = str(number).translate(THAI).replace(" ", "")
    assert parse_reference_number(typed) == number


@given(st.text("ทีมว0123456789./ -|(กพ)\nค้ส", max_size=60))
def test_no_text_breaks_the_finder_and_no_two_matches_overlap(text):
    found = find_reference_numbers(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(match.as_read == text[match.start : match.end] != "" for match in found)


@pytest.mark.parametrize("typed", ["", "การประชุม", "25/12/2567", "มท 0211.1/ว 506 เรื่อง", "ที่"])
def test_what_is_no_number_is_not_parsed(typed):
    assert parse_reference_number(typed) is None


@pytest.mark.parametrize(
    ("read", "letterhead", "prefix", "doubt"),
    [
        ("ขย 0023.6/ว 3053", "ศาลากลางจังหวัดชัยภูมิ\nถนนบรรณาการ ขย 36000", "ชย", "prefix-repaired"),
        ("นท 0211.1/ว 506", "กระทรวงมหาดไทย ถนนอัษฎางค์", "มท", "prefix-repaired"),
        ("ขย 0023.6/ว 3053", "ศาลากลางจังหวัดเชียงใหม่", "ขย", "prefix-unknown"),
        ("ขย 0023.6/ว 3053", "", "ขย", "prefix-unknown"),
        ("มท 0211.1/ว 506", "กระทรวงมหาดไทย", "มท", None),
        ("มท 0211.1/ว 506", "กรมส่งเสริมการปกครองท้องถิ่น กรุงเทพมหานคร", "มท", None),
        ("ศธ 04025/12", "โรงเรียนตัวอย่าง จังหวัดชัยภูมิ", "ศธ", None),
        ("ชบ 0017/ว 5", "ศาลากลางจังหวัดขอนแก่น", "ชบ", None),
        ("กด (กวจ) 0405.3/ว 12", "กรมบัญชีกลาง", "กค (กวจ)", "prefix-repaired"),
    ],
)
def test_a_prefix_is_mended_only_where_one_code_of_the_letterhead_fits(read, letterhead, prefix, doubt):
    number, said = repair_prefix(find_reference_numbers("ที่ " + read)[0].value, letterhead)
    assert (number.prefix, said) == (prefix, doubt)


def test_two_codes_that_fit_leave_the_prefix_as_read():
    number = ReferenceNumber("ขบ", "0017", True, "5")
    assert repair_prefix(number, "จังหวัดชลบุรี จังหวัดสระบุรี")[0].prefix == "ชบ"
    assert repair_prefix(ReferenceNumber("พม", "0017", True, "5"), "จังหวัดชลบุรี") == (
        ReferenceNumber("พม", "0017", True, "5"),
        None,
    )
    assert repair_prefix(ReferenceNumber("ซน", "0017", True, "5"), "จังหวัดชัยนาท จังหวัดเชียงใหม่") == (
        ReferenceNumber("ซน", "0017", True, "5"),
        "prefix-unknown",
    )


def test_a_short_province_is_named_only_after_the_word_province():
    assert codes_named("ไม่ผ่านเลย โทร. 0 2123 4567") == frozenset()
    assert codes_named("ศาลากลางจังหวัดเลย") == {"ลย"}


def test_every_cost_of_a_digit_is_between_nothing_and_all_and_no_digit_is_its_own_confusion():
    assert digit_costs()[("4", "5")] < digit_costs()[("4", "9")]
    assert all(0 < cost < 1 and meant != read for (meant, read), cost in digit_costs().items())


@pytest.mark.parametrize(
    "worst",
    ["ว" * 300_000, "0" * 300_000, "/" * 300_000, " " * 300_000, "ที่ " * 100_000, "มท 0" * 75_000, "ว 1/" * 75_000,
     "มท 0211.1/ว " + "1 " * 150_000, "ที่ มท " + "0.1 " * 75_000, "มท 0211/" + "." * 300_000, "คำสั่ง" * 50_000,
     "ก." * 150_000, "มท (ก" * 60_000, "ที่ มท 0211/ว 1" * 20_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_no_text_is_slow(worst):
    find_reference_numbers("")
    began = time.process_time()
    find_reference_numbers(worst)
    assert time.process_time() - began < 3.0  # linear, however slow the machine


def test_ordinary_text_is_read_at_a_million_characters_a_second():
    text = "ตามหนังสือที่อ้างถึง กระทรวงมหาดไทยขอให้จังหวัดดำเนินการตามแนวทางที่กำหนด ภายในวันที่ 1 มีนาคม 2564 " * 3_000
    find_reference_numbers("")
    best = min(_seconds(text) for _ in range(3))
    assert len(text) / best > 1_000_000


def _seconds(text: str) -> float:
    began = time.process_time()
    find_reference_numbers(text)
    return time.process_time() - began
