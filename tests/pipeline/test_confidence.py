"""A value is no surer than the words that it was read from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import REVIEW_BELOW, Box, Directive, Evidence, Found, Letter, Other, Page, Span, Word
from pipeline.confidence import SUREST, calibrate, known, weigh, worth
from rules.load import load

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


TABLES = [table for text in load("confidence").settings.values() for table in text.values()]
STEPS = [tuple(map(tuple, steps)) for table in TABLES for steps in table.values()]
SHARES = st.floats(0, 1)


@pytest.mark.parametrize("steps", STEPS, ids=str)
def test_what_was_counted_rises_and_is_never_quite_sure(steps) -> None:
    assert list(steps) == sorted(steps)
    assert [right for _, right in steps] == sorted(right for _, right in steps)
    assert steps[-1][1] <= SUREST


@given(SHARES, SHARES, st.sampled_from(STEPS))
def test_a_value_said_to_be_surer_is_never_worth_less(one, other, steps) -> None:
    low, high = sorted((one, other))
    assert 0 <= worth(low, steps) <= worth(high, steps) <= SUREST


@pytest.mark.parametrize("steps", STEPS, ids=str)
def test_a_confidence_that_was_counted_is_worth_what_was_counted(steps) -> None:
    assert [worth(said, steps) for said, _ in steps] == pytest.approx([right for _, right in steps])


def _letter() -> Letter:
    def found(sure: float, *doubts: str) -> Found[str]:
        return Found("จังหวัด", Evidence(Span(1, 0, 4), "rule", sure, "จังหวัด", doubts))

    evidence = Evidence(Span(1, 0, 4), "rule", 0.9, "")
    inner = Directive("1.1", "", "", "order", (found(0.7, "actor-from-addressee"),), (), (), (), (), (), evidence)
    outer = Directive("1", "", "", "order", (found(0.9),), (), (), (), (), (inner,), evidence)
    return Letter("letter", (1,), evidence, TEXT, secrecy=found(0.6), directives=(outer,))


def test_a_value_is_as_sure_as_such_values_are_right_however_deep_it_stands() -> None:
    told = calibrate(_letter(), [_page("text", 1, 1, 1, 1)])
    plain, doubted = (known("directives.actors", by_ocr=False, doubted=doubt) for doubt in (False, True))
    assert told.directives[0].actors[0].evidence.confidence == pytest.approx(worth(0.9, plain), abs=1e-4)
    inner = told.directives[0].children[0].actors[0].evidence
    assert inner.confidence == pytest.approx(worth(0.7, doubted), abs=1e-4)
    assert inner.confidence < REVIEW_BELOW


def test_a_kind_of_values_that_was_not_counted_keeps_to_what_was_said() -> None:
    secrecy = calibrate(_letter(), [_page("text", 1, 1, 1, 1)]).secrecy
    assert secrecy
    assert secrecy.evidence.confidence == 0.6


def test_what_an_ocr_read_badly_is_still_to_be_looked_at() -> None:
    letter = replace(_letter(), directives=(replace(_letter().directives[0], actors=(_letter().secrecy,)),))
    for sure in (0.6, 0.79):
        found = letter.directives[0].actors[0]
        told = replace(found, evidence=replace(found.evidence, confidence=sure))
        read = replace(letter, directives=(replace(letter.directives[0], actors=(told,)),))
        calibrated = calibrate(read, [_page("ocr", 1, 1, 1, 1)]).directives[0].actors[0].evidence
        assert calibrated.confidence <= sure
