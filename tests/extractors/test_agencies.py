"""Offices and positions: as long as the name goes, and no longer."""

import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.agencies import AgencyMatch, agency_at, find_agencies, list_at
from rules.load import load

CASES = tomllib.loads((Path(__file__).parent / "agency_cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_name_is_taken_as_long_as_it_goes_and_no_longer(case):
    match = agency_at(case["text"], 0)
    assert (match.name if match else None) == case.get("name")


@pytest.mark.parametrize("file", ["agencies", "offices", "positions"])
def test_every_listed_name_is_found_whole_before_a_verb(file):
    for term in load(file).terms:
        if term.of not in ("office", "not-office"):
            match = agency_at(term.name + "ดำเนินการ", 0)
            assert match and match.end == len(term.name), term.name


def test_every_province_is_found_behind_the_word_province():
    for province in load("provinces").terms:
        match = agency_at(f"จังหวัด{province.name}ดำเนินการ", 0)
        assert match and match.name == f"จังหวัด{province.name}"


def test_every_district_is_found_behind_the_word_district():
    for name in load("districts").settings["names"]:
        match = agency_at(f"อำเภอ{name}รายงานผล", 0)
        assert match and match.name == f"อำเภอ{name}"


def _listed(text: str, start: int) -> tuple[list[AgencyMatch], int]:
    return list_at(text, start, lambda at: agency_at(text, at))


def test_a_list_is_parted_at_and_commas_and_spaces():
    text = "จังหวัด อำเภอ และองค์กรปกครองส่วนท้องถิ่นประชาสัมพันธ์"
    found, end = _listed(text, 0)
    assert [match.name for match in found] == ["จังหวัด", "อำเภอ", "องค์กรปกครองส่วนท้องถิ่น"]
    assert text[end:] == "ประชาสัมพันธ์"


def test_a_list_ends_where_an_office_begins_the_next_sentence():
    found, _ = _listed("อำเภอ จังหวัดจะติดตามผลต่อไป", 0)
    assert [match.name for match in found] == ["อำเภอ"]


def test_a_list_of_nothing_ends_where_it_begins():
    assert _listed("รายงานผล", 3) == ([], 3)


def test_people_within_an_office_are_told_apart_from_offices():
    kinds = {match.name: match.rule for match in find_agencies("ให้อำเภอมอบหมายเจ้าหน้าที่ ประสานกรมที่ดิน และนายอำเภอ")}
    assert kinds == {
        "อำเภอ": "agency.group",
        "เจ้าหน้าที่": "agency.staff",
        "กรมที่ดิน": "agency.known",
        "นายอำเภอ": "agency.position",
    }


def test_a_name_in_no_list_is_less_sure_than_a_known_one():
    known, unknown = agency_at("กรมที่ดิน", 0), agency_at("กองทะเบียนทรัพย์สิน", 0)
    assert known and unknown and unknown.confidence < known.confidence


def test_a_blank_line_is_never_bridged():
    match = agency_at("สำนักงาน\n\nส่งเสริมการปกครองท้องถิ่นจังหวัด", 0)
    assert match and match.end == len("สำนักงาน")


@given(st.text("กรมที่ดินจังหวัดอำเภอสำนักงาน และ\n.1", max_size=80))
def test_no_text_breaks_the_finder_and_no_two_matches_overlap(text):
    found = find_agencies(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= match.start < match.end <= len(text) for match in found)


@pytest.mark.parametrize("worst", ["ก", "จังหวัด", "สำนักงาน", "ทุก", " ", "กองก", "อธิบดี", "ผู้อำนวยการ", "จังหวัด "])
def test_no_text_is_slow(worst):
    text = (worst * 200_000)[:200_000]
    find_agencies("")
    began = time.process_time()
    find_agencies(text)
    agency_at(text, 0)
    _listed(text, 0)
    assert time.process_time() - began < 5.0


def test_the_unit_that_a_head_is_head_of_is_part_of_the_name():
    assert agency_at("หัวหน้าฝ่ายบริการศุลกากรควบคุมการลงเวลา", 0).name == "หัวหน้าฝ่ายบริการศุลกากร"
    assert agency_at("หัวหน้าฝ่าย ทราบ", 0).name == "หัวหน้าฝ่าย"


def test_branches_go_with_their_office_only_where_the_name_ends():
    assert agency_at("สำนักงานที่ดินจังหวัดและสาขา ดำเนินการ", 0).name == "สำนักงานที่ดินจังหวัดและสาขา"
    assert agency_at("สำนักงานที่ดินจังหวัดและสาขาวิชา", 0).name == "สำนักงานที่ดินจังหวัด"
