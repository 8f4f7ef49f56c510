"""A letter shown as text tells what an attachment orders apart from what the letter does."""

from __future__ import annotations

from extractors.document import Document
from extractors.letters import read_letters
from extractors.model import Page
from outputs.letter_json import letters_to_json
from outputs.show import letter_text

LETTER = """ที่ มท ๐๘๙๙.๒/ว ๔๑๒๗
กระทรวงมหาดไทย
๓ กุมภาพันธ์ ๒๕๖๘

เรื่อง การสำรวจสะพานไม้

เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

จึงขอให้จังหวัดสำรวจสะพานไม้ตามสิ่งที่ส่งมาด้วย

จึงเรียนมาเพื่อพิจารณาดำเนินการ

ขอแสดงความนับถือ

(นายตัวอย่าง สมมติชัย)
ปลัดกระทรวงมหาดไทย
"""
GUIDE = """สิ่งที่ส่งมาด้วย

แนวทางการดูแลสะพานไม้

๑. ให้เจ้าหน้าที่ตรวจสะพานภายในวันที่ ๕ มีนาคม ๒๕๖๘
"""


def test_what_an_attachment_orders_is_shown_as_its_own_and_stands_apart_in_the_json() -> None:
    (letter,) = read_letters(Document((Page(1, LETTER), Page(2, GUIDE))), names=False)
    shown = letter_text(letter).split("ข้อกำหนดและกำหนดเวลาของเอกสารแนบเอง")
    assert "ให้เจ้าหน้าที่ตรวจสะพาน" not in shown[0]
    assert "ให้เจ้าหน้าที่ตรวจสะพาน" in shown[1]
    made = letters_to_json([letter], ())["letters"][0]
    assert [d["deadlines"][0]["due"] for d in made["attachments"][0]["directives"]] == ["2025-03-05"]
    assert "attachments[0].directives[0].deadlines[0]" in made["evidence"]
