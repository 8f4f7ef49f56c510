"""`saraban bench graph`: how long one new letter takes to be linked where a million are.

The letters are those of a made-up civil service (`corpus.world`); the new one cites two, with a wrong digit each, and
may itself be meant by any citation that is there.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from corpus.evaluate_graph import misread
from corpus.world import World, make_world, write_letters
from extractors.model import ReferenceNumber
from pipeline.candidates import near_mentions
from pipeline.graph import find
from pipeline.store import Store


def bench_graph(
    letters: Annotated[int, typer.Option(min=100, help="จำนวนหนังสือ (letters)")] = 1_000_000,
    new: Annotated[int, typer.Option(min=10, help="จำนวนหนังสือที่เข้าใหม่ (new letters)")] = 400,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """วัดเวลาที่ใช้เชื่อมโยงหนังสือใหม่หนึ่งฉบับ (time to link one new letter)."""
    world = make_world(letters, 4 * new, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Store(path) as store:
            began = time.perf_counter()
            write_letters(store.connection, world.letters)
            took = time.perf_counter() - began
            size = path.stat().st_size / 2**20
            typer.echo(f"{len(world.letters):,} letters written in {took:.0f} s, {size:,.0f} MB")
            both = link_new(store, world, new, seed)
    for at, name in enumerate(("on the wall's clock", "of the processor")):
        times = [one[at] for one in both]
        middle, late = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
        typer.echo(f"one new letter: {middle:.2f} ms at the median, {late:.2f} ms at the 95th percentile, {name}")


def link_new(store: Store, world: World, new: int, seed: int) -> list[tuple[float, float]]:
    """Milliseconds for each new letter (of the clock, of this process): its two citations resolved, and those that may
    mean it looked up."""
    random, db = Random(seed), store.connection
    read = [misread(random, citation.cited, "reference", 1) for citation in world.citations]
    times = []
    for at in range(new):
        here = random.choice(world.letters)
        number = ReferenceNumber(here.number.prefix, here.number.unit, True, str(int(here.number.number) + 1))
        began, own = time.perf_counter(), time.process_time()
        for cited in read[2 * at : 2 * at + 2]:
            find(db, cited)
        near_mentions(db, number, here.date, here.files)
        times.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - own)))
    return times
