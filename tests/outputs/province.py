"""The database of a province with one letter and a profile, for the tests of commands that a person types."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from by_hand import directive, due, every, letter, put

from pipeline.store import Store

PROFILE = """
name = "จังหวัดเลย"
level = "province"
province = "เลย"
[[units]]
name = "กลุ่มแผน"
keywords = ["แผน"]
[[units]]
name = "กลุ่มตรวจ"
people = ["สมชาย"]
"""


def province(folder: Path) -> Path:
    """Writes `office.toml` and a database into the folder: two duties of the province, one of its districts."""
    path = folder / "saraban.db"
    (folder / "office.toml").write_text(PROFILE, encoding="utf-8")
    with Store(path) as store:
        put(store, "a.txt", letter(day=date(2025, 1, 15), directives=(
            directive("1", "ส่งแผนปฏิบัติการ", "จังหวัด", deadlines=(due(date(2025, 2, 12)),)),
            directive("2", "รายงานผล", "จังหวัด", deadlines=(every("FREQ=MONTHLY;BYMONTHDAY=20;UNTIL=20250331"),)),
            directive("3", "สำรวจพื้นที่", "อำเภอ"),
        )))  # fmt: skip
    return path
