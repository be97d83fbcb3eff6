"""A training run's state on disk, so that one that was stopped goes on."""
from __future__ import annotations

from pathlib import Path

import torch
from torch import nn


def save(path: Path, net: nn.Module, mean: nn.Module, optimiser: torch.optim.Optimizer, step: int, spent: float) -> None:
    """Network, running mean of its weights, optimiser, steps and seconds spent; whole or not at all."""
    state = {"net": net.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict()}
    part = path.with_suffix(".part")
    torch.save({**state, "step": step, "spent": spent}, part)
    part.rename(path)
