"""`saraban demo-inbox FOLDER`: a small inbox of composed letters, as the post of one province would bring them.

Ministry to province, province to districts and municipalities, replies; scans with stamps, born-digital PDFs, a bundle,
pictures, old text files, a copy of one letter, and one file that is broken, so that the summary has something to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from corpus.compose import compose, habits
from corpus.layout import FontError, pdf, write_pdf
from corpus.letter import ComposedLetter, find_letter
from corpus.paper import DPI, on_paper, rasterise
from corpus.wear import HEAVY, LIGHT, OFFICE, Wear, wear

if TYPE_CHECKING:
    from PIL.Image import Image


def demo_inbox(folder: Annotated[Path, typer.Argument(help="โฟลเดอร์ที่จะเขียนหนังสือตัวอย่าง (where to write)")]) -> None:
    """แต่งหนังสือราชการตัวอย่างไว้ในโฟลเดอร์ (writes a small inbox of made-up letters)."""
    try:
        written = write_inbox(folder)
    except FontError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(3) from error
    typer.echo(f"เขียนหนังสือตัวอย่าง {len(written)} แฟ้ม ไว้ที่ {folder}")


def write_inbox(folder: Path) -> list[Path]:
    """Writes the inbox and says what was written. The same files each time, byte for byte but for the PDFs' dates."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, write in INBOX.items():
        write(folder / name)
        written.append(folder / name)
    return written


def scan_pages(letter: ComposedLetter, how: Wear, face: str = "", seed: int = 0) -> list[Image]:
    """The letter printed, signed, stamped where it was received, and scanned."""
    pages = on_paper(msgspec.structs.replace(letter, attachment=""), face, seed)
    if letter.attachment:
        whole = msgspec.structs.replace(letter, urgency="")
        pages += list(rasterise(pdf(whole, face), DPI))[len(pages) :]
    return [wear(page, how, seed + number) for number, page in enumerate(pages)]


def _as_pdf(name: str, face: str = "") -> Callable[[Path], None]:
    return lambda path: write_pdf(find_letter(name), path, face)


def _as_scan(*names: str, how: Wear = OFFICE, face: str = "") -> Callable[[Path], None]:
    return lambda path: write_scan([find_letter(name) for name in names], path, how, face)


def write_scan(letters: Sequence[ComposedLetter], path: Path, how: Wear = OFFICE, face: str = "") -> None:
    """Several letters on one pile of paper, scanned into one PDF or TIFF, or the first page alone into a picture."""
    pages = [page for at, letter in enumerate(letters) for page in scan_pages(letter, how, face, 10 * at + 1)]
    dpi = (DPI, DPI)
    if path.suffix == ".tif":
        first, *rest = [page.convert("L") for page in pages]
        first.save(path, save_all=True, append_images=rest, compression="tiff_adobe_deflate", dpi=dpi)
    elif path.suffix == ".pdf":
        pages[0].save(path, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=how.quality)
    elif path.suffix == ".jpg":
        pages[0].save(path, dpi=dpi, quality=how.quality)
    else:
        pages[0].save(path, dpi=dpi)


def _as_text(name: str, habit: str, encoding: str) -> Callable[[Path], None]:
    return lambda path: _write_text(path, compose(find_letter(name), habits()[habit]), encoding)


def _write_text(path: Path, text: str, encoding: str) -> None:
    path.write_bytes(text.encode(encoding))


def _cut_short(name: str) -> Callable[[Path], None]:
    """A PDF whose copying was broken off half-way: no page of it can be read."""

    def write(path: Path) -> None:
        data = pdf(find_letter(name))
        path.write_bytes(data[: len(data) // 3])

    return write


INBOX: dict[str, Callable[[Path], None]] = {
    "01-มท-ภัยแล้ง.pdf": _as_pdf("interior-drought"),
    "02-จังหวัด-ภัยแล้ง-สแกน.pdf": _as_scan("province-to-districts", how=OFFICE),
    "03-อำเภอ-รายงานผล.pdf": _as_pdf("district-reply", "Norasi"),
    "04-สพฐ-ห้องสมุด.pdf": _as_pdf("education-obec-smart"),
    "05-กรมควบคุมโรค-สแกน.pdf": _as_scan("health-dengue", how=LIGHT, face="Norasi"),
    "06-กวจ-ราคากลาง.pdf": _as_pdf("comptroller-procurement", "Kinnari"),
    "07-เทศบาล-ภาษี.png": _as_scan("municipality-tax", how=LIGHT),
    "08-บันทึกข้อความ-จริยธรรม.pdf": _as_scan("memo-university-ethics", how=LIGHT),
    "09-ประทับตรา-สถิติ.jpg": _as_scan("stamped-statistics", how=OFFICE),
    "10-คำสั่งจังหวัด.pdf": _as_pdf("order-committee"),
    "11-ประกาศจังหวัด.tif": _as_scan("announcement-water", "order-committee", how=LIGHT),
    "12-เชิญประชุม-กบจ.txt": _as_text("meeting-invitation", "wrapped", "utf-8"),
    "13-ภัยแล้ง-ทั้งชุด-สแกน.pdf": _as_scan("province-to-districts", "interior-drought", "district-reply", how=HEAVY),
    "14-ห้องสมุด-แฟ้มเก่า.txt": _as_text("education-obec-smart", "quantity-below", "cp874"),
    "15-แฟ้มเสีย.pdf": _cut_short("meeting-invitation"),
    "16-สสจ-พิษสุนัขบ้า-สแกน.pdf": _as_scan("attachment-guideline", how=LIGHT),
    "17-รพ-ขอขยายเวลา.pdf": _as_pdf("hospital-reply-extension"),
    "18-กรมบัญชีกลาง-ยกเลิกหนังสือ.pdf": _as_pdf("cancel-letter", "Garuda"),
    "19-ปภ-ฝนตกหนัก.txt": _as_text("joint-message-flood", "plain", "utf-8"),
}
"""The file and how it is made. 13 brings copies of 01, 02 and 03 as a scan, 14 one of 04 as an old text file."""
