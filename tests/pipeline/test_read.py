"""Scans read by the real Tesseract with our model: numbers, stamps, pages on their side, damaged files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from corpus.inbox import scan_pages
from corpus.letter import find_letter
from corpus.wear import HEAVY, LIGHT
from extractors.model import Page
from outputs.pdf import name_the_marks
from pipeline.intake import inspect
from pipeline.pages import box_of, crop, read_pages
from pipeline.read import read_picture

weasyprint = pytest.importorskip("weasyprint")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def scan() -> Image.Image:
    return scan_pages(find_letter("municipality-tax"), LIGHT)[0]


@pytest.fixture(scope="module")
def page(scan: Image.Image) -> Page:
    text, words = read_picture(scan)
    return Page(1, text, words, "ocr")


def test_a_scans_number_and_date_are_read_digit_for_digit(page: Page) -> None:
    assert "นย ๕๒๐๐๑/๗๗๓" in page.text
    assert "๘ มกราคม ๒๕๖๙" in page.text


def test_each_word_stands_where_the_text_says(page: Page) -> None:
    assert page.words
    assert all(page.text[w.start : w.end].strip() == page.text[w.start : w.end] != "" for w in page.words)


def test_a_page_on_its_side_is_turned_and_its_boxes_turned_back(scan: Image.Image, page: Page) -> None:
    text, words = read_picture(scan.rotate(90, expand=True))
    assert "นย ๕๒๐๐๑/๗๗๓" in text
    upright, side = (
        box_of(p, p.text.index("๕๒๐๐๑"), p.text.index("๕๒๐๐๑") + 9) for p in (page, Page(1, text, words, "ocr"))
    )
    assert upright and side
    # A quarter turn counter-clockwise: across becomes down, counted from the other end.
    assert side.left == pytest.approx(upright.top, abs=0.01)
    assert side.bottom == pytest.approx(1 - upright.left, abs=0.01)


def test_a_stamp_is_read_apart_and_its_lines_stay_together() -> None:
    text, _ = read_picture(scan_pages(find_letter("province-to-districts"), HEAVY)[0])
    lines = text.splitlines()
    receipt = next(i for i, line in enumerate(lines) if "๒๓๕๑" in line)
    assert "๒๔ พ.ย. ๒๕๖๘" in lines[receipt + 1]
    assert "๐๐๑๘.๑/ว ๔๑๒๗" in text


def test_a_crop_shows_the_words_that_were_read(tmp_path: Path, scan: Image.Image, page: Page) -> None:
    scan.save(tmp_path / "a.png")
    start = page.text.index("๕๒๐๐๑/๗๗๓")
    box = box_of(page, start, start + 9)
    assert box
    assert "๗๗๓" in read_picture(crop(tmp_path / "a.png", 1, box, 0.02))[0]


def test_a_white_page_is_empty_and_an_issue_not_an_error(tmp_path: Path) -> None:
    Image.new("RGB", (800, 1100), "white").save(tmp_path / "white.png")
    reading = read_pages(inspect(tmp_path / "white.png"))
    assert [p.text for p in reading.pages] == [""]
    assert [i.code for i in reading.issues] == ["empty-page"]


def test_a_picture_too_small_for_letters_says_nothing() -> None:
    assert read_picture(Image.new("RGB", (3, 2), "white")) == ("", ())


def test_a_page_of_noise_says_next_to_nothing() -> None:
    assert len(read_picture(Image.effect_noise((1200, 1700), 120).convert("RGB"))[0]) < 40


def test_a_broken_page_of_a_picture_file_is_an_issue_of_that_page(tmp_path: Path, scan: Image.Image) -> None:
    scan.save(tmp_path / "cut.png")
    whole = (tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    reading = read_pages(inspect(tmp_path / "cut.png"))
    assert len(reading.pages) == 1
    assert [i.page for i in reading.issues] == [1]


def test_a_memo_keeps_the_bold_labels_of_its_head() -> None:
    text, _ = read_picture(scan_pages(find_letter("memo-university-ethics"), LIGHT)[0])
    assert "อว ๗๘.๐๑๒/๔๔๖" in text
    assert "เรื่อง ขอให้เสนอ" in text


def _with_text_over(scan: Image.Image, folder: Path, style: str, text: str) -> Page:
    """The first page, read, of a PDF that has this text set over the whole scan."""
    scan.save(folder / "scan.png")
    place = "position: absolute; left: 0; top: 0; width: 210mm; height: 297mm; z-index: -1"
    page = f"<style>@page {{ size: A4; margin: 0 }}</style><img style='{place}' src='{(folder / 'scan.png').as_uri()}'>"
    over = f"<p style='font: 14pt Laksaman; margin: 4mm 0 0 130mm; {style}'>{text}</p>"
    file = folder / "over.pdf"
    file.write_bytes(weasyprint.HTML(string=page + over).write_pdf(finisher=name_the_marks))
    (read,) = read_pages(inspect(file)).pages
    return read


@pytest.mark.parametrize("style", ["color: white", "color: rgba(0, 0, 0, 0.01)"])
def test_text_that_nobody_can_see_is_not_believed(scan: Image.Image, tmp_path: Path, style: str) -> None:
    read = _with_text_over(scan, tmp_path, style, "ที่ กข ๐๔๐๑/๑๑๑๑ วันที่ ๑ มกราคม ๒๕๐๕")
    assert read.reason == "ocr-made"
    assert "๑๑๑๑" not in read.text
    assert "นย ๕๒๐๐๑/๗๗๓" in read.text


def test_a_scan_with_a_digital_stamp_gives_the_letter_and_the_stamp(scan: Image.Image, tmp_path: Path) -> None:
    read = _with_text_over(scan, tmp_path, "", "รับที่ ๔๖๗๘ วันที่ ๙ ธันวาคม ๒๕๖๘")
    assert read.reason == "overlaid"
    assert "รับที่ ๔๖๗๘ วันที่ ๙ ธันวาคม ๒๕๖๘" in read.text
    assert "นย ๕๒๐๐๑/๗๗๓" in read.text
    assert all(read.text[w.start : w.end].strip() == read.text[w.start : w.end] != "" for w in read.words)


def test_a_digital_stamp_that_is_drawn_as_a_form_is_read_once(scan: Image.Image, tmp_path: Path) -> None:
    read = _with_text_over(scan, tmp_path, "opacity: 0.99", "รับที่ ๔๖๗๘ วันที่ ๙ ธันวาคม ๒๕๖๘")
    assert read.reason == "overlaid"
    assert read.text.count("๔๖๗๘") == 1


def test_a_fax_with_oblong_dots_is_read_as_it_looks_on_paper(scan: Image.Image, tmp_path: Path) -> None:
    fax = scan.convert("L").resize((scan.width, scan.height // 2)).convert("1")
    fax.save(tmp_path / "fax.tif", dpi=(204, 98))
    (page,) = read_pages(inspect(tmp_path / "fax.tif")).pages
    assert "นย ๕๒๐๐๑/๗๗๓" in page.text
