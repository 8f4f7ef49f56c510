"""What a letter tells that another office has asked (ด้วยกรม...แจ้งว่า... ขอให้...), and whether it passes that on.

A forwarding letter that asks nothing of its own passes on what the office above asked: its addressees are to do it.
Where the writer has orders of his own, these stand, and what was told before them is background.
"""

from __future__ import annotations

from functools import partial

from extractors.doers import Names, doers_at
from extractors.model import Directive
from extractors.orders import Reading
from rules.load import compiled

_rule = partial(compiled, "directives")


def report_end(folded: str, writer: Names) -> int:
    """Where in an opening paragraph the words of another office begin; 0 where none is told of."""
    said = _rule("prose.reported").match(folded)
    if said:
        return said.end()
    opening = _rule("prose.opening").match(folded)
    if not opening or writer is None or writer.stands_in(folded[: opening.end() + _NEAR], opening.end()):
        return 0
    offices, end = doers_at(folded, opening.end(), writer)
    asks = _rule("prose.asks").match(folded, end)
    return end if offices and offices[0].confidence >= _SURE and asks else 0


_NEAR = 60
"""How far behind the opening word the writer's own name may stand to make the request its own."""
_SURE = 0.8


def teller(folded: str, writer: Names) -> str:
    """The office whose words an opening paragraph tells of: ด้วย|กระทรวงมหาดไทย|แจ้งว่า."""
    opening = _rule("prose.opening").match(folded)
    offices = doers_at(folded, opening.end(), writer)[0] if opening else []
    return offices[0].name if offices else ""


def takes_turn(between: str, writer: Names, teller: str) -> bool:
    """Whether the writer speaks again before a request: จังหวัดพิจารณาแล้ว จึง..., or by his own name.

    ด้วยกระทรวงมหาดไทยแจ้งว่า ... กระทรวงมหาดไทย|จึง: the one who is told of goes on.
    """
    if teller and between.rstrip().removesuffix("จึง").endswith(teller):
        return False
    named = writer is not None and writer.stands_in(between[-_NEAR:], 0)
    return named or _rule("prose.turn").search(between) is not None


def pass_on(reading: Reading) -> None:
    """Takes up what was only told, where the letter asks nothing of its own and its purpose is to have it done."""
    acts = reading.purpose is not None and _rule("purpose.act").search(reading.purpose.value)
    if reading.asked or not (acts or reading.directives):
        return
    reading.directives = sorted((*reading.told, *reading.directives), key=_place)


def _place(directive: Directive) -> tuple[int, int]:
    span = directive.evidence.span
    return span.page, span.start
