"""Writes `model.onnx` and `weights.npz` from what `cargoseg.py` left, and a card; a card that is there keeps nothing that was measured on others.

    /usr/bin/python3 models/training/cargoseg_export.py --weights WORK/weights.pt --out models/cargoseg/1.1.0
    /usr/bin/python3 models/training/cargoseg_export.py --model emptyseg --weights WORK/weights.pt --out models/emptyseg/1.0.0

The same weights in another graph, quicker perhaps, keep what was measured on them; that they answer as they did, the golden outputs of then say:

    /usr/bin/python3 models/training/cargoseg_export.py --same models/cargoseg/1.3.0 --out models/cargoseg/1.3.1
"""
from __future__ import annotations

import argparse
import json
import re
import shutil
from pathlib import Path

import numpy as np
import torch
from cargoseg_net import BUILDS, KINDS, Build, CargoSeg
from onnx_export import OPSET, export
from torch import Tensor, nn

#: What the cards of these networks say of them alone.
SAYS = {
    "cargoseg": {
        "summary": "Phantom-trained. Says for every cell of 24 mm how much it looks like something that is hidden in the load, or "
        "wrong with it, and what it would be. It has never seen a real scan.",
        "data": "phantom cargo with concealments and generic anomalies projected in material space; fixtures/PHANTOM.md",
    },
    "emptyseg": {
        "onlyFor": ["empty"],
        "emptyLeadFrom": -2,
        "summary": "Phantom-trained. Says for every cell of 24 mm of an empty container how much it looks like something that was left "
        "in it or hidden in it. It knows no loads and is believed of none. It has never seen a real scan.",
        "data": "empty phantom containers with what is left behind in them, small pieces of any matter and concealments; "
        "fixtures/PHANTOM.md",
    },
}


class Inner(nn.Module):
    """Only the cells that have all of their surroundings."""

    def __init__(self, net: CargoSeg) -> None:
        super().__init__()
        self.net = net

    def forward(self, transmission: Tensor) -> tuple[Tensor, ...]:
        build = self.net.build
        edge = build.margin // build.stride
        anomaly, kind = self.net(transmission)
        inner = (slice(None), slice(None), slice(edge, -edge), slice(edge, -edge))
        return (anomaly[inner], kind[inner]) if build.names else (anomaly[inner],)


def architecture_of(build: Build, net: CargoSeg) -> str:
    """In words: widths, where it compares, how large it is."""
    widths = "-".join(str(width) for width in build.widths)
    compared, cells = 2 * build.stride, {2: "a half", 4: "a quarter"}[build.stride]
    size = sum(value.numel() for value in net.parameters()) / 1e6
    return (
        f"Dense U-Net, stem of 6 x 6 pixels at every second, widths {widths}, residual 3 x 3 convolutions, contrast to neighbours "
        f"along the row and around at 1/{compared} and 1/{2 * compared}, output at {cells}; {size:.2f} M parameters"
    )


def card_of(digest: str, name: str, version: str, net: CargoSeg) -> dict:
    """What is known of the model before it has been evaluated and calibrated; see `domain/src/model-card.ts`."""
    build, says = net.build, dict(SAYS[name])
    summary, data = says.pop("summary"), says.pop("data")
    return {
        "name": name,
        "version": version,
        "job": "map",
        "state": "candidate",
        "sha256": digest,
        "summary": summary,
        "architecture": architecture_of(build, net),
        "opset": OPSET,
        "input": {"name": "transmission", "type": "uint16", "shape": [1, 2, *build.tile], "pitchMm": build.pitch, "marginPx": build.margin},
        "output": {"name": "anomaly", "stridePx": build.stride, "unit": "logit"},
        "kind": {"name": "kind", "classes": list(KINDS)} if build.names else None,
        **says,
        "findings": [{"kind": "anomaly", "cellFrom": -1, "belowPeak": 2, "minCells": 1, "alarmFrom": 3}],
        "calibration": None,
        "airValue": None,
        "training": {
            "data": data,
            "seeds": "below 800,000,000; 800,000,000 to 899,999,999 calibrate; from 900,000,000 evaluate",
            "licence": "Apache-2.0",
            "command": f"npm run train -- {name}",
        },
        "phantomTrained": True,
        "figures": [],
        "remarks": "",
        "knownFailures": [],
        "limits": [],
        "licence": "Apache-2.0",
    }


def same_again(old: Path, out: Path, digest: str) -> None:
    """Card, thresholds, golden outputs and weights of `old` for a file of another digest, as they are but for version and digest."""
    was = json.loads((old / "card.json").read_text())
    for name in ("card.json", "thresholds.json", "golden.json"):
        text = (old / name).read_text().replace(was["sha256"], digest)
        text = text.replace(f'"version": "{was["version"]}"', f'"version": "{out.name}"', 1)
        if name == "card.json":
            text = re.sub(r'\n  "sameWeightsAs": \[[^\]]*\],', "", text)
            same = json.dumps([*was.get("sameWeightsAs", []), was["sha256"]])
            text = text.replace(f'"sha256": "{digest}",', f'"sha256": "{digest}",\n  "sameWeightsAs": {same},', 1)
        (out / name).write_text(text)
    shutil.copy(old / "weights.npz", out / "weights.npz")


def weights_of(path: Path) -> dict[str, Tensor]:
    """What `cargoseg.py` left, or `weights.npz` of a version."""
    if path.suffix == ".pt":
        return torch.load(path, map_location="cpu")["mean"]
    with np.load(path) as arrays:
        return {name: torch.from_numpy(np.array(arrays[name])) for name in arrays.files}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=BUILDS, default="cargoseg")
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--weights", type=Path)
    wanted.add_argument("--same", type=Path)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    out = Path(args.out)
    net = CargoSeg(BUILDS[args.model])
    mean = weights_of(args.weights or args.same / "weights.npz")
    net.load_state_dict(mean)
    digest = export(Inner(net.eval()), out / "model.onnx", *net.build.tile, ["anomaly", "kind"][: 1 + net.build.names])
    if args.same:
        same_again(args.same, out, digest)
        print(digest)
        return
    # With batch norm still apart, so that training can go on from here.
    np.savez_compressed(out / "weights.npz", **{name: value.numpy() for name, value in mean.items()})
    path = out / "card.json"
    fresh = card_of(digest, args.model, out.name, net)
    card = json.loads(path.read_text()) if path.exists() else fresh
    if card["sha256"] != digest:
        # Another network has earned none of what was measured on the last one, its right to decide least of all.
        measured = ("state", "sha256", "calibration", "figures", "remarks", "knownFailures")
        card = {**card, **{name: fresh[name] for name in measured}}
    path.write_text(json.dumps(card, indent=2) + "\n")
    print(digest)


if __name__ == "__main__":
    main()
