"""Trains the model that finds names (ตัวหาชื่อ): `python -m corpus.train_names`, under five minutes on one core.

From nothing but this project's own texts, with a fixed seed, into extractors/models/names: sentences made by
`name_texts`, and the composed letters of the training split with their names by hand (`names/train.toml`). Every
third of these letters is kept back; how often the model is right on them is the confidence that it gives.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.compose import composed
from corpus.letter import load_letters
from corpus.name_gold import gold_names, labelled
from corpus.name_texts import Text, renamed, texts
from extractors.lines import read_lines
from extractors.names import KINDS, MODEL, flows_of
from extractors.zones import read_zones

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

SEED = 7
WIDTH = 40
SENTENCES = 14_000
ROUNDS = 4
BATCH = 12
COPIES = 6
"""How often each letter is shown with other names in the places of its own."""

_NER: dict[str, Any] = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
    "hidden_width": WIDTH, "maxout_pieces": 2, "use_upper": False,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "include_static_vectors": False,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2000, 500],
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH, "depth": 2, "window_size": 1, "maxout_pieces": 2,
        },
    },
}  # fmt: skip


def letter_texts(kept_back: bool) -> Iterator[Text]:
    """The training letters' texts as the extractors cut them, names labelled: of those kept back, or of the others."""
    gold = gold_names("train")
    for at, letter in enumerate(x for x in load_letters() if x.name in gold):
        if (at % 3 == 2) == kept_back:
            for habit in letter.habits:
                document = composed(letter, habit)
                for flow in flows_of(document, read_zones(read_lines(document))):
                    yield labelled(flow.text, gold[letter.name])


def train(out: Path = MODEL, sentences: int = SENTENCES, copies: int = COPIES, rounds: int = ROUNDS) -> dict[str, Any]:
    """Trains and writes the model; gives what stands in its meta.json under `saraban`."""
    import spacy
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    dice = random.Random(SEED)
    nlp = spacy.blank("th")
    names = nlp.add_pipe("ner", config={"model": _NER})
    for kind in KINDS:
        names.add_label(kind)  # type: ignore[attr-defined]
    own = list(letter_texts(kept_back=False))
    data = texts(sentences, SEED) + own + [renamed(text, dice) for text in own for _ in range(copies)]
    examples = [_example(nlp, text) for text in data]
    optimizer = nlp.initialize(lambda: examples[:100])
    optimizer.learn_rate = 0.003
    for at in range(rounds):
        dice.shuffle(examples)
        losses: dict[str, float] = {}
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer, losses=losses, drop=0.2)
        optimizer.learn_rate *= 0.6
        print(f"round {at + 1} of {rounds}: loss {losses['ner']:.0f}", flush=True)
    nlp.meta.update(name="saraban_names", version="1.0.0", license="Apache-2.0")
    nlp.meta["saraban"] = {"texts": len(data), "seed": SEED, "confidence": confidence(nlp)}
    _write(nlp, out)
    return dict(nlp.meta["saraban"])


def _example(nlp: Language, text: Text) -> Example:
    """A text as spaCy learns it; a name whose edge falls within a word of the tokenizer takes the whole word."""
    from spacy.training import Example

    doc = nlp.make_doc(text.text)
    ents: list[Any] = []
    for start, end, kind in text.names:
        span = doc.char_span(start, end, label=kind, alignment_mode="expand")
        if span is not None and (not ents or span.start >= ents[-1].end):
            ents.append(span)
    gold = doc.copy()
    gold.set_ents(ents)
    return Example(doc, gold)


def confidence(nlp: Language) -> dict[str, float]:
    """Of each kind of names that the model finds in the letters kept back, how many are right (smoothed by a half)."""
    right, found = dict.fromkeys(KINDS, 1), dict.fromkeys(KINDS, 2)
    held = list(letter_texts(kept_back=True))
    for text, doc in zip(held, nlp.pipe(text.text for text in held), strict=True):
        for ent in doc.ents:
            found[ent.label_] += 1
            right[ent.label_] += (ent.start_char, ent.end_char, ent.label_) in text.names
    return {kind: round(right[kind] / found[kind], 3) for kind in KINDS}


def _write(nlp: Language, out: Path) -> None:
    """Writes the model without the words that were met in training, which it does not need."""
    import spacy

    bare = spacy.blank("th")
    bare.add_pipe("ner", config={"model": _NER})
    bare.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    bare.meta.update({key: nlp.meta[key] for key in ("name", "version", "license", "saraban")})
    out.mkdir(parents=True, exist_ok=True)
    bare.to_disk(out)


if __name__ == "__main__":
    began = time.perf_counter()
    print(train(Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL))
    print(f"{time.perf_counter() - began:.0f} s")
