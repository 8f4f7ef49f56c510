"""`saraban bench forms`: how long each form of the checklist takes for an office with thousands of tasks."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractors.model import Directive, Letter
    from pipeline.store import Store

TODAY = date(2025, 12, 1)
_EACH = 10
_ITEMS = (
    ("จังหวัด", "รวบรวมแผนปฏิบัติการป้องกันอุทกภัยของทุกอำเภอ ส่งให้กรมตัวอย่างบริการประชาชนภายในวันที่ ๑๔ มกราคม ๒๕๖๙"),
    ("อำเภอ", "รายงานผลการตรวจสอบเครื่องสูบน้ำให้จังหวัดทราบ ทุกวันที่ ๒๕ ของเดือน จนถึงเดือนกันยายน ๒๕๖๙"),
    ("อำเภอ", "ซักซ้อมแผนอพยพประชาชนในพื้นที่เสี่ยงภัยร่วมกับองค์กรปกครองส่วนท้องถิ่น ภายใน ๑๕ วัน นับแต่วันที่ของหนังสือฉบับนี้"),
    ("จังหวัด", "ประชาสัมพันธ์ช่องทางแจ้งเหตุให้ประชาชนทราบอย่างทั่วถึง"),
    ("โรงพยาบาล", "สำรวจจำนวนเตียงและเวชภัณฑ์ แล้วรายงานกรมตัวอย่างบริการประชาชนภายในวันที่ ๓๐ ธันวาคม ๒๕๖๘"),
)
_TEXT = """                                        กรมตัวอย่างบริการประชาชน
                                        ถนนสมมติ กรุงเทพฯ ๑๐๒๐๐
ที่ ตย ๐๑๐๑.๒/ว ๔๘
                    ๓ พฤศจิกายน ๒๕๖๘

เรื่อง การเตรียมความพร้อมรับสถานการณ์อุทกภัย ประจำปี พ.ศ. ๒๕๖๘

เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

     กรมตัวอย่างบริการประชาชนพิจารณาแล้ว ขอให้ดำเนินการ ดังนี้
{items}

     จึงเรียนมาเพื่อพิจารณาดำเนินการ

                              ขอแสดงความนับถือ

                              (นายสมมติ ตัวอย่างดี)
                         อธิบดีกรมตัวอย่างบริการประชาชน
"""


def bench_forms(
    tasks: Annotated[int, typer.Option("--tasks", help="จำนวนงาน (how many tasks)")] = 10_000,
    pdf: Annotated[bool, typer.Option("--pdf", help="รวม PDF ซึ่งใช้เวลาหลายนาที (PDF too, which takes minutes)")] = False,
) -> None:
    """วัดเวลาเขียนรายการข้อสั่งการแต่ละรูปแบบ (seconds to read the tasks and write each form of the checklist)."""
    from outputs.forms import FORMS, Asked
    from pipeline.store import Store

    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
        _fill(store, max(1, tasks // _EACH))
        count = len(Asked(store, TODAY, Path(folder)).tasks)
        typer.echo(f"{count:,} tasks, one core\n{'form':8}{'seconds':>9}{'CPU':>9}{'megabytes':>11}")
        for form, write in FORMS.items():
            if form == "pdf" and not pdf:
                continue
            began, worked = time.perf_counter(), time.process_time()
            data = write(Asked(store, TODAY, Path(folder)))
            seconds, cpu = time.perf_counter() - began, time.process_time() - worked
            typer.echo(f"{form:8}{seconds:9.1f}{cpu:9.1f}{len(data) / 1e6:11.1f}")


def _fill(store: Store, letters: int) -> None:
    """Letters of ten duties each, read by the rules once and then given numbers and days of their own."""
    from extractors.document import Document
    from extractors.letters import read_letters
    from extractors.model import Page
    from pipeline.intake import Intake
    from pipeline.rows import FileReading
    from pipeline.save import Stamp, take_in

    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    items = "\n".join(f"     {i + 1}. ให้{who}{what}".translate(thai) for i, (who, what) in enumerate(_ITEMS * 2))
    text = _TEXT.format(items=items)
    [letter] = read_letters(Document((Page(1, text),)))
    intake = Intake(Path("bench.txt"), "0" * 64, "text", 1, len(text))
    made = tuple(_another(letter, at) for at in range(letters))
    with store.writing() as connection:
        take_in(connection, Stamp("bench.txt", 1, 1), FileReading(intake, (Page(1, text),), made, ()))


def _another(letter: Letter, at: int) -> Letter:
    assert letter.reference_number
    number = replace(letter.reference_number.value, number=str(at + 1))
    return replace(
        letter,
        reference_number=replace(letter.reference_number, value=number),
        directives=tuple(_moved(directive, timedelta(days=at % 120)) for directive in letter.directives),
    )


def _moved(directive: Directive, by: timedelta) -> Directive:
    """The same duty some days later, so that the days spread over months."""
    deadlines = tuple(replace(d, due=d.due + by) if d.due else d for d in directive.deadlines)
    return replace(directive, deadlines=deadlines)
