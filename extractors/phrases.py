"""Where the name of whoever acts ends, in words that no list holds (ผู้ปฏิบัติพร้อมส่วนขยาย).

Behind its head (หน่วยงาน, ฟาร์ม, ผู้) a name goes on with what says which of them is meant, up to what is to be done:
the first verb that is not its own, or the word that asks. One account for all: ผู้เบิก, ของแต่ละตำบล, ที่มีพื้นที่ติดทะเล.
"""

from __future__ import annotations

import re
from functools import partial

from extractors.agencies import doing_name, open_name
from extractors.agency_words import boundary, ends_name, known_names, name_parts
from rules.load import compiled

_rule = partial(compiled, "doers")

_LONGEST = 110
"""A clause that says which of them ends within so many characters, or it is none."""
_KEPT = 38
"""What says which of them is left out of the name where it is longer."""


_BARE_VERB = 7
"""A verb of so few letters may have another behind it: มีกำหนด|จัดงาน."""


def kind_end(text: str, at: int) -> int | None:
    """Where a noun ends that stands right behind a kind of office or of people and says what kind: โรงงาน|น้ำตาล|รายงาน.

    What is to be done must follow, or the word that asks.
    """
    ends = (_rule("doer.no-kind"), boundary(), _rule("doer.asked"))
    if not "ก" <= text[at : at + 1] <= "ไ" or any(rule.match(text, at) for rule in ends):
        return None
    end = open_name(text, at, joins=True, most=30)
    if end is None or not text[end:].strip() or _rule("doer.asked").match(text, end):
        return end
    joined = text.startswith("และ", end) and known_names().match(text, end + 3)
    spaced = text.startswith(" ", end) and begins_to_do(text, end + 1)
    return end if joined or spaced or begins_to_do(text, end) else None


def phrase_ends(text: str, at: int) -> tuple[int, int]:
    """Where a name ends whose head ends at `at`, and up to where it is said: without what is long.

    Both are `at` itself where nothing belongs to it.
    """
    if text.endswith("ผู้", 0, at):  # สหกรณ์|ผู้ให้กู้
        at -= len("ผู้")
    start = at
    for _ in range(4):
        end = _attribute(text, at) or clause_end(text, at)
        if end is None:
            break
        at = end
    # โรงเรียน|ใดไม่มีผู้เรียน: a case, and no name of its own.
    return at, start if at - start > _KEPT or text.startswith("ใด", start) else at


def _attribute(text: str, at: int) -> int | None:
    if found := _rule("doer.attribute").match(text, at) or _rule("doer.number").match(text, at):
        whole = headed_end(text, at) if text.startswith("ผู้", at) else None  # ผู้รับ|บริจาค
        return whole if whole and whole > found.end() and _more_to_do(text, whole) else found.end()
    opened = _rule("doer.of").match(text, at)
    if opened and (end := headed_end(text, opened.end()) or open_name(text, opened.end(), joins=True, most=45)):
        return end
    within = _rule("doer.within-place").match(text, at)
    if within and _done_here(text, within.end()):
        return within.end()
    if text.startswith("ผู้", at):
        return headed_end(text, at)
    end = headed_end(text, at) if _rule("doer.kind").search(text, max(0, at - 16), at) else None
    while end and text.startswith("และ", end) and opens_body(text, end + 3):  # ผู้ประกอบการตลาด|และร้านอาหาร
        end = headed_end(text, end + 3)
    return end


def clause_end(text: str, at: int) -> int | None:
    """Where a clause ends that says which of them (ที่มีพื้นที่ติดทะเล|จัดทำแผน); None where what it ends at is not plain."""
    opening = _rule("doer.which").match(text, at)
    return _clause_on(text, opening.end()) if opening else None


def _clause_on(text: str, at: int) -> int | None:
    """Where a clause ends whose first verb stands at `at`."""
    own, first = _own_verbs(text, at)
    last = min(len(text), at + _LONGEST)
    within = own
    for place in range(own, last):
        if place > at + 2 and _rule("doer.asked").match(text, place) and not _given(text, at, place):
            return place
        if place >= own + 3 and _rule("doer.aside").match(text, place):
            return place
        if text[place].isspace():
            if _rule("doer.gap").match(text, place):
                continue
            if begins_to_do(text, place + 1) or _rule("doer.duty").match(text, place + 1):
                return place
            late = _rule("doer.asked-late").search(text, place, last)
            return late.start() if late else None
        verb = ends_name(text, place)
        if verb and place >= max(first, within) and begins_to_do(text, place):
            return _asked_soon(text, place) or place
        within = max(within, verb or 0)  # การคัดเลือก: เลือก is a part of it
    return None


def _done_here(text: str, at: int) -> bool:
    """Whether nothing more of a name follows: the text ends, or pauses, or what is to be done begins."""
    ended = not text[at : at + 1].strip() or boundary().match(text, at) or _rule("doer.duty").match(text, at)
    return bool(ended or _rule("doer.asked").match(text, at))


def _given(text: str, at: int, place: int) -> bool:
    """Whether ให้ at `place` says to whom a clause gives what it names, with no gap before it."""
    return text.startswith("ให้", place) and _rule("doer.gives").search(text, at, place) is not None


def begins_to_do(text: str, at: int) -> bool:
    """Whether a verb begins here that is no part of the name before it: not การ|จัดทำ, ที่|จะจัดทำ, และ|จัดทำ."""
    if ends_name(text, at) is None or name_parts().match(text, at):
        return False
    return not _rule("doer.within").search(text, max(0, at - 8), at)


def _own_verbs(text: str, at: int) -> tuple[int, int]:
    """Where the verbs end with which a clause begins, and from where on another is what is to be done.

    ที่|ยังไม่ได้จัดตั้ง|ศูนย์, ที่|มีกำหนดจัดงาน|สำคัญ; and with its object ที่|ประสงค์จะวางพวงมาลา|แจ้งชื่อ.
    """
    has = None if ends_name(text, at) else _rule("doer.has").match(text, at)
    at = has.end() if has else at
    while end := ends_name(text, at):
        whole, at = end - at > _BARE_VERB, end
        if whole:
            return at, at
    return at, at + 3


def _asked_soon(text: str, verb: int) -> int | None:
    """A gap right behind a verb, and what is to be done behind it; the verb is the clause's own then.

    ที่ติดตั้งอุปกรณ์ติดตามแล้ว| ให้เปิด; ที่มีเรือเข้าร่วมการแข่งขัน| จัดชุดแพทย์; ที่มีเหตุไม่อาจรับการประเมินในรอบนี้ได้| ให้ขอเลื่อน.
    """
    gap = re.compile(rf"\S{{3,{_RUN}}}?(?=\s)").match(text, verb)
    if not gap:
        return None
    near = gap.end() - verb <= _NEAR and begins_to_do(text, gap.end() + 1)
    return gap.end() if near or _rule("doer.asked").match(text, gap.end()) else None


_NEAR, _RUN = 20, 60
"""How far behind a verb of the clause its end may be: where a verb follows, where a word that asks does."""


def opens_body(text: str, start: int) -> bool:
    """Whether a noun of a body of people or of their place of work stands here, and not of one of them."""
    head = _rule("doer.head").match(text, start)
    return bool(head and head["body"])


def headed_end(text: str, start: int) -> int | None:
    """Where a name ends that a noun of a body or of people opens; None where none does, or it has no end.

    ผู้ has what one does behind it. Any other head has a verb as part of its name where what is to be done follows.
    """
    head = _rule("doer.head").match(text, start)
    if not head:
        return None
    if head["does"]:
        has = None if ends_name(text, head.end()) else _rule("doer.has").match(text, head.end())
        at = has.end() if has else head.end()
        verb = ends_name(text, at)
        end = _name_on(text, verb or at) or verb
        # พนักงาน|ประเมินตนเอง: what he is to do, where nothing more is; พนักงานขับรถ|ตรวจสภาพ is one by his work.
        if end and head["does"] == "ผู้" and _rule("doer.does-more").match(text, end):
            end = _clause_on(text, head.end()) or end  # ผู้สอบ|ผ่านครบ 8 รายวิชา
        works = head["does"].startswith(("ผู้", "นัก")) or not verb or has
        return end if works or end is None or _more_to_do(text, end) else head.end()
    verb = ends_name(text, head.end())
    end = _name_on(text, verb or head.end())
    if end and (verb is None or begins_to_do(text, end)):
        return end
    if head["body"] and verb and (end := doing_name(text, head.end(), verbal=True)):
        return end
    return head.end() if verb or boundary().match(text, head.end()) or text[head.end()].isspace() else None


def _more_to_do(text: str, at: int) -> bool:
    """Whether what is to be done begins here, at once or behind a gap, or the word that asks."""
    spaced = text.startswith(" ", at) and (begins_to_do(text, at + 1) or _rule("doer.duty").match(text, at + 1))
    return bool(begins_to_do(text, at) or spaced or _rule("doer.asked").match(text, at))


def _name_on(text: str, at: int) -> int | None:
    """Where the open part of a name ends that goes on at `at`."""
    part = name_parts().match(text, at)
    return open_name(text, part.end() if part else at, most=45) or (part.end() if part else None)
