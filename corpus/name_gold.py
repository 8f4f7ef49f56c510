"""The names of composed letters, written by hand (`names/train.toml`, `names/test.toml`), found again in a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from corpus.name_texts import FOLDER, Text
from extractors.names import plain

_BRACKETS = re.compile(r"\[(.+)\]")


@cache
def gold_names(split: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """The names of each letter of a split, by kind (in capitals, as the file has them)."""
    path: Path = FOLDER / f"{split}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, dict[str, tuple[str, ...]]])


def wanted(names: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """The distinct names as `(kind, text)`, without spaces, digits Arabic."""
    return {(kind.lower(), plain(_bare(name))) for kind, values in names.items() for name in values}


def _bare(name: str) -> str:
    inside = _BRACKETS.search(name)
    return inside[1] if inside else name


def labelled(text: str, names: dict[str, tuple[str, ...]]) -> Text:
    """The text with every occurrence of the names marked, the longest first, whatever spaces an OCR put in."""
    back = [at for at, char in enumerate(text) if plain(char)]
    squeezed = plain(text)
    taken = [False] * len(squeezed)
    found: list[tuple[int, int, str]] = []
    values = [(kind.lower(), value) for kind, group in names.items() for value in group]
    for kind, value in sorted(values, key=lambda pair: (-("[" in pair[1]), -len(pair[1]))):
        before, bracket, rest = value.partition("[")
        name, _, after = (rest if bracket else value).partition("]")
        lead, name = plain(before) if bracket else "", plain(name)
        for match in re.finditer(re.escape(lead + name + plain(after)), squeezed):
            start = match.start() + len(lead)
            if not any(taken[start : start + len(name)]):
                taken[start : start + len(name)] = [True] * len(name)
                found.append((back[start], back[start + len(name) - 1] + 1, kind))
    return Text(text, tuple(sorted(found)))
