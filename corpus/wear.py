"""What a scanner, a copier or a phone does to a page: shade, skew, blur, noise, JPEG. The same seed, the same wear."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    Pixels = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wear:
    """How worn: degrees of skew, the JPEG's quality, grey levels of noise, pixels of blur, darkness of the edges."""

    skew: float = 0.0
    quality: int = 75
    noise: float = 0.0
    blur: float = 0.0
    shade: tuple[int, int, int] = (255, 255, 255)
    edges: float = 0.0
    holes: bool = False
    specks: float = 0.0
    """the share of dots that a copier's dirt blackens, and that it leaves white in the print"""
    one_bit: bool = False
    """black or white only, as a fax is"""
    dpi: int = 0
    """dots an inch, where it is not the usual"""
    strokes: int = 0
    """dots by which the print's strokes are thicker (a copier set dark) or, below 0, thinner"""
    through: float = 0.0
    """how dark the print of the sheet's back shines through"""
    aslant: float = 0.0
    """for a phone's photo: by what share of the page its far side is narrower"""
    turns: int = 0
    """quarters by which the sheet lay turned"""


LIGHT = Wear(skew=0.6, quality=82, noise=4, blur=0.4, shade=(250, 249, 245))
OFFICE = Wear(skew=-1.4, quality=70, noise=7, blur=0.6, shade=(244, 241, 232), edges=0.25, holes=True)
HEAVY = Wear(skew=2.6, quality=55, noise=12, blur=0.9, shade=(232, 228, 215), edges=0.5, holes=True)


def wear(image: Image, how: Wear, seed: int) -> Image:
    """The page as a scanner gives it back."""
    import numpy as np
    from PIL import Image as Images

    dice = np.random.default_rng(seed)
    if how.holes:
        _punch(image)
    if how.strokes:
        image = _thicker(image, how.strokes)
    if how.through:
        image = _with_its_back(image, how.through)
    pixels: Pixels = np.asarray(image, dtype=np.float32) * np.array(how.shade, dtype=np.float32) / np.float32(255)
    pixels = _photographed(_skewed(pixels, how), how.aslant)
    if how.blur:
        import cv2

        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), how.blur), dtype=np.float32)
    if how.edges:
        pixels = pixels * _darker_edges(pixels.shape[0], pixels.shape[1], how.edges)
    if how.noise:
        pixels = pixels + dice.normal(0, how.noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    if how.specks:
        pixels = _speckled(pixels, how.specks, dice)
    if how.one_bit:
        pixels = np.where(pixels.mean(axis=2, keepdims=True) < 150, 0, 255).astype(np.float32).repeat(3, axis=2)
    pixels = np.rot90(pixels, how.turns)
    return _through_jpeg(Images.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), how.quality)


def _thicker(image: Image, dots: int) -> Image:
    from PIL import Image as Images
    from PIL import ImageFilter

    size = 2 * abs(dots) + 1
    worn = image.filter(ImageFilter.MinFilter(size) if dots > 0 else ImageFilter.MaxFilter(size))
    # Half of each: a stroke grows by less than a dot on both sides.
    return Images.blend(image, worn, 0.5)


def _with_its_back(image: Image, dark: float) -> Image:
    """The page with another side's print, mirrored and pale, under its own."""
    from PIL import Image as Images
    from PIL import ImageChops, ImageOps

    back = ImageOps.mirror(ImageOps.flip(image))
    return ImageChops.multiply(image, Images.blend(Images.new("RGB", image.size, "white"), back, dark))


def _photographed(pixels: Pixels, aslant: float) -> Pixels:
    """As a phone sees it from the side: the far edges are shorter, the light falls off towards a corner."""
    import cv2
    import numpy as np

    if not aslant:
        return pixels
    height, width = pixels.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    in_x, in_y = aslant * width, aslant * height / 2
    seen = np.array([[in_x, in_y], [width - in_x / 3, 0], [width, height], [0, height - in_y]], dtype=np.float32)
    turning = cv2.getPerspectiveTransform(corners, seen)
    made = cv2.warpPerspective(pixels, turning, (width, height), borderValue=(96.0, 92.0, 88.0))
    light = np.linspace(1.0, 0.72, width, dtype=np.float32)[None, :] * np.linspace(1, 0.85, height)[:, None]
    return np.asarray(made * light[:, :, None], dtype=np.float32)


def _speckled(pixels: Pixels, share: float, dice: np.random.Generator) -> Pixels:
    """Dirt on the glass and toner that did not take, in grains of a few dots."""
    import cv2
    import numpy as np

    for level, part in ((30.0, share), (250.0, 2 * share)):
        grains = (dice.random(pixels.shape[:2]) < part / 3).astype(np.uint8)
        pixels = np.where(cv2.dilate(grains, np.ones((2, 2), np.uint8))[:, :, None] > 0, level, pixels)
    return np.asarray(pixels, dtype=np.float32)


def _skewed(pixels: Pixels, how: Wear) -> Pixels:
    import cv2
    import numpy as np

    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), how.skew, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), borderValue=[float(c) for c in how.shade])
    return np.asarray(turned, dtype=np.float32)


def _darker_edges(height: int, width: int, strength: float) -> Pixels:
    import numpy as np

    across = np.abs(np.linspace(-1, 1, width, dtype=np.float32)) ** 24
    down = np.abs(np.linspace(-1, 1, height, dtype=np.float32)) ** 24
    dark = 1 - strength * np.clip(across[None, :] + down[:, None], 0, 1)
    return np.asarray(dark[:, :, None], dtype=np.float32)


def _punch(image: Image) -> None:
    """Two holes of 6 mm, 80 mm apart, at the left edge (ISO 838)."""
    from PIL import ImageDraw

    draw, mm = ImageDraw.Draw(image), image.width / 210
    for middle in (image.height / 2 - 40 * mm, image.height / 2 + 40 * mm):
        draw.ellipse([9 * mm, middle - 3 * mm, 15 * mm, middle + 3 * mm], fill=(38, 36, 34))


def _through_jpeg(image: Image, quality: int) -> Image:
    from PIL import Image as Images

    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return Images.open(io.BytesIO(buffer.getvalue())).convert("RGB")
