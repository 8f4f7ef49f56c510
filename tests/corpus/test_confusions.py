"""Digits read are set beside digits printed, and the rule file that comes of it is one that can be read."""

from __future__ import annotations

from collections import Counter

import msgspec

from corpus.confusions import READERS, pairs_of, written
from rules.load import RuleFile


def test_a_digit_read_wrong_is_counted_under_what_was_printed_whatever_the_script() -> None:
    pairs = Counter(pairs_of("ที่ มท ๐๘๑๐.๖/ว ๑๒๕๐๙ ลงวันที่", "ที่ มท ๐๘๑๐.๖/ว ๑๒๕๐๕ ลงวันที่"))
    assert pairs["95"] == 1 and pairs["55"] == 1
    assert sum(n for pair, n in pairs.items() if pair[0] != pair[1]) == 1


def test_a_digit_that_was_lost_is_counted_as_nothing() -> None:
    assert Counter(pairs_of("เลขที่รับ ๑๒๓๔๕ ลงวันที่", "เลขที่รับ ๑๒๓๔ ลงวันที่"))["5-"] == 1


def test_a_line_that_was_not_read_at_all_counts_for_nothing() -> None:
    assert not list(pairs_of("หนังสือ ๑๒๓๔๕", ""))


def test_the_rule_file_keeps_its_settings_and_takes_the_counts() -> None:
    rules = msgspec.toml.decode(written({reader: Counter({"95": 3}) for reader in READERS}), type=RuleFile)
    assert rules.settings["counts"]["tha"]["9"][5] == 3
    assert rules.settings["wrong"] > 0
