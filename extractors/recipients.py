"""Who gets the result (ผู้รับรายงาน): offices that a directive says something is sent, told or proposed to.

Every word that may stand before one (ให้, ต่อ, ไปยัง, เสนอ) also stands before much else, so what precedes it must tell
of sending, and what follows the name must end it: ให้ ... ทราบ, ให้ ... ภายในวันที่.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from extractors.agencies import AgencyMatch, open_name
from extractors.agency_words import office_words, province_at
from extractors.document import Flow
from extractors.doers import Names, doers_at, known_at
from extractors.model import Found
from rules.load import compiled

_rule = partial(compiled, "directives")

Office = tuple[int, int, float]
"""Where a name starts and ends, and how sure it is."""


def recipients_of(flow: Flow, names: Names = None) -> tuple[Found[str], ...]:
    """Offices that are to be told or sent the result. Whoever it only goes through is one where nobody else is."""
    text = flow.folded
    told = [
        (match, offices) for match in _rule("recipient.to").finditer(text) if (offices := _told(text, match, names))
    ]
    sent = [offices for match, offices in told if not match["through"]] or [offices for _, offices in told[:1]]
    found: dict[str, Found[str]] = {}
    for start, end, sure in (office for offices in sent for office in offices):
        name = re.sub(r"\s+", " ", flow.text[start:end]).strip()
        found.setdefault(name, Found(name, flow.evidence(start, end, "recipient", min(0.88, sure))))
    return tuple(found.values())


def _told(text: str, match: re.Match[str], names: Names) -> list[Office]:
    """Those named behind one of the words, where it is they who are told."""
    offices = _offices_at(text, match, names)
    if not offices:
        return []
    before, after = text[max(0, match.start() - 160) : match.start()], text[offices[-1][1] :]
    given, informed = _rule("recipient.given").search(after), _rule("recipient.informed").search(after)
    if match["direct"]:
        if _rule("recipient.thing").match(after):
            return []  # เสนอ|หมู่บ้าน|ทดแทนไปยังศูนย์: what is sent
        among = match["direct"] == "แจ้ง" and _rule("recipient.among").search(text, offices[0][0], offices[-1][1])
        spread = among or (informed and _rule("recipient.spread").search(after))
        right = not spread and not _rule("recipient.done").search(before[-30:])
        right = right and bool(given or informed or _stays(text, offices[-1][1], match["direct"]))
    elif match["give"]:
        since = _since_sent(before)
        sent = not _rule("recipient.told-to-act").search(since[-25:])
        decides = sent and 0 < len(since.strip()) < _OBJECT and _rule("recipient.decides").match(after)
        told = informed and not (since.strip() == "" and _rule("recipient.spread").search(after))
        right = bool(_sends(before) and (told or (given and sent) or decides))
    elif match["place"]:
        right = bool(_rule("recipient.handed-in").search(before) and not _rule("recipient.done").search(before[-90:]))
    elif match["glued"]:
        right = bool(_rule("recipient.handed-in").search(before) and (given or after[:1].isspace()))
    else:
        right = bool(_sends(before) and not _rule("recipient.done").search(before[-90:]))
    return offices if right else []


_OBJECT = 40
"""What is sent is named in fewer characters than this: ส่ง|รายชื่อผู้ประสานงาน|ให้จังหวัด."""


def _stays(text: str, at: int, verb: str) -> bool:
    """Whether those named before `at` get a thing, and are not told to act on it: แจ้งโรงเรียน|ส่งรายชื่อ.

    What is sent to them stays sent, whatever they are to do with it (ส่งกองกลาง|ดำเนินการ); whom one sends goes there.
    """
    at += text[at : at + 1].isspace()
    if verb == "แจ้ง":
        return _rule("recipient.for").match(text, at) is not None
    return _rule("recipient.goes").match(text, at) is None


def _since_sent(before: str) -> str:
    """What stands behind the last verb of sending: whoever is told to act there (แจ้งให้โรงเรียน) gets nothing."""
    last = max((verb.end() for verb in _rule("recipient.report").finditer(before)), default=0)
    return before[last:]


def _sends(before: str) -> bool:
    """Whether the last verb of telling before a name sends something up, and does not spread it among many."""
    last = ""
    for verb in _rule("recipient.report").finditer(before):
        last = verb[0]
    return bool(last) and not _rule("recipient.spreads").search(before)


def _offices_at(text: str, match: re.Match[str], names: Names) -> list[Office]:
    """The offices named right behind the match: a known name, a unit (กลุ่ม, งาน, ฝ่าย), or whatever ends at ทราบ."""
    start = match.end()
    # Only names that some list or the letter itself knows, where what stands before may be half a word.
    listed = bool(match["direct"] or match["place"] or match["glued"] or match["through"])
    found = [one for one in doers_at(text, start, names)[0] if one.rule != "agency.you"]
    if found and listed and not known_at(text, start, names):
        after = text[_whole(text, found[-1]).end :]
        ends = _rule("recipient.given").search(after) or _rule("recipient.informed").search(after)
        police = found[0].name.startswith(("กก.", "บก.", "ภ.", "สภ.", "สน."))  # กก.2; with a number others are forms
        form = found[0].rule == "agency.short" and found[0].name[-1].isdigit() and not police
        found = found if match["direct"] and ends and after.strip() and not form else []
    if found and (found[0].rule != "agency.staff" or (match["give"] and found[0].name.startswith("ผู้"))):
        found[-1] = _whole(text, found[-1])
        return [(one.start, one.end, one.confidence) for one in found if one.rule != "agency.staff" or len(found) == 1]
    if found:
        return []
    unit = _rule("recipient.unit").match(text, start)
    return [(start, unit.end(), 0.75)] if unit else list(_unlisted(text, match))


def _whole(text: str, last: AgencyMatch) -> AgencyMatch:
    """The last name to its end: ฝ่าย|ส่งน้ำและบำรุงรักษาที่ 2 ทราบ, where what follows says where it ends."""
    opened = last.rule in _OPEN or last.name in office_words()
    whole = _rule("recipient.whole").match(text, last.start) if opened else None
    end = max(last.end, whole.end("name")) if whole else last.end
    over = _rule("recipient.overrun").search(text, last.start, end)
    end = over.start() if over and over.start() > last.start else end
    which = _rule("recipient.which").match(text, end)
    end = which.end() if which else end
    end = (province_at(text, end) if text.endswith("ฯ", 0, end) else None) or end  # ศูนย์ฝึกและอบรมฯ น่าน
    return replace(last, end=end, confidence=min(last.confidence, 0.8)) if end != last.end else last


_OPEN = ("agency.head", "agency.position", "agency.short")
"""Names whose first word alone is known: a verb within them may have ended them too soon."""


def _unlisted(text: str, match: re.Match[str]) -> Iterator[Office]:
    """A name of no known kind: ส่งมายัง|บัณฑิตวิทยาลัย ภายใน..., แจ้งผลให้|เขื่อนตัวอย่าง|ทราบ."""
    whole_word = match["toward"] or (match["give"] or "").startswith("ให้")  # not the ให of ใหม่
    end = open_name(text, match.end(), joins=True) if whole_word else None
    if end is None or end - match.end() > _LONGEST or _rule("recipient.nobody").match(text, match.end()):
        return
    after = text[end:]
    ends = not after.strip() or after[:1].isspace() or _rule("recipient.given").match(after)
    # ส่งแผนให้|ภาคบริการโลหิตฯ| ภายใน...: what is cut short is a name, and a day ends it too.
    dated = text[end - 1] == "ฯ" and match["give"] and _rule("recipient.given").match(after)
    sends = dated and _sends(text[max(0, match.start() - 160) : match.start()])
    if _rule("recipient.knows").match(after) or (match["toward"] and ends) or sends:
        yield match.end(), end, 0.75


_LONGEST = 45
