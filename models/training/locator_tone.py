"""How other scanners and vendors would have shown the same scan: other gains and noise, 8-bit pictures, marks burned in."""
from __future__ import annotations

import random

import numpy as np

#: rows x columns; transmission, about 1 in air.
Plane = np.ndarray


def by_another_scanner(t: np.ndarray, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """Transmission of both energies, 2 x rows x columns, with other gain, energies and noise."""
    alpha = -np.log(np.maximum(t, 2e-5))
    alpha[0] *= np.float32(rng.gauss(1, 0.05))
    alpha[1] *= np.float32(rng.gauss(1, 0.05))
    t = np.exp(-alpha) * np.float32(rng.gauss(1, 0.02))
    if rng.random() < 0.3:
        t = t + np.float32(10 ** rng.uniform(-3, -1.3)) * noise.standard_normal(t.shape, dtype=np.float32) * np.sqrt(np.maximum(t, 1e-3))
    if rng.random() < 0.15:  # A source that flickers.
        t = t * (1 + np.float32(0.03) * noise.standard_normal((1, 1, t.shape[2]), dtype=np.float32))
    if rng.random() < 0.2:  # One energy is missing.
        t[1] = t[0]
    return t


def as_8_bit(t: Plane, rng: random.Random) -> Plane:
    """One energy as a vendor's picture of 256 greys: a rising curve, stretched, sharpened; never turned dark for light."""
    t = np.clip(t, 0, 1)
    kind = rng.random()
    if kind < 0.35:
        v = t ** np.float32(np.exp(rng.uniform(np.log(0.25), np.log(2.2))))
    elif kind < 0.55:
        v = 1 + np.log(np.maximum(t, 1e-5)) / np.float32(rng.uniform(1.5, 8))
    elif kind < 0.75:
        low = rng.uniform(0, 0.15)
        v = (t - low) / (rng.uniform(0.6, 1.1) - low)
    elif kind < 0.9:
        knots = np.sort([rng.random() for _ in range(6)])
        v = np.interp(t ** 0.5, np.linspace(0, 1, 8), [0, *knots, 1])
    else:  # As many pixels of each grey.
        values = np.sort(t.ravel())[::16]
        v = np.interp(t, values, np.linspace(0, 1, values.size)) * 0.7 + t * 0.3
    if rng.random() < 0.3:
        v = v + rng.uniform(0.2, 1.2) * (v - blurred(v))
    black, white = (rng.uniform(0, 0.15), rng.uniform(0.85, 1)) if rng.random() < 0.5 else (0, 1)
    return (np.round(255 * np.clip(black + v * (white - black), 0, 1)) / 255).astype(np.float32)


def blurred(v: Plane) -> Plane:
    p = np.pad(v, 1, mode="edge")
    p = p[:-2] + p[1:-1] + p[2:]
    return (p[:, :-2] + p[:, 1:-1] + p[:, 2:]) / 9


def marked(t: np.ndarray, rng: random.Random, noise: np.random.Generator) -> None:
    """Draws into the picture what vendors draw: rulers, dead rows, text, frames and rings, bad pixels. 2 x rows x columns."""
    _, rows, columns = t.shape
    if rng.random() < 0.35:  # A ruler: blocks on and off.
        period, thick = rng.uniform(2, 12), rng.randint(1, 3)
        blocks = (np.arange(columns) / period + rng.random()) % 1 < 0.5
        at = rng.randint(0, 10) if rng.random() < 0.3 else rows - thick - rng.randint(0, min(10, rows // 4))
        band = slice(max(0, at), max(0, at) + thick)
        t[:, band] = np.where(blocks, rng.uniform(0.7, 1), t[:, band] if rng.random() < 0.5 else 0.0)
    if rng.random() < 0.3:
        t[:, rows - rng.randint(1, 2) :] = 0
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        height, width = rng.randint(3, max(4, rows // 3)), rng.randint(6, max(8, columns // 3))
        y, x = rng.randint(0, max(0, rows - height)), rng.randint(0, max(0, columns - width))
        if rng.random() < 0.5:
            frame(t, y, x, height, width, rng)
        else:
            text(t, y, x, min(height, rng.randint(3, 8)), width, rng, noise)
    if rng.random() < 0.15:
        t[:, noise.random((rows, columns)) < 0.002] = rng.choice([0.0, 1.05])


def frame(t: np.ndarray, y: int, x: int, height: int, width: int, rng: random.Random) -> None:
    """A rectangle or an ellipse round something that somebody found worth it."""
    v, u = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    r = np.hypot(u, v) if rng.random() < 0.5 else np.maximum(abs(u), abs(v))
    line = (r <= 1) & (r >= 1 - 3 / max(6, min(height, width)))
    t[:, y : y + height, x : x + width][:, line[: t.shape[1] - y, : t.shape[2] - x]] = rng.random()


def text(t: np.ndarray, y: int, x: int, height: int, width: int, rng: random.Random, noise: np.random.Generator) -> None:
    """Something like letters, with or without a plate behind."""
    area = t[:, y : y + height, x : x + width]
    ink = noise.random(area.shape[1:]) < 0.45
    if rng.random() < 0.5:
        area[:] = rng.choice([0.0, 1.0, rng.random()])
    area[:, ink] = rng.choice([0.0, 1.0])
