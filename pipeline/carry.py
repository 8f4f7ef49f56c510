"""What people said of tasks follows them when a letter is read again, better, or corrected.

A letter whose number was read better goes by another id: its tasks are sought where it was read. A directive whose
label or office was read better goes by another id too: it is sought in its letter by its words. Where two fit, or
none, the word stays where it was and is shown as lost: a tick on the wrong task is worse than a question.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pipeline.grams import fold

Places = dict[str, list[tuple[str, str]]]
"""Where each letter that a person has spoken of, or registered, was read: (file, pages)."""
_ALIKE = 85.0
"""Words of a directive this alike (rapidfuzz ratio, 0 to 100) are one directive, read twice."""
_UNLIKE = 60.0
"""Words this unlike under one name are two directives: the letter's items were numbered anew."""
_OFFICE_ALIKE = 70.0
"""Offices this alike are one, read twice."""
_CLEARLY = 6.0
"""By so much the best candidate must lead the next."""
_LOST, _ASIDE = "~", "~~"
"""A word that found no task keeps its task's name with this behind it, so that it stands on no other task."""
_TABLES = ("decision", "history", "proof")


def places(db: sqlite3.Connection) -> Places:
    """To be asked before letters are derived anew: afterwards a letter of the old name may be gone."""
    found: Places = {}
    for letter, file, pages in db.execute(
        "SELECT DISTINCT s.letter, s.file, s.pages FROM decision c JOIN task t ON t.id = c.task "
        "JOIN directive d ON d.id = t.directive JOIN letter_source s ON s.letter = d.letter "
        "UNION SELECT s.letter, s.file, s.pages FROM registration g JOIN letter_source s ON s.letter = g.letter "
        "UNION SELECT s.letter, s.file, s.pages FROM correction k "
        "JOIN letter_source s ON s.letter IN (k.letter, CASE k.kind WHEN 'link' THEN k.value END)"
    ):
        found.setdefault(letter, []).append((file, pages))
    return found


def carry_over(db: sqlite3.Connection, before: Places, keys: Iterable[str]) -> None:
    """Brings each word whose task went by another name to that task, where it is certain which it is.

    `keys` are those of the letters that were derived anew: only there may a name have come to mean another directive.
    """
    for old, where in before.items():
        if not _there(db, "letter", old):
            _rename(db, old, where)
    astray = {**_lost(db), **{task: words for key in sorted(set(keys)) for task, words in _meant_otherwise(db, key)}}
    found = {task: _successor(db, task, words, astray) for task, words in sorted(astray.items())}
    targets = Counter(found.values())
    for task in astray:
        _move(db, task, _ASIDE + task)
    for task, new in found.items():
        sure = new if new and targets[new] == 1 else task.removesuffix(_LOST) + _LOST
        _move(db, _ASIDE + task, sure)


def _lost(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute(
        "SELECT c.task, max(c.words) FROM decision c LEFT JOIN task t ON t.id = c.task "
        "WHERE t.id IS NULL GROUP BY c.task"
    )
    return {task: words for task, words in rows if words}


def _meant_otherwise(db: sqlite3.Connection, key: str) -> Iterator[tuple[str, str]]:
    """Tasks that still go by the name, but are another directive now: the items were numbered anew."""
    from rapidfuzz.fuzz import ratio

    for task, words, text in db.execute(
        "SELECT c.task, max(c.words), d.text FROM letter l JOIN directive d ON d.letter = l.id "
        "JOIN task t ON t.directive = d.id JOIN decision c ON c.task = t.id WHERE l.key = ? GROUP BY c.task",
        (key,),
    ):
        if words and words != text and ratio(fold(words), fold(text)) < _UNLIKE:
            yield task, words


def _rename(db: sqlite3.Connection, old: str, where: list[tuple[str, str]]) -> None:
    there = {
        row[0]
        for place in where
        for row in db.execute("SELECT letter FROM letter_source WHERE file = ? AND pages = ?", place)
    }
    if len(there) == 1:
        new = there.pop()
        for table in _TABLES:
            db.execute(
                f"UPDATE OR IGNORE {table} SET task = ? || substr(task, ?) WHERE substr(task, 1, ?) = ?",
                (new, len(old) + 1, len(old) + 1, old + "#"),
            )
        db.execute("UPDATE registration SET letter = ? WHERE letter = ?", (new, old))
        db.execute("UPDATE correction SET letter = ? WHERE letter = ?", (new, old))
        db.execute("UPDATE correction SET value = ? WHERE kind = 'link' AND value = ?", (new, old))


def _there(db: sqlite3.Connection, table: str, key: str) -> bool:
    return db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (key,)).fetchone() is not None


def _successor(db: sqlite3.Connection, task: str, words: str, astray: Mapping[str, str]) -> str | None:
    """The task of the same letter with these words, for this office, that no other word stands on; or None."""
    from rapidfuzz.fuzz import ratio

    letter, _, rest = task.removesuffix(_LOST).partition("#")
    office = rest.partition("#")[2]
    rows = db.execute(
        "SELECT t.id, t.office, d.text, EXISTS (SELECT 1 FROM decision c WHERE c.task = t.id) FROM task t "
        "JOIN directive d ON d.id = t.directive WHERE d.letter = ? ORDER BY t.id",
        (letter,),
    ).fetchall()
    free = [(id_, to, text) for id_, to, text, taken in rows if not taken or id_ in astray]
    near = [(_like(office, to), ratio(fold(words), fold(text)), id_) for id_, to, text in free]
    near = sorted((n for n in near if n[1] >= _ALIKE and n[0] >= _OFFICE_ALIKE), reverse=True)
    if len(near) > 1 and sum(near[0][:2]) - sum(near[1][:2]) < _CLEARLY:
        return None
    return near[0][2] if near else None


def _like(office: str, other: str) -> float:
    """How like two offices are; where the one reading names nobody, it may be anybody, but not surely."""
    from rapidfuzz.fuzz import ratio

    return ratio(office, other) if office and other else 100.0 if office == other else _OFFICE_ALIKE


def _move(db: sqlite3.Connection, old: str, new: str) -> None:
    for table in _TABLES:
        db.execute(f"UPDATE OR IGNORE {table} SET task = ? WHERE task = ?", (new, old))
