"""The keys of the search index: a text's skeleton, cut into runs of four signs (การทำดัชนีข้อความไทย).

Thai has no spaces, and readers misread: so the index holds no words. A text is stripped to its skeleton (marks above
and below the line dropped, letters that readers confuse made one) and every run of four of its signs is a key. Any
stretch of a text is then found by the keys that cover it, within a longer word too; what was found is looked at again
in the text itself.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.document import fold_digits
from rules.load import load

LENGTH = 4
_SMALL = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})


def fold(text: str) -> str:
    """A text as it is compared: Arabic digits, no white space, small Latin letters."""
    return re.sub(r"\s+", "", fold_digits(text)).translate(_SMALL)


@cache
def _signs() -> dict[int, str | None]:
    settings = load("search").settings
    table: dict[int, str | None] = {ord(mark): None for mark in settings["dropped"]}
    table |= {ord(sign): group[0] for group in settings["alike"] for sign in group}
    table[ord("ำ")] = "า"
    return table


def skeleton(folded: str) -> str:
    """A folded text without its marks, with one letter for all that look alike; only letters and digits are left."""
    return re.sub(r"[\W_]+", "", folded.translate(_signs()))


def alike(folded: str, term: str) -> str:
    """The first stretch of a text that has the term's skeleton; empty where there is none."""
    signs = [(at, sign) for at, whole in enumerate(folded) for sign in skeleton(whole)]
    first = "".join(sign for _, sign in signs).find(wanted := skeleton(term))
    if first < 0 or not wanted:
        return ""
    end = signs[first + len(wanted)][0] if first + len(wanted) < len(signs) else len(folded)
    return folded[signs[first][0] : end]


def keys(folded: str) -> str:
    """All keys of a text, for the index."""
    bare = skeleton(folded)
    # The last ones are short, so that the end of a text is found by its prefix too.
    return " ".join(sorted({bare[at : at + LENGTH] for at in range(len(bare))}))


def covering(folded: str) -> str | None:
    """The search expression that every text holding these words fulfils; None where they are too short for one."""
    bare = skeleton(folded)
    if len(bare) < 2:
        return None
    if len(bare) < LENGTH:
        return f'"{bare}"*'
    places = [*range(0, len(bare) - LENGTH, LENGTH), len(bare) - LENGTH]
    return " AND ".join(f'"{bare[at : at + LENGTH]}"' for at in places)
