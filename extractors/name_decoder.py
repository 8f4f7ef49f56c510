"""Reads names off the model's scores (การตัดสินชื่อ): the same names as spaCy's parser, without its walk over every token.

That parser goes from token to token and asks of each of its actions whether it is allowed, which takes two thirds of
its time. What it scores outside a name depends on the token alone, though: so all tokens are scored at once, and only
the tokens behind the first of a name are gone through. The weights are the model's own; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Span

_BLOCKED = "U-"
"""The action for a token that somebody else has said is no name: nobody does here."""
_WINDOW = 16
"""Tokens that are scored at once behind the first of a name; few names are longer."""


class Decoder:
    """The names that a trained `ner` component of spaCy finds in documents cut into tokens."""

    def __init__(self, ner: Any) -> None:
        self._tok2vec, self._lower = ner.model.get_ref("tok2vec"), ner.model.get_ref("lower")
        self._bias: NDArray[np.float32] = self._lower.get_param("b")
        self._moves: list[str] = [ner.moves.get_class_name(at) for at in range(ner.moves.n_moves)]
        self._begins = [at for at, move in enumerate(self._moves) if move.startswith("B-")]
        self._outside = [at for at, move in enumerate(self._moves) if move[0] in "BUO" and move != _BLOCKED]

    def names(self, docs: Sequence[Doc]) -> Iterator[list[Span]]:
        """The names of each document, in order."""
        docs = list(docs)
        if not any(len(doc) for doc in docs):
            yield from ([] for _ in docs)
            return
        scores = self._lower.predict(self._tok2vec.predict(docs))
        first = self._first_moves(scores, docs)
        start = 0
        for doc in docs:
            yield list(self._of(doc, scores[start : start + len(doc) + 1], scores[0], first[start : start + len(doc)]))
            start += len(doc)

    def _first_moves(self, scores: NDArray[np.float32], docs: list[Doc]) -> NDArray[np.intp]:
        """For each token the best action where no name is open: none begins on a space, nor goes on past the end."""
        nothing = scores[0]
        best = (scores[1:, 0] + nothing[1] + nothing[2] + self._bias).max(axis=-1)
        allowed = np.full(best.shape, -np.inf, dtype=best.dtype)
        allowed[:, self._outside] = 0
        spaces = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        allowed[spaces] = -np.inf
        allowed[spaces, self._moves.index("O")] = 0
        ends = np.cumsum([len(doc) for doc in docs if len(doc)]) - 1
        allowed[ends[:, None], self._begins] = -np.inf
        return np.asarray((best + allowed).argmax(axis=-1))

    def _of(
        self, doc: Doc, scores: NDArray[np.float32], nothing: NDArray[np.float32], first: NDArray[np.intp]
    ) -> Iterator[Span]:
        from spacy.tokens import Span

        free = 0
        for start in map(int, np.flatnonzero(first != self._moves.index("O"))):
            if start >= free:
                move, _, kind = self._moves[first[start]].partition("-")
                free = start + 1 if move == "U" else self._end(scores, start, kind)
                yield Span(doc, start, free, label=kind)

    def _end(self, scores: NDArray[np.float32], start: int, kind: str) -> int:
        """Where a name that begins at a token ends: behind the first token at which to end it scores best."""
        inside, last = self._moves.index(f"I-{kind}"), self._moves.index(f"L-{kind}")
        moves = [inside, last]
        length = len(scores) - 1
        for at in range(start + 1, length, _WINDOW):
            to = min(at + _WINDOW, length)
            here, before = scores[at + 1 : to + 1, 0, moves], scores[at:to, 2, moves]
            on, over = (here + scores[start + 1, 1, moves] + before + self._bias[moves]).max(axis=-1).T
            ends = np.flatnonzero(over > on if inside < last else over >= on)
            if len(ends):
                return at + int(ends[0]) + 1
        return length
