"""A letter on paper, before any scanner: printed, its urgency stamped, signed, stamped where it was received."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from corpus.layout import SPACING, font_file, pdf
from corpus.letter import ComposedLetter, Stamp, printed

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

BLUE, RED = (28, 52, 150), (190, 24, 36)
DPI = 200


def on_paper(letter: ComposedLetter, face: str, seed: int, dpi: int = DPI, spacing: float = SPACING) -> list[Image]:
    """The letter's pages as they lie on the desk: with stamps and a signature over the print."""
    pages = list(rasterise(pdf(msgspec.structs.replace(letter, urgency=""), face, spacing), dpi))
    if letter.urgency:
        stamp_urgency(pages[0], letter.urgency)
    if letter.sign:
        sign(pages[-1], find_signature_place(pages[-1]), seed)
    for row, stamp in enumerate(letter.stamps):
        stamp_receipt(pages[0], stamp, at=(134, 6 + 30 * row), angle=1.5 - 2 * row)
    return pages


def rasterise(pdf: bytes, dpi: int = 200) -> Iterator[Image]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


def _font(mm: float, size: float) -> Any:
    """A Thai face at `size` mm; raises FontError with the command that installs one where there is none."""
    from PIL import ImageFont

    return ImageFont.truetype(font_file(), round(size * mm))


def _ink(image: Image, drawn: Image, place: tuple[int, int], angle: float) -> None:
    """Lays a transparent drawing, turned by some degrees, on the page as ink: what is black beneath it stays black."""
    from PIL import Image as Images
    from PIL import ImageChops

    turned = drawn.rotate(angle, expand=True, resample=Images.Resampling.BICUBIC)
    layer = Images.new("RGB", image.size, (255, 255, 255))
    layer.paste(turned, place, turned)
    image.paste(ImageChops.multiply(image, layer))


def stamp_receipt(image: Image, stamp: Stamp, at: tuple[float, float] = (128, 8), angle: float = 1.5) -> None:
    """A receipt stamp (ตรารับ, form 12: 2.5 by 5 cm) in blue: office, number, date, time. `at` in mm."""
    mm = image.width / 210
    drawn, draw = _frame(mm, (66, 29), (*BLUE, 255), 0.4)
    rows = [stamp.office, f"{stamp.word} {printed(stamp.number)}", f"วันที่ {printed(stamp.date)}"]
    rows.append(f"เวลา {printed(stamp.time)}")
    for number, row in enumerate(rows):
        draw.text((4 * mm, (2 + 6.2 * number) * mm), row, font=_font(mm, 4.6), fill=(*BLUE, 255))
    _ink(image, drawn, (round(at[0] * mm), round(at[1] * mm)), angle)


def stamp_urgency(image: Image, words: str, at: tuple[float, float] = (30, 8), angle: float = 3.0) -> None:
    """The urgency (ชั้นความเร็ว) as a red rubber stamp."""
    mm = image.width / 210
    drawn, draw = _frame(mm, (46, 14), (*RED, 230), 0.6)
    draw.text((drawn.width / 2, 6.5 * mm), words, font=_font(mm, 9), fill=(*RED, 230), anchor="mm")
    _ink(image, drawn, (round(at[0] * mm), round(at[1] * mm)), angle)


def _frame(mm: float, size: tuple[int, int], ink: tuple[int, int, int, int], edge: float) -> tuple[Image, ImageDraw]:
    """A stamp of this size in mm with nothing but its frame, and what draws on it."""
    from PIL import Image as Images
    from PIL import ImageDraw

    drawn = Images.new("RGBA", (round(size[0] * mm), round(size[1] * mm)), (*ink[:3], 0))
    draw = ImageDraw.Draw(drawn)
    draw.rectangle([mm, mm, drawn.width - mm, drawn.height - mm], outline=ink, width=max(2, round(edge * mm)))
    return drawn, draw


def sign(image: Image, at: tuple[float, float], seed: int) -> None:
    """A signature in blue ink: a few loops of a pen, `at` mm from the left and the top."""
    import numpy as np
    from PIL import Image as Images
    from PIL import ImageDraw

    mm, dice = image.width / 210, np.random.default_rng(seed)
    time = np.linspace(0, 1, 160)
    loops, lean = dice.uniform(3, 6), dice.uniform(0, 6)
    x = 34 * time + 3.5 * np.cos(2 * np.pi * loops * time + lean)
    y = 7 + (5 - 3 * time) * np.sin(2 * np.pi * loops * time) + 2 * np.sin(2 * np.pi * time)
    drawn = Images.new("RGBA", (round(46 * mm), round(18 * mm)), (*BLUE, 0))
    points = [((4 + a) * mm, (2 + b) * mm) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    ImageDraw.Draw(drawn).line(points, fill=(*BLUE, 235), width=max(2, round(0.55 * mm)), joint="curve")
    _ink(image, drawn, (round(at[0] * mm), round(at[1] * mm)), 5)


def find_signature_place(image: Image) -> tuple[float, float]:
    """Where the space for the signature is, in mm: the tallest gap in the print of the page's right half."""
    import numpy as np

    mm = image.width / 210
    dark = np.asarray(image.convert("L"))[:, round(105 * mm) : round(185 * mm)] < 140
    rows = np.flatnonzero(dark.any(axis=1))
    gaps = np.diff(rows)
    if not gaps.size:
        return 110.0, 150.0
    widest = int(gaps[1:].argmax()) + 1 if gaps.size > 1 else 0
    return 122.0, float(rows[widest] / mm + max(0.0, gaps[widest] / mm / 2 - 9))
