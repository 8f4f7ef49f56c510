"""What the database gives back: one frozen dataclass for each kind of row that a caller sees."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from extractors.model import Alternative, Box, Issue, Letter, Page

if TYPE_CHECKING:
    from pipeline.intake import Intake


@dataclass(frozen=True, slots=True)
class FileReading:
    """A file as read: `intake` is None where it was refused; `letters` are weighed by the reader's confidence."""

    intake: Intake | None
    pages: tuple[Page, ...]
    letters: tuple[Letter, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: files done of `files`, the file in hand, its page of `pages`."""

    done: int
    files: int
    path: str = ""
    page: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did and what the database holds after it.

    `files` are those found in the folder, each new, changed or unchanged; `failed` are those in the database that
    could not be read; `links` join letters (who orders whom is in the graph, and not counted).
    """

    files: int
    new: int
    changed: int
    unchanged: int
    failed: int
    pages: int
    letters: int
    directives: int
    deadlines: int
    links: int
    to_review: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a letter was read: a file, and its pages within it."""

    file: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the database: its id, every file that holds a copy, and the best reading, which `file` holds."""

    id: str
    reference_number: str
    sources: tuple[Source, ...]
    letter: Letter
    file: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that shows that a task was done; the hash tells whether it is still the same file."""

    path: str
    sha256: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: a directive for one office. `file`, `page` and `box` are the place it was read at.

    With an office profile, `whose` is ours, waiting (another's that we ordered or whose result comes to us), theirs or
    unclear, and `unit` the unit that it goes to, each with its reason. `person`, `note`, `who`, `at` and `proof` are
    what people said of it. Of a recurring duty `round` is the day of this round, where rounds are laid out.
    """

    id: str
    office: str
    directive_label: str | None
    text: str
    action: str
    kind: str
    recipients: tuple[str, ...]
    due: date | None
    rrule: str | None
    upcoming: tuple[date, ...]
    deadline_text: str
    trace: str
    timing: tuple[str, ...]
    status: str
    overdue: bool
    reference_number: str
    letter_id: str
    letter_date: date | None
    subject: str
    sender: str
    urgency: str
    file: str
    page: int
    box: Box | None
    confidence: float
    doubts: tuple[str, ...]
    as_read: str = ""
    whose: str = ""
    whose_why: str = ""
    unit: str = ""
    unit_why: str = ""
    person: str = ""
    note: str = ""
    who: str = ""
    at: str = ""
    proof: tuple[Proof, ...] = ()
    round: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A value that a person should look at: which, of which letter, why, and where it stands."""

    letter_id: str
    reference_number: str
    field: str
    value: str
    as_read: str
    doubts: tuple[str, ...]
    confidence: float
    file: str
    page: int
    box: Box | None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A search: words (all must be there), and filters; a filter that is None or empty lets all pass."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    agency: str = ""
    urgency: str = ""
    due_before: date | None = None
    status: str = ""
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A letter, or one of its directives (`directive` set), that a search found; `snippet` marks the words ⟦so⟧."""

    letter_id: str
    reference_number: str
    date: datetime.date | None
    sender: str
    subject: str
    directive: bool
    label: str | None
    snippet: str
    due: datetime.date | None
    file: str
    page: int
    score: float


@dataclass(frozen=True, slots=True)
class Node:
    """A letter, an agency or another thing of the graph; `present` is False for a letter only cited so far.

    `file` and `page` are where a letter begins; a task has its `status` and the day that it is `due`.
    """

    id: str
    kind: str
    label: str
    date: datetime.date | None
    present: bool
    file: str = ""
    page: int = 0
    status: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two nodes, with how it was read and why it was taken so."""

    source: str
    relation: str
    target: str
    as_read: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, each sorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
