"""Pages of a PDF as pictures: no larger than the reader needs."""

from __future__ import annotations

import pypdfium2
import pytest

from pipeline.pages import draw


@pytest.mark.parametrize(("width", "height", "drawn"), [(595, 842, 3508), (1191, 842, 4963), (3300, 4700, 4963)])
def test_a_page_that_does_not_say_its_resolution_is_drawn_no_larger_than_a3(
    width: int, height: int, drawn: int
) -> None:
    page = pypdfium2.PdfDocument.new().new_page(width, height)
    assert max(draw(page).size) == pytest.approx(drawn, abs=3)
