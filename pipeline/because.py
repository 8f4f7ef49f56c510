"""Why a citation was taken for a letter (เหตุผลที่ถือว่าเป็นฉบับนั้น): read as ..., taken for ..., because ..., in Thai."""

from __future__ import annotations

from datetime import date

from extractors.dates import thai_date, to_thai_digits
from extractors.model import ReferenceNumber
from pipeline.citation import Cited, Known, addressed, alike, told
from pipeline.misread import is_confused
from rules.load import load


def why(cited: Cited, letter: Known) -> str:
    """The reason, in Thai."""
    same_day = cited.date is not None and cited.date == letter.date
    if str(cited.number) == str(letter.number):
        reason = "เลขที่และวันที่ตรงกัน" if same_day else "เลขที่ตรงกัน"
        if cited.date and letter.date and not same_day:
            reason += f" แต่วันที่ต่างกัน: อ่านว่า {said(cited.number, cited.date)} หนังสือลง{said(None, letter.date)}"
        return reason
    read, taken = said(cited.number, cited.date), said(letter.number, letter.date)
    return f"อ่านว่า {read} ถือเป็น {taken} เพราะ{' '.join(_reasons(cited, letter))}"


def _reasons(cited: Cited, letter: Known) -> list[str]:
    """What speaks for this letter, in Thai."""
    one, other = cited.number, letter.number
    reasons = []
    if one.prefix != other.prefix:
        reasons.append(f"รหัส {other.prefix} มักอ่านเป็น {one.prefix}")
    elif one.unit == other.unit:
        reasons.append("รหัสหน่วยงานตรงกัน")
    else:
        reasons.append(f"รหัสหน่วยงาน {other.unit} อ่านเป็น {one.unit} ได้")
    if one.number != other.number:
        apart = digits_apart(one.number, other.number)
        often = " ซึ่งมักอ่านสลับกัน" if _often(other.number, one.number) else ""
        reasons.append(f"เลขต่างกัน {to_thai_digits(str(apart))} หลัก{often}" if apart else "เลขขาดหรือเกินหนึ่งหลัก")
    if cited.date and letter.date:
        reasons.append("วันที่ตรงกัน" if cited.date == letter.date else "วันที่อ่านคลาดเคลื่อนกันได้")
    if cited.files & letter.files:
        reasons.append("อยู่ในชุดเอกสารเดียวกัน")
    settings = load("resolve").settings
    if alike(cited.subject, letter.subject, settings["subjects_alike"]):
        reasons.append("เรื่องเดียวกัน")
    elif told(letter.subject, cited.opening) >= settings["told"]:
        reasons.append("กล่าวถึงเรื่องเดียวกัน")
    if addressed(cited.parties, letter.addressees):
        reasons.append("ผู้เกี่ยวข้องเป็นผู้รับหนังสือฉบับนั้น")
    if cited.urgency and cited.urgency == letter.urgency:
        reasons.append("ชั้นความเร็วตรงกัน")
    return reasons


def digits_apart(one: str, other: str) -> int | None:
    """How many digits differ between two numbers of one length; None where their lengths differ."""
    if len(one) != len(other):
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def _often(paper: str, read: str) -> bool:
    """Whether each differing digit is one that readers are known to confuse, one way or the other."""
    pairs = [(a, b) for a, b in zip(paper, read, strict=False) if a != b]
    return len(paper) == len(read) and all(is_confused(a, b) or is_confused(b, a) for a, b in pairs)


def said(number: ReferenceNumber | None, day: date | None) -> str:
    dated = f"วันที่ {thai_date(day)}" if day else ""
    return f"{number} ลง{dated}".removesuffix(" ลง") if number else dated
