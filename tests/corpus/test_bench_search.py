"""The bench fills a real database and counts recall against a plain scan."""

from __future__ import annotations

from pathlib import Path
from random import Random

from corpus.bench_search import COMMON, blur, fill, recall
from pipeline.rows import Query
from pipeline.store import Store


def test_names_that_stand_in_few_directives_are_all_found_as_typed_and_misread(tmp_path: Path) -> None:
    with Store(tmp_path / "bench.db") as store:
        rare = fill(store, 1_000, Random(1))
        assert store.count("SELECT 1 FROM directive") == 1_000
        assert recall(store, rare[:5], misread=False) == 1
        assert recall(store, rare[:5], misread=True) >= 0.8
        assert all(store.search(Query(word)) for word in COMMON)


def test_a_blurred_word_differs_by_one_letter() -> None:
    for word in COMMON:
        assert sum(a != b for a, b in zip(word, blur(word), strict=True)) == 1
