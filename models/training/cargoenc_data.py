"""Containers for the encoder: from the pool of training scans and from `encoder-data`, cut as the pipeline cuts them, and varied.

A picture is kept on the 24 mm grid with what lies around the container, because whoever locates containers is off by some pixels.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Sequence

import numpy as np
from cargoenc_net import COLUMNS, NO_DATA, PARTS, ROWS

#: Kept around a container of the pool, px of 24 mm.
AROUND = 6
POOL_PITCH = 4
VALIDATION_SHARE = 0.1
EVALUATION_FROM = 900_000_000
#: A part is called empty where fewer of its columns show goods.
GOODS_SHARE = 0.25
#: Of the columns of a container; goods that show in fewer are not there.
PRESENT_SHARE = 0.05
FIRST = ord("1")


def is_validation(seed: int) -> bool:
    """A tenth of the seeds, by a hash, so that it does not matter how many there are or in which order they were made."""
    return (seed * 2_654_435_761 % 2**32) / 2**32 < VALIDATION_SHARE


@dataclass
class Picture:
    """One container and its surroundings."""

    seed: int
    family: str
    #: 2 x rows x columns.
    samples: np.ndarray
    #: x, y, w, h in px of the samples.
    box: tuple[float, float, float, float]
    #: Families of the lots, with the chapters that each is declared in.
    lots: list[tuple[str, list[str]]]
    #: For each column of the box the number of the lot, 0 without goods; None where nobody noted it.
    goods: np.ndarray | None
    profile: str

    @property
    def present(self) -> list[int]:
        """Indices of the lots that can be seen: some goods found no room in the length that they were given."""
        if self.goods is None:
            return list(range(len(self.lots)))
        return [i for i in range(len(self.lots)) if (self.goods == i + 1).mean() >= PRESENT_SHARE]

    @property
    def composed(self) -> bool:
        return len(self.present) > 1


class Pictures:
    """The training or the validation pictures of the folders, or with `validation` None all; both may grow while they are read."""

    def __init__(self, pool: Path | None, made: Path | None, validation: bool | None, evaluation: bool = False) -> None:
        self.pool, self.made, self.validation, self.evaluation = pool, made, validation, evaluation
        self.known: set[Path] = set()
        self.items: list[Picture] = []
        self.refresh()

    def wanted(self, seed: int) -> bool:
        if self.evaluation:
            return seed >= EVALUATION_FROM
        if seed >= EVALUATION_FROM:
            raise ValueError(f"evaluation-seed: {seed} is kept for evaluation and must not be trained on")
        return self.validation is None or is_validation(seed) == self.validation

    def refresh(self, at_most: int = 10**9) -> int:
        """Reads what is new, and at most so many files of it."""
        for folder, read in ((self.made, self.read_made), (self.pool, self.read_pool)):
            if folder is None:
                continue
            for path in sorted(folder.glob("[0-9]*.json")):
                if path in self.known or at_most <= 0:
                    continue
                self.known.add(path)
                at_most -= 1
                read(path)
        return len(self.items)

    def read_made(self, path: Path) -> None:
        raw = np.memmap(path.with_suffix(".bin"), "<u2", "r")
        for one in json.loads(path.read_text()):
            if not self.wanted(one["seed"]):
                continue
            rows, columns, box = one["rows"], one["columns"], one["box"]
            samples = raw[one["at"] : one["at"] + 2 * rows * columns].reshape(2, rows, columns)
            goods = np.frombuffer(one["goods"].encode(), np.uint8) - (FIRST - 1)
            lots = [(lot["family"], lot["chapters"]) for lot in one["lots"]]
            at = (box["x"], box["y"], box["w"], box["h"])
            picture = Picture(one["seed"], one["family"], samples, at, lots, goods, one["profile"])
            if len(lots) > 1 and not picture.composed:
                picture.family = lots[picture.present[0]][0] if picture.present else "empty"
            self.items.append(picture)

    def read_pool(self, path: Path) -> None:
        about = json.loads(path.read_text())
        if not self.wanted(about["seed"]):
            return
        planes = np.load(path.with_suffix(".npy"), mmap_mode="r")
        crop = about["crop"]
        for box in about["containers"]:
            x, y = box["x"] - crop["x"], box["y"] - crop["y"]
            left, top = max(0, x // POOL_PITCH - AROUND), max(0, y // POOL_PITCH - AROUND)
            right = min(planes.shape[1] // POOL_PITCH, (x + box["w"]) // POOL_PITCH + AROUND + 1)
            bottom = min(planes.shape[2] // POOL_PITCH, (y + box["h"]) // POOL_PITCH + AROUND + 1)
            fine = planes[:2, left * POOL_PITCH : right * POOL_PITCH, top * POOL_PITCH : bottom * POOL_PITCH]
            at = (x / POOL_PITCH - left, y / POOL_PITCH - top, box["w"] / POOL_PITCH, box["h"] / POOL_PITCH)
            lots = [(about["family"], about["declaredChapters"])]
            samples = quarter(np.asarray(fine)).transpose(0, 2, 1)
            self.items.append(Picture(about["seed"], about["family"], samples, at, lots, None, about["profile"]))


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
        nearest = np.where(upper[1] >= 0.5, upper[0], below[0])[:, None], np.where(before[1] >= 0.5, before[0], after[0])
        seen = np.where(samples[:, nearest[0], nearest[1]] == NO_DATA, NO_DATA, np.minimum(seen, 65_534))
    out[:, :rows, :columns] = seen
    return out, columns, rows


def neighbours(source: int, start: float, length: float, targets: int) -> tuple[tuple, tuple]:
    """The two pixels beside the middle of each target, with their weights."""
    middle = (start + (np.arange(targets) + 0.5) * (length / targets) - 0.5).clip(0, source - 1)
    first = np.floor(middle).astype(int)
    share = (middle - first).astype(np.float32)
    return (first, 1 - share), (np.minimum(first + 1, source - 1), share)


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
