"""Draws what the locator finds, for eyes: phantoms it has not learnt from, and real scans and pictures where there are any.

    /usr/bin/python3 models/training/locator_sheet.py --work WORK --pool POOL --real FOLDER --out /tmp/sheet.png

Wants Pillow. Real scans carry no licence: the sheet stays outside of the repository.
"""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
import torch.nn.functional as F
from locator_boxes import boxes_in
from locator_data import CONTAINER, NO_DATA, VEHICLE, Pool
from locator_net import COLUMNS, ROWS, Locator
from locator_score import PITCH_MM, as_given, classes_of
from PIL import Image, ImageDraw

PHANTOMS = 12
ACROSS = 2
#: Of the real scans, mm along travel: as stated, and as measured on the containers; and down.
ALONG_MM, DOWN_MM = (8.1, 4.2), 4.6
#: Rows that a picture without a pitch is made: about as 48 mm would, and as many as there are.
PICTURE_ROWS = (70, ROWS)
ZOOM = 2


def scaled(samples: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """2 x rows x columns in the upper left corner of the input, smaller where it does not fit."""
    shrink = max(1, rows / ROWS, columns / COLUMNS)
    size = max(1, round(rows / shrink)), max(1, round(columns / shrink))
    small = F.interpolate(torch.from_numpy(samples.astype(np.float32))[None], size, mode="area")[0].numpy()
    whole = np.full((2, ROWS, COLUMNS), NO_DATA, np.float32)
    whole[:, : size[0], : size[1]] = np.minimum(small, NO_DATA - 1)
    return whole


def inputs(pool: Path | None, real: Path | None) -> Iterator[tuple[str, np.ndarray]]:
    if pool:
        scans = Pool(pool, validation=True, fine=False).coarse
        for scan in scans[:: max(1, len(scans) // PHANTOMS)][:PHANTOMS]:
            yield f"phantom {scan.seed}", as_given(scan)[0]
    for path in sorted(real.glob("*.npy")) if real else []:
        # The vendor's air is 97 % of full scale; the pipeline says 60,000.
        samples = np.load(path).transpose(2, 0, 1).astype(np.float32) / 65_535 / 0.97 * 60_000
        for along in ALONG_MM:
            rows, columns = samples.shape[1] * DOWN_MM / PITCH_MM, samples.shape[2] * along / PITCH_MM
            yield f"{path.stem} {along} mm", scaled(samples, round(rows), round(columns))
    for path in sorted([*real.glob("*.jpg"), *real.glob("*.jpeg")]) if real else []:
        grey = np.asarray(Image.open(path).convert("L"), np.float32) / 255 * 60_000
        for rows in PICTURE_ROWS:
            yield f"{path.stem} {rows} rows", scaled(np.stack([grey, grey]), rows, round(rows * grey.shape[1] / grey.shape[0]))


def drawn(name: str, samples: np.ndarray, net: Locator) -> Image.Image:
    classes, known = classes_of(net, samples), samples[0] != NO_DATA
    classes[~known] = 0
    grey = np.where(known, 255 * np.sqrt(np.clip(samples[0] / 60_000, 0, 1)), 90)
    colour = np.repeat(grey[..., None] * 0.75, 3, 2)
    colour[classes == VEHICLE] += (0, 0, 60)
    colour[classes == CONTAINER] += (0, 60, 0)
    image = Image.fromarray(colour.clip(0, 255).astype(np.uint8)).resize((COLUMNS * ZOOM, ROWS * ZOOM), Image.NEAREST)
    draw = ImageDraw.Draw(image)
    # A picture without a pitch counts as one of 48 mm, so what is large in it may look too long: nothing is split by length then.
    for left, top, right, bottom in boxes_in(classes, PITCH_MM if known.any(1).sum() < ROWS else 27):
        draw.rectangle([left * ZOOM, top * ZOOM, right * ZOOM, bottom * ZOOM], outline=(255, 0, 0), width=2)
    draw.text((COLUMNS * ZOOM - 200, ROWS * ZOOM - 16), name, fill=(255, 255, 255))
    return image


def main(args: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    net = Locator()
    net.load_state_dict(torch.load(Path(args.work) / args.weights, map_location="cpu")["mean"])
    net.eval()
    images = [drawn(name, samples, net) for name, samples in inputs(args.pool and Path(args.pool), args.real and Path(args.real))]
    width, height = COLUMNS * ZOOM + 8, ROWS * ZOOM + 8
    sheet = Image.new("RGB", (ACROSS * width, -(-len(images) // ACROSS) * height))
    for i, image in enumerate(images):
        sheet.paste(image, (i % ACROSS * width, i // ACROSS * height))
    sheet.save(args.out)
    print(f"{len(images)} pictures in {args.out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True)
    parser.add_argument("--weights", default="weights.pt", help="or checkpoint.pt of a run that goes on")
    parser.add_argument("--pool")
    parser.add_argument("--real")
    parser.add_argument("--out", required=True)
    main(parser.parse_args())
