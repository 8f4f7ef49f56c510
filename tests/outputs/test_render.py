"""An office's own templates: taken before ours, and told exactly where they are wrong."""

from pathlib import Path

import pytest
from samples import TODAY, few

from outputs.checklist import Where, sheet, to_markdown
from outputs.render import environment, find_templates
from pipeline.errors import UseError


@pytest.fixture
def folder(tmp_path):
    environment.cache_clear()
    made = tmp_path / "templates"
    made.mkdir()
    return made


@pytest.fixture
def markdown(folder):
    def write(text):
        (folder / "checklist.md.jinja").write_text(text, encoding="utf-8")
        return to_markdown(sheet(few(), Where(TODAY, Path())), folder)

    return write


def test_the_offices_own_template_is_taken_before_ours(markdown):
    assert markdown("{{ title }}: {{ offices | length }}") == "รายการข้อสั่งการที่ต้องดำเนินการ: 3"


def test_a_template_that_the_office_did_not_write_is_ours(folder):
    assert "- [ ]" in to_markdown(sheet(few(), Where(TODAY, Path())), folder)


def test_an_offices_template_may_build_on_one_of_ours(folder, markdown):
    assert "margin" in markdown('{% include "checklist.css.jinja" %}')


@pytest.mark.parametrize(
    ("text", "line", "missing"),
    [
        ("{{ title }}\n{{ heading }}", 2, "heading"),
        ("{% for o in offices %}\n{% for one in o.lines %}\n{{ one.deadline }}{% endfor %}{% endfor %}", 3, "deadline"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_told_with_template_and_line(markdown, text, line, missing):
    with pytest.raises(UseError) as told:
        markdown(text)
    assert "checklist.md.jinja" in told.value.what
    assert f"บรรทัด {line}: ไม่มีชื่อ {missing}" in told.value.what
    assert "docs/templates.md" in told.value.remedy


@pytest.mark.parametrize("text", ["a\n{% if %}", "a\n{{ title | no_such_filter }}", "a\n{{ 1 + title }}"])
def test_a_slip_is_told_with_its_line(markdown, text):
    with pytest.raises(UseError, match=r"checklist\.md\.jinja บรรทัด 2"):
        markdown(text)


def test_a_template_cannot_reach_the_machine(markdown):
    with pytest.raises(UseError):
        markdown("{{ title.__class__.__mro__[1].__subclasses__() }}")


def test_the_folder_beside_the_database_is_found_by_itself(folder):
    assert find_templates(folder.parent / "office.db") == folder
    assert find_templates(folder / "office.db") is None


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UseError):
        find_templates(tmp_path / "a.db", tmp_path / "ไม่มี")


def test_a_misspelt_template_is_told_and_never_passed_over(folder):
    (folder / "cheklist.md.jinja").write_text("", encoding="utf-8")
    with pytest.raises(UseError, match=r"cheklist\.md\.jinja"):
        find_templates(folder.parent / "office.db")
