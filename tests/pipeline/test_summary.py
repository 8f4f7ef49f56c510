"""The week of an office: each task in the lists that it belongs to, by the day that it was looked at."""

from datetime import date, datetime
from pathlib import Path

import pytest
from by_hand import directive, due, every, found, letter, put, seen

from extractors.model import Receipt
from pipeline.choice import Choice
from pipeline.life import Change, change
from pipeline.office import Office, Unit
from pipeline.store import Store
from pipeline.summary import WEEKS_AHEAD, Load, week

WEDNESDAY = date(2025, 2, 12)
US = Office(name="จังหวัดเลย", level="province", province="เลย", units=(Unit("กลุ่มแผน", keywords=("แผน",)),))
LONG_AGO = int(datetime(2024, 1, 1).timestamp() * 1e9)


def on(day: int, month: int = 2):
    return (due(date(2025, month, day)),)


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "saraban.db") as opened:
        put(opened, "a.txt", letter(day=date(2025, 1, 15), directives=(
            directive("1", "ส่งแผน", "จังหวัด", deadlines=on(10)),
            directive("2", "ส่งแบบ", "จังหวัด", deadlines=on(16)),
            directive("3", "ส่งสรุป", "จังหวัด", deadlines=on(17)),
            directive("4", "รายงานจังหวัด", "อำเภอ", deadlines=on(14), recipients=(found("จังหวัดเลย"),)),
            directive("5", "ร่วมมือ", "หน่วยงานที่เกี่ยวข้อง"),
            directive("6", "รายงานแผน", "จังหวัด", deadlines=(every("FREQ=WEEKLY;BYDAY=TH;UNTIL=20250331"),)),
            directive("7", "สำรวจ", "อำเภอ"),
        )), mtime=LONG_AGO)  # fmt: skip
        yield opened


def labels(tasks):
    return "".join(task.directive_label for task in tasks)


def test_each_list_holds_its_tasks_the_nearest_day_first(store):
    told = week(store, WEDNESDAY, US)
    assert (told.since, told.until) == (date(2025, 2, 10), date(2025, 2, 16))
    assert labels(told.due) == "62"
    assert labels(told.coming) == "36"
    assert labels(told.waiting) == "4"
    assert labels(told.unclear) == "5"
    assert labels(told.overdue) == "66661"
    assert told.letters == 0 and told.new == ()


def test_what_is_done_leaves_the_open_lists_and_stands_under_its_own_week(store):
    one = next(t for t in store.tasks(today=WEDNESDAY, office=US) if t.directive_label == "2")
    change(store, Change(one.id, status="done", at=datetime(2025, 2, 12, 9)))
    told = week(store, WEDNESDAY, US)
    assert labels(told.done) == "2" and labels(told.due) == "6"
    assert week(store, date(2025, 2, 19), US).done == ()


def test_a_letter_is_new_in_the_week_of_our_stamp_or_else_of_its_file(store):
    stamp = Receipt("จังหวัดเลย", "7", date(2025, 2, 11), None, seen("7"))
    item = (directive("1", "ส่งแบบ", "จังหวัด"),)
    put(store, "b.txt", letter("มท 1/1", subject="ข" * 20, received=(stamp,), directives=item), mtime=LONG_AGO)
    scanned = int(datetime(2025, 2, 12, 8).timestamp() * 1e9)
    put(store, "c.txt", letter("มท 1/2", subject="ค" * 20, directives=item), mtime=scanned)
    told = week(store, WEDNESDAY, US)
    assert told.letters == 2 and {t.reference_number for t in told.new} == {"มท 1/1", "มท 1/2"}


def test_the_load_of_each_unit_is_parted_by_urgency_and_the_busiest_comes_first(store):
    loads = {load.unit: load for load in week(store, WEDNESDAY, US).units}
    assert list(loads) == ["กลุ่มแผน", ""]
    assert loads[""] == Load("", overdue=0, week=1, later=1, undated=1)
    assert loads["กลุ่มแผน"].overdue == 5


def test_the_weeks_ahead_count_what_falls_due_from_today_on(store):
    ahead = week(store, WEDNESDAY, US).ahead
    assert len(ahead) == WEEKS_AHEAD
    assert ahead[:3] == ((date(2025, 2, 10), 2), (date(2025, 2, 17), 2), (date(2025, 2, 24), 1))


def test_the_week_can_be_a_units_or_a_persons(store):
    assert labels(week(store, WEDNESDAY, US, Choice(unit="แผน")).due) == "6"
    assert week(store, WEDNESDAY, US, Choice(person="สมหญิง")).due == ()


def test_without_a_profile_all_is_ours_and_nothing_is_waited_for(store):
    told = week(store, WEDNESDAY)
    assert told.waiting == () and "4" in labels(told.due)
