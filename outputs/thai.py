"""How dates, numbers and days left are shown to a person: Thai by default, English with `--lang en`."""

from __future__ import annotations

from datetime import date

from extractors.dates import thai_date
from outputs.messages import language, say

ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def number(value: object) -> str:
    """A number, label or reference number in the digits of the chosen language.

    >>> number("มท 0211.1/ว 506")
    'มท ๐๒๑๑.๑/ว ๕๐๖'
    """
    return str(value).translate(THAI_DIGITS) if language() == "th" else str(value)


def day(value: date | None, short: bool = False) -> str:
    """A date as a letter writes it (๑ มีนาคม ๒๕๖๔, short ๑ มี.ค. ๖๔), `1 March 2021` in English; empty for None."""
    if value is None:
        return ""
    if language() == "th":
        return thai_date(value, short=short)
    month = ENGLISH[value.month - 1]
    return f"{value.day} {month[:3] if short else month} {value.year}"


def days_left(due: date, today: date) -> str:
    """How long there is still, or for how long it is overdue."""
    days = (due - today).days
    if days < 0:
        return say("overdue-by", days=number(-days))
    if days == 0:
        return say("due-today")
    return say("due-tomorrow") if days == 1 else say("days-left", days=number(days))
