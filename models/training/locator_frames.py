"""Chassis other than the phantoms' own: rails, cross members, wheels and what stands on them where no container does."""
from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from locator_data import NO_DATA, Box, Picture

VEHICLE = 1


def on_another_chassis(picture: Picture, stood: list[Box], fineness: float, rng: random.Random) -> Picture:
    """Draws a chassis over the one that is there, below and beside the containers.

    @param stood containers that are or were there: what is drawn hangs on their floors
    @param fineness px of the picture in 48 mm
    """
    rows, columns = picture.rows, picture.columns
    # The lowest row that no container reaches into, pixel centre by pixel centre.
    floor = max(0, int(np.ceil(max(b[3] for b in stood) - 0.5)))
    if floor >= rows:
        return picture
    thin = np.ones((rows, columns), np.float32)
    x0, x1 = min(b[0] for b in stood), max(b[2] for b in stood)
    left = max(0, int(x0 - rng.choice([0, 0, rng.uniform(0, 100)]) * fineness))
    right = min(columns, int(x1 + rng.choice([0, 0, rng.uniform(0, 100)]) * fineness) + 1)
    rails(thin, floor, left, right, fineness, rng)
    for _ in range(rng.randint(0, 5)):  # Tanks, legs, wheels.
        wide, high = (rng.uniform(3, 20) * fineness for _ in range(2))
        y = rng.uniform(floor, floor + 12 * fineness) + high / 2
        body(thin, rng.uniform(left, right), y, wide, high, rng)
    if rng.random() < 0.6:
        stand = np.ones_like(thin)
        for _ in range(rng.randint(1, 6)):  # Posts, walls, goosenecks, upright on the rails.
            wide, high = rng.uniform(1, 14) * fineness, rng.uniform(2, 22) * fineness
            body(stand, rng.uniform(left, right), floor - high / 2, wide, high, rng, upright=True)
        if rng.random() < 0.4 and right - left > 20:  # A gooseneck: rails that lie higher where no container stands.
            start = rng.randint(left, right - 10)
            rails(stand, max(0, floor - round(rng.uniform(1, 10) * fineness)), start, rng.randint(start + 5, right), fineness, rng)
        taken = [slice(max(0, int(b[0] - 2 * fineness)), max(0, int(np.ceil(b[2] + 2 * fineness)))) for b in picture.boxes]
        for columns_of in taken:
            stand[:, columns_of] = 1
        thin *= stand
    samples = picture.samples.astype(np.float32)
    vehicle = picture.vehicle.copy()
    changed = thin < 1
    vehicle[changed] = VEHICLE
    return replace(picture, samples=np.where(picture.samples < NO_DATA, samples * thin, samples).astype(np.uint16), vehicle=vehicle)


def rails(thin: np.ndarray, floor: int, left: int, right: int, fineness: float, rng: random.Random) -> None:
    at = floor
    for _ in range(rng.randint(1, 3)):
        band = slice(at, at + max(1, round(rng.uniform(0.7, 4) * fineness)))
        dark = np.full(right - left, np.float32(np.exp(-rng.uniform(0.3, 5))))
        if rng.random() < 0.6:  # Cross members, or holes.
            period = rng.uniform(3, 16) * fineness
            some = (np.arange(right - left) / period + rng.random()) % 1 < rng.uniform(0.2, 0.8)
            dark[some] = np.float32(np.exp(-rng.uniform(0.1, 3)))
        thin[band, left:right] *= dark
        at = band.stop + rng.choice([0, 0, 1, 2])


def body(thin: np.ndarray, x: float, y: float, wide: float, high: float, rng: random.Random, upright: bool = False) -> None:
    """Something round or square, centred there."""
    v, u = np.mgrid[0 : thin.shape[0], 0 : thin.shape[1]]
    u, v = abs(u - x) / (wide / 2), abs(v - y) / (high / 2)
    square = upright or rng.random() < 0.5
    shape = np.maximum(u, v) < 1 if square else u * u + v * v < 1
    if upright and rng.random() < 0.4:  # Only its outline is dark.
        inner = np.maximum(abs(u * wide) / max(0.1, wide - 2), v) < 1
        thin[shape & inner] *= np.float32(np.exp(-rng.uniform(0.05, 0.6)))
        shape &= ~inner
    thin[shape] *= np.float32(np.exp(-rng.uniform(0.2, 4)))
