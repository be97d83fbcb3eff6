"""Crops of the training pool for `cargoseg` and `emptyseg`: drawn by what can be learnt from them, varied a whole batch at a time.

On a processor scans are read where they lie; on a GPU the whole pool lies in its memory (13 MB a scan), and crops are cut there.
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
#: On a GPU scans bear a border of so many repeated pixels, so that most crops are plain slices: what costs there is the number of calls.
BORDER = 128
#: Of the crops that are drawn anywhere, so many lie over a container's end.
END_SHARE = 0.25
#: Of all crops so many end inside the load: a real scan may begin late or stop early.
CUT_SHARE = 0.08


@dataclass
class Scan:
    seed: int
    family: str
    tier: str
    threats: list[dict]
    #: x, y, w, h of each container.
    boxes: list[tuple[int, int, int, int]]
    #: 3 x columns x rows with a border: high, low, label; int16 that holds the bits of uint16, which torch hardly knows.
    planes: Tensor
    border: int


class Pool:
    """A folder of training scans that may grow while it is read.

    For a network of a coarser pitch than theirs they are put on it once and lie in memory; only scans of the wanted family count.
    """

    def __init__(
        self, folder: Path, validation: bool, device: torch.device = torch.device("cpu"), pitch: int = 6, family: str | None = None
    ) -> None:
        self.folder, self.validation, self.device, self.pitch, self.family = folder, validation, device, pitch, family
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
            if self.family not in (None, about["family"]):
                continue
            on_disk = np.load(path.with_suffix(".npy"), mmap_mode="c" if self.device.type == "cpu" else None)
            by = self.pitch // about["pitchMm"]
            planes = torch.from_numpy((on_disk if by == 1 else coarser(on_disk, by)).view(np.int16)).to(self.device)
            border = 0 if self.device.type == "cpu" else BORDER
            if border:
                planes = cut(planes, -border, -border, planes.shape[1] + 2 * border, planes.shape[2] + 2 * border)
            crop = about["crop"]
            boxes = [((b["x"] - crop["x"]) // by, (b["y"] - crop["y"]) // by, b["w"] // by, b["h"] // by) for b in about["containers"]]
            threats = [{**one, "box": {side: value / by for side, value in one["box"].items()}} for one in about["threats"]]
            self.scans.append(Scan(about["seed"], about["family"], about["tier"], threats, boxes, planes, border))
        return len(self.scans)


def coarser(planes: np.ndarray, by: int) -> np.ndarray:
    """uint16 [3, columns, rows] with `by` x `by` pixels in one: means without what has no data; the highest label, or else a hidden one."""
    columns, rows = (side // by for side in planes.shape[1:])
    blocks = planes[:, : columns * by, : rows * by].reshape(3, columns, by, rows, by).swapaxes(2, 3).reshape(3, columns, rows, by * by)
    values, labels = blocks[:2], blocks[2]
    known = values != NO_DATA
    count = known.sum(-1)
    mean = np.where(known, values, 0).sum(-1) / np.maximum(count, 1)
    values = np.where(2 * count >= by * by, np.rint(mean), NO_DATA)
    numbers = np.where(labels == HIDDEN, 0, labels).max(-1)
    return np.concatenate([values, np.where(numbers > 0, numbers, labels.max(-1))[None]]).astype(np.uint16)


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
    parts = torch.stack([crop_at(pool, crop, size) for crop in crops]).transpose(2, 3).contiguous().int() & 0xFFFF
    kinds = torch.full((len(crops), NUMBERS), len(KINDS) - 1)
    for b, crop in enumerate(crops):
        for threat in pool.scans[crop.scan].threats:
            kinds[b, threat["id"]] = KINDS.index(KIND_OF.get(threat["family"], "unknown"))
    return Batch(crops, parts[:, :2].float(), parts[:, 2], kinds.to(pool.device))


def crop_at(pool: Pool, crop: Crop, size: int) -> Tensor:
    """A square from the scan, [3, columns, rows]; beyond its edges these are repeated, as the pipeline does."""
    scan = pool.scans[crop.scan]
    return cut(scan.planes, crop.x + scan.border, crop.y + scan.border, size, size)


def cut(planes: Tensor, x: int, y: int, columns: int, rows: int) -> Tensor:
    """Part of the planes; what lies beyond their edges repeats these."""
    of = planes[:, max(0, x) : x + columns, max(0, y) : y + rows]
    if of.shape[1:] == (columns, rows):
        return of
    across = torch.arange(x, x + columns, device=planes.device).clamp_(0, planes.shape[1] - 1)
    down = torch.arange(y, y + rows, device=planes.device).clamp_(0, planes.shape[2] - 1)
    return planes[:, across[:, None], down[None]]


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


def cut_off(transmission: Tensor, labels: Tensor, column: int, left: bool) -> None:
    """Ends the scan in the middle of the load: from there on its last column is repeated, as the pipeline does, and nothing counts."""
    beyond = slice(0, column) if left else slice(column, None)
    edge = column if left else column - 1
    transmission[:, :, beyond] = transmission[:, :, edge : edge + 1].clone()
    labels[:, beyond] = HIDDEN


def varied(batch: Batch, rng: random.Random) -> Batch:
    """The same crops by other scanners on other days: turned round, other gain, other ratio, fewer photons."""
    count, device = len(batch.crops), batch.labels.device

    def each(draw: Callable[[], float]) -> Tensor:
        return torch.tensor([draw() for _ in range(count)], device=device).view(-1, 1, 1, 1)

    turned = each(lambda: float(rng.random() < 0.5)) > 0
    t = torch.where(turned, batch.transmission.flip(3), batch.transmission)
    labels = torch.where(turned[:, 0], batch.labels.flip(2), batch.labels)
    for b in range(count):
        if rng.random() < CUT_SHARE:
            cut_off(t[b], labels[b], int(t.shape[3] * rng.uniform(0.2, 0.8)), rng.random() < 0.5)
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
