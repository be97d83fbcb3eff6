"""Writes the encoder's `model.onnx` and its `card.json`; golden outputs are written by the pipeline's own code (see README.md)."""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from cargoenc_net import COLUMNS, EMBEDDING, PARTS, ROWS, Encoder, Grouped
from onnx_export import OPSET, export

OUTPUTS = ["embedding", "appearance", "parts_embedding", "parts_appearance"]


def write_model(net: Encoder, looks: Any, report: Any, out: Path) -> str:
    """Exports the running mean of the weights and returns the file's SHA-256."""
    grouped = Grouped(net, looks.groups(composed=False), looks.groups(composed=True)).eval()
    digest = export(grouped, out / "model.onnx", ROWS, COLUMNS, OUTPUTS)
    path = out / "card.json"
    path.write_text(formatted(card_of(digest, net, looks, report, out)))
    return digest


def formatted(card: dict) -> str:
    """As the repository's formatter wants it: lists that fit stay on one line."""

    def joined(found: re.Match) -> str:
        line = found[1] + "[" + ", ".join(re.split(r",\s+", found[2].strip())) + "]"
        return line if len(line) < 120 else found[0]

    return re.sub(r'^( *"\w+": )\[([^][{}]*)\]', joined, json.dumps(card, indent=2, ensure_ascii=False), flags=re.M) + "\n"


def card_of(digest: str, net: Encoder, looks: Any, report: Any, out: Path) -> dict:
    millions = sum(p.numel() for p in net.parameters()) / 1e6
    return {
        "name": "cargoenc",
        "version": out.name if re.fullmatch(r"\d+\.\d+\.\d+", out.name) else "0.0.0",
        "job": "encoder",
        "state": "candidate",
        "sha256": digest,
        "summary": "Phantom-trained. Says what the load of one located container looks like, as a whole and for eight equal parts of "
        "its length, and gives an embedding in which loads of the same goods lie near each other. It has never seen a real scan.",
        "architecture": "Log and ratio in the graph, unshuffle stem, widths 32-80-160 at strides 4, 8 and 16, residual 3 x 3 convolutions, "
        f"mean and generalised-mean pooling over what is no padding, linear heads; {millions:.2f} M parameters",
        "opset": OPSET,
        "input": {"name": "transmission", "type": "uint16", "shape": [1, 2, ROWS, COLUMNS], "pitchMm": 24, "marginPx": 0},
        "embedding": {"name": "embedding", "length": EMBEDDING},
        "appearance": {"name": "appearance", "classes": looks.classes},
        "parts": {"embedding": "parts_embedding", "appearance": "parts_appearance", "count": PARTS},
        "training": {
            "data": "phantom cargo: container pictures of `npm run encoder-data` and training scans of `npm run training-data`; fixtures/PHANTOM.md. "
            "Pictures of composed loads have other goods behind 18 to 50 % of their length",
            "seeds": "below 800,000,000, of these a tenth by a hash for validation; 800,000,000 to 899,999,999 calibrate; from 900,000,000 evaluate",
            "licence": "Apache-2.0",
            "command": "/usr/bin/python3 models/training/cargoenc.py --made MADE --pool POOL --out models/cargoenc/1.0.0 --minutes 34",
        },
        "phantomTrained": True,
        "figures": report.figures,
        "remarks": report.remarks,
        "knownFailures": report.failures,
        "limits": LIMITS,
        "licence": "Apache-2.0",
    }


LIMITS = [
    "Chapters of one class are the same to it; the classes and their chapters are listed above. Pressed waste paper (47) and textiles "
    "were taken for each other half of the time on validation containers and are therefore one class, bales; so are clothing and plastic ware, light-cartons: their "
    "ratios differ by less than the endpoints of two scanners of a kind.",
    "Never taught, because their goods are held out: tiles (69, 70) and liquids in tanks. Household removals (held out) are to be "
    "called mixed, but were never shown.",
    "Shipped goods look far more varied than the phantom's 39 families; a class that a real load resembles in name only is not known.",
    "Refrigerated containers carry only frozen goods and fruit in the phantom: the wall alone gives the class away.",
    "The input is the box of one container cut from the scan's 24 mm grid by an area mean, squeezed to 128 x 512 where it is higher or "
    "longer, from the upper left, 65,535 elsewhere; boxes may be off by about 100 mm.",
    "The energy pair 6/3 MV was held out of training.",
    "appearance and parts_appearance are logarithms of probabilities that were not calibrated.",
]
