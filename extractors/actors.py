"""Who must act (ผู้ปฏิบัติ) in the text of a directive."""

from __future__ import annotations

import re
from functools import cache

from extractors.agencies import agency_at
from extractors.agency_words import boundary, ends_name
from extractors.document import Flow
from extractors.doers import Names, doer_at, doers_at
from extractors.model import Found
from rules.load import compiled

Actors = tuple[Found[str], ...]


@cache
def _rule(rule_id: str) -> re.Pattern[str]:
    return compiled("directives", rule_id)


def actors_of(flow: Flow, where: str, names: Names = None) -> Actors:
    """The offices named after the word that asks. `where` is `item` (its opening, or โดยขอให้ later) or `lead`.

    In a lead the last request counts: what stands before it is background. `names`: those that the letter gives.
    """
    asks = list(_rule("actor.before").finditer(flow.folded))
    if where == "lead":
        passed = [m for m in _rule("actor.passed-on").finditer(flow.folded) if len(flow.text) - m.end() < 130]
        # What a thing is asked for is not who does it: เพื่อให้ผู้เสียหายได้รับการเยียวยา จึงขอความร่วมมือ ดังนี้.
        asked = max((ask.start() for ask in asks if ask[0].lstrip().startswith(("ขอ", "จึง"))), default=0)
        named = [ask for ask in asks if ask.start() >= asked or not flow.folded.endswith("เพื่อ", 0, ask.start())]
        for ask in sorted([*named, *passed], key=lambda m: -m.end()):
            if found := _list(flow, ask.end(), "actor.lead", 0.9, names):
                return found
        return ()
    for ask in asks:
        whom = ask[0].lstrip().startswith("สำหรับ")
        if whom and (own := _told_apart(flow, ask.end(), names) or _for_whom(flow, ask.end(), names)):
            return own
        through = ask[0].startswith("โดย")
        if (ask.start() <= _opening(flow.folded) or through) and (
            found := _list(flow, ask.end(), "actor.item", 0.92, names)
        ):
            return found
        if ask.start() <= _opening(flow.folded) or through:
            break
        if _rule("actor.passes-on").match(ask[0]) and (own := _leading(flow.part(0, ask.start()), names)):
            return own  # สำนักงานเขตพื้นที่การศึกษา มอบหมายสถานศึกษา...: the item is of the one who passes it on
        # กรณีพบการฝ่าฝืน ให้พนักงาน... : a condition, a day or the kind of office stands before the one to act.
        later = ask.start() < _LATE and flow.folded[ask.start() : ask.start() + 1].isspace()
        if (
            later
            and not _told(flow.folded, ask.end(), names)
            and (found := _list(flow, ask.end(), "actor.later", 0.85, names))
        ):
            return found
    return _by(flow, names) or _conditional(flow, names) or _leading(flow, names)


def _by(flow: Flow, names: Names) -> Actors:
    """Who does it, where it is said behind what is done: ประมาณราคา โดย|กองช่าง ให้แล้วเสร็จภายใน..."""
    for by in _rule("actor.by").finditer(flow.folded):
        doers, _ = doers_at(flow.folded, by.end(), names)
        if doers and _rule("actor.by-end").match(flow.folded, doers[-1].end):
            return _list(flow, by.end(), "actor.by", 0.8, names)
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


def _for_whom(flow: Flow, start: int, names: Names) -> Actors:
    """Whoever stands behind สำหรับ with a clause that says which of them: หน่วยงาน|ที่เก็บทะเบียนเป็นกระดาษ หาก..."""
    doer = doer_at(flow.folded, start, names)
    clause = _rule("actor.for-clause").match(flow.folded, doer.end) if doer else None
    if doer is None or clause is None:
        return ()
    name = _unspaced(flow.text[start : clause.end()])
    return (Found(name, flow.evidence(start, clause.end(), "actor.item", min(0.8, doer.confidence))),)


def _told_apart(flow: Flow, start: int, names: Names) -> Actors:
    """Who acts in สำหรับโรงเรียนขนาดเล็ก ... ให้เขตพื้นที่จัดครู: whoever is named after ให้, if anybody is."""
    ask = _rule("prose.ask").search(flow.folded, start, start + _LATE + 60)
    if ask is None or _told(flow.folded, ask.end(), names):
        return ()
    return _list(flow, ask.end(), "actor.item", 0.88, names)


_LATE = 90
"""How far into an item its actor may still be named after a space and ให้."""


def _told(folded: str, start: int, names: Names) -> bool:
    """Whether the office that begins here is one that is told the result (ให้ ... ทราบ), and not one to act."""
    agencies, end = doers_at(folded, start, names)
    after = folded[agencies[-1].end if agencies else end :]
    return bool(_rule("recipient.informed").search(after) or _rule("recipient.given").search(after))


def _opening(folded: str) -> int:
    match = re.match(r"(?:ทั้งนี้|อนึ่ง|ในการนี้|ดังนั้น|และ|กับ|พร้อมทั้ง|โดย|ขอ)?\s*(?:จึง)?\s*", folded)
    return match.end() if match else 0


def _leading(flow: Flow, names: Names) -> Actors:
    """An item that begins with the office itself: สำนักงาน... รายงานผล, ส่วนเทศบาลเมือง ให้ดำเนินการ."""
    opening = _rule("actor.opening").match(flow.folded)
    at = opening.end() if opening else 0
    listed = agency_at(flow.folded, at)
    agency = doer_at(flow.folded, at, names)
    if agency is None:
        return ()
    if agency.rule == "agency.person":  # an order that names each: นายสมมติ ตัวอย่าง นักวิชาการป่าไม้ สำรวจพันธุ์นก
        return _list(flow, at, "actor.leading", 0.85, names, only="agency.person")
    _, end = doers_at(flow.folded, at, names)
    told = _rule("actor.told").match(flow.folded, end) and not _rule("actor.object").match(flow.folded, at)
    # What is in no list and ends with a level may well be a task: ค้นหาจุดแข็งของจังหวัด.
    dotted = agency.rule == "agency.short" and flow.folded.startswith(" ", end)  # ศป.ปส.อ. สำรวจ: no word but a name
    if listed is None and not told and not dotted and agency.rule in ("agency.short", "agency.position"):
        return ()
    alone = not flow.folded[end:].strip(" :.")
    sure = agency.confidence >= 0.8 and (
        _verb().match(flow.folded, agency.end)
        or (flow.folded.startswith(" ", end) and boundary().match(flow.folded, end + 1))
        or _rule("actor.does").match(flow.folded, end)
    )
    if not (alone or told or sure):
        return ()
    return _list(flow, at, "actor.leading", 0.82, names)


def headed_by(flow: Flow, names: Names) -> Actors:
    """Whoever a heading names, as a whole, whose items say what is to be done: โรงเรียนเอกชนในระบบ, สรรพสามิตภาค.

    It begins with a name, or as one that the letter gives does, and holds no verb.
    """
    whole = flow.text.strip(" :.")
    known = doer_at(flow.folded, 0, names)
    named = known is not None and known.rule != "agency.staff"
    if not whole or len(whole) > _HEADING or not (named or (names and names.begin_with(whole))):
        return ()
    at = known.end if known else 0
    if any(ends_name(flow.folded, place) for place in range(at, len(whole))):
        return ()
    return (Found(_unspaced(whole), flow.evidence(0, len(whole), "actor.heading", 0.75)),)


_HEADING = 60
"""A heading that names one to act is no longer than this."""


@cache
def _verb() -> re.Pattern[str]:
    from rules.load import alternatives

    return re.compile(rf"\s*(?:จะต้อง|ต้อง|ควร|และ|เป็นผู้|เร่ง|รีบ)?\s*(?:{alternatives('verbs', 'verb')})")


def _list(flow: Flow, start: int, rule: str, confidence: float, names: Names, only: str = "") -> Actors:
    agencies = [one for one in doers_at(flow.folded, start, names)[0] if one.rule == only or not only]
    return tuple(
        Found(_unspaced(a.name), flow.evidence(a.start, a.end, rule, min(confidence, a.confidence))) for a in agencies
    )


def _unspaced(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip()
