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
BEST = 4


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
    anomaly: Tensor, kind: Tensor, numbers: Tensor, counts: Tensor, kinds: Tensor
) -> tuple[Tensor, dict[str, Tensor], Tensor]:
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
    false = F.softplus(worst).mul(torch.linspace(1, 0.2, WORST, device=worst.device)).mean()

    missed, named = threats_of(logits, kind.float(), torch.where(counts, numbers, torch.zeros_like(numbers)), kinds)
    total = pixel + 0.5 * dice + 0.5 * false + 0.5 * missed + 0.15 * named
    parts = {"pixel": pixel, "dice": dice, "false": false, "missed": missed, "kind": named}
    worst_first = torch.stack([worst[:, 0], where[:, 0].float()], 1).detach()
    return total, {name: value.detach() for name, value in parts.items()}, worst_first


def threats_of(logits: Tensor, kind: Tensor, numbers: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
    """How far each threat's four best cells are from being seen, and how wrong its cells name it; every threat weighs the same.

    One sort serves all threats of all crops: by crop and number, the best cells first.
    """
    inside = numbers.flatten() > 0
    crop = torch.arange(numbers.shape[0], device=numbers.device).view(-1, 1, 1).expand_as(numbers).flatten()[inside]
    number = numbers.flatten()[inside].long()
    if number.numel() == 0:
        return logits.new_zeros(()), logits.new_zeros(())
    value = logits.flatten()[inside]
    best = value.detach().argsort(descending=True)
    order = best[(crop * kinds.shape[1] + number)[best].argsort(stable=True)]
    _, threat, size = torch.unique_consecutive((crop * kinds.shape[1] + number)[order], return_inverse=True, return_counts=True)
    rank = torch.arange(len(order), device=order.device) - (size.cumsum(0) - size)[threat]
    taken = (rank < BEST).float() / size.clamp(max=BEST)[threat]
    missed = (F.softplus(-value[order]) * taken).sum() / len(size)

    scores = kind.movedim(1, 3).flatten(0, 2)[inside]
    wrong = F.cross_entropy(scores, kinds[crop, number], reduction="none")
    named = (wrong[order] / size[threat]).sum() / len(size)
    return missed, named
