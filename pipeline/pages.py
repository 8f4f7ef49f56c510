"""Pages (หน้า): each page of a file as text, from its text layer where that is good, else read from its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.model import Box, Issue, Page, Word
from pipeline.errors import InputError, MachineError
from pipeline.intake import MAX_PIXELS, Intake, decode, open_image, open_pdf
from pipeline.typed import unmarked

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

    from pipeline.layer import Layer

_FAINT = 24
"""Levels of grey that a dot must change by for a person to see it."""
DPI = 300
"""Pages are drawn at this; the reader scales them down to the height of letters that its model knows."""

_A3 = 1191
"""Points of an A3 page's longer side."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a file, each with its number even where it could not be read, and what went wrong."""

    pages: tuple[Page, ...]
    issues: tuple[Issue, ...]


def read_pages(intake: Intake, on_page: Callable[[int, int], None] | None = None) -> Reading:
    """The text of each page. A page that fails is empty and an issue; raises MachineError where no reader is there."""
    if intake.kind == "text":
        text = decode(intake.path.name, intake.path.read_bytes())
        pages = tuple(Page(number, unmarked(part)) for number, part in enumerate(text.split("\f"), start=1))
        return Reading(pages, ())
    pages_read: list[Page] = []
    issues: list[Issue] = []
    if intake.kind == "pdf":
        with open_pdf(intake.path) as document:
            for index in range(intake.page_count):
                pages_read.append(_one(intake, index, lambda i: _pdf_page(intake.path, document, i), issues))
                _tell(on_page, index, intake)
    else:
        for index in range(intake.page_count):
            pages_read.append(_one(intake, index, lambda i: _picture_page(intake.path, i), issues))
            _tell(on_page, index, intake)
    return Reading(tuple(pages_read), tuple(issues))


def _tell(on_page: Callable[[int, int], None] | None, index: int, intake: Intake) -> None:
    if on_page:
        on_page(index + 1, intake.page_count)


def _one(intake: Intake, index: int, read: Callable[[int], Page], issues: list[Issue]) -> Page:
    """A page by `read`, or an empty one and an issue: no other page of the file is lost."""
    name = intake.path.name
    try:
        page = read(index)
    except MachineError:
        raise
    except InputError as error:
        issues.append(Issue(name, "pages", error.code, error.what, error.remedy, index + 1))
        return Page(index + 1, "", (), "ocr", error.code)
    except Exception as error:  # whatever a damaged page does to its decoder, it is this page's trouble alone
        what = f"{name}: อ่านหน้านี้ไม่ได้ ({type(error).__name__}: {error})"
        issues.append(Issue(name, "pages", "page-failed", what, "สแกนหน้านี้ใหม่ แล้วสั่งอีกครั้ง", index + 1))
        return Page(index + 1, "", (), "ocr", "page-failed")
    if not page.text.strip():
        what = f"{name}: ไม่พบข้อความในหน้านี้"
        issues.append(Issue(name, "pages", "empty-page", what, "หากหน้านี้มีข้อความ ให้สแกนใหม่ให้ชัดขึ้น", index + 1))
    return page


def _pdf_page(path: Path, document: PdfDocument, index: int) -> Page:
    from pipeline.layer import read_layer
    from pipeline.layer_check import compared
    from pipeline.read import read_picture
    from pipeline.tables import with_tables

    page = document[index]
    layer = read_layer(page)
    if layer.usable:
        return with_tables(Page(index + 1, layer.text, layer.words, "layer", layer.reason), path, page)
    if layer.reason == "overlaid":
        before = _small(page)
        _take_text_away(page)
        if not _was_seen(layer, before, _small(page)):
            layer = replace(layer, reason="ocr-made")
    picture = draw(page)
    text, words = _beside(layer, *read_picture(picture))
    if layer.reason == "ocr-made" and layer.words:
        text, words = compared(text, words, layer, picture)
    return Page(index + 1, text, words, "ocr", layer.reason)


def _take_text_away(page: PdfPage) -> None:
    """Off the picture goes what the layer says exactly: a digital stamp across the print would hide it.

    Text is made invisible rather than removed: within a form XObject (PDF 8.10) nothing can be removed.
    """
    import pypdfium2.raw as raw

    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15):
        raw.FPDFTextObj_SetTextRenderMode(text.raw, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _small(page: PdfPage) -> Image:
    picture: Image = page.render(scale=1).to_pil()
    return picture.convert("L")


def _was_seen(layer: Layer, before: Image, after: Image) -> bool:
    """Whether the page changed where most of the layer's words stood; for white or clear text it did not."""
    from PIL import ImageChops

    changed = ImageChops.difference(before, after).point(lambda level: 255 if level > _FAINT else 0)
    width, height = changed.size
    boxes = [(w.box.left * width, w.box.top * height, w.box.right * width, w.box.bottom * height) for w in layer.words]
    seen = sum(changed.crop((int(a), int(b), int(c) + 1, int(d) + 1)).getbbox() is not None for a, b, c, d in boxes)
    return 2 * seen > len(boxes)


def _beside(layer: Layer, text: str, words: tuple[Word, ...]) -> tuple[str, tuple[Word, ...]]:
    """The picture's text and, before or behind it as it stands on the page, what was set upon the scan."""
    if layer.reason != "overlaid":
        return text, words
    first = sum(word.box.top for word in layer.words) < 0.5 * len(layer.words)
    parts = [(layer.text, layer.words), (text, words)]
    (one, one_words), (two, two_words) = parts if first else reversed(parts)
    shift = len(one) + 1
    moved = (replace(word, start=word.start + shift, end=word.end + shift) for word in two_words)
    return f"{one}\n{two}", (*one_words, *moved)


def draw(page: object, dpi: int = DPI) -> Image:
    """A PDF page as a picture at `dpi`, smaller where the page is so large that it would not fit in memory.

    A page larger than A3 is a scan that does not say its resolution: it is drawn as if it were A3.
    """
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = min(dpi / 72, DPI / 72 * _A3 / max(width, height))
    if width * height * scale * scale > MAX_PIXELS:
        scale = (MAX_PIXELS / (width * height)) ** 0.5
    return page.render(scale=scale).to_pil().convert("RGB")  # type: ignore[attr-defined, no-any-return]


def _picture_page(path: Path, index: int) -> Page:
    from pipeline.read import read_picture

    text, words = read_picture(_frame(path, index))
    return Page(index + 1, text, words, "ocr", "picture")


def _frame(path: Path, index: int) -> Image:
    from PIL import ImageOps

    with open_image(path) as image:
        image.seek(index)
        return _square(ImageOps.exif_transpose(image).convert("RGB"), image.info.get("dpi"))


def _square(picture: Image, dpi: tuple[float, float] | None) -> Image:
    """The picture with square dots: a fax has twice as many across as down, and says so."""
    across, down = (float(side) for side in dpi or (1, 1))
    if not (across and down) or 0.9 < across / down < 1.1 or not 0.3 < across / down < 3:
        return picture
    return picture.resize((picture.width, round(picture.height * across / down)))


def box_of(page: Page, start: int, end: int) -> Box | None:
    """The rectangle about the words under `page.text[start:end]`; None where the page has no words there."""
    boxes = [word.box for word in page.words if word.start < end and start < word.end]
    if not boxes:
        return None
    return Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )


def crop(path: Path, page: int, box: Box, margin: float) -> Image:
    """The picture of a place on a page, `margin` (a fraction of the page) wider on every side."""
    return cut(picture_of(path, page), box, margin)


def picture_of(path: Path, page: int, dpi: int = DPI) -> Image:
    """A page of a file as a picture; a scan comes as large as it is, whatever `dpi` says."""
    with path.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if not is_pdf:
        return _frame(path, page - 1)
    with open_pdf(path) as document:
        return draw(document[page - 1], dpi)


def cut(picture: Image, box: Box, margin: float) -> Image:
    """A place on the picture of a page, `margin` (a fraction of the page) wider on every side."""
    width, height = picture.size
    left, top = max(0.0, box.left - margin), max(0.0, box.top - margin)
    right, bottom = min(1.0, box.right + margin), min(1.0, box.bottom + margin)
    return picture.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))
