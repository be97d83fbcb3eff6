"""How well the locator does on scans that it has not learnt from: as they are, and varied as in training."""
from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from locator_boxes import boxes_in, matched
from locator_data import CONTAINER, NO_DATA, VEHICLE, Picture, Pool
from locator_net import COLUMNS, ROWS
from locator_vary import varied
from torch import nn

PITCH_MM = 48
VARIED = 300
RESAMPLED = 2000


@dataclass
class Figure:
    """A mean over scans with the ends of its 95 % interval, by drawing the scans again."""

    suite: str
    name: str
    value: float
    low: float
    high: float
    scans: int


@dataclass
class Score:
    figures: list[Figure]
    #: What a tenth of the containers stays below.
    low_tenth: float

    @property
    def boxes(self) -> float:
        return self.figures[0].value

    @property
    def text(self) -> str:
        lines = [f"{f.suite}: {f.name} {f.value:.4f} ({f.low:.4f} to {f.high:.4f}), {f.scans} scans" for f in self.figures]
        return "\n".join([*lines, f"a tenth of the boxes agree by less than {self.low_tenth:.4f}"])


def score(net: nn.Module, pool: Pool, most: int = 400, varied_most: int = VARIED) -> Score:
    net.eval()
    plain: dict[str, list[float]] = {"box-iou": [], "container-count": [], "pixel-accuracy": []}
    each: list[float] = []
    for scan in pool.coarse[:most]:
        whole, wanted = as_given(scan)
        classes = classes_of(net, whole)[: scan.rows, : scan.columns]
        true = [(max(0, x0), max(0, y0), min(scan.columns, x1), min(scan.rows, y1)) for x0, y0, x1, y1 in scan.boxes]
        found = boxes_in(classes, PITCH_MM)
        agreements = matched(found, true)
        each += agreements
        plain["box-iou"].append(float(np.mean(agreements)))
        plain["container-count"].append(float(len(found) == len(true)))
        plain["pixel-accuracy"].append(float((classes == wanted).mean()))
    hard: dict[str, list[float]] = {"pixel-accuracy": [], "container-pixel-iou": []}
    rng = random.Random(7)
    for _ in range(varied_most):
        samples, wanted = varied(pool, rng)
        classes, known = classes_of(net, samples), samples[0] != NO_DATA
        hard["pixel-accuracy"].append(float((classes == wanted)[known].mean()))
        a, b = (classes == CONTAINER)[known], (wanted == CONTAINER)[known]
        if b.any():
            hard["container-pixel-iou"].append(float((a & b).sum() / (a | b).sum()))
    figures = [figure("phantoms of the validation tenth", name, values) for name, values in plain.items()]
    figures += [figure("the same, varied as in training", name, values) for name, values in hard.items()]
    return Score(figures, float(np.quantile(each, 0.1)))


def figure(suite: str, name: str, values: list[float]) -> Figure:
    drawn = np.random.default_rng(1).choice(np.array(values), (RESAMPLED, len(values))).mean(1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Figure(suite, name, float(np.mean(values)), float(low), float(high), len(values))


def as_given(scan: Picture) -> tuple[np.ndarray, np.ndarray]:
    """The scan in the upper left corner of the input, as the pipeline puts it there, and its classes."""
    whole = np.full((2, ROWS, COLUMNS), NO_DATA, np.float32)
    whole[:, : scan.rows, : scan.columns] = scan.samples[:, :ROWS, :COLUMNS]
    wanted = scan.vehicle * VEHICLE
    y, x = np.arange(scan.rows)[:, None] + 0.5, np.arange(scan.columns) + 0.5
    for x0, y0, x1, y1 in scan.boxes:
        wanted[(x >= x0) & (x < x1) & (y >= y0) & (y < y1)] = CONTAINER
    return whole, wanted


def classes_of(net: nn.Module, samples: np.ndarray) -> np.ndarray:
    with torch.no_grad():
        return net(torch.from_numpy(samples)[None]).argmax(1)[0].numpy().astype(np.uint8)
