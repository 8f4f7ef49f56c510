"""What `saraban eval values` counts: values against what was printed and stamped, by whether they are marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from PIL import Image

from corpus.evaluate_values import _count, _printed, stamped
from corpus.letter import find_letter, gold
from corpus.scans import Sheet, letters_of

SHEET = Sheet(Image.new("L", (1, 1)), "", "a", "Laksaman", "fax")


def test_a_letter_is_stamped_after_it_was_written_and_the_truth_is_what_was_stamped() -> None:
    for at, letter in enumerate(letters_of("test")[:6]):
        (receipt,) = gold(stamped(letter, at))["received"]
        written = date.fromisoformat(gold(letter)["date"])
        assert 0 < (date.fromisoformat(receipt["date"]) - written).days < 10
        assert {("received number", receipt["number"]), ("received date", receipt["date"])} <= set(
            _printed(stamped(letter, at))
        )


def test_a_letter_that_bears_a_stamp_keeps_it() -> None:
    letter = find_letter("province-to-districts")
    assert stamped(letter, 3) is letter


def test_wrong_and_right_are_counted_apart_by_their_marks() -> None:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    printed = Counter([("date", "2025-01-01"), ("references", "a"), ("references", "b")])
    found = [("date", "2025-01-07", False), ("references", "a", True), ("references", "c", True)]
    said = _count(counts, "plain", printed, found, SHEET)
    assert counts["plain", "date"] == Counter({"values": 1, "wrong": 1, "wrong, unmarked": 1})
    assert counts["plain", "references"] == Counter({"values": 2, "exact": 1, "right, marked": 1, "wrong": 1})
    assert said[0].endswith("date: 2025-01-07 SURE (2025-01-01)")
