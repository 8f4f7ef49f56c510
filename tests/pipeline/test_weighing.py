"""Doubtful numbers and dates: what else they may be, and what speaks for it; nothing is taken on looks alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import Alternative, Box, Letter, Other, Page, Word
from outputs.show import review_text
from outputs.show_json import review_json
from pipeline.confidence import weigh
from pipeline.intake import Intake
from pipeline.rows import FileReading
from pipeline.save import Stamp, take_in
from pipeline.store import Store
from pipeline.weighing import settle

LETTER = """ที่ นย ๐๐๑๘.๑/ว ๔๑๒๗   ศาลากลางจังหวัดนครนายก

๑๒ กรกฎาคม ๒๕๖๗

เรื่อง ขอให้รายงานผลการสำรวจ

เรียน นายอำเภอทุกอำเภอ

อ้างถึง หนังสือกรมการปกครอง ที่ มท ๐๓๑๐/ว ๕๒๓ ลงวันที่ ๓ กรกฎาคม ๒๕๖๗

ตามหนังสือที่อ้างถึง กรมการปกครองแจ้งว่ามีการสำรวจประจำปี นั้น

จังหวัดพิจารณาแล้ว ขอให้อำเภอสำรวจข้อมูลแล้วรายงานให้จังหวัดทราบภายในวันศุกร์ที่ ๑๙ กรกฎาคม ๒๕๖๗{more}

จึงเรียนมาเพื่อพิจารณาดำเนินการ

ขอแสดงความนับถือ

(นายสมมุติ ตัวอย่าง)
ผู้ว่าราชการจังหวัดนครนายก
"""
HERE = Box(0.1, 0.1, 0.2, 0.12)


def _page(text: str, doubtful: dict[str, tuple[str, float]], at: int = 0) -> Page:
    """A page read by OCR; each word named is unsure, with another reading; `at` says which of several such words."""
    words = []
    seen = dict.fromkeys(doubtful, -1)
    for match in re.finditer(r"\S+", text):
        others: tuple[Other, ...] = ()
        if match[0] in doubtful:
            seen[match[0]] += 1
            if seen[match[0]] == at:
                others = (Other(doubtful[match[0]][0], "second", doubtful[match[0]][1]),)
        words.append(Word(match.start(), match.end(), HERE, 0.5 if others else 0.98, others))
    return Page(1, text, tuple(words), "ocr", "picture")


def _settled(text: str, doubtful: dict[str, tuple[str, float]], at: int = 0, scanned: date | None = None) -> Letter:
    page = _page(text, doubtful, at)
    (letter,) = read_letters(Document((page,)), names=False)
    return settle(weigh(letter, [page]), [page], scanned)


def _due(letter: Letter) -> tuple[date | None, tuple[str, ...], tuple[Alternative, ...]]:
    (deadline,) = [d for x in letter.directives for d in x.deadlines]
    return deadline.due, deadline.evidence.doubts, deadline.evidence.alternatives


def test_the_weekday_named_decides_and_the_value_says_what_it_was_read_as() -> None:
    misread = LETTER.format(more="").replace("๑๙ กรกฎาคม", "๑๘ กรกฎาคม")
    due, doubts, alternatives = _due(_settled(misread, {"๑๘": ("๑๙", 0.3)}))
    assert due == date(2024, 7, 19)
    assert {"taken-for", "weekday-differs"} <= set(doubts)
    assert alternatives == (
        Alternative("2024-07-18", "read", 1.0, (), ("weekday-differs",)),
        Alternative("2024-07-19", "second", 0.3, ("weekday-fits",), ()),
    )


def test_a_reading_that_the_weekday_bears_out_stays_and_stays_marked() -> None:
    due, doubts, alternatives = _due(_settled(LETTER.format(more=""), {"๑๙": ("๑๘", 0.4)}))
    assert (due, doubts) == (date(2024, 7, 19), ("low-ocr-confidence",))
    assert alternatives[0].fits == ("weekday-fits",)


def test_a_choice_that_its_own_reader_thought_next_to_impossible_is_not_taken() -> None:
    misread = LETTER.format(more="").replace("๑๙ กรกฎาคม", "๑๘ กรกฎาคม")
    due, doubts, _ = _due(_settled(misread, {"๑๘": ("๑๙", 0.03)}))
    assert due == date(2024, 7, 18)
    assert "taken-for" not in doubts


def test_the_same_number_read_surely_elsewhere_decides() -> None:
    twice = LETTER.format(more=" ตามหนังสือ ที่ มท ๐๓๑๐/ว ๕๒๓ ข้างต้น")
    letter = _settled(twice.replace("๕๒๓ ลง", "๕๒๗ ลง"), {"๕๒๗": ("๕๒๓", 0.3)})
    (reference,) = letter.references
    assert str(reference.reference_number) == "มท 0310/ว 523"
    assert "taken-for" in reference.evidence.doubts
    assert [(a.value, a.source, a.fits) for a in reference.evidence.alternatives] == [
        ("มท 0310/ว 527", "read", ()), ("มท 0310/ว 523", "second", ("elsewhere",))
    ]  # fmt: skip


def test_without_evidence_of_its_own_nothing_is_taken_and_both_are_shown() -> None:
    letter = _settled(LETTER.format(more=""), {"๔๑๒๗": ("๔๑๒๓", 0.45)})
    assert letter.reference_number
    assert str(letter.reference_number.value) == "นย 0018.1/ว 4127"
    assert "low-ocr-confidence" in letter.reference_number.evidence.doubts
    assert [a.value for a in letter.reference_number.evidence.alternatives] == ["นย 0018.1/ว 4127", "นย 0018.1/ว 4123"]


def test_a_date_that_another_date_forbids_is_shown_with_what_speaks_against_it() -> None:
    letter = _settled(LETTER.format(more="").replace("๓ กรกฎาคม", "๒๓ กรกฎาคม"), {"๒๓": ("๑๓", 0.3)})
    (reference,) = letter.references
    assert reference.date == date(2024, 7, 23)
    assert "after-letter" in reference.evidence.doubts
    assert {a.value: a.clashes for a in reference.evidence.alternatives} == {
        "2024-07-23": ("after-letter",), "2024-07-13": ("after-letter",)
    }  # fmt: skip


def test_a_units_code_that_is_doubtful_once_is_doubtful_in_every_number_of_the_letter() -> None:
    own = LETTER.format(more="").replace("มท ๐๓๑๐/ว", "นย ๐๐๑๘.๑/ว")
    (reference,) = _settled(own, {"๐๐๑๘.๑/ว": ("๐๐๑๖.๑/ว", 0.4)}).references
    assert reference.evidence.doubts == ("doubted-elsewhere",)
    (reference,) = _settled(LETTER.format(more=""), {"๐๐๑๘.๑/ว": ("๐๐๑๖.๑/ว", 0.4)}).references
    assert reference.evidence.doubts == ()


def test_no_letter_is_written_after_its_scan() -> None:
    letter = _settled(LETTER.format(more=""), {"๒๕๖๗": ("๒๕๖๑", 0.2)}, scanned=date(2020, 1, 1))
    assert letter.date
    assert [(a.value, a.clashes) for a in letter.date.evidence.alternatives] == [
        ("2024-07-12", ("after-scan",)), ("2018-07-12", ())
    ]  # fmt: skip


def test_a_letter_received_before_it_was_written_is_marked_at_both_dates() -> None:
    stamped = "จังหวัดนครนายก\nรับที่ ๔๖๗๘\nวันที่ ๒ กรกฎาคม ๒๕๖๗\nเวลา ๐๙.๓๐ น.\n\n" + LETTER.format(more="")
    letter = _settled(stamped, {})
    assert letter.date and letter.received
    assert "after-received" in letter.date.evidence.doubts
    assert "after-received" in letter.received[0].evidence.doubts


@given(st.sampled_from(["๔๑๒๗", "๑๒", "๒๕๖๗", "๕๒๓", "๑๙", "๐๐๑๘.๑/ว"]), st.floats(0.02, 0.9), st.integers(0, 9))
def test_no_value_becomes_less_doubtful(word: str, chance: float, digit: int) -> None:
    text = LETTER.format(more="")
    page = _page(text, {word: (word[:-1] + "๐๑๒๓๔๕๖๗๘๙"[digit], chance)})
    (letter,) = read_letters(Document((page,)), names=False)
    before = weigh(letter, [page])
    after = settle(before, [page])
    assert before.date and after.date and before.reference_number and after.reference_number
    for one, other in ((before.date, after.date), (before.reference_number, after.reference_number)):
        assert set(one.evidence.doubts) <= set(other.evidence.doubts)
        assert other.evidence.confidence <= one.evidence.confidence
        assert one.value == other.value or "taken-for" in other.evidence.doubts


def _take_in(store: Store, number: str, day: str, doubtful: dict[str, tuple[str, float]]) -> None:
    text = LETTER.format(more="").replace("๔๑๒๗", number).replace("๑๒ กรกฎาคม ๒๕๖๗", day)
    page = _page(text, doubtful)
    (letter,) = read_letters(Document((page,)), names=False)
    settled = settle(weigh(letter, [page]), [page])
    intake = Intake(Path(f"{number}.png"), number, 1, "image", 1)
    with store.writing() as connection:
        take_in(connection, Stamp(f"{number}.png", 1, 1), FileReading(intake, (page,), (settled,), ()))


def test_the_review_shows_what_else_a_number_may_be_and_where_it_would_stand_in_the_agencys_order(
    tmp_path: Path,
) -> None:
    with Store(tmp_path / "a.db") as store:
        _take_in(store, "๔๑๐๐", "๔ กรกฎาคม ๒๕๖๗", {})
        _take_in(store, "๔๗๒๗", "๑๒ กรกฎาคม ๒๕๖๗", {"๔๗๒๗": ("๔๑๒๗", 0.3)})
        _take_in(store, "๔๒๐๐", "๑๘ กรกฎาคม ๒๕๖๗", {})
        (row,) = [row for row in store.review() if row.field == "reference_number" and row.alternatives]
    assert [(a.value[-4:], a.fits[-1:], a.clashes) for a in row.alternatives] == [
        ("4727", ("letterhead-fits",), ("order-clashes",)), ("4127", ("order-fits",), ())
    ]  # fmt: skip
    assert "หรืออาจเป็น: นย ๐๐๑๘.๑/ว ๔๑๒๗" in review_text(row)
    assert review_json(row)["alternatives"][1]["fits"] == ("letterhead-fits", "order-fits")
