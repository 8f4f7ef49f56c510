"""`python -m corpus.train_ocr OUT`: from Debian's Thai model to one that reads all ten Thai digits, in one command.

Debian's 8-bit network becomes floats, gets our character set (the characters that both know keep their weights), and
learns from lines drawn as it goes, none of them twice. It goes on where it was stopped, if OUT holds a checkpoint.
Needs PyTorch, and more faces than Debian's serve well: name their folders with --faces.
"""

from __future__ import annotations

import argparse
import math
import random
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.lines import Face, drawn_line, faces
from pipeline.line_reader import BLANK, STEP, normalised
from pipeline.lstm_file import LstmFile, read_lstm
from pipeline.traineddata import LSTM, characters, pack, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHARSET = Path(__file__).parent / "ocr_charset.traineddata"
"""The character set, made by `unicharset_extractor --norm_mode 3` and `combine_lang_model --pass_through_recoder`."""
TEST_FACES = ("kinnari", "umpush", "notoserifthai", "noto-serif-thai", "arundinaserif", "niramit", "trirong")
"""Kept out of training, to measure with."""
_SHARD = 2048
_PIXELS = 36_000
"""Widths of one batch's lines, summed."""
_TOP, _LOWEST = 1.5e-3, 2e-5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--faces", type=Path, nargs="*", default=[Path("/usr/share/fonts/truetype")])
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    train(chosen.out, faces(*chosen.faces, without=TEST_FACES), faces(*chosen.faces), chosen.minutes * 60, chosen.seed)


def debian_model() -> Path:
    """Where the installed engine keeps its Thai model. Raises FileNotFoundError where it has none."""
    told = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    path = Path(told.split('"')[1]) / "tha.traineddata"
    if not path.is_file():
        raise FileNotFoundError("Tesseract's Thai model is not installed: apt-get install tesseract-ocr-tha")
    return path


def start(stock: dict[int, bytes], charset: dict[int, bytes]) -> LstmFile:
    """The stock network with the last layer's rows in our order; a new character's row begins near naught."""
    import numpy as np

    network = read_lstm(stock[LSTM])
    old, new = characters(stock), characters(charset)
    dice = np.random.default_rng(1)
    last = dice.normal(0, 0.05, (len(new), network.matrices[-1].shape[1]))
    last[:, -1] = -4.0
    for code, character in enumerate(new):
        if character and character in old:
            last[code] = network.matrices[-1][old.index(character)]
    last[BLANK] = network.matrices[-1][network.blank]
    return network.with_outputs(last, BLANK)


@dataclass(slots=True)
class _Batch:
    pictures: Any
    widths: Any
    labels: list[list[int]]


def encoded(text: str, characters_: list[str]) -> list[int]:
    """Codes of a text; sara am is two characters to the engine, and what it has no code for falls out."""
    text = text.replace("ำ", "ํา")
    return [characters_.index(c) for c in text if c in characters_]


def shard(seed: int, choice: list[Face]) -> list[tuple[NDArray[np.uint8], str]]:
    """So many lines, drawn in a process of its own."""
    dice = random.Random(seed)
    return [drawn_line(dice, choice) for _ in range(_SHARD)]


def batches(lines: list[tuple[Any, str]], names: list[str], dice: random.Random) -> Iterator[_Batch]:
    """Lines of like width together, in no order."""
    lines = [x for x in lines if 30 <= x[0].shape[1] <= 1600]
    lines.sort(key=lambda x: x[0].shape[1])
    groups: list[list[Any]] = [[]]
    for item in lines:
        if (len(groups[-1]) + 1) * item[0].shape[1] > _PIXELS:
            groups.append([])
        groups[-1].append(item)
    dice.shuffle(groups)
    for group in groups:
        yield _batch(group, names)


def _batch(group: list[tuple[Any, str]], names: list[str]) -> _Batch:
    import numpy as np
    import torch

    widths = [picture.shape[1] for picture, _ in group]
    room = np.ones((len(group), group[0][0].shape[0], max(widths)), dtype=np.float32)
    for row, (picture, _) in zip(room, group, strict=True):
        row[:, : picture.shape[1]] = normalised(picture)
    return _Batch(torch.from_numpy(room), torch.tensor(widths), [encoded(text, names) for _, text in group])


def train(out: Path, choice: list[Face], every: list[Face], seconds: float, seed: int) -> None:
    """Trains for so long, counted over all sittings; writes OUT/saraban.traineddata at each checkpoint."""
    import torch

    from corpus.line_net import LineNet

    torch.set_num_threads(1)
    charset = unpack(CHARSET.read_bytes())
    names = characters(charset)
    first = start(unpack(debian_model().read_bytes()), charset)
    net = LineNet(first)
    steps = torch.optim.AdamW(net.parameters(), lr=_TOP, weight_decay=1e-4, betas=(0.9, 0.98))
    kept = out / "checkpoint.pt"
    done, seen = 0.0, 0
    if kept.is_file():
        state = torch.load(kept)
        net.load_state_dict(state["net"])
        steps.load_state_dict(state["steps"])
        done, seen = state["done"], state["seen"]
    held = [x for x in every if x not in choice]
    test = [drawn_line(dice, held) for dice in [random.Random(0)] for _ in range(400)]
    with ProcessPoolExecutor(1) as pool:
        coming = pool.submit(shard, seed * 1_000_003 + seen, choice)
        while done < seconds:
            # The strokes that Debian's model knows serve the new digits too; they are refined in the last third.
            net.learns_strokes = done > 0.65 * seconds
            lines, began = coming.result(), time.monotonic()
            seen += 1
            coming = pool.submit(shard, seed * 1_000_003 + seen, choice)
            loss = _learn(net, steps, batches(lines, names, random.Random(seen)), _rate(done / seconds, seen))
            done += time.monotonic() - began
            print(f"{done / 60:6.1f} min  {seen * _SHARD:8} lines  loss {loss:.4f}", flush=True)
            if seen % 12 == 0 or done >= seconds:
                print("        held out: " + _measured(net, test, names), flush=True)
                torch.save({"net": net.state_dict(), "steps": steps.state_dict(), "done": done, "seen": seen}, kept)
                model = pack({**charset, LSTM: first.to_bytes(net.matrices())})
                (out / "saraban-float.traineddata").write_bytes(model)
                small = out / "saraban.traineddata"
                small.write_bytes(model)
                # The engine's own tool puts the weights into eight bits.
                subprocess.run(["combine_tessdata", "-c", str(small)], check=True, capture_output=True)


def _rate(part: float, seen: int) -> float:
    """Up in the first shards, then down along a cosine."""
    return float((_LOWEST + (_TOP - _LOWEST) * (1 + math.cos(math.pi * min(1.0, part))) / 2) * min(1.0, (seen + 1) / 4))


def _learn(net: Any, steps: Any, given: Iterator[_Batch], rate: float) -> float:
    import torch

    for group in steps.param_groups:
        group["lr"] = rate
    losses = []
    for batch in given:
        out = net(batch.pictures, batch.widths)
        lengths = torch.tensor([len(x) for x in batch.labels])
        flat = torch.tensor([code for x in batch.labels for code in x])
        loss = torch.nn.functional.ctc_loss(out, flat, batch.widths // STEP, lengths, BLANK, zero_infinity=True)
        steps.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        steps.step()
        losses.append(float(loss.detach()))
    return sum(losses) / len(losses)


def _measured(net: Any, test: list[tuple[Any, str]], names: list[str]) -> str:
    """Character error and digit error on lines in faces that training never sees."""
    import torch
    from rapidfuzz.distance import Levenshtein

    from corpus.line_net import decoded

    wrong = total = digits = digits_wrong = 0
    for picture, text in test:
        batch = _batch([(picture, text)], names)
        with torch.no_grad():
            best = net(batch.pictures, batch.widths)[: int(batch.widths[0]) // STEP, 0].argmax(1).tolist()
        want, got = text.replace("ำ", "ํา"), decoded(best, names)
        wrong, total = wrong + Levenshtein.distance(want, got), total + len(want)
        digits += sum(c in "๐๑๒๓๔๕๖๗๘๙" for c in want)
        for edit in Levenshtein.editops(want, got):
            digits_wrong += edit.tag != "insert" and want[edit.src_pos] in "๐๑๒๓๔๕๖๗๘๙"
    return f"characters wrong {wrong / total:.2%}, Thai digits wrong {digits_wrong / max(1, digits):.2%} of {digits}"


if __name__ == "__main__":
    main()
