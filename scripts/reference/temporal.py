"""The reference of the network of chunks: PyTorch's output and gradient, into tests/reference.

    pip install torch numpy && python3 scripts/reference/temporal.py

A conditional one-dimensional U-Net (Chi et al. 2023) with SiLU for Mish, 1 + scale for scale in FiLM, and two layers that
read the observation: chunks of 8 steps of 2 numbers, 8 and 16 channels, kernel 3, 4 groups, a time embedding of 8 numbers, 6
observed numbers, 16 units of the layers that read them. The weights are PyTorch's initial ones of seed 0.
"""

import json
import math
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import silu

STEPS, ACTION, WIDTHS, KERNEL, GROUPS, TIME, OBSERVED, ENCODER, COUNT = 8, 2, [8, 16], 3, 4, 8, 6, 16, 5


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.c1 = nn.Conv1d(inputs, outputs, KERNEL, padding=KERNEL // 2)
        self.n1 = nn.GroupNorm(GROUPS, outputs)
        self.film = nn.Linear(TIME + ENCODER, 2 * outputs)
        self.c2 = nn.Conv1d(outputs, outputs, KERNEL, padding=KERNEL // 2)
        self.n2 = nn.GroupNorm(GROUPS, outputs)
        self.sk = nn.Conv1d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, told):
        h = silu(self.n1(self.c1(x)))
        scale, shift = self.film(silu(told))[:, :, None].chunk(2, dim=1)
        h = h * (1 + scale) + shift
        return silu(self.n2(self.c2(h))) + self.sk(x)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        pair = lambda inputs, outputs: nn.ModuleList([Block(inputs, outputs), Block(outputs, outputs)])
        last = len(WIDTHS) - 1
        self.t = nn.ModuleList([nn.Linear(TIME, 4 * TIME), nn.Linear(4 * TIME, TIME)])
        self.e = nn.ModuleList([nn.Linear(OBSERVED, ENCODER), nn.Linear(ENCODER, ENCODER)])
        self.d = nn.ModuleList([pair(a, b) for a, b in zip([ACTION] + WIDTHS, WIDTHS)])
        self.m = pair(WIDTHS[-1], WIDTHS[-1])
        self.u = nn.ModuleList([pair(2 * WIDTHS[level], WIDTHS[level - 1]) for level in range(last, 0, -1)])
        self.ds = nn.ModuleList([nn.Conv1d(w, w, 3, 2, 1) for w in WIDTHS[:-1]])
        self.us = nn.ModuleList([nn.ConvTranspose1d(w, w, 4, 2, 1) for w in reversed(WIDTHS[:-1])])
        final = {"c": nn.Conv1d(WIDTHS[0], WIDTHS[0], KERNEL, padding=KERNEL // 2), "n": nn.GroupNorm(GROUPS, WIDTHS[0])}
        self.f = nn.ModuleDict(final | {"o": nn.Conv1d(WIDTHS[0], ACTION, 1)})

    def forward(self, x, observed, t):
        frequencies = torch.exp(-math.log(10_000.0) * torch.arange(TIME // 2) / (TIME // 2))
        angles = t[:, None] * frequencies
        time = self.t[1](silu(self.t[0](torch.cat([torch.sin(angles), torch.cos(angles)], dim=1))))
        told = torch.cat([time, self.e[1](silu(self.e[0](observed)))], dim=1)
        h, skips = x.transpose(1, 2), []
        for level, blocks in enumerate(self.d):
            for block in blocks:
                h = block(h, told)
            skips.append(h)
            if level < len(self.ds):
                h = self.ds[level](h)
        for block in self.m:
            h = block(h, told)
        for blocks, up in zip(self.u, self.us):
            h = torch.cat([h, skips.pop()], dim=1)
            for block in blocks:
                h = block(h, told)
            h = up(h)
        h = self.f["o"](silu(self.f["n"](self.f["c"](h))))
        return h.transpose(1, 2)


def main():
    folder = Path(__file__).resolve().parents[2] / "tests" / "reference"
    torch.manual_seed(0)
    network = Network()
    numbers = COUNT * STEPS * ACTION
    x = torch.linspace(-1, 1, numbers).reshape(COUNT, STEPS, ACTION)
    observed = torch.linspace(1, -1, COUNT * OBSERVED).reshape(COUNT, OBSERVED)
    target = torch.linspace(0.5, -0.5, numbers).reshape(COUNT, STEPS, ACTION)
    t = 20.0 * torch.arange(COUNT)
    output = network(x, observed, t)
    ((output - target) ** 2).mean().backward()

    places, weights, gradient, at = {}, [], [], 0
    for name, parameter in network.named_parameters():
        places[name] = {"shape": list(parameter.shape), "off": at}
        at += parameter.numel()
        weights.append(parameter.detach().reshape(-1))
        gradient.append(parameter.grad.reshape(-1))
    (folder / "temporal.json").write_text(json.dumps(places) + "\n")
    for name, parts in [("", weights), ("_gradient", gradient), ("_y", [output.detach().reshape(-1)])]:
        (folder / f"temporal{name}.bin").write_bytes(torch.cat(parts).numpy().astype("<f4").tobytes())


if __name__ == "__main__":
    main()
