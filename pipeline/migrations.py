"""The schema, as steps from one version to the next (`PRAGMA user_version`). A step, once released, never changes.

Keys are natural (a file's path, a letter's number and year), so that the same letters give the same database
whatever the order in which they came. `reading` holds what was read; `letter` and the tables under it are derived
from it and can be made anew at any time; `decision` and `history` are a person's and are never derived.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from pipeline.graph_schema import CORRECTIONS, EVIDENCE, GRAPH, QUESTIONS, SEARCH

_VERSION_1 = """
CREATE TABLE file (
  path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL,
  kind TEXT NOT NULL, pages INTEGER NOT NULL, status TEXT NOT NULL);
CREATE INDEX file_sha256 ON file(sha256);
CREATE TABLE page (
  file TEXT NOT NULL REFERENCES file(path) ON DELETE CASCADE, number INTEGER NOT NULL,
  method TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (file, number));
CREATE TABLE reading (
  file TEXT NOT NULL REFERENCES file(path) ON DELETE CASCADE, position INTEGER NOT NULL,
  key TEXT NOT NULL, confidence REAL NOT NULL, json TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (file, position));
CREATE INDEX reading_key ON reading(key);
CREATE TABLE letter (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, reference_number TEXT NOT NULL, prefix TEXT NOT NULL, unit TEXT NOT NULL,
  circular INTEGER NOT NULL, number TEXT NOT NULL, year INTEGER, kind TEXT NOT NULL, date TEXT, urgency TEXT NOT NULL,
  secrecy TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL, purpose TEXT NOT NULL, signatory TEXT NOT NULL,
  position TEXT NOT NULL, body TEXT NOT NULL,
  file TEXT NOT NULL REFERENCES file(path) DEFERRABLE INITIALLY DEFERRED,
  reading INTEGER NOT NULL, page INTEGER NOT NULL);
CREATE INDEX letter_key ON letter(key);
CREATE INDEX letter_number ON letter(prefix, unit, number);
CREATE TABLE letter_source (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE,
  file TEXT NOT NULL REFERENCES file(path) ON DELETE CASCADE, pages TEXT NOT NULL, PRIMARY KEY (letter, file, pages));
CREATE TABLE addressee (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (letter, position));
CREATE TABLE value (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, field TEXT NOT NULL, value TEXT NOT NULL,
  as_read TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, box TEXT,
  rule TEXT NOT NULL, confidence REAL NOT NULL, doubts TEXT NOT NULL, PRIMARY KEY (letter, field));
CREATE TABLE directive (
  id TEXT PRIMARY KEY, letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE,
  parent TEXT REFERENCES directive(id) ON DELETE CASCADE, path TEXT NOT NULL, label TEXT, text TEXT NOT NULL,
  action TEXT NOT NULL, kind TEXT NOT NULL, page INTEGER NOT NULL, confidence REAL NOT NULL, doubts TEXT NOT NULL);
CREATE INDEX directive_letter ON directive(letter);
CREATE TABLE actor (
  directive TEXT NOT NULL REFERENCES directive(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (directive, position));
CREATE TABLE recipient (
  directive TEXT NOT NULL REFERENCES directive(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (directive, position));
CREATE TABLE deadline (
  directive TEXT NOT NULL REFERENCES directive(id) ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, due TEXT, rrule TEXT, since TEXT, days INTEGER, event TEXT NOT NULL, trace TEXT NOT NULL,
  doubts TEXT NOT NULL, PRIMARY KEY (directive, position));
CREATE TABLE citation (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, reference_number TEXT NOT NULL, date TEXT, agency TEXT NOT NULL, PRIMARY KEY (letter, position));
CREATE TABLE enclosure (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, label TEXT,
  title TEXT NOT NULL, quantity TEXT NOT NULL, reference_number TEXT NOT NULL, date TEXT,
  PRIMARY KEY (letter, position));
CREATE TABLE attachment (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, title TEXT NOT NULL,
  pages TEXT NOT NULL, PRIMARY KEY (letter, position));
CREATE TABLE received (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, office TEXT NOT NULL,
  number TEXT NOT NULL, date TEXT, time TEXT, PRIMARY KEY (letter, position));
CREATE TABLE task (
  id TEXT PRIMARY KEY, directive TEXT NOT NULL REFERENCES directive(id) ON DELETE CASCADE, office TEXT NOT NULL);
CREATE INDEX task_directive ON task(directive);
CREATE TABLE node (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, date TEXT, present INTEGER NOT NULL);
CREATE TABLE edge (
  source TEXT NOT NULL REFERENCES node(id), relation TEXT NOT NULL, target TEXT NOT NULL REFERENCES node(id),
  as_read TEXT NOT NULL, confidence REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (source, relation, target, as_read));
CREATE TABLE issue (
  file TEXT NOT NULL, page INTEGER, stage TEXT NOT NULL, code TEXT NOT NULL, what TEXT NOT NULL, remedy TEXT NOT NULL,
  key TEXT NOT NULL DEFAULT '');
CREATE INDEX issue_file ON issue(file);
CREATE INDEX issue_key ON issue(key);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE decision (
  task TEXT PRIMARY KEY, status TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL);
CREATE TABLE history (
  id INTEGER PRIMARY KEY, task TEXT NOT NULL, status TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  note TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(
  letter UNINDEXED, directive UNINDEXED, folded, tokenize='trigram');
CREATE VIEW letters_received AS
  SELECT id, reference_number, date, sender, subject, urgency, file, page FROM letter ORDER BY date DESC;
CREATE VIEW tasks_open AS
  SELECT t.office, d.label, d.action, (SELECT min(due) FROM deadline WHERE directive = d.id) AS due,
    (SELECT group_concat(rrule, '; ') FROM deadline WHERE directive = d.id) AS rrule,
    l.reference_number, l.subject, l.file, d.page, t.id
  FROM task t JOIN directive d ON d.id = t.directive JOIN letter l ON l.id = d.letter
  LEFT JOIN decision c ON c.task = t.id WHERE coalesce(c.status, 'open') = 'open'
  ORDER BY t.office, due IS NULL, due;
CREATE VIEW to_review AS
  SELECT v.letter, l.reference_number, v.field, v.value, v.as_read, v.doubts, v.confidence, l.file, v.page, v.box
  FROM value v JOIN letter l ON l.id = v.letter WHERE v.doubts <> '' OR v.confidence < 0.8
  ORDER BY l.date, v.letter, v.field;
"""

_TASK_LIFE = """
DROP VIEW tasks_open;
CREATE TABLE word (
  task TEXT NOT NULL, round TEXT NOT NULL DEFAULT '', status TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  note TEXT NOT NULL, unit TEXT NOT NULL DEFAULT '', person TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (task, round));
INSERT INTO word (task, status, who, at, note, words)
  SELECT c.task, c.status, c.who, c.at, c.note, coalesce(d.text, '') FROM decision c
  LEFT JOIN task t ON t.id = c.task LEFT JOIN directive d ON d.id = t.directive;
DROP TABLE decision;
ALTER TABLE word RENAME TO decision;
ALTER TABLE history ADD COLUMN round TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN proof TEXT NOT NULL DEFAULT '';
CREATE INDEX history_task ON history(task);
CREATE TABLE proof (
  task TEXT NOT NULL, round TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (task, round, sha256));
CREATE VIEW tasks_open AS
  SELECT t.office, d.label, d.action, (SELECT min(due) FROM deadline WHERE directive = d.id) AS due,
    (SELECT group_concat(rrule, '; ') FROM deadline WHERE directive = d.id) AS rrule,
    coalesce(c.status, 'open') AS status, coalesce(c.unit, '') AS unit, coalesce(c.person, '') AS person,
    l.reference_number, l.subject, l.file, d.page, t.id
  FROM task t JOIN directive d ON d.id = t.directive JOIN letter l ON l.id = d.letter
  LEFT JOIN decision c ON c.task = t.id AND c.round = ''
  WHERE coalesce(c.status, 'open') IN ('open', 'assigned')
  ORDER BY t.office, due IS NULL, due;
"""
"""A task's life is a person's: who has it, what was said of each of its rounds, and the proof; none of it derived."""

_REGISTER = """
CREATE TABLE registration (
  id INTEGER PRIMARY KEY, letter TEXT NOT NULL, kind TEXT NOT NULL, number TEXT NOT NULL, day TEXT NOT NULL,
  time TEXT NOT NULL, action TEXT NOT NULL, remark TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
  reference_number TEXT NOT NULL, dated TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL);
CREATE INDEX registration_letter ON registration(letter, kind);
"""
"""The register's numbers that a person gave: the last row of a letter stands, the earlier ones are its history."""

_CALENDAR = """
CREATE TABLE calendar_item (
  key TEXT PRIMARY KEY, digest TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, item TEXT NOT NULL);
"""
"""What was last sent to a calendar, so that the next import updates it (SEQUENCE) and takes back what is gone."""

STEPS = (_VERSION_1, _TASK_LIFE, _REGISTER, GRAPH, _CALENDAR, SEARCH, CORRECTIONS, QUESTIONS, EVIDENCE)
"""Step n brings a database of version n to version n + 1."""


def migrate(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> int:
    """Brings the database to the newest version, each step in a transaction of its own; gives how many were taken.

    Raises ValueError for a database that a newer release wrote, or another program.
    """
    taken = 0
    while _version(connection) != len(steps):
        # The version is asked for again inside: another process may have taken the step in between.
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)
            if version > len(steps):
                raise ValueError(f"version {version}, newest known {len(steps)}")
            if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise ValueError("ไม่ใช่ฐานข้อมูลของ saraban")
            if version < len(steps):
                for statement in _statements(steps[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
                taken += 1
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    return taken


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (`executescript` would end the transaction)."""
    text = ""
    for line in script.splitlines():
        text += line + "\n"
        if sqlite3.complete_statement(text):
            yield text
            text = ""
