"""The registers' lines: which letters, under which number, and what is doubtful about it."""

from datetime import date, time
from pathlib import Path

import pytest
from by_hand import directive, found, letter, number, put, seen

from extractors.model import Receipt
from pipeline.life import Change, change
from pipeline.office import Office, Unit
from pipeline.register import RECEIVED, SENT, Given, entries, next_number, our_stamp, register
from pipeline.store import Store

TODAY = date(2021, 3, 1)
US = Office(
    name="จังหวัดเลย", level="province", province="เลย", prefix="ลย 0017", also=("สำนักงานจังหวัดเลย",),
    units=(Unit("กลุ่มแผน", keywords=("แผน",)),),
)  # fmt: skip
OTHERS = "กรมการปกครอง"


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "saraban.db") as opened:
        yield opened


def stamp(
    office: str, running: str, day: date | None = date(2021, 2, 15), at: time | None = None, doubts=()
) -> Receipt:
    return Receipt(office, running, day, at, seen(running, doubts=doubts))


def lines(store, kind=RECEIVED, office=US):
    return entries(store, kind, TODAY, office)


def test_a_received_letter_goes_by_our_own_stamp_and_not_by_the_others(store):
    stamps = (stamp(OTHERS, "99"), stamp("สำนักงานจังหวัดเลย", "๔๖๗๘", at=time(9, 30)))
    put(store, "a.txt", letter(received=stamps))
    (line,) = lines(store)
    assert (line.number, line.day, line.time) == ("4678", date(2021, 2, 15), "09:30")


def test_anothers_stamp_is_no_number_of_ours(store):
    put(store, "a.txt", letter(received=(stamp(OTHERS, "99"),)))
    assert lines(store)[0].number == ""


def test_without_a_profile_the_last_stamp_stands():
    last = our_stamp([stamp(OTHERS, "1", date(2021, 2, 12)), stamp("", "2", date(2021, 2, 15))], None)
    assert last.number == "2"


def test_a_stamp_whose_office_is_only_like_ours_is_doubtful(store):
    put(store, "a.txt", letter(received=(stamp("สำนักงานจังหวดเลย", "12"),)))
    (line,) = lines(store)
    assert line.number == "12" and "stamp-office" in line.doubts


def test_a_doubtful_number_is_marked_until_a_person_gives_it(store):
    put(store, "a.txt", letter(received=(stamp("จังหวัดเลย", "12", doubts=("low-ocr-confidence",)),)))
    assert lines(store)[0].doubts == ("low-ocr-confidence",)
    register(store, store.letters()[0], RECEIVED, Given(number="๑๓", who="สมหญิง"))
    (line,) = lines(store)
    assert (line.number, line.day, line.given, line.doubts) == ("13", date(2021, 2, 15), True, ())


def test_what_we_sent_is_in_the_other_register_by_its_own_number(store):
    put(store, "a.txt", letter("ลย 0017/ว 45", sender=found("จังหวัดเลย")))
    put(store, "b.txt", letter("ลย 0017.1/46", sender=found("ที่ทำการปกครองจังหวัด")))
    put(store, "c.txt", letter("ลย 00171/47", sender=found("หน่วยงานอื่น")))
    assert [line.number for line in lines(store, SENT)] == ["46", "ว 45"]
    assert [line.reference_number for line in lines(store)] == ["ลย 00171/47"]


def test_lines_stand_by_number_and_those_without_one_come_last(store):
    for name, running in (("a", "100"), ("b", "20"), ("c", "")):
        stamps = (stamp("จังหวัดเลย", running),) if running else ()
        put(store, f"{name}.txt", letter(f"มท 0211/{len(running) + 1}", subject=name * 20, received=stamps))
    assert [line.number for line in lines(store)] == ["20", "100", ""]


def test_one_number_on_two_letters_of_a_year_is_marked_on_both(store):
    for name, day in (("a", date(2021, 2, 1)), ("b", date(2021, 5, 1)), ("c", date(2022, 2, 1))):
        put(
            store,
            f"{name}.txt",
            letter(f"มท 0211/{day.month}", day, name * 20, received=(stamp("จังหวัดเลย", "7", day),)),
        )
    assert [line.doubts for line in lines(store)] == [("number-twice",), ("number-twice",), ()]


def test_the_next_number_follows_the_last_of_its_year(store):
    put(store, "a.txt", letter(received=(stamp("จังหวัดเลย", "41"),)))
    assert next_number(lines(store), 2021) == "42"
    assert next_number(lines(store), 2022) == "1"


def test_the_action_says_which_units_have_the_tasks_and_how_many_are_done(store):
    put(store, "a.txt", letter(directives=(directive("1", "ส่งแผน", "จังหวัด"), directive("2", "ส่งแบบ", "จังหวัด"),
                                           directive("3", "สำรวจ", "อำเภอ"))))  # fmt: skip
    change(store, Change(next(t.id for t in store.tasks(today=TODAY) if t.directive_label == "1"), status="done"))
    assert [(h.unit, h.tasks, h.done) for h in lines(store)[0].handled] == [("", 1, 0), ("กลุ่มแผน", 1, 1)]


def test_what_was_given_follows_a_letter_whose_number_is_read_better(store):
    put(store, "a.txt", letter())
    register(store, store.letters()[0], RECEIVED, Given(number="5", day=TODAY))
    put(store, "a.txt", letter(reference_number=found(number("มท 0211.1/ว 508", 2021))), mtime=2)
    (line,) = lines(store)
    assert (line.reference_number, line.number, line.gone) == ("มท 0211.1/ว 508", "5", False)


def test_a_number_given_to_a_letter_that_is_gone_stays_in_the_register(store):
    put(store, "a.txt", letter())
    register(store, store.letters()[0], RECEIVED, Given(number="5", day=TODAY, remark="ต้นเรื่องอยู่แฟ้ม ๓"))
    put(store, "a.txt", mtime=2)
    (line,) = lines(store)
    assert (line.number, line.reference_number, line.remark, line.gone) == (
        "5", "มท 0211.1/ว 506", "ต้นเรื่องอยู่แฟ้ม ๓", True,
    )  # fmt: skip


def test_what_is_not_given_anew_stays_and_the_history_keeps_all(store):
    put(store, "a.txt", letter())
    row = store.letters()[0]
    register(store, row, RECEIVED, Given(number="5", day=TODAY))
    register(store, row, RECEIVED, Given(remark="แก้ไข"))
    (line,) = lines(store)
    assert (line.number, line.day, line.remark) == ("5", TODAY, "แก้ไข")
    assert store.count("SELECT * FROM registration") == 2
