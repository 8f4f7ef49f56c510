"""Instruments and letters that a letter's text names (กฎหมายและหนังสือที่กล่าวถึง): what is not under อ้างถึง.

Laws are told by their titles and years (rules/instruments.toml), letters by the word หนังสือ before their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extractors.dates import find_dates
from extractors.document import Flow
from extractors.heads import cite
from extractors.model import Citation, ReferenceNumber
from extractors.reference_numbers import find_reference_numbers
from rules.load import compiled, load

_LETTER = re.compile(r"(?:หนังสือ|บันทึก(?:ข้อความ)?|วิทยุ|โทร(?:สาร|พิมพ์|เลข)(?![ .:]{0,3}[0-9]))[^\n]{0,120}?$")
"""Before its number, on the same paragraph, a letter that is cited is called one."""
_CALLED = re.compile("หนังสือ|บันทึก|วิทยุ|โทร(?:สาร|พิมพ์|เลข)")
_AGENCY = re.compile(r"(?:ประกาศ|คำสั่ง|ระเบียบ|ข้อบังคับ)\s?(?P<agency>[ก-๎ .]{3,90}?)\s*(?:เรื่อง|ที่|ว่าด้วย|ฉบับ|ลงวันที่)")


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument at `[start, end)` of a text: act, regulation, resolution, order or announcement."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: float


def find_instruments(folded: str) -> list[Instrument]:
    """The instruments that a text names, in order; where two overlap, the one that begins first and goes on longest."""
    found = [
        Instrument(*match.span(), rule.gives, rule.id, rule.confidence)
        for rule in load("instruments").patterns
        if not rule.needs or any(word in folded for word in rule.needs)
        for match in compiled("instruments", rule.id).finditer(folded)
    ]
    kept: list[Instrument] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def find_cited(flows: Iterable[Flow], references: Iterable[Citation]) -> tuple[Citation, ...]:
    """What the paragraphs cite, each thing once; a letter that is under อ้างถึง already is not cited again."""
    cited: dict[str, Citation] = {}
    known = {_bare(c.reference_number) for c in references if c.reference_number}
    for flow in flows:
        for citation in (*_instruments(flow), *_letters(flow)):
            number = citation.reference_number
            if number is None or _bare(number) not in known:
                cited.setdefault(re.sub(r"\s", "", str(number or citation.text)), citation)
    return tuple(cited.values())


def _bare(number: ReferenceNumber) -> str:
    return str(replace(number, year=None))


def _instruments(flow: Flow) -> Iterable[Citation]:
    for one in find_instruments(flow.folded):
        text = flow.text[one.start : one.end]
        folded = flow.folded[one.start : one.end]
        day = next((m.value for m in find_dates(folded) if m.precision == "day"), None)
        agency = _AGENCY.match(text)
        number = next((m.value for m in find_reference_numbers(folded)), None) if one.kind == "order" else None
        evidence = flow.evidence(one.start, one.end, one.rule, one.confidence)
        yield Citation(one.kind, text, evidence, number, day, agency["agency"].strip() if agency else "")


def _letters(flow: Flow) -> Iterable[Citation]:
    """Letters by their number: ตามหนังสือกรมบัญชีกลาง ที่ กค ๐๔๐๘.๔/ว ๑๖๕ ลงวันที่ ..."""
    if not _CALLED.search(flow.text):
        return
    at = 0
    for number in find_reference_numbers(flow.folded):
        word = _LETTER.search(flow.folded[at : number.start])
        if word and not number.value.series_year:
            dated = next(
                (d for d in find_dates(flow.folded[number.end : number.end + 60]) if d.precision == "day"), None
            )
            end = number.end + dated.end if dated else number.end
            yield from cite(flow.part(at + word.start(), end), "cited")
        at = number.end
