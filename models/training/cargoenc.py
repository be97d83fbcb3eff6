"""Trains `cargoenc` on phantom containers and writes weights, ONNX file and card; see README.md.

    npm run encoder-data -- --out MADE --seed 100000001 --scans 3000
    /usr/bin/python3 models/training/cargoenc.py --made MADE --pool POOL --out models/cargoenc/1.0.0 --minutes 30
    /usr/bin/python3 models/training/cargoenc.py --made MADE --out /tmp/smoke --smoke
"""
from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from cargoenc_data import Pictures
from cargoenc_net import Encoder
from cargoenc_vary import varied
from torch import Tensor
from torch.nn import functional as F

BATCH = 32
#: Of a batch, so many come two by two from the same family: neighbours for the embedding.
PAIRS = 16
RATE = 1.5e-3
AVERAGE = 0.998
TEMPERATURE = 0.15
HELD_OUT = ("household-removals", "tiles", "liquid-in-tank")
#: Top-1 over classes that a run must reach, and a smoke run: guessing is right in three of a hundred.
SMOKE_MINUTES, SMOKE_FLOOR = 1.5, 0.15
FLOOR = 0.82


class Looks:
    """Families, classes of appearance, and which chapters look so; written by `encoder-data` from the domain."""

    def __init__(self, path: Path) -> None:
        table = json.loads(path.read_text())
        self.families: list[str] = [name for name in table["families"] if name not in HELD_OUT]
        self.number = {name: i for i, name in enumerate(self.families)}
        self.chapters: dict[str, list[str]] = table["chapters"]
        taught = {table["families"][name] for name in self.families}
        self.classes: list[dict] = [one for one in table["classes"] if one["name"] in taught]
        names = [one["name"] for one in self.classes]
        #: The class of each family, and of loads that are composed.
        self.of = [names.index(table["families"][name]) for name in self.families] + [names.index("mixed")]

    def groups(self, composed: bool) -> list[list[int]]:
        """The families of each class."""
        of = self.of if composed else self.of[:-1]
        return [[i for i, one in enumerate(of) if one == c] for c in range(len(self.classes))]


class Batches:
    """Every family as often as any other, a share of it from the pool, half of a batch in pairs."""

    def __init__(self, pictures: Pictures, looks: Looks, seed: int) -> None:
        self.pictures, self.looks = pictures, looks
        self.rng = np.random.default_rng(seed)
        self.sort()

    def sort(self) -> None:
        composed = len(self.looks.families)
        self.lists: dict[tuple[int, bool], list] = {}
        for one in self.pictures.items:
            family = composed if one.composed else self.looks.number[one.family]
            self.lists.setdefault((family, one.goods is None), []).append(one)

    def draw(self) -> tuple[Tensor, Tensor, Tensor]:
        """Input, family of each, and families of the parts (all 0 where not known)."""
        rng, count = self.rng, len(self.looks.families)
        families = list(rng.integers(0, count, PAIRS // 2)) * 2
        families += [count if rng.random() < 0.5 else int(rng.integers(count)) for _ in range(BATCH - len(families))]
        inputs, parts = [], []
        for family in families:
            lists = [self.lists[key] for key in ((int(family), False), (int(family), True)) if key in self.lists]
            among = lists[-1] if rng.random() < 0.35 else lists[0]
            seen, shown = varied(among[rng.integers(len(among))], self.looks.number, rng)
            inputs.append(seen)
            parts.append(shown)
        labels = torch.tensor([int(family) for family in families])
        return torch.from_numpy(np.stack(inputs)), labels, torch.from_numpy(np.stack(parts))


def loss_of(net: Encoder, inputs: Tensor, families: Tensor, parts: Tensor) -> dict[str, Tensor]:
    with torch.autocast("cpu", torch.bfloat16):
        answers = net(inputs)
    told = parts.sum(-1)
    shown = -(parts * F.log_softmax(answers.parts.float(), -1)).sum(-1)
    return {
        "whole": F.cross_entropy(answers.whole.float(), families, label_smoothing=0.03),
        "parts": 0.7 * shown.sum() / told.sum().clamp(min=1),
        "embedding": 0.25 * contrast(answers.embedding.float(), families, net.part.out_features),
    }


def contrast(embedding: Tensor, families: Tensor, composed: int) -> Tensor:
    """Supervised contrast (Khosla and others, 2020): loads of one family near each other; composed ones are nobody's siblings."""
    alike = (families[:, None] == families[None]) & (families[:, None] != composed)
    alike.fill_diagonal_(False)
    near = embedding @ embedding.T / TEMPERATURE - 1e4 * torch.eye(len(families))
    log_share = near - near.logsumexp(1, keepdim=True)
    counts = alike.sum(1)
    return -((log_share * alike).sum(1) / counts.clamp(min=1))[counts > 0].mean()


def train(args: argparse.Namespace) -> tuple[Encoder, Looks]:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    looks = Looks(Path(args.made) / "classes.json")
    pictures = Pictures(Path(args.pool) if args.pool else None, Path(args.made), validation=False)
    if len(pictures.items) < 100:
        sys.exit(f"pictures-too-few: {len(pictures.items)} containers, at least 100 are needed")
    net = Encoder(len(looks.families)).to(memory_format=torch.channels_last)
    mean = Encoder(len(looks.families))
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), RATE, weight_decay=0.02)
    kept, step, spent = Path(args.work) / "cargoenc.pt", 0, 0.0
    kept.parent.mkdir(parents=True, exist_ok=True)
    if kept.exists():
        state = torch.load(kept)
        net.load_state_dict(state["net"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
    batches = Batches(pictures, looks, seed=step + 1)
    total, last, saved, read = args.minutes * 60, time.time(), time.time(), time.time()
    before, sums, counted = time.time(), {}, 0
    while spent < total:
        share = spent / total
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 60) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share)))
        losses = loss_of(net, *batches.draw())
        optimiser.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        optimiser.step()
        step += 1
        follow(mean, net, min(AVERAGE, step / (step + 20)))
        for name, value in losses.items():
            sums[name] = sums.get(name, 0.0) + float(value)
        counted += 1
        now = time.time()
        spent += now - before
        before = now
        if now - last > args.report:
            words = "  ".join(f"{name} {value / counted:.3f}" for name, value in sums.items())
            rate = counted * BATCH / (now - last)
            print(
                f"{spent / 60:5.1f} of {args.minutes:g} min, {max(0, total - spent) / 60:.1f} left  step {step}  "
                f"{rate:.0f} containers/s of {len(pictures.items)}  {words}",
                flush=True,
            )
            sums, counted, last = {}, 0, now
        if now - read > 60:
            pictures.refresh(at_most=40)
            batches.sort()
            read = now
        if now - saved > 90:
            save(kept, net, mean, optimiser, step, spent)
            saved = now
    save(kept, net, mean, optimiser, step, spent)
    return mean.eval(), looks


def follow(mean: Encoder, net: Encoder, keep: float) -> None:
    """A running mean of the weights, which is what leaves training."""
    with torch.no_grad():
        for into, of in zip(mean.state_dict().values(), net.state_dict().values()):
            into.copy_(keep * into + (1 - keep) * of if into.dtype.is_floating_point else of)


def save(path: Path, net: Encoder, mean: Encoder, optimiser: torch.optim.Optimizer, step: int, spent: float) -> None:
    state = {"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save({**state, "step": step, "spent": spent}, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--made", help="folder of encoder-data (default POOL-containers)")
    parser.add_argument("--pool", help="folder of training-data")
    parser.add_argument("--out", required=True)
    parser.add_argument("--work", help="where a run that was stopped goes on (default OUT)")
    parser.add_argument("--calibration", help="folder of encoder-data, seeds from 800,000,000: thresholds")
    parser.add_argument("--evaluation", help="folder of encoder-data, seeds from 900,000,000: figures at these thresholds")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--report", type=float, default=30, help="seconds between lines of progress")
    parser.add_argument("--smoke", action="store_true", help="whether the recipe is still alive, in under three minutes")
    args = parser.parse_args()
    if not args.made and not args.pool:
        parser.error("nothing to learn from: name --made or --pool")
    args.made = args.made or f"{args.pool}-containers"
    args.work = args.work or args.out
    if args.smoke:
        args.minutes = SMOKE_MINUTES
    net, looks = train(args)
    # Only now: without a trained network there is nothing to judge or to export.
    from cargoenc_check import check
    from cargoenc_export import write_model

    pictures = Pictures(Path(args.pool) if args.pool else None, Path(args.made), validation=True)
    calibration = Pictures(None, Path(args.calibration), validation=None) if args.calibration else None
    evaluation = Pictures(None, Path(args.evaluation), validation=None, evaluation=True) if args.evaluation else None
    report = check(net, looks, pictures, calibration, evaluation, at_most=60 if args.smoke else 10**9)
    print(report.text, flush=True)
    print(write_model(net, looks, report, Path(args.out)))
    floor = SMOKE_FLOOR if args.smoke else FLOOR
    if report.top1 < floor:
        sys.exit(f"floor-missed: top-1 {report.top1:.3f} on validation containers, wanted {floor}")


if __name__ == "__main__":
    main()
