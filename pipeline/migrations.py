"""The schema, as steps from one version to the next (`PRAGMA user_version`). A step, once released, never changes.

Keys are natural (a file's path, a letter's number and year), so that the same letters give the same database
whatever the order in which they came. `reading` holds what was read; `letter` and the tables under it are derived
from it and can be made anew at any time; `decision` and `history` are a person's and are never derived.
"""

from __future__ import annotations

import sqlite3

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
  position TEXT NOT NULL, body TEXT NOT NULL, file TEXT NOT NULL, reading INTEGER NOT NULL, page INTEGER NOT NULL);
CREATE INDEX letter_key ON letter(key);
CREATE INDEX letter_number ON letter(prefix, unit, number);
CREATE TABLE letter_source (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, file TEXT NOT NULL REFERENCES file(path),
  pages TEXT NOT NULL, PRIMARY KEY (letter, file, pages));
CREATE TABLE addressee (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (letter, position));
CREATE TABLE value (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, field TEXT NOT NULL, as_read TEXT NOT NULL,
  page INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, box TEXT, rule TEXT NOT NULL,
  confidence REAL NOT NULL, doubts TEXT NOT NULL, PRIMARY KEY (letter, field));
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
CREATE TABLE node (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, date TEXT, present INTEGER NOT NULL);
CREATE TABLE edge (
  source TEXT NOT NULL REFERENCES node(id), relation TEXT NOT NULL, target TEXT NOT NULL REFERENCES node(id),
  as_read TEXT NOT NULL, confidence REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (source, relation, target, as_read));
CREATE TABLE issue (
  file TEXT NOT NULL, page INTEGER, stage TEXT NOT NULL, code TEXT NOT NULL, what TEXT NOT NULL, remedy TEXT NOT NULL);
CREATE INDEX issue_file ON issue(file);
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
  SELECT a.name AS office, d.label, d.action, min(t.due) AS due, t.rrule, l.reference_number, l.subject, l.file, d.page
  FROM directive d JOIN actor a ON a.directive = d.id JOIN letter l ON l.id = d.letter
  LEFT JOIN deadline t ON t.directive = d.id GROUP BY d.id, a.name ORDER BY due IS NULL, due;
CREATE VIEW to_review AS
  SELECT v.letter, v.field, v.as_read, v.doubts, v.confidence, l.file, v.page
  FROM value v JOIN letter l ON l.id = v.letter WHERE v.doubts <> '' OR v.confidence < 0.8;
"""

STEPS = (_VERSION_1,)
"""Step n brings a database of version n to version n + 1."""


def migrate(connection: sqlite3.Connection) -> int:
    """Brings the database to the newest version, each step in a transaction of its own; gives how many were taken.

    Raises ValueError for a database that a newer release wrote.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(STEPS):
        raise ValueError(f"version {version}, newest known {len(STEPS)}")
    for number, step in enumerate(STEPS[version:], start=version + 1):
        connection.executescript(f"BEGIN IMMEDIATE;{step};PRAGMA user_version = {number};COMMIT;")
    return len(STEPS) - version
