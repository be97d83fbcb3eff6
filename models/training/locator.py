"""Trains `locator` on a pool of phantom scans, writes its ONNX file and its card; see README.md.

    /usr/bin/python3 models/training/locator.py --pool POOL --out models/locator/1.0.0 --minutes 12
    /usr/bin/python3 models/training/locator.py --pool POOL --out /tmp/smoke --smoke

Weights and what is needed to go on lie in `--work`, by default `POOL/../locator-work`. A run that was stopped goes on there.
"""
from __future__ import annotations

import argparse
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from checkpoint import save
from locator_card import write_card
from locator_data import CONTAINER, NO_DATA, Pool
from locator_net import COLUMNS, ROWS, Locator
from locator_score import score
from locator_vary import varied
from onnx_export import export
from torch import Tensor

BATCH = 8
RATE = 3e-3
AVERAGE = 0.995
SMOKE_MINUTES, SMOKE_FLOOR, SMOKE_SCANS = 1.5, 0.5, (40, 40)
FLOOR = 0.93
FEWEST = 20
#: Padding is easy, and a vehicle has few pixels.
PADDING_WEIGHT = 0.05
CLASS_WEIGHTS = (1.0, 1.5, 1.0)
#: What lies between two containers is a pixel or two wide, and tells that there are two.
GAP_WEIGHT, GAP_MOST = 40.0, 9


def loss_of(logits: Tensor, wanted: Tensor, known: Tensor) -> Tensor:
    """Cross entropy of each pixel, and how far the containers are from overlapping, scan by scan."""
    weight = torch.where(known, 1.0, PADDING_WEIGHT) * torch.tensor(CLASS_WEIGHTS, device=logits.device)[wanted]
    weight = weight + GAP_WEIGHT * gaps(wanted == CONTAINER)
    entropy = (F.cross_entropy(logits, wanted, reduction="none") * weight).sum() / weight.sum()
    p, is_container = logits.softmax(1)[:, CONTAINER], (wanted == CONTAINER).float()
    dice = 1 - (2 * (p * is_container).sum((1, 2)) + 50) / (p.sum((1, 2)) + is_container.sum((1, 2)) + 50)
    return entropy + 0.5 * dice.mean()


def gaps(container: Tensor) -> Tensor:
    """1 where containers would touch if each of their rows grew by some pixels at both ends and shrank again."""
    around = (1, GAP_MOST), 1, (0, GAP_MOST // 2)
    grown = F.max_pool2d(container.float()[:, None], *around)
    closed = -F.max_pool2d(-grown, *around)
    return closed[:, 0] * (~container).float()


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pool = Pool(Path(args.pool), validation=False, fine=not args.smoke)
    if len(pool.coarse) < FEWEST:
        sys.exit(f"pool-too-small: {len(pool.coarse)} scans in {args.pool}, at least {FEWEST} are needed")
    net, mean = (Locator().to(device).to(memory_format=torch.channels_last) for _ in range(2))
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.01)
    work = Path(args.work or Path(args.pool).parent / "locator-work")
    work.mkdir(parents=True, exist_ok=True)
    checkpoint = work / "checkpoint.pt"
    step, spent = 0, 0.0
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device)
        net.load_state_dict(kept["net"])
        mean.load_state_dict(kept["mean"])
        optimiser.load_state_dict(kept["optimiser"])
        step, spent = kept["step"], kept["spent"]
        print(f"goes on after {spent / 60:.1f} min, step {step}", flush=True)
    rng = random.Random(args.seed + step)

    total = args.minutes * 60
    started = last = saved = time.time()
    spent_before, losses = spent, []
    while spent < total:
        share = spent / total
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 50) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
        drawn = [varied(pool, rng) for _ in range(BATCH)]
        samples = torch.from_numpy(np.stack([d[0] for d in drawn])).to(device)
        wanted = torch.from_numpy(np.stack([d[1] for d in drawn])).to(device)
        with torch.autocast(device.type, torch.bfloat16):
            logits = net(samples.contiguous(memory_format=torch.channels_last))
        loss = loss_of(logits.float(), wanted, samples[:, 0] < NO_DATA)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        keep = min(AVERAGE, step / (step + 20))
        with torch.no_grad():
            for into, of in zip(mean.state_dict().values(), net.state_dict().values()):
                into.copy_(of if not into.dtype.is_floating_point else keep * into + (1 - keep) * of)
        losses.append(loss.item())
        now = time.time()
        spent = spent_before + now - started
        if now - last > args.report:
            left = max(0.0, total - spent) / 60
            pace = len(losses) * BATCH / (now - last)
            print(f"{left:5.1f} min left  step {step}  {pace:.0f} scans/s  {len(pool.coarse)} in the pool  loss {np.mean(losses):.3f}", flush=True)
            losses, last = [], now
            pool.refresh(most=40)
        if now - saved > 60:
            save(checkpoint, net, mean, optimiser, step, spent)
            saved = now
    save(checkpoint, net, mean, optimiser, step, spent)
    mean = mean.cpu().to(memory_format=torch.contiguous_format)
    torch.save({"mean": mean.state_dict(), "step": step}, work / "weights.pt")
    held = Pool(Path(args.pool), validation=True, fine=not args.smoke)
    if not held.coarse:
        sys.exit(f"pool-too-small: no scan of {args.pool} is for validation")
    report = score(mean, held, *(SMOKE_SCANS if args.smoke else ()))
    print(report.text, flush=True)
    if report.boxes < args.floor:
        sys.exit(f"floor-missed: boxes agree by {report.boxes:.3f} on validation scans, wanted {args.floor}")
    sha256 = export(mean, Path(args.out) / "model.onnx", ROWS, COLUMNS, ["classes"])
    seeds = f"{len(pool.coarse)} from {min(s.seed for s in pool.coarse)} to {max(s.seed for s in pool.coarse)}"
    write_card(Path(args.out), sha256, report, sum(p.numel() for p in mean.parameters()), seeds, args.minutes, step)
    print(f"sha256 {sha256}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--out", required=True, help="folder for model.onnx and card.json")
    parser.add_argument("--work", help="folder for the checkpoint")
    parser.add_argument("--minutes", type=float, default=12)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=float, default=20)
    parser.add_argument("--floor", type=float, default=FLOOR, help="mean intersection over union of the boxes")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_MINUTES} minutes of training, floor {SMOKE_FLOOR}")
    wanted = parser.parse_args()
    if wanted.smoke:
        wanted.minutes, wanted.floor = SMOKE_MINUTES, SMOKE_FLOOR
        wanted.work = wanted.work or str(Path(wanted.out) / "work")
    train(wanted)
