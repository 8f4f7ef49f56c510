"""What stands before the word that asks and belongs to the order: a condition, a topic, or those who are to act.

หากพบสัตว์ป่วย|ให้แจ้ง..., การยืมอุปกรณ์|ให้ผู้ยืมทำใบยืม..., โรงงานที่อยู่ระหว่างการก่อสร้าง|ให้..., ส่วนเทศบาลเมือง|ให้...
A whole sentence before it (กรมจัดสรรงบประมาณแล้ว ขอให้...) is a reason and stays apart: it has a verb of its own.
"""

from __future__ import annotations

import re
from functools import partial

from extractors.agency_words import ends_name
from extractors.doers import Names, doers_at
from rules.load import compiled

_rule = partial(compiled, "directives")

_LONGEST_CONDITION = 260
"""How far before the order its condition may begin."""
_LONGEST_TOPIC = 200
_LONGEST_LIST = 110
"""How far before ให้ the list of those who are to act may begin."""


def condition_before(sentence: str, start: int, at: int) -> int | None:
    """Where the condition begins (หาก..., กรณี..., เมื่อ...) that reaches up to `at`."""
    for opening in _rule("clause.condition").finditer(sentence, max(start, at - _LONGEST_CONDITION), at):
        if not _rule("clause.ends").search(sentence, opening.end(), at):
            return opening.start("if")
    return None


def topic_before(sentence: str, at: int, bare: bool, writer: Names = None) -> int | None:
    """Where the topic begins that fills its sentence up to `at`: a noun with what says which, and no verb of its own.

    `bare`: what orders is a ให้ alone; before other words a topic without a clause of its own is a short one.
    """
    joined = _rule("clause.joined").match(sentence, 0, at)
    start = joined.end() if joined else 0
    run = sentence[start:at].rstrip()
    if len(run) > _LONGEST_TOPIC or _rule("clause.reason").match(run) or _rule("clause.ends").search(run):
        return None
    which = _rule("clause.which").search(run)
    if _rule("clause.finite").search(run[: which.start()] if which else run):
        return None
    if _rule("clause.topic-word").match(run):
        return start
    if which and _rule("clause.goes-on").search(run, which.end()):
        return None
    if len(run) < _SHORTEST or ends_name(run, 0) or (writer and writer.end(run, 0)):
        return None
    if which:
        return start
    named = doers_at(run, 0, writer)[0] and not run.startswith("การ")
    heading = re.search(r"\d{4}$", run)
    return None if named or heading or len(run) > (_BARE_TOPIC if bare else _BARE_TOPIC // 2) else start


_SHORTEST = 6
_BARE_TOPIC = 90
"""A noun with no clause behind it is no longer than this."""


def limit_before(sentence: str, start: int, at: int) -> int | None:
    """Where the limit of time begins that alone stands before what asks: ภายในวันที่ ๑๕ พฤษภาคม|ขอให้ส่งแผน."""
    limit = _rule("clause.limit").match(sentence[start:at])
    return start + limit.start("limit") if limit else None


def opening_end(folded: str) -> int:
    """Where the condition or the topic ends that opens an order: a day in it is not the day by which to act.

    ส่วนราชการที่ไม่สามารถเบิกจ่ายได้ภายในวันที่ ๓๑ มีนาคม|ให้แจ้งกรม...
    """
    ask = _rule("prose.order").search(folded)
    at = ask.start("cue") if ask else 0
    return 0 if not at or limit_before(folded, 0, at) is not None else at


def topic_end(folded: str) -> int:
    """The same for an item of a list, which may begin with what is to be done: only a topic with a clause is passed."""
    at = opening_end(folded)
    run = folded[:at]
    topic = at and _rule("clause.which").search(run) and topic_before(folded, at, True) == 0
    return at if topic and not _rule("clause.done-by").search(run) else 0


def reason_at(folded: str) -> int:
    """Where the reason begins that ends an order, with no order behind it: ..., เนื่องจากศาลกำหนดให้ยื่นภายในวันที่ ๒๘."""
    last = max((m.start() for m in _rule("clause.because").finditer(folded, 8)), default=len(folded))
    return len(folded) if _rule("clause.asks-again").search(folded, last) else last


def named_before(sentence: str, at: int, names: Names) -> int | None:
    """Where the offices begin that stand right before ให้ or ต้อง: ส่วนเทศบาลเมือง|ให้ดำเนินการ."""
    for gap in _rule("prose.word-start").finditer(sentence, max(0, at - _LONGEST_LIST), at):
        named, end = doers_at(sentence, gap.end(), names)
        if named and end <= at and not sentence[end:at].strip():
            return gap.end()
    return None
