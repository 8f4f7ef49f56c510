"""The command `saraban office`: what the profile means, in words; the example is one that works."""

import pytest

from outputs.cli import main


def said(capsys, *words):
    with pytest.raises(SystemExit) as stop:
        main(["office", *map(str, words)])
    printed = capsys.readouterr()
    return stop.value.code, printed.out, printed.err


@pytest.fixture
def profile(tmp_path, capsys):
    path = tmp_path / "office.toml"
    assert said(capsys, "--example", "-o", path)[0] == 0
    return path


def test_the_example_is_a_profile_that_works(profile, capsys):
    code, out, _ = said(capsys, "--office", profile)
    assert code == 0
    assert "สำนักงานสาธารณสุขจังหวัดชัยภูมิ (ส่วนราชการประจำจังหวัด)" in out
    assert "dengue → กลุ่มงานควบคุมโรคติดต่อ" in out


def test_the_profile_beside_the_database_is_taken(profile, capsys):
    assert said(capsys, "--db", profile.parent / "saraban.db")[0] == 0


def test_a_name_can_be_asked_for(profile, capsys):
    _, out, _ = said(capsys, "--office", profile, "--ask", "สำนักงานสาธารณสุขจังหวัด", "--ask", "จังหวัดเลย")
    assert "งานของเรา" in out.splitlines()[0] and "ของหน่วยงานอื่น" in out.splitlines()[1]


def test_without_a_profile_the_remedy_is_told(tmp_path, capsys):
    code, _, err = said(capsys, "--db", tmp_path / "saraban.db")
    assert code == 3 and "--example" in err
