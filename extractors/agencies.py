"""Finds names of offices and positions (ส่วนราชการ ตำแหน่ง) where Thai writes no space between them and what follows.

Known names are taken as long as they go (rules/agencies, offices, positions), with a place behind them; an unknown
one runs from a word that opens an office (กอง, สำนัก) to a verb, a joining word or a space (rules/verbs).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from extractors.agency_words import (
    and_more,
    boundary,
    districts,
    ends_name,
    every,
    heads,
    kinds,
    known_names,
    ministries,
    name_ends,
    name_parts,
    named_by_verbs,
    naming_verbs,
    office_words,
    openings,
    place_end,
    plain_duty,
    provinces,
    qualifier,
    short_verbs,
    shortened,
    unit_words,
    with_rings,
)

_LONGEST = 90
_SHORTEST_NOUN, _LONG_NOUN = 4, 35
_GAPS = re.compile(r"\s+")
_GAP_IN_NAME = re.compile(r"\s+(?![0-9๐-๙])")
_AREA = re.compile(r"(?<=[ก-๎])(เขต)(?= ?[0-9๐-๙])")
_AREA_NUMBER = re.compile(r"(?: ?(?:เขต|ภาค)? ?[0-9๐-๙]{1,3})")
_JOIN = re.compile(r"\s*(?:,|/|และ|หรือ|ตลอดจน|รวมทั้ง|รวมถึง|พร้อมทั้ง|ร่วมกับ)\s*|\s{1,4}(?=\S)")
_NEW_SENTENCE = re.compile(r"\s*(?:จะ|ได้|จึง|พิจารณา|ขอ(?!ง)|แจ้งว่า)")
_GAP = re.compile(r"[ \t\xa0]{0,2}\n?[ \t\xa0]{0,2}")
_LETTER_BEFORE = re.compile(r"[ก-๎]$")
"""Before a short form it says that the form is the end of a longer one: the ทร. of โทร. is no navy."""
_WIDE_GAP = re.compile(r"[^\S\n]{3}|\n[^\S\n]*\n|\f")


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """An office or a position at `[start, end)`; `name` is the text without the spaces that OCR put in.

    `rule` is agency.known, agency.group, agency.position, agency.staff (people within an office), or
    agency.head for a name that is in no list.
    """

    start: int
    end: int
    name: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Known:
    """A known name in a text: where it ends, what kind of name it is (`of`), and the name itself."""

    end: int
    of: str
    name: str


def find_agencies(text: str) -> list[AgencyMatch]:
    """Every office and position in a text, in order; none overlaps another."""
    found: list[AgencyMatch] = []
    at = 0
    while opening := openings().search(text, at):
        match = agency_at(text, opening.start())
        if match and "." in match.name[:5] and _LETTER_BEFORE.search(text, max(0, match.start - 1), match.start):
            match = None
        if match:
            found.append(match)
        at = max(match.end if match else 0, opening.start() + 1)
    return found


def list_at(text: str, start: int, find: Callable[[int], AgencyMatch | None]) -> tuple[list[AgencyMatch], int]:
    """Names joined by และ, หรือ, commas or spaces from `start` on, each found by `find`, and where the list ends."""
    found: list[AgencyMatch] = []
    end = at = start
    while match := find(at):
        spaced = at > end and not text[end:at].strip()
        if found and spaced and _NEW_SENTENCE.match(text, match.end):
            break
        found.append(match)
        end = match.end
        join = _JOIN.match(text, end)
        if not join:
            break
        at = join.end()
    return found, end


@lru_cache(maxsize=64)  # the same place of a sentence is asked who acts there, who is told, and where the name ends
def agency_at(text: str, start: int) -> AgencyMatch | None:
    """The office or position whose name begins exactly at `start`, as long as the name goes and no longer.

    >>> agency_at("จังหวัดชัยภูมิพิจารณาแล้ว", 0).name
    'จังหวัดชัยภูมิ'
    """
    all_of = every().match(text, start)
    begin = all_of.end() if all_of else start
    known = _known_at(text, begin)
    if known is None or known.of == "not-office":
        return None
    if known.of == "office":
        return _unknown(text, start, known)
    end, rule, confidence = known.end, _rule(known.of), 0.95
    place = _place(text, end, known)
    if not place and known.of in ("local", "area", "local-position", "group", "position"):
        longer = _unknown(text, start, known) if known.name in office_words() else None
        if longer and longer.end > end:
            return longer
    if known.of == "position" and not place:
        if office := _office_after(text, end) or _unit_headed(text, end):
            end, confidence = office.end, min(confidence, office.confidence)
        elif known.name in heads() and (unit := _open_unit(text, end)):
            end, confidence = unit, 0.8
    end = _qualified(text, place or end)
    as_read = text[start:end]
    confidence = confidence if with_rings(as_read) == as_read else min(confidence, 0.85)
    return AgencyMatch(start, end, _name(text, start, end, known), rule, confidence)


def _rule(of: str) -> str:
    if of == "staff" or of == "group":
        return f"agency.{of}"
    return "agency.position" if of.endswith("position") else "agency.known"


def _known_at(text: str, start: int) -> _Known | None:
    """The longest known name at `start`; one space or line break inside it is forgiven, as OCR and wrapping put them.

    A space is kept as an end where the words before it are a name and the words after it begin one.
    """
    strict = known_names().match(text, start)
    window = text[start : start + _LONGEST]
    wide = _WIDE_GAP.search(window)
    window = window[: wide.start()] if wide else window
    loose = known_names().match(with_rings("".join(window.split())))
    if loose and (strict is None or loose.end() > strict.end() - start):
        end = start + _place_of(window, loose.end() - 1) + 1
        if not strict or not _two_names(text, strict):
            return _Known(end, kinds()[loose[0]], loose[0])
    if strict is None or "ะ" <= text[strict.end() : strict.end() + 1] <= "ู":
        return None  # แผนก, of แผนการ
    return _Known(strict.end(), kinds()[strict[0]], strict[0])


def _two_names(text: str, first: re.Match[str]) -> bool:
    """Whether a whole name ends at a gap and another begins behind it: ศูนย์ดำรงธรรม จังหวัด are two."""
    after = _skip(text, first.end())
    return after > first.end() and kinds()[first[0]] != "office" and known_names().match(text, after) is not None


def _place_of(window: str, index: int) -> int:
    """The place of the character that is `index`th when spaces and line breaks are left out."""
    black = [place for place, char in enumerate(window) if not char.isspace()]
    return black[index]


def _skip(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _place(text: str, end: int, known: _Known) -> int | None:
    """Where the proper place behind a known name ends: a province, a district, or a name of its own."""
    if known.of == "province-office" or known.of.startswith("province-") or known.name.endswith("จังหวัด"):
        return place_end(provinces(), text, end)
    if known.of in ("district-office", "district-position") or known.name in ("อำเภอ", "เขต", "สำนักงานเขต"):
        return place_end(districts(), text, end) or (_open_place(text, end) if known.of == "district-office" else None)
    if known.of in ("local", "local-position"):
        return place_end(provinces(), text, end) or place_end(districts(), text, end) or open_name(text, end)
    if known.of == "area":
        named = place_end(provinces(), text, end) or open_name(text, end)
        number = _AREA_NUMBER.match(text, named or end)
        return number.end() if number else named
    if known.of == "enterprise":  # การไฟฟ้าส่วนภูมิภาค|จังหวัดน่าน: its branch there
        word = next((word for word in ("จังหวัด", "อำเภอ") if text.startswith(word, end)), "")
        return place_end(provinces() if word == "จังหวัด" else districts(), text, end + len(word)) if word else None
    if known.name in ("เทศบาล", "นายกเทศมนตรี", "ปลัดเทศบาล"):
        kind = re.compile(r" ?(?:นคร|เมือง|ตำบล)").match(text, end)
        return (place_end(provinces(), text, kind.end()) or open_name(text, kind.end())) if kind else None
    return None


def _open_place(text: str, at: int) -> int | None:
    """A short place in no list, where a space and a verb follow: สถานีตำรวจภูธรวังเอกสาร จัดชุดปฏิบัติการ."""
    end = open_name(text, at)
    after = end + 1 if end and text[end : end + 1] == " " else None
    return end if end and after and end - at <= 20 and boundary().match(text, after) else None


def open_name(text: str, at: int, joins: bool = False, most: int = _LONGEST) -> int | None:
    """Where a name in no list ends: before a verb, a joining word, a space, a digit or a sign.

    With `joins`, และ within the name goes on with it (สำนักวิชาการและมาตรฐาน) where no office or verb follows.
    """
    end = at
    while end < min(len(text), at + most) and ("ก" <= text[end] <= "๎" or (text[end] == "." and end > at)):
        part = name_parts().match(text, end) if end > at or not boundary().match(text, at) else None  # ประถม, not การ
        part = part or (and_more().match(text, end) if joins and end > at else None)
        if part:
            end = part.end()
        elif noun := _nominal(text, end):
            end = noun
        elif (name_ends() if end > at else boundary()).match(text, end):
            break
        else:
            end += 1
    return end if end - at >= 2 else None


_BECOMES_NOUN = re.compile(
    "(?<!ราช)(?<!โครง)(?<!บริ)(?<!กิจ)(?<!รรม)(?<!วย)(?<!วิชา)(?<!จัด)(?<!ว่า)(?<!นุ)(?<!นิติ)(?<!กอบ)การ$"
)
"""การ before a verb makes a noun of it (การจัดทำแผน): within a name, not its end. Not the การ of ราชการ."""


def _nominal(text: str, at: int) -> int | None:
    """Where a verb at `at` ends that is made a noun by the การ before it, and so is part of a name."""
    end = ends_name(text, at) if text[at - 1 : at] == "ร" else None
    return end if end and _BECOMES_NOUN.search(text, max(0, at - 3), at) else None


def _unknown(text: str, start: int, head: _Known) -> AgencyMatch:
    """An office in no list: its opening word, then its name up to a verb or a joining word.

    The first word of a name may be a verb where offices are named by what they do (กองติดตามประเมินผล).
    """
    verbal = head.name in named_by_verbs() and not _ORDERED.match(text, head.end)
    end = place_end(provinces(), text, head.end) or doing_name(text, head.end, verbal) or _shortened(text, head.end)
    if end is None:
        short = text.startswith("ฯ", head.end)
        end = _qualified(text, head.end) if short else head.end
        return AgencyMatch(start, end, _name(text, start, end, head), "agency.head", 0.8 if short else 0.6)
    end = _qualified(text, end)
    return AgencyMatch(start, end, _name(text, start, end, head), "agency.head", 0.8)


def doing_name(text: str, at: int, verbal: bool, most: int = _LONGEST) -> int | None:
    """Where a name ends that, where `verbal`, may begin with what is done: ส่วน|ป้องกันรักษาป่าและควบคุมไฟป่า."""
    first = (name_parts().match(text, at) or naming_verbs().match(text, at)) if verbal else None
    if not first:
        if ends_name(text, at):
            return _verb_within(text, at) if verbal else None
        return open_name(text, at, verbal, most)
    end = _noun_end(text, first.end(), most) or first.end()
    again = naming_verbs().match(text, end) if text.endswith(("อำนวยการ", "ปฏิบัติการ"), 0, end) else None
    if again:  # ศูนย์อำนวยการ|ป้องกันและลดอุบัติเหตุ
        more = _noun_end(text, again.end(), most)
        return more if more and _name_over(text, more) else end
    second = naming_verbs().match(text, end + 3) if text.startswith("และ", end) else None
    more = (_noun_end(text, second.end(), most) or second.end()) if second else None
    # A verb behind it is what the office is to do, so the one before it is still its name.
    spaced = more is not None and text.startswith(" ", more) and short_verbs().match(text, more + 1)
    return more if more and (spaced or _name_over(text, more)) else end


def _noun_end(text: str, at: int, most: int) -> int | None:
    """Where the noun ends behind a verb of a name; it may begin as a verb would (ที่ดิน), or with และ and another."""
    part = name_parts().match(text, at) or and_more().match(text, at)
    begin = part.end() if part else at
    end = open_name(text, begin, True, most)
    if end and end - begin > _LONG_NOUN and not text[end:].strip():  # สาธารณภัย|จัดเรือ: nothing behind says where it ends
        does = short_verbs().search(text, begin + _SHORTEST_NOUN, end)
        end = does.start() if does else end
    return end or (begin if part and not part[0].startswith("และ") else None)


def _verb_within(text: str, at: int) -> int | None:
    """Where a name ends that is told by a verb of its own and a noun: คณะกรรมการ|ทำลายหนังสือ|รายงานผล.

    What is to be done must follow; and what anybody may be told to do (จัดทำ, รายงาน) names no office.
    """
    verb = None if plain_duty().match(text, at) else ends_name(text, at)
    end = open_name(text, verb, most=40) if verb else None
    if not verb or not end:
        return verb if verb and ends_name(text, verb) and text.startswith(("กรรมการ", "ทำงาน"), at - 7) else None
    return end if _name_over(text, end) else None


def _name_over(text: str, at: int) -> bool:
    """Whether what is to be done begins here, behind a gap or none, or another office after และ."""
    joined = not text[at:].strip() or (text.startswith("และ", at) and known_names().match(text, at + 3))
    return bool(ends_name(text, at) or (text.startswith(" ", at) and ends_name(text, at + 1)) or joined)


def _shortened(text: str, at: int) -> int | None:
    """Where a name ends that is cut short with ฯ, whatever verb it holds: คณะกรรมการ|วินิจฉัยฯ."""
    match = shortened().match(text, at)
    return match.end() if match else None


def _office_after(text: str, at: int) -> AgencyMatch | None:
    """The office that a position heads: อธิบดี + กรมที่ดิน, ปลัดกระทรวง + มหาดไทย."""
    known = _known_at(text, at)
    if known and known.of in ("staff", "position", "local-position", "province-position", "district-position"):
        return None
    if office := agency_at(text, _skip(text, at) if text[at : at + 1] == "\n" else at):
        return office if office.rule in ("agency.known", "agency.head", "agency.group") else None
    ministry = ministries().match(text, at)
    return AgencyMatch(at, ministry.end(), ministry[0], "agency.known", 0.95) if ministry else None


def _unit_headed(text: str, end: int) -> AgencyMatch | None:
    """The unit whose first word ends the name of its head: หัวหน้า|ฝ่าย + บริการศุลกากร."""
    word = next((word for word in named_by_verbs() if text.endswith(word, 0, end)), None)
    unit = agency_at(text, end - len(word)) if word else None
    return unit if unit and unit.end > end else None


def _open_unit(text: str, at: int) -> int | None:
    """Where a unit in no list ends that a title heads: หัวหน้า|อุทยาน, ผู้อำนวยการ|ส่วน + ป้องกันรักษาป่า."""
    unit = unit_words().match(text, at)
    first = known_names().match(text, at)
    if not unit and first and kinds()[first[0]].endswith(("position", "staff")):
        return None
    end = doing_name(text, unit.end() if unit else at, unit is not None, _LONGEST_UNIT) or (unit and unit.end())
    return end if end and end - at < _LONGEST_UNIT else None


_LONGEST_UNIT = 46


def _qualified(text: str, end: int) -> int:
    for _ in range(2):
        match = qualifier().match(text, end)
        if not match:
            break
        end = match.end()
        if match[0] == "ในสังกัด" and (over := known_names().match(text, end)) and kinds()[over[0]] in _PROPER:
            end = over.end()
    return end


_ORDERED = re.compile(r"(?:ถือ)?(?:ปฏิบัติ|ดำเนินการ) ?(?:ดัง(?:ต่อไป)?นี้|ตาม|โดย|ให้)")
"""A verb that begins the order and no name: หน่วย|ปฏิบัติ ดังนี้, where หน่วยปฏิบัติการ is a name."""

_PROPER = ("ministry", "department", "independent")


def _name(text: str, start: int, end: int, known: _Known) -> str:
    """The name as printed, spaces taken out but before a number (สพป.ชัยภูมิ เขต 1)."""
    name = _GAP_IN_NAME.sub("", with_rings(text[start:end]))
    return _AREA.sub(r" \1", name) if known.of == "area" else _GAPS.sub("", name)
