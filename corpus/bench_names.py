"""`saraban bench names`: characters a second of reading letters, by the rules alone and with the model, on one core."""

from __future__ import annotations

import time

import typer

from corpus.samples import samples
from extractors.document import PAGE_BREAK, Document
from extractors.model import Page


def bench_names() -> None:
    """วัดความเร็วของการสกัดข้อมูล ด้วยกฎ และด้วยกฎกับแบบจำลอง (characters a second, by rules and with names)."""
    from extractors.letters import read_letters

    pages = [sample.text.split(PAGE_BREAK) for sample in samples("hand")]
    documents = [Document(tuple(Page(number, text) for number, text in enumerate(texts, 1))) for texts in pages]
    length = sum(len(document.text) for document in documents)
    typer.echo(f"{len(documents)} letters, {length:,} characters, one core")
    for title, names in (("rules", False), ("rules and names", True)):
        read_letters(documents[0], names)  # what is loaded once a process is not counted
        began = time.process_time()
        for document in documents:
            read_letters(document, names)
        typer.echo(f"{title:16}{length / (time.process_time() - began):10,.0f} characters a second")
