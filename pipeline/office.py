"""Who we are: the office's profile (ข้อมูลหน่วยงาน), a TOML file that an officer writes and a person can read.

It says by which names letters call us, of which level we are, and which unit handles what. `office.toml` beside
the database is found by itself. `pipeline.ours` asks it which tasks are ours, `pipeline.route` to which unit they go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from pipeline.errors import InputError

FILE_NAME = "office.toml"
Level = Literal[
    "ministry", "department", "province", "province-office", "district", "district-office",
    "local", "school", "hospital", "university", "enterprise", "other",
]  # fmt: skip


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A misspelt key is an error, told with its place: a key that is passed over would mislead."""


class Unit(_Strict, frozen=True):
    """A unit of the office (กลุ่มงาน ฝ่าย): what it handles, in words for a person and keywords for the program."""

    name: str
    handles: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Route(_Strict, frozen=True):
    """A rule that sends duties to a unit, stronger than keywords; every condition that is given must hold.

    `words`: one of them stands in the duty or the subject. `sender`: one of them stands in the sender's name.
    `reference`: the letter's number begins so. `why` is shown to whoever asks why the duty came to them.
    """

    id: str
    unit: str
    why: str
    words: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    reference: str = ""


class Planning(_Strict, frozen=True):
    """How far recurring duties are laid out, in days: ahead of today, and behind it for what was not done."""

    ahead_days: int = 92
    behind_days: int = 31


class Office(_Strict, frozen=True):
    """The profile. `also` are other names and short forms; `heads` the positions to which letters are addressed."""

    name: str
    level: Level
    parent: str = ""
    province: str = ""
    district: str = ""
    also: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    prefix: str = ""
    default_unit: str = ""
    planning: Planning = Planning()
    units: tuple[Unit, ...] = ()
    routes: tuple[Route, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which a letter may call us."""
        return (self.name, *self.also, *self.heads)


def load_office(path: Path) -> Office:
    """The profile in this file. Raises InputError that names the file, the key, and what stands wrong in it."""
    try:
        office = msgspec.toml.decode(path.read_bytes(), type=Office)
    except OSError as error:
        raise InputError(
            "no-office", f"เปิดข้อมูลหน่วยงาน {path} ไม่ได้: {error.strerror}", "ระบุ --office ให้ถูกต้อง"
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(
            "bad-office", f"ข้อมูลหน่วยงาน {path} ใช้ไม่ได้: {error}", "ดูตัวอย่างด้วย saraban office --example"
        ) from error
    wrong = _wrong(office)
    if wrong:
        raise InputError("bad-office", f"ข้อมูลหน่วยงาน {path} ใช้ไม่ได้: {'; '.join(wrong)}", "แก้ตามที่บอกแล้วสั่งใหม่")
    return office


def find_office(db: Path, given: Path | None = None) -> Office | None:
    """The profile given, or the one beside the database; None where there is none. Raises as `load_office`."""
    if given is not None:
        return load_office(given)
    beside = db.parent / FILE_NAME
    return load_office(beside) if beside.is_file() else None


def _wrong(office: Office) -> list[str]:
    """What the types cannot see: empty names, a rule for a unit that is not there, a rule that says nothing."""
    from rules.load import load

    units = [unit.name for unit in office.units]
    rules = [route.id for route in office.routes]
    provinces = {term.name for term in load("provinces").terms}
    wrong = [] if office.name.strip() else ["name ว่างอยู่"]
    wrong += [f"ชื่อหน่วย {name} ซ้ำกัน" for name in sorted({n for n in units if units.count(n) > 1})]
    wrong += [f"รหัสกฎ {name} ซ้ำกัน" for name in sorted({n for n in rules if rules.count(n) > 1})]
    wrong += [f"กฎ {r.id} ส่งไปหน่วย {r.unit} ซึ่งไม่มีใน units" for r in office.routes if r.unit not in units]
    wrong += [f"กฎ {r.id} ไม่มีเงื่อนไข" for r in office.routes if not (r.words or r.sender or r.reference)]
    wrong += [f"กฎ {r.id} ไม่บอกเหตุผล (why)" for r in office.routes if not r.why.strip()]
    if office.default_unit and office.default_unit not in units:
        wrong.append(f"default_unit {office.default_unit} ไม่มีใน units")
    if office.province and office.province not in provinces:
        wrong.append(f"ไม่มีจังหวัด {office.province} (เขียนชื่อเต็ม ไม่ต้องมีคำว่า จังหวัด)")
    if office.level in ("province", "province-office", "district", "district-office") and not office.province:
        wrong.append(f"ระดับ {office.level} ต้องบอก province")
    return wrong
