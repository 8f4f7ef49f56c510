"""Whatever bytes a file holds, reading it ends, soon, with letters or with an issue that names the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.run import read_file

HEADS = (
    b"",
    b"%PDF-1.4\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"II*\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PK\x03\x04",
)
SUFFIXES = (".txt", ".pdf", ".png", ".jpg", ".tif", ".docx", "")
TEN_MEGABYTES = 10_000_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_letters_or_an_issue(tmp_path: Path, head: bytes, tail: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(head + tail)
    reading = read_file(path)
    assert reading.letters or reading.issues
    assert all(path.name in issue.what or issue.file == path.name for issue in reading.issues)


@pytest.mark.parametrize("unit", ["ว", "๑", "ก่อน", "\n", " "])
def test_ten_megabytes_of_one_thing_do_not_hang_it(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "big.txt"
    path.write_text(unit * (TEN_MEGABYTES // len(unit.encode())), encoding="utf-8", newline="\n")
    begin = time.process_time()
    assert not read_file(path).letters
    assert time.process_time() - begin < 15


@pytest.mark.parametrize("size", [1, 10, 100])
def test_bytes_that_are_no_text_are_refused_with_a_remedy(tmp_path: Path, size: int) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(b"\x00\xff\xfe\x81" * size)
    (issue,) = read_file(path).issues
    assert issue.remedy
