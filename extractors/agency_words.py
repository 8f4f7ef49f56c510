"""The words that names of offices are made of, and where a name ends: patterns made of rules/*.toml once.

Known names (rules/agencies, offices, positions), places (rules/provinces, districts), the verbs and joining words that
end a name and those that may stand within one (rules/verbs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rules.load import alternatives, compiled, load

_NOT_MID_SYLLABLE = "(?![ะ-ฺ็-๎])"
"""A word does not end before a vowel that hangs on its last letter: หาก is not in ปัญหาการ."""
_SHORT_PLACE = 4
"""A district of at most four letters (พล, สอง) is one only where the next word begins right after it."""


def ends_name(text: str, at: int) -> int | None:
    """Where the verb ends that stands at `at` and would end a name before it; None where none does."""
    match = name_ends().match(text, at)
    return match.end() if match and match[0] not in _stops() else None


def province_at(text: str, at: int) -> int | None:
    """Where the province named at `at` ends."""
    return place_end(provinces(), text, at)


def place_end(places: re.Pattern[str], text: str, at: int) -> int | None:
    """Where the place of a list (provinces, districts) ends that is named at `at`."""
    match = places.match(text, at)
    if not match:
        return None
    after = text[match.end() : match.end() + 1]
    short = len(match[0]) <= _SHORT_PLACE and "ก" <= after <= "๎" and not boundary().match(text, match.end())
    return None if short else match.end()


@cache
def _stops() -> frozenset[str]:
    return frozenset(w for t in load("verbs").terms if t.of == "stop" for w in (t.name, *t.variants))


@cache
def kinds() -> dict[str, str]:
    """Every known name, without spaces, and what kind of name it is (`of` in its rule file)."""
    found: dict[str, str] = {}
    for file in ("agencies", "offices", "positions"):
        for term in load(file).terms:
            for name in (term.name, *term.variants):
                found.setdefault(re.sub(r"\s+", "", name), term.of)
    return found


@cache
def office_words() -> frozenset[str]:
    """Words that open the name of an office in no list (กอง, สำนัก)."""
    return frozenset(term.name for term in load("offices").terms if term.of == "office")


@cache
def _ring_lost() -> tuple[re.Pattern[str], dict[str, str]]:
    whole = {word.replace("ำ", "า"): word for word in load("offices").settings["ring_lost"]}
    return re.compile("|".join(map(re.escape, sorted(whole, key=len, reverse=True)))), whole


def with_rings(text: str) -> str:
    """The text with the ring of ำ put back where a name begins without it; no longer than it was: อาเภอ, อำเภอ."""
    pattern, whole = _ring_lost()
    return pattern.sub(lambda lost: whole[lost[0]], text)


def every() -> re.Pattern[str]:
    """ทุก before a kind of office."""
    return compiled("offices", "office.every")


def qualifier() -> re.Pattern[str]:
    """What behind a name says which of them are meant."""
    return compiled("offices", "office.qualifier")


def shortened() -> re.Pattern[str]:
    """The rest of a name that is cut short with ฯ."""
    return compiled("offices", "office.shortened")


@cache
def named_by_verbs() -> tuple[str, ...]:
    """Words that open an office whose name may begin with a verb (กองติดตามประเมินผล), the longest first."""
    words = {term.name for term in load("offices").terms if term.gives == "named-by-verbs"}
    return tuple(sorted(words, key=len, reverse=True))


@cache
def heads() -> frozenset[str]:
    """Titles that head whatever unit is named behind them (หัวหน้าอุทยาน)."""
    return frozenset(w for t in load("positions").terms if t.gives == "head" for w in (t.name, *t.variants))


def unit_words() -> re.Pattern[str]:
    """What opens the name of a unit within an office, where a title stands before it."""
    return compiled("positions", "position.unit")


@cache
def known_names() -> re.Pattern[str]:
    """The longest known name, written without spaces."""
    return re.compile(_trie(kinds()))


@cache
def openings() -> re.Pattern[str]:
    """Where a name may begin: every known name, told by its first letters, and ทุก before one."""
    return re.compile(rf"(?=[ก-๎])(?:{every().pattern})?(?:{_trie({name[:4] for name in kinds()})})")


@cache
def provinces() -> re.Pattern[str]:
    """A province, a space before it or not."""
    return re.compile(" ?" + _trie({n for t in load("provinces").terms for n in (t.name, *t.variants)}))


@cache
def districts() -> re.Pattern[str]:
    """A district, a space before it or not."""
    return re.compile(
        " ?" + _trie({*load("districts").settings["names"], *(f"เมือง{n.name}" for n in load("provinces").terms)})
    )


@cache
def ministries() -> re.Pattern[str]:
    """A ministry without its first word, as its head is called: ปลัดกระทรวง + มหาดไทย."""
    names = (t.name for t in load("agencies").terms if t.of == "ministry")
    return re.compile(_trie(n.removeprefix("กระทรวง").replace(" ", "") for n in names))


@cache
def naming_verbs() -> re.Pattern[str]:
    """Verbs that offices are named by (กอง + ติดตาม + ประเมินผล), and words that are so only there (สำนัก + จัดการ)."""
    terms = load("verbs").terms
    verbs = _trie(term.name for term in terms if term.of == "verb" and term.gives == "office")
    only = _trie(term.name for term in terms if term.of == "naming")
    return re.compile(f"{verbs}|(?!{name_ends().pattern}){only}")


@cache
def plain_duty() -> re.Pattern[str]:
    """What anybody may be told to do."""
    return compiled("verbs", "verb.plain-duty")


@cache
def name_ends() -> re.Pattern[str]:
    """A verb or a joining word: the name of an office ends before it."""
    words = f"{alternatives('verbs', 'verb')}|{alternatives('verbs', 'stop')}"
    told = r"(?<!รับ)(?:แจ้ง|ส่ง)(?=\s)"  # ศูนย์สอบ|แจ้ง สทศ.
    return re.compile(f"(?<![เแโใไ])(?:{words}|{told}){_NOT_MID_SYLLABLE}")  # ท่องเ|ที่ยว


@cache
def boundary() -> re.Pattern[str]:
    """What may follow a bare kind of office: the ends of a name, and short verbs, which may stand within one."""
    return re.compile(f"{name_ends().pattern}|{short_verbs().pattern}")


@cache
def short_verbs() -> re.Pattern[str]:
    """Verbs so short that they may stand within a name (มี, รับ, ใช้), but not where a longer word begins (มาตรฐาน)."""
    words = f"(?!{alternatives('verbs', 'no-verb')})(?:{alternatives('verbs', 'short-verb')})"
    return re.compile(f"{words}{_NOT_MID_SYLLABLE}")


@cache
def and_more() -> re.Pattern[str]:
    """และ within a name: no verb, no other office follows it."""
    return re.compile(rf"และ(?=[ก-๎])(?!{boundary().pattern}|{_trie(kinds())}|ผู้)")


@cache
def name_parts() -> re.Pattern[str]:
    """Words that are verbs elsewhere and parts of a name here."""
    return re.compile(alternatives("verbs", "name-part"))


def _trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of many words in one walk, however many they are."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}

    def spell(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        branches = [re.escape(char) + spell(child) for char, child in sorted(node.items()) if char]
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return "" if not branches else f"(?:{body})?" if "" in node else body

    return spell(tree)
