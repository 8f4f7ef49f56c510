"""The calendar, read back by vobject, a parser that did not write it; a second import updates."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import vobject
from by_hand import directive, due, every, letter, put
from hypothesis import assume, given
from hypothesis import strategies as st

from outputs.forms import SHOWN, Asked
from outputs.ics import Item, calendar, to_ics
from pipeline.choice import Choice
from pipeline.sent import Version
from pipeline.store import Store

TODAY, NOW = date(2025, 2, 10), datetime(2025, 2, 10, 9, tzinfo=UTC)
PLAN = directive("1", "ส่งแผนปฏิบัติการป้องกันอุทกภัย", "จังหวัด", deadlines=(due(date(2025, 3, 14)),))
REPORT = directive("2", "รายงานผล", "จังหวัด", deadlines=(every("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250930"),))
WATCH = directive("3", "เฝ้าระวัง", "อำเภอ")


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "saraban.db") as made:
        put(made, "a.txt", letter(day=date(2025, 1, 15), directives=(PLAN, REPORT, WATCH)))
        yield made


def sent(store, choice=SHOWN, now=NOW):
    return to_ics(Asked(store, TODAY, Path(), choice=choice), now)


def todos(data):
    return {todo.summary.value: todo for todo in vobject.readOne(data.decode()).vtodo_list}


def test_a_task_is_a_to_do_due_on_its_day_with_its_letter(store):
    todo = todos(sent(store))[PLAN.action]
    assert todo.due.value == date(2025, 3, 14)
    assert todo.status.value == "NEEDS-ACTION"
    assert "ที่ มท ๐๒๑๑.๑/ว ๕๐๖" in todo.description.value and "a.txt ต้นฉบับ หน้า ๑" in todo.description.value
    assert todo.url.value.startswith("file:")


def test_an_alarm_rings_a_week_and_a_day_before_at_nine(store):
    todo = todos(sent(store))[PLAN.action]
    rings = [datetime(2025, 3, 14) + alarm.trigger.value for alarm in todo.valarm_list]
    assert rings == [datetime(2025, 3, 7, 9), datetime(2025, 3, 13, 9)]
    assert {alarm.trigger.params["RELATED"][0] for alarm in todo.valarm_list} == {"END"}


def test_a_recurring_duty_recurs_on_its_days_until_its_end(store):
    todo = todos(sent(store))[REPORT.action]
    days = [moment.date() for moment in todo.rruleset]
    assert (days[0], days[-1], len(days)) == (date(2025, 1, 20), date(2025, 9, 20), 9)
    assert todo.due.value > todo.dtstart.value


def test_a_recurring_duty_rings_the_day_before_at_nine(store):
    todo = todos(sent(store))[REPORT.action]
    assert todo.dtstart.value + todo.valarm.trigger.value == datetime(2025, 1, 19, 9)


def test_a_task_without_a_day_is_a_to_do_without_one(store):
    todo = todos(sent(store))[WATCH.action]
    assert not hasattr(todo, "due") and not hasattr(todo, "valarm")


def test_a_meeting_is_an_event_of_its_days(store):
    meeting = due(date(2025, 3, 4))
    put(store, "b.txt", letter("ว 2", day=date(2025, 2, 1), events=(meeting,)))
    event = vobject.readOne(sent(store).decode()).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2025, 3, 4), date(2025, 3, 5))
    assert event.status.value == "CONFIRMED"


def test_the_same_tasks_give_the_same_calendar_whenever_it_is_written(store):
    assert sent(store) == sent(store, now=NOW + timedelta(days=3))


def test_what_changed_keeps_its_uid_and_gets_a_higher_sequence(store):
    before = todos(sent(store))
    [task] = [t for t in store.tasks(today=TODAY) if t.directive_label == "1"]
    store.decide(task.id, "done", at=datetime(2025, 2, 11, 10))
    after = todos(sent(store, now=NOW + timedelta(days=1)))
    assert after[PLAN.action].uid.value == before[PLAN.action].uid.value
    assert [t[PLAN.action].sequence.value for t in (before, after)] == ["0", "1"]
    assert after[PLAN.action].status.value == "COMPLETED"
    assert after[PLAN.action].completed.value.astimezone().replace(tzinfo=None) == datetime(2025, 2, 11, 10)
    assert after[REPORT.action].serialize() == before[REPORT.action].serialize()


def test_a_round_that_is_done_is_done_alone(store):
    [first, *_] = [t for t in store.rounds(today=TODAY) if t.directive_label == "2" and t.due == date(2025, 2, 20)]
    store.decide(first.id, "done", at=datetime(2025, 2, 19, 10))
    found = [t for t in vobject.readOne(sent(store).decode()).vtodo_list if t.summary.value == REPORT.action]
    assert len({t.uid.value for t in found}) == 1
    assert {t.status.value for t in found if not hasattr(t, "recurrence_id")} == {"NEEDS-ACTION"}
    [done] = [t for t in found if hasattr(t, "recurrence_id")]
    assert (done.recurrence_id.value, done.status.value) == (datetime(2025, 2, 20, 8, 30), "COMPLETED")


def test_what_is_gone_is_cancelled_and_stays_so(store):
    sent(store)
    put(store, "a.txt", letter(day=date(2025, 1, 15), directives=(PLAN, REPORT)))
    later = sent(store, now=NOW + timedelta(days=1))
    gone = todos(later)[WATCH.action]
    assert (gone.status.value, gone.sequence.value) == ("CANCELLED", "1")
    assert sent(store, now=NOW + timedelta(days=2)) == later


def test_a_calendar_of_a_part_takes_nothing_back(store):
    sent(store)
    part = todos(sent(store, Choice(since=date(2025, 3, 1), until=date(2025, 3, 31))))
    assert [todo.status.value for todo in part.values()] == ["NEEDS-ACTION"]
    assert list(part) == [PLAN.action]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=400))
def test_any_text_comes_back_whole_from_lines_of_75_octets(text):
    assume(r"\N" not in text)  # the library takes it for the end of a line
    item = Item(uid="u", kind="todo", summary="ส" + text, description="ด" + text, status="NEEDS-ACTION")
    data = calendar([(item, Version(0, NOW, ""))]).to_ical()
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    unfolded = re.sub("\r\n[ \t]", "", data.decode())
    value = re.search("DESCRIPTION:(.*)\r\n", unfolded)[1]
    assert re.sub(r"\\([\\;,])", r"\1", value) == "ด" + text
