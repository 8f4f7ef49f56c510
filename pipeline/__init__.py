"""From files to a database: files, pages, text, letters, facts, graph, SQLite. Imports `extractors` and `rules`."""

import os

# One thread a page: pages, not threads, run side by side. Numpy asks this once, when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
