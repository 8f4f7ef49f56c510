"""Tasks of invented letters, as the database gives them, for the tests of what people get."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

from pipeline.rows import TaskRow

TODAY = date(2025, 2, 17)

PLAIN = TaskRow(
    id="d-1",
    office="สำนักงานจังหวัด",
    directive_label="1",
    text="ให้สำนักงานจังหวัดรวบรวมแผนปฏิบัติการป้องกันอุทกภัยของทุกอำเภอ ส่งกรมตัวอย่างบริการประชาชน",
    action="รวบรวมแผนปฏิบัติการป้องกันอุทกภัยของทุกอำเภอ ส่งกรมตัวอย่างบริการประชาชน",
    kind="order",
    recipients=("กรมตัวอย่างบริการประชาชน",),
    due=date(2025, 3, 14),
    rrule=None,
    upcoming=(),
    deadline_text="ภายในวันที่ ๑๔ มีนาคม ๒๕๖๘",
    trace="",
    timing=(),
    status="open",
    overdue=False,
    reference_number="ตย 0101.2/ว 48",
    letter_id="l-1",
    letter_date=date(2025, 2, 3),
    subject="การเตรียมความพร้อมรับสถานการณ์อุทกภัย ประจำปี พ.ศ. ๒๕๖๘",
    sender="กรมตัวอย่างบริการประชาชน",
    urgency="ด่วนที่สุด",
    file="inbox/หนังสือเวียน 48.pdf",
    page=2,
    box=None,
    confidence=0.97,
    doubts=(),
)


def task(**changes: object) -> TaskRow:
    """The plain task with some fields changed."""
    return dataclasses.replace(PLAIN, **changes)  # type: ignore[arg-type]


def few() -> list[TaskRow]:
    """One of each kind: overdue and doubtful, soon, recurring, counted, in words only, done, nobody named."""
    return [
        PLAIN,
        task(
            id="d-2",
            directive_label="2",
            action="สำรวจและแจ้งรายชื่อผู้ประสานงานประจำศูนย์บัญชาการเหตุการณ์จังหวัด ตามแบบ อภ. ๑",
            due=date(2025, 2, 10),
            overdue=True,
            deadline_text="ภายในวันที่ ๑๐ กุมภาพันธ์ ๒๕๖๘",
            confidence=0.62,
            doubts=("low-ocr-confidence", "weekday-differs"),
            page=3,
        ),
        task(
            id="d-3",
            directive_label="3.1",
            action="รายงานผลการตรวจสอบเครื่องสูบน้ำและระบบระบายน้ำให้จังหวัดทราบ",
            office="อำเภอ",
            recipients=("จังหวัดตัวอย่าง",),
            due=None,
            rrule="FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20250930",
            upcoming=tuple(date(2025, month, 25) for month in range(2, 8)),
            deadline_text="ทุกวันที่ ๒๕ ของเดือน จนถึงเดือนกันยายน ๒๕๖๘",
        ),
        task(
            id="d-4",
            directive_label="3.2",
            unit="กลุ่มงานยุทธศาสตร์",
            person="นางสาวตัวอย่าง ขยันงาน",
            action="ซักซ้อมแผนอพยพประชาชนในพื้นที่เสี่ยงภัยร่วมกับองค์กรปกครองส่วนท้องถิ่น",
            office="อำเภอ",
            recipients=(),
            due=date(2025, 2, 18),
            deadline_text="ภายใน ๑๕ วัน นับแต่วันที่ของหนังสือฉบับนี้",
            trace="นับแต่วันที่ ๓ กุมภาพันธ์ ๒๕๖๘ ไม่นับวันแรก ครบ ๑๕ วัน ในวันที่ ๑๘ กุมภาพันธ์ ๒๕๖๘",
        ),
        task(
            id="d-5",
            directive_label="4",
            action="ประชาสัมพันธ์ช่องทางแจ้งเหตุให้ประชาชนทราบอย่างทั่วถึง",
            office="อำเภอ",
            recipients=(),
            due=None,
            deadline_text="",
            timing=("ตามห้วงเวลาที่กำหนด",),
            urgency="",
            reference_number="",
            letter_date=None,
            confidence=0.7,
            doubts=("number-blank",),
        ),
        task(
            id="d-6",
            directive_label="5",
            action="แต่งตั้งคณะทำงานติดตามสถานการณ์ระดับจังหวัด",
            recipients=(),
            due=date(2025, 2, 7),
            status="done",
        ),
        task(
            id="d-7",
            directive_label=None,
            action="เก็บรักษาหลักฐานการจ่ายเงินไว้ให้ตรวจสอบ",
            office="",
            recipients=(),
            due=None,
            deadline_text="",
        ),
    ]


def many(count: int = 60) -> list[TaskRow]:
    """Enough for several pages, over five offices, a day apart."""
    offices = ("ที่ทำการปกครองจังหวัด", "สำนักงานจังหวัด", "สำนักงานท้องถิ่นจังหวัด", "สำนักงานสาธารณสุขจังหวัด", "อำเภอ")
    return [
        task(
            id=f"m-{i}",
            office=offices[i % 5],
            directive_label=str(i % 9 + 1),
            due=TODAY + timedelta(days=i - 4) if i % 6 else None,
            overdue=bool(i % 6) and i < 4,
            deadline_text="" if i % 6 == 0 else PLAIN.deadline_text,
            reference_number=f"ตย {100 + i:04}/ว {40 + i}",
            urgency=("", "ด่วนที่สุด", "ด่วนมาก")[i % 3],
            page=i % 4 + 1,
            confidence=0.6 if i % 11 == 0 else 0.95,
        )
        for i in range(count)
    ]
