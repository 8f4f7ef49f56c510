"""Tesseract's model container (`*.traineddata`): a table of offsets, then the parts; here its parts by number."""

from __future__ import annotations

import struct

LSTM, UNICHARSET, RECODER, VERSION = 17, 21, 22, 23
_SLOTS = 24


def unpack(data: bytes) -> dict[int, bytes]:
    """The parts of a container. Raises ValueError where the file ends early."""
    (count,) = struct.unpack_from("<i", data)
    offsets = struct.unpack_from(f"<{count}q", data, 4)
    starts = sorted(offset for offset in offsets if offset >= 0)
    if not starts or starts[-1] > len(data):
        raise ValueError("no model container, or one that ends early")
    ends = dict(zip(starts, [*starts[1:], len(data)], strict=True))
    return {slot: data[offset : ends[offset]] for slot, offset in enumerate(offsets) if offset >= 0}


def pack(parts: dict[int, bytes]) -> bytes:
    """The container of these parts."""
    at = 4 + 8 * _SLOTS
    offsets, body = [-1] * _SLOTS, b""
    for slot, part in sorted(parts.items()):
        offsets[slot] = at + len(body)
        body += part
    return struct.pack(f"<i{_SLOTS}q", _SLOTS, *offsets) + body


def characters(parts: dict[int, bytes]) -> list[str]:
    """What each code of the network's output stands for, in order; "" where it is no character of its own."""
    names = [row.split(" ")[0] for row in parts[UNICHARSET].decode("utf-8").split("\n")[1:] if row]
    names[0] = " "
    recoder, at = parts[RECODER], 4
    codes: dict[int, str] = {}
    for name in names:
        (length,) = struct.unpack_from("<I", recoder, at + 1)
        code = struct.unpack_from(f"<{length}i", recoder, at + 5)
        at += 5 + 4 * length
        if length == 1:
            codes.setdefault(code[0], "" if len(name) > 1 else name)
    return [codes.get(code, "") for code in range(max(codes) + 1)]
