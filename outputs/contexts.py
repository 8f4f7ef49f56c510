"""What the templates may name: one frozen dataclass for each context, and those that it holds.

A template gets the fields of its context by name, and no others; a name that is not there is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outputs.crops import Picture


@dataclass(frozen=True, slots=True)
class Line:
    """One task as a line of the checklist; a text is ready to be shown, and empty where there is nothing to say."""

    id: str
    """the task's own name, the same in every reading"""
    number: str
    """its place within its office"""
    label: str
    """ข้อ ๒: the item of the letter"""
    action: str
    """what is to be done"""
    recipients: tuple[str, ...]
    """who gets the result"""
    state: str
    """done, overdue, soon, later or undated"""
    due: str
    """the day in words: ๑๔ มีนาคม ๒๕๖๘"""
    due_on: date | None
    """the same day, for a program to count with"""
    left: str
    """เหลือเวลา ๒๕ วัน, or for how long it is overdue"""
    days: int | None
    """days left; below 0 it is overdue"""
    words: str
    """the letter's own words for when, where they name no date"""
    upcoming: tuple[str, ...]
    """the days of a recurring task after the next"""
    trace: str
    """how the day was counted"""
    reference: str
    """ที่ and the letter's number"""
    letter_date: str
    """ลงวันที่ and its date"""
    subject: str
    """เรื่อง and its subject"""
    sender: str
    """who wrote the letter"""
    given: str
    """the unit and the person that it was given to"""
    urgency: str
    """ด่วนที่สุด, where the letter says so"""
    file: str
    """the name of the file it was read in"""
    page: str
    """the page it was read on, in words"""
    link: str
    """the way to that page, relative to where the checklist stands"""
    doubts: tuple[str, ...]
    """why a person should look at the page first"""
    as_read: str
    """the words of the deadline as they were read, for a doubtful line"""
    crop: Picture | None
    """a picture of the sentence; `crop.uri` stands in a page"""


@dataclass(frozen=True, slots=True)
class Office:
    """The tasks of one office, the nearest day first."""

    name: str
    """who must act"""
    count: str
    """how many tasks, in words"""
    lines: tuple[Line, ...]
    """the tasks"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the summary on top; `mark` says which, for its look."""

    mark: str
    """all, overdue, soon or check"""
    value: str
    """the number"""
    text: str
    """what it counts"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The context of the checklist's templates: these names, and no others, stand in a template."""

    lang: str
    """th or en"""
    title: str
    """what the list is"""
    subtitle: str
    """what it is of, and limited to"""
    as_of: str
    """the day it was counted from"""
    figures: tuple[Figure, ...]
    """the summary on top"""
    offices: tuple[Office, ...]
    """the tasks by office"""
    doubtful: bool
    """whether any line is doubtful, so that the mark is explained"""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text that the program filled in; `check` says why a person should look, and is empty where it is sure."""

    text: str
    """what stands in the letter"""
    check: str
    """why a person should look"""


@dataclass(frozen=True, slots=True)
class Answered:
    """A directive that the draft answers: its label, what it orders, and by when."""

    label: str
    """the item's label"""
    action: str
    """what it orders"""
    due: str
    """the day, in words"""


@dataclass(frozen=True, slots=True)
class Draft:
    """The context of a draft's template; what only the office knows (its number, the day, who signs) is left blank."""

    kind: str
    """reply, report or memo"""
    title: str
    """the document's title"""
    number: str
    """our own prefix up to the slash, empty where no office profile says it"""
    office: str
    """our name, dots where no office profile says it"""
    month: str
    """this month and year; the day is left for the pen"""
    subject: Filled
    """the subject of the letter that is answered"""
    to: Filled
    """the head of the office that gets the answer"""
    reference: Filled
    """what stands after อ้างถึง"""
    sender: str
    """who wrote the letter"""
    verb: str
    """ให้ for an order, ขอให้ for a request"""
    items: tuple[Answered, ...]
    """the directives that are answered"""
    unit: str
    """the unit that the task went to, which writes the letter"""
