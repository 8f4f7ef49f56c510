"""A PDF's text layer: taken where it is the letter's own text, refused where it may lie."""

from __future__ import annotations

import base64
import io

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageDraw

from outputs.pdf import name_the_marks
from pipeline.layer import Layer, read_layer
from rules.load import load

weasyprint = pytest.importorskip("weasyprint")


def _print(body: str, named: bool = True) -> pypdfium2.PdfDocument:
    """A PDF as a word processor makes it: each glyph with its Unicode, which weasyprint alone does not give."""
    style = "<style>body { font: 16pt Laksaman } p { margin: 0 }</style>"
    finisher = name_the_marks if named else None
    return pypdfium2.PdfDocument(weasyprint.HTML(string=style + body).write_pdf(finisher=finisher))


def _layer(body: str, named: bool = True) -> Layer:
    return read_layer(_print(body, named)[0])


def _on_a_picture(
    body: str, picture: Image.Image, mode: int = raw.FPDF_TEXTRENDERMODE_FILL, under: bool = False
) -> Layer:
    """Text set on a picture of the whole page (or under it), drawn in a mode of PDF 9.3.6."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    source = f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}"
    place = f"position: absolute; left: 0; top: 0; width: 210mm; height: 297mm; z-index: {1 if under else -1}"
    document = _print(f"<style>@page {{ size: A4; margin: 0 }}</style><img style='{place}' src='{source}'>{body}")
    page = document[0]
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(text.raw, mode)
    page.gen_content()
    saved = io.BytesIO()
    document.save(saved)
    return read_layer(pypdfium2.PdfDocument(saved.getvalue())[0])


PAPER = Image.new("L", (600, 850), 250)
BODY = "<p>หนังสือที่เครื่องสแกนอ่านไว้เองและวางทับภาพของหน้า</p>"


def _scanned() -> Image.Image:
    """A page with forty dark lines of print."""
    page = PAPER.copy()
    draw = ImageDraw.Draw(page)
    for line in range(40):
        draw.line([60, 40 + 19 * line, 540, 40 + 19 * line], fill=20, width=6)
    return page


def test_a_printed_letter_is_taken_as_it_was_typed() -> None:
    layer = _layer("<p>ให้อำเภอดำเนินการสำรวจน้ำภายในวันที่ ๖ ธันวาคม ๒๕๖๘</p>")
    assert layer.usable
    assert layer.text == "ให้อำเภอดำเนินการสำรวจน้ำภายในวันที่ ๖ ธันวาคม ๒๕๖๘"


def test_two_columns_of_one_height_are_one_line() -> None:
    head = "<div style='display: flex; justify-content: space-between'><p>ที่ กข ๐๑๐๑/ว ๔๖๗๘๙</p><p>กรมตัวอย่าง</p></div>"
    assert _layer(head + "<p>เรื่อง ทดสอบ</p>").text == "ที่ กข ๐๑๐๑/ว ๔๖๗๘๙   กรมตัวอย่าง\nเรื่อง ทดสอบ"


def test_a_stamp_set_higher_than_the_title_beside_it_is_a_line_of_its_own() -> None:
    stamp = "<span style='position:absolute;top:40pt;left:90pt;font-size:28pt'>ด่วนที่สุด</span>"
    title = "<span style='position:absolute;top:47pt;left:215pt;font-size:28pt'>บันทึกข้อความ</span>"
    head = "<span style='position:absolute;top:120pt;left:90pt'>ส่วนราชการ</span>"
    assert _layer(stamp + head + title).text.split() == ["ด่วนที่สุด", "บันทึกข้อความ", "ส่วนราชการ"]
    assert _layer(stamp + head + title).text.startswith("ด่วนที่สุด\n")


def test_each_word_has_its_place_on_the_page() -> None:
    layer = _layer("<p>บรรทัดที่หนึ่ง คำหลัง</p><p>บรรทัดที่สอง</p>")
    one, after, two = layer.words
    assert [layer.text[w.start : w.end] for w in layer.words] == ["บรรทัดที่หนึ่ง", "คำหลัง", "บรรทัดที่สอง"]
    assert one.box.right < after.box.left
    assert one.box.top < two.box.top < 1


def test_private_glyphs_become_the_letters_that_they_draw() -> None:
    layer = _layer("<p>ลงวันที\uf70a ๙ กันยายน ๒๕๖๘ เรียน ท\uf70bองที\uf70aจังหวัด</p>", named=False)
    assert (layer.reason, layer.text) == ("repairable", "ลงวันที่ ๙ กันยายน ๒๕๖๘ เรียน ท้องที่จังหวัด")


def test_the_whole_table_of_windows_glyphs_is_known() -> None:
    known = [glyph for term in load("glyphs").terms for glyph in term.variants]
    assert {chr(code) for code in range(0xF700, 0xF71B)} <= set(known)
    assert len(known) == len(set(known))


def test_a_layer_that_lost_its_sara_am_is_refused() -> None:
    layer = _layer("<p>ให้ส านักงานด าเนินการส ารวจและน าส่งค าขอประจ าปีตามก าหนด</p>")
    assert (layer.reason, layer.usable, layer.text) == ("lossy", False, "")


def test_a_layer_whose_marks_have_no_names_is_refused() -> None:
    body = "<p>น้ำดื่ม จำนวน สำรวจ กำหนด ทำการ คำสั่ง</p>"
    assert _layer(body, named=False).reason == "lossy"
    assert _layer(body).usable


def test_thai_that_was_stored_as_latin_is_refused() -> None:
    assert _layer("<p>" + "˹ѧÊ×ÍÃÒª¡Òà·ÕèªÓÃØ´" * 3 + "</p>", named=False).reason == "lossy"


def test_invisible_text_over_a_scan_was_made_by_an_ocr() -> None:
    assert _on_a_picture(BODY, _scanned(), raw.FPDF_TEXTRENDERMODE_INVISIBLE).reason == "ocr-made"


def test_text_hidden_beneath_a_scan_was_made_by_an_ocr() -> None:
    assert _on_a_picture(BODY, _scanned(), under=True).reason == "ocr-made"


def test_visible_text_over_a_tinted_page_is_the_letters_own() -> None:
    assert _on_a_picture(BODY, PAPER).usable


def test_a_digital_stamp_does_not_hide_the_scan_that_it_stands_on() -> None:
    layer = _on_a_picture("<p>รับที่ ๔๖๗๘ วันที่ ๙ ธ.ค. ๒๕๖๘ เวลา ๐๙.๓๐ น.</p>", _scanned())
    assert (layer.reason, layer.usable) == ("overlaid", False)
    assert "๔๖๗๘" in layer.text


def test_a_page_without_text_has_no_layer() -> None:
    assert _layer("").reason == "none"
