"""Causes: each fault has one, and it is the one that a reader would name."""

from __future__ import annotations

import pytest

from corpus.causes import CAUSES, causes, causes_of
from corpus.evaluate import measure
from corpus.samples import read_clean, samples

GOLD = {
    "addressees": ["นายอำเภอ ทุกอำเภอ"],
    "directives": [{"label": "1", "start": "ให้กำนันรายงานผล"}, {"label": None, "start": "ขอให้ส่งแบบตอบรับ"}],
}

LOST = "directives: missed ให้กำนันรายงานผล"
ACTOR = "directive.actors [1]: missed กำนัน"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LOST], ["item-missed"]),
        (["directives: missed ขอให้ส่งแบบตอบรับ"], ["prose-missed"]),
        (["directives: not so ขอให้จังหวัดรายงาน ความละเอียดแจ้งแล้ว นั้น"], ["told-taken"]),
        ([LOST, "directive.deadlines [1]: missed 2025-01-02"], ["item-missed", "directive-missed"]),
        (["directive.deadlines [1]: missed 2025-01-02"], ["deadline-unknown"]),
        ([f"directive.deadlines [1]: {said}" for said in ("missed 2025-01-02", "not so ?")], ["deadline-misread"] * 2),
        ([ACTOR, "directive.actors [1]: not so นายอำเภอ ทุกอำเภอ"], ["actor-of-addressee"] * 2),
        ([ACTOR, "directive.actors [1]: not so กำนันรายงาน"], ["bounds"] * 2),
        (["directive.recipients [1]: missed อำเภอ"], ["name-missed"]),
        (["addressees: missed นายอำเภอ", "addressees: not so นายอำเภอกำนัน"], ["addressees-joined"] * 2),
        (["date: missed 2025-01-02", "events: missed 2025-01-02", "phones: missed 02"], ["head", "event", "foot"]),
    ],
)  # fmt: skip
def test_a_fault_has_the_cause_that_its_neighbours_show(lines, expected):
    assert causes_of(lines, GOLD) == expected


def test_every_fault_of_a_run_is_counted_under_a_cause_that_has_words():
    documents = samples("templates", "test", 1)
    run = measure(documents, read_clean)
    gold = {name: letter for document in documents for name, letter in document.named_gold}
    counted = causes(run["faults"], gold)
    assert set(counted) <= set(CAUSES)
    assert counted.total() == sum(map(len, run["faults"].values()))
    assert counted == run["causes"]
