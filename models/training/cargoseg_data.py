"""Crops of the training pool for `cargoseg`: drawn by what can be learnt from them, varied a whole batch at a time.

On a processor scans are read where they lie; on a GPU the whole pool lies in its memory (8 MB a scan), and crops are cut there.
"""
from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from cargoseg_net import KIND_OF, KINDS, NO_DATA, TRANSMISSION_ONE
from torch import Tensor

HIDDEN = 65_535
#: Threats of one scan bear numbers below this.
NUMBERS = 64
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
    #: 3 x columns x rows: high, low, label; int16 that holds the bits of uint16, which torch hardly knows.
    planes: Tensor

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

    def __init__(self, folder: Path, validation: bool, device: torch.device = torch.device("cpu")) -> None:
        self.folder, self.validation, self.device = folder, validation, device
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
            on_disk = np.load(path.with_suffix(".npy"), mmap_mode="c" if self.device.type == "cpu" else None)
            planes = torch.from_numpy(on_disk.view(np.int16)).to(self.device)
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
class Batch:
    """transmission [B, 2, size, size] (rows, columns) as float, labels [B, size, size], kind [B, NUMBERS] of each threat by its number."""

    crops: list[Crop]
    transmission: Tensor
    labels: Tensor
    kinds: Tensor


def batch_of(pool: Pool, crops: list[Crop], size: int) -> Batch:
    parts = torch.stack([crop_at(pool, crop, size) for crop in crops])
    kinds = torch.full((len(crops), NUMBERS), len(KINDS) - 1)
    for b, crop in enumerate(crops):
        for threat in pool.scans[crop.scan].threats:
            kinds[b, threat["id"]] = KINDS.index(KIND_OF.get(threat["family"], "unknown"))
    return Batch(crops, parts[:, :2].float(), parts[:, 2], kinds.to(pool.device))


def crop_at(pool: Pool, crop: Crop, size: int) -> Tensor:
    """A square from the scan, [3, rows, columns]; beyond its edges these are repeated, as the pipeline does. What is not looked at does not count."""
    scan = pool.scans[crop.scan]
    columns = torch.arange(crop.x, crop.x + size, device=pool.device).clamp_(0, scan.columns - 1)
    rows = torch.arange(crop.y, crop.y + size, device=pool.device).clamp_(0, scan.rows - 1)
    out = scan.planes[:, columns[None], rows[:, None]].int() & 0xFFFF
    looked_at = torch.zeros((size, size), dtype=torch.bool, device=pool.device)
    for x, y, w, h in scan.looked_at:
        x0, y0 = max(0, x - crop.x), max(0, y - crop.y)
        looked_at[y0 : max(y0, y + h - crop.y), x0 : max(x0, x + w - crop.x)] = True
    out[2].masked_fill_(~looked_at, HIDDEN)
    return out


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


def varied(batch: Batch, rng: random.Random) -> Batch:
    """The same crops by other scanners on other days: turned round, other gain, other ratio, fewer photons."""
    count, device = len(batch.crops), batch.labels.device

    def each(draw: Callable[[], float]) -> Tensor:
        return torch.tensor([draw() for _ in range(count)], device=device).view(-1, 1, 1, 1)

    turned = each(lambda: float(rng.random() < 0.5)) > 0
    t = torch.where(turned, batch.transmission.flip(3), batch.transmission)
    labels = torch.where(turned[:, 0], batch.labels.flip(2), batch.labels)
    missing = t == NO_DATA
    value = t / TRANSMISSION_ONE

    drifted = [rng.random() < 0.7 for _ in range(count)]
    both, own, gain = ([rng.gauss(1, of) if is_so else 1.0 for is_so in drifted] for of in (0.025, 0.012, 0.004))
    power = torch.tensor([[b, b * o] for b, o in zip(both, own)], device=device).view(-1, 2, 1, 1)
    value = value.clamp_min(2e-5) ** power * torch.tensor(gain, device=device).view(-1, 1, 1, 1)

    noisy = [b for b in range(count) if rng.random() < 0.3]
    if noisy:
        photons = torch.tensor([10 ** rng.uniform(3.7, 5.5) for _ in noisy], device=device).view(-1, 1, 1, 1)
        of = value[noisy]
        value[noisy] = of + torch.randn_like(of) * torch.sqrt(of.clamp_min(1e-5) / photons)
    for b in range(count):
        if rng.random() < 0.02:
            value[b, 1] = value[b, 0]
    out = (value * TRANSMISSION_ONE).clamp_(0, NO_DATA - 1)
    return Batch(batch.crops, torch.where(missing, NO_DATA, out), labels, batch.kinds)
