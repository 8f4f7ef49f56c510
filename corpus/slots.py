"""The slots of a template (ช่องเติมคำ): each value knows how it is printed and what it means.

A slot is a list of rows, of which one is taken, its fields parted by ` | ` (the first is printed, the last is what it
means), or a kind with arguments: `day 10 30`, `due 10 30`, `month 1 3`, `every month 5 25`, `number มท 0211.1/ว`,
`int 2 9`, `phone`, `person`, `province`, `pick NAME` (a list of `words.toml`). Days count from the letter's own date.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import msgspec

from extractors.document import fold_digits
from rules.load import load

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน",
    "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
_WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ERA = 543


class SlotError(ValueError):
    """A slot that says nothing sensible: which one, and what was expected."""


@dataclass(frozen=True, slots=True)
class Value:
    """A filled slot: what is printed and what it means, each by the name of its form; `day` where it is a date."""

    prints: dict[str, str]
    means: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    kind: str = ""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`words.toml`: names made up for people and places, and phrases by which offices say one thing."""

    titles: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    lists: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The made-up names and the stock phrases."""
    return msgspec.toml.decode((Path(__file__).parent / "words.toml").read_bytes(), type=Words)


def thai(text: object) -> str:
    """With Thai digits."""
    return str(text).translate(_THAI_DIGITS)


def from_rows(rows: list[str], dice: random.Random) -> Value:
    """One row of a list; its fields by number, the first printed, the last meant."""
    fields = [part.strip(" ") for part in dice.choice(rows).split(" | ")]
    numbered = {str(at): part for at, part in enumerate(fields)}
    return Value({"": fields[0], **numbered}, {"": fields[-1], **numbered})


def from_day(day: date) -> Value:
    """A date in each of the forms that letters print it in; `eom` is the last day of its month."""
    year, month = thai(day.year + ERA), MONTHS[day.month - 1]
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    long = f"{thai(day.day)} {month} {year}"
    prints = {
        "": long,
        "short": thai(f"{day.day} {_SHORT[day.month - 1]} {(day.year + ERA) % 100:02}"),
        "weekday": f"{_WEEKDAYS[day.weekday()]}ที่ {long}",
        "wd": _WEEKDAYS[day.weekday()],
        "era": f"{thai(day.day)} {month} พ.ศ. {year}",
        "slash": thai(f"{day.day}/{day.month}/{day.year + ERA}"),
        "month": f"{month} {year}",
        "daymonth": f"{thai(day.day)} {month}",
        "mname": month,
        "mshort": thai(f"{_SHORT[day.month - 1]} {(day.year + ERA) % 100:02}"),
        "day": thai(day.day),
        "year": year,
        "fy": thai(day.year + ERA + (day.month >= 10)),
    }
    numbers = {"day": str(day.day), "month": str(day.month)}
    means = {"": day.isoformat(), "u": f"{day:%Y%m%d}", "eom": last.isoformat(), "eomu": f"{last:%Y%m%d}", **numbers}
    return Value(prints, means, day)


def from_kind(spec: str, today: date, dice: random.Random) -> Value:
    """A slot made by its kind. Raises SlotError for a kind that there is not."""
    kind, _, rest = spec.partition(" ")
    makers = {
        "day": _day, "due": _due, "month": _month, "every": _every, "number": _number, "int": _int, "phone": _phone,
        "person": _person, "province": _province, "pick": _pick,
    }  # fmt: skip
    if kind not in makers:
        raise SlotError(f"there is no slot {kind}; there are {', '.join(makers)}")
    return makers[kind](rest.split(" "), today, dice)


def working_day(day: date) -> date:
    """The day itself, or the Monday after where it falls on a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def _within(args: list[str], dice: random.Random) -> int:
    low, high = int(args[0]), int(args[1])
    return dice.randint(low, high)


def _day(args: list[str], today: date, dice: random.Random) -> Value:
    return from_day(working_day(today + timedelta(days=_within(args, dice))))


def _due(args: list[str], today: date, dice: random.Random) -> Value:
    """A last day in one of the stock phrases (`dues`, or another list where one is named)."""
    day = _day(args, today, dice)
    assert day.day is not None
    phrase, _, shift = dice.choice(words().lists[args[2] if len(args) > 2 else "dues"]).partition(" | ")
    for form, shown in day.prints.items():
        phrase = phrase.replace(f"<{form}>" if form else "<>", shown)
    meant = day.means["eom"] if shift == "eom" else (day.day + timedelta(days=int(shift or 0))).isoformat()
    return Value({"": phrase}, {"": meant})


def _month(args: list[str], today: date, dice: random.Random) -> Value:
    """The last day of a month some months away, so that `month` is printed and the day is meant."""
    at = today.month - 1 + _within(args, dice)
    first = date(today.year + at // 12, at % 12 + 1, 28)
    return from_day(date.fromisoformat(from_day(first).means["eom"]))


def _every(args: list[str], today: date, dice: random.Random) -> Value:
    """A day that comes again: `every month 5 25` is a day of the month, `every week` a day of the week."""
    if args[0] == "month":
        day = _within(args[1:], dice)
        return Value({"": thai(day)}, {"": f"FREQ=MONTHLY;BYMONTHDAY={day}"})
    at = dice.randrange(5)
    return Value({"": _WEEKDAYS[at]}, {"": f"FREQ=WEEKLY;BYDAY={('MO', 'TU', 'WE', 'TH', 'FR')[at]}"})


def _number(args: list[str], today: date, dice: random.Random) -> Value:
    """A reference number (เลขที่หนังสือ) with a running number of its own: `number มท 0211.1/ว`."""
    return reference_number(" ".join(args), str(_running(dice)), dice)


def reference_number(code: str, running: str, dice: random.Random) -> Value:
    """The number as printed (with or without a space after ว) and in its canonical form."""
    circular = code.endswith("/ว")
    shown = f"{code} {running}" if circular and dice.random() < 0.65 else f"{code}{running}"
    return Value({"": thai(shown)}, {"": fold_digits(f"{code} {running}" if circular else f"{code}{running}")})


def _running(dice: random.Random) -> int:
    return dice.choice(
        (dice.randint(11, 99), dice.randint(100, 999), dice.randint(1000, 9999), dice.randint(10000, 29999))
    )


def _int(args: list[str], today: date, dice: random.Random) -> Value:
    count = _within(args, dice)
    return Value({"": thai(count)}, {"": str(count)})


def _phone(args: list[str], today: date, dice: random.Random) -> Value:
    """A telephone number in the spellings that offices use, with an extension now and then; none of them rings."""
    area = dice.choice(
        (
            "2",
            "32",
            "34",
            "36",
            "37",
            "38",
            "42",
            "43",
            "44",
            "45",
            "53",
            "54",
            "55",
            "56",
            "73",
            "74",
            "75",
            "76",
            "77",
        )
    )
    tail = (
        f"{dice.randint(0, 999):03} {dice.randint(0, 9999):04}"
        if area == "2"
        else f"{dice.randint(0, 99):02} {dice.randint(0, 9999):04}"
    )
    first, last = tail.split()
    number = f"0 2{first} {last}" if area == "2" else f"0 {area}{first} {last}"
    if dice.random() < 0.3:
        number = number.replace(" ", "-")
    if dice.random() < 0.35:
        number += f" ต่อ {dice.randint(11, 9999)}"
    return Value({"": thai(number)}, {"": number}, kind="phone")


def _person(args: list[str], today: date, dice: random.Random) -> Value:
    names = words()
    title = dice.choice(names.titles) if args == [""] else args[0]
    name = f"{title}{dice.choice(names.first_names)} {dice.choice(names.last_names)}"
    return Value({"": name}, {"": name}, kind="person")


def _province(args: list[str], today: date, dice: random.Random) -> Value:
    """A province: its name, its code (`.1`) and a made-up postcode (`.2`)."""
    term = dice.choice([term for term in load("provinces").terms if term.id != "bangkok"])
    return from_rows([f"{term.name} | {term.gives} | {thai(dice.randint(10, 96) * 1000)}"], dice)


def _pick(args: list[str], today: date, dice: random.Random) -> Value:
    return from_rows(list(words().lists[args[0]]), dice)
