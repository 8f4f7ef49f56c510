"""Who must act (ผู้ปฏิบัติ) in the text of a directive: its subject, told by where it stands and not by its name.

In this order: the subject said before what is to be done or before ให้ (สำนักงานจังหวัด ให้รวบรวม...); behind the word
that asks (ขอให้จังหวัด..., กรณีพบการฝ่าฝืน ให้พนักงาน...); behind โดย at the end; whom the condition is about. Where the
text says none of these, the sentence over the list tells (directives.py), and last of all the addressees, marked.
"""

from __future__ import annotations

import re
from functools import cache, partial

from extractors.agencies import AgencyMatch, agency_at
from extractors.agency_words import boundary, ends_name
from extractors.document import Flow
from extractors.doers import Names, doer_at, doers_at
from extractors.model import Found
from extractors.office_heads import without_all
from extractors.phrases import begins_to_do
from rules.load import alternatives, compiled

_rule = partial(compiled, "directives")

Actors = tuple[Found[str], ...]


def actors_of(flow: Flow, where: str, names: Names = None) -> Actors:
    """Who must act in an `item` or a sentence of its own, or in the `lead` of a list.

    `names`: those that the letter gives elsewhere.
    """
    if where == "lead":
        return _of_lead(flow, names)
    return _before(flow, names) or _behind(flow, names) or _by(flow, names) or _conditional(flow, names)


def _of_lead(flow: Flow, names: Names) -> Actors:
    """Whoever the last request of a lead names, since what stands before it is background; or whoever is told it.

    ขอให้สำนักงานเขตแจ้งโรงเรียนในสังกัดดำเนินการ ดังนี้: what the list says is for the schools.
    """
    asks = list(_rule("actor.before").finditer(flow.folded))
    passed = [m for m in _rule("actor.passed-on").finditer(flow.folded) if len(flow.text) - m.end() < _LATE + 40]
    # What a thing is asked for is not who does it: เพื่อให้ผู้เสียหายได้รับการเยียวยา จึงขอความร่วมมือ ดังนี้.
    asked = max((ask.start() for ask in asks if ask[0].lstrip().startswith(("ขอ", "จึง"))), default=0)
    named = [ask for ask in asks if ask.start() >= asked or not flow.folded.endswith("เพื่อ", 0, ask.start())]
    for ask in sorted([*named, *passed], key=lambda m: -m.end()):
        if found := _named(flow, ask.end(), "actor.lead", 0.9, names):
            return found
    return ()


def _before(flow: Flow, names: Names) -> Actors:
    """The subject that opens the text: สำนักงาน... รายงานผล, ส่วนเทศบาลเมือง ให้ดำเนินการ, สำหรับอำเภอที่ติดชายแดน ให้..."""
    opening = _rule("actor.opening").match(flow.folded)
    at = opening.end() if opening else 0
    doers, end = doers_at(flow.folded, at, names)
    if not doers or (doers[-1].end == end and _another_asked(flow, end, names)):
        return ()
    if opening and opening["for"]:
        return _named(flow, at, "actor.item", 0.92, names)
    if doers[0].rule == "agency.person":  # an order that names each: นายสมมติ ตัวอย่าง นักวิชาการป่าไม้ สำรวจพันธุ์นก
        return _named(flow, at, "actor.leading", 0.85, names, only="agency.person")
    told = _rule("actor.told").match(flow.folded, end)
    if told and _rule("actor.object").match(flow.folded, at):
        return ()
    acts = told or _acts(flow.folded, doers[0], doers[-1], end)
    return _named(flow, at, "actor.leading", 0.82, names) if acts else ()


def _acts(folded: str, first: AgencyMatch, last: AgencyMatch, end: int) -> bool:
    """Whether what opens a text is a subject with its verb behind it, or stands alone as a heading."""
    # What is in no list and ends with a level may well be a task: ค้นหาจุดแข็งของจังหวัด.
    dotted = first.rule == "agency.short" and folded.startswith(" ", end)  # ศป.ปส.อ. สำรวจ: no word but a name
    if first.rule in ("agency.short", "agency.position") and not dotted and agency_at(folded, first.start) is None:
        return False
    if not folded[end:].strip(" :."):
        return True
    spaced = folded.startswith(" ", end)
    if first.confidence < _SURE:
        named = first.rule in ("agency.staff", "agency.position") or first.confidence > _BARE
        return named and begins_to_do(folded, end + spaced)
    return bool(
        _verb().match(folded, last.end)
        or (spaced and boundary().match(folded, end + 1))
        or _rule("actor.does").match(folded, end)
    )


_SURE = 0.8
"""A name less sure than this is a subject only where a verb of duty follows it."""
_BARE = 0.6
"""How sure the first word alone of an office is."""


def _another_asked(flow: Flow, at: int, names: Names) -> bool:
    """Whether right behind what opens the text another is told to act: สำหรับโรงเรียนขนาดเล็ก ... ให้เขตพื้นที่จัดครู."""
    ask = _rule("prose.ask").search(flow.folded, at, at + _LATE + 60)
    if ask is None or (flow.folded[at : ask.start()].strip() and not flow.folded.startswith("สำหรับ")):
        return False
    return bool(doers_at(flow.folded, ask.end(), names)[0]) and not _told(flow.folded, ask.end(), names)


def _behind(flow: Flow, names: Names) -> Actors:
    """Whoever is named behind the word that asks: at the opening, behind โดย, or behind a condition and a gap."""
    opens = _opening(flow.folded)
    for ask in _rule("actor.before").finditer(flow.folded):
        if ask[0].lstrip().startswith("สำหรับ"):
            continue  # for whom it is, told by _before
        through = ask[0].startswith("โดย")
        if through and ends_name(flow.folded, opens):
            continue  # จัดทำแผน โดยให้อาสาสมัครมีส่วนร่วม: what is beside it
        if ask.start() <= opens or through:
            return _named(flow, ask.end(), "actor.item", 0.92, names)
        # กรณีพบการฝ่าฝืน ให้พนักงาน... : a condition, a day or the kind of office stands before the one to act.
        gap = ask.start() < _LATE and flow.folded[ask.start() : ask.start() + 1].isspace()
        later = _named(flow, ask.end(), "actor.later", 0.85, names) if gap else ()
        if later and not _told(flow.folded, ask.end(), names):
            return later
    return ()


_LATE = 90
"""How far into an item its actor may still be named after a space and ให้."""


def _told(folded: str, start: int, names: Names) -> bool:
    """Whether the office that begins here is one that is told the result (ให้ ... ทราบ), and not one to act."""
    offices, end = doers_at(folded, start, names)
    after = folded[offices[-1].end if offices else end :]
    return bool(_rule("recipient.informed").search(after) or _rule("recipient.given").search(after))


def _opening(folded: str) -> int:
    match = _OPENING.match(folded)
    return match.end() if match else 0


_OPENING = re.compile(r"(?:ทั้งนี้|อนึ่ง|ในการนี้|ดังนั้น|และ|กับ|พร้อมทั้ง|โดย|ขอ)?\s*(?:จึง)?\s*")
"""Words that may open a sentence, before whoever acts or the word that asks."""


def _by(flow: Flow, names: Names) -> Actors:
    """Who does it, where it is said behind what is done: ประมาณราคา โดย|กองช่าง ให้แล้วเสร็จภายใน..."""
    for by in _rule("actor.by").finditer(flow.folded):
        doers, _ = doers_at(flow.folded, by.end(), names)
        if doers and _rule("actor.by-end").match(flow.folded, doers[-1].end):
            return _named(flow, by.end(), "actor.by", 0.8, names)
    return ()


def _conditional(flow: Flow, names: Names) -> Actors:
    """Whom the condition is about acts, where ให้ names nobody: เมื่อ|จังหวัด|ได้รับรายงานแล้ว ให้รวบรวม..."""
    opening = _rule("actor.condition").match(flow.folded)
    doer = doer_at(flow.folded, opening.end(), names) if opening else None
    if opening is None or doer is None or doer.rule == "agency.staff":
        return ()
    known = agency_at(flow.folded, opening.end())
    end = known.end if known and flow.folded.startswith("ใด", known.end) else doer.end
    if not _rule("actor.condition-end").match(flow.folded, end):
        return ()
    name = _unspaced(flow.text[opening.end() : end])
    return (Found(name, flow.evidence(opening.end(), end, "actor.condition", min(0.8, doer.confidence))),)


def headed_by(flow: Flow, names: Names) -> Actors:
    """Whoever a heading names, as a whole, whose items say what is to be done: โรงเรียนเอกชนในระบบ, สรรพสามิตภาค.

    It begins with a name, or as one that the letter gives does, and holds no verb.
    """
    whole = flow.text.strip(" :.")
    known = doer_at(flow.folded, 0, names)
    named = known is not None and (known.rule != "agency.staff" or known.end >= len(whole))
    if not whole or len(whole) > _HEADING or not (named or (names and names.begin_with(whole))):
        return ()
    at = known.end if known else 0
    if any(ends_name(flow.folded, place) for place in range(at, len(whole))):
        return ()
    return (Found(_as_called(whole), flow.evidence(0, len(whole), "actor.heading", 0.75)),)


_HEADING = 60
"""A heading that names one to act is no longer than this."""


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:จะต้อง|ต้อง|ควร|และ|เป็นผู้|เร่ง|รีบ)?\s*(?:{alternatives('verbs', 'verb')})")


def _named(flow: Flow, start: int, rule: str, confidence: float, names: Names, only: str = "") -> Actors:
    doers = [one for one in doers_at(flow.folded, start, names)[0] if one.rule == only or not only]
    return tuple(
        Found(_as_called(a.name), flow.evidence(a.start, a.end, rule, min(confidence, a.confidence))) for a in doers
    )


def _as_called(name: str) -> str:
    """Without what says only that it is all of them, or any: โรงพยาบาลทุกแห่ง, โรงเรียนใด."""
    return without_all(_unspaced(name).removesuffix("ใด"))


def _unspaced(name: str) -> str:
    return _GAPS.sub(" ", name).strip()


_GAPS = re.compile(r"\s+")
