"""The foot of a letter (ท้ายหนังสือ): who signed, the office of origin, its telephones; receipt stamps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from functools import lru_cache

from extractors import cues
from extractors.agency_words import known_names
from extractors.dates import find_dates, find_time
from extractors.document import Document, Flow
from extractors.lines import Line
from extractors.model import Contact, Found, Receipt, Signatory
from extractors.pieces import rejoin
from extractors.receipts import is_lone_day
from extractors.zones import Zones

_NAME_RULES = ("sign.name", "sign.loose-name", "sign.plain-name")


def signatory(document: Document, zones: Zones) -> Signatory | None:
    """The signer's name and position, with ปฏิบัติราชการแทน and the office acted for (ข้อ ๑๑.๑๑)."""
    named = _name_line(zones.signature)
    if named is None:
        return _unnamed(document, zones.signature)
    index, match, rule = named
    line = zones.signature[index]
    lines = _position_lines(zones.signature[index + 1 :])
    position = _as_one(lines)
    start, end = match.span("name")
    evidence = Flow.of(document, [(line.start, line.end)]).evidence(start, end, rule, 0.92 if lines else 0.75)
    above = zones.signature[index - 1] if index else None
    rank = above.text if above and cues.opens(above, "sign.rank") else _rank_before(line.text[:start])
    name = re.sub(r"\s+", " ", f"{rank} {line.text[start:end]}").strip()
    return Signatory(name, position, evidence)


def _unnamed(document: Document, lines: list[Line]) -> Signatory | None:
    """A copy whose name is blank, dotted or lost still says in what office it was signed."""
    _, titled = _signed(lines)
    if not titled:
        return None
    flow = _flow(document, *titled)
    return Signatory("", _as_one(titled), flow.evidence(0, len(flow.text), "sign.position", 0.75, ("name-blank",)))


def _signed(lines: list[Line]) -> tuple[int, list[Line]]:
    """How many lines reach to the name or the place left for it, and those of the position beneath."""
    named = _name_line(lines)
    if named:
        return named[0] + 1, _position_lines(lines[named[0] + 1 :])
    if not lines or not cues.opens(lines[0], "head.respect"):
        return 0, []
    below = next((i for i, line in enumerate(lines) if i and not cues.opens(line, "sign.blank-name")), len(lines))
    titled = below < len(lines) and cues.opens(lines[below], "sign.position")
    return (below, _position_lines(lines[below:])) if titled else (0, [])


def _rank_before(text: str) -> str:
    """A rank that stands left of the bracket: พ.อ. (ทหารกล้า หาญจริง)."""
    before = text.strip(" (*")
    return before if re.fullmatch(r"(?:[ก-ฮ]{1,3}\.){2,4}(?:หญิง)?|(?:พล|พัน|ร้อย)[ก-๙]{2,12}", before) else ""


def _name_line(lines: list[Line]) -> tuple[int, re.Match[str], str] | None:
    for rule in _NAME_RULES:
        for index, line in enumerate(lines):
            if match := cues.match(line, rule):
                return index, match, rule
    return None


_CARRIED = ("แทน", "ราชการแทน", "และ")
"""Of ปฏิบัติราชการแทน, broken at a line's end; or the second half of what he is the head of."""


@lru_cache(maxsize=16)  # asked where the position ends, and again as its lines are joined
def _same_name(above: str, line: str) -> bool:
    """Whether the line goes on with the name that the one above it began: ปลัดกระทรวง...และความ | มั่นคงของมนุษย์."""
    whole = above + line
    ends = (known_names().match(whole, at) for at in range(max(0, len(above) - _LONGEST_NAME), len(above)))
    return any(match is not None and match.end() > len(above) for match in ends)


_LONGEST_NAME = 60
"""How far before a line's end a known name that runs over it may begin."""


def _as_one(lines: list[Line]) -> str:
    """A position over several lines as one text, a name that was broken whole again."""
    said = ""
    for line in lines:
        text = re.sub(r"\s+", " ", line.text).strip("*() ")
        said += text if said and (text.startswith("และ") or _same_name(said, text)) else f" {text}"
    return re.sub(r"(?<=ปฏิบัติ) (?=ราชการ)|(?<=การ) (?=แทน)|^ตำแหน่?ง[\s:.…]*", "", said.strip())


def _position_lines(lines: list[Line]) -> list[Line]:
    """The lines under the name that say in what office it was signed."""
    taken: list[Line] = []
    for line in lines[:6]:
        # Whose place he takes stands right beneath; an office beneath a gap is the office of origin.
        origin = line.gap and cues.opens(line, "sign.office") and not cues.opens(line, "sign.position")
        acting = bool(taken) and cues.opens(taken[-1], "sign.acting") and not origin
        wrapped = bool(taken) and not line.gap and len(line.text) < 60 and not cues.opens(line, "sign.office")
        if (
            cues.opens(line, "sign.phone", "sign.name", "head.minute", "sign.email", "sign.taker")
            or len(line.text) > 110
        ):
            break
        # ปฏิบัติราชการ / แทน: the words that say for whom break at a line's end.
        position = acting or cues.opens(line, "sign.position")
        # ผู้อำนวยการ, and beneath it of what: a title that names no office ends with the line below.
        position = position or (bool(taken) and not line.gap and cues.opens(taken[-1], "sign.bare-title"))
        if position or (taken and (line.text.startswith(_CARRIED) or _same_name(taken[-1].text, line.text))):
            taken.append(line)
        elif (not taken or wrapped) and not cues.opens(line, "sign.office") and re.match(r"[ก-๙]{4}", line.text):
            if taken and not cues.opens(line, "sign.position", "sign.acting"):
                break
            taken.append(line)
        else:
            break
    return taken


_STOPS_LOST = re.compile(r"(?<=\d)\s*(ม|ก|มี|เม|พ|มิ|ส|ต|ธ)[. ]\s?([คพย])[. ]*(?=\d)")


def contact(document: Document, zones: Zones) -> Contact:
    """Offices, telephones, fax, addresses and coordinators at the foot; a memo has them in its head."""
    offices: list[Found[str]] = []
    phones: list[Found[str]] = []
    faxes: list[Found[str]] = []
    emails: list[Found[str]] = []
    coordinators: list[Found[str]] = []
    at, position = _signed(zones.signature)
    foot = [x for x in zones.signature[at:] if x not in position]
    memo = [x for x in zones.head if cues.opens(x, "head.memo")]
    people = False
    rows = [_with_wrapped(document, zones.head, line) for line in memo]
    for line, flow in [*rows, *((line, _flow(document, line)) for line in foot)]:
        people = people or cues.opens(line, "sign.coordinator")
        has_phone = cues.opens(line, "sign.phone")
        if has_phone and (people or cues.opens(line, "sign.person-phone")):
            coordinators.append(Found(line.text, flow.evidence(0, len(line.text), "sign.coordinator", 0.85)))
        elif has_phone:
            for found, fax in _numbers(line, flow):
                (faxes if fax else phones).append(found)
        if not people and cues.opens(line, "sign.office") and not has_phone:
            own = cues.match(line, "head.memo-office")
            start, end = own.span("office") if own else (0, len(line.text))
            offices.append(Found(line.text[start:end], flow.evidence(start, end, "sign.office", 0.9)))
        for match in cues.each(line, "sign.email"):
            emails.append(Found(re.sub(r"\s", "", match[0]), flow.evidence(*match.span(), "sign.email", 0.9)))
    return Contact(tuple(offices), tuple(phones), tuple(faxes), tuple(emails), tuple(coordinators))


def _flow(document: Document, *lines: Line) -> Flow:
    return Flow.of(document, [(line.start, line.end) for line in lines], " ")


def _with_wrapped(document: Document, head: list[Line], line: Line) -> tuple[Line, Flow]:
    """A memo's office with the telephone that wrapped onto the line below: ... โทร. | 0 3731 1151, ... ต่อ | 1090."""
    below = next((x for x in head if x.start > line.end), None)
    if below is None or not _TO_BE_DIALLED.search(line.folded) or not below.folded[:1].isdigit():
        return line, _flow(document, line)
    flow = _flow(document, line, below)
    return replace(line, end=below.end, text=flow.text, folded=flow.folded), flow


_TO_BE_DIALLED = re.compile(r"(?:โทร(?:ศัพท์)?\.?|ต่อ|[\d-])$")


_ONE_NUMBER = re.compile(r"[^,;/]*ต่อ\s*\d{2,5}(?:\s*,\s*\d{2,5}(?![\d\s-]*\d))+|[^,;/]+?(?=\s*(?:[,;/]|หรือ|และ|$))")
"""One telephone number, with all its extensions (ต่อ ๗๕๕๑, ๗๕๕๖)."""


def _numbers(line: Line, flow: Flow) -> list[tuple[Found[str], bool]]:
    """Telephone numbers of a line, Arabic, and whether each is a fax alone; โทร./โทรสาร shares one."""
    out: list[tuple[Found[str], bool]] = []
    for match in cues.each(line, "sign.phone"):
        fax = re.match(r"โทรสาร|[Ff]ax|FAX", match["kind"]) is not None
        start = match.start("numbers")
        for part in _ONE_NUMBER.finditer(match["numbers"]):
            text = re.sub(r"(?:[\s.–-]|ต่อ|และ|หรือ)+$", "", part[0]).lstrip(" .-–")
            if len(re.sub(r"\D", "", text)) < (4 if not out else 8):
                continue
            evidence = flow.evidence(start + part.start(), start + part.end(), "sign.phone", 0.9)
            out.append((Found(text, evidence), fax))
    return out


def receipts(document: Document, zones: Zones) -> tuple[Receipt, ...]:
    """Receipt stamps (ตรารับหนังสือ, ข้อ ๓๗): the receiving office, its number, the day and the hour."""
    return tuple(_receipt(document, stamp) for stamp in zones.stamps)


def _receipt(document: Document, stamp: list[Line]) -> Receipt:
    number, day, hour = "", None, None
    office: list[tuple[int, int]] = []
    for line in stamp:
        found = cues.match(line, "head.receipt-number") or cues.match(line, "head.receipt-bare-number")
        if found:
            number = number or re.sub(r"\s", "", found["number"] or "")
        elif not cues.is_receipt_detail(line) and not is_lone_day(line):
            office.append((line.start, line.end))
        day = day or _day(line)
        hour = hour or _hour(line)
    flow = rejoin(document, [(line.start, line.end) for line in stamp])
    doubts = () if number and day else ("number-blank",) if not number else ("day-missing",)
    evidence = flow.evidence(0, len(flow.text), "head.receipt-number", 0.85, doubts)
    return Receipt(rejoin(document, office).text if office else "", number, day, hour, evidence)


def _day(line: Line) -> date | None:
    """The day of a stamp; the stops of its month are often lost (๒๕ ส ค ๖๘)."""
    for text in (line.folded, _STOPS_LOST.sub(r" \1.\2. ", line.folded)):
        for match in find_dates(text):
            if match.precision == "day":
                return match.value
    return None


def _hour(line: Line) -> time | None:
    """The hour of a stamp, whatever dots of its frame or leader stand before it."""
    stamped = cues.match(line, "head.receipt-time")
    text = line.folded if "เวลา" in line.text or is_lone_day(line) else ""
    if stamped:
        text = f"{stamped['time']} น." if stamped["time"] else ""
    return next((m.value for m in find_time(text)), None)
