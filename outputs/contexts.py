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
    number: str
    label: str
    action: str
    recipients: tuple[str, ...]
    state: str
    """done, overdue, soon, later or undated"""
    due: str
    due_on: date | None
    """the same day, for a program to count with"""
    left: str
    days: int | None
    """days left; below 0 it is overdue"""
    words: str
    """the letter's own words for when, where they name no date"""
    upcoming: tuple[str, ...]
    trace: str
    reference: str
    letter_date: str
    subject: str
    sender: str
    given: str
    """the unit and the person that it was given to"""
    urgency: str
    file: str
    page: str
    link: str
    doubts: tuple[str, ...]
    as_read: str
    crop: Picture | None
    """a picture of the sentence; `crop.uri` stands in a page"""


@dataclass(frozen=True, slots=True)
class Office:
    """The tasks of one office, the nearest day first."""

    name: str
    count: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the summary on top; `mark` says which, for its look."""

    mark: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The context of the checklist's templates: these names, and no others, stand in a template."""

    lang: str
    title: str
    subtitle: str
    as_of: str
    figures: tuple[Figure, ...]
    offices: tuple[Office, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A text that the program filled in; `check` says why a person should look, and is empty where it is sure."""

    text: str
    check: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A directive that the draft answers: its label, what it orders, and by when."""

    label: str
    action: str
    due: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The context of a draft's template; what only the office knows (its number, the day, who signs) is left blank."""

    kind: str
    """reply or report"""
    title: str
    number: str
    """our own prefix up to the slash, empty where no office profile says it"""
    office: str
    month: str
    subject: Filled
    to: Filled
    reference: Filled
    sender: str
    verb: str
    """ให้ for an order, ขอให้ for a request"""
    items: tuple[Answered, ...]
    unit: str
    """the unit that the task went to, which writes the letter"""
