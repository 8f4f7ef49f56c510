"""The office that the person addressed heads (หัวหน้าส่วนราชการ): the letter is to him, the office acts."""

from __future__ import annotations

from functools import lru_cache

from extractors.agencies import agency_at
from rules.load import compiled, load

_ALL = "head.all-of-kind"


@lru_cache(maxsize=2048)  # the same few heads are addressed by every letter
def office_of(addressee: str) -> str:
    """นายอำเภอ ทุกอำเภอ -> อำเภอ; who heads no office that the rules know stays as he is addressed.

    Rules: rules/office_heads.toml. `addressee` has Arabic digits or Thai ones, which stay as they are.
    """
    for rule in load("office_heads").patterns:
        title = compiled("office_heads", rule.id).match(addressee) if rule.id != _ALL else None
        if title:
            office = rule.gives + addressee[title.end() :]
            return compiled("office_heads", _ALL).sub("", office) or office
    named = agency_at(addressee, 0)  # สำนักงานเขตพื้นที่การศึกษาทุกเขต: no head, but the offices themselves
    listed = named is not None and named.rule in ("agency.known", "agency.head")
    return compiled("office_heads", _ALL).sub("", addressee) if listed else addressee
