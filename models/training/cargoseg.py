"""Trains `cargoseg` or `emptyseg` on a pool of phantom scans and writes its weights; see README.md for the whole way from nothing to a card.

    /usr/bin/python3 models/training/cargoseg.py --pool POOL --out models/cargoseg/1.1.0 --minutes 90
    /usr/bin/python3 models/training/cargoseg.py --model emptyseg --family empty --pool POOL --out WORK --minutes 40
    /usr/bin/python3 models/training/cargoseg.py --pool POOL --out /tmp/smoke --smoke
"""
from __future__ import annotations

import argparse
import math
import random
import sys
import threading
import time
from pathlib import Path
from queue import Queue

import numpy as np
import torch
from cargoseg_data import HIDDEN, Batch, Crop, Pool, anywhere, at_threat, batch_of, varied
from cargoseg_loss import cells_of, loss_of
from cargoseg_net import BUILDS, CargoSeg
from cargoseg_score import score
from checkpoint import save
from torch import Tensor

AVERAGE = 0.999
#: Crops whose worst false cell is remembered, so that the hardest are looked at again.
HARD = 3000


class Hard:
    """The crops that looked most like threats and were none."""

    def __init__(self) -> None:
        self.items: list[tuple[float, Crop]] = []

    def add(self, value: float, crop: Crop) -> None:
        if value > -2:
            self.items.append((value, crop))
            if len(self.items) > 2 * HARD:
                self.items = sorted(self.items, key=lambda item: -item[0])[:HARD]

    def draw(self, rng: random.Random) -> Crop | None:
        """Takes one out: what is still hard comes back by itself."""
        if len(self.items) < 50:
            return None
        return self.items.pop(rng.randrange(len(self.items)))[1]


def drawn(pool: Pool, hard: Hard, rng: random.Random, batch: int, size: int) -> Batch:
    """Half of the crops with threats, a sixth anywhere, the rest where the network was wrong."""
    crops = []
    for i in range(batch):
        crop = None
        if i < batch // 2:
            crop = at_threat(pool, size, rng)
        elif i < batch - max(1, batch // 6):
            crop = hard.draw(rng)
        crops.append(crop or anywhere(pool, size, rng))
    return varied(batch_of(pool, crops, size), rng)


def batches(pool: Pool, hard: Hard, rng: random.Random, batch: int, size: int) -> Queue:
    """Batches for ever, made while the network learns from those before."""
    queue: Queue = Queue(maxsize=4)

    def fill() -> None:
        while True:
            queue.put(drawn(pool, hard, rng, batch, size))

    threading.Thread(target=fill, daemon=True).start()
    return queue


def refreshed(pool: Pool, seconds: float) -> None:
    """Takes in scans that are added while the training runs, for ever."""

    def look() -> None:
        while True:
            time.sleep(seconds)
            pool.refresh()

    threading.Thread(target=look, daemon=True).start()


def rate_at(share: float, step: int, highest: float) -> float:
    """Full after 200 steps, until two fifths of the time; then down by half a cosine."""
    down = max(0.0, min(1.0, share) - 0.4) / 0.6
    return highest * min(1, (step + 1) / 200) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * down)))


def follow(mean: torch.nn.Module, net: torch.nn.Module, keep: float) -> None:
    """Moves the running mean of the weights."""
    pairs = [(into, of) for into, of in zip(mean.state_dict().values(), net.state_dict().values()) if into.is_floating_point()]
    with torch.no_grad():
        torch._foreach_mul_([into for into, _ in pairs], keep)
        torch._foreach_add_([into for into, _ in pairs], [of for _, of in pairs], alpha=1 - keep)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.backends.cudnn.benchmark = True
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    batch = args.batch or (64 if device.type == "cuda" else 6)
    build = BUILDS[args.model]
    pool = Pool(Path(args.pool), False, device, build.pitch, args.family)
    if len(pool.scans) < 20:
        sys.exit(f"pool-too-small: {len(pool.scans)} scans in {args.pool}, at least 20 are needed")
    net = CargoSeg(build).to(device).to(memory_format=torch.channels_last)
    if args.start:
        kept = np.load(args.start)
        net.load_state_dict({name: torch.from_numpy(kept[name]) for name in kept.files})
    mean = CargoSeg(build).to(device)
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, weight_decay=0.01)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    step, spent = 0, 0.0
    if checkpoint.exists():
        kept = torch.load(checkpoint, map_location=device)
        net.load_state_dict(kept["net"])
        mean.load_state_dict(kept["mean"])
        optimiser.load_state_dict(kept["optimiser"])
        step, spent = kept["step"], kept["spent"]
    hard = Hard()
    queue = batches(pool, hard, random.Random(args.seed + step), batch, build.crop)
    refreshed(pool, 10)

    total = args.minutes * 60
    started = last = saved = time.time()
    sums: dict[str, Tensor] = {}
    counted = 0
    seen, seen_worst = None, None
    while spent + time.time() - started < total:
        crops = queue.get()
        rate = rate_at((spent + time.time() - started) / total, step, args.rate)
        for group in optimiser.param_groups:
            group["lr"] = rate
        numbers, counts = cells_of(crops.labels, build.stride, HIDDEN)
        with torch.autocast(device.type, torch.bfloat16):
            anomaly, kind = net(crops.transmission.contiguous(memory_format=torch.channels_last))
        loss, parts, worst = loss_of(anomaly, kind, numbers, counts, crops.kinds)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        follow(mean, net, min(AVERAGE, step / (step + 50)))
        # A step late, so that nobody waits for the GPU.
        for crop, (value, _) in zip(seen.crops, seen_worst.tolist()) if seen else ():
            hard.add(value, crop)
        seen, seen_worst = crops, worst
        for name, part in parts.items():
            sums[name] = sums.get(name, 0.0) + part
        counted += 1
        now = time.time()
        if now - last > args.report:
            done = spent + now - started
            text = "  ".join(f"{name} {float(value) / counted:.3f}" for name, value in sums.items())
            print(
                f"{done / 60:5.1f} of {args.minutes} min  step {step}  {counted * batch / (now - last):.0f} crops/s  "
                f"{len(pool.scans)} scans  {text}",
                flush=True,
            )
            sums, counted, last = {}, 0, now
        if now - saved > 240:
            save(checkpoint, net, mean, optimiser, step, spent + now - started)
            saved = now
    save(checkpoint, net, mean, optimiser, step, total)
    torch.save({"mean": mean.state_dict(), "step": step}, out / "weights.pt")
    report = score(mean, Pool(Path(args.pool), True, device, build.pitch, args.family), limit=args.validate)
    print(report.text, flush=True)
    if args.floor is not None and report.auc < args.floor:
        sys.exit(f"floor-missed: container AUC {report.auc:.3f} on validation scans, wanted {args.floor}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=BUILDS, default="cargoseg")
    parser.add_argument("--pool", required=True)
    parser.add_argument("--family", help="of cargo: learns from these loads alone")
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--start", help="weights.npz of an earlier model, to go on from")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate; half of it for going on")
    parser.add_argument("--batch", type=int, help="crops a step; 6 on a processor, 64 on a GPU")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=float, default=30)
    parser.add_argument("--validate", type=int, default=100)
    parser.add_argument("--floor", type=float)
    parser.add_argument("--smoke", action="store_true", help="8 minutes, and a floor that it must reach")
    wanted = parser.parse_args()
    if wanted.smoke:
        wanted.minutes, wanted.floor = 8, wanted.floor or 0.6
    train(wanted)
