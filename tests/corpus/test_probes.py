"""Pages that measure one thing alone hold what they say, and the same each time."""

from __future__ import annotations

from corpus.evaluate_ocr import values
from corpus.probes import numbers_sheet, written_sheet


def test_a_page_of_numbers_holds_22_numbers_and_22_dates() -> None:
    sheet = numbers_sheet(3, worn=False)
    assert values(sheet.text).total() == 44
    assert sheet.kind == "numbers clean"


def test_a_page_of_numbers_is_the_same_each_time() -> None:
    one, two = numbers_sheet(1, worn=True), numbers_sheet(1, worn=True)
    assert one.text == two.text
    assert one.picture.tobytes() == two.picture.tobytes()


def test_the_written_number_and_day_are_in_the_text() -> None:
    sheet = written_sheet(2)
    assert values(sheet.text).total() == 2
