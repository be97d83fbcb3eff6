"""Writes `model.onnx` and `weights.npz` from what `cargoseg.py` left, and a card; a card that is there keeps nothing that was measured on others.

    /usr/bin/python3 models/training/cargoseg_export.py --weights WORK/weights.pt --out models/cargoseg/1.1.0
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from cargoseg_net import KINDS, STRIDE, CargoSeg
from onnx_export import OPSET, export
from torch import Tensor, nn

#: Rows and columns of a tile, and what of it at each edge is not answered for: 832 rows are the whole height of a scanner of 5 m, in one tile.
HEIGHT, WIDTH, MARGIN = 960, 384, 64


class Inner(nn.Module):
    """Only the cells that have all of their surroundings."""

    def __init__(self, net: CargoSeg) -> None:
        super().__init__()
        self.net = net

    def forward(self, transmission: Tensor) -> tuple[Tensor, Tensor]:
        edge = MARGIN // STRIDE
        anomaly, kind = self.net(transmission)
        inner = (slice(None), slice(None), slice(edge, -edge), slice(edge, -edge))
        return anomaly[inner], kind[inner]


def card_of(digest: str, name: str, version: str) -> dict:
    """What is known of the model before it has been evaluated and calibrated; see `domain/src/model-card.ts`."""
    return {
        "name": name,
        "version": version,
        "job": "map",
        "state": "candidate",
        "sha256": digest,
        "summary": "Phantom-trained. Says for every cell of 24 mm how much it looks like something that is hidden in the load, or "
        "wrong with it, and what it would be. It has never seen a real scan.",
        "architecture": "Dense U-Net, unshuffle stem, widths 16-32-64-96-128, residual 3 x 3 convolutions, contrast to neighbours "
        "along the row and around at 1/8 and 1/16, output at a quarter; 0.86 M parameters",
        "opset": OPSET,
        "input": {"name": "transmission", "type": "uint16", "shape": [1, 2, HEIGHT, WIDTH], "pitchMm": 6, "marginPx": MARGIN},
        "output": {"name": "anomaly", "stridePx": STRIDE, "unit": "logit"},
        "kind": {"name": "kind", "classes": list(KINDS)},
        "findings": [{"kind": "anomaly", "cellFrom": -1, "belowPeak": 2, "minCells": 1, "alarmFrom": 3}],
        "calibration": None,
        "airValue": None,
        "training": {
            "data": "phantom cargo with concealments and generic anomalies projected in material space; fixtures/PHANTOM.md",
            "seeds": "below 800,000,000; 800,000,000 to 899,999,999 calibrate; from 900,000,000 evaluate",
            "licence": "Apache-2.0",
            "command": "npm run train -- cargoseg",
        },
        "phantomTrained": True,
        "figures": [],
        "remarks": "",
        "knownFailures": [],
        "limits": [],
        "licence": "Apache-2.0",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    out = Path(args.out)
    net = CargoSeg()
    mean = torch.load(args.weights, map_location="cpu")["mean"]
    net.load_state_dict(mean)
    digest = export(Inner(net.eval()), out / "model.onnx", HEIGHT, WIDTH, ["anomaly", "kind"])
    # With batch norm still apart, so that training can go on from here.
    np.savez_compressed(out / "weights.npz", **{name: value.numpy() for name, value in mean.items()})
    path = out / "card.json"
    fresh = card_of(digest, out.parent.name, out.name)
    card = json.loads(path.read_text()) if path.exists() else fresh
    if card["sha256"] != digest:
        # Another network has earned none of what was measured on the last one, its right to decide least of all.
        measured = ("state", "sha256", "calibration", "figures", "remarks", "knownFailures")
        card = {**card, **{name: fresh[name] for name in measured}}
    path.write_text(json.dumps(card, indent=2) + "\n")
    print(digest)


if __name__ == "__main__":
    main()
