"""One picture for the locator to learn from: composed, cut, toned, turned and fitted into its input as no two scans are."""
from __future__ import annotations

import math
import random

import numpy as np
import torch
import torch.nn.functional as F
from locator_data import CONTAINER, NO_DATA, NOTHING, Picture, Pool, cut, twice, without
from locator_net import COLUMNS, ROWS
from locator_frames import on_another_chassis
from locator_tone import as_8_bit, by_another_scanner, marked

ONE = 60_000
#: Shorter containers than this, px at 48 mm, are doubled at times.
SHORT = 150


def varied(pool: Pool, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Input [2, 128, 512] as float32 and its classes [128, 512]."""
    noise = np.random.default_rng(rng.getrandbits(32))
    fine = rng.random() < 0.25 and len(pool.fine) > 0
    picture = rng.choice(pool.fine if fine else pool.coarse)
    if not fine and len(picture.boxes) == 1 and picture.boxes[0][2] - picture.boxes[0][0] < SHORT and rng.random() < 0.75:
        picture = twice(picture, rng.choice([1, 1, 2, 2, 3, 5, 9, 14]))
    stood = picture.boxes
    if rng.random() < 0.1:
        picture = without(picture, picture.boxes, noise)
    elif len(picture.boxes) == 2 and rng.random() < 0.6:  # A short container on a long chassis.
        picture = without(picture, [rng.choice(picture.boxes)], noise)
    if rng.random() < (0.35 if len(picture.boxes) == len(stood) else 0.8):
        picture = on_another_chassis(picture, stood, 2 if fine else 1, rng)
    picture = cut_somewhere(picture, rng)
    missing = (picture.samples == NO_DATA).any(0)
    t = picture.samples.astype(np.float32) / ONE
    t[:, missing] = 1
    vehicle, boxes = picture.vehicle, picture.boxes
    t = by_another_scanner(t, rng, noise)
    eight_bit = rng.random() < 0.45
    if eight_bit:
        t[:] = as_8_bit(t[0], rng)
        if rng.random() < 0.25:  # Margins that belong to the picture file, not to the scan.
            top, bottom, left, right = (rng.randint(0, 8) for _ in range(4))
            value = rng.choice([0.0, 1.0, 1.0, rng.random()])
            t = np.pad(t, ((0, 0), (top, bottom), (left, right)), constant_values=value)
            vehicle, missing = (np.pad(a, ((top, bottom), (left, right))) for a in (vehicle, missing))
            boxes = [clipped(b, picture, left, top) for b in boxes]
    if rng.random() < (0.6 if eight_bit else 0.25):
        marked(t, rng, noise)
    if rng.random() < 0.5:
        t, vehicle, missing = t[:, :, ::-1], vehicle[:, ::-1], missing[:, ::-1]
        boxes = [(t.shape[2] - x1, y0, t.shape[2] - x0, y1) for x0, y0, x1, y1 in boxes]
    return fitted(t, vehicle, missing, boxes, 2 if fine else 1, rng)


def clipped(box: tuple[float, float, float, float], picture: Picture, left: int, top: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return max(0, x0) + left, max(0, y0) + top, min(picture.columns, x1) + left, min(picture.rows, y1) + top


def cut_somewhere(picture: Picture, rng: random.Random) -> Picture:
    """Half of them whole; the others end anywhere, often close to the containers."""
    kind = rng.random()
    wide, high = picture.columns, picture.rows
    if kind < 0.5:
        return picture
    if kind < 0.75 and picture.boxes:
        scale = wide / 300
        x0, y0 = min(b[0] for b in picture.boxes), min(b[1] for b in picture.boxes)
        x1, y1 = max(b[2] for b in picture.boxes), max(b[3] for b in picture.boxes)
        close = [rng.uniform(-3, 10) * scale if rng.random() < 0.7 else 1000 for _ in range(4)]
        close[3] += rng.choice([0, 2, 6, 12]) * scale
        return cut(picture, int(x0 - close[0]), int(y0 - close[1]), int(x1 + close[2]), int(y1 + close[3]))
    left = rng.uniform(0, 0.6) * wide if rng.random() < 0.5 else 0
    right = wide - (rng.uniform(0, 0.6) * (wide - left) if rng.random() < 0.5 else 0)
    top = rng.uniform(0, 0.25) * high if rng.random() < 0.3 else 0
    bottom = high - (rng.uniform(0, 0.35) * high if rng.random() < 0.3 else 0)
    return cut(picture, int(left), int(top), int(right), int(bottom))


def fitted(t: np.ndarray, vehicle: np.ndarray, missing: np.ndarray, boxes: list, fineness: int, rng: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """Scaled into the input, in its upper left corner or elsewhere, sometimes askew; no data around."""
    _, rows, columns = t.shape
    scale = math.exp(rng.uniform(math.log(0.7), math.log(1.4))) if fineness == 1 else math.exp(rng.uniform(math.log(0.4), 0))
    # Pictures without a stated pitch may be squeezed: 20 ft by 8.5 ft as high as it is long has been seen.
    aspect = math.exp(rng.uniform(-0.15, 0.15)) if rng.random() < 0.6 else math.exp(rng.uniform(math.log(0.36), math.log(2.2)))
    down, across = (scale / aspect**0.5, scale * aspect**0.5)
    shrink = max(1.0, down * rows / ROWS, across * columns / COLUMNS)
    high = min(ROWS, max(8, round(rows * down / shrink)))
    wide = min(COLUMNS, max(8, round(columns * across / shrink)))
    small = F.interpolate(torch.from_numpy(np.ascontiguousarray(t))[None], (high, wide), mode="bilinear", antialias=True)[0].numpy()
    y = np.minimum((np.arange(high) + 0.5) * rows / high, rows - 1).astype(int)
    x = np.minimum((np.arange(wide) + 0.5) * columns / wide, columns - 1).astype(int)
    classes = vehicle[y][:, x].astype(np.int64)
    gone = missing[y][:, x]
    for x0, y0, x1, y1 in boxes:
        inside = slice(edge(y0 * high / rows), edge(y1 * high / rows)), slice(edge(x0 * wide / columns), edge(x1 * wide / columns))
        classes[inside] = CONTAINER
    if len(boxes) == 2:
        apart(classes, sorted(boxes), high / rows, wide / columns)
    if rng.random() < 0.3:
        slope = rng.uniform(-0.025, 0.025)
        shift = np.round(slope * (np.arange(wide) - wide / 2)).astype(int)
        rows_of = np.clip(np.arange(high)[:, None] - shift, 0, high - 1)
        small = np.take_along_axis(small, np.broadcast_to(rows_of, small.shape), 1)
        classes, gone = np.take_along_axis(classes, rows_of, 0), np.take_along_axis(gone, rows_of, 0)
    samples = np.clip(small * ONE, 0, NO_DATA - 1)
    samples[:, gone] = NO_DATA
    if rng.random() < 0.1:
        samples[:, :, rng.sample(range(wide), min(wide, rng.randint(1, 6)))] = NO_DATA
    top, left = (rng.randint(0, ROWS - high), rng.randint(0, COLUMNS - wide)) if rng.random() < 0.3 else (0, 0)
    into = np.full((2, ROWS, COLUMNS), NO_DATA, np.float32)
    wanted = np.full((ROWS, COLUMNS), NOTHING, np.int64)
    into[:, top : top + high, left : left + wide] = samples
    wanted[top : top + high, left : left + wide] = classes
    return into, wanted


def apart(classes: np.ndarray, boxes: list, down: float, across: float) -> None:
    """Leaves two pixels at least between two containers: what is one and what two hangs on them."""
    (_, top, end, bottom), start = boxes[0], boxes[1][0]
    left, right = math.floor(end * across), math.ceil(start * across)
    if right - left < 2:
        right = left + 2
    classes[edge(top * down) : edge(bottom * down), max(0, left) : max(0, right)] = NOTHING


def edge(at: float) -> int:
    """First pixel whose centre lies beyond."""
    return max(0, math.ceil(at - 0.5))
