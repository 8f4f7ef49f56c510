"""Names in a letter (ชื่อเฉพาะ): agencies, positions, persons, places, laws and projects, by rules and by a model.

The one policy of merging:
- In a field (actors, signatory, references and so on) a rule's value wins. The model fills only what the rules left
  empty, with its own confidence (measured on letters that it did not see, kept in its meta.json), and the evidence
  says `ner:KIND`.
- In the list of names a rule that knows both ends of a name (a person with a title, the signer, a law with its
  year) wins. Then comes the model, which tells an office that acts from one that is a place, and reads names in no
  list to their end; what does not begin as names of its kind do is dropped. Last, what the rules know (a listed
  office or position) where the model saw nothing; a guess by the first word alone (`agency.head`) is no name. By
  `saraban eval names` this order finds more, and fewer that are wrong, than either alone.
The model (models/names, its card beside it) is loaded when names are first looked for, and never by the import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractors.agencies import find_agencies
from extractors.agency_words import ends_name
from extractors.cited import find_instruments
from extractors.document import Document, Flow, fold_digits
from extractors.foot import signatory
from extractors.model import Citation, Name
from extractors.paragraphs import paragraphs
from extractors.pieces import rejoin
from extractors.zones import Zones
from rules.load import compiled, load

if TYPE_CHECKING:
    from spacy.language import Language

    from extractors.name_decoder import Decoder

KINDS = ("agency", "position", "person", "place", "law", "project")
MODEL = Path(__file__).parent / "models" / "names"
_LONGEST = 3000
"""Characters that the model reads at once: longer paragraphs are cut at a space, so that none can hold it up."""


def flows_of(document: Document, zones: Zones, body: Sequence[Flow] | None = None) -> list[Flow]:
    """The running texts in which names stand: each line of the head and the foot, each paragraph of the body.

    `body`: its paragraphs with those of the closing, where they have been rejoined already.
    """
    if body is None:
        body = [para.flow for part in (zones.body, zones.closing) for para in paragraphs(document, part)]
    flows = [Flow.of(document, [(line.start, line.end)]) for line in zones.head]
    flows += [rejoin(document, pieces) for pieces in zones.fields.values()]
    flows += body
    flows += [Flow.of(document, [(line.start, line.end)]) for line in (*zones.signature, *zones.tail[:_MINUTES])]
    parts = [part for flow in flows if flow.text.strip() for part in _cut(flow)]
    ends = accumulate(len(part.text) for part in parts)
    return [part for part, end in zip(parts, ends, strict=True) if end <= _MOST]


_MINUTES = 8
"""Lines after the foot that may be minutes of the office that received the letter."""
_MOST = 50_000
"""Characters of one letter in which names are looked for, some thirty pages: beyond it lies no letter but a table."""


def _cut(flow: Flow) -> Iterable[Flow]:
    at = 0
    while len(flow.text) - at > _LONGEST:
        space = flow.text.rfind(" ", at + _LONGEST // 2, at + _LONGEST)
        end = space if space > 0 else at + _LONGEST
        yield flow.part(at, end)
        at = end
    yield flow.part(at, len(flow.text))


def plain(text: str) -> str:
    """A name without spaces and quotation marks, digits Arabic: by this two names are the same."""
    return fold_digits(_IDLE.sub("", text))


_IDLE = re.compile(r"[\s\"“”'‘’]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A name at `[start, end)` of a flow, by a rule or, where `rule` begins with `ner:`, by the model."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: float


By = Literal["both", "rules", "model"]


def find_names(
    document: Document, zones: Zones, by: By = "both", body: Sequence[Flow] | None = None
) -> tuple[Name, ...]:
    """The distinct names of a letter, each at its first place, the signer's before the others; `body` as in `flows_of`.

    Kinds of offices (จังหวัด, ส่วนราชการ) are no names.
    """
    first: dict[tuple[str, str], Name] = {}
    for name in _every(document, zones, by, flows_of(document, zones, body)):
        key = name.kind, plain(name.text)
        if len(key[1]) > 2 and not {key[1], key[1].rstrip(".ฯ")} & _classes():
            first.setdefault(key, name)
    return tuple(first.values())


def _every(document: Document, zones: Zones, by: By, flows: list[Flow]) -> Iterator[Name]:
    found = by_model([flow.text for flow in flows]) if by != "rules" else ([] for _ in flows)
    signed = signatory(document, zones)
    if signed and by != "model":
        yield Name("person", signed.evidence.as_read, signed.evidence)
    for flow, model in zip(flows, found, strict=True):
        rules = by_rule(flow.folded) if by != "model" else []
        for span in merged(rules, _shortened(flow.folded, rules, model)) if by != "rules" else _apart(rules):
            start, end = _trimmed(flow.folded, span)
            text = re.sub(r"\s+", " ", flow.text[start:end]).strip()
            yield Name(span.kind, text, flow.evidence(start, end, span.rule, span.confidence))


@cache
def _classes() -> frozenset[str]:
    return frozenset(load("names").settings["classes"])


def laws_cited(names: Iterable[Name], cited: Sequence[Citation]) -> tuple[Citation, ...]:
    """What the rules cite, and the laws that the model alone found (those without a year) after it."""
    told = [plain(citation.text) for citation in cited]
    laws = [n for n in names if n.evidence.rule == "ner:law" and not any(plain(n.text) in one for one in told)]
    return (*cited, *(Citation("act" if _ACT.match(n.text) else "regulation", n.text, n.evidence) for n in laws))


_ACT = re.compile("พระราช|พ\\.|ประมวล|รัฐธรรมนูญ")


def _trimmed(folded: str, span: Span) -> tuple[int, int]:
    """The span's ends without the words that say that all of a kind are meant (ทุกจังหวัด)."""
    every = compiled("names", "name.every").search(folded, span.start, span.end)
    end = every.start() if every and every.start() > span.start else span.end
    while end > span.start and folded[end - 1] in " ()-–,:":
        end -= 1
    return span.start, end


def by_rule(folded: str) -> list[Span]:
    """Offices and positions that the rules know or guess, persons told by their titles, and laws; in order."""
    found = []
    for match in find_agencies(folded):
        if match.rule != "agency.staff":
            kind = "position" if match.rule == "agency.position" else "agency"
            found.append(Span(match.start, match.end, kind, match.rule, match.confidence))
    for person in compiled("names", "name.person").finditer(folded):
        found.append(Span(*person.span("name"), "person", "name.person", 0.97))
    for project in compiled("names", "name.project").finditer(folded):
        found.append(Span(*project.span(), "project", "name.project", 0.95))
    for law in find_instruments(folded):
        if law.kind in _LAWS:
            found.append(Span(law.start, law.end, "law", law.rule, law.confidence))
    return sorted(found, key=lambda span: (span.start, -span.end))


_KNOWN = ("agency.known", "agency.position")
_LAWS = ("act", "regulation", "announcement")


def _shortened(folded: str, rules: list[Span], model: list[Span]) -> list[Span]:
    """The model's spans, cut where a name that the rules know ends and a verb begins, or where no law goes on."""
    ends = {s.start: s.end for s in rules if s.rule in _KNOWN and ends_name(folded, s.end) is not None}
    for law in (span for span in model if span.kind == "law"):
        if over := compiled("names", "name.law-end").search(folded, law.start, law.end):
            ends[law.start] = over.start()
    return [replace(s, end=min(s.end, ends.get(s.start, s.end))) for s in model]


def merged(rules: list[Span], model: list[Span]) -> list[Span]:
    """Both sets of spans as one, by the policy above; none overlaps another."""
    sure = [span for span in rules if span.rule in ("name.person", "name.project") or span.kind == "law"]
    known = [span for span in rules if span.rule in _KNOWN]
    return _apart([*sure, *model, *known])


def _apart(spans: list[Span]) -> list[Span]:
    """The spans in the order of the text, without those that overlap one named before them."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.start < other.end and other.start < span.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


@cache
def model() -> Language:
    """The model, loaded once a process."""
    import spacy

    return spacy.load(MODEL)


def by_model(texts: list[str]) -> Iterator[list[Span]]:
    """What the model finds in each text."""
    sure: dict[str, float] = model().meta["saraban"]["confidence"]
    for start in range(0, len(texts), _AT_ONCE):
        docs = [model().make_doc(text) for text in texts[start : start + _AT_ONCE]]
        for text, doc, found in zip(texts[start:], docs, _decoder().names(docs), strict=False):
            # A tokenizer that loses a character would shift every place after it.
            yield [
                Span(e.start_char, e.end_char, e.label_, f"ner:{e.label_}", sure[e.label_])
                for e in found
                if doc.text == text and _opens(e.label_, fold_digits(e.text))
            ]


_AT_ONCE = 64
"""Texts that the model reads at once."""


@cache
def _decoder() -> Decoder:
    from extractors.name_decoder import Decoder

    return Decoder(model().get_pipe("ner"))


def _opens(kind: str, folded: str) -> bool:
    """Whether a text begins as names of the kind do; a province may stand by its bare name."""
    bare = kind == "place" and folded in _provinces()
    return bare or compiled("names", f"name.opens-{kind}").match(folded) is not None


@cache
def _provinces() -> frozenset[str]:
    return frozenset(name for term in load("provinces").terms for name in (term.name, *term.variants))
