"""Finds letters' numbers (เลขที่หนังสือ) and mends their prefix from the letterhead where only one mend fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors.document import fold_digits
from extractors.model import ReferenceNumber
from rules.load import compiled, load

_RULES = ("number.agency", "number.no-prefix", "number.office", "number.latin", "number.own", "number.series")
_BY_THEIR_MARK = ("number.no-slash", "number.no-unit", "number.bare-circular")
"""Rules that know a number by its ว: not tried where none has a figure behind it."""
_SURE = {
    "number.agency": 0.97, "number.office": 0.9, "number.no-slash": 0.85, "number.no-unit": 0.85,
    "number.no-prefix": 0.5, "number.latin": 0.5, "number.own": 0.5,
}  # fmt: skip
_SPACE = re.compile(r"\s+")
_SERIES_OF_CIRCULARS = re.compile(r"\([ก-ฮ]{1,3}\)")
_DIGITS = re.compile(r"[0-9]+")
_NOT_A_LETTER = re.compile(r"(?:โทร|สื่อสาร|แฟกซ์|ทะเบียน|ห้อง|มาตรา)[^\n/]*$")
"""Before a number without ที่ on its line: a telephone, a car, a room or a section of a law, not a letter."""
_DATE_WORDS = re.compile(r"(?:พ|ค|ร)\.ศ\.?$|(?:ม|ก|มี|พ|ส|ต|ธ)\.ค\.?$|(?:ก|พ)\.[ยพ]\.?$|พ\.ร\.[บกฎ]\.?$")
_SPLIT_NUMBER = re.compile(r"[ \t]([0-9]{1,5})(?=[ \t]{0,3}(?:ลง|$|\)))", re.MULTILINE)
_BRANCH = re.compile(r"(?P<unit>[^ก-ฮ]+?)\s(?P<branch>[ก-ฮ]{2})")
"""A unit's branch in a province, as the audit office writes it: ตผ 0055 นย/312."""
_CERTAIN_UNIT = re.compile(r"0[0-9]{2,}|[0-9]{4,}|[0-9]+\.[0-9]+")


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number at `[start, end)` of the text searched, without the ที่ before it; `as_read` is that text."""

    start: int
    end: int
    value: ReferenceNumber
    rule: str
    confidence: float
    doubts: tuple[str, ...]
    as_read: str


@dataclass(frozen=True, slots=True)
class _Digits:
    """A run of digits made clean: its text, whether a letter or a sign had to be taken for a digit, and how sure."""

    text: str
    repaired: bool = False
    confidence: float = 1.0


def find_reference_numbers(folded: str) -> list[NumberMatch]:
    """The numbers of letters and orders in a text whose digits are Arabic, in order; none overlaps another.

    >>> str(find_reference_numbers("หนังสือ ที่ มท 0205.3/ว1270 ลงวันที่")[0].value)
    'มท 0205.3/ว 1270'
    """
    return list(_numbers(folded))


@lru_cache(maxsize=16)  # a line of the head is asked for the letter's number, and where its office begins
def _numbers(folded: str) -> tuple[NumberMatch, ...]:
    text = fold_digits(folded)
    if not _DIGITS.search(text):
        return ()
    marked = compiled("reference_numbers", "number.circular").search(text)
    rules = (*_RULES, *_BY_THEIR_MARK) if marked else _RULES
    found = [match for rule in rules for match in _matches(text, rule)]
    found.sort(key=lambda match: (match.start - match.end, match.start))
    taken: list[NumberMatch] = []
    covered = bytearray(len(text))
    for match in found:
        if not any(covered[match.start : match.end]):
            covered[match.start : match.end] = b"\1" * (match.end - match.start)
            taken.append(replace(match, as_read=folded[match.start : match.end]))
    return tuple(sorted(taken, key=lambda match: match.start))


def parse_reference_number(text: str) -> ReferenceNumber | None:
    """What a person typed into a search (`มท0211.1/ว๕๐๖`, `ว 119`, `47/2568`), or None where it is no number.

    >>> str(parse_reference_number("มท๐๒๑๑.๑ ว๕๐๖"))
    'มท 0211.1/ว 506'
    """
    bare = re.sub(r"^\s*(?:ด่วน(?:ที่สุด|มาก)?\s*)?(?:เลขที่|ที่)?\s*", "", fold_digits(text)).rstrip()
    cued = "ที่ " + bare
    match = next(iter(find_reference_numbers(cued)), None)
    whole = match is not None and match.start == len(cued) - len(bare) and match.end == len(cued)
    return match.value if match and whole else None


def _matches(text: str, rule: str) -> Iterator[NumberMatch]:
    for match in compiled("reference_numbers", rule).finditer(text):
        groups = match.groupdict()
        if rule == "number.series":
            found: NumberMatch | None = _series(match)
        elif rule == "number.bare-circular":
            group = "number" if groups["number"] else "dated"
            start = match.start("circular") if groups["circular"] else match.start()
            value = ReferenceNumber("", "", True, match[group])
            found = NumberMatch(start, match.end(group), value, rule, 0.9, (), "")
        else:
            found = _agency(text, match, rule, groups)
        if found:
            yield found


def _series(match: re.Match[str]) -> NumberMatch:
    year = match["year"] if len(match["year"]) == 4 else "25" + match["year"]
    value = ReferenceNumber("", "", False, match["number"], series_year=year)
    confidence = 0.95 if match["order"] and len(match["year"]) == 4 else 0.85
    return NumberMatch(match.start("number"), match.end("year"), value, "number.series", confidence, (), "")


def _agency(text: str, match: re.Match[str], rule: str, groups: Mapping[str, str | None]) -> NumberMatch | None:
    """A number with a prefix, a unit, or both. None where the text around it says that it is something else."""
    cue = bool(groups["cue"])
    prefix, start = _prefix_of(rule, text, match)
    known = prefix in (known_codes() if rule != "number.office" else _short_names())
    circular = bool(groups.get("circular") or groups.get("broken"))
    unit = _Digits(match["unit"]) if rule == "number.office" else _unit(groups.get("unit") or "")
    number, end = _running(text, match)
    if (mark := _mark(groups)) and number.text:
        number = replace(number, text=mark + number.text)
    if groups.get("of") and number.text and end <= match.start("of"):  # and the year behind it: รฟ 1/1234/2568
        number, end = replace(number, text=number.text + match["of"]), match.end("of")
    if not cue and not _stands_alone(text, start, known, circular, unit.text, number.text):
        return None
    if _DATE_WORDS.search(match.group("prefix") if prefix else "") or (rule == "number.no-unit" and not known):
        return None
    if not prefix and rule != "number.no-prefix":
        return None
    if rule == "number.office" and not (known and (groups["slash"] or groups["of"])):
        return None
    if groups.get("committee"):
        prefix = f"{prefix} ({re.sub(r'[^ก-ฮ]', '', groups['committee'] or '')})"
    doubts: tuple[str, ...] = ("number-blank",) if not number.text else ()
    doubts += ("digits-repaired",) if unit.repaired or number.repaired or groups.get("broken") else ()
    doubts += ("prefix-unknown",) if rule in ("number.no-prefix", "number.latin", "number.own") else ()
    sure = _SURE[rule] * unit.confidence * number.confidence * (1 if known or not prefix else 0.78)
    sure = min(sure, 0.7) if doubts else sure
    value = ReferenceNumber(prefix, unit.text, circular, number.text)
    if rule == "number.office" and not (groups["slash"] or groups["mark"]):
        own = _SPACE.sub(" ", text[match.start("prefix") : match.end("unit")])  # ธปท.ภต. 172/2569: a series of its own
        value = ReferenceNumber(own, "", False, match["number"], series_year=match["of"][1:])
        value = replace(value, circular=True, number=number.text, series_year="") if circular else value
    return NumberMatch(start, end, value, rule, round(sure, 3), doubts, "")


def _mark(groups: Mapping[str, str | None]) -> str:
    """What stands before the running number in the register: ร of สผ 0014/ร 123, (ล) of ว(ล) 18862, ฉ.3 of ฉ.3 456."""
    if series := _SERIES_OF_CIRCULARS.search(groups.get("circular") or ""):
        return f"{series[0]} "
    mark = groups.get("mark") or ""
    return mark if mark[-1:] in ("", ".", ")", "/") else f"{mark} "


def _prefix_of(rule: str, text: str, match: re.Match[str]) -> tuple[str, int]:
    if rule == "number.no-prefix":
        return "", match.start("unit")
    return (_SPACE.sub(" ", match["prefix"]), match.start("prefix")) if rule == "number.own" else _prefix(text, match)


def _prefix(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The letters of the prefix without full stops, and where it starts; letters glued before a known code go."""
    raw, start = match["prefix"], match.start("prefix")
    letters = raw.replace(".", "")
    if re.fullmatch(r"[ก-ฮ]{2,}\.[ก-ฮ]{2,}\.?|[A-Za-z]+", raw):
        return raw.rstrip("."), start  # สพป.นย 04082: an office and its province
    if re.fullmatch(r"[ก-ฮ]{2,}\.[ก-ฮ]\.|[ก-ฮ]\.[ก-ฮ]{2,}\.", raw):
        return raw, start  # บช.น. 0032: a unit that writes its own short name
    if letters in known_codes() or f"{letters}." in known_codes():
        return letters if letters in known_codes() else f"{letters}.", start
    glued = start > 0 and "ก" <= text[start - 1] <= "๙" and not match["cue"]
    if match["cue"] and match["cue"][-1:].isspace() and len(letters) <= 5:
        # ที่ กกพ 5502/123, ที่ ฝปร. 259/2569: what stands apart after ที่ is whole, with the stop that its unit writes.
        own = len(letters) > 2 and re.fullmatch(r"[ก-ฮ]+\.", raw) is not None
        return raw if own else letters, start
    if "." not in raw.rstrip(".") and (len(letters) > 2 or glued) and letters[-2:] in known_codes():
        return letters[-2:], match.end("prefix") - len(raw) + len(letters) - 2
    if glued or ("." in raw.rstrip(".")) or (len(letters) > 2 and not match["cue"]):
        return "", start
    return letters, start


def _stands_alone(text: str, start: int, known: bool, circular: bool, unit: str, number: str) -> bool:
    """Whether a number without ที่ is one: ว says so, or a known code before a unit as long as units are."""
    line = text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]
    if not number or _NOT_A_LETTER.search(line):
        return False
    glued = bool(line) and "ก" <= line[-1] <= "๙"
    if glued and not (known and _CERTAIN_UNIT.match(unit)):
        return False
    return circular or (known and bool(_CERTAIN_UNIT.match(unit)))


def _unit(raw: str) -> _Digits:
    """A unit as one code: spaces gone, a comma taken for its dot, look-alikes for digits."""
    if branch := _BRANCH.fullmatch(raw):
        unit = _unit(branch["unit"])
        return replace(unit, text=f"{unit.text} {branch['branch']}")
    body, paren, rest = raw.partition("(")
    signs = re.sub(r"[,:;·]", ".", body)
    read = _as_digits(_SPACE.sub("", signs))
    broken = re.findall(r"(?<=\w)[ \t\xa0]+(?=\w)", body)
    tokens = body.split()
    apart = bool(broken) and any(len(token.strip(".,")) > 1 for token in tokens)
    if apart and re.fullmatch(r"0[0-9]{3}[ \t][0-9]{1,2}", body):
        read = replace(read, text=".".join(tokens))
    confidence = 0.7 if apart else 0.88 if broken or signs != body or body != _SPACE.sub("", body) else 1.0
    return _Digits(read.text + paren + rest, read.repaired or apart, confidence * read.confidence)


def _running(text: str, match: re.Match[str]) -> tuple[_Digits, int]:
    """The running number and where it ends; blank where it was not filled in or cannot be trusted to be whole."""
    groups = match.groupdict()
    if groups.get("far"):
        return _Digits(match["far"], False, 0.8), match.end("far")
    raw = groups["number"]
    if raw is None:
        return _Digits(""), match.end()
    if raw == "พิเศษ":
        return _Digits(raw), match.end("number")
    digits = _as_digits(_SPACE.sub("", raw))
    if not _DIGITS.fullmatch(digits.text):
        joined = re.sub(r"[.,]", "", digits.text)
        garbled = not _DIGITS.fullmatch(joined)
        return _Digits("" if garbled else joined, True, 0.4 if garbled else 0.6), match.end("number")
    if raw != _SPACE.sub("", raw):
        digits = replace(digits, confidence=0.75, repaired=True)
    more = _SPLIT_NUMBER.match(text, match.end("number"))
    if more and len(digits.text) + len(more[1]) <= 6:
        return _Digits(digits.text + more[1], True, 0.6), more.end()
    return digits, match.end("number")


def _as_digits(raw: str) -> _Digits:
    """Letters that resemble digits as those digits."""
    text = raw.translate(_look_alikes())
    return _Digits(text, text != raw, 1.0 if text == raw else 0.7)


@cache
def _look_alikes() -> dict[int, str]:
    terms = (term for term in load("confusables").terms if term.of == "digit-letter")
    return {ord(variant): term.name for term in terms for variant in term.variants}


@cache
def digit_costs() -> Mapping[tuple[str, str], float]:
    """What it costs to take a digit as read for another: (on the paper, as read) -> 0 to 1, small where likely."""
    terms = (term for term in load("confusables").terms if term.of == "digit")
    return {(term.name, variant): float(term.gives) for term in terms for variant in term.variants}


@cache
def known_codes() -> frozenset[str]:
    """The letters that may stand before a number: of ministries, departments, independent agencies, provinces.

    One that its agency writes with a full stop keeps it, however a letter writes it: สปสช.5.37/ว 1190.
    """
    agencies = {term.gives.split()[0] for term in load("agencies").terms if term.gives}
    return frozenset(agencies | {term.gives for term in load("provinces").terms})


@cache
def _short_names() -> frozenset[str]:
    """What enterprises and independent agencies call themselves before a unit told by letters: ปณท, ธปท, กฟภ."""
    terms = (term for term in load("agencies").terms if term.of in ("enterprise", "independent"))
    return frozenset(variant.rstrip(".") for term in terms for variant in term.variants if variant.endswith("."))


def repair_prefix(number: ReferenceNumber, letterhead: str) -> tuple[ReferenceNumber, str | None]:
    """The number with a misread prefix mended, and the doubt that goes with it (an id of rules/doubts.toml).

    Mended only where exactly one code is named by the letterhead (`ศาลากลางจังหวัดชัยภูมิ` names ชย) and differs
    from the prefix by glyphs that an OCR confuses. A known prefix is never changed, only doubted.
    """
    base, space, committee = number.prefix.partition(" ")
    if not base:
        missing = bool(number.unit)
        return number, "prefix-unknown" if missing else None
    known = base in known_codes() or base.partition(".")[0] in _short_names()
    named = codes_named(letterhead)
    if known and (base in named or not named):
        return number, None
    fits = [code for code in sorted(named) if _confusable(code, base)]
    if known:
        # Two codes that both exist: which of them the paper bears is for a person to say.
        return number, "prefix-contradicted" if fits else None
    if len(fits) == 1:
        return replace(number, prefix=fits[0] + space + committee), "prefix-repaired"
    return number, "prefix-unknown"


def codes_named(letterhead: str) -> frozenset[str]:
    """The codes of the agencies and provinces whose names stand in a letterhead or an address."""
    squeezed = _SPACE.sub("", letterhead)
    found = {match[0] for match in _letterhead_names().finditer(squeezed)}
    return frozenset(code for name in found for code in _codes_by_name()[name])


@cache
def _letterhead_names() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name) for name in sorted(_codes_by_name(), key=len, reverse=True)))


@cache
def _codes_by_name() -> Mapping[str, tuple[str, ...]]:
    """Names that a letterhead may hold. Short forms are left out (ทร. stands in every โทร.), and a province
    with a short name needs จังหวัด before it (เลย and ตาก are words)."""
    names: dict[str, tuple[str, ...]] = {}
    for term in load("agencies").terms:
        for name in (term.name, *term.variants):
            if term.gives and "." not in name and len(name) >= 6:
                names[name] = (*names.get(name, ()), term.gives.split()[0])
    for term in load("provinces").terms:
        for name in (term.name, *term.variants):
            forms = [name] if len(name) >= 6 else [f"จังหวัด{name}", f"จ.{name}"]
            names.update({form: (*names.get(form, ()), term.gives) for form in forms})
    return names


def _confusable(meant: str, read: str) -> bool:
    """Whether `read` may be what an OCR made of `meant`: as long, every letter equal or confusable."""
    pairs = list(zip(meant, read, strict=False))
    return len(meant) == len(read) and all(a == b or b in _read_as().get(a, ()) for a, b in pairs)


@cache
def _read_as() -> Mapping[str, frozenset[str]]:
    return {term.name: frozenset(term.variants) for term in load("confusables").terms if term.of == "letter"}
