"""Why values went wrong (สาเหตุ): each fault of a run put under one cause, by rules that a reader can check.

The causes are those of `STUDY.md`. A fault is a line such as `directive.actors [2]: missed อำเภอ` (scoring.py); its
cause shows in what else went wrong in the same place of the same letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.scoring import alike, begins_within

_FAULT = re.compile(r"(?P<field>[\w.]+)(?: \[(?P<label>[^\]]*)\])?: (?P<how>missed|not so) (?P<value>.*)", re.DOTALL)
_TOLD = re.compile(r"มีมติ|ได้แจ้ง|แจ้งว่า|เมื่อวันที่|ความละเอียด|แล้ว ?นั้น|นั้น|ตามสัญญา")

CAUSES = {
    "item-missed": "a numbered item was not taken as a directive",
    "prose-missed": "a directive in running prose was not found",
    "told-taken": "what somebody decided or asked earlier was taken for an order",
    "other-taken": "other text was taken for a directive",
    "directive-missed": "the value went with its directive, which was missed",
    "actor-of-addressee": "the actor was taken from the addressees though the text names one",
    "bounds": "the name begins or ends at the wrong place",
    "name-missed": "a name that the text gives was not found",
    "name-taken": "a name was found where the text gives none",
    "another-name": "another name of the text was taken",
    "deadline-unknown": "a deadline's words are not known",
    "deadline-misread": "a deadline was given another day or recurrence",
    "deadline-elsewhere": "a deadline was put on a directive that has none",
    "addressees-joined": "addressees were joined, or one was cut in two",
    "head": "another value of the head was missed or misread",
    "foot": "the signatory, a telephone or the purpose was missed or misread",
    "event": "the day of a meeting was missed or misread",
    "citation": "an instrument cited in the body was missed, or other text taken for one",
}
_BY_FIELD = {"events": "event", "cited": "citation", "phones": "foot", "purpose": "foot"}


def causes(faults: dict[str, list[str]], gold: dict[str, dict[str, Any]]) -> Counter[str]:
    """How many faults each cause explains; `gold` by the letter's name."""
    return Counter(cause for name, lines in faults.items() for cause in causes_of(lines, gold[name]))


def causes_of(lines: Sequence[str], gold: dict[str, Any]) -> list[str]:
    """The cause of each fault of one letter, in their order."""
    found = [match.groupdict() for line in lines if (match := _FAULT.fullmatch(line))]
    return [_cause(fault, found, gold) for fault in found]


def _cause(fault: dict[str, str], all_faults: list[dict[str, str]], gold: dict[str, Any]) -> str:
    field, missed, value = fault["field"], fault["how"] == "missed", fault["value"]
    if field == "directives":
        if not missed:
            return "told-taken" if _TOLD.search(value) else "other-taken"
        labels = {d["label"] for d in gold["directives"] if d["start"] == value}
        return "prose-missed" if labels == {None} else "item-missed"
    beside = [f["value"] for f in all_faults if f["label"] == fault["label"] and f["field"] == field and f is not fault]
    if field == "directive.deadlines":
        return _deadline(fault, missed, beside, all_faults, gold)
    if field in ("directive.actors", "directive.recipients"):
        return _name(value, missed, beside, gold)
    if field == "addressees" and _overlaps(value, beside):
        return "addressees-joined"
    return _BY_FIELD.get(field, "foot" if field.startswith("signatory") else "head")


def _deadline(
    fault: dict[str, str], missed: bool, beside: list[str], all_faults: list[dict[str, str]], gold: dict[str, Any]
) -> str:
    lost = [f["value"] for f in all_faults if f["field"] == "directives" and f["how"] == "missed"]
    mine = [d["start"] for d in gold["directives"] if str(d["label"]) == fault["label"]]
    if missed and any(begins_within(start, other) for start in mine for other in lost):
        return "directive-missed"
    if beside:
        return "deadline-misread"
    return "deadline-unknown" if missed else "deadline-elsewhere"


def _name(value: str, missed: bool, beside: list[str], gold: dict[str, Any]) -> str:
    if _overlaps(value, beside):
        return "bounds"
    if any(alike(name, other) for name in gold["addressees"] for other in (value, *beside)):
        return "actor-of-addressee"
    if beside:
        return "another-name"
    return "name-missed" if missed else "name-taken"


def _overlaps(value: str, others: list[str]) -> bool:
    """One of them holds the other, or begins as it does."""
    return any(value in other or other in value or value[:8] == other[:8] for other in others)
