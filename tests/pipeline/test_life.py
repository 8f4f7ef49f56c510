"""What people say of tasks: kept, inherited by the rounds of a duty, proved by files, and carried over."""

import dataclasses
from datetime import date, datetime
from pathlib import Path

import pytest
from by_hand import directive, due, every, found, letter, number, put

from pipeline.errors import InputError, UseError
from pipeline.life import Change, change, history, lost, proof_state
from pipeline.office import Office, Planning
from pipeline.store import Store

TODAY = date(2025, 2, 10)
DAY = date(2025, 1, 15)
MONTHLY = every("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250630")


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "saraban.db") as opened:
        yield opened


def put_letter(store: Store, *directives, mtime: int = 1, **more):
    put(store, "a.txt", letter(day=DAY, directives=directives, **more), mtime=mtime)


def only(store: Store):
    (task,) = store.tasks(today=TODAY)
    return task


def say_of(store: Store, **words):
    change(store, Change(only(store).id, **words))
    return only(store)


def test_a_task_that_is_given_to_a_person_is_assigned_and_taken_back_is_open(store):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด"))
    assert (say_of(store, person="สมหญิง", who="หัวหน้า").status, only(store).person) == ("assigned", "สมหญิง")
    assert say_of(store, person="").status == "open"


def test_a_word_leaves_alone_what_it_does_not_name(store):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด"))
    say_of(store, person="สมหญิง", unit="กลุ่มแผน")
    task = say_of(store, status="done", note="ส่งแล้ว", who="สมหญิง", at=datetime(2025, 2, 9, 14, 30))
    assert (task.person, task.unit, task.status, task.note) == ("สมหญิง", "กลุ่มแผน", "done", "ส่งแล้ว")
    assert (task.who, task.at) == ("สมหญิง", "2025-02-09T14:30:00")
    assert [w["status"] for w in history(store, task.id)] == ["assigned", "done"]


def test_an_assigned_task_can_be_overdue_and_one_that_is_not_ours_cannot(store):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด", deadlines=(due(DAY),)))
    assert say_of(store, person="สมหญิง").overdue
    assert not say_of(store, status="not-ours").overdue


def test_an_unknown_status_and_an_unknown_task_are_refused(store):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด"))
    with pytest.raises(UseError):
        say_of(store, status="perhaps")
    with pytest.raises(KeyError):
        change(store, Change("nothing@2025-01-01", status="done"))


def test_a_proof_is_kept_by_its_hash_and_a_change_of_the_file_is_seen(store, tmp_path):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด"))
    file = tmp_path / "หลักฐาน.pdf"
    file.write_bytes(b"sent")
    (proof,) = say_of(store, status="done", proof=(file,)).proof
    assert proof.path == "หลักฐาน.pdf" and proof_state(tmp_path, proof) == "same"
    file.write_bytes(b"other")
    assert proof_state(tmp_path, proof) == "changed"
    file.unlink()
    assert proof_state(tmp_path, proof) == "gone"


def test_a_proof_that_is_not_there_is_refused_and_nothing_is_written(store, tmp_path):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด"))
    with pytest.raises(InputError):
        say_of(store, status="done", proof=(tmp_path / "none.pdf",))
    assert only(store).status == "open"


def test_a_recurring_duty_has_a_line_for_each_time_within_the_horizon(store):
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(MONTHLY,)))
    lines = store.rounds(today=TODAY)
    assert [t.due for t in lines] == [date(2025, 1, 20), *(date(2025, m, 20) for m in (2, 3, 4))]
    assert [t.overdue for t in lines] == [True, False, False, False]
    office = Office(name="ก", level="other", planning=Planning(ahead_days=10, behind_days=0))
    assert [t.due for t in store.rounds(today=TODAY, office=office)] == [date(2025, 2, 20)]


def test_the_next_round_is_shown_though_it_lies_beyond_the_horizon(store):
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(every("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"),)))
    assert [t.due for t in store.rounds(today=TODAY)] == [date(2025, 12, 1)]


def test_a_word_on_one_round_leaves_the_others_and_one_on_the_duty_holds_for_all(store):
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(MONTHLY,)))
    change(store, Change(only(store).id, person="สมหญิง"))
    change(store, Change(store.rounds(today=TODAY)[1].id, status="done"))
    lines = store.rounds(today=TODAY)
    assert [t.status for t in lines] == ["assigned", "done", "assigned", "assigned"]
    assert {t.person for t in lines} == {"สมหญิง"}


def test_a_round_that_was_spoken_of_stays_on_the_list_when_the_rule_is_read_otherwise(store):
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(MONTHLY,)))
    change(store, Change(store.rounds(today=TODAY)[1].id, status="done"))
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(every("FREQ=MONTHLY;BYMONTHDAY=25"),)), mtime=2)
    assert (date(2025, 2, 20), "done") in [(t.due, t.status) for t in store.rounds(today=TODAY)]


def test_a_word_follows_a_directive_whose_label_was_read_better(store):
    put_letter(store, directive(None, "ส่งแผนปฏิบัติการป้องกันอุทกภัย", "จังหวัด"))
    say_of(store, status="done")
    put_letter(store, directive("2", "ส่งแผนปฏิบัติการป้องกันอุทกภั", "จังหวัด"), mtime=2)
    assert (only(store).directive_label, only(store).status) == ("2", "done")
    assert lost(store) == []


def test_a_word_follows_an_office_whose_name_was_read_better(store):
    put_letter(store, directive("1", "ส่งแผน", "สำนักงานจังหวัต"))
    say_of(store, status="done")
    put_letter(store, directive("1", "ส่งแผน", "สำนักงานจังหวัด", "อำเภอ"), mtime=2)
    assert {t.office: t.status for t in store.tasks(today=TODAY)} == {"สำนักงานจังหวัด": "done", "อำเภอ": "open"}


def test_words_follow_items_that_are_numbered_anew(store):
    first, second, third = "ส่งแผนป้องกันอุทกภัย", "แต่งตั้งคณะทำงานติดตาม", "รายงานผลการใช้จ่ายเงิน"
    put_letter(store, directive("1", second, "จังหวัด"), directive("2", third, "จังหวัด"))
    for task, status in zip(store.tasks(today=TODAY), ("done", "not-ours"), strict=True):
        change(store, Change(task.id, status=status))
    put_letter(store, *(directive(str(i), t, "จังหวัด") for i, t in enumerate((first, second, third), 1)), mtime=2)
    assert {t.text: t.status for t in store.tasks(today=TODAY)} == {first: "open", second: "done", third: "not-ours"}


def test_a_word_that_fits_nowhere_stands_on_no_other_task_and_is_shown_as_lost(store):
    put_letter(store, directive("1", "ส่งแผนป้องกันอุทกภัย", "จังหวัด"))
    say_of(store, status="done", note="ส่งแล้ว")
    put_letter(store, directive("1", "แต่งตั้งคณะทำงานติดตาม", "จังหวัด"), mtime=2)
    assert only(store).status == "open"
    assert [(w["note"], w["words"]) for w in lost(store)] == [("ส่งแล้ว", "ส่งแผนป้องกันอุทกภัย")]


def test_a_lost_word_finds_its_task_again_when_the_letter_is_read_well_again(store):
    good = directive("1", "ส่งแผนป้องกันอุทกภัย", "จังหวัด")
    put_letter(store, good)
    say_of(store, status="done")
    for mtime in (2, 3):
        put_letter(store, mtime=mtime)
    assert len(lost(store)) == 1
    put_letter(store, good, mtime=4)
    assert only(store).status == "done" and lost(store) == []


def test_of_two_that_fit_none_is_taken(store):
    put_letter(store, directive(None, "ส่งแผนป้องกันอุทกภัย", "จังหวัด"))
    say_of(store, status="done")
    twice = (directive("1", "ส่งแผนป้องกันอุทกภัย.", "จังหวัด"), directive("2", "ส่งแผนป้องกันอุทกภัย,", "จังหวัด"))
    put_letter(store, *twice, mtime=2)
    assert {t.status for t in store.tasks(today=TODAY)} == {"open"}
    assert len(lost(store)) == 1


def test_a_word_never_goes_to_another_office(store):
    put_letter(store, directive("1", "ส่งแผน", "จังหวัด", "อำเภอ"))
    for task in store.tasks(today=TODAY):
        if task.office == "จังหวัด":
            change(store, Change(task.id, status="done"))
    put_letter(store, directive("1", "ส่งแผน", "อำเภอ"), mtime=2)
    assert only(store).status == "open"


def test_rounds_and_proof_follow_a_letter_whose_number_was_read_better(store, tmp_path):
    put_letter(store, directive("1", "รายงาน", "จังหวัด", deadlines=(MONTHLY,)))
    (tmp_path / "x.pdf").write_bytes(b"x")
    change(store, Change(store.rounds(today=TODAY)[1].id, status="done", proof=(tmp_path / "x.pdf",)))
    better = letter(day=DAY, directives=(directive("1", "รายงาน", "จังหวัด", deadlines=(MONTHLY,)),))
    better = dataclasses.replace(better, reference_number=found(number("มท 0211.1/ว 508", 2025)))
    put(store, "a.txt", better, mtime=2)
    told = next(t for t in store.rounds(today=TODAY) if t.due == date(2025, 2, 20))
    assert (told.reference_number, told.status, len(told.proof)) == ("มท 0211.1/ว 508", "done", 1)
    assert len(history(store, told.id)) == 1


def test_a_persons_word_on_whose_it_is_stands_against_the_profile(store):
    office = Office(name="จังหวัดเลย", level="province", province="เลย")
    put_letter(store, directive("1", "ส่งแผน", "อำเภอ"))
    change(store, Change(only(store).id, person="สมหญิง", who="หัวหน้า"))
    (task,) = store.tasks(today=TODAY, office=office)
    assert task.whose == "ours" and "หัวหน้า" in task.whose_why
    change(store, Change(task.id, status="not-ours", note="ของอำเภอ"))
    assert store.tasks(today=TODAY, office=office)[0].whose == "theirs"
