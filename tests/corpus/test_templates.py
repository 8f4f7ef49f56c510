"""Templates: the letters made from them are whole, differ, and their gold is what they print."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from dateutil.rrule import rrulestr

from corpus.compose import compose, habits
from corpus.fill import fill, fill_all
from corpus.letter import gold_directives, meaning, printed
from corpus.template import Template, TemplateError, load_templates
from extractors.document import fold_digits

TEMPLATES = load_templates()
BY_NAME = pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.name)


def squeezed(text: str) -> str:
    return "".join(fold_digits(text).split())


def made(**fields: object) -> Template:
    base = {"name": "t", "style": "s", "split": "train", "subject": "เรื่อง", "body": "ความ"}
    return msgspec.convert(base | fields, Template)


@BY_NAME
def test_a_filled_letter_holds_no_mark_of_the_template(template):
    for number in (1, 2, 3):
        bundle = fill(template, number)
        for letter in bundle.letters:
            text = compose(letter, habits()[bundle.habit])
            assert not set("{}«»~<>") & set(text)


@BY_NAME
def test_gold_of_a_filled_letter_can_be_read_and_stands_in_it(template):
    for letter in fill(template, 1).letters:
        body = squeezed(letter.body)
        if meaning(letter.date):  # empty where the day is left for the pen
            date.fromisoformat(meaning(letter.date))
        for value in (letter.number, *letter.references):
            if " | " in value:
                assert squeezed(value.split(" | ")[1]).removesuffix("-") in squeezed(printed(value))
        for directive in gold_directives(letter.directives):
            assert squeezed(directive["start"]) in body
            for deadline in directive["deadlines"]:
                if deadline["due"]:
                    date.fromisoformat(deadline["due"])
                if deadline["rrule"]:
                    rrulestr(deadline["rrule"])


def test_the_same_seed_makes_the_same_letter_and_another_makes_another():
    template = TEMPLATES["interior-flood-season"]
    assert fill(template, 1) == fill(template, 1)
    assert fill(template, 1).letters != fill(template, 2).letters


def test_each_template_is_of_one_split_and_a_third_of_them_are_for_the_test_alone():
    splits = [template.split for template in TEMPLATES.values()]
    assert set(splits) == {"train", "test"}
    assert splits.count("test") >= len(splits) / 3


def test_a_slot_prints_one_thing_and_means_another():
    template = made(slots={"d": "day 5 5"}, body="«1|ก|ข|{=d-1}»ส่งก่อนวันที่ {d}")
    letter = fill(template, 1).letters[0]
    (directive,) = gold_directives(letter.directives)
    due = date.fromisoformat(directive["deadlines"][0]["due"])
    assert str(due.day + 1) in fold_digits(letter.body) or due.day > 27
    assert (directive["label"], directive["actors"], directive["recipients"]) == ("1", ["ก"], ["ข"])
    assert letter.body.startswith("ส่งก่อนวันที่")


def test_a_name_is_noted_with_its_kind():
    bundle = fill(made(body="ตาม«act:พระราชบัญญัติตัวอย่าง พ.ศ. ๒๕๔๐» แล้ว"), 1)
    assert bundle.names == (("act", "พระราชบัญญัติตัวอย่าง พ.ศ. ๒๕๔๐"),)
    assert bundle.letters[0].body == "ตามพระราชบัญญัติตัวอย่าง พ.ศ. ๒๕๔๐ แล้ว"


@pytest.mark.parametrize("body", ["{nothing}", "{ไทย}", "{=p1+3}"])
def test_a_template_that_cannot_be_filled_is_named(body):
    with pytest.raises(TemplateError, match="broken-one"):
        fill(made(name="broken-one", body=body), 1)


def test_there_are_letters_enough():
    assert len(fill_all(1)) == len(TEMPLATES)
