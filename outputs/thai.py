"""How dates, numbers and days left are shown to a person: Thai by default, English with `--lang en`."""

from __future__ import annotations

import re
from datetime import date, time

from outputs.messages import language, say

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai_digits(text: object) -> str:
    """
    >>> thai_digits("มท 0211.1/ว 506")
    'มท ๐๒๑๑.๑/ว ๕๐๖'
    """
    return str(text).translate(_TO_THAI)


def number(value: object) -> str:
    """A number, label or reference number in the digits of the chosen language."""
    return thai_digits(value) if language() == "th" else str(value)


def day(value: date | None) -> str:
    """A date as a letter writes it (๑ มีนาคม ๒๕๖๔, Buddhist era), `1 March 2021` in English; empty for None."""
    if value is None:
        return ""
    if language() == "th":
        return thai_digits(f"{value.day} {MONTHS[value.month - 1]} {value.year + 543}")
    return f"{value.day} {ENGLISH[value.month - 1]} {value.year}"


def clock(value: time) -> str:
    """A time of day as a letter writes it: ๑๖.๓๐ น."""
    return thai_digits(f"{value:%H.%M} น.") if language() == "th" else f"{value:%H:%M}"


def days_left(due: date, today: date) -> str:
    """How long there is still, or for how long it is overdue."""
    days = (due - today).days
    if days < 0:
        return say("overdue-by", days=number(-days))
    if days == 0:
        return say("due-today")
    return say("due-tomorrow") if days == 1 else say("days-left", days=number(days))


def in_thai_digits(text: str) -> str:
    """Running text as an officer reads it: its numbers in the chosen digits, but addresses and links left alone.

    >>> in_thai_digits("ข้อ 1.2 ส่งที่ a1@mail.go.th")
    'ข้อ ๑.๒ ส่งที่ a1@mail.go.th'
    """
    return re.sub(r"[A-Za-z]\S*|\S*[@]\S*|[0-9]+", lambda m: number(m[0]) if m[0].isdigit() else m[0], text)
