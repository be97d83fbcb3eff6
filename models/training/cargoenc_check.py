"""How well the encoder tells loads apart, finds goods that were not declared, and finds the odd one among siblings."""
from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Sequence

import numpy as np
import torch
from cargoenc_box import fitted
from cargoenc_data import Picture, Pictures
from cargoenc_net import Encoder, grouped, sums_of

FALSE_ALARMS = 0.01
FOREIGN_SHARE = 0.2
LEAST = 1e-6
SIBLINGS, TRIALS = 4, 2000
Z95 = 1.96


@dataclass
class Seen:
    """Answers for a list of pictures: probabilities of classes of the whole and of the parts, and embeddings."""

    pictures: list[Picture]
    whole: np.ndarray
    parts: np.ndarray
    embedding: np.ndarray


@dataclass
class Report:
    top1: float = 0.0
    lines: list[str] = field(default_factory=list)
    figures: list[dict] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    remarks: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def share(self, suite: str, family: str, figure: str, hits: int, of: int) -> float:
        """Adds a share with its 95 % interval (Wilson)."""
        low, high = wilson(hits, of)
        value = hits / max(1, of)
        self.add(suite, family, figure, value, low, high, of)
        self.lines.append(f"{suite:12} {family:18} {figure:42} {value:.3f} ({low:.3f} to {high:.3f}, {of})")
        return value

    def add(self, suite: str, family: str, figure: str, value: float, low: float | None, high: float | None, of: int) -> None:
        low, high = (None if end is None else round(end, 4) for end in (low, high))
        one = {"suite": suite, "family": family, "figure": figure, "value": round(value, 4)}
        self.figures.append({**one, "low": low, "high": high, "scans": of})


def wilson(hits: int, of: int) -> tuple[float, float]:
    if of == 0:
        return 0.0, 1.0
    share, z2 = hits / of, Z95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z95 * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def look(net: Encoder, looks: Any, pictures: Sequence[Picture], batch: int = 16) -> Seen:
    """Asks the network, in float32 as it is exported."""
    families = len(looks.families)
    whole_sums, part_sums = sums_of(looks.groups(True), families + 1), sums_of(looks.groups(False), families)
    whole, parts, embedding = [], [], []
    with torch.no_grad():
        for i in range(0, len(pictures), batch):
            inputs = np.stack([fitted(one.samples, one.box)[0] for one in pictures[i : i + batch]])
            answers = net(torch.from_numpy(inputs))
            whole.append(grouped(answers.whole, whole_sums).exp().numpy())
            parts.append(grouped(answers.parts, part_sums).exp().numpy())
            embedding.append(answers.embedding.numpy())
    return Seen(list(pictures), np.concatenate(whole), np.concatenate(parts), np.concatenate(embedding))


def class_of(one: Picture, looks: Any) -> int:
    return looks.of[-1] if one.composed else looks.of[looks.number[one.family]]


def check(
    net: Encoder,
    looks: Any,
    validation: Pictures,
    calibration: Pictures | None = None,
    evaluation: Pictures | None = None,
    at_most: int = 10**9,
) -> Report:
    """Figures of the validation set, and of an evaluation set at thresholds from the calibration set where there are both."""
    report = Report()
    seen = look(net, looks, spread(validation.items, at_most))
    report.top1 = classes(report, "validation", seen, looks)
    confusion(report, seen, looks)
    siblings(report, "validation", seen, looks)
    # Whole scans by the lane's own calibration, with threats in three of four loads.
    lane = only(seen, [i for i, one in enumerate(seen.pictures) if one.goods is None])
    if lane.pictures:
        classes(report, "validation, lane", lane, looks)
    if calibration and evaluation:
        threshold, count = threshold_of(look(net, looks, calibration.items), looks)
        judged = look(net, looks, evaluation.items)
        classes(report, "evaluation", judged, looks)
        foreign(report, "evaluation", judged, looks, threshold)
        if lane.pictures:
            foreign(report, "validation, lane", lane, looks, threshold)
        siblings(report, "evaluation", judged, looks)
        report.remarks = (
            f"Foreign goods: suspicious from a score of {threshold:.3f} (declarationMismatch) on, set for one false alarm in a hundred "
            f"on {count} calibration containers with true declarations."
        )
    else:
        threshold, _ = threshold_of(seen, looks)
        foreign(report, "validation", seen, looks, threshold)
    return report


def only(seen: Seen, at: list[int]) -> Seen:
    return Seen([seen.pictures[i] for i in at], seen.whole[at], seen.parts[at], seen.embedding[at])


def spread(items: list[Picture], at_most: int) -> list[Picture]:
    return items[:: max(1, math.ceil(len(items) / at_most))]


def classes(report: Report, suite: str, seen: Seen, looks: Any) -> float:
    truth = np.array([class_of(one, looks) for one in seen.pictures])
    order = (-seen.whole).argsort(1)
    rank = (order == truth[:, None]).argmax(1)
    single = np.array([not one.composed for one in seen.pictures])
    for family, of in (("one kind of goods", single), ("all", single | True)):
        for first in (1, 3):
            hits = int((rank[of] < first).sum())
            value = report.share(suite, family, f"class among the first {first}", hits, int(of.sum()))
            if first == 1:
                top1 = value
    for c, one in enumerate(looks.classes):
        of = (truth == c) & (single | (one["name"] == "mixed"))
        if of.sum() >= 5:
            report.share(suite, one["name"], "class among the first 1", int((rank[of] == 0).sum()), int(of.sum()))
    return top1


def confusion(report: Report, seen: Seen, looks: Any) -> None:
    """The pairs of classes that are taken for each other most often."""
    pairs: dict[tuple[str, str], int] = {}
    for one, said in zip(seen.pictures, seen.whole.argmax(1)):
        truth = class_of(one, looks)
        if truth != said:
            key = looks.classes[truth]["name"], looks.classes[said]["name"]
            pairs[key] = pairs.get(key, 0) + 1
    worst = sorted(pairs.items(), key=lambda item: -item[1])[:12]
    report.lines += [f"taken for another: {a} for {b} {n} times" for (a, b), n in worst]
    of = len(seen.pictures)
    report.failures += [f"{a} taken for {b} ({n} of {of} validation containers)" for (a, b), n in worst[:6] if n > 1]


def surprise(share: np.ndarray, fits: np.ndarray) -> np.ndarray:
    return -np.log(np.clip(share[..., fits].sum(-1), LEAST, 1))


def scores(whole: np.ndarray, parts: np.ndarray, chapters: Sequence[str], looks: Any) -> float:
    """As `declarationMismatch` in the domain: the worst part and the whole together."""
    several = len(set(chapters)) > 1
    fits = np.array(
        [bool(set(one["chapters"]) & set(chapters)) or (one["name"] == "mixed" and several) for one in looks.classes]
    )
    empty = np.array([one["name"] == "empty" for one in looks.classes])
    return float(surprise(parts, fits | empty).max() + surprise(whole, fits))


def declared(one: Picture) -> list[str]:
    return sorted({chapter for i in one.present for chapter in one.lots[i][1]}) or ["86"]


def threshold_of(seen: Seen, looks: Any) -> tuple[float, int]:
    """From where on one in a hundred truly declared loads is a false alarm."""
    values = sorted(scores(w, p, declared(one), looks) for one, w, p in zip(seen.pictures, seen.whole, seen.parts))
    rank = math.ceil((len(values) + 1) * (1 - FALSE_ALARMS))
    return values[min(rank, len(values)) - 1] + 1e-9, len(values)


def foreign(report: Report, suite: str, seen: Seen, looks: Any, threshold: float) -> None:
    """Of composed loads only one kind is declared; the other fills at least a fifth of the container's length and looks otherwise."""
    alarms = hits = of = wrong = wrong_of = 0
    for one, whole, parts in zip(seen.pictures, seen.whole, seen.parts):
        alarms += scores(whole, parts, declared(one), looks) >= threshold
        if not one.composed:
            # All of it declared as other goods that look otherwise: the next such family in the list.
            other = (looks.number[one.family] + 1 + one.seed % 7) % len(looks.families)
            chapters = looks.chapters[looks.families[other]]
            if not set(chapters) & set(looks.classes[class_of(one, looks)]["chapters"]) and len(chapters) == 1:
                wrong += scores(whole, parts, chapters, looks) >= threshold
                wrong_of += 1
            continue
        if one.goods is None:
            continue
        for number, (family, _) in enumerate(one.lots, 1):
            _, chapters = one.lots[2 - number]
            unlike = not set(looks.classes[looks.of[looks.number[family]]]["chapters"]) & set(chapters)
            if not unlike or (one.goods == number).mean() < FOREIGN_SHARE or (one.goods == 3 - number).mean() < 0.1:
                continue
            of += 1
            hits += scores(whole, parts, chapters, looks) >= threshold
    report.share(suite, "truly declared", "false alarms of foreign goods", alarms, len(seen.pictures))
    for family, found, among in (("a fifth or more", hits, of), ("the whole load", wrong, wrong_of)):
        if among:
            report.share(suite, family, "foreign goods found at 1 % false alarms", found, among)


def siblings(report: Report, suite: str, seen: Seen, looks: Any) -> None:
    """Four containers of one family of goods and one of another look: the odd one is farthest from the others."""
    rng = np.random.default_rng(1)
    single = [i for i, one in enumerate(seen.pictures) if not one.composed]
    of: dict[str, list[int]] = {}
    for i in single:
        of.setdefault(seen.pictures[i].family, []).append(i)
    full = [name for name, members in of.items() if len(members) >= SIBLINGS]
    if not full:
        return
    hits = 0
    for _ in range(TRIALS):
        family = full[rng.integers(len(full))]
        other = single[rng.integers(len(single))]
        while class_of(seen.pictures[other], looks) == looks.of[looks.number[family]]:
            other = single[rng.integers(len(single))]
        group = [*rng.choice(of[family], SIBLINGS, replace=False), other]
        near = seen.embedding[group] @ seen.embedding[group].T
        hits += int(near.sum(1).argmin() == SIBLINGS)
    value = hits / TRIALS
    report.add(suite, "siblings", "odd one of five found by embedding", value, None, None, len(single))
    report.lines.append(f"{suite:12} odd one of five found by embedding: {value:.3f} ({TRIALS} draws of {len(single)})")
