"""`saraban bench search`: a million directives searched, common words and rare ones, and what a plain scan finds.

Directives are made of verbs, topics and places that letters use (`rules/verbs.toml`, `corpus.world`), each with a
project's name of its own now and then; five to a letter. Times are those of `Store.search` from the words typed to the
hits with their texts. Recall is counted against a plain scan of all texts, for words as they stand and for words with
one letter misread.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from corpus.subjects import HEADS, TAILS, TOPICS
from pipeline.grams import fold
from pipeline.rows import Query
from pipeline.search_index import write_rows
from pipeline.store import Store
from rules.load import load

COMMON = (
    *("รายงานผล", "ดำเนินการ", "จังหวัด", "งบประมาณ", "อำเภอ"),
    *("ประชาสัมพันธ์", "ขับเคลื่อน", "สถานการณ์ภัยแล้ง", "ผู้สูงอายุ", "2567"),
)
_A_LETTER = 5
_SYLLABLES = tuple("กาน,ปลา,มิตร,ทอง,ชล,พฤกษ์,เรือง,สุข,วัฒน์,เมฆ,ไพร,ธาร,โชค,บุญ,ศรี,นคร,ระมิง,จันทร์,ดาว,หอม,แก้ว".split(","))  # noqa: SIM905
_SWAPS = dict(zip("กทนมรสวพชดป", "ถฑมนธลงฟซคบ", strict=True))


def bench_search(
    directives: Annotated[int, typer.Option(min=500, help="จำนวนข้อสั่งการ (directives)")] = 1_000_000,
    queries: Annotated[int, typer.Option(min=5, help="จำนวนคำค้นที่พบน้อย (rare queries)")] = 50,
    seed: Annotated[int, typer.Option()] = 1,
) -> None:
    """วัดความเร็วการค้นหา และสิ่งที่ค้นพบเทียบกับการอ่านทุกข้อความ (speed and recall of the search)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        with Store(path) as store:
            began = time.perf_counter()
            rare = fill(store, directives, Random(seed))
            took = time.perf_counter() - began
            size = path.stat().st_size
            typer.echo(f"{directives:,} directives in {directives // _A_LETTER:,} letters: written and indexed in "
                       f"{took:.0f} s ({directives / took:,.0f} a second), {size / 2**30:.2f} GB")  # fmt: skip
            chosen = Random(seed).sample(rare, min(queries, len(rare)))
            for kind, words in (("common", COMMON), ("rare", chosen), ("misread", [blur(w) for w in chosen])):
                times = sorted(_timed(store, word) for word in words)
                typer.echo(
                    f"{kind:8} {statistics.median(times):7.1f} ms at the median, {times[-1]:7.1f} ms at the most"
                )
            whole = recall(store, chosen[:10], misread=False)
            typer.echo(f"recall against a plain scan: {whole:.3f} as typed, {recall(store, chosen, misread=True):.3f} "
                       "with a letter misread")  # fmt: skip


def fill(store: Store, directives: int, random: Random) -> list[str]:
    """Writes letters with directives and indexes them; gives names that stand in few of them."""
    db, rare = store.connection, []
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    db.execute("INSERT INTO file VALUES ('bench.txt', '', 0, 0, 'text', 1, 'read')")
    verbs = [term.name for term in load("verbs").terms if term.of == "verb"]
    places = [f"จังหวัด{term.name}" for term in load("provinces").terms]
    for at in range(directives // _A_LETTER):
        texts, names = _letter(random, verbs, places)
        rare += names
        day = (date(2020, 1, 1) + timedelta(days=at * 1800 // (directives // _A_LETTER))).isoformat()
        key = f"มท 0211.1/ว {at}|{day[:4]}"
        db.execute(
            "INSERT INTO letter VALUES (?, ?, ?, 'มท', '0211.1', 1, ?, ?, 'circular', ?, '', '', ?, ?, '', '', '', ?, "
            "'bench.txt', 0, 1)",
            (key, key, key.partition("|")[0], str(at), int(day[:4]), day, random.choice(places), texts[0], texts[0]),
        )
        db.executemany(
            "INSERT INTO directive VALUES (?, ?, NULL, ?, ?, ?, '', 'order', 1, 0.95, '')",
            [(f"{key}#{i}", key, str(i), str(i + 1), text) for i, text in enumerate(texts[1:])],
        )
        rows = [(key, None, fold(texts[0])), *((key, f"{key}#{i}", fold(t)) for i, t in enumerate(texts[1:]))]
        write_rows(db, day, rows)
    db.execute("COMMIT")
    return rare


def _letter(random: Random, verbs: Sequence[str], places: Sequence[str]) -> tuple[list[str], list[str]]:
    """A letter's subject and its directives; and the project's name, where it has one."""
    name = "".join(random.choices(_SYLLABLES, k=4)) if random.random() < 0.1 else ""
    texts = [random.choice(HEADS) + random.choice(TOPICS) + random.choice(TAILS)]
    for at in range(_A_LETTER):
        project = f" โครงการ{name}" if name and at == 0 else ""
        texts.append(
            f"ให้{random.choice(places)}{random.choice(verbs)}{random.choice(TOPICS)}{project} {random.choice(TAILS)} "
            f"และ{random.choice(verbs)}ตามแนวทาง{random.choice(HEADS)} แล้วรายงานผลการดำเนินการ"
            f"ภายในวันที่ {random.randrange(1, 29)} พ.ศ. {random.randrange(2563, 2569)} จำนวน {random.randrange(9999)} ราย"
        )
    return texts, [name] if name else []


def _timed(store: Store, words: str) -> float:
    began = time.perf_counter()
    store.search(Query(words, limit=20))
    return 1000 * (time.perf_counter() - began)


def blur(word: str) -> str:
    """A word with one letter in its middle read as one that looks like it, or as any other."""
    order = sorted(range(len(word)), key=lambda at: abs(at - len(word) // 2))
    at = next((place for place in order if word[place] in _SWAPS), order[0])
    return word[:at] + _SWAPS.get(word[at], "ฮ") + word[at + 1 :]


def recall(store: Store, words: Sequence[str], *, misread: bool) -> float:
    """Of what a plain scan finds, the share that the search finds, typed rightly or (`misread`) with a wrong letter."""
    found = there = 0
    for word in words:
        held = set(_scan(store, fold(word)))
        hits = store.search(Query(blur(word) if misread else word, limit=len(held) + 50))
        found += len(held & {(hit.letter_id, hit.label) for hit in hits})
        there += len(held)
    return found / max(1, there)


def _scan(store: Store, folded: str) -> Iterator[tuple[str, str | None]]:
    sql = (
        "SELECT r.letter, d.label FROM search_row r LEFT JOIN directive d ON d.id = r.directive "
        "WHERE instr(r.folded, ?) > 0"
    )
    yield from store.connection.execute(sql, (folded,))
