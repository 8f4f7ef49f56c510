"""A file's pages as one text, and the way back from any place in it to a page."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.model import Evidence, Page, Span

PAGE_BREAK = "\f"
"""Stands between two pages in `Document.text`, as in a plain text file: one character, never inside a page."""

_FOLD = tuple(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True))
_THAI_DIGIT = re.compile("[๐-๙]")


def fold_digits(text: str) -> str:
    """Thai digits as Arabic ones, everything else as it is: the same length, so that offsets hold.

    >>> fold_digits("ที่ มท ๐๒๑๑.๑/ว ๕๐๖")
    'ที่ มท 0211.1/ว 506'
    """
    if not _THAI_DIGIT.search(text):
        return text
    for thai, arabic in _FOLD:  # ten replacements are several times as fast as one translation
        text = text.replace(thai, arabic)
    return text


@dataclass(frozen=True, slots=True)
class Document:
    """Pages joined by form feeds. Rules match on `folded` (Arabic digits); values are cut from `text`, same place."""

    pages: tuple[Page, ...]
    text: str = field(init=False)
    folded: str = field(init=False)
    _starts: tuple[int, ...] = field(init=False)
    _places: array[int] = field(init=False, repr=False, compare=False)
    """Every offset of `text`: a flow copies its stretch of them, which is quicker than to count it out."""

    def __post_init__(self) -> None:
        starts, at = [], 0
        for page in self.pages:
            starts.append(at)
            at += len(page.text) + len(PAGE_BREAK)
        text = PAGE_BREAK.join(page.text for page in self.pages)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "folded", fold_digits(text))
        object.__setattr__(self, "_starts", tuple(starts))
        object.__setattr__(self, "_places", array("L", range(len(text))))

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` on the page where it starts; cut at that page's end."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        page, offset = self.pages[index], self._starts[index]
        length = len(page.text)
        return Span(page.number, min(start - offset, length), min(end - offset, length))

    def places(self, start: int, end: int) -> array[int]:
        """The offsets of `text[start:end]`."""
        return self._places[start:end]

    def offset(self, span: Span) -> tuple[int, int]:
        """The way back: `(start, end)` in `text` of a span. Raises StopIteration where its page is not one of these."""
        start = next(s for s, p in zip(self._starts, self.pages, strict=True) if p.number == span.page)
        return start + span.start, start + span.end

    def page_numbers(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the pages that `text[start:end]` touches."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(start, end - 1)) - 1, 0)
        return tuple(page.number for page in self.pages[first : last + 1])


@dataclass(frozen=True, slots=True)
class Flow:
    """Text rejoined from pieces of a document (lines, paragraphs over a page turn); each character knows its place.

    Finders take a flow and match on `folded` (Arabic digits); `places[i]` is the offset of `text[i]` in
    `document.text`. Characters put in between two pieces (a joining space) have the place of the next piece.
    """

    document: Document
    text: str
    places: array[int]
    folded: str = ""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.places):
            raise ValueError(f"{len(self.text)} characters but {len(self.places)} places")
        if not self.folded:
            object.__setattr__(self, "folded", fold_digits(self.text))

    @classmethod
    def of(cls, document: Document, pieces: Iterable[tuple[int, int]], glue: str = "") -> Flow:
        """The pieces `document.text[start:end]`, one after the other, with `glue` between them."""
        parts: list[str] = []
        folded: list[str] = []
        places = array("L")
        for start, end in pieces:
            if parts:
                places.extend([start] * len(glue))
            parts.append(document.text[start:end])
            folded.append(document.folded[start:end])
            places.extend(document.places(start, end))
        return cls(document, glue.join(parts), places, glue.join(folded))

    def part(self, start: int, end: int) -> Flow:
        """The flow of `text[start:end]`, its places kept."""
        if start == 0 and end >= len(self.text):
            return self
        return Flow(self.document, self.text[start:end], self.places[start:end], self.folded[start:end])

    def evidence(self, start: int, end: int, rule: str, confidence: float, doubts: tuple[str, ...] = ()) -> Evidence:
        """Evidence for `text[start:end]`, which must not be empty: its place on a page and the text as read there."""
        first, last = self.places[start], self.places[end - 1] + 1
        return Evidence(self.document.span(first, last), rule, confidence, self.document.text[first:last], doubts)

    def strip(self) -> Flow:
        """Without the white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, max(start, len(self.text.rstrip())))
