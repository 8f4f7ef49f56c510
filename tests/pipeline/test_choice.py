"""Which tasks are asked for: by unit, person, day and state; and the short codes by which a person names them."""

from datetime import date

import pytest
from samples import task

from pipeline.choice import Choice, by_code, code_of, month_of, parse_month, pick, week_of

TASKS = [
    task(id="a", whose="ours", unit="กลุ่มงาน ๑", person="สมหญิง", due=date(2025, 3, 14)),
    task(id="b", whose="theirs", due=date(2025, 3, 20)),
    task(id="c", whose="unclear", due=None, upcoming=(date(2025, 3, 16), date(2025, 4, 16))),
    task(id="d", whose="ours", due=None, status="done"),
    task(id="e", whose="theirs", status="not-ours", due=None),
]


def ids(**fields):
    return "".join(one.id for one in pick(TASKS, Choice(**fields)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "abcde"),
        ({"whose": ("ours", "unclear"), "statuses": ("open", "assigned")}, "ac"),
        ({"whose": ("ours", "unclear"), "statuses": ("not-ours",)}, "e"),
        ({"unit": "งาน1"}, "a"),
        ({"unit": "-"}, "bcde"),
        ({"person": "สมหญิง"}, "a"),
        ({"since": date(2025, 3, 10), "until": date(2025, 3, 16)}, "ac"),
        ({"until": date(2025, 3, 15)}, "a"),
        ({"overdue": True}, ""),
    ],
)
def test_a_choice_lets_pass_what_it_names(fields, expected):
    assert ids(**fields) == expected


def test_without_a_profile_everything_is_ours_to_see():
    assert len(pick([task(whose="")], Choice(whose=("ours",)))) == 1


def test_a_week_runs_from_monday_to_sunday_and_a_month_to_its_last_day():
    assert week_of(date(2025, 2, 16)) == (date(2025, 2, 10), date(2025, 2, 16))
    assert month_of(date(2024, 2, 16)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2025, 12, 31)) == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize("text", ["2568-03", "2025-03", "3/2568", "๓/๒๕๖๘", "มีนาคม ๒๕๖๘", "มี.ค. 2568"])
def test_a_month_is_understood_as_people_type_it(text):
    assert month_of(parse_month(text))[0] == date(2025, 3, 1)


def test_what_is_no_month_is_none():
    assert parse_month("13/2568") is None and parse_month("เร็ว ๆ นี้") is None


def test_a_code_of_a_few_letters_finds_its_task_and_three_are_too_few():
    assert [t.id for t in by_code(TASKS, code_of("b")[:6].upper())] == ["b"]
    assert by_code(TASKS, code_of("b")[:3]) == []
    assert [t.id for t in by_code(TASKS, "b")] == ["b"]
