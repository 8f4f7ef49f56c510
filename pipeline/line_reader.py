"""Reads lines of print with the network of our model, many at once, in numpy: no other program is started.

It is the same network that Tesseract runs, from the same file: `1,48,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx384 O1c`.
Running it ourselves gives the second choice for each digit, and each line's own ink cut out (`pipeline.find_lines`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MachineError
from pipeline.glyphs import Glyph
from pipeline.lstm_file import read_lstm
from pipeline.traineddata import LSTM, characters, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Grey = NDArray[np.uint8]

HEIGHT, STEP, BLANK = 48, 3, 2
"""Pixels of a line's height; pixels of its width for one step; the code of `no character here`."""
_COLUMNS = 4096
_BATCH = 48_000
"""Pixels of width, with padding, read at once."""


@cache
def model(path: Path) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    """The network's matrices and what its codes stand for, loaded once a process. Raises MachineError without it."""
    if not path.is_file():
        raise MachineError("no-model", f"ไม่พบแบบจำลองการอ่าน {path.name}", "ติดตั้งโปรแกรมใหม่ให้ครบทุกแฟ้ม")
    parts = unpack(path.read_bytes())
    matrices = tuple(m.astype("float32") for m in read_lstm(parts[LSTM]).matrices)
    return matrices, tuple(characters(parts))


def read_lines(path: Path, pictures: list[Grey]) -> list[list[Glyph]]:
    """Each picture's characters, spaces too, from left to right."""
    import numpy as np

    scaled = [_scaled(picture) for picture in pictures]
    order = sorted(range(len(scaled)), key=lambda i: scaled[i].shape[1])
    out: list[list[Glyph]] = [[] for _ in pictures]
    for group in _groups(order, [s.shape[1] for s in scaled]):
        widest = max(scaled[i].shape[1] for i in group)
        room = np.ones((len(group), HEIGHT, widest), dtype=np.float32)
        for row, i in zip(room, group, strict=True):
            row[:, : scaled[i].shape[1]] = normalised(scaled[i])
        widths = np.array([scaled[i].shape[1] for i in group])
        shares = _network(path, room, widths)
        for at, i in enumerate(group):
            factor = pictures[i].shape[1] / scaled[i].shape[1]
            out[i] = _decoded(shares[: widths[at] // STEP, at], model(path)[1], factor)
    return out


def _groups(order: list[int], widths: list[int]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in order:
        if not groups or (len(groups[-1]) + 1) * widths[i] > _BATCH:
            groups.append([])
        groups[-1].append(i)
    return groups


def _scaled(picture: Grey) -> Grey:
    import cv2
    import numpy as np

    height, width = picture.shape
    size = (max(2 * STEP, round(width * HEIGHT / height)), HEIGHT)
    how = cv2.INTER_AREA if height > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8)


def normalised(grey: Grey) -> Floats:
    """Black to -1 and white to 1, from the turning points of the middle row, as Tesseract does."""
    import numpy as np

    row = grey[grey.shape[0] // 2].astype(np.int32)
    before, here, after = row[:-2], row[1:-1], row[2:]
    low = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    high = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    black = float(np.quantile(low, 0.25)) if low.size else 0.0
    white = float(np.quantile(high, 0.75)) if high.size else 255.0
    return np.asarray((grey.astype(np.float32) - black) / max((white - black) / 2, 1.0) - 1, dtype=np.float32)


def _network(path: Path, room: Floats, widths: Any) -> Floats:
    """(lines, 48, width) to shares of (steps, lines, codes)."""
    import numpy as np

    tensors, _ = model(path)
    steps = np.arange(room.shape[2] // STEP)[:, None]
    own = (widths // STEP)[None, :]
    # Lines come shortest first: at each step those before `begun` have ended, and nothing is worked out for them.
    begun = (own <= steps).sum(axis=1)
    x = _columns(room, steps < own, tensors)
    x = _lstm(x, tensors[5:9], begun)
    order = np.where(steps < own, own - 1 - steps, steps)[:, :, None]
    x = np.take_along_axis(_lstm(np.take_along_axis(x, order, 0), tensors[9:13], begun), order, 0)
    x = _lstm(x, tensors[13:17], begun)
    out = x @ tensors[17][:, :-1].T + tensors[17][:, -1]
    out = np.exp(out - out.max(axis=2, keepdims=True))
    return np.asarray(out / out.sum(axis=2, keepdims=True), dtype=np.float32)


def _columns(room: Floats, inside: Any, tensors: tuple[Any, ...]) -> Floats:
    """Convolution, pooling, and each column inside its line summed up from top to bottom: (steps, lines, 64)."""
    import cv2
    import numpy as np

    lines, _, width = room.shape
    steps = width // STEP
    flat = np.pad(room, ((0, 0), (1, 1), (1, 1))).reshape(lines * (HEIGHT + 2), width + 2)
    seen = np.empty((HEIGHT // 3, steps, lines, 16), dtype=np.float32)
    for code in range(16):
        kernel = np.ascontiguousarray(tensors[0][code, :9].reshape(3, 3).T)
        drawn = cv2.filter2D(flat, cv2.CV_32F, kernel).reshape(lines, HEIGHT + 2, width + 2)
        inner = drawn[:, 1:-1, 1 : 1 + steps * 3]
        rows = np.maximum(np.maximum(inner[:, 0::3], inner[:, 1::3]), inner[:, 2::3])
        most = np.maximum(np.maximum(rows[..., 0::3], rows[..., 1::3]), rows[..., 2::3])
        seen[..., code] = np.tanh(most + tensors[0][code, 9]).transpose(1, 2, 0)
    columns = seen[:, inside]
    parts = [_lstm(columns[:, at : at + _COLUMNS], tensors[1:5])[-1] for at in range(0, columns.shape[1], _COLUMNS)]
    out = np.zeros((steps, lines, 64), dtype=np.float32)
    out[inside] = np.concatenate(parts)
    return out


def _lstm(x: Floats, gates: tuple[Any, ...], begun: Any = None) -> Floats:
    """One layer over (steps, lines, inputs), at each step from line `begun` on; gates: value, in, forget, out."""
    import numpy as np

    steps, lines, inputs = x.shape
    whole = np.concatenate(gates)
    units = whole.shape[0] // 4
    given = x.reshape(steps * lines, inputs) @ whole[:, :inputs].T
    given += whole[:, -1]
    given = given.reshape(steps, lines, 4 * units)
    # A sigmoid is half a hyperbolic tangent of half its argument: one call squashes all four gates.
    given[:, :, units:] *= 0.5
    back = np.ascontiguousarray(whole[:, inputs:-1].T)
    back[:, units:] *= 0.5
    out = np.zeros((steps, lines, units), dtype=np.float32)
    h = np.zeros((lines, units), dtype=np.float32)
    state = np.zeros((lines, units), dtype=np.float32)
    for t in range(steps):
        on = slice(0 if begun is None else int(begun[t]), lines)
        g = given[t, on]
        if t:
            g += h[on] @ back
        np.tanh(g, out=g)
        rest = g[:, units:]
        rest *= 0.5
        rest += 0.5
        state[on] *= rest[:, units : 2 * units]
        state[on] += g[:, :units] * rest[:, :units]
        out[t, on] = h[on] = np.tanh(state[on]) * rest[:, 2 * units :]
    return out


def _decoded(shares: Floats, names: tuple[str, ...], factor: float) -> list[Glyph]:
    """The likeliest code of each step; repeats are one character, which is as sure as its best step."""
    best = shares.argmax(axis=1)
    runs: list[tuple[int, int, int]] = []
    for t, code in enumerate(best.tolist()):
        if runs and runs[-1][0] == code and runs[-1][2] == t:
            runs[-1] = (code, runs[-1][1], t + 1)
        else:
            runs.append((code, t, t + 1))
    out = []
    for code, start, end in runs:
        if code == BLANK or not names[code]:
            continue
        peak = start + int(shares[start:end, code].argmax())
        row = shares[peak].copy()
        sure, row[code], row[BLANK] = float(row[code]), 0.0, 0.0
        second = int(row.argmax())
        left, right = start * STEP * factor, end * STEP * factor
        out.append(Glyph(names[code], left, 0.0, right, 0.0, sure, names[second], float(row[second])))
    return out
