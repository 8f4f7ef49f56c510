"""Every rule file carries its proof: examples that match, counterexamples that do not, and no input that is slow."""

from __future__ import annotations

import re
import time

import pytest

from extractors.document import fold_digits
from rules.load import FOLDER, Pattern, RuleError, compiled, expand, load, names, tolerant

RULES = [(name, rule) for name in names() for rule in load(name).patterns]
IDS = [f"{name}:{rule.id}" for name, rule in RULES]
LENGTH = 20_000
every_rule = pytest.mark.parametrize(("name", "rule"), RULES, ids=IDS)


def _hit(name: str, rule: Pattern, text: str) -> re.Match[str] | None:
    pattern = compiled(name, rule.id)
    return pattern.fullmatch(fold_digits(text)) if rule.whole else pattern.search(fold_digits(text))


def test_there_are_rule_files_and_each_says_what_it_is_about() -> None:
    assert len(names()) >= 10
    assert all(load(name).about for name in names())


@every_rule
def test_a_rule_matches_its_examples(name: str, rule: Pattern) -> None:
    assert rule.examples
    assert [text for text in rule.examples if not _hit(name, rule, text)] == []


@every_rule
def test_a_rule_matches_none_of_its_counterexamples(name: str, rule: Pattern) -> None:
    assert rule.counterexamples
    assert [text for text in rule.counterexamples if _hit(name, rule, text)] == []


@every_rule
def test_a_rule_needs_only_what_stands_in_its_examples(name: str, rule: Pattern) -> None:
    assert not rule.needs or all(any(word in text for word in rule.needs) for text in rule.examples)


@every_rule
def test_a_rule_says_why_it_is_there_and_how_sure_it_is(name: str, rule: Pattern) -> None:
    assert rule.why.strip()
    assert 0 < rule.confidence <= 1


@every_rule
def test_a_rule_leaves_no_macro_unwritten(name: str, rule: Pattern) -> None:
    assert not re.search(r"(?<!\\)\{[a-z_]+\}", expand(name, rule.pattern))


@pytest.mark.parametrize("name", names())
def test_ids_stand_once_in_a_file(name: str) -> None:
    ids = [part.id for part in (*load(name).patterns, *load(name).terms)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", names())
def test_no_term_is_without_a_name_or_names_itself_as_its_variant(name: str) -> None:
    assert [t.id for t in load(name).terms if not t.name.strip() or t.name in t.variants] == []


def _worst(rule: Pattern) -> list[str]:
    """Inputs on which a pattern that backtracks would hang: one thing over and over, without a match at the end."""
    longest = max(rule.examples, key=len)
    units = (longest, longest[: len(longest) // 2 + 1], "ก", " ", "1")
    return [(unit * (LENGTH // len(unit) + 1))[:LENGTH] + "\x00" for unit in units]


@every_rule
def test_a_rule_is_fast_on_the_worst_input(name: str, rule: Pattern) -> None:
    pattern = compiled(name, rule.id)
    for text in _worst(rule):
        begin = time.process_time()
        for _ in pattern.finditer(text):
            pass
        assert time.process_time() - begin < 1, text[:60]


def test_a_lost_tone_mark_still_matches_where_the_file_allows_it() -> None:
    assert re.fullmatch(tolerant("ที่"), "ที")
    assert re.fullmatch(tolerant("ที่"), "ที้")
    assert not re.fullmatch(tolerant("ที่"), "ที่่")
    assert tolerant("[่้]") == "[่้]"


def test_an_unknown_rule_is_named_in_the_error() -> None:
    with pytest.raises(RuleError, match=r"dates\.toml has no rule date\.none"):
        compiled("dates", "date.none")


def test_an_unknown_file_is_named_in_the_error() -> None:
    with pytest.raises(RuleError, match=r"nothing\.toml"):
        load("nothing")


def test_rule_files_are_plain_text_with_unix_line_ends() -> None:
    assert [path.name for path in sorted(FOLDER.glob("*.toml")) if b"\r" in path.read_bytes()] == []
