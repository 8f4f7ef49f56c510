"""What was sent to calendars before: what has changed goes out with a higher SEQUENCE, what is gone is cancelled.

RFC 5545, 3.8.7.4: a client takes an entry of a known UID for a newer version when its SEQUENCE is higher.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.store import Store

GONE = ""
"""The digest of an entry that was cancelled."""


@dataclass(frozen=True, slots=True)
class Version:
    """How often an entry has changed since it was first sent, and when it last did; `item` is what it said."""

    sequence: int
    at: datetime
    item: str


def send(store: Store, items: Mapping[str, str], now: datetime, *, everything: bool) -> dict[str, Version]:
    """Takes down what is sent, by key, and gives the version of each entry.

    Where `everything` is sent, what was sent before and is not in it is given too, as a version of its own that
    says what the entry said last: it is to be cancelled.
    """
    known = {row["key"]: row for row in store.rows("SELECT * FROM calendar_item")}
    at = now.astimezone(UTC).replace(microsecond=0)
    changed = []
    versions = {}
    for key, item in items.items():
        old = known.get(key)
        digest = hashlib.sha256(item.encode()).hexdigest()
        if old and old["digest"] == digest:
            versions[key] = Version(old["sequence"], datetime.fromisoformat(old["at"]), item)
        else:
            versions[key] = Version(old["sequence"] + 1 if old else 0, at, item)
            changed.append((key, digest, versions[key].sequence, at.isoformat(), item))
    for key, old in known.items() if everything else ():
        if key not in items:
            gone = old["digest"] == GONE
            sequence = old["sequence"] if gone else old["sequence"] + 1
            versions[key] = Version(sequence, datetime.fromisoformat(old["at"]) if gone else at, old["item"])
            if not gone:
                changed.append((key, GONE, sequence, at.isoformat(), old["item"]))
    if changed:
        with store.writing() as db:
            db.executemany("INSERT OR REPLACE INTO calendar_item VALUES (?, ?, ?, ?, ?)", changed)
    return versions
