"""The reference of the network that is given observations: PyTorch's output and gradient, into tests/reference.

    pip install torch numpy && python3 scripts/reference/observed.py

The network is 52-32-32-32 with SiLU; its inputs are 32 numbers of x, 4 observed numbers, and a sinusoidal embedding of 16
numbers. The weights are PyTorch's initial ones of seed 0.
"""

import json
import math
from pathlib import Path

import torch

VALUES, OBSERVED, WIDTH, EMBEDDING, COUNT = 32, 4, 32, 16, 8


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        inputs = VALUES + OBSERVED + EMBEDDING
        sizes = [inputs, WIDTH, WIDTH, VALUES]
        self.l = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x, observed, t):
        frequencies = torch.exp(-math.log(10_000.0) * torch.arange(EMBEDDING // 2) / (EMBEDDING // 2))
        angles = t[:, None] * frequencies
        h = torch.cat([x, observed, torch.sin(angles), torch.cos(angles)], dim=1)
        for layer in self.l[:-1]:
            h = torch.nn.functional.silu(layer(h))
        return self.l[-1](h)


def main():
    folder = Path(__file__).resolve().parents[2] / "tests" / "reference"
    torch.manual_seed(0)
    network = Network()
    x = torch.linspace(-1, 1, COUNT * VALUES).reshape(COUNT, VALUES)
    observed = torch.linspace(1, -1, COUNT * OBSERVED).reshape(COUNT, OBSERVED)
    target = torch.linspace(0.5, -0.5, COUNT * VALUES).reshape(COUNT, VALUES)
    t = 13.0 * torch.arange(COUNT)
    output = network(x, observed, t)
    ((output - target) ** 2).mean().backward()

    places, weights, gradient, at = {}, [], [], 0
    for name, parameter in network.named_parameters():
        places[name] = {"shape": list(parameter.shape), "off": at}
        at += parameter.numel()
        weights.append(parameter.detach().reshape(-1))
        gradient.append(parameter.grad.reshape(-1))
    (folder / "observed.json").write_text(json.dumps(places) + "\n")
    for name, parts in [("", weights), ("_gradient", gradient), ("_y", [output.detach().reshape(-1)])]:
        (folder / f"observed{name}.bin").write_bytes(torch.cat(parts).numpy().astype("<f4").tobytes())


if __name__ == "__main__":
    main()
