"""`saraban bench names`: characters a second of reading letters, by the rules alone and with the model, on one core.

Seconds are those of the processor, and the best of several runs: what else the machine does counts as little as may be.
Each composed letter and each template is read once, so that nothing is remembered from one to the next.
"""

from __future__ import annotations

import re
import time
from typing import Annotated

import typer

from corpus.samples import once_each, samples
from extractors.document import PAGE_BREAK, Document
from extractors.model import Page


def bench_names(
    rounds: Annotated[int, typer.Option(min=1, help="จำนวนรอบ นับรอบที่เร็วที่สุด (the best of so many)")] = 5,
) -> None:
    """วัดความเร็วของการสกัดข้อมูล ด้วยกฎ และด้วยกฎกับแบบจำลอง (characters a second, by rules and with names)."""
    pages = [sample.text.split(PAGE_BREAK) for sample in once_each(samples())]
    documents = [Document(tuple(Page(number, text) for number, text in enumerate(texts, 1))) for texts in pages]
    length = sum(len(document.text) for document in documents)
    typer.echo(f"{len(documents)} documents, {length:,} characters, one core, best of {rounds}")
    for title, names in (("rules", False), ("rules and names", True)):
        _seconds(documents[:1], names)  # what is loaded once a process is not counted
        best = min(_seconds(documents, names) for _ in range(rounds))
        typer.echo(f"{title:16}{length / best:10,.0f} characters a second  {best:.2f} s of CPU")


def _seconds(documents: list[Document], names: bool) -> float:
    """The processor's seconds that reading these documents takes."""
    from extractors.letters import read_letters

    re.purge()  # what `re` remembers of a round before
    began = time.process_time()
    for document in documents:
        read_letters(document, names)
    return time.process_time() - began
