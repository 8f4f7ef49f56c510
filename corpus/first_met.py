"""What was told of letters the first time that the rules met them, counted by batch: `corpus/first_met.toml`.

Letters that the rules have been fitted to say little of an office not yet seen. So a batch is counted once, before
anybody who writes rules has read it; the counts are kept, and confidences are learnt from nothing else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec

from corpus.calibration import Said
from corpus.samples import Read, Sample, read_clean, read_damaged
from corpus.scoring import Tally, score_document

FIRST_MET = Path(__file__).parent / "first_met.toml"
READS: dict[str, Read] = {
    "text": lambda document: read_clean(document, counted=False),
    "ocr": lambda document: read_damaged(document, counted=False),
}
"""How each document is read: as it is, and damaged as a poor reading leaves it."""
_KINDS = {
    "phones": "contact.phones", "signatory.name": "signatory", "signatory.position": "signatory",
    "directive.actors": "directives.actors", "directive.recipients": "directives.recipients",
    "directive.deadlines": "directives.deadlines",
}  # fmt: skip
"""The kind of value (the path of its evidence) by what the scoring calls it, where the two differ."""

Counts = dict[str, dict[str, list[tuple[float, int, int]]]]
"""Of values `plain` and `doubted`, by kind: `[said, told, right]`, rising."""


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One batch of letters, as it was first met: read from its text, and damaged."""

    name: str
    letters: int
    text: Counts
    ocr: Counts

    def counts(self, by_ocr: bool) -> Counts:
        return self.ocr if by_ocr else self.text


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    batches: tuple[Batch, ...] = ()


def load_met(path: Path = FIRST_MET) -> tuple[Batch, ...]:
    """The batches that were counted, in the order in which they were met."""
    return msgspec.toml.decode(path.read_bytes(), type=_File).batches


def meet(name: str, documents: Sequence[Sample]) -> Batch:
    """Reads and counts letters that nobody has looked at."""
    counts, letters = {}, 0
    for mode, read in READS.items():
        tally = Tally()
        for document in documents:
            score_document(tally, document.name, document.gold, read(document))
        counts[mode], letters = counted(tally), tally.letters
    return Batch(name, letters, **counts)


def counted(tally: Tally) -> Counts:
    """How many values of each kind were told with each confidence, and how many of them are right."""
    levels: dict[str, dict[str, dict[float, list[bool]]]] = {"plain": {}, "doubted": {}}
    for key, score in tally.scores.items():
        for said in score.said:
            kinds = levels["doubted" if said.doubted else "plain"]
            kinds.setdefault(_KINDS.get(key, key), defaultdict(list))[round(said.sure, 2)].append(said.right)
    return {
        title: {
            kind: [(at, len(v), sum(v)) for at, v in sorted(found.items())] for kind, found in sorted(kinds.items())
        }
        for title, kinds in levels.items()
    }


def said_of(batches: Sequence[Batch], by_ocr: bool, doubted: bool) -> dict[str, list[Said]]:
    """Each value of these batches again, by kind: how sure it was said to be, and whether it was right."""
    values: dict[str, list[Said]] = defaultdict(list)
    for batch in batches:
        for kind, levels in batch.counts(by_ocr)["doubted" if doubted else "plain"].items():
            for sure, told, right in levels:
                values[kind] += [Said(sure, doubted, at < right) for at in range(told)]
    return values


def keep(batch: Batch, path: Path = FIRST_MET) -> None:
    """Writes the batch behind those that are there."""
    lines = [path.read_text(encoding="utf-8").rstrip(), "", "[[batches]]"]
    lines += [f"name = {json.dumps(batch.name)}", f"letters = {batch.letters}"]
    for mode in READS:
        for title, kinds in batch.counts(mode == "ocr").items():
            lines += ["", f"[batches.{mode}.{title}]"]
            lines += [f'"{kind}" = {json.dumps([list(level) for level in levels])}' for kind, levels in kinds.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
