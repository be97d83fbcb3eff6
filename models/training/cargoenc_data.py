"""Containers for the encoder, from the pool of training scans and from `encoder-data`.

A picture is kept on the 24 mm grid with what lies around the container, because whoever locates containers is off
by some pixels.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cargoenc_box import POOL_PITCH, quarter

#: Kept around a container of the pool, px of 24 mm.
AROUND = 6
VALIDATION_SHARE = 0.1
EVALUATION_FROM = 900_000_000
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
    """The training or the validation pictures of the folders, or with `validation` None all; folders may grow meanwhile."""

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
