"""A mention carries what the citing letter tells of the letter that it cites."""

from __future__ import annotations

from dataclasses import replace

from by_hand import cites, encloses, letter, seen

from pipeline.mentions import mentions

TEXT = "เรื่อง อย่างหนึ่ง\nเรียน ผู้ว่าราชการจังหวัด\n\nตามหนังสือที่อ้างถึง กรมแจ้งแนวทางอย่างหนึ่ง นั้น\n\nจึงเรียนมาเพื่อทราบ"


def test_the_first_sentence_goes_with_the_citation() -> None:
    citing = letter(text=TEXT, references=(cites("มท 0211.6/ว 9"),))
    (mention,) = mentions(citing)
    assert mention.opening.startswith("ตามหนังสือที่อ้างถึง กรมแจ้งแนวทางอย่างหนึ่ง นั้น")


def test_the_urgency_of_the_phrase_is_read_and_a_bare_number_has_none() -> None:
    phrase = "สำเนาหนังสือกรม ด่วน ที่สุด ที่ มท 0211.6/ว 9"
    named = replace(encloses("มท 0211.6/ว 9"), title=phrase)
    plain = replace(named, title="สำเนาหนังสือกรม ที่ มท 0211.6/ว 9")
    bare = replace(named, title="มท 0211.6/ว 9")
    citing = letter(text=TEXT, enclosures=(named, plain, bare))
    assert [mention.urgency for mention in mentions(citing)] == ["ด่วนที่สุด", "", None]


def test_a_digit_that_the_reader_doubted_is_told() -> None:
    sure, unsure = cites("มท 0211.6/ว 9"), cites("มท 0211.6/ว 8")
    unsure = replace(unsure, evidence=seen(doubts=("low-ocr-confidence",)))
    citing = letter(text=TEXT, references=(sure, unsure))
    assert [mention.doubtful for mention in mentions(citing)] == [False, True]
