"""A quick look at a network on whole validation scans: how often each threat's peak beats what clean loads show."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from cargoseg_data import HIDDEN, Pool, Scan
from cargoseg_loss import cells_of
from cargoseg_net import CargoSeg


@dataclass
class Report:
    auc: float
    text: str


def logits_of(net: CargoSeg, scan: Scan) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Smoothed logits, threat numbers and which cells count, of one whole scan of the pool."""
    device = scan.planes.device
    border = slice(scan.border, -scan.border or None)
    whole = scan.planes[:, border, border].int().bitwise_and(0xFFFF).transpose(1, 2)
    rows, columns = whole.shape[1:]
    h, w = -(-rows // 32) * 32, -(-columns // 32) * 32
    whole = whole[:, torch.arange(h, device=device).clamp(max=rows - 1)][:, :, torch.arange(w, device=device).clamp(max=columns - 1)]
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        anomaly = net(whole[None, :2].float().contiguous(memory_format=torch.channels_last))[0].float()
    smooth = F.avg_pool2d(anomaly, 3, 1, 1, count_include_pad=False)[0, 0]
    numbers, counts = cells_of(whole[2:], net.build.stride, HIDDEN, edge=0)
    return smooth.cpu(), numbers[0].cpu(), counts[0].cpu()


def score(net: CargoSeg, pool: Pool, limit: int) -> Report:
    """Peaks of threats against the greatest value of loads without any, by tier and by family."""
    net.eval()
    clean: dict[str, list[float]] = {}
    threats: list[tuple[str, str, float]] = []
    for scan in pool.scans[:limit]:
        smooth, numbers, counts = logits_of(net, scan)
        free = smooth[counts & (numbers == 0)]
        # A load with threats is also clean beside them; of a load a part is not the whole, so these count apart.
        if not scan.threats and free.numel():
            clean.setdefault(scan.tier, []).append(float(free.max()))
        for threat in scan.threats:
            cells = (numbers == threat["id"]) & counts
            if cells.any():
                threats.append((scan.tier, threat["family"], float(smooth[cells].max())))
    lines, areas = [], []
    for tier in sorted(clean):
        of = np.array(clean[tier])
        peaks = np.array([v for t, _, v in threats if t == tier])
        if len(peaks) == 0:
            continue
        areas.append((auc(peaks, of), len(peaks)))
        most = np.sort(of)[-1]
        lines.append(f"{tier}: {len(of)} clean, {len(peaks)} threats, AUC {areas[-1][0]:.3f}, above all clean {np.mean(peaks > most):.2f}")
    everything = np.array([v for values in clean.values() for v in values] or [0.0])
    for family in sorted({f for _, f, _ in threats}):
        peaks = np.array([v for _, f, v in threats if f == family])
        lines.append(f"  {family:22} {len(peaks):4} AUC {auc(peaks, everything):.3f}")
    total = sum(a * n for a, n in areas) / max(1, sum(n for _, n in areas))
    net.train()
    return Report(total, "\n".join([*lines, f"AUC by tier, weighted: {total:.3f}"]))


def auc(positives: np.ndarray, negatives: np.ndarray) -> float:
    """Mann and Whitney's share of pairs in the right order, ties one half."""
    greater = (positives[:, None] > negatives[None]).mean()
    return float(greater + 0.5 * (positives[:, None] == negatives[None]).mean())
