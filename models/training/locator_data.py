"""Whole scans of the training pool for the locator, and pictures made of them: bare vehicles, two containers, close cuts."""
from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

NO_DATA = 65_535
NOTHING, VEHICLE, CONTAINER = 0, 1, 2
#: Side of a pixel of `<seed>.truck.npy` and of the finer pictures, in px of the pool's 6 mm grid.
COARSE, FINE = 8, 4
#: One scan in so many is also kept fine, and no more than these: they are large.
FINE_EVERY, FINE_MOST = 3, 300
VALIDATION_SHARE = 0.1
#: Seeds from here on are for evaluation and must not be learnt from.
EVALUATION_FROM = 800_000_000

#: left, top, right, bottom in px, fractions allowed.
Box = tuple[float, float, float, float]


@dataclass
class Picture:
    """A scan or part of it; boxes may reach beyond its edges."""

    seed: int
    #: 2 x rows x columns: high, low, transmission x 60,000.
    samples: np.ndarray
    #: rows x columns: 1 where the vehicle is; containers are told by their boxes.
    vehicle: np.ndarray
    boxes: list[Box]

    @property
    def rows(self) -> int:
        return self.samples.shape[1]

    @property
    def columns(self) -> int:
        return self.samples.shape[2]


def is_validation(seed: int) -> bool:
    """A tenth of the seeds, by a hash, so that it does not matter how many there are or in which order they were made."""
    return (seed * 2_654_435_761 % 2**32) / 2**32 < VALIDATION_SHARE


class Pool:
    """A folder of training scans that may grow while it is read: whole scans at 48 mm, some containers at 24 mm."""

    def __init__(self, folder: Path, validation: bool, fine: bool = True) -> None:
        self.folder, self.validation, self.with_fine = folder, validation, fine
        self.known: set[str] = set()
        self.coarse: list[Picture] = []
        self.fine: list[Picture] = []
        self.refresh()

    def refresh(self, most: int = 5000) -> None:
        """Reads scans that have come since, no more than `most`, for reading keeps the training waiting."""
        fresh = [path for path in sorted(self.folder.glob("*.json")) if path.name not in self.known]
        for path in fresh[:most]:
            self.known.add(path.name)
            about = json.loads(path.read_text())
            seed = about["seed"]
            if seed >= EVALUATION_FROM or is_validation(seed) != self.validation:
                continue
            whole = whole_scan(path.with_suffix(".truck.npy"), about)
            self.coarse.append(whole)
            if self.with_fine and seed % FINE_EVERY == 0 and len(self.fine) < FINE_MOST:
                self.fine.append(around_containers(path.with_suffix(".npy"), about, whole))


def whole_scan(path: Path, about: dict) -> Picture:
    planes = np.load(path)
    if planes.dtype != np.uint16 or planes.ndim != 3 or planes.shape[0] != 3:
        raise ValueError(f"pool-shape: {path.name} is {planes.dtype} {planes.shape}, wanted uint16 [3, columns, rows]")
    planes = planes.transpose(0, 2, 1)
    across, down = planes.shape[2] / about["columns"], planes.shape[1] / about["rows"]
    boxes = [(b["x"] * across, b["y"] * down, (b["x"] + b["w"]) * across, (b["y"] + b["h"]) * down) for b in about["containers"]]
    return Picture(about["seed"], np.ascontiguousarray(planes[:2]), (planes[2] == VEHICLE).astype(np.uint8), boxes)


def around_containers(path: Path, about: dict, whole: Picture) -> Picture:
    """The containers and a little around them at 24 mm; the vehicle as the whole scan has it."""
    planes = np.load(path, mmap_mode="r")[:2].transpose(0, 2, 1)
    rows, columns = planes.shape[1] // FINE, planes.shape[2] // FINE
    blocks = planes[:, : rows * FINE, : columns * FINE].reshape(2, rows, FINE, columns, FINE)
    samples = blocks.mean((2, 4), dtype=np.float32)
    samples[(blocks == NO_DATA).any((2, 4))] = NO_DATA
    crop = about["crop"]
    x = np.minimum((crop["x"] + (np.arange(columns) + 0.5) * FINE) * whole.columns / about["columns"], whole.columns - 1)
    y = np.minimum((crop["y"] + (np.arange(rows) + 0.5) * FINE) * whole.rows / about["rows"], whole.rows - 1)
    corners = [(b["x"] - crop["x"], b["y"] - crop["y"], b["w"], b["h"]) for b in about["containers"]]
    boxes = [(x0 / FINE, y0 / FINE, (x0 + w) / FINE, (y0 + h) / FINE) for x0, y0, w, h in corners]
    return Picture(about["seed"], samples.astype(np.uint16), whole.vehicle[y.astype(int)][:, x.astype(int)], boxes)


def cut(picture: Picture, left: int, top: int, right: int, bottom: int) -> Picture:
    left, top = max(0, left), max(0, top)
    right, bottom = max(left + 8, min(picture.columns, right)), max(top + 8, min(picture.rows, bottom))
    boxes = [(x0 - left, y0 - top, x1 - left, y1 - top) for x0, y0, x1, y1 in picture.boxes]
    return replace(
        picture, samples=picture.samples[:, top:bottom, left:right], vehicle=picture.vehicle[top:bottom, left:right],
        boxes=[b for b in boxes if b[2] > 1 and b[3] > 1 and b[0] < right - left - 1 and b[1] < bottom - top - 1],
    )


def without(picture: Picture, boxes: list[Box], noise: np.random.Generator) -> Picture:
    """Air where these containers stood. Their floors end on the chassis, so nothing is taken below them."""
    samples, vehicle = picture.samples.copy(), picture.vehicle.copy()
    for x0, y0, x1, y1 in boxes:
        rows = slice(max(0, int(y0) - 1), min(picture.rows, int(np.ceil(y1))))
        columns = slice(max(0, int(x0) - 1), min(picture.columns, int(np.ceil(x1)) + 1))
        shape = samples[:, rows, columns].shape
        samples[:, rows, columns] = np.clip(60_000 + 300 * noise.standard_normal(shape), 0, NO_DATA - 1)
        vehicle[rows, columns] = 0
    return replace(picture, samples=samples, vehicle=vehicle, boxes=[box for box in picture.boxes if box not in boxes])


def twice(picture: Picture, gap: int) -> Picture:
    """The container and what is below it a second time behind itself, `gap` px apart."""
    x0, y0, x1, y1 = picture.boxes[0]
    left, right = max(0, int(x0)), min(picture.columns, int(np.ceil(x1)))
    middle = (left + right) // 2
    order = [*range(right), *[middle] * gap, *range(left, picture.columns)]
    samples, vehicle = picture.samples[:, :, order].copy(), picture.vehicle[:, order]
    between = slice(right, right + gap)
    samples[:, : min(picture.rows, int(y1)), between] = 60_000
    moved = right + gap - left
    return replace(picture, samples=samples, vehicle=vehicle, boxes=[(x0, y0, x1, y1), (x0 + moved, y0, x1 + moved, y1)])
