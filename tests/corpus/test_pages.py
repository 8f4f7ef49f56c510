"""Composed letters as pages: laid out, worn, and the demo inbox."""

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from corpus import layout
from corpus.inbox import INBOX, scan_pages, write_inbox
from corpus.layout import FontError, pdf
from corpus.letter import find_letter
from corpus.wear import HEAVY, OFFICE, Wear, wear


def words_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_born_digital_letter_carries_its_number_and_turns_its_page_with_a_catchword():
    first, second = words_of(pdf(find_letter("interior-drought")))
    assert "๐๖๑๗/ว๗๗๔๑" in first
    assert first.rstrip().endswith("...")
    assert "-๒-" in second
    assert "ขอแสดงความนับถือ" in second


def test_the_text_layer_has_a_character_for_every_mark():
    text = "".join(words_of(pdf(find_letter("interior-drought"))))
    assert "กําหนดให้" in text
    assert all("\u0e00" <= c <= "\u0e7f" or c.isascii() for c in text)


def test_the_same_seed_wears_a_page_the_same():
    page = Image.new("RGB", (300, 420), "white")
    once, again, other = (np.asarray(wear(page.copy(), HEAVY, seed)) for seed in (7, 7, 8))
    assert (once == again).all()
    assert (once != other).any()


def test_no_wear_leaves_white_paper_white():
    assert np.asarray(wear(Image.new("RGB", (64, 64), "white"), Wear(), 1)).min() >= 254


def test_a_received_scan_carries_blue_ink_and_red():
    page = np.asarray(scan_pages(find_letter("province-to-districts"), OFFICE)[0]).astype(int)
    red, blue = page[..., 0] - page[..., 2], page[..., 2] - page[..., 0]
    assert (red > 80).sum() > 200
    assert (blue > 40).sum() > 200


def test_without_a_thai_font_the_command_that_installs_one_is_named(monkeypatch):
    monkeypatch.setattr(layout, "FACES", ("No Such Face",))
    layout.installed.cache_clear()
    try:
        with pytest.raises(FontError, match="apt-get install fonts-thai-tlwg-ttf"):
            layout.installed()
    finally:
        layout.installed.cache_clear()


@pytest.mark.slow
def test_the_demo_inbox_is_written_whole_and_one_file_of_it_is_broken(tmp_path):
    written = write_inbox(tmp_path)
    assert [path.name for path in written] == list(INBOX)
    broken = []
    for path in written:
        if path.suffix == ".pdf":
            try:
                pypdfium2.PdfDocument(path)
            except pypdfium2.PdfiumError:
                broken.append(path.name)
    assert broken == ["15-แฟ้มเสีย.pdf"]
    assert (tmp_path / "14-ห้องสมุด-แฟ้มเก่า.txt").read_bytes().decode("cp874").startswith("ที่ ศธ")
