"""The network of the locator: what of a whole scan is nothing, vehicle or container."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from residual import Residual
from torch import Tensor, nn

TRANSMISSION_ONE = 60_000.0
NO_DATA = 65_535.0
#: Transmission below which nothing is told apart: -ln T of 7.
DARKEST = 9e-4
#: nothing or air; tractor, chassis and wheels; inside a container's outer box.
CLASSES = ("nothing", "vehicle", "container")
ROWS, COLUMNS = 128, 512
FEATURES = 4
#: Channels at a half, a quarter, ... of the input's rows and columns.
WIDTHS = (16, 32, 48, 64, 96)


def features(transmission: Tensor) -> Tensor:
    """Transmission x 60,000, [B, 2, H, W], 65,535 without data, to [B, 4, H, W]: what of it the network sees.

    -ln T of the high energy, its square root, which keeps thin walls apart from air, the ratio of both where there is enough
    matter to have one, and where there is no data.
    """
    missing = (transmission >= NO_DATA).any(1, keepdim=True).to(transmission.dtype)
    t = (transmission / TRANSMISSION_ONE).clamp(DARKEST, 1.0)
    t = t * (1 - missing) + missing
    alpha = -torch.log(t)
    high, low = alpha[:, :1], alpha[:, 1:]
    ratio = (low - 1.12 * high) / (high + 0.25)
    return torch.cat([high * 0.4 - 0.8, torch.sqrt(high + 0.01) - 0.8, ratio * 3, missing], 1)


class AlongAndDown(nn.Module):
    """Tells each place what lies in its row and its column: a container is known by all four of its sides."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.row = nn.Conv2d(channels, channels, 1)
        self.column = nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.row(x.mean(3, keepdim=True)) + self.column(x.mean(2, keepdim=True)))


class Locator(nn.Module):
    """Transmission as float, [B, 2, H, W] with H and W multiples of 32, to class logits [B, 3, H, W]."""

    def __init__(self, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.unshuffle = nn.PixelUnshuffle(2)
        self.stem = nn.Conv2d(4 * FEATURES, widths[0], 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(widths[0])
        self.down = nn.ModuleList(Residual(a, b, 2) for a, b in zip(widths, widths[1:]))
        self.context = AlongAndDown(widths[-1])
        self.lift = nn.ModuleList(nn.Conv2d(b, a, 1) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(Residual(a, a) for a in widths[1:-1])
        # Four sub-pixels for each pixel of the half grid, so that an edge may lie on any of the input's.
        self.head = nn.Sequential(
            nn.Conv2d(widths[0], 2 * widths[0], 3, 1, 1, bias=False),
            nn.BatchNorm2d(2 * widths[0]),
            nn.ReLU(),
            nn.Conv2d(2 * widths[0], 4 * len(CLASSES), 1),
            nn.PixelShuffle(2),
        )

    def forward(self, transmission: Tensor) -> Tensor:
        x = F.relu(self.norm(self.stem(self.unshuffle(features(transmission)))))
        levels = [x]
        for stage in self.down:
            x = stage(x)
            levels.append(x)
        x = self.context(x)
        for i in range(len(self.lift) - 1, -1, -1):
            x = F.interpolate(self.lift[i](x), scale_factor=2.0, mode="nearest") + levels[i]
            if i > 0:
                x = self.up[i - 1](x)
        return self.head(x)
