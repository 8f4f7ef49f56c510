"""The graph is the same whatever the order of arrival, and the same as one made from scratch (a law, by hypothesis)."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from by_hand import cites, directive, dump, encloses, letter, link, put
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.graph import rebuild
from pipeline.store import Store

DAY = date(2024, 5, 6)
NUMBERS = st.sampled_from(
    ["มท 0810.6/ว 12505", "มท 0810.6/ว 12509", "มท 0810.6/ว 2505", "มท 0310.6/ว 12505", "ชย 0023/ว 7", "ขย 0023/ว 7",
     "ชย 0023/ว 1", "กค 0402/ว 88"]
)  # fmt: skip
DAYS = st.one_of(st.none(), st.sampled_from([DAY, DAY + timedelta(days=1), DAY.replace(day=8), DAY.replace(year=2023)]))
SUBJECTS = st.sampled_from(["แนวทางการเก็บเอกสาร", "การป้องกันไข้เลือดออก", "การป้องกันไข้เลือดออกๆ"])
CITATIONS = st.lists(st.builds(cites, NUMBERS, DAYS), max_size=2).map(tuple)
ENCLOSED = st.lists(st.builds(encloses, NUMBERS, DAYS), max_size=1).map(tuple)
LETTERS = st.builds(
    lambda number, day, subject, references, enclosures: letter(
        number, day, subject, references=references, enclosures=enclosures,
        directives=(directive("1", "รายงานผล", "จังหวัด"),),
    ),
    NUMBERS, DAYS, SUBJECTS, CITATIONS, ENCLOSED,
)  # fmt: skip
FILES = st.lists(st.lists(LETTERS, min_size=1, max_size=2), min_size=1, max_size=5)


def graph_rows(store: Store) -> list[str]:
    return [row for row in dump(store) if row.startswith(("edge", "node", "mention"))]


@settings(max_examples=60, deadline=None)
@given(FILES, st.randoms(use_true_random=False), st.booleans())
def test_any_order_one_by_one_or_all_at_once_gives_the_graph_that_a_rebuild_gives(files, random, one_by_one):
    with tempfile.TemporaryDirectory() as folder:
        order = list(range(len(files)))
        random.shuffle(order)
        with Store(Path(folder) / "one.db") as store:
            for place in order:
                put(store, f"{place}.txt", *files[place])
                if one_by_one:
                    link(store)
            link(store)
            grown = graph_rows(store)
            with store.writing() as connection:
                rebuild(connection)
            assert graph_rows(store) == grown
        with Store(Path(folder) / "two.db") as store:
            for place in range(len(files)):
                put(store, f"{place}.txt", *files[place])
            link(store)
            assert graph_rows(store) == grown


@settings(max_examples=60, deadline=None)
@given(FILES, st.data())
def test_a_file_that_changes_or_goes_leaves_the_graph_that_was_there_without_it(files, data):
    place = data.draw(st.integers(0, len(files) - 1))
    other = data.draw(st.lists(LETTERS, max_size=2))
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder) / "one.db") as store:
            for at, letters in enumerate(files):
                put(store, f"{at}.txt", *letters)
            link(store)
            put(store, f"{place}.txt", *other, mtime=2)
            link(store)
            changed = graph_rows(store)
        with Store(Path(folder) / "two.db") as store:
            for at, letters in enumerate(files):
                put(store, f"{at}.txt", *(other if at == place else letters), mtime=2 if at == place else 1)
            link(store)
            assert graph_rows(store) == changed
