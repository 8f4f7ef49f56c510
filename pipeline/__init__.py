"""From files to a database: files, pages, text, letters, facts, graph, SQLite. Imports `extractors` and `rules`."""
