"""Reads the rule files. A rule is a TOML table with an id, a reason, and examples that the test suite runs.

An officer adds a rule by adding a table; an error names the file, the table and what is missing.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent


class RuleError(ValueError):
    """A rule file that cannot be used: which file, which rule, and what is wrong with it."""


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression that says something of the text it matches.

    `pattern` may name macros of the same file in braces: `{thai_month}`. It is matched on text whose digits
    are already Arabic. Every string of `examples` must be matched from its start to its end where `whole` holds,
    somewhere otherwise; no string of `counterexamples` may be. `gives` is what the rule says of a match. `needs` are
    words of which one stands in every text that the rule can match: without any, it need not be tried.
    """

    id: str
    why: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    gives: str = ""
    confidence: float = 0.95
    whole: bool = False
    needs: tuple[str, ...] = ()


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name, and the other ways in which it is written or misread; `gives` is its number or code, if any."""

    id: str
    name: str
    why: str = ""
    variants: tuple[str, ...] = ()
    gives: str = ""
    of: str = ""


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One `rules/NAME.toml`: what it is about, macros for its patterns, its patterns and its terms."""

    about: str
    macros: dict[str, str] = {}
    patterns: tuple[Pattern, ...] = ()
    terms: tuple[Term, ...] = ()
    settings: dict[str, Any] = {}


@cache
def load(name: str) -> RuleFile:
    """The rule file `rules/{name}.toml`. Raises RuleError where it cannot be read or an id stands twice."""
    path = FOLDER / f"{name}.toml"
    try:
        rules = msgspec.toml.decode(path.read_bytes(), type=RuleFile)
    except (OSError, msgspec.MsgspecError) as error:
        raise RuleError(f"{path.name}: {error}") from error
    ids = [pattern.id for pattern in rules.patterns] + [term.id for term in rules.terms]
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise RuleError(f"{path.name}: id used twice: {', '.join(twice)}")
    return rules


def names() -> tuple[str, ...]:
    """The names of all rule files, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def expand(name: str, pattern: str) -> str:
    """A pattern with its macros written out. A macro may name macros; braces that name none stay (`{2,4}`)."""
    macros = load(name).macros
    for _ in range(6):
        wider = re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{macros[m[1]]})" if m[1] in macros else m[0], pattern)
        if wider == pattern:
            return pattern
        pattern = wider
    raise RuleError(f"{name}.toml: macros go round in a circle: {pattern[:80]}")


@cache
def compiled(name: str, rule_id: str) -> re.Pattern[str]:
    """The regular expression of one rule. Raises RuleError for an unknown id or a pattern that does not compile."""
    settings = load(name).settings
    for rule in load(name).patterns:
        if rule.id == rule_id:
            pattern = expand(name, rule.pattern)
            try:
                pattern = tolerant(pattern) if settings.get("tones_may_be_lost") else pattern
                # Where a text is one line, ^ need not be looked for behind each of its characters.
                return re.compile(pattern, 0 if settings.get("one_line") else re.M)
            except re.error as error:
                raise RuleError(f"{name}.toml: {rule_id}: {error}") from error
    raise RuleError(f"{name}.toml has no rule {rule_id}")


@cache
def needs(name: str, rule_id: str) -> tuple[str, ...]:
    """Words of which one stands in every text that a rule can match; empty where there are none."""
    return next((rule.needs for rule in load(name).patterns if rule.id == rule_id), ())


_FIXED = re.compile(r"\[[^\]]*\]|\(\?<[=!][^)]*\)|([\u0e48-\u0e4b])\??")


_MISREAD = (
    ("จึง", "จ[\u0e34-\u0e37]ง"),
    ("ถึง", "ถ[\u0e34-\u0e37]ง"),
    ("วันที", "วั?นท[\u0e34-\u0e37]"),
    ("ภายใน", "ภาย[ใไ]น"),
    ("เกิน", "เก[\u0e34-\u0e37]น"),
)
"""Words that stand in nearly every order, and how an OCR leaves them."""


def tolerant(pattern: str) -> str:
    """A pattern that still matches where an OCR lost a tone mark or took one for another, or misread a frequent word.

    Character classes and what looks behind (which must have one length) are left as they are.
    """
    toneless = _FIXED.sub(lambda m: "[\u0e48-\u0e4b]?+" if m[1] else m[0], pattern)
    for word, misread in _MISREAD:
        toneless = toneless.replace(word, misread)
    return toneless


@cache
def alternatives(name: str, group: str = "") -> str:
    """The names and variants of a file's terms as one alternation, longest first; `group`: only terms `of` it."""
    words = {w for t in load(name).terms if not group or t.of == group for w in (t.name, *t.variants)}
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
