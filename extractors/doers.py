"""Whoever may be told to act or to be told the result, named in running text (ผู้ปฏิบัติ ผู้รับรายงาน).

Offices and positions that rules know; names that stand elsewhere in the same letter (its foot, its sender, its
addressees); short forms with full stops (นขต.มทบ.๙๙); persons by what they do (ผู้ควบคุมรถ); heads of provincial and
district offices that are in no list (อาชีวศึกษาจังหวัด); each with the clause that narrows it (หน่วยงานที่มีรถเกิน ๑๐ คัน).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial

from extractors.agencies import AgencyMatch, agency_at, list_at, open_name
from extractors.agency_words import boundary, province_at, short_verbs
from extractors.phrases import headed_end, kind_end, opens_body, phrase_ends
from rules.load import compiled

_rule = partial(compiled, "doers")

_SHORTEST, _LONGEST = 6, 90
_RUN = re.compile(rf"(?:\S[ \t]?){{1,{_LONGEST}}}")
_BLANKS = str.maketrans("", "", " \t")


_CUT_SHORT = re.compile(rf"([^\sฯ]{{{_SHORTEST},{_LONGEST}}})ฯ(?!ล)")
"""A name that is cut short: what stands before ฯ is how the whole name begins; ฯลฯ cuts no name."""


class OwnNames:
    """Names that a letter itself gives; a blank between two letters of one is forgiven.

    No pattern, since each letter would need one of its own, and to compile it takes longer than to read the letter.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(names, key=len, reverse=True):
            self._by_first.setdefault(name[0], []).append(name)

    def end(self, text: str, at: int) -> int | None:
        """Where the longest of them that begins at `at` ends."""
        names = self._by_first.get(text[at : at + 1])
        run = _RUN.match(text, at) if names else None
        if not names or not run:
            return None
        bare = run[0].translate(_BLANKS)
        cut_short = _CUT_SHORT.match(text, at)
        if cut_short and self.begin_with(cut_short[1]):
            return cut_short.end()  # ศูนย์ฝึกและอบรมฯ, of ศูนย์ฝึกและอบรมเด็กและเยาวชน
        length = next((len(name) for name in names if bare.startswith(name)), 0)
        places = [place for place in range(at, run.end()) if text[place] not in " \t"] if length else []
        return places[length - 1] + 1 if places else None

    def begin_with(self, words: str) -> bool:
        """Whether any of them begins with these words: สรรพสามิตภาค, of สรรพสามิตภาคที่ ๑ - ๑๐."""
        bare = words.translate(_BLANKS)
        return len(bare) >= _SHORTEST and any(name.startswith(bare) for name in self._by_first.get(bare[0], ()))

    def stands_in(self, text: str, start: int) -> bool:
        """Whether any of them stands in the text behind `start`."""
        return any(self.end(text, at) for at in range(start, len(text)))


Names = OwnNames | None
"""Names said elsewhere in the letter; None where there are none."""


def names_of(names: Iterable[str]) -> Names:
    """The names that this letter itself gives, and the parts of them that are names."""
    long = {form for name in names for form in _forms(name)}
    return OwnNames(long) if long else None


@lru_cache(maxsize=32)  # a letter's own offices are among all that it names
def _forms(name: str) -> tuple[str, ...]:
    """What a name may be called by: whole, without its title, and each part that is long enough to be one."""
    given = [name, name.removeprefix("ศาลากลาง").removeprefix("ที่ว่าการ")]
    given += [_rule("doer.title").sub("", form) for form in given]
    # กองติดตาม ตรวจสอบ และประเมินผล: a part that is a verb names nobody.
    parts = {part for form in given for part in (form, *(p for p in _APART.split(form) if not boundary().match(p)))}
    bare = {_GAPS.sub("", part.strip(" .…:")) for part in parts}
    return tuple(form for form in bare if _SHORTEST <= len(form) <= _LONGEST and _SPELT_OUT.search(form))


_GAPS = re.compile(r"\s+")
_APART = re.compile(r"[ \t]{1,9}|[()/]")
_SPELT_OUT = re.compile("[ก-ฮ]{3}|^[เ-ไ]?(?:[ก-ฮ][^ก-ฮ.]*){4}")


@lru_cache(maxsize=64)  # who acts, who is told, and where an order begins are all asked at the same places
def doer_at(text: str, start: int, names: Names = None) -> AgencyMatch | None:
    """Who is named exactly at `start`, or None."""
    if you := _rule("doer.you").match(text, start):
        return AgencyMatch(start, you.end(), you[0], "agency.you", 0.9)
    company = _rule("doer.company").match(text, start)
    if company:
        return AgencyMatch(start, company.end(), company[0], "agency.known", 0.9)
    person = compiled("names", "name.person").match(text, start)
    if person:
        return AgencyMatch(start, person.end(), re.sub(r"\s+", " ", person[0]), "agency.person", 0.9)
    found = agency_at(text, start)
    own = names.end(text, start) if names else None
    if own and (found is None or own > found.end or _runs_over(text, found, own)):
        return AgencyMatch(start, own, re.sub(r"\s+", " ", text[start:own]), "agency.own", 0.93)
    if (
        found
        and found.name == "สำนักงาน"
        and (short := _short_form(text, found.end + (text[found.end : found.end + 1] == " ")))
    ):
        return AgencyMatch(start, short.end, text[start : short.end], "agency.head", 0.85)  # สำนักงาน ก.อบต.จังหวัด...
    if found is None or "." in found.name:
        short = _short_form(text, start)
        found = short if short and (found is None or short.end > found.end) else found
    found = found or _headed(text, start) or _of_province(text, start)
    return _narrowed(text, found) if found else None


def _runs_over(text: str, found: AgencyMatch, own: int) -> bool:
    """Whether a name in no list runs over a short verb behind the letter's own: สมาคมผู้เลี้ยงผึ้ง|แจ้งสมาชิก."""
    open_end = found.rule == "agency.head" and own - found.start >= _SURE_OWN
    return bool(open_end and own < found.end and short_verbs().match(text, own))


_SURE_OWN = 12
"""A shorter name of the letter's own may be the beginning of another."""


def known_at(text: str, start: int, names: Names = None) -> bool:
    """Whether a name begins at `start` that some list, its stops, or the letter itself tell."""
    own = names is not None and names.end(text, start) is not None
    short = _short_form(text, start)  # with a number behind it it is a form: มคอ.3
    return own or agency_at(text, start) is not None or (short is not None and not short.name[-1].isdigit())


def doers_at(text: str, start: int, names: Names = None) -> tuple[list[AgencyMatch], int]:
    """Several of them, joined by และ, หรือ, commas or spaces, and where the list ends."""
    found, end = list_at(text, start, lambda at: doer_at(text, at, names))
    return _within_parents(text, found), end


def _within_parents(text: str, found: list[AgencyMatch]) -> list[AgencyMatch]:
    """Units with the office that they are of, set behind them after a space, as one: กลุ่มงานควบคุมโรค สสจ.ตัวอย่าง."""
    kept: list[AgencyMatch] = []
    for one in found:
        unit = kept[-1] if kept else None
        behind = unit is not None and text[unit.end : one.start] == " " and one.rule in ("agency.known", "agency.head")
        if (
            unit
            and behind
            and (_is_within(unit, one, "unit", "parent") or _is_within(unit, one, "section", "division"))
        ):
            name = f"{unit.name} {one.name}"
            kept[-1] = replace(unit, end=one.end, name=name, confidence=min(unit.confidence, one.confidence))
        else:
            kept.append(one)
    return kept


def _is_within(unit: AgencyMatch, over: AgencyMatch, lower: str, upper: str) -> bool:
    return bool(_rule(f"doer.{lower}").match(unit.name) and _rule(f"doer.{upper}").match(over.name))


def _short_form(text: str, start: int) -> AgencyMatch | None:
    match = _rule("doer.short").match(text, start)
    if not match:
        return None
    end = match.end()
    if not text[end - 1].isdigit() and (more := open_name(text, end)) and more - end <= 30:
        end = more
    return AgencyMatch(start, end, text[start:end].strip(), "agency.short", 0.8)


def _headed(text: str, start: int) -> AgencyMatch | None:
    """A name in no list that a noun of a body or of people opens: ผู้ควบคุมรถ|บันทึกเลขไมล์, ฟาร์มเลี้ยงกุ้ง|หยุดสูบน้ำ."""
    end = headed_end(text, start)
    if end is None or end - start > _LONGEST_HEADED:
        return None
    rule = "agency.head" if opens_body(text, start) else "agency.staff"
    return AgencyMatch(start, end, text[start:end], rule, 0.75)


_LONGEST_HEADED = 60


def _of_province(text: str, start: int) -> AgencyMatch | None:
    """A name in no list that ends with the level it is of: อาชีวศึกษาจังหวัด|พิจารณา."""
    if not _rule("doer.level").match(text, start):
        return None
    end = open_name(text, start)
    run = text[start:end] if end else ""
    level = max((run.rfind(word) + len(word) for word in ("จังหวัด", "อำเภอ", "ตำบล") if word in run), default=0)
    if not level:
        return None
    place = province_at(text, start + level)
    stop = place or start + level
    if stop != end and not place:
        return None
    return AgencyMatch(start, stop, text[start:stop], "agency.position", 0.75)


def _narrowed(text: str, found: AgencyMatch) -> AgencyMatch:
    """With what says which of them: หน่วยงาน|ผู้เบิก, หน่วยงาน|ที่มีรถราชการเกิน ๑๐ คัน, โรงเรียน|ใดไม่มีผู้เรียน."""
    # Of one that its place names (อำเภอกะพ้อ) ซึ่ง tells something; it is no part of who he is.
    if text.startswith("ซึ่ง", found.end) and _rule("doer.placed").match(found.name):
        return found
    end, said = phrase_ends(text, found.end)
    if (
        end == found.end
        and found.rule in ("agency.group", "agency.staff")
        and not _rule("doer.whole").search(found.name)
    ):
        kind = kind_end(text, found.end) or found.end
        found = (
            replace(found, end=kind, name=found.name + text[found.end : kind], confidence=0.8) if kind > end else found
        )
        end, said = phrase_ends(text, found.end)
    if end == found.end:
        return found
    behind = re.sub(r"\s+", " ", text[found.end : said]).rstrip()
    name = found.name + behind if said >= found.end else found.name.removesuffix("ผู้")
    return replace(found, end=end, name=name, confidence=min(found.confidence, 0.8))
