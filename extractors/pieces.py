"""Joins lines back into running text, and splits a field into the items of its list."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cache

from extractors.document import Document, Flow
from rules.load import compiled

_THAI = re.compile(r"[ก-ฮะ-ฺเ-๎]")
_LABEL = re.compile(
    r"(?P<edge>(?:^|(?<=\n)))?(?:(?<=\s)|^)(?:[-–•*]\s*)?\(?(?P<number>\d{1,2})(?:[.)]\)?\s*|\s+)(?=[ก-ฮเ-ไ\"“'(A-Za-z])"
)
_DASH = re.compile(r"(?:^|(?<=\n))\s*[-–•*]\s*(?=\S)")


def rejoin(document: Document, pieces: Sequence[tuple[int, int]]) -> Flow:
    """Pieces of lines as one flow: nothing between two Thai letters where a line broke, one space elsewhere.

    Thai is set without spaces between words, so a line breaks inside a phrase as often as at a space; words that open a
    clause (หาก, ทั้งนี้, และขอให้) have their space back.
    """
    return smooth(Flow.of(document, [piece for piece in pieces if piece[1] > piece[0]], glue="\n"))


@cache
def _opens_clause() -> re.Pattern[str]:
    return compiled("lines", "line.opens-clause")


def joined(one: Flow, other: Flow) -> Flow:
    """Two flows of a document as one, a space between them."""
    places = one.places + other.places[:1] + other.places
    return Flow(one.document, f"{one.text} {other.text}", places, f"{one.folded} {other.folded}")


def smooth(flow: Flow) -> Flow:
    """The flow with each run of white space that holds a newline taken out, or made one space."""
    if "\n" not in flow.text:
        return flow.strip()
    text: list[str] = []
    places = array("L")
    at = 0
    for match in re.finditer(r"[ \t]*\n\s*", flow.text):
        text.append(flow.text[at : match.start()])
        places.extend(flow.places[at : match.start()])
        before, after = flow.text[match.start() - 1 : match.start()], flow.text[match.end() : match.end() + 1]
        inside = _THAI.match(before) and _THAI.match(after) and not _opens_clause().match(flow.text, match.end())
        if before and after and not inside:
            text.append(" ")
            places.append(flow.places[match.start()])
        at = match.end()
    text.append(flow.text[at:])
    places.extend(flow.places[at:])
    return Flow(flow.document, "".join(text), places).strip()


def split_list(document: Document, pieces: Sequence[tuple[int, int]]) -> list[tuple[str | None, Flow]]:
    """The items of a field: numbered ones (1. 2. 3., on lines of their own or in a row), dashes, or the whole as one.

    A number opens an item only as the next in order, so that no figure inside a title does.
    """
    flow = Flow.of(document, [piece for piece in pieces if piece[1] > piece[0]], glue="\n")
    if not flow.text.strip():
        return []
    cuts = _numbered(flow) or [(m.start(), m.end(), None) for m in _DASH.finditer(flow.folded)]
    if not cuts:
        return [(None, smooth(flow))]
    items: list[tuple[str | None, Flow]] = []
    lead = smooth(flow.part(0, cuts[0][0]))
    if lead.text:
        items.append((None, lead))
    for (_, start, label), end in zip(cuts, [*(cut[0] for cut in cuts[1:]), len(flow.text)], strict=True):
        item = smooth(flow.part(start, end))
        if item.text:
            items.append((label, item))
    return items


def _numbered(flow: Flow) -> list[tuple[int, int, str | None]]:
    cuts: list[tuple[int, int, str | None]] = []
    for match in _LABEL.finditer(flow.folded):
        wanted = len(cuts) + 1
        dotted = match[0].rstrip().endswith((".", ")"))
        at_edge = match["edge"] is not None
        if int(match["number"]) == wanted and (dotted or at_edge) and (cuts or at_edge):
            cuts.append((match.start(), match.end(), match["number"]))
    return cuts if len(cuts) > 1 or (cuts and cuts[0][0] == 0) else []
