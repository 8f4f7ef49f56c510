"""What the training lines say (ข้อความของบรรทัดฝึก): letters, words out of order, names, numbers, dates, Latin.

Only letters of the training split are drawn from. A reader that has seen pretty sentences only will guess words; digits
have no grammar, so every third line is made of them.
"""

from __future__ import annotations

import random
from functools import cache

from corpus.letter import load_letters
from rules.load import load

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
LONGEST = 60
"""Characters: a line of a letter in 16 pt holds some 75; shorter ones teach as much in less time."""
_LATIN = [
    "https://www.{w}.go.th",
    "http://{w}.in.th/{w}",
    "www.{w}.or.th",
    "saraban@{w}.go.th",
    "{w}_{n}@{w}.mail.go.th",
    "Google",
    "Form",
    "Google",
    "Sheet",
    "Google",
    "Drive",
    "LINE",
    "LINE",
    "Official",
    "QR",
    "Code",
    "Application",
    "Zoom",
    "Meeting",
    "ID",
    "{n}",
    "PDF",
    "Excel",
    "Word",
    "E-mail",
    "e-Office",
    "Website",
    "Facebook",
    "YouTube",
    "Infographic",
    "(Soft",
    "Power)",
    "One",
    "Stop",
    "Service",
    "KPI",
    "SDGs",
    "COVID-19",
    "PM",
    "2.5",
    "ITA",
    "GFMIS",
    "e-GP",
    "e-Report",
    "Digital",
    "Platform",
    "Smart",
    "City",
    "Big",
    "Data",
    "OTOP",
    "VAT",
    "ISO",
    "Clip",
    "VDO",
    "bit.ly/{w}{n}",
    "forms.gle/{w}",
    "https://{w}.{w}.go.th/{n}",
]
_FOLLOWERS = "ะาำิีึืัฺุู็่้๊๋์ํๆฯ"
"""No line begins with these."""
_VOWELS = ("", "", "ิ", "ี", "ึ", "ื", "ุ", "ู", "ั", "็")
_TONES = ("", "", "่", "้", "๊", "๋", "์")
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
_CODES = [
    "มท",
    "นร",
    "กค",
    "ศธ",
    "สธ",
    "กษ",
    "คค",
    "พม",
    "รง",
    "ยธ",
    "อว",
    "ทส",
    "ดศ",
    "พณ",
    "อก",
    "วธ",
    "กก",
    "พน",
    "กต",
    "กห",
    "ตช",
    "สผ",
    "ปปช",
    "นม",
    "ชย",
    "ขก",
    "ชม",
    "อบ",
    "สป",
    "กท",
    "ตผ",
]
_MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
_SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]


@cache
def sentences() -> tuple[str, ...]:
    """The lines of the composed letters of the training split, as printed."""
    texts = [f"{x.subject}\n{x.body}" for x in load_letters() if x.split == "train"]
    return tuple(line.strip() for text in texts for line in text.split("\n") if len(line.strip()) > 8)


@cache
def words() -> tuple[str, ...]:
    """Words of a Thai word list (pythainlp, CC0), people's names, and the names that the rules know."""
    from pythainlp import corpus

    known = [term.name for file in ("agencies", "provinces", "positions", "offices") for term in load(file).terms]
    given = [*corpus.thai_male_names(), *corpus.thai_female_names(), *corpus.thai_family_names()]
    plain = sorted(corpus.thai_words())
    dice = random.Random(1)
    return tuple(plain + 20 * known + dice.sample(sorted(given), min(12000, len(given))))


def line(dice: random.Random) -> str:
    """One line's text; the same dice, the same text."""
    kinds = (_from_letter, _salad, _numbers, _latin, _noise, _mixed)
    text = dice.choices(kinds, (34, 18, 26, 7, 5, 10))[0](dice)
    return " ".join(text.split())[:LONGEST].strip().lstrip(_FOLLOWERS).strip() or "ที่"


def _digits(dice: random.Random, least: int = 1, most: int = 5) -> str:
    return "".join(dice.choice("0123456789") for _ in range(dice.randint(least, most)))


def _thai(dice: random.Random, text: str) -> str:
    """Mostly in Thai digits, as letters are."""
    return text.translate(THAI_DIGITS) if dice.random() < 0.85 else text


def _from_letter(dice: random.Random) -> str:
    text = dice.choice(sentences())
    start = dice.randint(0, max(0, len(text) - 30))
    cut = text[start : start + dice.randint(12, LONGEST)]
    # New digits for the ones of the letter: a year learned by heart would be a year made up.
    fresh = "".join(dice.choice("๐๑๒๓๔๕๖๗๘๙") if c in "๐๑๒๓๔๕๖๗๘๙" and dice.random() < 0.7 else c for c in cut)
    return fresh


def _salad(dice: random.Random) -> str:
    many = dice.randint(2, 7)
    return dice.choice((" ", "", "")).join(dice.choice(words()) for _ in range(many))


def number(dice: random.Random) -> str:
    """A reference number, in one of the ways that offices write it."""
    unit = dice.choice(("0{}", "0{}.{}", "{}", "0{}.{}/{}")).format(
        _digits(dice, 3, 3), _digits(dice, 1, 2), _digits(dice, 1, 3)
    )
    circular = dice.choice(("", "", "ว ", "ว", " ว "))
    prefix = dice.choice(("ที่ ", "ที่  ", "", "หนังสือ", "ด่วนที่สุด ที่ ", "ด่วนมาก ที่ "))
    agency = dice.choice(_CODES) + dice.choice((" ", " ", "(กวจ) ", " (คตส) ", "."))
    return f"{prefix}{agency}{unit}/{circular}{_digits(dice, 1, 6)}"


def date(dice: random.Random) -> str:
    """A date, long or short."""
    year = dice.choice((str(dice.randint(2540, 2589)), str(dice.randint(2560, 2575))))
    day, month = str(dice.randint(1, 31)), dice.randint(0, 11)
    form = dice.randint(0, 5)
    if form == 0:
        return f"{day} {_SHORT[month]} {year[-2:] if dice.random() < 0.5 else year}"
    if form == 1:
        return f"{day}/{month + 1}/{year}"
    lead = dice.choice(("", "", "ลงวันที่ ", "ภายในวันที่ ", "วันที่ ", "ตั้งแต่วันที่ ", "ณ วันที่ "))
    return f"{lead}{day} {_MONTHS[month]} {'พ.ศ. ' if dice.random() < 0.1 else ''}{year}"


def _numbers(dice: random.Random) -> str:
    parts = [
        dice.choice((number, date, date, _phone, _label, _time, _money, _list))(dice) for _ in range(dice.randint(1, 3))
    ]
    return _thai(dice, "  ".join(parts))


def _phone(dice: random.Random) -> str:
    extra = f" ต่อ {_digits(dice, 2, 5)}" if dice.random() < 0.4 else ""
    word = dice.choice(("โทร. ", "โทร ", "โทรศัพท์ ", "โทรสาร ", ""))
    return f"{word}0 {_digits(dice, 4, 4)} {_digits(dice, 4, 4)}{extra}"


def _label(dice: random.Random) -> str:
    below = dice.choice(("", str(dice.randint(1, 9)), f"{dice.randint(1, 9)}.{dice.randint(1, 9)}"))
    number_ = f"{dice.randint(1, 12)}.{below}"
    label = dice.choice(
        (number_, f"({dice.randint(1, 20)})", f"{dice.randint(1, 9)})", f"ข้อ {dice.randint(1, 40)}", "- ", "ก. ")
    )
    return f"{label} {dice.choice(words())}{dice.choice(words())}"


def _time(dice: random.Random) -> str:
    return f"เวลา {dice.randint(0, 23):02}{dice.choice('.:')}{dice.randint(0, 59):02} น."


def _money(dice: random.Random) -> str:
    return f"{dice.randint(1, 999)},{_digits(dice, 3, 3)}{dice.choice(('', '.00', '.-'))} บาท"


def _list(dice: random.Random) -> str:
    return dice.choice((" ", ", ", "/", "-", ".")).join(_digits(dice, 1, 4) for _ in range(dice.randint(2, 6)))


def _latin(dice: random.Random) -> str:
    def some(least: int, most: int) -> str:
        return "".join(dice.choice(_LETTERS) for _ in range(dice.randint(least, most)))

    parts = []
    for _ in range(dice.randint(1, 4)):
        word = some(2, 8).lower() if dice.random() < 0.7 else some(2, 8)
        parts.append(dice.choice(_LATIN).replace("{w}", word).replace("{n}", _digits(dice)))
    return " ".join(parts)


def _noise(dice: random.Random) -> str:
    """Consonants, vowels and signs as no word has them, and digits among them."""
    consonants = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฤ"
    out = []
    for _ in range(dice.randint(5, 20)):
        out.append(dice.choice(("", "", "", "เ", "แ", "โ", "ใ", "ไ")) + dice.choice(consonants))
        out.append(dice.choice(_VOWELS) + dice.choice(_TONES))
        out.append(
            dice.choice(("", "", "", "า", "ะ", "ำ", " ", "ๆ", "ฯ", ".", ",", ":", "(", ")", "“", "”", "%", '"', "?"))
        )
        out.append(dice.choice(("", "", "", "", _digits(dice, 1, 3).translate(THAI_DIGITS))))
    return "".join(out)


def _mixed(dice: random.Random) -> str:
    parts = [
        _from_letter(dice)[:25],
        _thai(dice, dice.choice((number, date))(dice)),
        dice.choice((_latin, _salad))(dice)[:20],
    ]
    dice.shuffle(parts)
    return " ".join(parts)
