"""Whose task it is: ours, another office's, or for a person to say; always with the reason, in Thai.

A letter to all of a group (ทุกจังหวัด) is ours where our level is in the group (rules/levels.toml) and we are not
left out of it (ยกเว้น). A letter that names another office is not. A task of another's that we ordered, or whose
result comes to us, is one that we wait for. What is not certain is said to be unclear, and stays on the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.document import fold_digits
from pipeline.office import Office
from rules.load import Term, compiled, load

OURS, WAITING, THEIRS, UNCLEAR = "ours", "waiting", "theirs", "unclear"
_NEAR = 88.0
"""A name this like one of ours (rapidfuzz ratio) may be ours misread: a person looks."""
_SURE_OFFICE = 0.8
"""A name this sure (`extractors.agencies`) is an office's, though it is in no list."""
_STRETCH = 160
"""How many characters behind ยกเว้น may still name those that are left out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whose, and why. `how`: name (ours by name), group (of our kind or level), wide (every office), open (whoever
    gets it), other.
    """

    whose: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says of who shall act on one of its directives."""

    actor: str
    text: str
    addressees: tuple[str, ...] = ()
    sender: str = ""
    recipients: tuple[str, ...] = ()


def whose(office: Office, told: Told) -> Verdict:
    """Whose task it is. An actor of none, or of people (เจ้าหน้าที่), is whoever the letter is addressed to."""
    named = by_name(office, told.actor, told.sender) if told.actor else Verdict(UNCLEAR, "", "open")
    verdict = _by_addressees(office, told) if named.how == "open" else named
    if verdict.how in ("group", "wide") and (out := _left_out(office, told)):
        return Verdict(THEIRS, f"หนังสือยกเว้น “{out}” ไว้", "other")
    if named.how in ("group", "wide") and (one := _another_alone(office, told)):
        return Verdict(THEIRS, f"“{told.actor}” ในที่นี้คือผู้รับหนังสือ ({one}) ไม่ใช่เรา", "other")
    if named.how == "wide" and told.addressees and not _reaches(office, told):
        return Verdict(UNCLEAR, f"{named.why} แต่หนังสือถึง “{told.addressees[0]}” ซึ่งไม่ใช่เรา", "other")
    if verdict.whose != THEIRS:
        return verdict
    if named.how == "other" and told.addressees and not _is_office(told.actor) and _reaches(office, told):
        return Verdict(UNCLEAR, f"“{told.actor}” ไม่ใช่ชื่อหน่วยงานที่รู้จัก และหนังสือถึงเราด้วย", "other")
    return _waiting(office, told, verdict)


def _waiting(office: Office, told: Told, verdict: Verdict) -> Verdict:
    if told.sender and by_name(office, told.sender).how == "name":
        return Verdict(WAITING, f"เราสั่งให้ {told.actor or 'ผู้รับหนังสือ'} ดำเนินการ", "other")
    ours = [name for name in told.recipients if by_name(office, name).how == "name"]
    return Verdict(WAITING, f"{told.actor or 'ผู้รับหนังสือ'} ต้องส่งผลให้ {ours[0]} คือเรา", "other") if ours else verdict


@lru_cache(maxsize=8192)
def by_name(office: Office, name: str, sender: str = "") -> Verdict:
    """Whether a name, alone, is ours: our own, that of a group that we are in, or another's."""
    text = _plain(compiled("levels", "except").split(name)[0])
    if text in _ours(office):
        return Verdict(OURS, f"“{name}” เป็นชื่อของเรา", "name")
    if any(_plain(unit.name) == text for unit in office.units):
        return Verdict(OURS, f"“{name}” เป็นหน่วยในสำนักงานของเรา", "name")
    if compiled("levels", "related").search(text):
        return Verdict(UNCLEAR, f"“{name}” ไม่บอกว่าหน่วยใด", "open")
    for rule, held in (("under", _under), ("inside", _inside)):
        if (narrow := compiled("levels", rule).search(text)) and narrow.start():
            wide = by_name(office, text[: narrow.start()])
            return held(office, name, narrow[1], sender) if wide.how in ("group", "wide") else wide
    return _group(office, name, compiled("levels", "every").sub("", text))


def _group(office: Office, name: str, kind: str) -> Verdict:
    term = _groups().get(kind)
    if term and term.of == "wide":
        return Verdict(OURS, f"“{name}” หมายถึงทุกหน่วยงาน", "wide")
    if term and term.of in ("people", "related"):
        return Verdict(UNCLEAR, f"“{name}” ไม่บอกว่าของหน่วยใด", "open")
    if term and office.level in term.gives.split(","):
        return Verdict(OURS, f"“{name}” หมายถึงหน่วยงานระดับเดียวกับเรา", "group")
    for own in sorted(_ours(office)):
        rest = own.removeprefix(kind)
        if len(kind) >= 3 and rest != own and rest and not rest[0].isdigit():
            if office.province and office.province in kind:
                return Verdict(UNCLEAR, f"“{name}” อาจเป็นเรา แต่ชื่อไม่ครบ", "other")
            return Verdict(OURS, f"“{name}” หมายถึงหน่วยงานประเภทเดียวกับเรา", "group")
    if not term and (near := _near(office, kind)):
        return Verdict(UNCLEAR, f"“{name}” คล้าย {near} อาจอ่านผิด", "other")
    return Verdict(THEIRS, f"“{name}” เป็นหน่วยงานอื่น", "other")


def _under(office: Office, name: str, parent: str, sender: str) -> Verdict:
    above = _plain(parent) or _plain(sender)
    if above and above == _plain(office.parent):
        return Verdict(OURS, f"“{name}” หมายถึงหน่วยงานในสังกัด {office.parent} ซึ่งมีเราด้วย", "group")
    if parent and office.parent:
        return Verdict(THEIRS, f"“{name}” เราไม่ได้สังกัด {parent}", "other")
    return Verdict(UNCLEAR, f"“{name}” ไม่ชัดว่าเราอยู่ในสังกัดหรือไม่", "other")


def _inside(office: Office, name: str, province: str, _: str) -> Verdict:
    if not province or province == office.province:
        return Verdict(OURS, f"“{name}” มีเราด้วย", "group")
    return Verdict(THEIRS, f"“{name}” หมายถึงหน่วยงานในจังหวัดอื่น", "other")


def _by_addressees(office: Office, told: Told) -> Verdict:
    who = f"ให้ “{told.actor}”" if told.actor else "ไม่ระบุผู้ปฏิบัติ"
    verdicts = [by_name(office, name, told.sender) for name in told.addressees]
    for wanted, how in ((OURS, "name"), (OURS, "group"), (OURS, "wide"), (UNCLEAR, "")):
        for name, verdict in zip(told.addressees, verdicts, strict=True):
            if verdict.whose == wanted and (not how or verdict.how == how):
                unsure = verdict.whose == UNCLEAR or bool(compiled("levels", "related").search(told.actor))
                return Verdict(UNCLEAR if unsure else OURS, f"{who} หนังสือถึง “{name}”: {verdict.why}", verdict.how)
    if verdicts:
        return Verdict(THEIRS, f"{who} หนังสือถึง “{told.addressees[0]}” ซึ่งไม่ใช่เรา", "other")
    return Verdict(UNCLEAR, f"{who} และไม่พบผู้รับหนังสือ", "other")


def _left_out(office: Office, told: Told) -> str:
    """Our name among those that the letter leaves out, or nothing."""
    ours = {*_ours(office), *([office.province] if office.level in ("province", "province-office") else [])}
    if office.level in ("district", "district-office") and office.district:
        ours.add(office.district)
    for text in (told.actor, told.text, *told.addressees):
        for cue in compiled("levels", "except").finditer(text):
            stretch = text[cue.end() : cue.end() + _STRETCH]
            end = compiled("levels", "except.end").search(stretch)
            named = _plain(stretch[: end.start()] if end else stretch)
            if found := max((own for own in ours if own and own in named), key=len, default=""):
                return found
    return ""


def _another_alone(office: Office, told: Told) -> str:
    """Of a bare จังหวัด in a letter that is addressed to one other province: that province."""
    if compiled("levels", "every").search(told.actor):
        return ""
    if _reaches(office, told):
        return ""
    term = _groups().get(_plain(told.actor))
    kinds = [_plain(told.actor), *(map(_plain, (term.name, *term.variants)) if term else ())]
    for name in told.addressees:
        if any(_plain(name).startswith(kind) and _plain(name) != kind for kind in kinds):
            return name
    return ""


def _reaches(office: Office, told: Told) -> bool:
    """Whether the letter is addressed to us too, or may be."""
    return any(by_name(office, name, told.sender).whose != THEIRS for name in told.addressees)


@lru_cache(maxsize=8192)
def _is_office(name: str) -> bool:
    """Whether it begins as an office or a position does; what does not may be words that were taken for one."""
    from extractors.agencies import agency_at

    found = agency_at(name, 0)
    return found is not None and found.confidence >= _SURE_OFFICE


def _near(office: Office, name: str) -> str:
    from rapidfuzz.fuzz import ratio

    places = {term.name for term in load("provinces").terms} - {office.province}
    if any(name.endswith(place) for place in places):
        return ""
    number = re.findall(r"[0-9]+", name)  # another number is another office (เขต 2), not a misreading
    scored = [(ratio(name, own), own) for own in sorted(_ours(office)) if re.findall(r"[0-9]+", own) == number]
    score, own = max(scored, default=(0.0, ""))
    return own if score >= _NEAR else ""


@cache
def _ours(office: Office) -> frozenset[str]:
    """All names of ours, those too that follow from the level: จังหวัดชัยภูมิ's governor, อำเภอเมือง's chief."""
    names = [*office.names]
    if office.level == "province":
        names += _placed(("จังหวัด", "ผู้ว่าราชการจังหวัด", "ผวจ.", "ศาลากลางจังหวัด", "สำนักงานจังหวัด"), office.province)
    if office.level == "district" and office.district:
        names += _placed(("อำเภอ", "นายอำเภอ", "ที่ว่าการอำเภอ"), office.district)
    return frozenset(filter(None, map(_plain, names)))


def _placed(kinds: Sequence[str], place: str) -> Iterable[str]:
    return [kind + place for kind in kinds]


@cache
def _groups() -> dict[str, Term]:
    return {_plain(name): term for term in load("levels").terms for name in (term.name, *term.variants)}


def _plain(name: str) -> str:
    """A name without its blanks, brackets and stops, its digits Arabic: two spellings of one name are alike."""
    return re.sub(r"[\s()\[\],]+", "", fold_digits(name))
