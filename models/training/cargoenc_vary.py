"""One container as other scans of such loads could show it."""
from __future__ import annotations

from typing import Sequence

import numpy as np
from cargoenc_box import drawn
from cargoenc_data import Picture
from cargoenc_net import NO_DATA, PARTS

#: A part is called empty where fewer of its columns show goods.
GOODS_SHARE = 0.25


def varied(picture: Picture, families: dict[str, int], rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The picture as another scan of such a load could show it, and what its parts show."""
    x, y, w, h = picture.box
    left, right, up, down = rng.normal(0, 2.0, 4).clip(-5, 5)
    box = (x + left, y + up, w - left + right, h - up + down)
    stretch = rng.uniform(0.9, 1.1) if rng.random() < 0.4 else 1.0
    out, columns, rows = drawn(picture.samples, box, stretch)
    parts = parts_of(picture, box, families)
    if rng.random() < 0.5:
        # The truck drives the other way.
        out[:, :, :columns] = out[:, :, :columns][:, :, ::-1].copy()
        parts = parts[::-1].copy()
    seen = out[:, :rows, :columns]
    seen[...] = disturbed(seen, rng)
    if rng.random() < 0.3:
        cut_out(seen, rng)
    if rng.random() < 0.06:
        out[rng.integers(2)] = NO_DATA
    return out, parts


def disturbed(seen: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Another packing density, gain, offset between the energies, and noise."""
    there = seen != NO_DATA
    transmission = np.clip(seen / 60_000, 1e-5, 1.1)
    if rng.random() < 0.5:
        transmission = transmission ** np.float32(rng.uniform(0.9, 1.1))
    gains = rng.normal(1, 0.01) * np.array([1, rng.normal(1, 0.004)], np.float32)[:, None, None]
    transmission = transmission * gains + np.float32(rng.normal(0, 1e-4))
    sigma = np.float32(10 ** rng.uniform(-3.3, -2.0))
    noise = rng.standard_normal(seen.shape, np.float32)
    transmission = transmission + noise * sigma * np.sqrt(np.clip(transmission, 1e-5, None))
    return np.where(there, np.clip(transmission * 60_000, 0, 65_534), NO_DATA)


def cut_out(seen: np.ndarray, rng: np.random.Generator) -> None:
    """Lost lines, or a patch that says nothing."""
    _, rows, columns = seen.shape
    w = int(rng.integers(1, max(2, columns // 12)))
    x = int(rng.integers(0, columns - w))
    if rng.random() < 0.5:
        seen[:, :, x : x + w] = NO_DATA
        return
    h = int(rng.integers(4, max(5, rows // 2)))
    y = int(rng.integers(0, rows - h))
    seen[:, y : y + h, x : x + w] = NO_DATA


def parts_of(picture: Picture, box: Sequence[float], families: dict[str, int]) -> np.ndarray:
    """What each part of a box shows: parts x families, shares of 1; all 0 where it is not known."""
    parts = np.zeros((PARTS, len(families)), np.float32)
    if picture.goods is None:
        return parts
    start = box[0] - picture.box[0]
    edges = np.rint(start + np.arange(PARTS + 1) * box[2] / PARTS).astype(int).clip(0, len(picture.goods))
    for i in range(PARTS):
        seen = picture.goods[edges[i] : max(edges[i] + 1, edges[i + 1])]
        if len(seen) == 0 or (seen > 0).mean() < GOODS_SHARE:
            parts[i, families["empty"]] = 1
            continue
        for number, (family, _) in enumerate(picture.lots, 1):
            parts[i, families[family]] += (seen == number).sum() / (seen > 0).sum()
    return parts
