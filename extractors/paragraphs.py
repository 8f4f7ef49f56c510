"""Paragraphs of a letter's body (ย่อหน้า): parted at blank lines, first lines and labels, rejoined over a page turn.

A figure at the start of a wrapped line is no label: a list begins with its own first number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from extractors.document import Document, Flow
from extractors.lines import Line
from extractors.pieces import rejoin
from rules.load import compiled

_SHAPES = ("dotted", "number", "ordinal", "paren", "half-paren", "letter", "bullet", "bare")
_ORDINALS = dict(zip(("แรก", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"), "1123456789", strict=True))
_AT_SIGN = re.compile(r"\.?[@©]\s?\.?\s+(?=[ก-ฮเ-ไ])")
"""What an OCR makes of a round ๑ at the start of an item."""
_DASH_BEFORE = re.compile(r"[-–—•*]\s+(?=\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s?[ก-ฮเ-ไ])")
"""A dash that a reader set before an item that has its own number."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph rejoined. `shape` of its label (empty: none), `raw` label as read, `body` where text begins.

    `apart`: a blank line stands before it.
    """

    flow: Flow
    shape: str = ""
    raw: str = ""
    body: int = 0
    apart: bool = False


def paragraphs(document: Document, lines: list[Line]) -> list[Paragraph]:
    """The paragraphs that these lines hold: parted at blank lines and at labels, rejoined over a page turn."""
    groups: list[list[Line]] = []
    labelled: set[str] = set()
    short = _short(lines)
    margin = min((line.indent for line in lines), default=0)
    set_in = sum(line.indent > margin + _SET_IN for line in lines) > 1
    bare = last = 0
    for index, line in enumerate(lines):
        shape, raw, _ = _label(line.folded)
        if shape == "bare" and last and raw == str(last + 1) and _width(lines[index - 1].text) < short:
            shape = "number"  # its full stop was lost: it is the next, and the line above ends early
            labelled.add(shape)
        if line.folded.startswith("ข้อ") and not line.gap and raw not in ("", "1", str(last + 1)):
            shape = raw = ""  # ให้ปฏิบัติตาม|ข้อ ๗๐ ของระเบียบ: a line broke before it
        elif shape == "number" and raw.isdigit():
            last = int(raw)
        elif shape == "bullet" and "number" not in labelled:
            last += 1  # dashes may stand for numbers, as the next one tells
        if shape == "bare" and raw == str(bare + 1):
            # A list whose numbers have no full stop: each must be the next after the words that open the list.
            opened = bare or compiled("directives", "list.lead").search(lines[index - 1].folded if index else "")
            bare = bare + 1 if opened else 0
            if opened:
                groups.append([line])
                labelled.add("number")
                continue
        after = _label(lines[index + 1].folded)[1] if index + 1 < len(lines) else ""
        heads_group = after == "1" and line.text.startswith(_HEADS_LIST) and len(line.text) < 90
        # The first line of a paragraph is set in: that much shorter it is full all the same.
        early = short * 4 // 5 if groups and len(groups[-1]) == 1 else short
        goes_on = set_in and not shape and not line.gap and line.indent <= margin + _SET_IN
        goes_on = goes_on and not _opens_paragraph(line.folded)
        short_early = (short, 0 if goes_on else early)
        if not groups or heads_group or _begins(line, lines[index - 1], shape, raw, labelled, short_early, margin):
            groups.append([line])
            if shape:
                labelled.add(shape)
        else:
            groups[-1].append(line)
    out = []
    for group in groups:
        for flow in _inline_list(rejoin(document, [(line.start, line.end) for line in group])):
            shape, raw, body = _label(flow.folded)
            out.append(Paragraph(flow, shape, raw, body, group[0].gap))
    return out


def _inline_list(flow: Flow) -> list[Flow]:
    """A paragraph parted at a list that runs on within it: ... ดังนี้ 1) ... 2) ..."""
    if "1)" not in flow.folded and "1." not in flow.folded:
        return [flow]
    found = list(compiled("items", "item.inline").finditer(flow.folded))
    first = next((m for m in found if m["label"] == "1" and _opens_list(flow.folded[: m.start()], m["open"])), None)
    if first is None:
        return [flow]
    cuts = [first.start()]
    for match in found[found.index(first) + 1 :]:
        if match["label"] == str(len(cuts) + 1) and match["open"] == first["open"] and match["shut"] == first["shut"]:
            cuts.append(match.start())
    bounds = [0, *cuts, len(flow.text)]
    if len(cuts) < 2 or min(end - start for start, end in pairwise(bounds[1:])) < _SHORTEST:
        return [flow]
    return [part for start, end in pairwise(bounds) if (part := flow.part(start, end).strip()).text]


_SHORTEST = 9
"""What is shorter between two numbers is no item: ตามข้อ (1) และ (2)."""


def _opens_list(before: str, bracket: str) -> bool:
    """Whether these words open a list; after ได้แก่ and คือ stand the parts of what was named, not items.

    Before a number in two brackets a request opens one too: จึงขอให้อำเภอ (1) สำรวจ... (2) รายงาน...; but what stands
    after โดย is how the one thing is to be done.
    """
    tail = before[-220:].rstrip()
    asks = bracket and not tail.endswith("โดย") and compiled("directives", "list.order").search(tail[-_NEAR:])
    leads = asks or compiled("directives", "list.lead").search(tail)
    return bool(leads and not compiled("directives", "list.parts").search(tail))


_NEAR = 60
"""How far before its list a request may stand."""


def _short(lines: list[Line]) -> int:
    """How short a line must be to be a paragraph's last: where lines are full, one that stops well before their end."""
    parted = [line.gap for line in lines[1:] if _label(line.folded)[0] or _opens_paragraph(line.folded)]
    if len(parted) > 3 and sum(parted) > len(parted) * 3 // 4:
        return 0  # blank lines part its paragraphs: no other sign is needed
    widths = sorted(_width(line.text) for line in lines)
    full = widths[len(widths) * 9 // 10] if widths else 0
    if full > _WIDEST and sum(line.gap for line in lines[1:]) * 10 < len(lines):
        return widths[-1] * 2  # no page is so wide and nothing is blank: each line is a whole paragraph
    # Where paragraphs stand behind blank lines, only a very short line ends one.
    some = any(line.gap and not line.turn for line in lines[1:])
    blank = sum(parted) * 2 > len(parted) if len(parted) > 1 else some and all(parted)
    return full * (3 if blank else 4) // 5 if 55 <= full <= _WIDEST else 0


_WIDEST = 115
"""Letters that a line of an A4 page can hold at the most."""


_ABOVE = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+")


@lru_cache(maxsize=512)  # each line is asked about as itself and as the line above
def _width(text: str) -> int:
    """How wide a text is, in letters: marks above and beneath a letter take no room on the line."""
    return len(_ABOVE.sub("", text))


@lru_cache(maxsize=512)  # each line is asked about twice
def _opens_paragraph(folded: str) -> bool:
    return compiled("items", "paragraph.opens").search(folded) is not None


def _begins(
    line: Line, above: Line, shape: str, raw: str, labelled: set[str], short_early: tuple[int, int], margin: int
) -> bool:
    """Whether a line begins a paragraph. After a page turn only a label or opening words do, never the gap alone.

    `short_early`: how short the line above must be where words open a paragraph, and where nothing else tells.
    """
    short, early = short_early
    if line.text.startswith(_NEVER_OPENS):
        return False
    if compiled("directives", "list.lead").search(above.folded) and not line.turn:
        return True
    if shape == "bare":
        return line.gap and not (line.turn and len(above.text) > 60 and raw == "1")
    if shape == "dotted" and not (labelled or line.gap or line.turn) and not raw.endswith("1"):
        return False  # a figure of the text (1.6 เท่า): no list is open whose items it could number
    if shape:
        first = raw in ("1", "ก") or shape in ("dotted", "bullet") or shape in labelled
        return first or (line.gap and shape == "number")
    if line.text.startswith(("อนึ่ง", "ในการนี้") if short else "อนึ่ง") or above.text.endswith((" นั้น", "แล้วนั้น")):
        return True
    stands_in = line.indent > margin + _SET_IN
    # A line that goes on in the next is as long as the page lets it be: not much shorter than that one.
    ended = _width(above.text) < max(56, short * 6 // 5, _width(line.text) * 5 // 6)
    if (line.gap or line.turn or stands_in or ended) and _opens_paragraph(line.folded):
        return True
    ends_early = _width(above.text) < early and not line.text.startswith(_GOES_ON)
    return (line.gap or ends_early) and not line.turn


_SET_IN = 3
"""How far in, in spaces, a paragraph's first line stands: where first lines do, a line at the margin goes on."""
_HEADS_LIST = ("สำหรับ", "ให้", "ขอให้")
"""Words with which the short line begins that opens a list of its own beneath another list."""

_NEVER_OPENS = ("ทราบภายใน", "ทราบก่อน", "ทราบทุก", "ทราบทาง", "ทราบด้วย", "ทราบต่อไป")
"""What ends a sentence opens no paragraph, though a reader left a blank line before it."""

_GOES_ON = ("ภายใน", "ไม่เกิน", "ก่อนวัน", "และ", "หรือ", "ซึ่ง", "ของ", "แก่", "โดย", "รวมทั้ง", "พร้อมทั้ง", "ตลอดจน")
"""Words with which a sentence goes on, however short the line above them is."""


@lru_cache(maxsize=512)  # each line is asked about as itself and as the next of the line above it
def _label(folded: str) -> tuple[str, str, int]:
    """The shape and the text of a label at the start, and where the text after it begins."""
    one = _AT_SIGN.match(folded)
    if one:
        return "number", "1", one.end()
    dash = _DASH_BEFORE.match(folded)
    if dash:
        shape, raw, end = _label(folded[dash.end() :])
        return shape, raw, dash.end() + end
    for shape in _SHAPES:
        match = _rule(shape).search(folded)
        if match:
            raw = match["label"] or match.groupdict().get("article") or ""
            return ("number", _ORDINALS[raw], match.end()) if shape == "ordinal" else (shape, raw, match.end())
    return "", "", 0


@cache
def _rule(shape: str) -> re.Pattern[str]:
    return compiled("items", f"item.{shape}")
