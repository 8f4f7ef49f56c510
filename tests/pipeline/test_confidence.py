"""A value is no surer than the words that it was read from."""

from __future__ import annotations

from dataclasses import replace

from extractors.model import Box, Evidence, Found, Letter, Other, Page, Span, Word
from pipeline.confidence import weigh

TEXT = "ลงวันที่ ๑๒ มีนาคม ๒๕๖๘"


def _page(method: str, *sure: float) -> Page:
    words, at = [], 0
    for part, confidence in zip(TEXT.split(), sure, strict=True):
        start = TEXT.index(part, at)
        at = start + len(part)
        words.append(Word(start, at, Box(0.1, 0.1, 0.2, 0.2), confidence))
    return Page(1, TEXT, tuple(words), method)


def _weighed(page: Page) -> Evidence:
    evidence = Evidence(Span(1, 0, len(TEXT)), "rule", 0.99, TEXT)
    letter = Letter("letter", (1,), evidence, TEXT, subject=Found("เรื่อง", evidence))
    subject = weigh(letter, [page]).subject
    assert subject
    return subject.evidence


def test_a_good_layer_leaves_confidence_as_it_is() -> None:
    assert _weighed(_page("layer", 0.1, 0.1, 0.1, 0.1)).confidence == 0.99


def test_the_weakest_word_with_a_digit_decides() -> None:
    weak, strong = _weighed(_page("ocr", 0.95, 0.3, 0.95, 0.95)), _weighed(_page("ocr", 0.3, 0.95, 0.95, 0.95))
    assert weak.confidence < 0.8 < strong.confidence
    assert weak.doubts == ("low-ocr-confidence",)
    assert strong.doubts == ()


def test_a_number_read_by_ocr_is_never_quite_sure() -> None:
    assert _weighed(_page("ocr", 1.0, 1.0, 1.0, 1.0)).confidence == 0.97


def test_a_word_that_the_layer_reads_otherwise_makes_its_value_doubtful() -> None:
    page = _page("ocr", 0.95, 0.95, 0.95, 0.95)
    year = replace(page.words[-1], others=(Other("๒๕๖๙", "layer", 0.5),))
    assert _weighed(replace(page, words=(*page.words[:-1], year))).doubts == ("layer-differs",)
