"""The steps of `pipeline.migrations` that are about links between letters and the search."""

GRAPH = """
DROP TABLE edge;
DROP TABLE node;
CREATE TABLE node (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, reference_number TEXT NOT NULL, year INTEGER,
  date TEXT, present INTEGER NOT NULL);
CREATE INDEX node_number ON node(reference_number);
CREATE TABLE mention (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, position INTEGER NOT NULL, relations TEXT NOT NULL,
  reference_number TEXT NOT NULL, prefix TEXT NOT NULL, unit TEXT NOT NULL, circular INTEGER NOT NULL,
  number TEXT NOT NULL, date TEXT, agency TEXT NOT NULL, as_read TEXT NOT NULL, page INTEGER NOT NULL,
  confidence REAL NOT NULL, meant TEXT, sure REAL, why TEXT NOT NULL DEFAULT '', PRIMARY KEY (letter, position));
CREATE INDEX mention_number ON mention(prefix, unit, number);
CREATE INDEX mention_prefix_day ON mention(prefix, date);
CREATE INDEX mention_prefix_number ON mention(prefix, number);
CREATE INDEX mention_day ON mention(date, number);
CREATE INDEX mention_reference ON mention(reference_number);
CREATE TABLE edge (
  letter TEXT NOT NULL REFERENCES letter(id) ON DELETE CASCADE, source TEXT NOT NULL REFERENCES node(id),
  relation TEXT NOT NULL, target TEXT NOT NULL REFERENCES node(id), as_read TEXT NOT NULL, page INTEGER,
  confidence REAL NOT NULL, why TEXT NOT NULL, PRIMARY KEY (letter, source, relation, target, as_read));
CREATE INDEX edge_source ON edge(source, relation);
CREATE INDEX edge_target ON edge(target, relation);
CREATE TABLE relink (letter TEXT PRIMARY KEY);
CREATE TABLE loose (node TEXT PRIMARY KEY);
INSERT INTO relink SELECT id FROM letter;
UPDATE state SET value = 'no' WHERE name = 'linked';
CREATE INDEX letter_prefix_day ON letter(prefix, date);
CREATE INDEX letter_prefix_number ON letter(prefix, number);
CREATE INDEX letter_day ON letter(date, number);
CREATE INDEX letter_reference ON letter(reference_number);
CREATE INDEX letter_source_file ON letter_source(file);
"""
"""A link belongs to the letter that it was read in; citations are kept, so that one letter can be linked anew."""

SEARCH = """
DROP TABLE search;
CREATE TABLE search_row (
  id INTEGER PRIMARY KEY, letter TEXT NOT NULL, directive TEXT, folded TEXT NOT NULL);
CREATE INDEX search_row_letter ON search_row(letter);
CREATE VIRTUAL TABLE search USING fts5(
  grams, content='', detail=none, prefix='2', tokenize="unicode61 remove_diacritics 0");
INSERT OR IGNORE INTO relink SELECT id FROM letter;
UPDATE state SET value = 'no' WHERE name = 'linked';
"""
"""The index holds keys alone (`pipeline.grams`), the texts stand beside it."""

CORRECTIONS = """
ALTER TABLE reading ADD COLUMN corrected TEXT;
CREATE TABLE correction (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, letter TEXT NOT NULL, file TEXT NOT NULL, pages TEXT NOT NULL,
  field TEXT NOT NULL, as_read TEXT NOT NULL, verdict TEXT NOT NULL, value TEXT NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL, note TEXT NOT NULL);
CREATE INDEX correction_letter ON correction(letter, kind);
CREATE INDEX correction_place ON correction(file, pages);
DROP VIEW to_review;
CREATE VIEW to_review AS
  SELECT v.letter, l.reference_number, v.field, v.value, v.as_read, v.doubts, v.confidence, l.file, v.page, v.box,
    l.date AS dated
  FROM value v JOIN letter l ON l.id = v.letter WHERE v.doubts <> '' OR v.confidence < 0.8
  UNION ALL
  SELECT m.letter, l.reference_number, 'links[' || m.position || ']', coalesce(t.reference_number, ''),
    m.reference_number, CASE WHEN m.meant IS NULL THEN 'link-open' ELSE 'link-inferred' END, m.sure, l.file, m.page,
    NULL, l.date
  FROM mention m JOIN letter l ON l.id = m.letter LEFT JOIN letter t ON t.id = m.meant
  WHERE m.sure < 0.8 OR (t.id IS NOT NULL AND m.sure < 1 AND t.reference_number <> m.reference_number)
  ORDER BY dated, 1, 3;
"""
"""A person's words on values and links, never derived; what was read stays beside what stands (`corrected`)."""

QUESTIONS = """
CREATE INDEX mention_meant ON mention(meant);
INSERT OR IGNORE INTO relink SELECT id FROM letter;
UPDATE state SET value = 'no' WHERE name = 'linked';
CREATE VIEW cited_never_received AS
  SELECT n.reference_number, n.date, l.reference_number AS cited_by, l.subject AS cited_by_subject, e.relation,
    e.as_read, l.file, e.page, e.letter, n.id AS node
  FROM node n JOIN edge e ON e.target = n.id JOIN letter l ON l.id = e.letter
  WHERE n.kind = 'letter' AND n.present = 0 ORDER BY n.date DESC, n.id, l.date, e.letter, e.relation;
CREATE VIEW tasks_on_withdrawn_letters AS
  SELECT t.id, t.office, coalesce(c.status, 'open') AS status, d.label, d.action, l.reference_number, l.subject,
    e.relation, by.reference_number AS by_letter, by.subject AS by_subject, by.date AS since, e.why, e.confidence
  FROM edge e JOIN letter l ON l.id = e.target JOIN letter by ON by.id = e.letter
  JOIN directive d ON d.letter = l.id JOIN task t ON t.directive = d.id
  LEFT JOIN decision c ON c.task = t.id AND c.round = ''
  WHERE e.relation IN ('replaces', 'cancels') AND coalesce(c.status, 'open') IN ('open', 'assigned')
  ORDER BY by.date DESC, l.reference_number, d.id, t.office;
CREATE VIEW links AS
  SELECT s.title AS from_title, s.reference_number AS from_number, e.relation, t.reference_number AS to_number,
    t.title AS to_title, t.present AS received, e.as_read, e.why, e.confidence, l.file, e.page, e.source, e.target
  FROM edge e JOIN node s ON s.id = e.source JOIN node t ON t.id = e.target JOIN letter l ON l.id = e.letter
  ORDER BY l.date DESC, e.source, e.relation, e.target;
ALTER TABLE letter ADD COLUMN title TEXT GENERATED ALWAYS AS
  (CASE reference_number WHEN '' THEN subject ELSE reference_number || ' ' || subject END) VIRTUAL;
ALTER TABLE directive ADD COLUMN title TEXT GENERATED ALWAYS AS
  (CASE WHEN label IS NULL THEN substr(text, 1, 80) ELSE label || ' ' || substr(text, 1, 80) END) VIRTUAL;
"""
"""Named views for the questions people ask; a `title` is what Datasette shows for a foreign key."""

EVIDENCE = """
ALTER TABLE mention ADD COLUMN opening TEXT NOT NULL DEFAULT '';
ALTER TABLE mention ADD COLUMN urgency TEXT;
ALTER TABLE mention ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
INSERT OR IGNORE INTO relink SELECT id FROM letter;
UPDATE state SET value = 'no' WHERE name = 'linked';
"""
"""What a citing letter tells of the one that it cites, beside number and day (`pipeline.citation`)."""
