"""Intake (รับแฟ้ม): what a file is, by its content and not its name, and whether it can be a letter's file at all.

Refuses, each with a code and a remedy: empty, broken, encrypted or pageless files, pictures too large to be drawn,
files of no known kind, files that may not be read. A file that is refused is no reason to stop a batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

MAX_PIXELS = 150_000_000
"""The largest picture that is drawn: an A3 page at 600 dpi has 70 million pixels; more is no page of a letter."""

_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"BM": "BMP",
}  # fmt: skip
_RESCAN = "สแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว แล้วสั่งอีกครั้ง"


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that can be read: `kind` is text, pdf or image; `size` in bytes; `page_count` at least 1."""

    path: Path
    sha256: str
    kind: str
    page_count: int
    size: int


def inspect(path: Path) -> Intake:
    """What the file is. Raises InputError where it cannot be read, saying why and what to do."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("no-file", f"ไม่พบแฟ้ม {path}", "ตรวจชื่อแฟ้มแล้วสั่งใหม่") from error
    except OSError as error:
        raise InputError("unreadable", f"เปิดแฟ้ม {path.name} ไม่ได้: {error.strerror}", "ขอสิทธิ์อ่านแฟ้มนี้ แล้วสั่งใหม่") from error
    if not data.strip(b"\0 \t\r\n\f"):
        raise InputError("empty-file", f"แฟ้ม {path.name} ว่างเปล่า", "ขอแฟ้มใหม่จากผู้ส่ง หรือ" + _RESCAN)
    kind = _kind(data)
    if kind == "pdf":
        pages = _pdf_pages(path)
    elif kind == "image":
        pages = _image_pages(path)
    else:
        pages = decode(path.name, data).count("\f") + 1
    return Intake(path, hashlib.sha256(data).hexdigest(), kind, pages, len(data))


def _kind(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "image" if any(data.startswith(mark) for mark in _PICTURES) else "text"


def _pdf_pages(path: Path) -> int:
    with open_pdf(path) as document:
        pages = len(document)
        if pages == 0:
            raise InputError("no-pages", f"แฟ้ม {path.name} ไม่มีหน้าเอกสาร", "ขอแฟ้มใหม่จากผู้ส่ง")
        return pages


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfDocument]:
    """An open PDF. Raises InputError for one that is encrypted or that pdfium cannot open."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise InputError(
                "encrypted-pdf", f"แฟ้ม {path.name} ตั้งรหัสผ่านไว้", "ขอรหัสผ่านจากผู้ส่ง แล้วบันทึกเป็นแฟ้มที่ไม่มีรหัสผ่าน"
            ) from error
        if b"/Count 0" in path.read_bytes():
            raise InputError("no-pages", f"แฟ้ม {path.name} ไม่มีหน้าเอกสาร", "ขอแฟ้มใหม่จากผู้ส่ง") from error
        raise InputError(
            "broken-pdf", f"แฟ้ม {path.name} เสียหรือไม่สมบูรณ์ เปิดไม่ได้", "ดาวน์โหลดหรือคัดลอกแฟ้มใหม่ทั้งแฟ้ม หรือ" + _RESCAN
        ) from error
    try:
        if pages >= 0:
            yield document
    finally:
        document.close()


def _image_pages(path: Path) -> int:
    with open_image(path) as image:
        return int(getattr(image, "n_frames", 1))


@contextmanager
def open_image(path: Path) -> Iterator[Image]:
    """An open picture, not yet decoded. Raises InputError where its header is broken or it is too large to draw."""
    import warnings

    from PIL import Image as images
    from PIL import ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # other libraries set it: half a page would pass for a whole one
    images.MAX_IMAGE_PIXELS = None  # the limit is ours, below, before anything is decoded
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = images.open(path)
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise InputError("broken-image", f"ภาพ {path.name} เสียหรือไม่สมบูรณ์", _RESCAN) from error
    with image:
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise InputError(
                "too-large-image",
                f"ภาพ {path.name} ใหญ่เกินไป ({width} × {height} จุด เกิน {MAX_PIXELS // 1_000_000} ล้านจุด)",
                _RESCAN,
            )
        yield image


def decode(name: str, data: bytes) -> str:
    """The text of a text file: UTF-8, UTF-16 with its mark, or Windows-874 (TIS-620), as old Thai files are.

    Raises InputError for bytes that are no text of any of these.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp874", errors="replace")
        letters = [c for c in text if not c.isspace()]
        thai = sum("\u0e00" <= c <= "\u0e7f" for c in letters)
        if not letters or thai < 0.5 * len(letters) or "\ufffd" in text:
            raise _unknown(name) from None
    if sum(c < " " and c not in "\t\r\n\f" for c in text) > len(text) // 200:
        raise _unknown(name)
    return text


def _unknown(name: str) -> InputError:
    return InputError(
        "unknown-type", f"ไม่รู้จักชนิดของแฟ้ม {name}", "ใช้แฟ้ม PDF, PNG, JPEG, TIFF หรือข้อความ (UTF-8 หรือ TIS-620)"
    )
