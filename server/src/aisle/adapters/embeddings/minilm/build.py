"""Builds the int8 model file in a process of its own, so that its memory peak never stays in a server.

Run by `cache.py` as `python -m aisle.adapters.embeddings.minilm.build TARGET`; prints nothing when all is well.
"""

import logging
import os
import sys
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from aisle.adapters.embeddings.minilm.graph import build_graph
from aisle.adapters.embeddings.minilm.weights import checked_file, find_weights


def build_fp32(target: Path) -> None:
    """Write the full-precision graph (91 MB) built from the checked weights."""
    weights = load_file(checked_file(find_weights(), "model.safetensors"))
    onnx.save(build_graph(weights), str(target))


def build_int8(target: Path) -> None:
    """Write the graph with 8-bit weights (23 MB), whole or not at all."""
    # The quantiser warns through the root logger about advice that does not apply to this graph.
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        full, small = Path(folder) / "fp32.onnx", Path(folder) / "int8.onnx"
        build_fp32(full)
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        os.replace(small, target)


if __name__ == "__main__":
    build_int8(Path(sys.argv[1]))
