"""Crops of the training pool for `cargoseg`: read where they lie, drawn by what can be learnt from them."""
from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from cargoseg_net import KIND_OF, KINDS

HIDDEN = 65_535
NO_DATA = 65_535
#: Seeds whose remainder by 20 is this are for validation.
VALIDATION_EVERY = 20
#: Around a container so many pixels count too: the pipeline looks 100 mm past the box that it sees, and that may be 80 mm too large.
#: What was never taught there is anything: of the highest places in 26 clean scans, version 1.0.0 had 10 outside the container, most of them below its floor.
COLLAR = 30
#: Of the crops that are drawn anywhere, so many lie over a container's end.
END_SHARE = 0.25


@dataclass
class Scan:
    seed: int
    family: str
    tier: str
    threats: list[dict]
    #: x, y, w, h of each container.
    boxes: list[tuple[int, int, int, int]]
    #: 3 x columns x rows: high, low, label.
    planes: np.ndarray

    @property
    def columns(self) -> int:
        return self.planes.shape[1]

    @property
    def rows(self) -> int:
        return self.planes.shape[2]

    @property
    def looked_at(self) -> list[tuple[int, int, int, int]]:
        """Where the pipeline looks: each container and a little around it."""
        return [(x - COLLAR, y - COLLAR, w + 2 * COLLAR, h + 2 * COLLAR) for x, y, w, h in self.boxes]


class Pool:
    """A folder of training scans that may grow while it is read."""

    def __init__(self, folder: Path, validation: bool) -> None:
        self.folder, self.validation = folder, validation
        self.scans: list[Scan] = []
        self.known: set[str] = set()
        self.refresh()

    def refresh(self) -> int:
        for path in sorted(self.folder.glob("*.json")):
            if path.name in self.known:
                continue
            self.known.add(path.name)
            about = json.loads(path.read_text())
            if (about["seed"] % VALIDATION_EVERY == 0) != self.validation:
                continue
            planes = np.load(path.with_suffix(".npy"), mmap_mode="r")
            crop = about["crop"]
            boxes = [(b["x"] - crop["x"], b["y"] - crop["y"], b["w"], b["h"]) for b in about["containers"]]
            self.scans.append(Scan(about["seed"], about["family"], about["tier"], about["threats"], boxes, planes))
        return len(self.scans)


@dataclass
class Crop:
    scan: int
    x: int
    y: int


@dataclass
class Drawn:
    """transmission [2, size, size] (rows, columns), labels [size, size], kind of each threat by its number."""

    crop: Crop
    transmission: np.ndarray
    labels: np.ndarray
    kinds: dict[int, int]


def crop_at(pool: Pool, crop: Crop, size: int) -> Drawn:
    """A square from the scan; beyond its edges these are repeated, as the pipeline does. What is not looked at does not count."""
    scan = pool.scans[crop.scan]
    columns = np.clip(np.arange(crop.x, crop.x + size), 0, scan.columns - 1)
    rows = np.clip(np.arange(crop.y, crop.y + size), 0, scan.rows - 1)
    part = np.asarray(scan.planes[:, columns[0] : columns[-1] + 1, rows[0] : rows[-1] + 1])
    out = part[:, columns - columns[0]][:, :, rows - rows[0]].transpose(0, 2, 1)
    labels = np.full((size, size), HIDDEN, np.uint16)
    for x, y, w, h in scan.looked_at:
        x0, x1 = np.clip([x - crop.x, x + w - crop.x], 0, size)
        y0, y1 = np.clip([y - crop.y, y + h - crop.y], 0, size)
        labels[y0:y1, x0:x1] = out[2, y0:y1, x0:x1]
    kinds = {t["id"]: KINDS.index(KIND_OF.get(t["family"], "unknown")) for t in scan.threats}
    return Drawn(crop, out[:2], labels, kinds)


def anywhere(pool: Pool, size: int, rng: random.Random) -> Crop:
    """A crop over a container, one in four over an end of it.

    Cells near a crop's edge are not judged, so a crop must reach well past the container for its ends, roof and floor to count as
    often as its middle. Where ends are seen with threats and hardly without, a network takes them for threats.
    """
    i = rng.randrange(len(pool.scans))
    x, y, w, h = rng.choice(pool.scans[i].boxes)
    past = size // 3
    column = x + rng.randint(-past, max(-past, w - size + past))
    if rng.random() < END_SHARE:
        end = x if rng.random() < 0.5 else x + w
        column = end - int(size * rng.uniform(0.2, 0.8))
    return Crop(i, column, y + rng.randint(-past, max(-past, h - size + past)))


def at_threat(pool: Pool, size: int, rng: random.Random) -> Crop:
    """A crop that holds a threat or part of it, somewhere in its inner part."""
    for _ in range(20):
        i = rng.randrange(len(pool.scans))
        threats = pool.scans[i].threats
        if not threats:
            continue
        box = rng.choice(threats)["box"]
        x = box["x"] + rng.random() * box["w"] - size * rng.uniform(0.2, 0.8)
        y = box["y"] + rng.random() * box["h"] - size * rng.uniform(0.2, 0.8)
        return Crop(i, int(x), int(y))
    return anywhere(pool, size, rng)


def varied(drawn: Drawn, rng: random.Random) -> Drawn:
    """The same crop by another scanner on another day: turned round, other gain, other ratio, fewer photons."""
    t, labels = drawn.transmission, drawn.labels
    if rng.random() < 0.5:
        t, labels = t[:, :, ::-1], labels[:, ::-1]
    missing = t == NO_DATA
    value = t.astype(np.float32) / 60_000
    if rng.random() < 0.7:
        alpha = -np.log(np.maximum(value, 2e-5))
        both = np.float32(rng.gauss(1, 0.025))
        alpha[0] *= both
        alpha[1] *= both * np.float32(rng.gauss(1, 0.012))
        value = np.exp(-alpha) * np.float32(rng.gauss(1, 0.004))
    if rng.random() < 0.3:
        photons = 10 ** rng.uniform(3.7, 5.5)
        noise = np.random.default_rng(rng.getrandbits(32)).standard_normal(value.shape, dtype=np.float32)
        value = value + noise * np.sqrt(np.maximum(value, 1e-5) / photons)
    if rng.random() < 0.02:
        value[1] = value[0]
    out = np.clip(value * 60_000, 0, 65_534)
    out[missing] = NO_DATA
    return Drawn(drawn.crop, out, np.ascontiguousarray(labels), drawn.kinds)
