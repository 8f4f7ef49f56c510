"""The office's profile: found beside the database, and every fault in it told with its place."""

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.office import find_office, load_office

PLAIN = 'name = "จังหวัดเลย"\nlevel = "province"\nprovince = "เลย"\n'


def written(folder: Path, more: str = "", plain: str = PLAIN) -> Path:
    path = folder / "office.toml"
    path.write_text(plain + more, encoding="utf-8")
    return path


def test_the_profile_beside_the_database_is_found_by_itself(tmp_path):
    written(tmp_path)
    assert find_office(tmp_path / "saraban.db").name == "จังหวัดเลย"


def test_without_a_profile_there_is_none(tmp_path):
    assert find_office(tmp_path / "saraban.db") is None


def test_a_profile_that_is_named_and_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError, match=r"none\.toml"):
        find_office(tmp_path / "saraban.db", tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("unitz = 1", "unitz"),
        ('default_unit = "กอง ก"', "กอง ก"),
        ('[[units]]\nname = "ก"\n[[units]]\nname = "ก"', "ซ้ำ"),
        ('[[routes]]\nid = "r"\nunit = "ข"\nwhy = "w"\nwords = ["x"]', "ไม่มีใน units"),
        ('[[units]]\nname = "ก"\n[[routes]]\nid = "r"\nunit = "ก"\nwhy = "w"', "ไม่มีเงื่อนไข"),
        ('[[units]]\nname = "ก"\n[[routes]]\nid = "r"\nunit = "ก"\nwhy = " "\nwords = ["x"]', "why"),
        ("x = [", "office.toml"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, more, told):
    with pytest.raises(InputError) as error:
        load_office(written(tmp_path, more))
    assert told in error.value.what


@pytest.mark.parametrize(
    "plain",
    [
        'name = "จังหวัดเลย"\nlevel = "planet"\n',
        'name = "จังหวัดเลย"\nlevel = "province"\n',
        'name = "จังหวัดเลย"\nlevel = "province"\nprovince = "แดนไกล"\n',
        'name = " "\nlevel = "other"\n',
    ],
)
def test_a_profile_that_cannot_be_meant_is_refused(tmp_path, plain):
    with pytest.raises(InputError, match="bad-office"):
        load_office(written(tmp_path, plain=plain))
