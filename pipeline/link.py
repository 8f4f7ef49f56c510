"""What follows from the letters, brought up to date with them: the graph and the search index."""

from __future__ import annotations

from pipeline.store import Store


def link_and_index(store: Store) -> None:
    """Links and indexes the letters that came, changed or went since the last time; nothing where none did."""
    if not store.rows("SELECT 1 FROM state WHERE name = 'linked' AND value = 'no'"):
        return
    from pipeline.graph import relink
    from pipeline.search_index import index

    with store.writing() as connection:
        index(connection, [row[0] for row in connection.execute("SELECT letter FROM relink ORDER BY letter")])
        relink(connection)
        connection.execute("UPDATE state SET value = 'yes' WHERE name = 'linked'")
