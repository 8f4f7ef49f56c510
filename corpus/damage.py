"""A text as a poor reading of a scan leaves it (ความเสียหายแบบ OCR), quick and the same for each seed.

What real readings do, at the rates seen on worn pages (about one character in seventy): tones lost or taken for one
another, letters of like shape confused, spaces lost and put in, lines broken within a word, blank lines lost, a label's
full stop lost, specks read as marks. Digits are left whole: a digit that was read wrong cannot be known from text
alone, and `saraban eval ocr` counts those.
"""

from __future__ import annotations

import random
import re

_LIKE = ("ขช", "ดค", "บป", "ผฝ", "พฟ", "ถภ", "ฎฏ", "รธ", "ซช", "ทห", "มน", "คต", "อฮ", "ลส", "ิี", "ึื", "่้", "ุู", "โไ")
_ALIKE = {pair[at]: pair[1 - at] for pair in _LIKE for at in (0, 1)}
_TONES = "่้๊๋"
_MARKS = "ัิีึืฺุู็่้๊๋์ํ๎ำะาๅ"
_LABEL = re.compile(r"^(\s*(?:[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2})*))\.( )", re.MULTILINE)

TONE_LOST, CONFUSED, SPACE_LOST, SPACE_PUT = 0.012, 0.004, 0.02, 0.002
LINE_BROKEN, BLANK_LOST, STOP_LOST, SPECK = 0.02, 0.25, 0.03, 0.01


def damage(text: str, seed: object = 0) -> str:
    """The text damaged; the same for the same seed. Page breaks and digits stay."""
    dice = random.Random(f"damage/{seed}")
    text = _LABEL.sub(lambda m: m[0] if dice.random() >= STOP_LOST else m[1] + m[2], text)
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip(" \t") and lines and dice.random() < BLANK_LOST:
            continue
        lines.append(_line(line, dice))
        if line.strip() and dice.random() < SPECK:
            lines.append(dice.choice((".", "'", "~", "- .", "|")))
    return "\n".join(lines)


def _line(line: str, dice: random.Random) -> str:
    out: list[str] = []
    for at, char in enumerate(line):
        following = line[at + 1 : at + 2]
        chance = dice.random()
        if char in _TONES and chance < TONE_LOST:
            continue
        if char == " " and chance < SPACE_LOST and not _between_digits(line, at):
            continue
        out.append(_ALIKE[char] if char in _ALIKE and chance < CONFUSED else char)
        if "ก" <= char <= "ฮ" and "ก" <= following <= "ฮ" and chance > 1 - SPACE_PUT:
            out.append(" ")
    damaged = "".join(out)
    if len(damaged) > 60 and dice.random() < LINE_BROKEN:
        cut = _place_to_break(damaged, dice.randint(25, len(damaged) - 10))
        return damaged[:cut].rstrip(" ") + "\n" + damaged[cut:].lstrip(" ")
    return damaged


def _between_digits(line: str, at: int) -> bool:
    """Between two digits a space parts two numbers: a reading that loses it makes another number."""
    before, after = line[max(at - 1, 0) : at], line[at + 1 : at + 2]
    return before.isdigit() and after.isdigit()


def _place_to_break(line: str, at: int) -> int:
    """The next place that leaves no mark without its letter and no number cut in two."""
    while at < len(line) and (line[at] in _MARKS or line[at - 1].isdigit() or line[at].isdigit()):
        at += 1
    return at
