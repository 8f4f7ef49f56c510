"""Searching Thai without spaces, digits of either kind, numbers in any spelling, filters, marks that lie right."""

from datetime import date
from pathlib import Path

import pytest
from by_hand import directive, due, found, letter, link, put
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grams import fold
from pipeline.rows import Query
from pipeline.search import mark, parse_day
from pipeline.search_index import rebuild_index
from pipeline.store import Store


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "letters.db") as opened:
        old = letter(
            "มท 0211.1/ว 506", date(2021, 2, 11), "แนวทางการเก็บเอกสาร",
            text="เรื่อง แนวทางการเก็บเอกสาร\nให้จังหวัดรายงานผลการดำ\nเนินงานงบ 500 บาท",
            urgency=found("ด่วนที่สุด"), addressees=(found("ผู้ว่าราชการจังหวัด"),),
            directives=(
                directive("1", "รายงานผลการดำเนินงานด้านภัยแล้ง", "จังหวัด", deadlines=(due(date(2021, 3, 1)),)),
                directive("2", "เก็บรักษา๕๐๐ชุด", "อำเภอ"),
            ),
        )  # fmt: skip
        new = letter(
            "ชย 0023/ว 77", date(2024, 5, 6), "การป้องกันไข้เลือดออก", sender=found("จังหวัดตัวอย่าง"),
            text="การป้องกันไข้เลือดออก 2024 Soft Power 100%",
            directives=(directive("1", "รายงานผลการดำเนินงานด้านภัยแล้ง", "อำเภอ"),),
        )  # fmt: skip
        put(opened, "a.txt", old)
        put(opened, "b.txt", new)
        link(opened)
        yield opened


def hits(store: Store, words: str = "", **filters: object) -> list[tuple[str, str | None]]:
    return [(h.reference_number, h.label) for h in store.search(Query(words, **filters))]


def test_a_word_is_found_inside_a_longer_one(store: Store):
    assert ("มท 0211.1/ว 506", "1") in hits(store, "ดำเนินงาน")


def test_a_word_broken_by_a_line_is_found_and_marked_whole(store: Store):
    (hit,) = store.search(Query("ดำเนินงานงบ"))
    assert "⟦ดำ เนินงานงบ⟧" in hit.snippet and not hit.directive


@pytest.mark.parametrize("words", ["500", "๕๐๐"])
def test_thai_and_arabic_digits_find_the_same(store: Store, words):
    assert sorted(hits(store, words), key=str) == [("มท 0211.1/ว 506", "2"), ("มท 0211.1/ว 506", None)]


@pytest.mark.parametrize("words", ["มท 0211.1/ว 506", "มท๐๒๑๑.๑/ว๕๐๖", "ที่ มท 0211.1/ว506"])
def test_a_reference_number_is_found_in_any_spelling(store: Store, words):
    assert hits(store, words) == [("มท 0211.1/ว 506", None)]


def test_all_words_must_be_there(store: Store):
    assert hits(store, "เอกสาร งบ") == [("มท 0211.1/ว 506", None)]
    assert hits(store, "เอกสาร ไข้เลือดออก") == []


def test_latin_letters_are_found_whatever_their_case(store: Store):
    assert hits(store, "soft power") == [("ชย 0023/ว 77", None)]


def test_a_word_too_short_for_the_index_is_found_too(store: Store):
    assert ("มท 0211.1/ว 506", None) in hits(store, "งบ")


def test_a_sign_of_the_query_language_is_only_a_sign(store: Store):
    assert hits(store, "100%") == [("ชย 0023/ว 77", None)]
    for words in ('"', "AND", "a OR b", "*", "NEAR(", "_", "'"):
        assert hits(store, words) == []


def test_a_word_that_stands_nowhere_is_found_by_its_parts(store: Store):
    assert ("มท 0211.1/ว 506", "1") in hits(store, "ภัยแล้งรายงาน")


def test_of_two_that_hold_the_words_alike_the_newer_comes_first(store: Store):
    assert [n for n, label in hits(store, "ด้านภัยแล้ง") if label] == ["ชย 0023/ว 77", "มท 0211.1/ว 506"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": date(2024, 1, 1)}, {"ชย 0023/ว 77"}),
        ({"until": date(2023, 1, 1)}, {"มท 0211.1/ว 506"}),
        ({"agency": "จังหวัดตัวอย่าง"}, {"ชย 0023/ว 77"}),
        ({"agency": "ผู้ว่าราชการ"}, {"มท 0211.1/ว 506"}),
        ({"urgency": "ด่วนที่สุด"}, {"มท 0211.1/ว 506"}),
        ({"due_before": date(2021, 3, 2)}, {"มท 0211.1/ว 506"}),
        ({"due_before": date(2021, 3, 1)}, set()),
    ],
)
def test_each_filter_lets_its_own_pass_with_words_and_without(store: Store, filters, expected):
    assert {number for number, _ in hits(store, "ดำเนินงาน", **filters)} == expected
    assert {number for number, _ in hits(store, **filters)} == expected


def test_what_is_done_is_left_out_of_what_is_open(store: Store):
    task = next(t for t in store.tasks("มท 0211.1/ว 506", today=date(2021, 1, 1)) if t.directive_label == "1")
    store.decide(task.id, "done")
    assert hits(store, "ดำเนินงาน", status="done") == [("มท 0211.1/ว 506", "1")]
    assert hits(store, "ดำเนินงาน", status="open") == [("ชย 0023/ว 77", "1")]


def test_no_more_hits_than_asked_for(store: Store):
    assert len(hits(store, "ดำเนินงาน", limit=1)) == 1


def test_a_letter_without_any_date_can_be_searched(tmp_path: Path):
    with Store(tmp_path / "undated.db") as store:
        put(store, "a.txt", letter(day=None, text="ข้อความยาวพอควร"))
        link(store)
        assert len(store.search(Query("ข้อความ"))) == 1


def test_the_page_of_a_letter_s_hit_is_the_one_that_holds_the_words(store: Store):
    from extractors.model import Page
    from pipeline.rows import FileReading
    from pipeline.save import Stamp, take_in

    two = letter("กค 0405/ว 9", text="หน้าแรกเปล่า\nระเบียบพัสดุ", pages=(1, 2))
    from by_hand import reading

    base = reading(two, path="two.txt")
    pages = (Page(1, "หน้าแรกเปล่า"), Page(2, "ระเบียบพัสดุ"))
    with store.writing() as connection:
        take_in(connection, Stamp("two.txt", 1, 1), FileReading(base.intake, pages, base.letters, ()))
    link(store)
    assert [(h.file, h.page) for h in store.search(Query("ระเบียบพัสดุ"))] == [("two.txt", 2)]


@pytest.mark.parametrize("text", ["2024-12-31", "2567-12-31", "๒๕๖๗-๑๒-๓๑", "31 ธันวาคม 2567", "๓๑ ธ.ค. ๒๕๖๗"])
def test_a_day_may_be_typed_in_either_era(text):
    assert parse_day(text) == date(2024, 12, 31)


@pytest.mark.parametrize("text", ["2567-13-01", "เมื่อวาน", ""])
def test_what_is_no_day_is_none(text):
    assert parse_day(text) is None


@given(st.text(alphabet="กขค่้ำ ๐๑2aB\n⟧", max_size=80), st.text(alphabet="กข่ ๐2aB", min_size=1, max_size=4))
def test_marks_change_nothing_but_white_space_and_enclose_the_words(text, word):
    term = fold(word)
    marked = mark(text, [term] if term else [])
    bare = marked.replace("⟦", "").replace("⟧", "").replace("…", "")
    assert fold(bare) == fold(text.replace("⟧", ""))
    if term and term in fold(text) and "⟧" not in text:
        assert any(fold(part.split("⟧")[0]) == term for part in marked.split("⟦")[1:])


@pytest.mark.parametrize("words", ["ไข้เลือคออก", "ไข้เสือดออก", "ไขเลอดออก", "ป้องถันไข้เลือดออก"])
def test_a_misread_letter_is_still_found_and_what_stands_there_is_marked(store: Store, words):
    (hit,) = store.search(Query(words))
    assert hit.reference_number == "ชย 0023/ว 77" and "ไข้เลือดออก" in fold(hit.snippet).replace("⟧", "")


def test_a_letter_read_as_one_quite_unlike_is_found_by_the_other_half_of_the_word(store: Store):
    assert [h.reference_number for h in store.search(Query("การป้องกันไข้เลือฮออก"))] == ["ชย 0023/ว 77"]


def test_words_as_typed_come_before_words_misread(tmp_path: Path):
    with Store(tmp_path / "two.db") as store:
        put(store, "a.txt", letter("มท 1/1", date(2024, 1, 1), "การป้องกันอุทกภัยร้ายแรง"))
        put(store, "b.txt", letter("มท 1/2", date(2024, 9, 1), "การป้องกันอุทถภัยร้ายแรง"))
        link(store)
        assert [h.reference_number for h in store.search(Query("อุทกภัยร้ายแรง"))] == ["มท 1/1", "มท 1/2"]


def test_a_letter_that_is_read_again_is_found_by_its_new_words_and_no_longer_by_its_old_ones(tmp_path: Path):
    with Store(tmp_path / "again.db") as store:
        put(store, "a.txt", letter("มท 1/1", subject="การเก็บเอกสาร"))
        link(store)
        put(store, "a.txt", letter("มท 1/1", subject="ไข้หวัดนก"), mtime=2)
        link(store)
        assert [h.subject for h in store.search(Query("ไข้หวัดนก"))] == ["ไข้หวัดนก"]
        assert store.search(Query("การเก็บเอกสาร")) == []
        assert store.count("SELECT 1 FROM search WHERE search MATCH '\"เก\"*'") == 0


def test_the_index_made_anew_finds_what_the_grown_one_finds(store: Store):
    words = ("ดำเนินงาน", "งบ", "เอกสาร", "500")
    grown = [hits(store, word) for word in words]
    with store.writing() as db:
        rebuild_index(db)
    assert [hits(store, word) for word in words] == grown
