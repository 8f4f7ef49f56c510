"""The head of a letter (หัวหนังสือ): number, date, urgency, sender, subject, addressees, references, enclosures."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from extractors import cues
from extractors.dates import DateMatch, find_dates
from extractors.document import Document, Flow
from extractors.lines import Line
from extractors.model import Citation, Enclosure, Evidence, Found, ReferenceNumber
from extractors.pieces import rejoin, split_list
from extractors.reference_numbers import NumberMatch, find_reference_numbers, repair_prefix
from extractors.zones import Zones
from rules.load import compiled


def flow_of(document: Document, line: Line) -> Flow:
    return Flow.of(document, [(line.start, line.end)])


def urgency(document: Document, zones: Zones) -> Found[str] | None:
    """The speed (ชั้นความเร็ว): ด่วน, ด่วนมาก or ด่วนที่สุด, from a line of its own or before the number."""
    return _marked(document, zones.head, "urgency")


def secrecy(document: Document, zones: Zones) -> Found[str] | None:
    """The class of secrecy (ชั้นความลับ): ลับ, ลับมาก or ลับที่สุด."""
    return _marked(document, [*zones.head, *zones.signature], "secrecy")


def _marked(document: Document, lines: list[Line], name: str) -> Found[str] | None:
    for line in lines:
        match = cues.match(line, f"head.{name}")
        if match:
            start, end = match.span(name)
            evidence = flow_of(document, line).evidence(start, end, f"head.{name}", 0.98)
            return Found(_grade(match[name]), evidence)
    return None


def _grade(text: str) -> str:
    """The mark as the regulation writes it, whatever tone an OCR took or lost (ข้อ ๒๘)."""
    stem = "ลับ" if "ล" in text[:2] else "ด่วน"
    return stem + ("ที่สุด" if "ส" in text else "มาก" if "มาก" in text else "")


def reference_number(document: Document, zones: Zones) -> Found[ReferenceNumber] | None:
    """The letter's own number (เลขที่หนังสือ), its prefix mended from the letterhead where only one mend fits."""
    for line in zones.number:
        order = cues.match(line, "head.order-number")
        if order:
            number = ReferenceNumber("", "", False, order["number"], series_year=_full_year(order["year"]))
            return Found(number, flow_of(document, line).evidence(*order.span(), "head.order-number", 0.95))
        matches = find_reference_numbers(line.folded)
        if matches:
            return _with_letterhead(document, line, _whole_prefix(line, matches[0]), zones)
    for line in [*zones.head, *zones.signature[:1]]:
        if cues.opens(line, "head.order") and (matches := find_reference_numbers(line.folded)):
            return _with_letterhead(document, line, matches[0], zones)
    return None


def _whole_prefix(line: Line, match: NumberMatch) -> NumberMatch:
    """The number with all the letters that stand behind ที่: of ที่ กช นม ๐๐๑/ว ๒๓๖ not นม alone; kept and doubted."""
    more, printed = _MORE_PREFIX.search(line.folded[: match.start]), _PRINTED.match(match.as_read)
    if not more or not printed:
        return match
    value = replace(match.value, prefix=more[1] + printed[0])
    doubts = tuple(dict.fromkeys((*match.doubts, "prefix-unknown")))
    return replace(match, start=more.start(1), value=value, confidence=min(match.confidence, 0.6), doubts=doubts)


_MORE_PREFIX = re.compile(r"^(?:ด่วน(?:ที่สุด|มาก)?\s{0,3})?ที่\s{0,4}((?!ด่วน)(?:[ก-ฮ]{1,6}\.?\s?){1,2})$")
_PRINTED = re.compile(r"[ก-ฮ][ก-ฮ.]*")


def _full_year(year: str) -> str:
    return year if len(year) == 4 else "25" + year


def _with_letterhead(document: Document, line: Line, match: NumberMatch, zones: Zones) -> Found[ReferenceNumber]:
    beside = [line.text[match.end :], *(other.text for other in zones.head if other is not line)]
    # A street may bear a province's name (ถนนเพชรบุรี) and says nothing of who writes.
    letterhead = re.sub(r"(?:ถนน|ถ\.|ซอย)\s*\S+", "", "\n".join(beside))
    number, doubt = repair_prefix(match.value, letterhead)
    doubts = tuple(dict.fromkeys((*match.doubts, *((doubt,) if doubt else ()))))
    rule = match.rule if number == match.value else f"{match.rule}+prefix-repaired"
    confidence = match.confidence if not doubt else min(match.confidence, 0.75)
    evidence = flow_of(document, line).evidence(match.start, match.end, rule, confidence, doubts)
    return Found(number, evidence)


def letter_date(document: Document, zones: Zones) -> tuple[Found[date] | None, Evidence | None]:
    """The date of the letter, and the evidence of a date that stands there without its day (written by hand)."""
    partial: Evidence | None = None
    given = [line for line in [*zones.closing, *zones.signature] if cues.opens(line, "head.given")]
    foot = [line for line in zones.signature if _date_rank(line, zones.memo) == 0 and not zones.fields.get("addressee")]
    for line in [*given, *sorted(zones.head, key=lambda line: _date_rank(line, zones.memo)), *foot]:
        if (cues.opens(line, "sign.phone") and not cues.opens(line, "head.number")) or len(line.text) > _PROSE:
            continue
        found = date_on(line)
        if found is None:
            continue
        evidence = flow_of(document, line).evidence(found.start, found.end, found.rule, found.confidence, found.doubts)
        if found.precision == "day" and found.value:
            if line not in given and _date_rank(line, zones.memo) and _other_day(zones.head, line, found):
                evidence = replace(evidence, confidence=0.6, doubts=(*evidence.doubts, "dates-differ"))
            return Found(found.value, evidence), None
        partial = partial or replace(evidence, confidence=0.0, doubts=("day-missing",))
    return None, partial


_PROSE = 160
"""A longer line is no line of a head: a day within it is told of something else."""


def _other_day(head: list[Line], line: Line, found: DateMatch) -> bool:
    """Whether another day stands in the head: then which of the two is the letter's is for a person to say."""
    others = (date_on(other) for other in head if other is not line)
    return any(o is not None and o.precision == "day" and o.value != found.value for o in others)


def _date_rank(line: Line, memo: bool) -> int:
    """A date alone on its line first (ข้อ ๑๑.๓). After วันที่ stands a memo's date, but on a letter a stamp's."""
    found = date_on(line) if len(line.text) < 45 else None
    if found and re.fullmatch(r"[^ก-๙0-9]{0,4}", line.folded[: found.start]) and line.folded[found.start] != "ว":
        return 0
    return 1 if memo == ("วันที" in line.text) else 2


def date_on(line: Line) -> DateMatch | None:
    """The day, else the month, that a line of the head names."""
    return _date_in(line.folded)


@lru_cache(maxsize=128)  # a line of the head is asked about by its rank, as itself and as another's rival
def _date_in(folded: str) -> DateMatch | None:
    matches = [m for m in find_dates(folded) if m.precision in ("day", "month")]
    days = [m for m in matches if m.precision == "day"]
    return next(iter(days or matches), None)


def subject(document: Document, zones: Zones) -> Found[str] | None:
    """The subject (เรื่อง), its lines rejoined."""
    return _whole(document, zones, "subject", 0.97)


def _whole(document: Document, zones: Zones, name: str, confidence: float) -> Found[str] | None:
    flow = rejoin(document, zones.fields.get(name, ()))
    text = flow.text.rstrip(" .…*")
    if not text.strip(" ._…"):
        return None
    return Found(text, flow.evidence(0, len(text), f"head.{name}", confidence))


def references(document: Document, zones: Zones) -> tuple[Citation, ...]:
    """Letters under the heading อ้างถึง, one for each number, or for each dated item that gives none."""
    found: list[Citation] = []
    for _, item in split_list(document, zones.fields.get("references", ())):
        found.extend(cite(item, "head.references"))
    return tuple(found)


def cite(item: Flow, rule: str) -> list[Citation]:
    """The letters that one item names: each number with the agency before it and the date after it."""
    numbers = find_reference_numbers(item.folded)
    dates = [m for m in find_dates(item.folded) if m.precision == "day"]
    if not numbers:
        return _cite_without_number(item, dates, rule)
    cited = []
    for index, match in enumerate(numbers):
        limit = numbers[index + 1].start if index + 1 < len(numbers) else len(item.text)
        begin = numbers[index - 1].end if index else 0
        dated = next((d for d in dates if match.end <= d.start < limit), None)
        before = item.folded[begin : match.start]
        end = dated.end if dated else match.end
        start = begin + (len(before) - len(before.lstrip(" ,และ")))
        doubts = tuple(dict.fromkeys((*match.doubts, *(dated.doubts if dated else ()))))
        sure = min(match.confidence, dated.confidence if dated else 0.9)
        cited.append(
            Citation(
                "letter",
                item.text[start:end],
                item.evidence(min(start, match.start), end, f"{rule}+{match.rule}", sure, doubts),
                replace(match.value, year=dated.value.year if dated and dated.value else None),
                dated.value if dated else None,
                _cited_agency(item.text[begin : match.start]),
                _cited_urgency(before),
            )
        )
    return cited


def _cite_without_number(item: Flow, dates: list[DateMatch], rule: str) -> list[Citation]:
    if not item.text.strip(" ._-…"):
        return []
    dated = dates[0] if dates else None
    evidence = item.evidence(0, len(item.text), rule, 0.7, ("number-blank",) if "หนังสือ" in item.text else ())
    kind = next((k for word, k in _KINDS if item.text.startswith(word)), "letter")
    return [Citation(kind, item.text, evidence, None, dated.value if dated else None, _cited_agency(item.text))]


_KINDS = (
    ("พระราช", "act"), ("พ.ร.บ", "act"), ("ประมวล", "act"), ("ระเบียบ", "regulation"), ("ข้อบังคับ", "regulation"),
    ("กฎกระทรวง", "regulation"), ("มติ", "resolution"), ("ประกาศ", "announcement"), ("คำสั่ง", "order"),
)  # fmt: skip


def _cited_agency(before: str) -> str:
    match = compiled("heads", "head.cited-agency").search(before)
    return match["agency"].strip() if match else ""


def _cited_urgency(before: str) -> str:
    match = re.search(r"ด่วน(?:\s*ที่\s*สุด|\s*มาก)?", before)
    return re.sub(r"\s+", "", match[0]) if match else ""


def enclosures(document: Document, zones: Zones) -> tuple[Enclosure, ...]:
    """What comes with the letter (สิ่งที่ส่งมาด้วย): title, how many, and the number and date of a copied letter."""
    found: list[Enclosure] = []
    for label, item in split_list(document, zones.fields.get("enclosures", ())):
        quantity = _quantity().search(item.folded)
        title = item.text if not quantity else item.text[: quantity.start()] + " " + item.text[quantity.end() :]
        title = re.sub(r"\s+", " ", title).strip(" ,-–•")
        if not title:
            continue
        number = next(iter(find_reference_numbers(item.folded)), None)
        dated = next((m for m in find_dates(item.folded) if m.precision == "day"), None)
        doubts = number.doubts if number else ()
        sure = min(0.93, number.confidence) if number else 0.93
        when = dated.value if dated and number else None
        found.append(
            Enclosure(
                label or (str(len(found) + 1) if len(found) else None),
                title,
                item.evidence(0, len(item.text), "head.enclosures", sure, doubts),
                quantity[0].removeprefix("จำนวน").strip() if quantity else "",
                replace(number.value, year=when.year if when else None) if number else None,
                when,
            )
        )
    if len(found) > 1 and found[0].label is None:
        found[0] = replace(found[0], label="1")
    return tuple(found)


@cache
def _quantity() -> re.Pattern[str]:
    return compiled("heads", "head.quantity")
