"""Writes `model.onnx` from the weights that `cargoseg.py` left.

    /usr/bin/python3 models/training/cargoseg_export.py --weights OUT/weights.pt --out models/cargoseg/1.0.0
"""
from __future__ import annotations

import argparse
from pathlib import Path

import torch
from cargoseg_net import STRIDE, CargoSeg
from onnx_export import export
from torch import Tensor, nn

#: Rows and columns of a tile, and what of it at each edge is not answered for.
HEIGHT, WIDTH, MARGIN = 896, 384, 64


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    net = CargoSeg()
    kept = torch.load(args.weights, map_location="cpu")
    net.load_state_dict(kept["mean"])
    net.eval()
    digest = export(Inner(net), Path(args.out) / "model.onnx", HEIGHT, WIDTH, ["anomaly", "kind"])
    print(digest)


if __name__ == "__main__":
    main()
