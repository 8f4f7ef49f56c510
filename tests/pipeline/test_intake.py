"""Files by their content: what is read, and what is refused with its name, a code and a remedy."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from pipeline.errors import InputError
from pipeline.intake import decode, inspect

LETTER = "ที่ กข ๐๑๐๑/ว ๑๒\nเรื่อง ทดสอบการอ่านแฟ้ม\nเรียน หัวหน้าสำนักงาน\n"


def _pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        inspect(path)
    assert path.name in caught.value.what
    assert caught.value.remedy
    return caught.value


def test_a_text_file_counts_its_pages_by_form_feeds(tmp_path: Path) -> None:
    intake = inspect(_write(tmp_path, "a.txt", f"{LETTER}\f{LETTER}".encode()))
    assert (intake.kind, intake.page_count) == ("text", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_text_is_read_in_the_encodings_that_offices_have_used(encoding: str) -> None:
    assert decode("a.txt", LETTER.encode(encoding)) == LETTER


def test_a_pdf_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    intake = inspect(_write(tmp_path, "letter.jpg", _pdf(3)))
    assert (intake.kind, intake.page_count) == ("pdf", 3)


def test_a_picture_named_pdf_is_a_picture(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(buffer, "JPEG")
    assert inspect(_write(tmp_path, "scan.pdf", buffer.getvalue())).kind == "image"


def test_each_page_of_a_tiff_counts(tmp_path: Path) -> None:
    page = Image.new("L", (40, 60), 255)
    page.save(tmp_path / "fax.tif", save_all=True, append_images=[page, page])
    assert inspect(tmp_path / "fax.tif").page_count == 3


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\0" * 500])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert _refused(_write(tmp_path, "empty.pdf", data)).code == "empty-file"


def test_a_cut_pdf_is_refused_with_its_name_and_a_remedy(tmp_path: Path) -> None:
    whole = _pdf(1)
    assert _refused(_write(tmp_path, "cut.pdf", whole[:60])).code == "broken-pdf"


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    assert _refused(_write(tmp_path, "none.pdf", _pdf(0))).code == "no-pages"


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<0102> <0102>] >>\nstartxref\n%d\n%%%%EOF" % len(
        data
    )
    assert _refused(_write(tmp_path, "secret.pdf", data + table + trailer)).code == "encrypted-pdf"


def test_a_picture_too_large_to_be_drawn_is_refused_from_its_header_alone(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 20_000, 10_000, 8, 0, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    )
    path = _write(tmp_path, "huge.png", b"\x89PNG\r\n\x1a\n" + chunks)
    assert _refused(path).code == "too-large-image"


def test_bytes_that_are_no_text_are_of_unknown_type(tmp_path: Path) -> None:
    assert _refused(_write(tmp_path, "thing.bin", bytes(range(128, 256)) * 4)).code == "unknown-type"


def test_an_error_keeps_its_parts_on_its_way_between_processes() -> None:
    import pickle

    error = pickle.loads(pickle.dumps(InputError("code", "what", "remedy")))
    assert (error.code, error.what, error.remedy, error.exit_code) == ("code", "what", "remedy", 3)
