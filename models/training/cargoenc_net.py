"""The cargo encoder's network: one container, 128 x 512 pixels of 24 mm, to an embedding and to what the load looks like."""
from __future__ import annotations

from typing import NamedTuple, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

ROWS, COLUMNS, PARTS, EMBEDDING = 128, 512, 8, 128
ONE, NO_DATA = 60_000.0, 65_535.0
STRIDE = 16
WIDTHS = (32, 80, 160)
BLOCKS = (1, 1, 2)
#: -ln T of the darkest value that still says something.
DARKEST = 1 / 8192


class Pooled(NamedTuple):
    """Means over a container and over its parts: batch x features, batch x parts x features."""

    whole: Tensor
    parts: Tensor


class Answers(NamedTuple):
    embedding: Tensor
    whole: Tensor
    parts_embedding: Tensor
    parts: Tensor


def layers_of(x: Tensor) -> tuple[Tensor, Tensor]:
    """From transmission x 60,000 (batch x 2 x rows x columns, 65,535 no data) to attenuation, ratio and where there are data.

    One energy may be missing: the other then stands for both, and the ratio says nothing.
    """
    has = (x < NO_DATA - 0.5).float()
    alpha = -torch.log((x / ONE).clamp(DARKEST, 1.2))
    high, low = alpha[:, :1], alpha[:, 1:]
    has_high, has_low = has[:, :1], has[:, 1:]
    both = has_high * has_low
    some = has_high + has_low - both
    attenuation = has_high * high + (some - has_high) * low * 0.85
    ratio = both * (((low + 0.05) / (high + 0.05) - 1.15) * 4).clamp(-2, 2)
    return torch.cat([attenuation / 3, ratio, some], 1), some


class Residual(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.a = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.a_norm = nn.BatchNorm2d(width)
        self.b = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.b_norm = nn.BatchNorm2d(width)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.b_norm(self.b(F.relu(self.a_norm(self.a(x))))))


class Step(nn.Module):
    """Pixels of a square become channels, and these are brought to the next width."""

    def __init__(self, fold: int, before: int, width: int, kernel: int) -> None:
        super().__init__()
        self.fold = nn.PixelUnshuffle(fold)
        self.conv = nn.Conv2d(before * fold * fold, width, kernel, padding=kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(self.norm(self.conv(self.fold(x))))


class Encoder(nn.Module):
    """Trunk and heads. The heads answer in families of goods; `Grouped` adds them up to what can be told apart."""

    def __init__(self, families: int) -> None:
        super().__init__()
        stages: list[nn.Module] = []
        before = 3
        for i, (width, blocks) in enumerate(zip(WIDTHS, BLOCKS)):
            stages.append(Step(4 if i == 0 else 2, before, width, 3 if i == 0 else 1))
            stages.extend(Residual(width) for _ in range(blocks))
            before = width
        self.trunk = nn.Sequential(*stages)
        features = 2 * before
        self.embed = nn.Linear(features, EMBEDDING)
        # One more than there are families: goods of several families, composed.
        self.whole = nn.Linear(features, families + 1)
        self.part = nn.Linear(features, families)

    def forward(self, x: Tensor) -> Answers:
        layers, some = layers_of(x)
        seen = self.trunk(layers.contiguous(memory_format=torch.channels_last)).float()
        pooled = pool(seen, (F.avg_pool2d(some, STRIDE) > 0.25).float())
        return Answers(
            unit(self.embed(pooled.whole)), self.whole(pooled.whole), unit(self.embed(pooled.parts)), self.part(pooled.parts)
        )


def pool(seen: Tensor, mask: Tensor) -> Pooled:
    """Mean and generalised mean (power 3) over what is no padding; parts are equal lengths of the container."""
    powers = torch.cat([seen, seen.clamp(min=1e-3) ** 3], 1) * mask
    columns = powers.sum(2)
    weight = mask.sum(2)
    there = (weight > 0).float()
    right = there.cumsum(2) / there.sum(2, keepdim=True).clamp(min=1)
    left = right - there / there.sum(2, keepdim=True).clamp(min=1)
    edges = torch.arange(PARTS + 1, device=seen.device).float().view(1, PARTS + 1, 1) / PARTS
    share = (torch.minimum(right, edges[:, 1:]) - torch.maximum(left, edges[:, :-1])).clamp(min=0) * (COLUMNS // STRIDE)
    parts = torch.matmul(share, columns.transpose(1, 2)) / torch.matmul(share, weight.transpose(1, 2)).clamp(min=1e-3)
    whole = columns.sum(2) / weight.sum(2).clamp(min=1e-3)
    return Pooled(rooted(whole), rooted(parts))


def rooted(powers: Tensor) -> Tensor:
    mean, cubes = powers.chunk(2, -1)
    return torch.cat([mean, cubes.clamp(min=1e-9) ** (1 / 3)], -1)


def unit(x: Tensor) -> Tensor:
    return x / (x * x).sum(-1, keepdim=True).clamp(min=1e-12).sqrt()


class Grouped(nn.Module):
    """What leaves the graph: logits of appearance classes, each the logarithm of the probability of its families."""

    def __init__(self, net: Encoder, groups: Sequence[Sequence[int]], whole_groups: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self.net = net
        families = net.part.out_features
        self.register_buffer("part_sums", sums_of(groups, families))
        self.register_buffer("whole_sums", sums_of(whole_groups, families + 1))

    def forward(self, x: Tensor) -> Answers:
        embedding, whole, parts_embedding, parts = self.net(x)
        return Answers(embedding, grouped(whole, self.whole_sums), parts_embedding, grouped(parts, self.part_sums))


def grouped(logits: Tensor, sums: Tensor) -> Tensor:
    return torch.log(torch.matmul(torch.softmax(logits, -1), sums).clamp(min=1e-9))


def sums_of(groups: Sequence[Sequence[int]], of: int) -> Tensor:
    sums = torch.zeros(of, len(groups))
    for column, group in enumerate(groups):
        sums[list(group), column] = 1
    return sums
