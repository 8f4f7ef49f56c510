"""A scanner's own text layer against our reading: it may raise doubts and lower them, and never replaces a digit."""

from __future__ import annotations

from pathlib import Path

import pytesseract
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from corpus.inbox import scan_pages
from corpus.letter import find_letter
from corpus.wear import OFFICE
from extractors.model import Box, Word
from pipeline.intake import inspect
from pipeline.layer import Layer
from pipeline.layer_check import compared
from pipeline.pages import read_pages

SURE = 0.9


def _words(text: str, sure: float = SURE, right: float = 0.0) -> tuple[Word, ...]:
    """Words where they stand in the text: a line a fiftieth of the page, a character a hundredth."""
    words, at = [], 0
    for row, line in enumerate(text.split("\n")):
        column = 0
        for part in line.split(" "):
            if part:
                left = 0.05 + 0.01 * column + right
                top = 0.1 + 0.03 * row
                box = Box(left, top, left + 0.01 * len(part), top + 0.02)
                words.append(Word(at + column, at + column + len(part), box, sure))
            column += len(part) + 1
        at += len(line) + 1
    return tuple(words)


def _layer(text: str, right: float = 0.0) -> Layer:
    return Layer("ocr-made", text, _words(text, 1.0, right))


def _one(ours: str, theirs: str, beside: str = "๔๖") -> Word:
    """Our reading of a page's first word, held against the layer's; both read `beside` further down alike."""
    page = f"{ours}\n\n\n{beside}"
    return compared(page, _words(page), _layer(f"{theirs}\n\n\n{beside}"))[1][0]


def test_where_both_read_the_same_digits_a_word_is_surer() -> None:
    assert _one("๒๕๖๘", "๒๕๖๘").confidence > SURE
    assert _one("0211.1/506", "0211.1/506").confidence > SURE


def test_where_a_digit_differs_the_word_is_doubtful_and_both_readings_are_kept() -> None:
    word = _one("๒๕๖๘", "๒๕๖๙")
    assert word.confidence <= 0.5
    assert [(o.text, o.source) for o in word.others] == [("๒๕๖๙", "layer")]


def test_a_digit_more_or_less_in_between_is_a_difference() -> None:
    assert _one("๑๒๓", "๑๔๒๓").confidence <= 0.5
    assert [o.text for o in _one("๑๒๓", "๑๔๒๓").others] == ["๑๔๒๓"]


@pytest.mark.parametrize(("ours", "theirs"), [("๒๕๖๔", "๒๕๐๕"), ("๗๘", "๓๕"), ("๙๖๐", "๕๒๐")])
def test_a_layer_that_lacks_five_digits_says_nothing_of_those(ours: str, theirs: str) -> None:
    word = _one(ours, theirs, beside="๑๒๓")
    assert (word.confidence, word.others) == (SURE, ())


def test_its_agreement_on_the_other_five_says_little() -> None:
    assert _one("๒๕๑๐", "๒๕๑๐", beside="๑๒๓").confidence == SURE


def test_it_is_heard_where_it_reads_a_digit_that_no_lack_explains() -> None:
    assert _one("๑๒", "๓๒", beside="๑๒๓").confidence <= 0.5
    assert _one("๑๒", "๓๒", beside="๑๒๓").others[0].text == "๓๒"


def test_its_arabic_digits_are_as_good_as_any() -> None:
    assert _one("0-2622-2443", "0-2622-2448", beside="๑๒๓").confidence <= 0.5
    assert _one("0-2622-2443", "0-2622-2443", beside="๑๒๓").confidence > SURE


def test_a_reader_of_another_script_says_nothing_of_thai_digits() -> None:
    word = _one("๒๕๖๘", "2563")
    assert (word.confidence, word.others) == (SURE, ())


def test_a_garbled_place_says_nothing() -> None:
    word = _one("วันที่๑๒มีนาคม", "jฟหก3ดdas9sว")
    assert (word.confidence, word.others) == (SURE, ())


def test_another_agencys_code_is_a_doubt() -> None:
    assert [o.text for o in _one("กห ๐๓๑๗", "กท ๐๓๑๗").others] == ["กท"]
    assert _one("กห ที่", "กท ที่").others == ()
    assert _one("กห ๐๓๑๗", "กฬ ๐๓๑๗").others == ()


def test_the_words_need_not_be_cut_alike_nor_stand_quite_alike() -> None:
    ours = "ที่ มท ๐๒๑๑/ว๕๐๖\n๔๖"
    _, words = compared(ours, _words(ours), _layer("ที่มท  ๐๒๑๑/ว ๕๐๗\n๔๖", right=-0.003))
    assert [o.text for w in words for o in w.others] == ["๐๒๑๑/ว๕๐๗"]


@given(st.text("๐๑๒๓๔๕๖๗๘๙0123456789กขว./ \n", max_size=60), st.text("๐๑๒๓๔๕๖๗๘๙0123456789กขว./ \n", max_size=60))
def test_our_text_and_its_places_stand_whatever_the_layer_says(ours: str, theirs: str) -> None:
    words = _words(ours)
    text, held = compared(ours, words, _layer(theirs))
    assert text == ours
    assert [(w.start, w.end, w.box) for w in held] == [(w.start, w.end, w.box) for w in words]


def _paper(washed_out: bool) -> Image.Image:
    """Paper with grain; where the layer's third line stands, print too faint for our reader, or nothing."""
    page = Image.new("L", (1200, 1700), 245)
    if washed_out:
        draw = ImageDraw.Draw(page)
        for x in range(60, 300, 9):
            draw.line([x, 1700 * 0.163, x, 1700 * 0.177], fill=205, width=3)
    noise = Image.effect_noise(page.size, 8).filter(ImageFilter.GaussianBlur(0.5))
    return Image.blend(page, noise, 0.06)


OURS = "เรื่อง การประชุม\nเรียน นายอำเภอ"


def test_what_the_layer_alone_reads_on_faint_ink_is_shown_as_doubtful() -> None:
    theirs = "เรื่อง การประชุม\nเรียน นายอำเภอ\nรับที่ ๔๖๗๘"
    text, words = compared(OURS, _words(OURS), _layer(theirs), _paper(washed_out=True))
    assert text == theirs
    alone = [w for w in words if any(o.source == "layer-only" for o in w.others)]
    assert [text[w.start : w.end] for w in alone] == ["รับที่", "๔๖๗๘"]
    assert all(w.confidence < 0.5 for w in alone)


def test_what_it_reads_on_blank_paper_is_not_believed() -> None:
    text, _ = compared(OURS, _words(OURS), _layer(OURS + "\nลับที่สุด ๔๖๗๘"), _paper(washed_out=False))
    assert text == OURS


@pytest.mark.slow
def test_a_scanners_layer_of_tesseract_spoils_no_value_of_a_clean_scan(tmp_path: Path) -> None:
    scan = scan_pages(find_letter("municipality-tax"), OFFICE)[0]
    file = tmp_path / "scanner.pdf"
    file.write_bytes(pytesseract.image_to_pdf_or_hocr(scan, lang="tha", extension="pdf", config="--dpi 200"))
    (page,) = read_pages(inspect(file)).pages
    assert page.reason == "ocr-made"
    assert "นย ๕๒๐๐๑/๗๗๓" in page.text
    assert not [word for word in page.words if word.others]
