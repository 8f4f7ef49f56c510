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
  grams, content='', detail=none, columnsize=0, prefix='2', tokenize="unicode61 remove_diacritics 0");
INSERT OR IGNORE INTO relink SELECT id FROM letter;
UPDATE state SET value = 'no' WHERE name = 'linked';
"""
"""The index holds keys alone (`pipeline.grams`), the texts stand beside it."""
