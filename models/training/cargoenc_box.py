"""Containers cut from their pictures: as the lane cuts them, and quicker for training."""
from __future__ import annotations

from typing import Sequence

import numpy as np
from cargoenc_net import COLUMNS, NO_DATA, PARTS, ROWS

#: Pixels of the pool's 6 mm grid in one of the encoder's 24 mm.
POOL_PITCH = 4


def quarter(fine: np.ndarray) -> np.ndarray:
    """Mean of 4 x 4 pixels of transmission; what has no data takes no part."""
    n, w, h = fine.shape
    blocks = fine.reshape(n, w // POOL_PITCH, POOL_PITCH, h // POOL_PITCH, POOL_PITCH)
    there = blocks != NO_DATA
    count = there.sum((2, 4))
    sums = (blocks * there).sum((2, 4), dtype=np.uint32)
    mean = np.rint(sums / np.maximum(count, 1))
    return np.where(count * 2 >= POOL_PITCH**2, mean, NO_DATA).astype(np.uint16)


def summed(plane: np.ndarray, start: float, length: float, targets: int) -> np.ndarray:
    """Sums over the last axis: target i covers its share of `length` pixels from `start`, edges with the share that they cover."""
    sums = np.concatenate([np.zeros((*plane.shape[:-1], 1)), plane.cumsum(-1, dtype=np.float64)], -1)
    edges = (start + np.arange(targets + 1) * (length / targets)).clip(0, plane.shape[-1])
    first = np.minimum(np.floor(edges).astype(int), plane.shape[-1] - 1)
    at = sums[..., first] + (edges - first) * plane[..., first]
    return np.diff(at, axis=-1)


def fitted(samples: np.ndarray, box: Sequence[float]) -> tuple[np.ndarray, int, int]:
    """A box of a picture as the network is given it: 2 x 128 x 512 transmission x 60,000, no data beyond it.

    A box that is longer or higher than that is squeezed, each way by itself.

    :returns: the input and how many of its columns and rows the box fills
    """
    x, y, w, h = box
    columns = int(min(COLUMNS, max(PARTS, round(w))))
    rows = int(min(ROWS, max(1, round(h))))
    out = np.full((2, ROWS, COLUMNS), NO_DATA, np.float32)
    there = samples != NO_DATA

    def area(plane: np.ndarray) -> np.ndarray:
        return summed(summed(plane, x, w, columns).transpose(0, 2, 1), y, h, rows).transpose(0, 2, 1)

    covered = area(there.astype(np.float64))
    mean = area(np.where(there, samples, 0).astype(np.float64)) / np.maximum(covered, 1e-6)
    whole = (w / columns) * (h / rows)
    out[:, :rows, :columns] = np.where(covered > whole / 2, np.minimum(65_534, np.rint(mean)), NO_DATA)
    return out, columns, rows


def drawn(samples: np.ndarray, box: Sequence[float], stretch: float) -> tuple[np.ndarray, int, int]:
    """As `fitted`, shown longer or shorter by `stretch`, between neighbouring pixels instead of by area: a tenth of the time, and little else at these scales."""
    x, y, w, h = box
    columns = int(min(COLUMNS, max(PARTS, round(w * stretch))))
    rows = int(min(ROWS, max(1, round(h))))
    out = np.full((2, ROWS, COLUMNS), NO_DATA, np.float32)
    upper, below = neighbours(samples.shape[1], y, h, rows)
    before, after = neighbours(samples.shape[2], x, w, columns)
    whole = samples[:, upper[0]] * upper[1][:, None] + samples[:, below[0]] * below[1][:, None]
    seen = whole[:, :, before[0]] * before[1] + whole[:, :, after[0]] * after[1]
    gone = (samples == NO_DATA).any()
    if gone:
        row = np.where(upper[1] >= 0.5, upper[0], below[0])[:, None]
        column = np.where(before[1] >= 0.5, before[0], after[0])
        seen = np.where(samples[:, row, column] == NO_DATA, NO_DATA, np.minimum(seen, 65_534))
    out[:, :rows, :columns] = seen
    return out, columns, rows


def neighbours(source: int, start: float, length: float, targets: int) -> tuple[tuple, tuple]:
    """The two pixels beside the middle of each target, with their weights."""
    middle = (start + (np.arange(targets) + 0.5) * (length / targets) - 0.5).clip(0, source - 1)
    first = np.floor(middle).astype(int)
    share = (middle - first).astype(np.float32)
    return (first, 1 - share), (np.minimum(first + 1, source - 1), share)
