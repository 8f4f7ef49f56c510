"""A made-up civil service: offices that number their letters through the year, and letters that cite them.

What makes citations hard is in it: numbers that run with the days (a busy office sends dozens of them on one day),
letters sent in a row on one day under one subject to different offices (one letter in five), copies of which a digit
of the number was misread (one in a hundred), subjects that come back every year, a ministry's letter passed on by many
provinces under one subject and one unit code, prefixes that differ by a look-alike letter, letters cited that never
came, papers of one file that have nothing to do with each other. All are circulars, so that ว tells nothing.

What a citing letter tells of the cited one is in `corpus.citing`, as often as letters do tell it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from corpus.citing import Citation, cite, dull, other_digit
from corpus.subjects import make_subject
from extractors.model import ReferenceNumber
from pipeline.citation import Known
from rules.load import load

YEARS = (2022, 2023, 2024)
PROVINCES = [term.name for term in load("provinces").terms]
GROUPS = {
    "centre": (("ผู้ว่าราชการจังหวัด ทุกจังหวัด", "อธิบดีทุกกรม", "ปลัดกระทรวง ทุกกระทรวง", "หัวหน้ารัฐวิสาหกิจ", "อธิการบดีมหาวิทยาลัย",
                "ผู้อำนวยการโรงพยาบาล", "องค์กรปกครองส่วนท้องถิ่น"), (50, 12, 8, 5, 5, 8, 12)),
    "province": (("นายอำเภอ ทุกอำเภอ", "หัวหน้าส่วนราชการประจำจังหวัด", "องค์กรปกครองส่วนท้องถิ่น", "ผู้อำนวยการโรงเรียน"),
                 (45, 25, 22, 8)),
}  # fmt: skip
"""Whom offices write to, and how often: a ministry mostly to all governors, a governor mostly to all districts."""
URGENCIES = (("", "ด่วน", "ด่วนมาก", "ด่วนที่สุด"), (45, 5, 10, 40))


@dataclass(frozen=True, slots=True)
class Office:
    """One office: what stands before its numbers, its name, its letters a year, and the share of them that is here."""

    prefix: str
    unit: str
    name: str
    a_year: int
    share: float


@dataclass(frozen=True, slots=True)
class World:
    """The letters that are here, and citations of them and of others, all read rightly."""

    letters: list[Known]
    citations: list[Citation]


def make_world(letters: int, citations: int, seed: int = 1) -> World:
    """So many letters, and so many citations, one in ten of them of a letter that never came."""
    random = Random(seed)
    offices = _offices(random, letters)
    here: list[Known] = []
    absent: list[Known] = []
    for office in offices:
        for year in YEARS:
            for known, came in _sent(random, office, year):
                (here if came else absent).append(known)
    random.shuffle(here)
    here = here[:letters]
    cites = [cite(random, random.choice(here), True, here) for _ in range(round(citations * 0.9))]
    cites += [cite(random, random.choice(absent), False, here) for _ in range(citations - len(cites))]
    return World([dull(random, letter) for letter in _with_second_readings(random, here)], cites)


def _with_second_readings(random: Random, letters: list[Known]) -> list[Known]:
    """The letters; beside one in a hundred another copy of it, in another file, of whose number a digit was misread."""
    known = {letter.letter: letter for letter in letters}
    for letter in random.sample(letters, len(letters) // 100):
        number, at = letter.number.number, random.randrange(len(letter.number.number))
        digit = other_digit(random, number[at], random.random() < 0.5)
        value = replace(letter.number, number=number[:at] + digit + number[at + 1 :])
        name = f"{value}|{value.year}"
        copy = frozenset(f"{file}/copy" for file in letter.files)
        known.setdefault(name, replace(letter, letter=name, number=value, files=copy))
    return list(known.values())


def _offices(random: Random, letters: int) -> list[Office]:
    """Ministries and departments with units of their own; provinces that share their unit codes."""
    agencies = [(t.gives.split()[0], t.name) for t in load("agencies").terms if t.gives and "." not in t.name]
    provinces = [(t.gives, f"จังหวัด{t.name}") for t in load("provinces").terms if t.gives]
    units = {(p, f"0{random.randrange(201, 999)}.{random.randrange(1, 9)}"): n for p, n in agencies for _ in range(2)}
    units |= {(p, unit): n for p, n in provinces for unit in ("0017.2", "0023.3", "0023.6")}
    sized = []
    for (prefix, unit), name in units.items():
        a_year = min(20_000, max(40, round(random.lognormvariate(6.3, 1.1))))
        sized.append((prefix, unit, name, a_year, random.betavariate(1.5, 12)))
    # One size for all, so that the letters that came are about as many as were asked for.
    scale = 1.05 * letters / sum(len(YEARS) * a_year * share for *_, a_year, share in sized)
    return [Office(p, u, n, max(10, round(a_year * scale)), share) for p, u, n, a_year, share in sized]


def _sent(random: Random, office: Office, year: int) -> list[tuple[Known, bool]]:
    """A year's letters of an office that came, and about as many that did not."""
    yearly = [make_subject(random) for _ in range(12)]
    out: list[tuple[Known, bool]] = []
    number = 0
    while number < office.a_year:
        row = random.randrange(2, 9) if random.random() < 0.05 else 1
        came = random.random() < office.share
        subject = yearly[number * 12 // office.a_year] if random.random() < 0.2 else make_subject(random)
        file = f"{office.prefix}{office.unit}{year}{number}"
        urgency = random.choices(*URGENCIES)[0]
        for to in _addressees(random, office, row):
            number += 1
            # Of a row sent to different offices, some copies of the others come too.
            arrived = came and (row == 1 or random.random() < 0.5)
            if arrived or random.random() < office.share:
                day = _day(random, year, number / office.a_year)
                value = ReferenceNumber(office.prefix, office.unit, True, str(number), year)
                name = f"{value}|{year}"
                files = frozenset({file if random.random() < 0.3 else f"{file}/{number}"})
                out.append((Known(name, value, day, subject, office.name, files, to, urgency), arrived))
    return out


def _addressees(random: Random, office: Office, row: int) -> list[tuple[str, ...]]:
    """Whom each letter of a row is sent to: one group of offices each; or, in two rows of five, one office each."""
    groups, weights = GROUPS["province" if office.name.startswith("จังหวัด") else "centre"]
    if row == 1:
        return [tuple(dict.fromkeys(random.choices(groups, weights, k=random.choice((1, 1, 1, 2)))))]
    if row <= len(groups) and random.random() < 0.6:
        return [(group,) for group in random.sample(groups, row)]
    return [(f"ผู้ว่าราชการจังหวัด{name}",) for name in random.sample(PROVINCES, row)]


def _day(random: Random, year: int, part: float) -> date:
    """The working day on which an office has sent this part of the year's letters, give or take one."""
    day = date(year, 1, 1) + timedelta(days=min(364, max(0, int(part * 364) + random.choice((0, 0, 0, 1)))))
    return day - timedelta(days=max(0, day.weekday() - 4))


def write_letters(db: sqlite3.Connection, letters: list[Known]) -> None:
    """The letters as rows of a database of ours, as far as the graph looks at them."""
    files = sorted({file for letter in letters for file in letter.files})
    db.execute("BEGIN")
    db.executemany("INSERT INTO file VALUES (?, '', 0, 0, 'text', 1, 'read')", ((f,) for f in files))
    db.executemany(
        "INSERT INTO letter VALUES (?, ?, ?, ?, ?, 1, ?, ?, 'circular', ?, ?, '', ?, ?, '', '', '', '', ?, 0, 1)",
        ((k.letter, k.letter, str(k.number), k.number.prefix, k.number.unit, k.number.number, k.number.year,
          k.date.isoformat() if k.date else None, k.urgency, k.sender, k.subject, min(k.files)) for k in letters),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO addressee VALUES (?, ?, ?)",
        ((k.letter, at, name) for k in letters for at, name in enumerate(k.addressees)),
    )
    db.executemany(
        "INSERT INTO letter_source VALUES (?, ?, '1')", ((k.letter, f) for k in letters for f in sorted(k.files))
    )
    db.execute("COMMIT")
