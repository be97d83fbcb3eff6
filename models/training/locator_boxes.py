"""From classes to boxes, as pipeline/src/locate/containers.ts does, and how well two boxes agree. Keep the two alike."""
from __future__ import annotations

import numpy as np
from locator_data import CONTAINER, Box

MOST = 2
LONGEST_MM, SHORTEST_MM, SMALLEST_MM2 = 13_900, 2_500, 2_000_000
#: A column with less than this share of the usual pixels is a gap between two containers.
GAP_SHARE = 0.5
#: Of a container's pixels so many lie outside of the quantiles at each side.
OUTSIDE = 0.02


def boxes_in(classes: np.ndarray, pixel_mm: float, spread: bool = True) -> list[Box]:
    """Boxes of the containers, from the left, left, top, right, bottom in px; `spread` as far as the quantiles say the whole reaches."""
    pieces = [part for piece in pieces_of(classes == CONTAINER) for part in apart(piece, pixel_mm)]
    large = sorted((p for p in pieces if len(p) * pixel_mm**2 >= SMALLEST_MM2), key=len, reverse=True)[:MOST]
    return sorted(box_of(piece, spread) for piece in large)


def pieces_of(mask: np.ndarray) -> list[np.ndarray]:
    """Row and column of the pixels of each connected piece, [n, 2], joined through runs of each row."""
    runs: list[tuple[int, int, int]] = []
    parent: list[int] = []

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    above: list[int] = []
    for row in range(mask.shape[0]):
        steps = np.flatnonzero(np.diff(np.concatenate([[0], mask[row].astype(np.int8), [0]])))
        here: list[int] = []
        for start, end in zip(steps[::2].tolist(), steps[1::2].tolist()):
            here.append(len(runs))
            parent.append(len(runs))
            runs.append((row, start, end))
            for other in above:
                if runs[other][1] < end and start < runs[other][2]:
                    parent[root(other)] = root(here[-1])
        above = here
    pieces: dict[int, list[np.ndarray]] = {}
    for i, (row, start, end) in enumerate(runs):
        columns = np.arange(start, end)
        pieces.setdefault(root(i), []).append(np.stack([np.full_like(columns, row), columns], 1))
    return [np.concatenate(parts) for parts in pieces.values()]


def apart(piece: np.ndarray, pixel_mm: float) -> list[np.ndarray]:
    """One piece, or two where it is cut at its weakest column."""
    columns = piece[:, 1]
    first, last = int(columns.min()), int(columns.max())
    counts = np.bincount(columns - first)
    least = int(np.ceil(SHORTEST_MM / pixel_mm))
    inner = np.arange(least, last - first - least + 1)
    if inner.size == 0:
        return [piece]
    weakest = min(inner.tolist(), key=lambda i: (counts[i], abs(i - (last - first) / 2)))
    too_long = (last - first + 1) * pixel_mm > LONGEST_MM
    if not too_long and counts[weakest] >= GAP_SHARE * np.median(counts):
        return [piece]
    return [piece[columns - first < weakest], piece[columns - first > weakest]]


def box_of(piece: np.ndarray, spread: bool) -> Box:
    (top, bottom), (left, right) = ends(piece[:, 0], spread), ends(piece[:, 1], spread)
    return left, top, right, bottom


def ends(values: np.ndarray, spread: bool) -> tuple[float, float]:
    ordered = np.sort(values)
    out = int(OUTSIDE * ordered.size)
    low, high = float(ordered[out]), float(ordered[-1 - out]) + 1
    # Of an even box the quantiles leave out just this share at each side.
    beyond = (high - low) * OUTSIDE / (1 - 2 * OUTSIDE) if spread else 0.0
    return max(float(ordered[0]), low - beyond), min(float(ordered[-1]) + 1, high + beyond)


def agreement(a: Box, b: Box) -> float:
    """Intersection over union."""
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0.0, w) * max(0.0, h)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def matched(found: list[Box], true: list[Box]) -> list[float]:
    """For each true box its agreement with the best found one, and 0 for each found one too many."""
    each = [max((agreement(t, f) for f in found), default=0.0) for t in true]
    return each + [0.0] * max(0, len(found) - len(true))
