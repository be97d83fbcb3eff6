"""What `cargoseg` is asked for: every threat's peak above everything else in the container.

A container is judged by its greatest value, so single false cells cost as much as whole false objects. Beside the plain cross
entropy of all cells, the loss therefore looks at the worst cells of each crop and at the best cell of each threat.
"""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

IGNORE = -1
#: Cells at the edge of a crop that are not judged: their surroundings are missing.
EDGE = 8
WORST = 24


def cells_of(labels: Tensor, stride: int, hidden: int, edge: int = EDGE) -> tuple[Tensor, Tensor]:
    """Labels of pixels, [B, H, W], to cells: the number of the threat that a cell belongs to (0 none), and whether it counts.

    A cell belongs to a threat that fills a quarter of it; cells that it touches less, or where it cannot be seen, do not count.
    """
    b, h, w = labels.shape
    blocks = labels.view(b, h // stride, stride, w // stride, stride).permute(0, 1, 3, 2, 4).flatten(3)
    visible = (blocks > 0) & (blocks != hidden)
    share = visible.float().mean(3)
    number = torch.where(visible, blocks, torch.zeros_like(blocks)).amax(3)
    belongs = share >= 0.25
    touched = (blocks > 0).any(3)
    counts = belongs | ~touched
    inner = torch.zeros_like(counts)
    inner[:, edge : h // stride - edge, edge : w // stride - edge] = True
    return torch.where(belongs, number, torch.zeros_like(number)), counts & inner


def loss_of(
    anomaly: Tensor, kind: Tensor, numbers: Tensor, counts: Tensor, kinds: list[dict[int, int]]
) -> tuple[Tensor, dict[str, float], Tensor]:
    """Logits [B, 1, h, w] and [B, K, h, w] against cells [B, h, w]; also the worst false cell of each crop (value, index)."""
    logits = anomaly.float().squeeze(1)
    target = (numbers > 0).float()
    plain = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    focal = plain * (torch.sigmoid(logits) - target).abs() ** 1.5
    weight = counts.float()
    positives = (target * weight).sum()
    pixel = (focal * weight).sum() / (positives + 0.02 * weight.sum())

    p = torch.sigmoid(logits) * weight
    dice = 1 - (2 * (p * target).sum() + 1) / (p.sum() + (target * weight).sum() + 1)

    negative = torch.where(counts & (numbers == 0), logits, torch.full_like(logits, -20.0)).flatten(1)
    worst, where = negative.topk(WORST, 1)
    false = F.softplus(worst).mul(torch.linspace(1, 0.2, WORST)).mean()

    found = []
    kind_logits, kind_targets = [], []
    for b in range(logits.shape[0]):
        for number in torch.unique(numbers[b] * counts[b]).tolist():
            if number == 0:
                continue
            cells = (numbers[b] == number) & counts[b]
            inside = logits[b][cells]
            found.append(F.softplus(-inside.topk(min(4, inside.numel()))[0]).mean())
            scores = kind[b].float()[:, cells]
            pick = torch.linspace(0, scores.shape[1] - 1, min(16, scores.shape[1])).long()
            kind_logits.append(scores[:, pick].T)
            kind_targets.append(torch.full((len(pick),), kinds[b].get(int(number), kind.shape[1] - 1), dtype=torch.long))
    missed = torch.stack(found).mean() if found else logits.new_zeros(())
    named = F.cross_entropy(torch.cat(kind_logits), torch.cat(kind_targets)) if found else logits.new_zeros(())

    total = pixel + 0.5 * dice + 0.5 * false + 0.5 * missed + 0.15 * named
    parts = {"pixel": pixel, "dice": dice, "false": false, "missed": missed, "kind": named}
    worst_first = torch.stack([worst[:, 0], where[:, 0].float()], 1).detach()
    return total, {name: float(value) for name, value in parts.items()}, worst_first
