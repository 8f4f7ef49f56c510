"""Who must do what by when: a line for each office, by office and day."""

from datetime import date
from pathlib import Path

import pytest
from by_hand import directive, due, every, found, letter, put

from pipeline.store import Store

TODAY = date(2025, 2, 10)
DAY = date(2025, 1, 15)


def tasks(tmp_path: Path, *directives, today: date = TODAY):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", letter(day=DAY, directives=directives))
        return store.tasks(today=today)


def test_a_directive_for_two_offices_is_a_task_for_each(tmp_path: Path):
    assert [t.office for t in tasks(tmp_path, directive("1", "ส่งรายงาน", "จังหวัด", "อำเภอ"))] == ["จังหวัด", "อำเภอ"]


def test_a_directive_for_nobody_named_is_still_a_task(tmp_path: Path):
    assert [t.office for t in tasks(tmp_path, directive("1", "ส่งรายงาน"))] == [""]


def test_a_heading_over_its_items_is_no_task(tmp_path: Path):
    item = directive("1.1", "ส่งรายงาน", "จังหวัด")
    assert [t.directive_label for t in tasks(tmp_path, directive("1", "ด้านภัยแล้ง", "จังหวัด", children=(item,)))] == [
        "1.1"
    ]


def test_a_heading_with_a_day_of_its_own_is_a_task_too(tmp_path: Path):
    item = directive("1.1", "สำรวจพื้นที่", "จังหวัด")
    found = tasks(tmp_path, directive("1", "รายงานผล", "จังหวัด", children=(item,), deadlines=(due(date(2025, 3, 1)),)))
    assert {t.directive_label for t in found} == {"1", "1.1"}


def test_tasks_stand_by_office_then_day_and_those_without_a_day_last(tmp_path: Path):
    found = tasks(
        tmp_path,
        directive("1", "ก", "อำเภอ"),
        directive("2", "ข", "อำเภอ", deadlines=(due(date(2025, 4, 1)),)),
        directive("3", "ค", "อำเภอ", deadlines=(every("FREQ=MONTHLY;BYMONTHDAY=20"),)),
        directive("4", "ง", "จังหวัด"),
    )
    assert [t.directive_label for t in found] == ["4", "3", "2", "1"]


def test_of_several_days_the_first_stands(tmp_path: Path):
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=(due(date(2025, 4, 1)), due(date(2025, 3, 1)))))
    assert task.due == date(2025, 3, 1)


def test_a_recurring_duty_lists_its_next_days_from_today(tmp_path: Path):
    rule = "FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250430"
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=(every(rule),)))
    assert task.rrule == rule
    assert task.upcoming == (date(2025, 2, 20), date(2025, 3, 20), date(2025, 4, 20))


def test_every_third_month_is_counted_from_the_letter_not_from_today(tmp_path: Path):
    rule = "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=(every(rule),)))
    assert task.upcoming[:2] == (date(2025, 4, 15), date(2025, 7, 15))


def test_two_rules_of_one_duty_give_their_days_together(tmp_path: Path):
    rules = (every("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1"), every("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"))
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=rules))
    assert task.upcoming[:3] == (date(2025, 4, 1), date(2025, 10, 1), date(2026, 4, 1))
    assert len(task.upcoming) == 6


def test_an_old_daily_duty_still_finds_today(tmp_path: Path):
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=(every("FREQ=DAILY"),)), today=date(2027, 6, 1))
    assert task.upcoming[0] == date(2027, 6, 1)


@pytest.mark.parametrize(("today", "overdue"), [(date(2025, 3, 1), False), (date(2025, 3, 2), True)])
def test_a_task_is_overdue_from_the_day_after_it_was_due(tmp_path: Path, today, overdue):
    (task,) = tasks(tmp_path, directive("1", "ก", "จังหวัด", deadlines=(due(date(2025, 3, 1)),)), today=today)
    assert task.overdue is overdue


def test_a_task_that_is_done_is_never_overdue(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", letter(directives=(directive("1", "ก", "จังหวัด", deadlines=(due(DAY),)),)))
        store.decide(store.tasks(today=TODAY)[0].id, "done")
        assert [(t.status, t.overdue) for t in store.tasks(today=TODAY)] == [("done", False)]
        assert store.rows("SELECT * FROM tasks_open") == []


def test_numbering_that_starts_again_gives_tasks_of_different_names(tmp_path: Path):
    found = tasks(tmp_path, directive("1", "ก", "จังหวัด"), directive("1", "ข", "จังหวัด"))
    assert len({t.id for t in found}) == 2


def test_the_doubts_of_number_actor_and_day_are_on_the_task(tmp_path: Path):
    from dataclasses import replace

    doubted = replace(found("จังหวัด"), evidence=replace(found("จังหวัด").evidence, doubts=("actor-from-addressee",)))
    (task,) = tasks(tmp_path, directive("1", "ก", actors=(doubted,)))
    assert task.doubts == ("actor-from-addressee",)


def test_a_task_says_which_of_its_values_is_not_sure_enough_where_no_rule_says_why(tmp_path: Path):
    from dataclasses import replace

    unsure = replace(found("จังหวัด"), evidence=replace(found("จังหวัด").evidence, confidence=0.7))
    (task,) = tasks(tmp_path, directive("1", "ก", actors=(unsure,)))
    assert task.doubts == ("unsure-actor",)


def test_the_tasks_of_one_letter_can_be_asked_for_in_any_spelling(tmp_path: Path):
    with Store(tmp_path / "letters.db") as store:
        for path, reference in (("a.txt", "มท 0211.1/ว 506"), ("b.txt", "ชย 0023/12")):
            put(store, path, letter(reference, directives=(directive("1", reference, "จังหวัด"),)))
        assert [t.text for t in store.tasks("ที่ ชย ๐๐๒๓/๑๒", today=TODAY)] == ["ชย 0023/12"]


def test_with_a_profile_a_task_says_whose_it_is_and_where_it_goes(tmp_path: Path):
    from pipeline.office import Office, Unit

    office = Office(name="จังหวัดเลย", level="province", province="เลย", units=(Unit("กลุ่มแผน", keywords=("แผน",)),))
    with Store(tmp_path / "letters.db") as store:
        put(store, "a.txt", letter(directives=(directive("1", "ส่งแผน", "จังหวัด"), directive("2", "ส่งแผน", "อำเภอ"))))
        told = {t.office: t for t in store.tasks(today=TODAY, office=office)}
    assert (told["จังหวัด"].whose, told["จังหวัด"].unit) == ("ours", "กลุ่มแผน")
    assert (told["อำเภอ"].whose, told["อำเภอ"].unit) == ("theirs", "")
    assert "จังหวัด" in told["จังหวัด"].whose_why and "แผน" in told["จังหวัด"].unit_why
