"""Tesseract's network file, read and written: 8-bit models become floats, and floats are put back.

Layout, little endian. A network is [int8 0][string type][int8 training][int8 backprop][int32 flags]
[int32 inputs, outputs, weights][string name]; then, by type, a group holds a uint32 count and that many networks (and
float learning rates where flags & 64), Input five int32, Convolve, Maxpool and Reconfig two, an LSTM one int32 and four
matrices, a full layer one. A matrix is [uint8 mode][uint32 rows, columns][fill][cells]: doubles (mode 128), or int8
(mode 129) followed by [uint32 rows] and a double scale for each row. After the network come the spec as a string and
int32 flags, of which bit 1 says int8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_GROUPS = {"Series", "Parallel", "Replicated", "RTLReversed", "TTBReversed", "XYTranspose"}
_PAIRS = {"Convolve", "Maxpool", "Reconfig"}
_LSTMS = {"LSTM", "SummLSTM"}
_FULL = {"Softmax", "SoftmaxNoCTC", "Tanh", "Relu", "Linear", "Logistic"}
_DOUBLES, _INT8 = 128, 1
_BLANK_FROM_END = 16
"""Bytes: the file ends with the code of the blank and three floats."""


@dataclass(frozen=True, slots=True)
class LstmFile:
    """The matrices in the file's order (rows: outputs; columns: inputs, then the bias) and the bytes between them."""

    matrices: tuple[Matrix, ...]
    between: tuple[bytes, ...]

    @property
    def blank(self) -> int:
        """The code of `no character here`."""
        return int(struct.unpack_from("<i", self.between[-1], len(self.between[-1]) - _BLANK_FROM_END)[0])

    def to_bytes(self, matrices: tuple[Matrix, ...] | None = None) -> bytes:
        """The file with its own or other matrices of the same shapes, as floats."""
        out = bytearray(self.between[0])
        for matrix, after in zip(matrices or self.matrices, self.between[1:], strict=True):
            out += struct.pack("<BIId", _DOUBLES, *matrix.shape, 0.0) + matrix.astype("<f8").tobytes() + after
        return bytes(out)

    def with_outputs(self, last: Matrix, blank: int) -> LstmFile:
        """The same network with another last layer: the counts in its headers and the code of the blank follow."""
        between = [bytearray(part) for part in self.between]
        grown = last.size - self.matrices[-1].size
        # Two headers tell of it: the whole network's, first in the file, and the layer's own, before its matrix.
        for part, kind in ((between[0], b"Series"), (between[-2], b"Softmax")):
            at = part.rfind(kind) if kind == b"Softmax" else part.find(kind)
            at += len(kind) + 2 + 4 + 4
            (weights,) = struct.unpack_from("<i", part, at + 4)
            struct.pack_into("<ii", part, at, last.shape[0], weights + grown)
        struct.pack_into("<i", between[-1], len(between[-1]) - _BLANK_FROM_END, blank)
        return LstmFile((*self.matrices[:-1], last), tuple(bytes(part) for part in between))


def read_lstm(data: bytes) -> LstmFile:
    """Reads a network, 8-bit or of floats. Raises ValueError where the file ends early or holds an unknown layer."""
    reader = _Reader(data)
    reader.network()
    reader.string()
    flags = reader.number("<i")
    # What follows is kept as it is, but the file is one of floats from here on.
    reader.kept[-4:] = struct.pack("<i", flags & ~1)
    reader.kept += data[reader.at :]
    return LstmFile(tuple(reader.matrices), (*reader.between, bytes(reader.kept)))


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.kept = bytearray()
        self.between: list[bytes] = []
        self.matrices: list[Matrix] = []

    def take(self, size: int) -> bytes:
        part = self.data[self.at : self.at + size]
        if len(part) != size:
            raise ValueError("the network file ends early")
        self.at += size
        return part

    def keep(self, size: int) -> bytes:
        part = self.take(size)
        self.kept += part
        return part

    def number(self, kind: str) -> Any:
        return struct.unpack(kind, self.keep(struct.calcsize(kind)))[0]

    def string(self) -> str:
        return self.keep(self.number("<I")).decode("utf-8")

    def network(self) -> None:
        self.keep(1)
        kind = self.string()
        self.keep(2)
        flags = self.number("<i")
        self.keep(12)
        self.string()
        if kind in _GROUPS:
            for _ in range(self.number("<I")):
                self.network()
            if flags & 64:
                self.keep(4 * self.number("<I"))
        elif kind == "Input":
            self.keep(20)
        elif kind in _PAIRS:
            self.keep(8)
        elif kind in _LSTMS:
            self.keep(4)
            for _ in range(4):
                self.matrix()
        elif kind in _FULL:
            self.matrix()
        else:
            raise ValueError(f"unknown layer {kind!r} in the network file")

    def matrix(self) -> None:
        import numpy as np

        mode = self.take(1)[0]
        rows, columns = struct.unpack("<II", self.take(8))
        if mode & _INT8:
            self.take(1)
            cells = np.frombuffer(self.take(rows * columns), dtype=np.int8).reshape(rows, columns).astype(np.float64)
            (count,) = struct.unpack("<I", self.take(4))
            cells *= np.frombuffer(self.take(8 * count), dtype="<f8")[:rows, None]
        else:
            self.take(8)
            cells = np.frombuffer(self.take(8 * rows * columns), dtype="<f8").reshape(rows, columns).copy()
        self.matrices.append(cells)
        self.between.append(bytes(self.kept))
        self.kept = bytearray()
