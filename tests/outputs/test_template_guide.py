"""The guide to templates says what is so: it is made from the contexts, and the file in docs is the guide.

It is written anew by `saraban templates -o docs/templates.md`.
"""

import dataclasses
from pathlib import Path

import pytest

from outputs import contexts
from outputs.cli import main
from outputs.render import TEMPLATES
from outputs.template_guide import context_of, guide

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(path.name for path in TEMPLATES.glob("*.jinja"))


def test_the_guide_in_docs_is_the_guide():
    assert (ROOT / "docs" / "templates.md").read_text(encoding="utf-8") == guide()


@pytest.mark.parametrize("name", NAMES)
def test_every_template_says_what_it_is_and_has_a_context(name):
    row = next(line for line in guide().splitlines() if line.startswith(f"| `{name}` |"))
    assert len(row.split("|")[2].strip()) > 10
    assert context_of(name) or name == "word.docx.jinja"


def test_every_name_of_the_checklists_and_drafts_is_explained():
    held = [c for c in vars(contexts).values() if dataclasses.is_dataclass(c) and c.__module__ == contexts.__name__]
    rows = {line for line in guide().splitlines() if line.startswith("| `")}
    assert len(held) >= 7
    for context in held:
        for field in dataclasses.fields(context):
            named = [row for row in rows if row.startswith(f"| `{field.name}` |")]
            assert any(not row.endswith("|  |") for row in named), f"{context.__name__}.{field.name}"


def test_one_of_ours_can_be_written_out_to_be_changed(tmp_path):
    with pytest.raises(SystemExit) as left:
        main(["templates", "checklist.md.jinja", "-o", str(tmp_path / "templates" / "checklist.md.jinja")])
    assert not left.value.code
    written = (tmp_path / "templates" / "checklist.md.jinja").read_text(encoding="utf-8")
    assert written == (TEMPLATES / "checklist.md.jinja").read_text(encoding="utf-8")


def test_a_template_that_is_not_there_is_told_with_those_that_are(capsys):
    with pytest.raises(SystemExit) as left:
        main(["templates", "nothing.jinja"])
    assert left.value.code == 2
    assert "checklist.md.jinja" in capsys.readouterr().err
