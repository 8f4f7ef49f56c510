"""The zones of one letter (ส่วนของหนังสือ): head fields, body, closing, signature, contact, minutes, attachments.

Follows the order of the regulation (ข้อ ๑๑ for an external letter, ๑๒ for a memo, ๑๔ for a stamped letter,
๑๖ for an order), but takes the parts of the head in any order, since an OCR of two columns mixes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors import cues
from extractors.agencies import agency_at
from extractors.lines import Line
from extractors.receipts import without_stamps

Piece = tuple[int, int]
"""`(start, end)` in the document's text."""

_SURE_OPENINGS = ("ตามที่", "ด้วย", "เนื่อง", "สืบเนื่อง", "โดยที่", "เพื่อให้", "อาศัยอำนาจ", "ตามหนังสือที่อ้าง")
"""Words with which a body begins and no title of a letter or an enclosure does."""
_ASKS = ("แจ้ง", "ให้", "ขอ", "โปรด", "จึง")
"""Words with which a request begins, and no addressee: a notice may have no other opening."""
_FIELDS = ("subject", "addressee", "to", "references", "enclosures")


@dataclass(slots=True)
class Zones:
    """Lines and pieces of lines by what they are. `fields` holds the head's: subject, addressee, references, ..."""

    fields: dict[str, list[Piece]] = field(default_factory=dict)
    number: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    stamps: list[list[Line]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    memo: bool = False
    """Whether a line of the head says that this is a memo."""
    titled: int = 0
    """How many lines the head had when the title of an order or an announcement was the last of them; 0: none is."""
    counted: bool = False
    """Whether the last line of the enclosures ended with how many there are: a long line after it is the body's."""


def read_zones(lines: tuple[Line, ...]) -> Zones:
    """The zones of a letter that these lines hold, from its head to the next letter's."""
    zones = Zones(furniture=[line for line in lines if line.furniture])
    kept = [line for line in lines if not line.furniture]
    zones.stamps, rest = without_stamps(kept)
    body_at = _take_head(rest, zones)
    _take_body(rest[body_at:], zones)
    return zones


def _take_head(lines: list[Line], zones: Zones) -> int:
    """Fills the head's fields; gives the index of the first line of the body."""
    state = ""
    for index, line in enumerate(lines):
        if _starts_body(line, state, zones):
            return index
        opened = _field_opened(line, zones)
        if not opened and state == "subject" and _bare_addressee(lines, index, zones):
            zones.fields["addressee"] = [(line.start, line.end)]
            state = "addressee"
        elif opened:
            state = opened
            match = cues.match(line, f"head.{opened}")
            assert match is not None
            zones.fields.setdefault(opened, []).append((line.start + match.end(), line.end))
            if line.folded[match.end() : match.end() + 3].lstrip(" (-")[:1].isdigit():
                zones.labelled.add(opened)
            zones.counted = cues.opens(line, "head.quantity")
        elif cues.opens(line, "head.number", "head.order-number") and "addressee" not in zones.fields:
            zones.number.append(line)
            _to_head(line, zones)
            state = "head"
        elif state == "to" and cues.opens(line, "head.form-line"):
            _to_head(line, zones)
        elif state in _FIELDS and (_continues(line, state, zones) or _wrapped(lines, index, zones)):
            zones.fields[state].append((line.start, line.end))
            zones.counted = cues.opens(line, "head.quantity")
        elif state in ("addressee", "to", "references", "enclosures"):
            return index
        else:
            _to_head(line, zones)
            state = "head" if state not in _FIELDS else state
    return len(lines)


def _bare_addressee(lines: list[Line], index: int, zones: Zones) -> bool:
    """A memo of the forces or the police may name whom it addresses with no เรียน: right before its first paragraph."""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if not zones.memo or below is None or "addressee" in zones.fields or len(line.text) > _ADDRESSEE:
        return False
    named = cues.title(line.folded) or cues.opens(line, "addressee.short")
    return named and cues.opens(below, "head.body", "head.first-item")


_LONGER_THAN_A_SUBJECT = 110
"""Characters: whoever is addressed above the subject reads the text right beneath it."""

_ADDRESSEE = 80
"""A longer line names nobody: it is the subject's or the body's."""


def _to_head(line: Line, zones: Zones) -> None:
    zones.head.append(line)
    if cues.opens(line, "head.order", "head.announcement"):
        zones.titled = len(zones.head)
    zones.memo = zones.memo or cues.opens(line, "head.memo")


def _field_opened(line: Line, zones: Zones) -> str:
    for name in _FIELDS:
        if name in zones.fields or (name == "to" and "addressee" in zones.fields):
            continue
        if name == "references" and cues.opens(line, "head.enclosures"):
            continue
        if cues.opens(line, f"head.{name}"):
            return name
    return ""


def _starts_body(line: Line, state: str, zones: Zones) -> bool:
    """Once somebody is addressed (or an order has its subject), the words that open a body open it."""
    titled = zones.titled > max(0, len(zones.head) - 40)
    if titled and state == "subject":
        return line.gap or cues.opens(line, "head.body", "head.given") or len(zones.fields["subject"]) > 2
    if not ({"addressee", "to"} & zones.fields.keys() or (state == "subject" and line.gap)):
        return False
    if cues.opens(line, "head.closing", "head.respect", "head.given"):
        return True
    if state == "head" and "to" in zones.fields and line.gap and len(line.text) > _ADDRESSEE:
        return True  # a message form that has its number beneath ถึง, and no subject
    if state == "subject" and "to" in zones.fields and len(line.text) > _LONGER_THAN_A_SUBJECT:
        return True  # a message form names its subject last: what stands beneath is its text
    if zones.memo and state == "addressee" and cues.opens(line, "head.first-heading"):
        return True
    if (
        zones.memo
        and state == "addressee"
        and "addressee" not in zones.labelled
        and cues.opens(line, "head.first-item")
    ):
        return len(line.text) > 30
    if re.sub(r"^1\s?[.)]\s?", "", line.folded).startswith(_SURE_OPENINGS):
        return True  # ๑. ด้วยกองทัพบก...: the forces number their paragraphs in letters too
    if not cues.opens(line, "head.body"):
        return False
    # A title of an enclosure may well begin with ตามหนังสือ; a body's first line is long or stands apart.
    return state not in ("references", "enclosures") or line.gap or len(line.text) > 45


def _continues(line: Line, state: str, zones: Zones) -> bool:
    """Whether a line without a cue goes on with the field above it."""
    blank = not any(end > start for start, end in zones.fields[state])
    if state == "subject":
        return len(line.text) < 200
    if state in ("addressee", "to"):
        told = len(line.text) > 75 and cues.opens(line, "head.body-clause")
        address = cues.opens(line, "sign.address") and not re.match(r"กรุงเทพมหานคร (?!\d{5})[ก-๎]", line.folded)
        if address or len(line.text) > 120 or told or line.folded.startswith(_ASKS):
            return False
        # Beside a name that was blacked out, the next line is the addressee's only where it names an office.
        return not line.gap and (not blank or agency_at(line.folded, 0) is not None)
    listed = re.match(r"\(?\d{1,2}[.)](?!\d)|[-•–*]", line.folded) is not None
    if state in zones.labelled and re.match(r"[2-9] (?=[ก-ฮเ-ไ])", line.folded):
        listed = True  # its full stop was lost; no body begins with such a number
    carried = line.folded.startswith(("ลงวันที่", "ลว", "จำนวน", "ด่วน", "ที่ ", "หนังสือ", "สำเนา", "แบบ", "และ", "พร้อม"))
    if len(line.text) > (260 if listed or carried or blank else _WRAPPED):
        return False
    if not blank and cues.opens(line, "head.first-item"):
        return False  # a list that begins at one beneath what has begun is the body's
    if state == "references" and listed and not blank and not _labelled(zones, state):
        return False
    if state == "enclosures" and zones.counted and not listed and not carried and len(line.text) > 40:
        return False
    return listed or carried or blank or not line.gap


def _wrapped(lines: list[Line], index: int, zones: Zones) -> bool:
    """Whether a line is the rest of the field above it: no blank line parts them, and a field opens right beneath."""
    for below in lines[index + 1 : index + 3]:
        if len(lines[index].text) > _ADDRESSEE or lines[index].gap or cues.opens(lines[index], "head.body"):
            return False
        if _field_opened(below, zones) in ("references", "enclosures"):
            return True
        index += 1
    return False


_WRAPPED = 110
"""A longer line is no title that was wrapped, but the body's first."""


def _labelled(zones: Zones, state: str) -> bool:
    """Whether the field's own list is numbered: else a number at the start of a line is the body's."""
    return state in zones.labelled


def _take_body(lines: list[Line], zones: Zones) -> None:
    """Parts the body from the closing paragraph, the signature and what follows it."""
    sign_at = next((i for i, line in enumerate(lines) if cues.opens(line, "head.respect")), None)
    closing_at = _closing(lines, sign_at)
    if sign_at is None and "addressee" not in zones.fields and "to" in zones.fields:
        sign_at = _stamped_foot(lines)
    if sign_at is None:
        sign_at = _signature_without_respect(lines, closing_at)
    if closing_at is None or closing_at > sign_at:
        closing_at = sign_at
    # Rows of a table are no paragraphs: they order nothing.
    zones.body = [line for line in lines[:closing_at] if not line.table]
    zones.closing = [line for line in lines[closing_at:sign_at] if not line.table]
    end = _signature_end(lines, sign_at)
    zones.signature = lines[sign_at:end]
    zones.tail = lines[end:]


def _closing(lines: list[Line], sign_at: int | None) -> int | None:
    stop = len(lines) if sign_at is None else sign_at
    hits = [i for i in range(stop) if cues.opens(lines[i], "head.closing")]
    if not hits:
        return None
    return hits[-1] if sign_at is not None else hits[0]


def _stamped_foot(lines: list[Line]) -> int | None:
    """A stamped letter ends with its office and then its day, each on a line of its own (ข้อ ๑๔.๔, ๑๔.๖)."""
    alone = [i for i, line in enumerate(lines) if len(line.text) < 32 and cues.opens(line, "sign.lone-date")]
    # A month that a line broke off its day stands alone too: 31 | มีนาคม 2569.
    dated = [i for i in alone if lines[i].folded[:1].isdigit() or not (i and lines[i - 1].folded[-1:].isdigit())]
    signed = [office for i in dated if (office := _office_above(lines, i)) is not None]
    return signed[0] if signed else dated[-1] if dated else None


def _office_above(lines: list[Line], dated: int) -> int | None:
    """The line of the office above a day; what was read of the seal, which names it too, may stand between the two."""
    office = None
    for index in range(dated - 1, max(dated - _SEAL, 0) - 1, -1):
        named = len(lines[index].text) < 80 and cues.opens(lines[index], "sign.office")
        if named and (office is None or _begins_alike(lines[index], lines[office])):
            office = index
        elif len(lines[index].text) > _SEAL_LINE:
            break
    return office


def _begins_alike(one: Line, other: Line) -> bool:
    """Whether two lines begin with the same letters, but for the marks that a reader lost on one of them."""
    first, second = (re.sub("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e ]", "", line.text)[:_ALIKE] for line in (one, other))
    return first == second


_ALIKE = 6

_SEAL, _SEAL_LINE = 5, 30
"""How many lines above the day the office may stand, and how short what was read of the seal is."""


def _signature_without_respect(lines: list[Line], closing_at: int | None) -> int:
    """Memos, orders and announcements end with the day or the name alone."""
    for index in range(closing_at or 0, len(lines)):
        if cues.opens(lines[index], "head.given", "sign.name", "sign.loose-name", "sign.rank"):
            return index
    if closing_at is not None:
        return min(closing_at + 4, len(lines))
    return len(lines)


def _signature_end(lines: list[Line], sign_at: int) -> int:
    """After the name come the position, the office of origin and its telephones; the last of these ends the letter."""
    last = sign_at
    named = False
    misses = 0
    for index in range(sign_at, min(sign_at + 45, len(lines))):
        line = lines[index]
        name = cues.opens(line, "sign.name", "sign.loose-name")
        if line.table or (name and named):
            break
        if cues.opens(line, "head.minute") and named:
            break
        if index > sign_at and line.turn and named and misses == 0 and len(line.text) > 60:
            break
        contact = cues.opens(line, "sign.phone", "sign.email", "sign.coordinator")
        if name or contact or index == sign_at or _belongs_to_foot(line):
            named = named or name
            last = index
            misses = 0
        else:
            misses += 1
            if misses > (4 if not named else 3) or len(line.text) > 110:
                break
    return min(last + 1, len(lines))


def _belongs_to_foot(line: Line) -> bool:
    return len(line.text) < 110 and cues.opens(
        line, "sign.office", "sign.position", "sign.acting", "sign.plain-name", "sign.rank", "sign.lone-date"
    )
