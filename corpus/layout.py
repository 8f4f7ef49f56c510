"""A composed letter as an A4 page: HTML, and from it a PDF, laid out as the regulation lays a letter out.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖, the model forms 1 to 7: margins of 3 and 2 cm, the crest 3 cm high,
letters of 16 points, a first line set in by 2.5 cm, the page's number in the middle of its top and, at the foot of a
page that turns, the words that the next one begins with.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from corpus.compose import PAGE_TURN, body_blocks, catchword
from corpus.letter import ComposedLetter, printed
from outputs.pdf import name_the_marks

FACES = (
    "Laksaman", "Norasi", "Kinnari", "Garuda", "Umpush", "Loma", "Noto Looped Thai", "Noto Serif Thai", "Arundina Sans",
    "Arundina Serif", "Purisa",
)  # fmt: skip
"""Thai faces that Debian ships; Laksaman is the nearest to TH Sarabun, in which officials write; Purisa is a hand's."""

_STYLE = Path(__file__).parent / "page.css"
SPACING = 1.6
"""Line spacing, in sizes of the face: a line is 2.6 letters tall. A word processor gives 2.6 to 3.5, by the face."""
SQUEEZED = 1.22
"""Lines set so close, to fit a letter on one page, that tones touch the feet of the letters over them."""
_CREST = Path(__file__).parent / "crest.svg"
_ITEM = re.compile(r"^(?:ข้อ )?\(?[๐-๙0-9ก-ฮ](?:[๐-๙0-9.]*)[.)]* ")


class FontError(RuntimeError):
    """No Thai face is installed to draw with; the message says how to get one."""


@cache
def installed() -> dict[str, str]:
    """Each installed face of `FACES` and its font file. Raises FontError, with the command that installs them."""
    from PIL import ImageFont

    found: dict[str, str] = {}
    for face in FACES:
        for name in (f"{face.replace(' ', '')}.ttf", f"{face.replace(' ', '')}-Regular.ttf"):
            try:
                found.setdefault(face, str(ImageFont.truetype(name, 12).path))
            except OSError:
                continue
    if not found:
        raise FontError(
            "ไม่พบแบบอักษรไทย (no Thai font found): apt-get install fonts-thai-tlwg-ttf fonts-noto-core fonts-arundina"
        )
    return found


def font_file() -> str:
    """The file of the best Thai face that is installed."""
    return next(iter(installed().values()))


def write_pdf(letter: ComposedLetter, path: Path, face: str = "") -> None:
    """The letter as a born-digital PDF."""
    path.write_bytes(pdf(letter, face))


def pdf(letter: ComposedLetter, face: str = "", spacing: float = SPACING) -> bytes:
    """The letter's PDF. It is laid out twice where it has more than one page: the catchwords are known then."""
    face = face or next(iter(installed()))
    blocks = [block for block in body_blocks(letter) if block != PAGE_TURN]
    document = _render(html(letter, blocks, face, spacing=spacing))
    turns = _turns(document, len(blocks))
    if turns:
        document = _render(html(letter, blocks, face, turns, spacing))
    data: bytes = document.write_pdf(pdf_identifier=b"saraban", finisher=name_the_marks)
    return data


def _render(source: str) -> Any:
    from weasyprint import HTML

    return HTML(string=source).render()


def _turns(document: Any, count: int) -> frozenset[int]:
    """The numbers of the paragraphs that begin a page after the first."""
    turns = set()
    for page in document.pages[1:]:
        here = [at for at in range(count) if f"b{at}" in page.anchors]
        turns |= set(here[:1])
    return frozenset(turns - {0})


def html(
    letter: ComposedLetter, blocks: list[str], face: str, turns: frozenset[int] = frozenset(), spacing: float = SPACING
) -> str:
    """The page's source; a page begins at each paragraph of `turns`, announced by a catchword."""
    body = []
    for at, block in enumerate(blocks):
        if at in turns:
            body.append(f'<p class="catchword">{escape(catchword(block))}</p>')
        level = "item" if _ITEM.match(block) else "text"
        turned = " turned" if at in turns else ""
        inside = "<br>".join(escape(line) for line in block.split("\n"))
        body.append(f'<p id="b{at}" class="{level}{turned}">{inside}</p>')
    forms = {"memo": _memo, "order": _order, "announcement": _order, "stamped": _stamped, "message": _memo}
    page = forms.get(letter.form, _letter)(letter, "\n".join(body)) + _attachment(letter)
    style = _STYLE.read_text(encoding="utf-8").replace("FACE", face).replace("SPACING", str(spacing))
    head = f'<meta charset="utf-8"><style>{style}</style>'
    return f'<!doctype html><html lang="th"><head>{head}</head><body>{page}</body></html>'


def _crest(kind: str) -> str:
    return f'<div class="crest {kind}">{_CREST.read_text(encoding="utf-8")}</div>'


def _letter(letter: ComposedLetter, body: str) -> str:
    urgency = " ".join(value for value in (letter.secrecy, letter.urgency) if value)
    agency = "<br>".join(escape(line) for line in letter.sender_lines)
    head = [f'<div class="urgency">{escape(urgency)}</div>' if urgency else "", _crest("large")]
    head.append(f'<div class="top"><div>ที่ {escape(printed(letter.number))}</div><div>{agency}</div></div>')
    head.append(f'<p class="date">{escape(printed(letter.date))}</p>')
    return "\n".join([*head, _fields(letter), body, _closing(letter), _foot(letter)])


def _fields(letter: ComposedLetter) -> str:
    rows = [_field("เรื่อง", [letter.subject])] if letter.form != "memo" else []
    rows.append(_field(letter.to_word, list(letter.to)))
    if letter.references:
        rows.append(
            _field(letter.reference_word, _numbered([escape(printed(r)) for r in letter.references]), plain=False)
        )
    if letter.enclosures:
        shown = [_enclosure(*value.partition(" | ")[::2]) for value in _numbered(list(letter.enclosures))]
        rows.append(_field("สิ่งที่ส่งมาด้วย", shown, plain=False))
    return "\n".join(rows)


def _enclosure(title: str, quantity: str) -> str:
    return (
        f'<div class="with-quantity"><span>{escape(title)}</span><span class="quantity">{escape(quantity)}</span></div>'
    )


def _field(word: str, values: list[str], plain: bool = True) -> str:
    inside = "".join(f"<div>{escape(v) if plain else v}</div>" for v in values)
    return f'<div class="field"><span class="word">{escape(word)}</span><div>{inside}</div></div>'


def _numbered(values: list[str]) -> list[str]:
    return values if len(values) == 1 else [f"{'๐๑๒๓๔๕๖๗๘๙'[at]}. {value}" for at, value in enumerate(values, 1)]


def _closing(letter: ComposedLetter) -> str:
    words = f"<p>{escape(letter.closing)}</p>" if letter.form == "letter" and letter.closing else ""
    name = "<br>".join(escape(line) for line in letter.sign)
    return f'<div class="closing">{words}<div class="signature"></div>{name}</div>' if letter.sign else ""


def _foot(letter: ComposedLetter) -> str:
    return f'<div class="foot">{"<br>".join(escape(line) for line in letter.foot)}</div>' if letter.foot else ""


def _attachment(letter: ComposedLetter) -> str:
    """What was sent with the letter, on a page of its own: a heading in the middle, then paragraphs."""
    if not letter.attachment:
        return ""
    title, *blocks = letter.attachment.strip().split("\n\n")
    body = "".join(f'<p class="text">{escape(block)}</p>' for block in blocks)
    return f'<div class="turned middle"><b>{escape(title)}</b></div>{body}'


def _memo(letter: ComposedLetter, body: str) -> str:
    """Form 2 (แบบที่ ๒): the small crest at the left, the word in the middle, the head on dotted leaders."""
    urgency = f'<div class="urgency memo">{escape(letter.urgency)}</div>' if letter.urgency else ""
    head = f'{urgency}<div class="memo-title">{_crest("small")}<span>บันทึกข้อความ</span></div>'
    leaders = _leader("ส่วนราชการ", " ".join(letter.sender_lines))
    number = _leader("ที่", printed(letter.number)) + _leader("วันที่", printed(letter.date))
    subject = _leader("เรื่อง", letter.subject)
    lines = f'<div class="row">{leaders}</div><div class="row">{number}</div><div class="row">{subject}</div>'
    return "\n".join([head, lines, _fields(letter), body, _closing(letter), _foot(letter)])


def _leader(word: str, value: str) -> str:
    return f'<span class="leader-word">{escape(word)}</span><span class="leader">{escape(value)}</span>'


def _order(letter: ComposedLetter, body: str) -> str:
    """Forms 4 and 7 (แบบที่ ๔ คำสั่ง, แบบที่ ๗ ประกาศ): everything in the middle, a rule, the date at the end."""
    number = f"<p>ที่ {escape(printed(letter.number))}</p>" if letter.number else ""
    head = (
        f'<div class="middle"><p>{escape(letter.sender_lines[0])}</p>{number}<p>เรื่อง {escape(letter.subject)}</p></div>'
    )
    day = "สั่ง ณ วันที่" if letter.form == "order" else "ประกาศ ณ วันที่"
    date = f'<p class="given">{day} {escape(printed(letter.date))}</p>'
    return "\n".join([_crest("large"), head, '<hr class="short">', body, date, _closing(letter), _foot(letter)])


def _stamped(letter: ComposedLetter, body: str) -> str:
    """Form 3 (แบบที่ ๓ หนังสือประทับตรา): ที่ and ถึง at the left; agency, seal and date at the right below the body."""
    urgency = f'<div class="urgency">{escape(letter.urgency)}</div>' if letter.urgency else ""
    head = f'{urgency}{_crest("large")}<p class="left">ที่ {escape(printed(letter.number))}</p>'
    to = _field("ถึง", [" ".join(letter.to)])
    seal = f'<div class="seal">{escape(letter.sender_lines[0])}</div>'
    end = f'<div class="closing">{escape(letter.sender_lines[0])}<br>{seal}{escape(printed(letter.date))}</div>'
    return "\n".join([head, to, body, end, _foot(letter)])
