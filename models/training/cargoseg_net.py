"""The network of `cargoseg` and `emptyseg`: a dense U-Net on the transmission of both energies, after Ronneberger et al. (arXiv 1505.04597).

Log and ratio lie inside the graph, so that whoever runs the model gives it transmission and nothing else.
"""
from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from residual import Residual
from torch import Tensor, nn

TRANSMISSION_ONE = 60_000.0
NO_DATA = 65_535.0
#: What is darker than this share of air is as dark as this: beyond lies scatter and nothing else.
DARKEST = 3e-4

#: What a threat may be; the last one is what the network was shown without a name.
KINDS = (
    "tobacco", "alcohol", "drugs", "weapons", "cash", "dense-metal", "ivory", "vehicle",
    "false-wall", "foreign-lot", "missing-goods", "unknown",
)

KIND_OF = {
    "cigarettes": "tobacco",
    "alcohol": "alcohol",
    "drug-bricks": "drugs", "rip-on-bags": "drugs", "drugs-in-wall": "drugs", "drugs-in-floor": "drugs",
    "drugs-in-ceiling": "drugs", "drugs-in-reefer-unit": "drugs",
    "pistols": "weapons", "ammunition": "weapons",
    "cash": "cash",
    "shielded-source": "dense-metal",
    "ivory": "ivory",
    "undeclared-car": "vehicle", "undeclared-car-parts": "vehicle",
    "false-wall": "false-wall",
    "different-lot": "foreign-lot",
    "missing-units": "missing-goods",
}

FEATURES = 8


@dataclass(frozen=True)
class Build:
    """What networks of this kind differ by; cells are of 24 mm in all of them."""

    #: Of the input, mm.
    pitch: int
    #: At a half, a quarter, an eighth ... of the input; multiples of 16, for with others Debian's torch breaks its memory in bf16.
    widths: tuple[int, ...]
    #: Sides of a training crop, px; a multiple of 32.
    crop: int
    #: Rows and columns of a tile of the exported network, and what of it at each edge is not answered for, px.
    tile: tuple[int, int]
    margin: int
    #: Whether it says what a threat would be.
    names: bool

    @property
    def stride(self) -> int:
        """Input pixels a cell of the output."""
        return 24 // self.pitch

    def odd(self, mm: float) -> int:
        """The odd number of half-size pixels that is nearest to a length."""
        return 2 * round((mm / (2 * self.pitch) - 1) / 2) + 1


BUILDS = {
    # 832 rows of 6 mm are the whole height of a scanner of 5 m, in one tile.
    "cargoseg": Build(pitch=6, widths=(16, 32, 64, 96, 128), crop=384, tile=(960, 384), margin=64, names=True),
    "emptyseg": Build(pitch=12, widths=(16, 32, 48, 64), crop=224, tile=(480, 384), margin=32, names=False),
}


def boxed(x: Tensor, rows: int, columns: int) -> Tensor:
    """Mean over a box of odd sides around each pixel, edges left out of it: one direction after the other.

    Average pools in the exported graph, and products with a matrix where the runtime's pools would cost more than convolutions; while
    training running sums, which cost the same for boxes of any size.
    """
    if not torch.onnx.is_in_onnx_export():
        return running_mean(running_mean(x.float(), columns, 3), rows, 2)
    height, width = int(x.shape[2]), int(x.shape[3])
    if max(rows, columns) > POOLED_TO:
        return means_of(height, rows) @ (x @ means_of(width, columns).T)
    along = F.avg_pool2d(x, (1, columns), 1, (0, columns // 2), count_include_pad=False)
    return F.avg_pool2d(along, (rows, 1), 1, (rows // 2, 0), count_include_pad=False)


#: Neighbours in a row that a pool takes the mean of in no time: of 59 in a column, one over the other, it took a fifth of the network's.
POOLED_TO = 32


def means_of(length: int, size: int) -> Tensor:
    """The matrix that takes the mean over `size` neighbours, fewer at the ends."""
    place = torch.arange(length)
    near = ((place[:, None] - place[None, :]).abs() <= size // 2).double()
    return (near / near.sum(1, keepdim=True)).float()


def running_mean(x: Tensor, size: int, axis: int) -> Tensor:
    """Mean over `size` neighbours along an axis, fewer at its ends."""
    if size == 1:
        return x
    length, half = x.shape[axis], size // 2
    middle = x.mean(axis, keepdim=True)
    sums = F.pad((x - middle).cumsum(axis), (1, 0) if axis == 3 else (0, 0, 1, 0))
    at = torch.arange(length, device=x.device)
    to, start = (at + half + 1).clamp(max=length), (at - half).clamp(min=0)
    count = (to - start).view((-1,) if axis == 3 else (-1, 1)).to(x.dtype)
    return (sums.index_select(axis, to) - sums.index_select(axis, start)) / count + middle


def features(transmission: Tensor, near_px: int, around_px: int) -> Tensor:
    """Transmission x 60,000, [B, 2, H, W], 65,535 without data, to what the network sees, [B, 8, H, W].

    Attenuation -ln T of both energies, their ratio where there is enough matter to have one, the square root of T, which keeps
    what is thin apart, where there is no data, and how attenuation and ratio differ from their surroundings of 0.2 and 0.7 m,
    given in pixels of half size, enlarged: what is hidden changes them by hundredths where the load changes them by units.
    """
    unknown = (transmission >= NO_DATA).to(transmission.dtype)
    missing = torch.maximum(unknown[:, :1], unknown[:, 1:])
    t = (transmission / TRANSMISSION_ONE).clamp(DARKEST, 1.05)
    t = t * (1 - missing) + missing
    alpha = -torch.log(t)
    high, low = alpha[:, :1], alpha[:, 1:]
    ratio = (low - 1.12 * high) / (high + 0.25)
    half = F.avg_pool2d(torch.cat([high, ratio], 1), 2)
    near, around = boxed(half, near_px, near_px), boxed(half, around_px, around_px)
    smooth = boxed(half[:, 1:], 3, 3)

    def up(x: Tensor) -> Tensor:
        return F.interpolate(x, scale_factor=2.0, mode="nearest")

    return torch.cat(
        [
            high * 0.4 - 0.8,
            low * 0.4 - 0.8,
            (ratio * 6).clamp(-3, 3),
            torch.sqrt(t[:, :1]) * 2 - 1,
            missing,
            torch.tanh(8 * (high - up(near[:, :1]))),
            torch.tanh(3 * (high - up(around[:, :1]))),
            torch.tanh(15 * up(smooth - around[:, 1:])),
        ],
        1,
    )


class NeighbourContrast(nn.Module):
    """What each place has that its neighbours along the row and around it have not: one box among its siblings."""

    def __init__(self, channels: int, along: int, around: int) -> None:
        super().__init__()
        self.along, self.around = along, around
        self.mix = nn.Conv2d(3 * channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        row, box = boxed(x, 1, self.along), boxed(x, self.around, self.around)
        return F.relu(x + self.mix(torch.cat([x, x - row, x - box], 1)))


class CargoSeg(nn.Module):
    """uint16 transmission as float, [B, 2, H, W] with H and W multiples of 32, to logits of anomaly and kind for each cell."""

    def __init__(self, build: Build = BUILDS["cargoseg"], kinds: int = len(KINDS)) -> None:
        super().__init__()
        self.build = build
        widths = build.widths
        #: Levels halve the picture again and again; cells are those of this one.
        self.finest = (build.stride // 2).bit_length() - 1
        levels = range(self.finest, len(widths) - 1)
        self.stem = nn.Conv2d(4 * FEATURES, widths[0], 3, 1, 1)
        self.down = nn.ModuleList(
            Residual(widths[max(0, i - 1)], width, 1 if i == 0 else 2) for i, width in enumerate(widths)
        )
        compared = widths[self.finest + 1], widths[self.finest + 2]
        self.contrast = nn.ModuleList([NeighbourContrast(compared[0], 17, 9), NeighbourContrast(compared[1], 15, 7)])
        self.lift = nn.ModuleList(nn.Conv2d(widths[i + 1], widths[i], 1) for i in levels)
        self.up = nn.ModuleList(Residual(widths[i], widths[i]) for i in levels)
        self.anomaly = nn.Conv2d(widths[self.finest], 1, 3, 1, 1)
        self.kind = nn.Conv2d(widths[self.finest], kinds, 1)
        nn.init.constant_(self.anomaly.bias, -3.0)

    def stem_of(self, x: Tensor) -> Tensor:
        """Squares of 2 x 2 pixels as channels, and a convolution of 3 x 3 of them: one of 6 x 6 pixels, which saves the copy."""
        outputs = self.stem.out_channels
        weight = self.stem.weight.view(outputs, FEATURES, 2, 2, 3, 3).permute(0, 1, 4, 2, 5, 3)
        return F.conv2d(x, weight.reshape(outputs, FEATURES, 6, 6), self.stem.bias, 2, 2)

    def forward(self, transmission: Tensor) -> tuple[Tensor, Tensor]:
        with torch.no_grad():
            x = features(transmission, self.build.odd(204), self.build.odd(708))
        x = F.relu(self.stem_of(x))
        levels: list[Tensor] = []
        for i, stage in enumerate(self.down):
            x = stage(x)
            compared = i - self.finest - 1
            if compared in (0, 1):
                x = self.contrast[compared](x)
            levels.append(x)
        for i in range(len(self.up) - 1, -1, -1):
            x = self.up[i](F.interpolate(self.lift[i](x), scale_factor=2.0, mode="nearest") + levels[i + self.finest])
        return self.anomaly(x), self.kind(x)
