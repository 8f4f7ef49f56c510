"""Whether a text begins with a verb: by the rules' own verbs of duty, else by what pythainlp's taggers know."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractors.agency_words import boundary, ends_name

_TAGGERS = ("pos_orchid_unigram.json", "pos_tud_unigram.json", "pos_ud_unigram-v0.2.json")
_LONGEST = 24


def begins_with_verb(text: str) -> bool:
    """Whether the first word is a verb: ตรวจสอบ, กวาด; not สะพาน. The longest word counts: การตรวจ is none."""
    if ends_name(text, 0) is not None:
        return True
    words = _words()
    known = next((text[:n] for n in range(min(_LONGEST, len(text)), 1, -1) if text[:n] in words), None)
    return words[known] if known else boundary().match(text) is not None


@cache
def _words() -> dict[str, bool]:
    """Every word that the taggers know, and whether most of those that know it call it a verb; read, not imported."""
    spec = find_spec("pythainlp")
    votes: dict[str, int] = {}
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for name in _TAGGERS:
            tags = json.loads((Path(folder) / "corpus" / name).read_text(encoding="utf-8-sig"))
            for word, tag in tags.items():
                votes[word] = votes.get(word, 0) + (1 if tag in ("VACT", "VERB") else -1)
    return {word: vote > 0 and not word.startswith(("การ", "ความ")) for word, vote in votes.items()}
