"""A draft of the letter that a directive asks for (ร่างหนังสือตอบ ร่างรายงาน), in the form of an external letter.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖, ข้อ ๑๑ and model form 1. A follow-up letter bears the subject of
the first (ข้อ ๑๑.๔). What is sure is filled in, what is doubtful is marked with a comment, and what only the office
knows is left blank: the running number, the day, the result, who signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.dates import thai_date
from extractors.model import Directive, Evidence, Letter
from outputs.checklist import reasons
from outputs.contexts import Answered, Draft, Filled
from outputs.thai import THAI_DIGITS
from pipeline.errors import InputError, UseError
from rules.load import compiled, load

if TYPE_CHECKING:
    from pipeline.office import Office

REPLY, REPORT, MEMO = "reply", "report", "memo"
KINDS = (REPLY, REPORT, MEMO)
_BLANK = "." * 30


def draft(letter: Letter, label: str | None, today: date, office: Office | None = None, kind: str = "") -> Draft:
    """The draft that answers a directive of the letter; without a label, all that ask for an answer.

    Raises InputError for a label that is not there, UseError where nothing asks for an answer and no `kind` is given,
    and where the answers go to different offices: each needs a letter of its own.
    """
    chosen = [d for d in walk(letter.directives) if label is None or _arabic(d.label or "") == _arabic(label)]
    if label is not None and not chosen:
        labels = ", ".join(d.label for d in walk(letter.directives) if d.label)
        raise InputError("no-directive", f"หนังสือไม่มีข้อ {label}", f"ข้อที่มี: {labels or '-'}")
    asked = [d for d in chosen if asks_for(d)]
    if not asked and not kind:
        raise UseError("no-answer-asked", "ไม่มีข้อสั่งการที่ขอให้ตอบหรือรายงาน", "หากต้องการร่าง ระบุ --kind reply หรือ report")
    answered = asked or chosen
    if label is None and len({tuple(r.value for r in d.recipients) for d in answered}) > 1:
        labels = ", ".join(d.label or "-" for d in answered)
        raise UseError("several-answers", "มีหลายข้อที่ต้องตอบ และส่งผลให้ต่างหน่วยงานกัน", f"ระบุข้อใดข้อหนึ่ง: {labels}")
    return Draft(
        kind=kind or _kind(letter, asked),
        title=f"ร่างหนังสือ เรื่อง {letter.subject.value if letter.subject else _BLANK}",
        number=f"{_thai(office.prefix)}/" if office and office.prefix else "",
        office=office.name if office else _BLANK,
        month=thai_date(today).split(" ", 1)[1],
        subject=_filled(letter.subject.value, letter.subject.evidence) if letter.subject else _missing("เรื่อง"),
        to=_addressee(letter, answered),
        reference=_reference(letter),
        sender=letter.sender.value if letter.sender else _BLANK,
        verb="ขอให้" if all(d.kind == "request" for d in answered) else "ให้",
        items=tuple(
            Answered(_thai(d.label or ""), _thai(" ".join(d.action.split())), _due(d)) for d in answered
        ),
        unit=_unit(office, answered, letter),
    )  # fmt: skip


def _kind(letter: Letter, asked: Sequence[Directive]) -> str:
    """A memo is answered with a memo (ข้อ ๑๒); other letters with a report where one of the directives asks for it."""
    if letter.kind == "memo":
        return MEMO
    return REPORT if any(asks_for(directive) == REPORT for directive in asked) else REPLY


def walk(directives: Sequence[Directive]) -> Iterator[Directive]:
    """The directives that carry work, in the letter's order: a heading over items that do is left out."""
    for directive in directives:
        if not directive.children or directive.deadlines or directive.recipients:
            yield directive
        yield from walk(directive.children)


def asks_for(directive: Directive) -> str:
    """`report`, `reply`, or nothing: what the words of a directive ask for in writing (`rules/replies.toml`)."""
    if directive.kind in ("ban", "information"):
        return ""
    for rule in load("replies").patterns:
        if compiled("replies", rule.id).search(directive.action) or compiled("replies", rule.id).search(directive.text):
            return rule.gives
    return REPLY if directive.recipients else ""


def _due(directive: Directive) -> str:
    day = min((deadline.due for deadline in directive.deadlines if deadline.due), default=None)
    return thai_date(day) if day else ""


def _addressee(letter: Letter, answered: Sequence[Directive]) -> Filled:
    """The head of the office that gets the result; failing one, of the office that wrote."""
    named = [recipient for directive in answered for recipient in directive.recipients]
    if named:
        return _head(named[0].value, _doubt(named[0].evidence))
    if letter.sender:
        return _head(letter.sender.value, "หนังสือไม่ระบุว่าให้ส่งผู้ใด จึงใช้เจ้าของหนังสือ")
    return _missing("ผู้รับ")


def _head(office: str, doubt: str) -> Filled:
    """อธิบดีกรม for a กรม, ผู้ว่าราชการจังหวัด for a จังหวัด; another office as it is named, to be checked."""
    bare = office.strip()
    terms = load("replies").terms
    if any(bare.startswith(term.name) for term in terms):
        return Filled(_thai(bare), doubt)
    fits = [(v, term) for term in terms for v in term.variants if bare.startswith(v)]
    if not fits:
        return Filled(_thai(bare), doubt or "โปรดตรวจคำขึ้นต้น: ไม่ทราบตำแหน่งหัวหน้าของหน่วยงานนี้")
    variant, term = max(fits, key=lambda fit: len(fit[0]))
    rest = bare.removeprefix(variant)
    general = "" if rest.strip() else "หนังสือไม่ระบุชื่อหน่วยงาน"
    return Filled(_thai(term.name + term.gives + rest), doubt or general)


def _reference(letter: Letter) -> Filled:
    """หนังสือกรม... ด่วนที่สุด ที่ ... ลงวันที่ ...: what the reply refers to, with every doubt about it."""
    number, day = letter.reference_number, letter.date
    sender = letter.sender.value if letter.sender else _BLANK
    urgency = f" {letter.urgency.value}" if letter.urgency else ""
    shown = _thai(str(number.value)) if number else _BLANK
    dated = thai_date(day.value) if day else _BLANK
    checks = [_doubt(found.evidence) for found in (letter.sender, number, day) if found]
    checks += ["ไม่ปรากฏเลขที่หนังสือ"] if number is None or not number.value.number else []
    checks += ["ไม่ปรากฏวันที่ของหนังสือ"] if day is None else []
    form = "บันทึกข้อความ" if letter.kind == "memo" else "หนังสือ"
    return Filled(f"{form}{sender}{urgency} ที่ {shown} ลงวันที่ {dated}", "; ".join(dict.fromkeys(filter(None, checks))))


def _unit(office: Office | None, answered: Sequence[Directive], letter: Letter) -> str:
    """The unit that the first of the duties goes to."""
    from pipeline.route import Duty, route

    if office is None or not answered:
        return ""
    first = answered[0]
    subject, sender = (found.value if found else "" for found in (letter.subject, letter.sender))
    number = str(letter.reference_number.value) if letter.reference_number else ""
    return route(office, Duty(first.actors[0].value if first.actors else "", first.text, subject, sender, number)).unit


def _filled(text: str, evidence: Evidence) -> Filled:
    return Filled(_thai(" ".join(text.split())), _doubt(evidence))


def _missing(what: str) -> Filled:
    return Filled(_BLANK, f"อ่าน{what}จากหนังสือไม่ได้")


def _doubt(evidence: Evidence) -> str:
    return "; ".join(reasons(evidence.doubts, evidence.confidence)) if evidence.doubtful else ""


def _thai(text: str) -> str:
    """Numbers in letters are Thai; those of addresses of the net and of mail stay as they are."""
    return " ".join(word if "://" in word or "@" in word else word.translate(THAI_DIGITS) for word in text.split(" "))


def _arabic(label: str) -> str:
    from extractors.document import fold_digits

    return fold_digits(label.strip()).removeprefix("ข้อ").strip(" .()")


def to_word(context: Draft, templates: Path | None = None) -> bytes:
    """As the regulation lays a letter out: 3 cm at the left, 2 at the right, letters of 16 points."""
    from outputs.render import render
    from outputs.word import Paper, to_docx

    body = render(f"draft-{context.kind}.docx.jinja", context, templates)
    return to_docx(body, Paper(left=3, right=2, top=1.5, bottom=2, points=16, number_on_top=True), context.title)
