"""Where requests and orders begin in running prose (ข้อสั่งการในเนื้อความ), and which are only reported.

A request opens with words that ask (ขอให้, โปรด, จึงแจ้งให้), or is an office with ให้ or ต้อง behind it. What another
office asked (ด้วยกรม...ขอความร่วมมือ...) and what was decided before are no requests of the letter that tells of them.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial

from extractors.clauses import condition_before, limit_before, named_before, topic_before
from extractors.doers import Names, doers_at
from extractors.quotes import in_quotes
from rules.load import compiled

_rule = partial(compiled, "directives")


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
            ended = match.end("cue")
            continue
        if not match["cue"] and is_told(before + sentence[:at]):
            continue  # ด้วยภาคบริการโลหิต... มีหน้าที่...: what it is for
        if found and _rule("prose.only-when").match(sentence, match.start()):
            continue
        if found and match["cue"].startswith("ห้าม") and match.start() == at:
            continue  # ให้ออกทางบันไดหนีไฟ ห้ามใช้ลิฟต์: how it is to be done
        if match["cue"].startswith("ห้าม") and _rule("prose.act-before").search(sentence[max(0, at - 160) : at]):
            continue  # ตามมาตรา ๗๓ แห่งพระราชบัญญัติ... ห้ามมิให้ผู้ใด...: what that section says
        if leads and match["cue"].startswith("ขยาย"):
            continue  # the list that follows says what is to be done about it
        if match["cue"] == "ให้" and _sent_to(sentence, match.end("cue"), names):
            continue
        if (match["bare"] or match["glued"]) and not _bare_order(sentence, ended, match, names, writer):
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
        begin = _from_its_opening(sentence, ended, match, names, writer)
        under = begin < at and match["cue"].startswith(("ให้", "ขอให้", "โปรด", "กรุณา"))
        if _rule("clause.inquiry").search(sentence, begin, at):
            continue
        if found and _rule("prose.no-verb").search(sentence[found[-1] : at]):
            found[-1] = at  # ขอความอนุเคราะห์จากท่าน โปรดเสนอชื่อ: courtesy, then what is asked
        elif not found or _is_another(sentence, found[-1], begin if under else match.start()):
            found.append(begin)
        ended = match.end("cue")
    must = [at for at in _must(sentence, before, names) if _stands_apart(sentence, found, at)]
    return tuple(sorted((*found, *must)))


def _stands_apart(sentence: str, found: list[int], at: int) -> bool:
    """Whether a duty that begins at `at` is one beside the requests that were found: behind the last, or before all."""
    if not found or found[0] - at > _APART:
        return True
    return _is_another(sentence, found[-1], at)


def _is_another(sentence: str, earlier: int, at: int) -> bool:
    """Whether what begins at `at`, behind a request, is one of its own: a space sets it off."""
    return at - earlier > _APART and _rule("prose.another").search(sentence[:at]) is not None


_APART = 25
"""Two requests of a sentence begin at least so far from each other."""


def _bare_order(sentence: str, start: int, ask: re.Match[str], names: Names, writer: Names) -> bool:
    """Whether a bare ให้ orders: an office, a condition or a topic stands before it, or the one to act behind it."""
    at = ask.start("cue")
    if ask["glued"]:
        return _glued_order(sentence, start, ask, writer)
    if named_before(sentence, at, names) is not None or condition_before(sentence, start, ask.start()) is not None:
        return True
    if doers_at(sentence, ask.end("cue"), names)[0]:
        return True
    return not start and topic_before(sentence, ask.start(), True, writer) is not None


def _glued_order(sentence: str, start: int, ask: re.Match[str], writer: Names) -> bool:
    """Whether a ให้ with no space before it orders: a condition or a topic is its own, and of no order farther on."""
    at = ask.start("cue")
    if _rule("clause.order-follows").match(sentence, ask.end("cue")):
        return False
    if condition_before(sentence, start, at) is not None:
        return not start or _rule("clause.by-when").match(sentence, at) is not None
    return not start and topic_before(sentence, at, False, writer) is not None


def _sent_to(sentence: str, at: int, names: Names) -> bool:
    """Whether ให้ gives something to the offices behind it: จัดส่งแบบ ให้กรม...ภายในวันที่...; it orders nothing then."""
    offices, end = doers_at(sentence, at, names)
    after = sentence[offices[-1].end if offices else end :]
    if offices and _rule("prose.informs").match(after):
        return True
    sends = offices and _rule("prose.sends").search(sentence, 0, at)
    return bool(sends) and _rule("recipient.given").search(after) is not None


def _is_reported(cue: str, head: str, writer: Names) -> bool:
    """Whether what stands before a request in its paragraph makes it one that somebody made before."""
    own = cue.startswith(("จึง", "โปรด"))
    if in_quotes(head) or _rule("prose.background").search(head[-70:]):
        return True
    if own:
        return False
    if _rule("prose.reported").search(head) or _rule("prose.written-before").search(head[-180:]):
        return True
    if _asked_by_another(head, writer):
        return True
    return _rule("prose.handed").search(cue) is not None and is_told(head)


def is_told(head: str) -> bool:
    """Whether the paragraph so far tells what a law, a resolution or an earlier letter laid down, and has not turned.

    A bare ให้, ต้อง or ห้าม behind it belongs to what is told: มติ ... โดยให้..., บัญญัติว่า ... ให้เจ้าพนักงาน....
    """
    return bool(_rule("prose.laid-down").search(head) or _rule("prose.handed-down").search(head))


def _asked_by_another(head: str, writer: Names) -> bool:
    """ด้วยกรมควบคุมมลพิษ|ขอความร่วมมือ...: an office that is not the writer's own asks, right after the opening word."""
    opening = _rule("prose.opening").match(head)
    if not opening or writer is None or writer.stands_in(head, opening.end()):
        return False
    offices, end = doers_at(head, opening.end(), writer)
    proper = bool(offices) and offices[0].rule in ("agency.known", "agency.head") and offices[0].confidence >= _SURE
    return proper and not _SHORT_NAME.sub("", head[end:]).strip()


_SHORT_NAME = re.compile(r"^\s?\([^()\n]{2,20}\)")
"""How the letter will call that office from now on: สำนักงานคณะกรรมการสุขภาพแห่งชาติ (สช.)."""
_SURE = 0.8
"""A name less sure than this (a bare กรม, สำนักงาน) may well be the writer's own."""


def _from_its_opening(sentence: str, start: int, ask: re.Match[str], names: Names, writer: Names) -> int:
    """Where a request begins that hangs on a condition (หาก..., กรณี... ให้) or has its office before ให้: with them."""
    at, cue = ask.start("cue"), ask["cue"]
    therefore = sentence.startswith("จึง", ask.start())  # a reason stands before it, and neither condition nor topic
    if therefore or not cue.startswith(("ให้", "ขอ", "โปรด", "กรุณา", "ห้าม")):
        return at
    opening = condition_before(sentence, start, ask.start())
    opening = limit_before(sentence, start, ask.start()) if opening is None else opening
    if opening is not None:
        return opening
    named = named_before(sentence, at, names)
    alone = ask.start() == at  # behind และ another order stands before it
    if cue.startswith(("โปรด", "กรุณา")):
        return named if named is not None and alone else at
    apart = named is not None and not _rule("clause.for").search(sentence, 0, named)
    if apart and not cue.startswith("ให้") and not _rule("clause.which").search(sentence, named or 0, at):
        return at  # สำหรับจังหวัด กรม...|ขอความร่วมมือ...: it is the office that asks
    topic = None if start or not alone else topic_before(sentence, at, cue.startswith("ให้"), writer)
    return next((begin for begin in (topic, named) if begin is not None), at)


def _must(sentence: str, before: str, names: Names) -> tuple[int, ...]:
    """A duty with a day or on a condition: หน่วยงานของรัฐ|จะต้องรายงาน...ภายใน..., หากพบ... หัวหน้า|ต้องสอบ....

    Without either it may be what some law says.
    """
    for match in _rule("prose.must").finditer(sentence):
        named = named_before(sentence, match.start(), names)
        hangs_on = condition_before(sentence, 0, match.start() if named is None else named)
        dated = _rule("prose.must-by").search(sentence[match.start() :]) is not None
        if not dated and (named is None or hangs_on is None):
            continue
        at = next((begin for begin in (hangs_on, named) if begin is not None), None)
        at = topic_before(sentence, match.start(), False) if at is None else at
        head = before + sentence[: match.start()]
        told = _rule("prose.law").search(head) or is_told(head)
        if at is not None and not told:
            return (at,)
    return ()
