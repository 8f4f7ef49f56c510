"""Whether a confidence means what it says (ความเชื่อมั่นที่ปรับเทียบแล้ว): of values said to be 0.9 sure, how many are right.

The expected calibration error is the mean distance between the two, over bins weighted by their values. Beside it
stands what matters most in use: values that are wrong, and that nothing marks as doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extractors.model import REVIEW_BELOW

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Where bins begin; the last holds 1.0."""


@dataclass(frozen=True, slots=True)
class Said:
    """A found value: how sure its reader was, whether it gave a reason for doubt, and whether the value is right."""

    sure: float
    doubted: bool
    right: bool


def calibration(values: Sequence[Said]) -> dict[str, Any]:
    """The table by bins, the expected calibration error, the share of values wrong without a mark of doubt.

    `marked` are those that a person is asked to look at, `marked_right` those of them that need no look.
    """
    rows = []
    for low, high in zip(EDGES, (*EDGES[1:], 1.01), strict=True):
        inside = [v for v in values if low <= v.sure < high]
        if inside:
            rows.append(
                {
                    "from": low,
                    "values": len(inside),
                    "said": _mean(v.sure for v in inside),
                    "right": _mean(v.right for v in inside),
                }
            )
    error = sum(row["values"] * abs(row["said"] - row["right"]) for row in rows) / len(values) if values else 0.0
    marked = [v for v in values if v.doubted or v.sure < REVIEW_BELOW]
    silent = sum(not v.right for v in values) - sum(not v.right for v in marked)
    return {
        "values": len(values),
        "error": round(error, 4),
        "wrong_unmarked": round(silent / len(values), 4) if values else 0.0,
        "marked": len(marked),
        "marked_right": sum(v.right for v in marked),
        "bins": rows,
    }


def _mean(numbers: Iterable[float]) -> float:
    listed = list(numbers)
    return round(sum(listed) / len(listed), 4)
