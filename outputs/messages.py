"""What is said to a person, in Thai (the wording of government saraban offices) and in English.

The language is one for the whole program, chosen once by the command line before the commands are read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

LANGUAGES = ("th", "en")
_chosen = "th"

MESSAGES: dict[str, tuple[str, str]] = {
    # the checklist
    "checklist": ("รายการข้อสั่งการที่ต้องดำเนินการ", "Checklist of directives"),
    "checklist-of": ("ตามหนังสือ ที่ {number}", "of letter {number}"),
    "checklist-all": ("ตามหนังสือเวียนและหนังสือสั่งการทั้งหมด", "of all letters"),
    "as-of": ("ข้อมูล ณ วันที่ {date}", "as of {date}"),
    "tasks-all": ("ข้อสั่งการทั้งหมด", "all directives"),
    "tasks-overdue": ("เกินกำหนด", "overdue"),
    "tasks-soon": ("ครบกำหนดภายใน {days} วัน", "due within {days} days"),
    "tasks-check": ("โปรดตรวจสอบ", "to be checked"),
    "tasks-done": ("ดำเนินการแล้ว", "done"),
    "unit-items": ("เรื่อง", "items"),
    "office-unknown": ("ไม่ระบุผู้ปฏิบัติ", "Nobody named"),
    "office-count": ("จำนวน {count} เรื่อง", "{count} items"),
    "col-done": ("แล้วเสร็จ", "Done"),
    "col-number": ("ที่", "No."),
    "col-task": ("เรื่องที่ต้องดำเนินการ", "What must be done"),
    "col-due": ("กำหนดแล้วเสร็จ", "Due"),
    "item": ("ข้อ {label}", "item {label}"),
    "no-number": ("ไม่ปรากฏเลขที่หนังสือ", "no reference number"),
    "letter-number": ("ที่ {number}", "{number}"),
    "letter-date": ("ลงวันที่ {date}", "dated {date}"),
    "no-date": ("ไม่ปรากฏวันที่", "undated"),
    "subject": ("เรื่อง {subject}", "{subject}"),
    "by-letter": ("ตามหนังสือ", "Letter of "),
    "page": ("หน้า {page}", "page {page}"),
    "source": ("ต้นฉบับ หน้า {page}", "source, page {page}"),
    "send-to": ("ส่งให้", "Send to"),
    "no-due": ("ไม่กำหนดวันแล้วเสร็จ", "no date set"),
    "by-words": ("กำหนดเวลาตามหนังสือ", "in the letter's words"),
    "upcoming": ("ครบกำหนดครั้งถัดไป", "Next due"),
    "recurring-over": ("ครบทุกครั้งแล้ว", "no further dates"),
    "trace": ("วิธีนับ", "Counted"),
    "check": ("โปรดตรวจสอบ", "Please check"),
    "as-read": ("ข้อความที่อ่านได้", "As read"),
    "unsure": ("อ่านได้ไม่แน่ชัด (ความเชื่อมั่นร้อยละ {percent})", "read with doubt ({percent} % sure)"),
    "crop": ("ภาพข้อความจากต้นฉบับ", "The place on the page"),
    "overdue-mark": ("เกินกำหนด", "OVERDUE"),
    "overdue-by": ("เกินกำหนด {days} วัน", "{days} days overdue"),
    "due-today": ("ครบกำหนดวันนี้", "due today"),
    "due-tomorrow": ("ครบกำหนดพรุ่งนี้", "due tomorrow"),
    "days-left": ("เหลือเวลา {days} วัน", "{days} days left"),
    "legend": (
        "⚠ หมายถึง ค่าที่โปรแกรมอ่านได้ไม่แน่ชัด โปรดตรวจสอบกับหนังสือต้นฉบับก่อนดำเนินการ",
        "⚠ marks a value that was read with doubt: check it against the letter before acting on it",
    ),
    "nothing": ("ไม่มีข้อสั่งการที่ต้องดำเนินการ", "There is nothing to do."),
    "sign": ("ลงชื่อ", "Signed"),
    "sign-position": ("ตำแหน่ง", "Position"),
    "sign-date": ("วันที่", "Date"),
    "sign-maker": ("ผู้รับผิดชอบ", "Officer in charge"),
    "sign-checker": ("ผู้ตรวจสอบ", "Checked by"),
    "page-of": ("หน้า", "Page"),
    "from-pages": ("จาก", "of"),
    # the command line
    "reading": ("กำลังอ่าน", "Reading"),
    "summary": ("สรุปผล", "Summary"),
    "sum-files": ("แฟ้มทั้งหมด", "files"),
    "sum-new": ("แฟ้มใหม่", "new files"),
    "sum-changed": ("แฟ้มที่เปลี่ยน", "changed files"),
    "sum-unchanged": ("แฟ้มที่ไม่เปลี่ยน", "unchanged files"),
    "sum-failed": ("แฟ้มที่อ่านไม่ได้", "files that cannot be read"),
    "sum-pages": ("หน้า", "pages"),
    "sum-letters": ("หนังสือ", "letters"),
    "sum-directives": ("ข้อสั่งการ", "directives"),
    "sum-deadlines": ("กำหนดเวลา", "deadlines"),
    "sum-links": ("ความเชื่อมโยง", "links"),
    "sum-review": ("ค่าที่ต้องตรวจ", "values to check"),
    "sum-issues": ("ปัญหาที่พบ", "issues"),
    "issue": ("• {what}\n  วิธีแก้: {remedy}", "• {what}\n  remedy: {remedy}"),
    "issue-page": ("• {what} (หน้า {page})\n  วิธีแก้: {remedy}", "• {what} (page {page})\n  remedy: {remedy}"),
    "open-checklist": ("เปิดรายการข้อสั่งการได้ที่ {path}", "Open the checklist: {path}"),
    "written": ("เขียนแล้ว: {path}", "Written: {path}"),
    "no-hits": ("ไม่พบหนังสือที่ตรงกับคำค้น", "Nothing found."),
    "no-letter": ("ไม่พบหนังสือ {number} ในฐานข้อมูล", "No letter {number} in the database."),
    "no-letter-remedy": ("ค้นด้วย saraban search", "Look for it with: saraban search"),
    "bad-date": ("ไม่เข้าใจวันที่ {text}", "Not a date: {text}"),
    "nothing-to-review": ("ไม่มีค่าที่ต้องตรวจ", "Nothing to check."),
    "error": ("ผิดพลาด: {what}\nวิธีแก้: {remedy}", "error: {what}\nremedy: {remedy}"),
    "field-date": ("ลงวันที่", "date"),
    "field-urgency": ("ชั้นความเร็ว", "urgency"),
    "field-secrecy": ("ชั้นความลับ", "secrecy"),
    "field-sender": ("จาก", "from"),
    "field-subject": ("เรื่อง", "subject"),
    "field-addressees": ("เรียน", "to"),
    "field-references": ("อ้างถึง", "refers to"),
    "field-enclosures": ("สิ่งที่ส่งมาด้วย", "enclosures"),
    "field-purpose": ("ความประสงค์", "purpose"),
    "field-signatory": ("ผู้ลงนาม", "signed by"),
    "field-contact": ("ติดต่อ", "contact"),
    "field-received": ("ตรารับ", "received"),
    "field-sources": ("แฟ้ม", "files"),
    "field-directives": ("ข้อสั่งการ", "directives"),
    "field-actors": ("ผู้ปฏิบัติ", "who"),
    "field-due": ("กำหนด", "due"),
    "field-attachments": ("เอกสารแนบ", "attachments"),
    "field-minutes": ("บันทึกบนหน้าหนังสือ", "minutes on its face"),
}


def choose(arguments: Sequence[str]) -> str:
    """Choose the language: what `--lang` says in the arguments, else the variable SARABAN_LANG, else Thai."""
    wanted = os.environ.get("SARABAN_LANG", "")
    for here, after in zip(arguments, [*arguments[1:], ""], strict=True):
        if here == "--lang":
            wanted = after
        elif here.startswith("--lang="):
            wanted = here.removeprefix("--lang=")
    use(wanted if wanted in LANGUAGES else "th")
    return language()


def use(name: str) -> None:
    """Speak this language from now on."""
    global _chosen  # noqa: PLW0603 -- one language for the whole program
    _chosen = name


def language() -> str:
    """The language that is spoken: th or en."""
    return _chosen


def say(key: str, **values: object) -> str:
    """The message `key` in the chosen language, with its blanks filled in."""
    return MESSAGES[key][LANGUAGES.index(_chosen)].format(**values)
