"""Subjects of made-up letters: what is asked, of which matter, with which addition. 1,760 of them: many clash."""

from __future__ import annotations

from random import Random

HEADS = ("การเตรียมความพร้อมรับ", "ขอให้รายงานผล", "แนวทางการดำเนินงาน", "การประชาสัมพันธ์", "ขอเชิญประชุม", "การสำรวจข้อมูล",
          "การเร่งรัดการเบิกจ่าย", "มาตรการป้องกัน", "การขับเคลื่อน", "ซักซ้อมความเข้าใจ")  # fmt: skip
TOPICS = ("สถานการณ์ภัยแล้ง", "โรคไข้เลือดออก", "งบประมาณรายจ่าย", "ทะเบียนราษฎร", "การจัดซื้อจัดจ้าง", "อุทกภัย", "ฝุ่นละออง",
           "การเลือกตั้งท้องถิ่น", "ศูนย์ดำรงธรรม", "กองทุนหมู่บ้าน", "ภาษีที่ดิน", "ผู้สูงอายุ", "สถานศึกษา", "ยาเสพติด", "ข้อมูลดิจิทัล",
           "แรงงานต่างด้าว")  # fmt: skip
TAILS = ("", "ประจำปี", "ระยะที่สอง", "ในพื้นที่", "ของส่วนราชการ", "ตามมติคณะรัฐมนตรี", "รอบหกเดือน", "เพิ่มเติม", "ของจังหวัด",
          "เป็นการเร่งด่วน", "ผ่านระบบกลาง")  # fmt: skip


def make_subject(random: Random) -> str:
    """Any subject."""
    return f"{random.choice(HEADS)}{random.choice(TOPICS)}{random.choice(TAILS)}"


def head(subject: str) -> str:
    """What a subject asks."""
    return next(text for text in HEADS if subject.startswith(text))


def matter(subject: str) -> str:
    """Of which matter it asks it."""
    rest = subject.removeprefix(head(subject))
    return next(text for text in TOPICS if rest.startswith(text))


def tail(subject: str) -> str:
    """What is added to it."""
    return subject.removeprefix(head(subject)).removeprefix(matter(subject))
