"""Pages made to measure one thing alone: numbers in plenty, and numbers that a pen wrote. No letter is like them."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.hands import THAI, font_of, lay, written
from corpus.layout import installed
from corpus.scans import SEEN_FACES, UNSEEN_FACES, WORN, Sheet
from corpus.slots import MONTHS
from corpus.wear import wear

_BEFORE, _AFTER = "ที่ นย ๕๒๐๐๑/ว ", "พฤศจิกายน ๒๕๖๘"
_TO_THAI = str.maketrans("0123456789", THAI)
_CODES = ["มท", "ศธ", "สธ", "กค", "นร", "กษ", "ทส", "พม", "รง", "อว", "ยธ", "คค", "ดศ", "พณ", "วธ", "ตช"]
_FACES = tuple(face for pair in zip(UNSEEN_FACES, SEEN_FACES, strict=True) for face in pair)


def numbers_sheet(at: int, worn: bool) -> Sheet:
    """A page of 22 reference numbers and as many dates, by chance, so that few pages measure many digits."""
    from PIL import Image, ImageDraw

    dice, face = random.Random(f"numbers {at} {worn}"), _FACES[at % len(_FACES)]
    how = WORN[list(WORN)[(at + at // len(WORN)) % len(WORN)]]
    size = dice.choice((34, 37, 40))
    font = font_of(Path(installed()[face]), size)
    page = Image.new("L", (1654, 2339), 255)
    draw, rows = ImageDraw.Draw(page), []
    for row in range(22):
        rows.append(_cited(dice))
        draw.text((120 + dice.choice((0, 60, 120)), 90 + 100 * row), rows[-1], font=font, fill=10)
    picture = page.convert("RGB")
    if worn:
        # Drawn at 200 dots an inch.
        scale = (how.dpi or 200) / 200
        picture = wear(picture.resize((round(page.width * scale), round(page.height * scale))), how, at)
    return Sheet(picture, "\n".join(rows), f"numbers {at}", face, "numbers worn" if worn else "numbers clean")


def _cited(dice: random.Random) -> str:
    """As a letter cites another: `ตามหนังสือ ที่ มท ๐๘๐๑.๒/ว ๑๒๓ ลงวันที่ ๔ พฤษภาคม ๒๕๖๖`."""
    part = f".{dice.randint(1, 19)}" if dice.random() < 0.5 else ""
    circular = dice.choice(("ว ", "ว", "ว ")) if dice.random() < 0.7 else ""
    running = dice.randint(1, 99999 if dice.random() < 0.3 else 999)
    number = f"{dice.choice(_CODES)} {dice.randint(100, 999):04d}{part}/{circular}{running}"
    day = f"{dice.randint(1, 28)} {dice.choice(MONTHS)} {dice.choice(('', 'พ.ศ. '))}{dice.randint(2560, 2570)}"
    lead = dice.choice(("หนังสือ ที่", "ตามหนังสือ ที่", "ที่", "อ้างถึง หนังสือที่"))
    return f"{lead} {number} ลงวันที่ {day}".translate(_TO_THAI)


def written_sheet(at: int) -> Sheet:
    """The head of a letter whose running number and day a black or grey pen wrote in; no composed letter has one."""
    import numpy as np
    from PIL import Image as Images
    from PIL import ImageDraw

    dice, face = random.Random(at), (*SEEN_FACES, *UNSEEN_FACES)[at % 6]
    font, hand = font_of(Path(installed()[face]), 46), Path(installed()["Purisa"])
    number = str(dice.randint(11, 9999)).translate(_TO_THAI)
    day = str(dice.randint(1, 28)).translate(_TO_THAI)
    page = Images.new("L", (1650, 1100), 255)
    draw = ImageDraw.Draw(page)
    rows = ("เรื่อง  ขอให้รายงานผลการดำเนินงาน", "เรียน  นายอำเภอทุกอำเภอ", "ด้วยจังหวัดได้รับแจ้งจากกรมตัวอย่างว่า")
    for left, top, text in ((150, 80, _BEFORE), (1000, 80, "เทศบาลตำบลหนองตัวอย่าง"), (840, 220, _AFTER)):
        draw.text((left, top), text, font=font, fill=10)
    for row, text in enumerate(rows):
        draw.text((150, 400 + 130 * row), text, font=font, fill=10)
    ink = np.asarray(page).copy()
    base, shade = font.getbbox("กนม")[3], dice.choice((0, 30, 70, 110))
    made, _ = written(number, 52, hand, dice)
    lay(ink, made, 155 + int(font.getlength(_BEFORE)), 80 + base - 104, shade)
    made, _ = written(day, 52, hand, dice)
    lay(ink, made, 830 - made.shape[1], 220 + base - 104, shade)
    how = list(WORN.values())[at % 4]
    picture = wear(Images.fromarray(ink).convert("RGB"), how, at)
    text = "\n".join((f"{_BEFORE}{number}   เทศบาลตำบลหนองตัวอย่าง", f"{day} {_AFTER}", *rows))
    return Sheet(picture, text, f"pen {at}", face, "written")
