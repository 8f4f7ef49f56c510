"""Whom a letter addresses (เรียน, or ถึง on a stamped letter), each of them apart.

Several stand in one line, parted by และ, a comma, a slash, a gap behind ทุก..., or line by line; a line may end in the
middle of a name.
"""

from __future__ import annotations

import re

from extractors import cues
from extractors.agencies import agency_at
from extractors.document import Document, Flow
from extractors.model import Found
from extractors.office_heads import heads_office
from extractors.pieces import split_list
from extractors.zones import Zones
from rules.load import compiled


def find_addressees(document: Document, zones: Zones) -> tuple[Found[str], ...]:
    """Whom the letter addresses (เรียน, or ถึง on a stamped letter), parted at lines, commas, และ and new titles."""
    name = "addressee" if "addressee" in zones.fields else "to"
    found: list[Found[str]] = []
    for group in _addressee_lines(document, zones.fields.get(name, [])):
        for _, item in split_list(document, group):
            for part in _named_apart(item):
                if part.text.strip(" ._…"):
                    found.append(Found(part.text, part.evidence(0, len(part.text), f"head.{name}", 0.95)))
    return tuple(found)


def _addressee_lines(document: Document, pieces: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Lines that belong together: a line that begins with an office or a title of its own begins a new addressee.

    So does any other line under a short one: what is wrapped is wrapped at the margin.
    """
    groups: list[list[tuple[int, int]]] = []
    for start, end in pieces:
        text = document.folded[start:end].lstrip()
        above = document.folded[slice(*groups[-1][-1])].strip() if groups else ""
        first = document.folded[slice(*groups[0][0])].strip() if groups else ""
        if compiled("heads", "addressee.informed").match(text):
            break  # ทราบ บช.ตชด.: who gets a copy of a message
        if groups and not _new_addressee(above, text, _is_title(first)):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return groups


def _new_addressee(above: str, text: str, titles: bool) -> bool:
    """Whether a line begins another addressee under the line `above`; `titles`: the first is a person by his office."""
    if not above or compiled("heads", "addressee.goes-on").match(text):
        return not above
    if above.endswith((",", "/", "ของ", "นายแพทย์", "เจ้าพนักงาน")) or re.match(r"\d{1,2}[.)]", text):
        return False
    if _is_title(text):  # และ|ผู้จัดการ, and on the line beneath นายกองค์การ... is another
        whole = compiled("heads", "addressee.whole").search(above)
        return bool(whole or len(above) < _SHORT_LINE or titles or _holds_office(text, 0)) and not above.endswith("และ")
    if above.endswith("และ") or (titles and compiled("heads", "addressee.unended").search(above)):
        return False
    named = agency_at(text, 0)
    if named is None or named.rule == "agency.group" or named.confidence < 0.8:
        return len(above) < _SHORT_LINE and _is_title(above)
    # The office of the title that ends the line above: และผู้จัดการ, and beneath it การไฟฟ้าส่วนภูมิภาค.
    titled = _is_title(above) and _whole_name(above)
    headed = titled or _whole_name(re.split(r"\s|และ", above)[-1], "agency.position")
    return not headed and not (titles and len(above) >= _SHORT_LINE)


_SHORT_LINE = 50
_ALL = re.compile(r"(?<=[ก-๎ ])ทุก(?:จังหวัด|อำเภอ|เขต|แห่ง|กอง|ตำบล|ศูนย์|ภาค)$")
_NEXT = re.compile(r"(?!ทุก|ใน|ที่|และ|เขต|ยกเว้น|เว้นแต่)[ก-ฮเ-ไ][ก-๎]")
"""Behind all of a kind (นายอำเภอ ทุกอำเภอ) whatever is no part of it is another addressee."""


def _holds_office(text: str, at: int) -> bool:
    """Whether a title of the lists stands here: คณบดี, and not ผู้รับใบอนุญาต, who may be the head himself."""
    named = agency_at(text, at)
    return named is not None and named.rule == "agency.position"


def _is_title(text: str) -> bool:
    """Whether the text begins with the title of a person's office (ผู้อำนวยการ, นายอำเภอ, สาธารณสุขนิเทศก์)."""
    named = agency_at(text, 0)
    return (named is not None and named.rule == "agency.position") or cues.title(text) or heads_office(text)


def _whole_name(above: str, rule: str = "") -> bool:
    """A bare title (อธิบดี) whose office may stand on the next line."""
    named = agency_at(above, 0)
    return (
        named is not None
        and named.rule.startswith(rule)
        and named.end >= len(above)
        and not re.search("ทุก|จังหวัด|อำเภอ", above)
    )


def _named_apart(item: Flow) -> list[Flow]:
    """An item parted where, after a comma, และ or a space, another office or title begins."""
    cuts = [(0, 0)]
    if kinds := compiled("heads", "addressee.groups").search(item.folded):
        first = item.part(0, kinds.start()).strip()
        words = re.finditer(r"[^\s(),]+", kinds["all"])
        apart = [item.part(kinds.start("all") + word.start(), kinds.start("all") + word.end()) for word in words]
        return [*(_named_apart(first) if first.text else ()), *apart]
    for gap in re.finditer(r"\s*,\s*(?:และ)?|\s*/\s*|\s+และ\s*|\s+|และ", item.folded):
        named = agency_at(item.folded, gap.end())
        if "/" in gap[0]:
            # One tight stroke joins two names of one (ผู้รับใบอนุญาต/ผู้อำนวยการ); a loose one, or several, part titles.
            parts = gap[0] != "/" or item.folded.count("/") > 1
            if gap.start() and parts and _is_title(item.folded[gap.end() :]):
                cuts.append((gap.start(), gap.end()))
            continue
        before, rest = item.folded[cuts[-1][1] : gap.start()], item.folded[gap.end() :]
        both = gap[0].strip() in ("และ", ",", "") and heads_office(before)
        every = _ALL.search(before) and _NEXT.match(rest)
        if every or (both and (heads_office(rest) or (gap[0].strip() and _holds_office(rest, 0)))):
            cuts.append((gap.start(), gap.end()))
            continue
        if named is None and (
            _another_person(item.folded, cuts[-1][1], gap) or _short_too(item.folded, cuts[-1][1], gap)
        ):
            cuts.append((gap.start(), gap.end()))
            continue
        if named is None or named.rule == "agency.group" or item.folded.startswith(("ทุก", "ใน", "ที่"), gap.end()):
            continue
        if not gap[0].strip() and named.rule != "agency.position" and _is_title(before) and "ทุก" not in before:
            continue  # ผู้อำนวยการการท่องเที่ยวแห่งประเทศไทย สำนักงานนครนายก: a title, and where it is held
        spaced = gap[0] != "และ"
        head = agency_at(item.folded, cuts[-1][1])
        if (spaced and (named.confidence >= 0.6)) or (head and head.end == gap.start() and named.confidence >= 0.8):
            cuts.append((gap.start(), gap.end()))
    ends = [*(start for start, _ in cuts[1:]), len(item.text)]
    return [item.part(start, end).strip() for (_, start), end in zip(cuts, ends, strict=True)]


def _short_too(text: str, start: int, gap: re.Match[str]) -> bool:
    """Whether, behind a comma or และ, a short form follows short forms: ผบช.น., ภ.1 - 9|และ สตม."""
    short = compiled("doers", "doer.short")
    return gap[0].strip() in (",", "และ", ",และ") and bool(short.match(text, start) and short.match(text, gap.end()))


def _another_person(text: str, start: int, gap: re.Match[str]) -> bool:
    """Whether, behind a whole name, a title in no list or a person by what he does is another addressee.

    ปลัดกรุงเทพมหานคร|ปลัดเมืองตัวอย่าง; ผู้อำนวยการโรงพยาบาลทุกแห่ง และ|ผู้ดำเนินการคลินิก.
    """
    if gap[0].strip() == "และ" and gap[0] != "และ":
        return compiled("heads", "addressee.person").match(text, gap.end()) is not None
    before = agency_at(text, start)
    whole = before is not None and before.end == gap.start() and before.rule != "agency.group"
    return whole and bool(gap[0].strip(" และ") == "" and gap[0][:1].isspace()) and cues.title(text[gap.end() :])
