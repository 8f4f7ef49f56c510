"""The bench times real look-ups in a real database."""

from __future__ import annotations

from pathlib import Path

from corpus.bench_graph import link_new
from corpus.world import make_world, write_letters
from pipeline.store import Store


def test_each_new_letter_has_its_time(tmp_path: Path) -> None:
    world = make_world(2_000, 80, 1)
    with Store(tmp_path / "bench.db") as store:
        write_letters(store.connection, world.letters)
        times = link_new(store, world, 20, 1)
        assert store.count("SELECT 1 FROM letter") == len(world.letters) > 2_000
    assert len(times) == 20 and all(wall > 0 and 0 <= own < 1000 for wall, own in times)
