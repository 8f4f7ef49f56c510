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
        if groups and not _new_addressee(above, text):
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
    return groups


def _new_addressee(above: str, text: str) -> bool:
    if not above or compiled("heads", "addressee.goes-on").match(text):
        return not above
    if above.endswith(("และ", ",", "/", "ของ")) or re.match(r"\d{1,2}[.)]", text):
        return False
    named = agency_at(text, 0)
    if (
        named is not None
        and named.rule != "agency.position"
        and _whole_name(re.split(r"\s|และ", above)[-1], "agency.position")
    ):
        return False  # และผู้จัดการ, and on the next line การไฟฟ้าส่วนภูมิภาค
    if named is not None and named.rule != "agency.group" and named.confidence >= 0.8:
        return not (_is_title(above) and named.rule != "agency.position" and _whole_name(above))
    if _is_title(text) and compiled("heads", "addressee.whole").search(above):
        return True
    return len(above) < _SHORT_LINE and (_is_title(text) or _is_title(above))


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
    return (named is not None and named.rule == "agency.position") or cues.title(text)


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
    if compiled("heads", "addressee.groups").fullmatch(item.folded):
        return [item.part(*word.span()) for word in re.finditer(r"[^\s(),]+", item.folded)]
    for gap in re.finditer(r"\s*,\s*(?:และ)?|\s*/\s*|\s+และ\s*|\s+|และ", item.folded):
        named = agency_at(item.folded, gap.end())
        if "/" in gap[0]:
            # ผู้รับใบอนุญาต/ผู้อำนวยการ is one; with spaces, or the same title again (หัวหน้า.../หัวหน้า...), they are two.
            again = item.folded.startswith(item.folded[cuts[-1][1] :][:6], gap.end())
            two_hats = item.folded.startswith("ประธาน", gap.end()) and item.folded.count("/") == 1
            titles = (
                not two_hats
                and _is_title(item.folded[gap.end() :])
                and (gap[0] != "/" or _holds_office(item.folded, cuts[-1][1]))
            )
            if gap.start() and (again or titles):
                cuts.append((gap.start(), gap.end()))
            continue
        if _ALL.search(item.folded, cuts[-1][1], gap.start()) and _NEXT.match(item.folded, gap.end()):
            cuts.append((gap.start(), gap.end()))
            continue
        if named is None and _another_person(item.folded, cuts[-1][1], gap):
            cuts.append((gap.start(), gap.end()))
            continue
        if named is None or named.rule == "agency.group" or item.folded.startswith(("ทุก", "ใน", "ที่"), gap.end()):
            continue
        before = item.folded[cuts[-1][1] : gap.start()]
        if not gap[0].strip() and named.rule != "agency.position" and _is_title(before) and "ทุก" not in before:
            continue  # ผู้อำนวยการการท่องเที่ยวแห่งประเทศไทย สำนักงานนครนายก: a title, and where it is held
        spaced = gap[0].strip() != "และ" or gap[0] != "และ"
        head = agency_at(item.folded, cuts[-1][1])
        if (spaced and (named.confidence >= 0.6)) or (head and head.end == gap.start() and named.confidence >= 0.8):
            cuts.append((gap.start(), gap.end()))
    ends = [*(start for start, _ in cuts[1:]), len(item.text)]
    return [item.part(start, end).strip() for (_, start), end in zip(cuts, ends, strict=True)]


def _another_person(text: str, start: int, gap: re.Match[str]) -> bool:
    """Whether, behind a whole name, a title in no list or a person by what he does is another addressee.

    ปลัดกรุงเทพมหานคร|ปลัดเมืองตัวอย่าง; ผู้อำนวยการโรงพยาบาลทุกแห่ง และ|ผู้ดำเนินการคลินิก.
    """
    if gap[0].strip() == "และ" and gap[0] != "และ":
        return compiled("heads", "addressee.person").match(text, gap.end()) is not None
    before = agency_at(text, start)
    whole = before is not None and before.end == gap.start() and before.rule != "agency.group"
    return whole and bool(gap[0].strip(" และ") == "" and gap[0][:1].isspace()) and cues.title(text[gap.end() :])
