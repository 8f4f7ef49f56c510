"""`saraban review`: what is doubtful, and the reviewer's word on a value or a link."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from outputs.messages import say
from outputs.options import DATABASE, AsJson, Db, Output, dump, write
from pipeline.errors import UseError

if TYPE_CHECKING:
    from pipeline.corrections import Word
    from pipeline.store import Store


def review(
    reference: Annotated[str, typer.Argument(help="เลขที่หนังสือที่จะวินิจฉัย (the letter spoken of)")] = "",
    field: Annotated[str, typer.Option("--field", help="ชื่อค่า เช่น date, directives[0] (which value)")] = "",
    link: Annotated[str, typer.Option("--link", help="เลขที่อ้างถึงตามที่อ่านได้ (which citation)")] = "",
    confirm: Annotated[bool, typer.Option("--confirm", help="ถูกต้อง (it is right)")] = False,
    value: Annotated[str | None, typer.Option("--to", help="ค่าหรือหนังสือที่ถูกต้อง (what it should be)")] = None,
    refuse: Annotated[bool, typer.Option("--refuse", help="ไม่ใช่ (it is not so)")] = False,
    who: Annotated[str, typer.Option("--who", help="ผู้ตรวจ (who says so)")] = "",
    note: Annotated[str, typer.Option("--note", help="หมายเหตุ (a note)")] = "",
    history: Annotated[bool, typer.Option("--history", help="แสดงคำวินิจฉัยทั้งหมด (all that was said)")] = False,
    as_json: AsJson = False,
    db: Db = DATABASE,
    output: Output = None,
) -> None:
    """What is doubtful; with a letter, a value or a link, and what is so: the reviewer's word on it."""
    from pipeline.store import Store

    with Store(db, create=False) as store:
        if field or link:
            _decide(store, reference, field, link, _word(confirm, value, refuse, who, note))
        elif confirm or refuse or value is not None:
            raise UseError("review-what", say("review-what"), say("review-what-remedy"))
        elif history:
            _history(store, reference, as_json, output)
        else:
            _doubtful(store, reference, as_json, output)


def _word(confirm: bool, value: str | None, refuse: bool, who: str, note: str) -> Word:
    from pipeline.corrections import CONFIRMED, CORRECTED, REFUSED, Word

    if [confirm, value is not None, refuse].count(True) != 1:
        raise UseError("review-one", say("review-one"), say("review-what-remedy"))
    return Word(CONFIRMED if confirm else REFUSED if refuse else CORRECTED, value or "", who, note)


def _decide(store: Store, reference: str, field: str, link: str, word: Word) -> None:
    from pipeline.corrections import correct, correct_link

    if bool(field) == bool(link) or not reference:
        raise UseError("review-what", say("review-what"), say("review-what-remedy"))
    with store.alone():
        if link:
            correct_link(store, reference, link, word)
        else:
            correct(store, reference, field, word)
    typer.echo(say("review-noted"), err=True)


def _doubtful(store: Store, reference: str, as_json: bool, output: Path | None) -> None:
    from outputs.show import review_text
    from outputs.show_json import review_json

    letter = store.letter(reference) if reference else None
    rows = [row for row in store.review() if not reference or (letter and row.letter_id == letter.id)]
    if as_json:
        write(dump([review_json(row) for row in rows]), output)
    else:
        write("\n".join(review_text(row) for row in rows) or say("nothing-to-review"), output)


def _history(store: Store, reference: str, as_json: bool, output: Path | None) -> None:
    from outputs.show import field_name

    letter = store.letter(reference) if reference else None
    rows: list[dict[str, Any]] = [
        row for row in store.rows("SELECT * FROM correction ORDER BY id")
        if not reference or (letter and row["letter"] == letter.id)
    ]  # fmt: skip
    if as_json:
        write(dump(rows), output)
        return
    lines = []
    for row in rows:
        name = say("field-links") if row["kind"] == "link" else field_name(row["field"])
        to = f" → {row['value']}" if row["value"] else ""
        read = " ".join(row["as_read"].split())[:80]
        said = f"{row['at']} {row['who']} {say(row['verdict'])}"
        lines.append(f"{said} · {row['letter']} {name}: {read}{to} {row['note']}".rstrip())
    write("\n".join(lines) or say("nothing-said"), output)
