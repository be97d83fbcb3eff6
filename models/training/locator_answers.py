"""Writes what torch answers for some validation scans, so that `locator_compare.ts` can hold the ONNX file against it.

    /usr/bin/python3 models/training/locator_answers.py --work WORK --pool POOL --out /tmp/answers
    node models/training/locator_compare.ts /tmp/answers models/locator/1.0.0/model.onnx
"""
from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from locator_data import Pool
from locator_net import Locator
from locator_score import as_given
from locator_vary import varied

SCANS, VARIED = 8, 8


def main(args: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    net = Locator()
    net.load_state_dict(torch.load(Path(args.work) / "weights.pt", map_location="cpu")["mean"])
    net.eval()
    pool = Pool(Path(args.pool), validation=True)
    rng = random.Random(5)
    samples = [as_given(scan)[0] for scan in pool.coarse[:SCANS]] + [varied(pool, rng)[0] for _ in range(VARIED)]
    # What is between two whole numbers no scanner sends.
    inputs = np.stack(samples).astype(np.uint16)
    with torch.no_grad():
        logits = np.concatenate([net(torch.from_numpy(one.astype(np.float32))[None]).numpy() for one in inputs])
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    inputs.tofile(out / "inputs.bin")
    logits.tofile(out / "logits.bin")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--out", required=True)
    main(parser.parse_args())
