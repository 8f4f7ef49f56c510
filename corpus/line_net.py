"""Tesseract's line network in PyTorch, so that it learns from many lines at once, ten times as fast.

It is the network that Debian's Thai model has: `1,48,0,1 Ct3,3,16 Mp3,3 Lfys64 Lfx96 Lrx96 Lfx384 O1c`. The weights
come from the model's file and go back into it, so Tesseract itself reads with what was learned here. Products of
matrices are taken in bfloat16, sums and states in float32.
"""

from __future__ import annotations

from typing import Any

import torch

from pipeline.line_reader import BLANK, STEP
from pipeline.lstm_file import LstmFile

_HALF = torch.bfloat16


class _Lstm(torch.autograd.Function):  # type: ignore[misc]  # torch is not there where types are checked
    """x (steps, lines, inputs), W (4 units, inputs), U (4 units, units), b (4 units); gates: value, in, forget, out."""

    @staticmethod
    def forward(ctx: Any, x: Any, W: Any, U: Any, b: Any, last: bool) -> Any:
        steps, lines, inputs = x.shape
        units = U.shape[1]
        flat, w, u = x.to(_HALF).reshape(steps * lines, inputs), W.to(_HALF), U.to(_HALF)
        given = torch.addmm(b.to(_HALF), flat, w.t()).view(steps, lines, 4 * units)
        gates = torch.empty(steps, lines, 4 * units, dtype=_HALF)
        states = torch.zeros(steps + 1, lines, units)
        squashed = torch.empty(steps, lines, units, dtype=_HALF)
        out = torch.zeros(steps + 1, lines, units, dtype=_HALF)
        back = u.t().contiguous()
        for t in range(steps):
            g = torch.addmm(given[t], out[t], back)
            value, rest = torch.tanh(g[:, :units]), torch.sigmoid(g[:, units:])
            gates[t, :, :units], gates[t, :, units:] = value, rest
            torch.add(states[t] * rest[:, units : 2 * units], value.float() * rest[:, :units], out=states[t + 1])
            squashed[t] = torch.tanh(states[t + 1])
            torch.mul(squashed[t], rest[:, 2 * units :], out=out[t + 1])
        ctx.save_for_backward(flat, w, u, gates, states, squashed, out)
        ctx.last = last
        return out[steps].float() if last else out[1:].float()

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        flat, w, u, gates, states, squashed, out = ctx.saved_tensors
        steps, lines, units = squashed.shape
        delta = torch.empty_like(gates)
        dh, dc = torch.zeros(lines, units), torch.zeros(lines, units)
        for t in range(steps - 1, -1, -1):
            if not ctx.last or t == steps - 1:
                dh = dh + (grads[0] if ctx.last else grads[0][t])
            value, enter, forget, leave = gates[t].float().split(units, dim=1)
            tanh, d = squashed[t].float(), delta[t]
            dc = dc + dh * leave * (1 - tanh * tanh)
            d[:, :units] = dc * enter * (1 - value * value)
            d[:, units : 2 * units] = dc * value * enter * (1 - enter)
            d[:, 2 * units : 3 * units] = dc * states[t] * forget * (1 - forget)
            d[:, 3 * units :] = dh * tanh * leave * (1 - leave)
            dc = dc * forget
            dh = torch.mm(d, u).float()
        all_deltas = delta.view(steps * lines, 4 * units)
        dW = torch.mm(all_deltas.t(), flat).float()
        dU = torch.mm(all_deltas.t(), out[:steps].reshape(steps * lines, units)).float()
        dx = torch.mm(all_deltas, w).float().view(steps, lines, -1)
        return dx, dW, dU, all_deltas.float().sum(0), None


class LineNet(torch.nn.Module):  # type: ignore[misc]
    """Pictures (lines, 48, width), about -1 black to 1 white, to the logarithms of (steps, lines, characters)."""

    def __init__(self, file: LstmFile) -> None:
        super().__init__()
        self.learns_strokes = True
        """Whether the layers that see strokes learn too; without them a step takes half the time."""
        self.tensors = torch.nn.ParameterList([torch.tensor(m, dtype=torch.float32) for m in file.matrices])

    def forward(self, pictures: Any, widths: Any) -> Any:
        """`widths`: each line's own width in pixels, beyond which its picture is padding."""
        with torch.set_grad_enabled(self.learns_strokes and torch.is_grad_enabled()):
            x = self._columns(pictures)
        x = self._lstm(x, 5)
        x = self._reversed(self._lstm(self._reversed(x, widths), 9), widths)
        x = self._lstm(x, 13)
        full = self.tensors[17]
        return torch.log_softmax(x @ full[:, :-1].t() + full[:, -1], dim=2)

    def _columns(self, pictures: Any) -> Any:
        """What each three pixels' width shows: convolution, pooling, and each column summed up from top to bottom."""
        # The engine shows the network noise, not white, beyond the picture's rim.
        padded = torch.nn.functional.pad(pictures[:, None], (1, 1, 1, 1), value=2.0)
        padded = torch.where(padded == 2.0, torch.rand_like(padded) * 2 - 1, padded)
        kernel = self.tensors[0][:, :9].view(16, 1, 3, 3).transpose(2, 3)
        x = torch.nn.functional.conv2d(padded.to(_HALF), kernel.to(_HALF), self.tensors[0][:, 9].to(_HALF))
        # The engine squashes before it pools; a growing function gives the same after, on a ninth of the points.
        x = torch.tanh(torch.nn.functional.max_pool2d(x, 3).float())
        rows, steps = x.shape[2], x.shape[3]
        columns = x.permute(2, 3, 0, 1).reshape(rows, steps * len(pictures), 16)
        parts = [self._lstm(part, 1, last=True) for part in columns.split(2048, dim=1)]
        return torch.cat(parts).view(steps, len(pictures), 64)

    def _lstm(self, x: Any, first: int, last: bool = False) -> Any:
        inputs = x.shape[2]
        whole = torch.cat([self.tensors[first + gate] for gate in range(4)])
        return _Lstm.apply(x, whole[:, :inputs], whole[:, inputs:-1], whole[:, -1], last)

    @staticmethod
    def _reversed(x: Any, widths: Any) -> Any:
        """Each line's own steps in reverse order; its padding stays at the end."""
        steps = torch.arange(x.shape[0])[:, None]
        own = (widths // STEP)[None, :]
        order = torch.where(steps < own, own - 1 - steps, steps)
        return torch.gather(x, 0, order[:, :, None].expand(-1, -1, x.shape[2]))

    def matrices(self) -> Any:
        """The weights as the file holds them."""
        return tuple(t.detach().double().numpy() for t in self.tensors)


def decoded(codes: Any, characters: list[str]) -> str:
    """The text of one line from the likeliest code of each step: repeats and blanks fall out."""
    out, before = [], BLANK
    for code in codes:
        if code not in (before, BLANK):
            out.append(characters[code])
        before = code
    return "".join(out)
