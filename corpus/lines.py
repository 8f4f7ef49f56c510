"""Draws and wears single lines for training (บรรทัดฝึก), as the engine will crop them from a page made ready for it.

What the reader gets at work is binarised, scaled so that a consonant is some 18 pixels tall, and cropped with a few
pixels about its ink; so most lines here are. The same dice, the same line.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.line_texts import line
from pipeline.image import LETTER_HEIGHT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

HEIGHT = 48
"""Pixels: the height that the network reads."""
_CONSONANT = "กมนบ"
_MARGIN = 30
_LOOPLESS = (
    "anuphan", "athiti", "bai", "charm", "chonburi", "fahkwang", "ibm-plex-sans-thai-4", "ibm-plex-sans-thai-7", "k2d",
    "kanit", "kodchasan", "koho", "krub", "mitr", "noto-sans-thai-4", "noto-sans-thai-7", "notosansthai", "pattaya",
    "prompt", "sawasdee",
)  # fmt: skip
"""Letters without their loops: faces of posters, seldom of letters."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face to draw with, and how often it is taken beside the others."""

    file: Path
    weight: float


def faces(*folders: Path, without: tuple[str, ...] = ()) -> list[Face]:
    """The Thai faces in these folders, but those whose file name begins with one of `without` (kept for tests).

    TH Sarabun New and its kin come oftener: most letters are printed in them. Upright faces come oftener than slanted.
    """
    found = []
    for file in sorted(path for folder in folders for path in folder.rglob("*.ttf")):
        name = file.stem.lower()
        if name.startswith(tuple(x.lower() for x in without)) or not _is_thai(file):
            continue
        weight = 12.0 if name.startswith("thsarabun") else 4.0 if name.startswith(("laksaman", "sarabun")) else 1.0
        if name.startswith(_LOOPLESS):
            weight = 0.25
        found.append(Face(file, weight * (0.25 if any(x in name for x in ("italic", "oblique")) else 1.0)))
    return found


def _is_thai(file: Path) -> bool:
    from PIL import ImageFont

    font = ImageFont.truetype(str(file), 20)
    boxes = {bytes(font.getmask(character)) for character in "๔๖กญ\uffff"}
    return len(boxes) == 5


@lru_cache(maxsize=400)
def _font(file: Path, consonant: int) -> Any:
    """The face at the size at which a consonant stands so many pixels tall."""
    from PIL import ImageFont

    probe = ImageFont.truetype(str(file), 100)
    box = probe.getbbox(_CONSONANT)
    return ImageFont.truetype(str(file), round(100 * consonant / (box[3] - box[1])))


def drawn_line(dice: random.Random, choice: list[Face], text: str = "") -> tuple[Grey, str]:
    """One line's picture (48 pixels tall, black on white) and what it says."""
    import cv2
    import numpy as np

    noise = np.random.default_rng(dice.getrandbits(32))
    text = text or line(dice)
    face = dice.choices(choice, [f.weight for f in choice])[0]
    # From a letter at 150 dots an inch to one at 300, and headings twice as tall.
    tall = dice.choice((10, 11, 12, 13, 14, 16, 18, 20, 22, 24, 28, 32))
    page = _drawn(text, _font(face.file, tall), dice)
    grey = _worn(page, tall, dice, noise)
    scale = LETTER_HEIGHT * dice.uniform(0.8, 1.2) / tall
    if dice.random() < 0.75:
        grey = np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1], dtype=np.uint8)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    made = cv2.resize(grey, None, fx=scale * dice.uniform(0.88, 1.12), fy=scale, interpolation=how)
    part = _framed(np.asarray(made, dtype=np.uint8), dice)
    width = max(24, round(part.shape[1] * HEIGHT / part.shape[0]))
    out = cv2.resize(
        part, (width, HEIGHT), interpolation=cv2.INTER_AREA if part.shape[0] > HEIGHT else cv2.INTER_LINEAR
    )
    return np.asarray(out, dtype=np.uint8), text


def _drawn(text: str, font: Any, dice: random.Random) -> Grey:
    """Black on white; words sometimes wider apart than one space."""
    import numpy as np
    from PIL import Image, ImageDraw

    spaced = text.replace(" ", " " * dice.choice((1, 1, 1, 1, 2, 3)))
    box = font.getbbox(spaced)
    size = (int(box[2] + 2 * _MARGIN), int(box[3] - min(0, box[1]) + 2 * _MARGIN))
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    draw.text((_MARGIN, _MARGIN - min(0, box[1])), spaced, font=font, fill=dice.choice((0, 0, 0, 30, 60)))
    if dice.random() < 0.06:
        _underlined(draw, size, box, dice)
    if dice.random() < 0.06:
        _crossed(draw, size, dice)
    return np.asarray(image)


def _underlined(draw: Any, size: tuple[int, int], box: Any, dice: random.Random) -> None:
    """What is left of a leader's dots or of a rule under the words."""
    y = _MARGIN + box[3] - dice.randint(0, max(1, (box[3] - box[1]) // 4))
    x = float(_MARGIN)
    step, wide = dice.choice((4, 6, 9, 14)), dice.choice((1, 2, 3))
    while x < size[0] - _MARGIN:
        if dice.random() < 0.7:
            draw.rectangle([x, y, x + wide, y + dice.choice((0, 1, 1))], fill=0)
        x += step


def _crossed(draw: Any, size: tuple[int, int], dice: random.Random) -> None:
    """A stroke of a pen or the frame of a stamp across the line."""
    ends = [(dice.uniform(0, size[0]), dice.uniform(0, size[1])) for _ in range(dice.randint(2, 4))]
    draw.line(ends, fill=dice.randint(60, 170), width=dice.choice((1, 2, 3)), joint="curve")


def _worn(page: Grey, tall: int, dice: random.Random, noise: Any) -> Grey:
    """Lean, strokes grown thick or thin, blur, shade, noise, JPEG."""
    import cv2
    import numpy as np

    height, width = page.shape
    lean = np.array([[1, dice.gauss(0, 0.04), 0], [dice.gauss(0, 0.0025), 1, 0]], dtype=np.float64)
    page = np.asarray(cv2.warpAffine(page, lean, (width, height), borderValue=255), dtype=np.uint8)
    if tall >= 14 and dice.random() < 0.35:
        kernel = np.ones(dice.choice(((2, 2), (1, 2), (2, 1))), np.uint8)
        page = np.asarray((cv2.erode if dice.random() < 0.65 else cv2.dilate)(page, kernel), dtype=np.uint8)
    pixels: NDArray[Any] = page.astype(np.float32)
    if dice.random() < 0.8:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), dice.uniform(0.3, 0.055 * tall + 0.3)))
    paper, ink = dice.uniform(190, 255), dice.uniform(0, 90)
    pixels = ink + pixels * (paper - ink) / 255
    if dice.random() < 0.7:
        pixels = pixels + noise.normal(0, dice.uniform(1, 22), pixels.shape).astype(np.float32)
    if dice.random() < 0.08:
        # A copy of a copy: specks of black and holes in the strokes.
        specks = noise.random(pixels.shape)
        pixels = np.where(specks < 0.004, ink, np.where(specks > 0.985, paper, pixels)).astype(np.float32)
    worn = np.clip(pixels, 0, 255).astype(np.uint8)
    if dice.random() < 0.5:
        _, data = cv2.imencode(".jpg", worn, [cv2.IMWRITE_JPEG_QUALITY, dice.randint(25, 90)])
        worn = np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), dtype=np.uint8)
    return worn


def _framed(made: Grey, dice: random.Random) -> Grey:
    """Cropped as the engine crops a line: about the ink, a little more, and at times a neighbour's feet or marks."""
    import cv2
    import numpy as np

    # The engine frames letters, not the specks about them.
    dark = cv2.medianBlur(made, 3) < (int(made.min()) + int(made.max())) // 2
    rows, columns = np.flatnonzero(dark.sum(axis=1) > 1), np.flatnonzero(dark.any(axis=0))
    if not len(rows) or not len(columns):
        return made
    loose = dice.random() < 0.6
    above, below = (dice.randint(3, 14) if loose else dice.randint(3, 5) for _ in range(2))
    left, right = dice.randint(2, 8), dice.randint(2, 8)
    top, bottom = max(0, rows[0] - above), rows[-1] + 1 + below
    part = made[top:bottom, max(0, columns[0] - left) : columns[-1] + 1 + right].copy()
    if loose and above > 6 and dice.random() < 0.3:
        _neighbour(part, dice)
    return part


def _neighbour(part: Grey, dice: random.Random) -> None:
    """Feet of the line above, or marks of the one below, at the picture's rim."""
    import numpy as np

    rim = dice.randint(1, 4)
    rows = slice(0, rim) if dice.random() < 0.5 else slice(part.shape[0] - rim, None)
    at = 0
    while (at := at + dice.randint(8, 60)) < part.shape[1] - 8:
        part[rows, at : at + dice.randint(2, 5)] = np.uint8(dice.randint(0, 80))
