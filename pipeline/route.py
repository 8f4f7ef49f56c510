"""To which unit of ours a duty goes, and why: rules of the officer's own first, then the units' keywords.

Words are sought in the duty itself before the letter's subject, since a letter of one subject may give each unit
its part. Where two units fit alike none is taken: the reason names both, and a person chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.grams import fold
from pipeline.office import Office, Route


@dataclass(frozen=True, slots=True)
class Routed:
    """The unit (empty where none is taken) and the reason, in Thai."""

    unit: str
    why: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What a rule may look at."""

    actor: str
    text: str
    subject: str
    sender: str
    reference: str


def route(office: Office, duty: Duty) -> Routed:
    """The unit that this duty goes to."""
    if not office.units:
        return Routed("", "")
    for unit in office.units:
        if _plain(duty.actor) == _plain(unit.name):
            return Routed(unit.name, f"หนังสือระบุ “{duty.actor}”")
    for rule in office.routes:
        if held := _holds(rule, duty):
            return Routed(rule.unit, f"กฎ {rule.id}: {rule.why} ({held})")
    for where, text in (("ข้อสั่งการ", duty.text), ("ชื่อเรื่อง", duty.subject)):
        if routed := _by_keywords(office, where, _plain(text)):
            return routed
    if office.default_unit:
        return Routed(office.default_unit, "ไม่ตรงกับหน่วยใด จึงส่งหน่วยที่ตั้งไว้ (default_unit)")
    return Routed("", "ไม่ตรงกับหน่วยใด")


def _holds(rule: Route, duty: Duty) -> str:
    """What made the rule hold, in words; empty where it does not."""
    found = []
    if rule.words:
        word = next((w for w in rule.words if _plain(w) in _plain(duty.text + "\n" + duty.subject)), None)
        if word is None:
            return ""
        found.append(f"พบ “{word}”")
    if rule.sender:
        sender = next((s for s in rule.sender if _plain(s) in _plain(duty.sender)), None)
        if sender is None:
            return ""
        found.append(f"จาก “{sender}”")
    if rule.reference:
        if not _plain(duty.reference).startswith(_plain(rule.reference)):
            return ""
        found.append(f"เลขที่ขึ้นต้นด้วย “{rule.reference}”")
    return " ".join(found)


def _by_keywords(office: Office, where: str, text: str) -> Routed | None:
    """The unit with the most keywords there; a keyword within a longer one of another unit does not count."""
    hits = {unit.name: [word for word in unit.keywords if _plain(word) in text] for unit in office.units}
    every = {_plain(word) for words in hits.values() for word in words}
    inner = {word for word in every for longer in every if word != longer and word in longer}
    counts = {name: [w for w in words if _plain(w) not in inner] for name, words in hits.items()}
    most = max((len(words) for words in counts.values()), default=0)
    if not most:
        return None
    best = [name for name, words in counts.items() if len(words) == most]
    if len(best) > 1:
        return Routed("", f"{where}เข้าได้หลายหน่วย: {', '.join(f'{n} (“{counts[n][0]}”)' for n in best)}")
    return Routed(best[0], f"{where}มีคำว่า {', '.join(f'“{word}”' for word in counts[best[0]])}")


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return fold(text)
