"""`python -m corpus.train_digits OUT`: trains the second reader, of single digits, printed and written.

Pages of printed words with printed and written digits among them are drawn, worn, made ready and read by the line
reader, as at work; each digit that it read becomes a picture for the net, with the digit that was drawn there and
whether a pen drew it. Pages are drawn once and kept in OUT, so that a run that was stopped goes on. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.hands import THAI, Mark, font_of, lay, written
from corpus.lines import Face, faces
from corpus.train_ocr import TEST_FACES
from corpus.wear import Wear, wear
from pipeline.digit_reader import CLASSES, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

HANDS = ("charm", "charmonman", "itim", "kodchasan", "mali", "sriracha", "pattaya")
"""Faces that imitate a hand. Purisa is kept to measure with."""
_WORDS = (
    "ที่ นย", "ที่ มท", "ที่ ศธ", "ที่ กค (กวจ)", "ด่วนที่สุด ที่ สธ", "เลขรับ", "รับที่", "วันที่", "ลงวันที่", "พฤศจิกายน", "มีนาคม",
    "พ.ศ.", "ข้อ", "จำนวน", "บาท", "โทร.", "เวลา", "ภายในวันที่", "ประจำปีงบประมาณ", "สิ่งที่ส่งมาด้วย", "น.", "ชุด", "กันยายน",
)  # fmt: skip
_PER_FILE = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--faces", type=Path, nargs="*", default=[Path("/usr/share/fonts/truetype")])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--minutes", type=float, default=6)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    every = faces(*chosen.faces, without=(*TEST_FACES, "purisa"))
    hands = [face.file for face in every if face.file.stem.lower().startswith(HANDS)]
    prints = [face for face in every if face.file not in hands]
    jobs = range(chosen.pages // _PER_FILE)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_kept, jobs, [chosen.out] * len(jobs), [prints] * len(jobs), [hands] * len(jobs)))
    train(sorted(chosen.out.glob("pages-*.npz")), chosen.out / "digits.npz", chosen.minutes * 60)


def _kept(number: int, out: Path, prints: list[Face], hands: list[Path]) -> None:
    import numpy as np

    path = out / f"pages-{number:04}.npz"
    if path.is_file():
        return
    found = [samples(random.Random(1000 * number + at), prints, hands) for at in range(_PER_FILE)]
    np.savez_compressed(
        path,
        pictures=np.concatenate([f[0] for f in found]),
        labels=np.array([x for f in found for x in f[1]], dtype=np.uint8),
        pens=np.array([x for f in found for x in f[2]], dtype=np.uint8),
    )


def drawn_page(dice: random.Random, prints: list[Face], hands: list[Path]) -> tuple[Any, list[Mark]]:
    """A page of words and digits, worn, as a picture; and its digits, printed and written."""
    import numpy as np
    from PIL import Image

    size = dice.choice((32, 36, 44, 52, 60, 66))
    face, hand = dice.choices(prints, [p.weight for p in prints])[0], dice.choice(hands)
    font = font_of(face.file, size)
    page = Image.new("L", (30 * size, 27 * size), 255)
    ink, marks = np.asarray(page).copy(), list[Mark]()
    base = font.getbbox("กนม")[3]
    for row in range(12):
        top, at = 2 * size + 2 * row * size, size * dice.randint(1, 4)
        while at < 24 * size:
            at = _run(ink, font, hand, (at, top, top + base, size), dice, marks)
            at += dice.choice((0, 0, size // 4, size // 3, size))
            if dice.random() < 0.35:
                at = _print(ink, dice.choice("/./-"), font, at, top, [])
    worn = wear(Image.fromarray(ink).convert("RGB"), _wear(dice), dice.getrandbits(30))
    return worn, marks


def _run(
    ink: NDArray[Any], font: Any, hand: Path, place: tuple[int, int, int, int], dice: random.Random, marks: list[Mark]
) -> int:
    """A word, a number, or digits printed or written; `place`: left, top, baseline, size. Gives where it ends."""
    at, top, base, size = place
    if dice.random() < 0.5:
        return _print(ink, dice.choice(_WORDS) if dice.random() < 0.5 else _number(dice), font, at, top, marks)
    text = "".join(dice.choice(THAI if dice.random() < 0.85 else "0123456789") for _ in range(dice.randint(1, 5)))
    if dice.random() < 0.55:
        return _print(ink, text, font, at, top, marks)
    made, drawn = written(text, round(size * dice.uniform(0.8, 1.1)), hand, dice)
    down = base - round(made.shape[0] * 2 / 3) + round(dice.gauss(0, 0.05) * size)
    lay(ink, made, at, down, dice.choice((0, 20, 60, 100)))
    marks += [Mark(m.text, at + m.left, down + m.top, at + m.right, down + m.bottom, True) for m in drawn]
    return at + int(made.shape[1])


def _number(dice: random.Random) -> str:
    """Digits with the signs that touch them in print: of a reference number, a date, a share, a telephone."""

    def digits(most: int) -> str:
        return "".join(dice.choice(THAI) for _ in range(dice.randint(1, most)))

    forms = "{}/{}", "{}/ว{}", "{}/ว {}", "{}.{}/{}", "{}.{}/ว{}", "({})", "{}.{}", "{}-{}", "ว{}", "พ.ศ.{}", "{}/{}/{}"
    form = dice.choice(forms)
    return form.format(*(digits(4) for _ in range(form.count("{}"))))


def _print(ink: NDArray[Any], text: str, font: Any, left: int, top: int, marks: list[Mark]) -> int:
    """Prints a text; adds its digits to `marks`; gives the column where it ends."""
    import numpy as np
    from PIL import Image, ImageDraw

    box = font.getbbox(text)
    image = Image.new("L", (int(box[2]) + 4, int(box[3]) + 8), 255)
    ImageDraw.Draw(image).text((0, 0), text, font=font, fill=0)
    lay(ink, np.asarray(image), left, top, 10)
    for at, character in enumerate(text):
        if character in CLASSES:
            over = left + int(font.getlength(text[:at]))
            wide = int(font.getlength(character))
            marks.append(Mark(character, over, top, over + wide, top + int(box[3]), False))
    return left + int(font.getlength(text))


def _wear(dice: random.Random) -> Wear:
    return Wear(
        quality=dice.randint(45, 90), noise=dice.uniform(0, 12), blur=dice.uniform(0, 1.1),
        shade=(dice.randint(225, 255),) * 3, specks=dice.choice((0, 0, 0, 0.0015)), one_bit=dice.random() < 0.12,
        strokes=dice.choice((-1, 0, 0, 0, 0, 1)), aslant=dice.choice((0, 0, 0, 0.02)),
    )  # fmt: skip


def samples(dice: random.Random, prints: list[Face], hands: list[Path]) -> tuple[Any, list[int], list[int]]:
    """The pictures of the digits that the line reader sees on a page, the class of each, and whether it was written."""
    import numpy as np

    from pipeline.find_lines import cut_lines
    from pipeline.image import prepare
    from pipeline.ink import split_ink
    from pipeline.line_reader import read_lines
    from pipeline.read import MODEL

    picture, marks = drawn_page(dice, prints, hands)
    made = prepare(split_ink(np.asarray(picture))[0])
    cuts = cut_lines(made.picture)
    pictures, labels, pens = [np.zeros((0, 40, 32), np.uint8)], [], []
    for cut, glyphs in zip(cuts, read_lines(MODEL, [c.picture for c in cuts]), strict=True):
        seen = [g for g in glyphs if g.text in CLASSES]
        pictures.append(windows(cut, seen))
        for glyph in seen:
            top = cut.top(glyph.left, glyph.right)
            bottom = top + cut.picture.shape[0]
            place = made.page_box(glyph.left + cut.left, top, glyph.right + cut.left, bottom)
            across = (place.left + place.right) / 2 * picture.width
            mark = _under(marks, across, place.top * picture.height, place.bottom * picture.height)
            labels.append(CLASSES.index(mark.text) if mark else len(CLASSES))
            pens.append(int(mark.pen) if mark else 2)
    return np.concatenate(pictures), labels, pens


def _under(marks: Sequence[Mark], x: float, top: float, bottom: float) -> Mark | None:
    near = [m for m in marks if m.left - 3 <= x <= m.right + 3 and top <= (m.top + m.bottom) / 2 <= bottom]
    return min(near, key=lambda m: abs((m.left + m.right) / 2 - x), default=None)


def train(files: Sequence[Path], out: Path, seconds: float) -> None:
    """Learns from the pages but each tenth file, and tells how that tenth is read."""
    import numpy as np
    import torch

    torch.manual_seed(1)
    torch.set_num_threads(1)
    sets = []
    for chosen in ([f for n, f in enumerate(files) if n % 10], list(files)[::10]):
        loaded = [np.load(f) for f in chosen]
        sets.append([torch.from_numpy(np.concatenate([x[k] for x in loaded])) for k in ("pictures", "labels", "pens")])
    net = _net()
    pictures, labels, pens = sets[0]
    best = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=1e-3)
    begin, step = time.monotonic(), 0
    while (spent := (time.monotonic() - begin) / seconds) < 1:
        for group in best.param_groups:
            group["lr"] = 2e-3 * (1 - spent) + 2e-5
        at = torch.randint(len(pictures), (128,))
        shifted = torch.roll(pictures[at], (int(torch.randint(-1, 2, ())), int(torch.randint(-2, 3, ()))), (1, 2))
        loss = _loss(net(shifted[:, None].float() / 255), labels[at], pens[at])
        best.zero_grad()
        loss.backward()
        best.step()
        step += 1
        if step % 200 == 0:
            print(f"{spent:5.0%}  step {step}  loss {float(loss):.4f}  {_score(net, *sets[1])}", flush=True)
    _save(net, out)


def _net() -> Any:
    from torch import nn

    layers: list[Any] = []
    for given, made in ((1, 16), (16, 32), (32, 48)):
        layers += [nn.Conv2d(given, made, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    layers += [nn.Flatten(), nn.Dropout(0.1), nn.Linear(960, 64), nn.ReLU(), nn.Linear(64, len(CLASSES) + 2)]
    return nn.Sequential(*layers)


def _loss(out: Any, labels: Any, pens: Any) -> Any:
    import torch

    known = pens < 2
    pen = torch.nn.functional.binary_cross_entropy_with_logits(out[known, -1], pens[known].float())
    return torch.nn.functional.cross_entropy(out[:, :-1], labels.long()) + pen


def _score(net: Any, pictures: Any, labels: Any, pens: Any) -> str:
    import torch

    net.eval()
    with torch.no_grad():
        out = torch.cat([net(part[:, None].float() / 255) for part in pictures.split(2000)])
    net.train()
    wrong = out[:, :-1].argmax(1) != labels
    pen = out[:, -1] > 0
    return (
        f"wrong: printed {wrong[pens == 0].float().mean():.2%}, written {wrong[pens == 1].float().mean():.2%}; "
        f"pens missed {(~pen[pens == 1]).float().mean():.2%}, "
        f"prints taken for pens {pen[pens == 0].float().mean():.2%} of {len(out)}"
    )


def _save(net: Any, out: Path) -> None:
    """As `pipeline.digit_reader` wants them: kernels (3, 3, in, out); the first product's rows by place."""
    import numpy as np

    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    names = sorted({int(name.split(".")[0]) for name in state})
    stored: dict[str, Any] = {}
    for letter, number in zip("abcde", names, strict=True):
        weight = state[f"{number}.weight"]
        if weight.ndim == 4:
            weight = weight.transpose(2, 3, 1, 0)
        elif letter == "d":
            weight = weight.reshape(-1, 48, 5, 4).transpose(2, 3, 1, 0).reshape(960, -1)
        else:
            weight = weight.T
        stored |= {
            f"{letter}.weight": weight.astype(np.float16),
            f"{letter}.bias": state[f"{number}.bias"].astype(np.float16),
        }
    np.savez_compressed(out, **stored)


if __name__ == "__main__":
    main()
