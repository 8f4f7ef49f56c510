"""Where requests and orders begin in running prose (ข้อสั่งการในเนื้อความ), and which are only reported.

A request opens with words that ask (ขอให้, โปรด, จึงแจ้งให้), or is an office with ให้ or ต้อง behind it. What another
office asked (ด้วยกรม...ขอความร่วมมือ...) and what was decided before are no requests of the letter that tells of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.doers import Names, doers_at
from rules.load import compiled


@cache
def _rule(rule_id: str) -> re.Pattern[str]:
    return compiled("directives", rule_id)


@lru_cache(maxsize=16)  # the words before a list are asked what they ask, where that begins, and whether they open one
def requests(
    sentence: str, before: str, leads: bool = False, names: Names = None, writer: Names = None
) -> tuple[int, ...]:
    """Where in a sentence its requests begin: reports of earlier requests and courtesies are none.

    A later request is one of its own where a space and และ or โปรด set it off; what stands after หาก goes with it.
    `leads`: what opens a list counts too. `names`: all that the letter names; `writer`: its own offices, who ask.
    """
    found: list[int] = []
    ended = 0
    for match in _rule("prose.order").finditer(sentence):
        at = match.start("cue")
        said = sentence[match.start() : match.end("cue")]
        if _is_reported(said, before + sentence[: match.start()], writer):
            continue
        if leads and match["cue"].startswith("ขยาย"):
            continue  # the list that follows says what is to be done about it
        if match["cue"] == "ให้" and _sent_to(sentence, match.end("cue"), names):
            continue
        if match["bare"] and not _bare_order(sentence, ended, match, names):
            continue
        text = sentence[at:]
        opens_list = len(text) < 60 and _rule("list.lead").search(text) and not _rule("list.parts").search(text)
        if _rule("prose.thanks").search(text) or (opens_list and not leads):
            continue
        if (
            found
            and sentence.startswith("สำหรับ", found[-1])
            and not _rule("prose.ask").search(sentence[found[-1] : at])
        ):
            continue  # สำหรับโรงเรียนขนาดเล็ก ... ให้เขตพื้นที่จัด...: what follows ให้ is its own
        if found and _rule("prose.no-verb").search(sentence[found[-1] : at]):
            found[-1] = at  # ขอความอนุเคราะห์จากท่าน โปรดเสนอชื่อ: courtesy, then what is asked
        elif not found or (_rule("prose.another").search(sentence[: match.start()]) and at - found[-1] > 25):
            found.append(_from_its_opening(sentence, ended, match, names))
        ended = match.end("cue")
    return tuple(found) or _must(sentence, before, names)


def _bare_order(sentence: str, start: int, ask: re.Match[str], names: Names) -> bool:
    """Whether a bare ให้ orders: an office, a condition or a topic stands before it, or the one to act behind it."""
    at = ask.start("cue")
    if _named_before(sentence, at, names) is not None or _condition(sentence[start:at]) is not None:
        return True
    if doers_at(sentence, ask.end("cue"), names)[0]:
        return True
    return not start and _rule("prose.topic").search(sentence[: ask.start()]) is not None


def _sent_to(sentence: str, at: int, names: Names) -> bool:
    """Whether ให้ gives something to the offices behind it: จัดส่งแบบ ให้กรม...ภายในวันที่...; it orders nothing then."""
    offices, end = doers_at(sentence, at, names)
    after = sentence[offices[-1].end if offices else end :]
    return bool(offices) and (
        _rule("recipient.given").search(after) is not None or _rule("recipient.informed").search(after) is not None
    )


def _is_reported(cue: str, head: str, writer: Names) -> bool:
    """Whether what stands before a request in its paragraph makes it one that somebody made before."""
    own = cue.startswith(("จึง", "โปรด"))
    if head.rfind("“") > head.rfind("”"):
        return True  # the words of a law or of another letter
    if _rule("prose.background").search(head[-70:]) or (not own and _rule("prose.reported").search(head)):
        return True
    if not own and _rule("prose.written-before").search(head[-180:]):
        return True
    if not own and _asked_by_another(head, writer):
        return True
    return bool(_rule("prose.handed").search(cue) and _rule("prose.handed-down").match(head))


def _asked_by_another(head: str, writer: Names) -> bool:
    """ด้วยกรมควบคุมมลพิษ|ขอความร่วมมือ...: an office that is not the writer's own asks, right after the opening word."""
    opening = _rule("prose.opening").match(head)
    if not opening or writer is None or writer.stands_in(head, opening.end()):
        return False
    offices, end = doers_at(head, opening.end(), writer)
    proper = bool(offices) and offices[0].rule in ("agency.known", "agency.head") and offices[0].confidence >= _SURE
    return proper and not head[end:].strip()


_SURE = 0.8
"""A name less sure than this (a bare กรม, สำนักงาน) may well be the writer's own."""


def _from_its_opening(sentence: str, start: int, ask: re.Match[str], names: Names) -> int:
    """Where a request begins that hangs on a condition (หาก..., กรณี... ให้) or has its office before ให้: with them."""
    at = ask.start("cue")
    before = _condition(sentence[start : ask.start()])
    reason = sentence.startswith("จึง", ask.start()) or ask["cue"].startswith("โปรด")  # no topic stands before these
    if before is None and not start and not reason:
        before = _rule("prose.topic").search(sentence[: ask.start()])
    if before:
        return start + before.start("if")
    named = _named_before(sentence, at, names) if ask["cue"].startswith("ให้") else None
    return at if named is None else named


def _condition(before: str) -> re.Match[str] | None:
    """The condition (หาก..., กรณี...) that ends these words."""
    return _rule("prose.condition").search(before)


def _named_before(sentence: str, at: int, names: Names) -> int | None:
    """Where the offices begin that stand right before ให้ or ต้อง: ส่วนเทศบาลเมือง|ให้ดำเนินการ."""
    for gap in _rule("prose.word-start").finditer(sentence, max(0, at - _LONGEST_LIST), at):
        named, end = doers_at(sentence, gap.end(), names)
        if named and end <= at and not sentence[end:at].strip():
            return gap.end()
    return None


_LONGEST_LIST = 110
"""How far before ให้ the list of those who are to act may begin."""


def _must(sentence: str, before: str, names: Names) -> tuple[int, ...]:
    """A duty with a day: หน่วยงานของรัฐ|จะต้องรายงาน...ภายใน... Without one it may be what some law says."""
    for match in _rule("prose.must").finditer(sentence):
        at = _named_before(sentence, match.start(), names)
        head = before + sentence[: match.start()]
        told = _rule("prose.law").search(head) or _rule("prose.handed-down").match(head)
        if at is not None and not told:
            return (at,)
    return ()
