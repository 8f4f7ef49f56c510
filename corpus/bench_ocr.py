"""`saraban bench ocr`: pages a second and memory a worker, ours beside Tesseract's own Thai model, in one run.

Both read the same pages, clean at 300 dots an inch and worn, one thread a page. Seconds are told by the clock and of
the processor (the engine's own with them): what else the machine does lengthens the first, and hardly the second.
Memory is the largest that the worker and the engine it starts held together, looked at fifty times a second.
"""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Annotated

import typer

from corpus.evaluate_ocr import read_by
from corpus.scans import Sheet, letters_of, sheets


def bench_ocr(letters: Annotated[int, typer.Option(min=1, help="จำนวนหนังสือ (letters to read)")] = 4) -> None:
    """วัดความเร็วและหน่วยความจำของการอ่านภาพ (speed and memory of reading scans beside stock Tesseract)."""
    pages_ = [sheet for at, letter in enumerate(letters_of("test")[:letters]) for sheet in sheets(letter, at)]
    clean = [sheet for sheet in pages_ if sheet.kind == "clean"]
    worn = [sheet for sheet in pages_ if sheet.kind != "clean"]
    typer.echo(f"{len(clean)} clean pages at 300 dpi, {len(worn)} worn; one thread a page")
    for kind, pages in (("clean", clean), ("worn", worn)):
        for reader in ("tha", "saraban"):
            with _workers(1) as pool:
                pool.submit(_read, (pages[0], reader)).result()  # the first page pays for the imports
                by_clock, used, most = _timed(pool, pages, reader)
            typer.echo(
                f"{kind:6} {reader:8} {by_clock / len(pages):6.2f} s/page   {used / len(pages):6.2f} s of the processor"
                f"   {most / 2**20:5.0f} MB at the most"
            )
    alone, both = (_timed_with(pages_, workers) for workers in (1, 2))
    typer.echo(f"two workers are {alone / both:.2f} times as fast as one")


def _workers(count: int) -> ProcessPoolExecutor:
    """Workers that begin empty, as on Windows: one forked from here would hold the composed pages too."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def _timed_with(pages: list[Sheet], workers: int) -> float:
    with _workers(workers) as pool:
        list(pool.map(_read, [(pages[0], "saraban")] * workers))
        return _timed(pool, pages, "saraban")[0]


def _timed(pool: ProcessPoolExecutor, pages: list[Sheet], reader: str) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of the processor, and the most memory."""
    with _Memory() as memory:
        began = time.perf_counter()
        used = sum(pool.map(_read, [(page, reader) for page in pages]))
        return time.perf_counter() - began, used, memory.most


def _read(job: tuple[Sheet, str]) -> float:
    """Reads one page; the processor's seconds that it took, the engine's with them (on Windows, without)."""
    sheet, reader = job
    before = os.times()
    read_by(reader, sheet)
    return sum(os.times()[:4]) - sum(before[:4])


class _Memory:
    """The most that this process's children held at one time, in bytes."""

    def __enter__(self) -> _Memory:
        self.most, self._stop = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        me = psutil.Process()
        while not self._stop.wait(0.02):
            held = 0
            for child in me.children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.NoSuchProcess:  # the engine ends with its page
                    continue
            self.most = max(self.most, held)
