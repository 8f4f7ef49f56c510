"""Letters of offices that nobody has looked at: whole texts as an OCR gives them, and gold written by hand.

They are not composed: `blind/NAME.toml` holds the pages as they stand, line by line. Each batch was measured once
before anybody who writes rules had seen it, and was then learnt from (corpus/STUDY.md has the figures of first
contact; first_met.toml what confidences are learnt from). `train` are the earlier batches, `test` the last two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from corpus.compose import Habit
from corpus.letter import ComposedLetter, LetterError, gold, gold_directives
from corpus.samples import Sample
from extractors.document import PAGE_BREAK

BLIND = Path(__file__).parent / "blind"


class BlindFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One document: its pages as read, and the gold of each of its letters in the fields of a composed letter."""

    style: str
    split: str
    pages: tuple[str, ...]
    letters: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class BlindSample(Sample):
    """A document whose text is given: no habit sets it."""

    pages: tuple[str, ...] = ()

    def _text(self, habit: Habit) -> str:
        return PAGE_BREAK.join(self.pages)


@cache
def load_blind(folder: Path = BLIND) -> tuple[BlindSample, ...]:
    """All blind documents, by name. Raises LetterError with the file's name where one cannot be read."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        try:
            file = msgspec.toml.decode(path.read_bytes(), type=BlindFile)
            letters = tuple(_letter(path.stem, file, table) for table in file.letters)
        except (msgspec.MsgspecError, ValueError) as error:
            raise LetterError(f"{path.name}: {error}") from error
        found.append(BlindSample(path.stem, file.style, file.split, "plain", letters, file.pages))
    return tuple(found)


def _letter(name: str, file: BlindFile, table: dict[str, Any]) -> ComposedLetter:
    """The gold of one letter as a composed letter without a body."""
    known = {"style": file.style, "split": file.split, "subject": "", "body": "", "name": name}
    letter = msgspec.convert(known | table, ComposedLetter)
    gold(letter), gold_directives(letter.directives)
    return letter
