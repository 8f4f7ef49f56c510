"""Pages to measure a reader with: letters that training never saw, in its faces and in others, clean and worn.

Every page comes with its exact text in reading order, taken from the born-digital page it was printed from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from corpus.layout import SPACING, SQUEEZED, pdf
from corpus.letter import ComposedLetter, load_letters
from corpus.paper import DPI, on_paper, rasterise
from corpus.wear import Wear, wear

if TYPE_CHECKING:
    from PIL.Image import Image

SEEN_FACES = ("Laksaman", "Norasi", "Garuda")
UNSEEN_FACES = ("Kinnari", "Umpush", "Arundina Serif")
"""Kept out of training (`corpus.train_ocr.TEST_FACES`)."""

WORN: dict[str, Wear] = {
    "light": Wear(skew=0.7, quality=80, noise=4, blur=0.5, shade=(250, 249, 245)),
    "office": Wear(skew=-1.6, quality=65, noise=8, blur=0.7, shade=(244, 241, 232), edges=0.3, holes=True),
    "heavy": Wear(skew=2.8, quality=50, noise=13, blur=1.0, shade=(230, 226, 212), edges=0.5, holes=True),
    "copy": Wear(skew=0.9, quality=70, noise=10, blur=0.8, shade=(255, 255, 255), specks=0.0015, edges=0.6),
    "fax": Wear(skew=-0.6, quality=90, noise=6, blur=0.7, shade=(255, 255, 255), one_bit=True),
    "through": Wear(skew=0.4, quality=70, noise=6, blur=0.6, shade=(246, 243, 236), through=0.18, strokes=-1),
    "dark": Wear(skew=-0.9, quality=75, noise=6, blur=0.7, shade=(238, 238, 236), strokes=1),
    "photo": Wear(skew=0.8, quality=85, noise=7, blur=0.8, shade=(235, 228, 215), aslant=0.04),
    "turned": Wear(skew=1.1, quality=75, noise=6, blur=0.6, shade=(248, 246, 240), turns=2),
    "low": Wear(skew=1.2, quality=60, noise=6, blur=0.4, shade=(246, 244, 240), dpi=150),
}
"""The whole mix; stamps and signatures come with it, black ones on a copy and on a fax."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a picture, what is printed on it, and how it came to be."""

    picture: Image
    text: str
    letter: str
    face: str
    kind: str
    """`clean`, or a kind of wear; `corpus.probes` has others"""


def letters_of(split: str) -> list[ComposedLetter]:
    """The composed letters of a split, in their order."""
    return [letter for letter in load_letters() if letter.split == split]


def sheets(letter: ComposedLetter, at: int) -> Iterator[Sheet]:
    """The letter clean at 300 dots an inch, and worn; faces and kinds of wear take turns with its number `at`.

    The lines of one letter in four are squeezed.
    """
    faces = [face for pair in zip(UNSEEN_FACES, SEEN_FACES, strict=True) for face in pair]
    face = faces[at % len(faces)]
    spacing = SQUEEZED if at % 4 == 3 else SPACING
    yield from _clean(letter, face, spacing)
    # One more for each round, so that every kind meets every face.
    yield from _worn(letter, face, list(WORN)[(at + at // len(WORN)) % len(WORN)], at, spacing)


def _texts(letter: ComposedLetter, face: str, spacing: float) -> list[str]:
    import pypdfium2

    from pipeline.layer import read_layer

    with pypdfium2.PdfDocument(pdf(letter, face, spacing)) as document:
        return [read_layer(page).text for page in document]


def _clean(letter: ComposedLetter, face: str, spacing: float) -> Iterator[Sheet]:
    for picture, text in zip(rasterise(pdf(letter, face, spacing), 300), _texts(letter, face, spacing), strict=True):
        yield Sheet(picture, text, letter.name, face, "clean")


def _worn(letter: ComposedLetter, face: str, kind: str, seed: int, spacing: float) -> Iterator[Sheet]:
    """Urgency is stamped, the signature is written over its place, and a letter in three has a receipt stamp."""
    how = WORN[kind]
    pages = on_paper(letter, face, seed, how.dpi or DPI, spacing)
    if kind in ("copy", "fax"):
        pages = [page.convert("L").convert("RGB") for page in pages]
    texts = _texts(msgspec.structs.replace(letter, urgency=""), face, spacing)
    for number, (page, text) in enumerate(zip(pages, texts, strict=True)):
        yield Sheet(wear(page, how, 100 * seed + number), text, letter.name, face, kind)
