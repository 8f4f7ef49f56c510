"""What is said to a person, in Thai (the wording of government saraban offices) and in English.

The language is one for the whole program, chosen once by the command line before the commands are read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from pipeline.errors import UseError

LANGUAGES = ("th", "en")
_chosen = "th"

MESSAGES: dict[str, tuple[str, str]] = {
    # the checklist
    "checklist": ("รายการข้อสั่งการที่ต้องดำเนินการ", "Checklist of directives"),
    "checklist-of": ("ตามหนังสือ ที่ {number}", "of letter {number}"),
    "checklist-all": ("ตามหนังสือเวียนและหนังสือสั่งการทั้งหมด", "of all letters"),
    "as-of": ("ข้อมูล ณ วันที่ {date}", "as of {date}"),
    "due-span": ("ครบกำหนด {since} ถึง {until}", "due from {since} to {until}"),
    "given-to": ("ผู้รับผิดชอบ", "Given to"),
    "tasks-all": ("ข้อสั่งการทั้งหมด", "all directives"),
    "tasks-overdue": ("เกินกำหนด", "overdue"),
    "tasks-soon": ("ครบกำหนดภายใน {days} วัน", "due within {days} days"),
    "tasks-check": ("โปรดตรวจสอบ", "to be checked"),
    "office-unknown": ("ไม่ระบุผู้ปฏิบัติ", "Nobody named"),
    "office-count": ("จำนวน {count} เรื่อง", "{count} items"),
    "col-done": ("แล้วเสร็จ", "Done"),
    "col-number": ("ที่", "No."),
    "col-task": ("เรื่องที่ต้องดำเนินการ", "What must be done"),
    "col-due": ("กำหนดแล้วเสร็จ", "Due"),
    "col-left": ("เหลือ (วัน)", "Days left"),
    "col-when": ("กำหนดเวลาและวิธีนับ", "When, and how counted"),
    "col-letter": ("ตามหนังสือ", "Letter"),
    "col-source": ("ต้นฉบับ", "Source"),
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
    "upcoming": ("ครบกำหนดครั้งถัดไป", "Next due"),
    "trace": ("วิธีนับ", "Counted"),
    "check": ("โปรดตรวจสอบ", "Please check"),
    "as-read": ("ข้อความที่อ่านได้", "As read"),
    "unsure": ("อ่านได้ไม่แน่ชัด (ความเชื่อมั่นร้อยละ {percent})", "read with doubt ({percent} % sure)"),
    "crop": ("ภาพข้อความจากต้นฉบับ", "The place on the page"),
    "overdue-by": ("เกินกำหนด {days} วัน", "{days} days overdue"),
    "due-today": ("ครบกำหนดวันนี้", "due today"),
    "due-tomorrow": ("ครบกำหนดพรุ่งนี้", "due tomorrow"),
    "days-left": ("เหลือเวลา {days} วัน", "{days} days left"),
    "legend": (
        "หมายถึง ค่าที่โปรแกรมอ่านได้ไม่แน่ชัด โปรดตรวจสอบกับหนังสือต้นฉบับก่อนดำเนินการ",
        "marks a value that was read with doubt: check it against the letter before acting on it",
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
    "help": (
        "อ่านหนังสือเวียนราชการ: ทะเบียน ข้อสั่งการ กำหนดเวลา ความเชื่อมโยง และรายการที่ต้องดำเนินการ",
        "Reads Thai circular letters: register, directives, deadlines, links and checklists.",
    ),
    "help-lang": ("ภาษาที่แสดง ใส่ไว้ตรงไหนก็ได้ (language)", "language, anywhere on the line"),
    "help-run": ("อ่านหนังสือทั้งโฟลเดอร์ และเขียนรายการข้อสั่งการ", "the main job: reads a folder, writes the checklists"),
    "help-extract": ("อ่านหนังสือแฟ้มเดียว แสดงทุกค่าที่อ่านได้", "reads one file and shows what it says"),
    "help-ocr": ("ข้อความของแต่ละหน้า", "the text of each page, a form feed between pages"),
    "help-search": ("ค้นหนังสือและข้อสั่งการ เลขไทยหรืออารบิกก็ได้", "searches letters and directives"),
    "help-show": ("แสดงหนังสือหนึ่งฉบับ", "shows one letter"),
    "help-checklist": ("รายการข้อสั่งการ: ใคร ทำอะไร ภายในเมื่อใด", "who must do what by when"),
    "help-graph": ("ความเชื่อมโยงของหนังสือ: อ้างถึง ส่งต่อ ยกเลิก", "which letter cites, forwards, cancels which"),
    "help-review": ("ค่าที่อ่านได้ไม่แน่ชัด พร้อมแฟ้ม หน้า และเหตุผล", "what is doubtful: file, page, reason"),
    "help-schema": ("JSON Schema ของผลจาก extract --json", "the JSON Schema of what extract --json prints"),
    "help-office": (
        "ตรวจข้อมูลหน่วยงาน (office.toml) และบอกว่างานใดเป็นของเรา",
        "checks the profile of our office, says what it means",
    ),
    "help-task": (
        "รายการงาน: มอบหมาย เสร็จแล้ว ไม่ใช่ของเรา พร้อมหลักฐาน",
        "lists tasks and changes them, with notes and proof",
    ),
    "help-register": ("ทะเบียนหนังสือรับ (แบบที่ ๑๓) และหนังสือส่ง (แบบที่ ๑๔)", "the registers of letters received and sent"),
    "exit": ("รหัสเมื่อจบการทำงาน (exit code)", "Exit codes"),
    "exit-0": ("  0  เสร็จเรียบร้อย", "  0  done"),
    "exit-1": ("  1  เสร็จ แต่บางแฟ้มหรือบางหน้ามีปัญหา ดูในสรุปผล", "  1  done, but some files or pages have issues"),
    "exit-2": ("  2  คำสั่งไม่ถูกต้อง", "  2  wrong use: an unknown command, option or value"),
    "exit-3": ("  3  อ่านแฟ้มไม่ได้ หรือไม่พบหนังสือ", "  3  the input cannot be read, or is not there"),
    "exit-4": ("  4  ใช้ฐานข้อมูลไม่ได้", "  4  the database cannot be used"),
    "exit-5": ("  5  เครื่องนี้ขาดโปรแกรมที่จำเป็น", "  5  this machine lacks a program, a model or a font"),
    "exit-130": ("130  ผู้ใช้สั่งหยุด", "130  stopped by the user"),
    "stopped": (
        "หยุดตามคำสั่ง สิ่งที่อ่านแล้วบันทึกไว้แล้ว สั่งอีกครั้งเพื่อทำต่อ",
        "Stopped. What was read is kept; run it again to go on.",
    ),
    "bad-language": ("ไม่มีภาษา {name}", "no language {name}"),
    "bad-format": ("ไม่มีรูปแบบ {form}", "no format {form}"),
    "one-of": ("เลือกอย่างใดอย่างหนึ่ง: {offered}", "choose one of: {offered}"),
    "no-templates": ("ไม่พบโฟลเดอร์แม่แบบ {path}", "no folder of templates {path}"),
    "no-templates-remedy": ("ระบุ --templates ให้ถูกต้อง", "check --templates"),
    "strange-template": ("ไม่มีแม่แบบชื่อนี้ให้แทน: {path}", "no template of ours has this name: {path}"),
    "bad-template": ("แม่แบบ {path} บรรทัด {line}: {why}", "template {path}, line {line}: {why}"),
    "template-missing": ("ไม่มีชื่อ {name}", "there is no {name}"),
    "bad-template-remedy": (
        "แก้ตามบรรทัดที่บอก ชื่อที่ใช้ได้อยู่ใน docs/templates.md",
        "mend that line; the names that may stand there are in docs/templates.md",
    ),
    "no-pdf": ("เครื่องนี้เขียน PDF ไม่ได้: {why}", "this machine cannot write PDF: {why}"),
    "no-pdf-remedy": (
        "ติดตั้งด้วย pip install 'saraban[pdf]' (Debian ต้องมี libpango-1.0-0 libpangoft2-1.0-0 ด้วย) หรือพิมพ์จาก --format html",
        "pip install 'saraban[pdf]' (on Debian also libpango-1.0-0 libpangoft2-1.0-0), or print from --format html",
    ),
    "no-terminal": ("{form} แสดงบนจอไม่ได้", "{form} cannot be shown on a terminal"),
    "no-terminal-remedy": ("เขียนลงแฟ้มด้วย -o ชื่อแฟ้ม", "write it to a file with -o FILE"),
    "bad-date-remedy": (
        "พิมพ์วันที่ เช่น 31/12/2567, 2024-12-31 หรือ ๓๑ ธันวาคม ๒๕๖๗",
        "write it as 2024-12-31, 31/12/2567 or ๓๑ ธันวาคม ๒๕๖๗",
    ),
    "no-write": ("เขียน {path} ไม่ได้: {why}", "cannot write {path}: {why}"),
    "no-write-remedy": (
        "ตรวจสิทธิ์และเนื้อที่ของโฟลเดอร์ หรือเลือกที่อื่น",
        "check the folder's rights and space",
    ),
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
    "field-directive": ("ข้อสั่งการลำดับที่ {order}", "directive {order}"),
    "value-letter": ("ตัวหนังสือทั้งฉบับ", "the letter as a whole"),
    "value-reference_number": ("เลขที่หนังสือ", "reference number"),
    "value-date": ("วันที่ของหนังสือ", "date"),
    "value-urgency": ("ชั้นความเร็ว", "urgency"),
    "value-secrecy": ("ชั้นความลับ", "secrecy"),
    "value-sender": ("ส่วนราชการเจ้าของหนังสือ", "sender"),
    "value-subject": ("เรื่อง", "subject"),
    "value-purpose": ("ความประสงค์", "purpose"),
    "value-addressees": ("ผู้รับหนังสือ", "addressee"),
    "value-minutes": ("บันทึกบนหน้าหนังสือ", "minute on its face"),
    "value-catchwords": ("คำต่อหน้า", "catchword"),
    "value-references": ("อ้างถึง", "reference"),
    "value-cited": ("หนังสือหรือกฎหมายที่กล่าวถึง", "letter or law named"),
    "value-enclosures": ("สิ่งที่ส่งมาด้วย", "enclosure"),
    "value-events": ("วันประชุมหรือวันจัดงาน", "event"),
    "value-received": ("ตรารับหนังสือ", "receipt stamp"),
    "value-attachments": ("เอกสารแนบ", "attachment"),
    "value-signatory": ("ผู้ลงนาม", "signatory"),
    "value-offices": ("ส่วนราชการเจ้าของเรื่อง", "office of origin"),
    "value-phones": ("โทรศัพท์", "telephone"),
    "value-faxes": ("โทรสาร", "fax"),
    "value-emails": ("ไปรษณีย์อิเล็กทรอนิกส์", "e-mail"),
    "value-coordinators": ("ผู้ประสานงาน", "coordinator"),
    "value-actors": ("ผู้ปฏิบัติ", "who must act"),
    "value-recipients": ("ผู้รับผลการดำเนินการ", "who gets the result"),
    "value-deadlines": ("กำหนดเวลา", "deadline"),
    "value-timing": ("กำหนดเวลาตามหนังสือ", "time in the letter's words"),
    "field-timing": ("กำหนดเวลาตามหนังสือ", "in the letter's words"),
    "field-cited": ("กล่าวถึง", "names"),
    "field-events": ("วันประชุมหรือวันจัดงาน", "events"),
    "field-links": ("ความเชื่อมโยง", "links"),
    "link-cites": ("อ้างถึง", "cites"),
    "link-encloses": ("ส่งมาด้วย", "encloses"),
    "link-forwards": ("ส่งต่อ", "forwards"),
    "link-replaces": ("ใช้แทน", "replaces"),
    "link-cancels": ("ยกเลิก", "cancels"),
    "link-amends": ("แก้ไข", "amends"),
    "link-follows_up": ("ติดตามเรื่อง", "follows up"),
    "link-orders": ("สั่งการ", "orders"),
    "link-reports_to": ("รายงานต่อ", "reports to"),
    "link-derives": ("สืบเนื่องจาก", "derives from"),
    # the office profile
    "no-office": ("ไม่พบข้อมูลหน่วยงาน {path}", "no profile of our office: {path}"),
    "no-office-remedy": (
        "สร้างด้วย saraban office --example -o office.toml แล้วแก้ให้ตรงกับหน่วยงาน",
        "make one: saraban office --example -o office.toml, then edit it",
    ),
    "office-is": ("{name} ({level})", "{name} ({level})"),
    "office-names": ("หนังสือเรียกเราว่า: {names}", "letters call us: {names}"),
    "office-groups": ("หนังสือถึงกลุ่มเหล่านี้เป็นของเราด้วย: {names}", "letters to these groups are ours too: {names}"),
    "office-units": ("หน่วยภายใน {count} หน่วย", "{count} units"),
    "office-unit": ("  {name}: {handles} (คำค้น: {keywords})", "  {name}: {handles} (keywords: {keywords})"),
    "office-routes": ("กฎส่งงาน {count} ข้อ ใช้ตามลำดับ", "{count} rules that send duties, in this order"),
    "office-route": ("  {id} → {unit}: {why}", "  {id} → {unit}: {why}"),
    "office-default": ("งานที่ไม่เข้าหน่วยใด ส่ง {unit}", "what fits no unit goes to {unit}"),
    "office-nowhere": ("งานที่ไม่เข้าหน่วยใด ไม่ส่งหน่วยใด ให้คนเลือก", "what fits no unit waits for a person"),
    "office-says": ("{name}: {whose} เพราะ {why}", "{name}: {whose}, because {why}"),
    "whose-ours": ("งานของเรา", "ours"),
    "whose-waiting": ("รอผู้อื่น", "waiting on others"),
    "whose-theirs": ("ของหน่วยงานอื่น", "another office's"),
    "whose-unclear": ("โปรดตรวจว่าเป็นของเราหรือไม่", "to be checked whether ours"),
    "level-ministry": ("กระทรวง", "ministry"),
    "level-department": ("กรม", "department"),
    "level-province": ("จังหวัด", "province"),
    "level-province-office": ("ส่วนราชการประจำจังหวัด", "office in a province"),
    "level-district": ("อำเภอ", "district"),
    "level-district-office": ("ส่วนราชการประจำอำเภอ", "office in a district"),
    "level-local": ("องค์กรปกครองส่วนท้องถิ่น", "local government"),
    "level-school": ("สถานศึกษา", "school"),
    "level-hospital": ("สถานพยาบาล", "hospital"),
    "level-university": ("สถาบันอุดมศึกษา", "university"),
    "level-enterprise": ("รัฐวิสาหกิจ", "state enterprise"),
    "level-other": ("หน่วยงานอื่น", "other"),
    # tasks
    "status-open": ("ยังไม่ดำเนินการ", "open"),
    "status-assigned": ("มอบหมายแล้ว", "assigned"),
    "status-done": ("เสร็จแล้ว", "done"),
    "status-not-ours": ("ไม่ใช่งานของเรา", "not ours"),
    "no-tasks": ("ไม่มีงานที่ตรงกับที่เลือก", "No such tasks."),
    "tasks-count": ("รวม {count} งาน", "{count} tasks"),
    "no-code": ("ไม่ได้บอกว่างานใด", "no task is named"),
    "no-code-remedy": (
        "ใส่รหัสงานจากรายการ เช่น saraban task 3f9a1c --mark done",
        "give a code from the list: saraban task 3f9a1c --mark done",
    ),
    "no-task": ("ไม่พบงานรหัส {code}", "no task {code}"),
    "no-task-remedy": (
        "ดูรหัสด้วย saraban task --status all --whose all",
        "see the codes: saraban task --status all --whose all",
    ),
    "many-tasks": ("มีหลายงานที่รหัสขึ้นต้นด้วย {code}", "several tasks begin with {code}"),
    "many-tasks-remedy": ("พิมพ์รหัสให้ยาวขึ้น ดูด้วย --json", "type more of the code; --json shows the id"),
    "bad-month-remedy": ("พิมพ์เดือน เช่น 3/2568, 2568-03 หรือ มีนาคม ๒๕๖๘", "write it as 2025-03, 3/2568 or มีนาคม ๒๕๖๘"),
    "task-whose": ("เป็นของ", "whose"),
    "task-unit": ("หน่วย", "unit"),
    "task-person": ("ผู้ปฏิบัติ", "person"),
    "task-letter": ("หนังสือ", "letter"),
    "task-source": ("ต้นฉบับ", "source"),
    "task-proof": ("หลักฐาน", "proof"),
    "proof-same": ("ตรงกับที่แนบไว้", "as it was"),
    "proof-changed": ("แฟ้มถูกแก้หลังแนบ", "changed since"),
    "proof-gone": ("แฟ้มหาย", "gone"),
    "no-lost": ("ทุกบันทึกยังอยู่กับงานของตน", "Every word stands on its task."),
    # the registers, in the words of the regulation
    "register-received": ("ทะเบียนหนังสือรับ", "Register of letters received"),
    "register-sent": ("ทะเบียนหนังสือส่ง", "Register of letters sent"),
    "form-received": ("แบบที่ ๑๓", "Form 13"),
    "form-sent": ("แบบที่ ๑๔", "Form 14"),
    "col-received": ("เลขทะเบียนรับ", "No. received"),
    "col-sent": ("เลขทะเบียนส่ง", "No. sent"),
    "col-reference": ("ที่", "Number"),
    "col-dated": ("ลงวันที่", "Dated"),
    "col-from": ("จาก", "From"),
    "col-to": ("ถึง", "To"),
    "col-subject": ("เรื่อง", "Subject"),
    "col-action": ("การปฏิบัติ", "Action"),
    "col-remark": ("หมายเหตุ", "Remark"),
    "col-day-received": ("วันที่รับ", "Received on"),
    "col-day-sent": ("วันที่ส่ง", "Sent on"),
    "day-received": ("รับวันที่ {date}", "Received {date}"),
    "day-sent": ("วันที่ {date}", "Sent {date}"),
    "day-unknown": ("ไม่ปรากฏวันที่รับ", "Day of receipt not known"),
    "register-period": ("ตั้งแต่วันที่ {since} ถึงวันที่ {until}", "{since} to {until}"),
    "register-count": ("จำนวน {count} ฉบับ", "{count} letters"),
    "register-unnumbered": ("ยังไม่มีเลขทะเบียน {count} ฉบับ", "{count} without a number"),
    "handled": ("{unit} {tasks} งาน", "{unit} {tasks} tasks"),
    "handled-done": ("{unit} {tasks} งาน เสร็จ {done}", "{unit} {tasks} tasks, {done} done"),
    "handled-alone": ("ข้อสั่งการ", "directives"),
    "register-at": ("รับเวลา {time} น.", "at {time}"),
    "register-gone": ("หนังสือไม่อยู่ในฐานข้อมูลแล้ว", "the letter is no longer in the database"),
    "register-nothing": ("ไม่มีหนังสือในทะเบียน", "No letters in the register."),
    "registered": ("ลงทะเบียน {number} แล้ว: {reference}", "Registered as {number}: {reference}"),
    "given-without": ("ระบุหนังสือด้วย --give", "name the letter with --give"),
    "given-without-remedy": (
        'เช่น saraban register --give "มท 0617/ว 7741" --number 4679',
        'as in: saraban register --give "มท 0617/ว 7741" --number 4679',
    ),
    "field-minutes": ("บันทึกบนหน้าหนังสือ", "minutes on its face"),
}


def choose(arguments: Sequence[str]) -> list[str]:
    """Choose the language: `--lang` wherever it stands, else SARABAN_LANG, else Thai; gives the other arguments."""
    rest = list(arguments)
    wanted = os.environ.get("SARABAN_LANG") or "th"
    for place, word in enumerate(rest):
        if word == "--lang" and place + 1 < len(rest):
            wanted = rest[place + 1]
            del rest[place : place + 2]
            break
        if word.startswith("--lang="):
            wanted = rest.pop(place).removeprefix("--lang=")
            break
    if wanted not in LANGUAGES:
        raise UseError("bad-language", say("bad-language", name=wanted), say("one-of", offered=", ".join(LANGUAGES)))
    use(wanted)
    return rest


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
