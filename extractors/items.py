"""The tree of a body's numbering (ข้อ ๑. ๑.๑ (๑) ๑) ก. -), mended by its order.

An OCR loses labels, makes dashes of them and misreads their digits; the order of the items gives them back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.paragraphs import Paragraph
from extractors.pieces import joined
from extractors.verbs import begins_with_verb
from rules.load import compiled

_LETTERS = "กขคงจฉชซ"


@dataclass(slots=True)
class Item:
    """A numbered item: its label mended (None for a bullet), whether it was, and the items beneath it.

    `lead` is the sentence, on a line of its own under a heading (๒. การดำเนินการ), that opens those items, or that says
    what is to be done where there are none.
    """

    paragraph: Paragraph
    label: str | None
    repaired: bool = False
    lead: Paragraph | None = None
    children: list[Item] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A paragraph outside any list, and the list that follows it (which it opens), if one does."""

    lead: Paragraph | None
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    shape: str
    items: list[Item]
    prefix: str
    count: int = 0
    parent_raw: str = ""

    @property
    def kind(self) -> str:
        """The shape of its labels, however deep: dotted, of dotted2."""
        return self.shape.rstrip("0123456789")

    def place_of(self, para: Paragraph) -> int:
        """Which item of this level a paragraph is by its label; 0 where its label is of another level, or a dash."""
        head, _, last = para.raw.rpartition(".")
        shape = "number" if para.shape == "bare" else para.shape  # its full stop was lost
        if shape != self.kind or head not in ("", self.prefix.rstrip(".")):
            return 0
        return int(last) if last.isdigit() else _LETTERS.find(last) + 1


def blocks(paras: list[Paragraph]) -> list[Block]:
    """The body as blocks: what is no item opens a block, the items after it stand under it as a tree."""
    out: list[Block] = []
    levels: list[_Level] = []
    for index, para in enumerate(paras):
        if not _fits(para, levels):
            para.shape, para.raw, para.body = "", "", 0
        if not para.shape:
            if not _taken_in(para, paras[index + 1 :], levels):
                out.append(Block(para))
                levels = []
            continue
        if not out:
            out.append(Block(None))
        if _stands_for_a_number(paras, index, levels):
            _place_unlabelled(para, levels, levels[-1])
            continue
        _place(para, levels, out[-1], paras[index + 1 :])
    return out


def _lost_its_label(para: Paragraph, rest: list[Paragraph], levels: list[_Level]) -> _Level | None:
    """The level of the list above in which just one number is missing here, where this paragraph can have borne it."""
    if len(para.flow.text) < _SHORTEST_ITEM or (_opens(para) and not _JUNK_LABEL.match(para.flow.text)):
        return None
    for level in reversed(levels):
        following = next((other for other in rest if other.shape == level.kind), None)
        between = rest[: rest.index(following)] if following else []
        deeper = all(other.shape == "dotted" and other.raw.startswith(f"{level.count + 1}.") for other in between)
        if following is not None and deeper and level.place_of(following) == level.count + 2:
            return level
    return None


def _stands_for_a_number(paras: list[Paragraph], index: int, levels: list[_Level]) -> bool:
    """Whether a lone dash among numbers is what was read for one of them: 1. 2. - 4.; several dashes are a list."""
    para, level = paras[index], levels[-1] if levels else None
    if para.shape != "bullet" or level is None or level.shape in ("bullet", "letter"):
        return False
    if any(other.shape == "bullet" for other in (*paras[index - 1 : index], *paras[index + 1 : index + 2])):
        return False
    following = next((other for other in paras[index + 1 :] if other.shape == level.kind), None)
    if following is None:  # the last of all: of the number above it, where those beside it have dashes beneath them
        return not any(child.paragraph.shape == "bullet" for item in level.items for child in item.children)
    return level.place_of(following) != level.count + 1


def _place_unlabelled(para: Paragraph, levels: list[_Level], level: _Level) -> None:
    """Gives the paragraph the number that the order of its list has for it; what was misread for it is left out."""
    junk = _JUNK_LABEL.match(para.flow.text)
    para.shape, para.body = level.kind, para.body or (junk.end() if junk else 0)
    del levels[levels.index(level) + 1 :]
    level.count += 1
    para.raw = level.prefix + (_LETTERS[level.count - 1 :][:1] if level.shape == "letter" else str(level.count))
    level.items.append(Item(para, para.raw, True))


_SHORTEST_ITEM = 8
_JUNK_LABEL = re.compile(r"\(?[^\s]{1,2}\s?[.)]+\s+(?=[ก-ฮเ-ไ])")
"""What may be left of a number: ต. for ๓."""


def _taken_in(para: Paragraph, rest: list[Paragraph], levels: list[_Level]) -> bool:
    """Whether a paragraph without a label is of the list above it, which goes on: then it is given its place in it.

    It lost its label; or it opens the items beneath it, or says what its heading is about; or it stands after an item,
    where it opens with a word of its own (ทั้งนี้, หาก) or asks something by itself; else a blank line, a page or a
    short line broke the item in two.
    """
    if not levels:
        return False
    item = levels[-1].items[-1]
    if level := _lost_its_label(para, rest, levels):
        _place_unlabelled(para, levels, level)
    elif _leads_sub_items(para, rest, levels):
        levels[-1].items[-1].lead = para
    elif not item.lead and _is_bare_heading(item.paragraph) and not _opens(para) and _asks_or_acts(para):
        item.lead = para
    elif compiled("directives", "list.lead").search(para.flow.folded) or not _goes_on(rest, levels):
        return False
    elif _opens(para) or (para.apart and _asks(para)):
        levels[0].items[-1].after.append(para)
    else:
        item.paragraph.flow = joined(item.paragraph.flow, para.flow)
    return True


def _is_bare_heading(para: Paragraph) -> bool:
    """Whether an item only names what the paragraph beneath it says is to be done: 2. การรายงาน; not of a memo."""
    text = para.flow.folded[para.body :]
    other = any(compiled("directives", f"item.{kind}").search(text) for kind in ("heading", "told"))
    leads = compiled("directives", "list.lead").search(text) is not None
    return len(text) <= _HEADING and not (other or leads or begins_with_verb(text) or _asks(para))


def _asks_or_acts(para: Paragraph) -> bool:
    ends = compiled("directives", "list.lead").search(para.flow.folded)
    return not ends and (begins_with_verb(para.flow.folded) or _asks(para))


def _asks(para: Paragraph) -> bool:
    return compiled("directives", "prose.order").search(para.flow.folded) is not None


def _opens(para: Paragraph) -> bool:
    return compiled("items", "paragraph.opens").search(para.flow.folded) is not None


def _fits(para: Paragraph, levels: list[_Level]) -> bool:
    """A bare number is a label only as the next of a list that has begun."""
    if para.shape != "bare" or (para.raw == "1" and not levels):
        return True
    tops = [level for level in levels if level.shape in ("number", "bullet")]
    return any(int(para.raw) in (level.count, level.count + 1) for level in tops)


def _leads_sub_items(para: Paragraph, rest: list[Paragraph], levels: list[_Level]) -> bool:
    """Whether a paragraph under a short heading opens that heading's own sub-items: 2. การดำเนินการ | ... ดังนี้ | 2.1"""
    top = levels[-1]
    head, below = top.items[-1].paragraph, rest[0] if rest else None
    if below is None or not below.shape or len(head.flow.text) > _HEADING or top.items[-1].children:
        return False
    if not compiled("directives", "list.lead").search(para.flow.folded):
        return False
    if below.shape == "dotted":
        return below.raw.startswith(f"{head.raw}.")
    goes_on = any(later.shape == "number" and later.raw == str(top.count + 1) for later in rest)
    return top.shape == "number" and below.shape not in ("number", "bare") and goes_on


_HEADING = 60
"""A heading is no longer than this; what is longer says something of its own."""


def _goes_on(rest: list[Paragraph], levels: list[_Level]) -> bool:
    """Whether the list above goes on beneath a paragraph: the next label is the next number of one of its levels."""
    following = next((para for para in rest if para.shape), None)
    return following is not None and any(level.place_of(following) == level.count + 1 for level in levels)


def _place(para: Paragraph, levels: list[_Level], block: Block, rest: list[Paragraph]) -> None:
    shape = "number" if para.shape == "bare" else para.shape
    depth = para.raw.count(".") if shape == "dotted" else 0
    shape = f"dotted{depth}" if depth else shape
    _unify_dashes(para, shape, levels)
    while levels and shape not in [level.shape for level in levels][-1:] and shape in [x.shape for x in levels]:
        levels.pop()
    if not levels or levels[-1].shape != shape:
        _open_level(para, shape, levels, block)
    level = levels[-1]
    label, repaired = _number(para, shape, level, rest)
    level.items.append(Item(para, label, repaired))


def _unify_dashes(para: Paragraph, shape: str, levels: list[_Level]) -> None:
    """Dashes followed by the next number in order were numbers themselves: they get their labels back."""
    if shape != "number" or not levels or levels[0].shape != "bullet" or not para.raw.isdigit():
        return
    level = levels[0]
    if int(para.raw) == level.count + 1:
        del levels[1:]
        level.shape = "number"
        for place, item in enumerate(level.items, start=1):
            item.label, item.repaired = str(place), True


def _open_level(para: Paragraph, shape: str, levels: list[_Level], block: Block) -> None:
    if shape.startswith("dotted") and levels:
        # 3.2.1 stands under 3.2, not under a bullet or a (1) that happens to be open.
        wanted = f"dotted{int(shape[6:]) - 1}" if shape != "dotted1" else "number"
        while len(levels) > 1 and levels[-1].shape not in (wanted,):
            levels.pop()
    if not levels:
        head = para.raw.rpartition(".")[0] if shape.startswith("dotted") else ""
        levels.append(_Level(shape, block.items, head + "." if head else ""))
        return
    parent = levels[-1].items[-1]
    prefix = f"{parent.label}." if parent.label else ""
    levels.append(_Level(shape, parent.children, prefix, 0, para.raw.rpartition(".")[0]))


def _number(para: Paragraph, shape: str, level: _Level, rest: list[Paragraph]) -> tuple[str | None, bool]:
    """The item's label by its order, and whether that differs from what was read."""
    level.count += 1
    if shape == "bullet":
        return None, False
    last = para.raw.rpartition(".")[2]
    if shape == "letter":
        expected = _LETTERS[level.count - 1] if level.count <= len(_LETTERS) else last
        if last != expected and last in _LETTERS[level.count - 1 :]:
            level.count, expected = _LETTERS.index(last) + 1, last
        return level.prefix + expected, last != expected
    value = int(last)
    if value == 1 and level.count > 1 and shape in ("number", "paren", "half-paren"):
        level.count = 1
    elif value > level.count and (level.count == 1 or _next_value(rest, para) == value + 1):
        level.count = value
    return f"{level.prefix}{level.count}", level.count != value


def _next_value(rest: list[Paragraph], para: Paragraph) -> int | None:
    """The number of the next label of the same shape and depth."""
    for other in rest:
        if other.shape == para.shape and other.raw.count(".") == para.raw.count("."):
            last = other.raw.rpartition(".")[2]
            return int(last) if last.isdigit() else None
    return None
