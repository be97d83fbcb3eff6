"""Trains `cargoseg` on a pool of phantom scans and writes its weights; see README.md for the whole way from nothing to a card.

    /usr/bin/python3 models/training/cargoseg.py --pool POOL --out models/cargoseg/1.1.0 --minutes 90
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
from cargoseg_data import HIDDEN, Crop, Drawn, Pool, anywhere, at_threat, crop_at, varied
from cargoseg_loss import cells_of, loss_of
from cargoseg_net import STRIDE, CargoSeg
from cargoseg_score import score
from checkpoint import save

SIZE = 384
BATCH = 6
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


def batches(pool: Pool, hard: Hard, seed: int, queue: Queue) -> None:
    """Puts batches into the queue for ever: half with threats, one crop anywhere, the rest where the network was wrong."""
    rng = random.Random(seed)
    while True:
        drawn: list[Drawn] = []
        for i in range(BATCH):
            crop = None
            if i < BATCH // 2:
                crop = at_threat(pool, SIZE, rng)
            elif i < BATCH - 1:
                crop = hard.draw(rng)
            crop = crop or anywhere(pool, SIZE, rng)
            drawn.append(varied(crop_at(pool, crop, SIZE), rng))
        transmission = torch.from_numpy(np.stack([d.transmission for d in drawn]))
        labels = torch.from_numpy(np.stack([d.labels for d in drawn]).astype(np.int32))
        queue.put((drawn, transmission, labels))


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pool = Pool(Path(args.pool), validation=False)
    if len(pool.scans) < 20:
        sys.exit(f"pool-too-small: {len(pool.scans)} scans in {args.pool}, at least 20 are needed")
    net = CargoSeg().to(device).to(memory_format=torch.channels_last)
    if args.start:
        kept = np.load(args.start)
        net.load_state_dict({name: torch.from_numpy(kept[name]) for name in kept.files})
    mean = CargoSeg().to(device)
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
    queue: Queue = Queue(maxsize=6)
    threading.Thread(target=batches, args=(pool, hard, args.seed + step, queue), daemon=True).start()

    total = args.minutes * 60
    started = last = refreshed = saved = time.time()
    sums: dict[str, float] = {}
    counted = 0
    while spent + time.time() - started < total:
        drawn, transmission, labels = queue.get()
        share = (spent + time.time() - started) / total
        rate = args.rate * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, share))))
        for group in optimiser.param_groups:
            group["lr"] = rate
        numbers, counts = cells_of(labels.to(device), STRIDE, HIDDEN)
        with torch.autocast(device.type, torch.bfloat16):
            anomaly, kind = net(transmission.to(device).contiguous(memory_format=torch.channels_last))
        loss, parts, worst = loss_of(anomaly, kind, numbers, counts, [d.kinds for d in drawn])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        optimiser.step()
        step += 1
        keep = min(AVERAGE, step / (step + 50))
        with torch.no_grad():
            for into, of in zip(mean.state_dict().values(), net.state_dict().values()):
                into.copy_(of if not into.dtype.is_floating_point else keep * into + (1 - keep) * of)
        for d, (value, _) in zip(drawn, worst.tolist()):
            hard.add(value, d.crop)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value
        counted += 1
        now = time.time()
        if now - last > args.report:
            done = spent + now - started
            text = "  ".join(f"{name} {value / counted:.3f}" for name, value in sums.items())
            print(
                f"{done / 60:5.1f} of {args.minutes} min  step {step}  {counted * BATCH / (now - last):.0f} crops/s  "
                f"{len(pool.scans)} scans  {text}",
                flush=True,
            )
            sums, counted, last = {}, 0, now
        if now - refreshed > 60:
            pool.refresh()
            refreshed = now
        if now - saved > 240:
            save(checkpoint, net, mean, optimiser, step, spent + now - started)
            saved = now
    save(checkpoint, net, mean, optimiser, step, total)
    torch.save({"mean": mean.state_dict(), "step": step}, out / "weights.pt")
    report = score(mean, Pool(Path(args.pool), validation=True), limit=args.validate)
    print(report.text, flush=True)
    if args.floor is not None and report.auc < args.floor:
        sys.exit(f"floor-missed: container AUC {report.auc:.3f} on validation scans, wanted {args.floor}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--start", help="weights.npz of an earlier model, to go on from")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate; half of it for going on")
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
