"""What a line opens: เรื่อง, เรียน, อ้างถึง, the number, the closing words, a receipt stamp (rules/heads.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.lines import Line
from rules.load import compiled


@cache
def _rule(rule_id: str) -> re.Pattern[str]:
    return compiled("signature" if rule_id.startswith("sign.") else "heads", rule_id)


_NAME_OF_GROUP = re.compile(r"\(\?P<\w+>")


@cache
def _any(rule_ids: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the rules as one pattern; their groups lose their names, of which two rules may have the same."""
    return re.compile("|".join(f"(?:{_NAME_OF_GROUP.sub('(?:', _rule(one).pattern)})" for one in rule_ids))


def match(line: Line, rule_id: str) -> re.Match[str] | None:
    """The rule's match within the line's folded text, or None. Ids are those of heads.toml and signature.toml."""
    return _rule(rule_id).search(line.folded)


def opens(line: Line, *rule_ids: str) -> bool:
    """Whether any of the rules matches the line."""
    return _any(rule_ids).search(line.folded) is not None


def is_receipt(line: Line) -> bool:
    """A line of a receipt stamp that can stand alone: its number. Day and time need one beside them."""
    return opens(line, "head.receipt-number")


def is_receipt_detail(line: Line) -> bool:
    return opens(line, "head.receipt-date", "head.receipt-time")


def each(line: Line, rule_id: str) -> Iterator[re.Match[str]]:
    """All matches of a rule in the line's folded text."""
    return _rule(rule_id).finditer(line.folded)


def title(text: str) -> bool:
    """Whether a text (digits Arabic) begins with a word that opens the title of a person's office."""
    return _rule("sign.position").match(text) is not None
