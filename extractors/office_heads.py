"""The office that the person addressed heads (หัวหน้าส่วนราชการ): the letter is to him, the office acts."""

from __future__ import annotations

from functools import lru_cache

from extractors.agencies import agency_at
from extractors.agency_words import office_words
from rules.load import compiled, load

_ALL, _WHICH = "head.all-of-kind", "head.which"


@lru_cache(maxsize=2048)  # the same few heads are addressed by every letter
def offices_of(addressee: str) -> tuple[str, ...]:
    """นายอำเภอ ทุกอำเภอ -> อำเภอ; who heads no office that the rules know stays as he is addressed.

    Several where a stroke joins several; of two hats of one man (ผู้ว่าราชการจังหวัด/ประธานกรรมการ...) the first.
    Rules: rules/office_heads.toml. `addressee` has Arabic digits or Thai ones, which stay as they are.
    """
    parts = [_which_dropped(part) for part in addressee.split("/")]
    offices = [_headed(part) or (part if _is_office(part) else "") for part in parts]
    if all(offices):
        return tuple(dict.fromkeys(offices))
    hats = all(office or part.startswith(_HATS) for part, office in zip(parts, offices, strict=True))
    if offices[0] and hats:
        return (offices[0],)
    whole = _which_dropped(addressee)
    return (_headed(whole) or (whole if _is_office(whole) else without_all(addressee)),)


_HATS = ("ประธาน", "ผู้อำนวยการ", "นายทะเบียน")
"""What else a governor, a district's or a municipality's chief may be by his office."""


def without_all(name: str) -> str:
    """A name without ทุกแห่ง behind it, which says only that all of them act."""
    return compiled("office_heads", _ALL).sub("", name) or name


def heads_office(text: str) -> bool:
    """Whether the text begins with the title of one who heads an office: ปฏิรูปที่ดินจังหวัดแพร่."""
    return bool(_headed(text))


def _headed(name: str) -> str:
    """The office of one head; nothing where he heads none."""
    for rule in load("office_heads").patterns:
        title = compiled("office_heads", rule.id).match(name) if rule.id not in (_ALL, _WHICH) else None
        if title:
            return rule.gives + name[title.end() :]
    return ""


def _is_office(name: str) -> bool:
    """Whether the offices themselves are addressed (สำนักงานเขตพื้นที่การศึกษา), and not by one word alone (กอง)."""
    named = agency_at(name, 0)
    return named is not None and named.rule in ("agency.known", "agency.head") and name not in office_words()


def _which_dropped(name: str) -> str:
    for _ in range(3):
        bare = compiled("office_heads", _WHICH).sub("", without_all(name)) or name
        if bare == name:
            break
        name = bare
    return name
