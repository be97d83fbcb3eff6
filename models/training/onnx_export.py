"""From a trained network to an ONNX file that takes the scanner's 16 bits: opset 17, fixed shape, float32 arithmetic."""
from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Sequence

import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

OPSET = 17


class OfFloat(nn.Module):
    """A network that is asked by one tensor and answers with several."""

    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, transmission: Tensor) -> Sequence[Tensor]:
        return self.net(transmission)


def export(net: nn.Module, path: Path, height: int, width: int, outputs: Sequence[str]) -> str:
    """Writes the network for an input `transmission`, uint16 [1, 2, height, width], and returns the file's SHA-256.

    torch 1.13 has no uint16: the graph is exported for float32 and a Cast is put before it. Batch norm is folded by the exporter.
    """
    net.eval()
    buffer = io.BytesIO()
    example = torch.full((1, 2, height, width), 60_000.0)
    torch.onnx.export(
        OfFloat(net), example, buffer, opset_version=OPSET, input_names=["as_float"], output_names=list(outputs),
        do_constant_folding=True,
    )
    model = onnx.load_from_string(buffer.getvalue())
    graph = model.graph
    shape = [1, 2, height, width]
    graph.node.insert(0, helper.make_node("Cast", ["transmission"], ["as_float"], to=TensorProto.FLOAT))
    del graph.input[:]
    graph.input.append(helper.make_tensor_value_info("transmission", TensorProto.UINT16, shape))
    # Nothing that says where or by whom it was made: the same weights give the same bytes.
    for node in graph.node:
        node.doc_string = ""
    onnx.checker.check_model(model)
    data = model.SerializeToString()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
