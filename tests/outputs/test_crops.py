"""Pictures of the places that tasks were read at: real pages, drawn once, given out to what needs them most."""

import io

import pytest
from PIL import Image, ImageDraw
from samples import task

from extractors.model import Box
from outputs.checklist import to_check_first
from outputs.crops import pictures
from pipeline import pages

HERE = Box(0.1, 0.1, 0.9, 0.2)


@pytest.fixture
def scan(tmp_path):
    page = Image.new("RGB", (800, 1100), "white")
    ImageDraw.Draw(page).rectangle((100, 120, 700, 210), fill="black")
    page.save(tmp_path / "หนังสือ.png")
    page.save(tmp_path / "หนังสือ.pdf")
    return tmp_path


@pytest.mark.parametrize("name", ["หนังสือ.png", "หนังสือ.pdf"])
def test_the_picture_shows_what_stands_at_the_place(scan, name):
    made = pictures([task(file=str(scan / name), page=1, box=HERE)])["d-1"]
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (made.width, made.height)
    assert image.getpixel((made.width // 2, made.height // 2)) < 40


def test_a_page_is_drawn_once_for_all_its_tasks(scan, monkeypatch):
    drawn = []
    draw = pages.picture_of
    monkeypatch.setattr(pages, "picture_of", lambda *a: drawn.append(a) or draw(*a))
    made = pictures([task(id=f"t{i}", file=str(scan / "หนังสือ.png"), page=1, box=HERE) for i in range(5)])
    assert (len(made), len(drawn)) == (5, 1)


def test_the_first_pictures_go_to_what_is_doubtful(scan):
    tasks = [task(id=f"t{i}", file=str(scan / "หนังสือ.png"), page=1, box=HERE) for i in range(3)]
    tasks.append(task(id="unsure", confidence=0.5, file=str(scan / "หนังสือ.png"), page=1, box=HERE))
    assert list(pictures(to_check_first(tasks), most=1)) == ["unsure"]


@pytest.mark.parametrize("changes", [{"box": None}, {"file": "ไม่มี.pdf"}, {"page": 9}])
def test_what_has_no_picture_is_left_without(scan, changes):
    plain = {"file": str(scan / "หนังสือ.pdf"), "page": 1, "box": HERE}
    assert pictures([task(**{**plain, **changes})]) == {}
