"""Builds the ONNX graph of all-MiniLM-L6-v2 (a six-layer BERT encoder with mean pooling) from its weights.

The architecture follows Devlin et al. 2018 (BERT) and Reimers and Gurevych 2019 (mean pooling, unit length).
Only the build process imports this module; the server never loads the onnx package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
OPSET = 20
IR_VERSION = 10
# Added to attention scores of padding; far below any score, far above float32's smallest.
MASKED = 1e9


@dataclass
class _Graph:
    weights: Mapping[str, Array]
    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)

    def constant(self, name: str, value: Array) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        return self.constant("i" + "_".join(map(str, values)), np.array(values, np.int64))

    def node(self, kind: str, inputs: list[str], output: str | None = None, **attributes: Any) -> str:
        name = output or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def linear(self, x: str, weight: str, scale: float = 1.0) -> str:
        matrix = (self.weights[f"{weight}.weight"] * scale).T.astype(np.float32)
        bias = (self.weights[f"{weight}.bias"] * scale).astype(np.float32)
        product = self.node("MatMul", [x, self.constant(f"{weight}.w", matrix)])
        return self.node("Add", [product, self.constant(f"{weight}.b", bias)])

    def normalise(self, x: str, weight: str) -> str:
        gain = self.constant(f"{weight}.g", self.weights[f"{weight}.weight"])
        bias = self.constant(f"{weight}.b", self.weights[f"{weight}.bias"])
        return self.node("LayerNormalization", [x, gain, bias], axis=-1, epsilon=EPSILON)


def build_graph(weights: Mapping[str, Array]) -> Any:
    """Build the model: inputs `ids` and `mask` (int64, batch x length), output `vectors` (batch x 384, unit length)."""
    graph = _Graph(weights)
    mask = graph.node("Cast", ["mask"], to=TensorProto.FLOAT)
    bias = _attention_bias(graph, mask)
    x = _embeddings(graph)
    for layer in range(LAYERS):
        x = _layer(graph, x, bias, f"encoder.layer.{layer}")
    _pool(graph, x, mask)
    return _model(graph)


def _embeddings(graph: _Graph) -> str:
    prefix = "embeddings."
    # Every text is segment 0, so its type vector can be added to the word vectors once and for all.
    words = (
        graph.weights[prefix + "word_embeddings.weight"]
        + graph.weights[prefix + "token_type_embeddings.weight"][0]
    )
    length = graph.node("Gather", [graph.node("Shape", ["ids"]), graph.integers(1)])
    places = graph.constant("places", graph.weights[prefix + "position_embeddings.weight"])
    used = graph.node("Slice", [places, graph.integers(0), length, graph.integers(0)])
    found = graph.node("Gather", [graph.constant("words", words), "ids"])
    return graph.normalise(graph.node("Add", [found, used]), prefix + "LayerNorm")


def _attention_bias(graph: _Graph, mask: str) -> str:
    shifted = graph.node("Sub", [mask, graph.constant("one", np.array([1], np.float32))])
    wide = graph.node("Unsqueeze", [shifted, graph.integers(1, 2)])
    return graph.node("Mul", [wide, graph.constant("masked", np.array([MASKED], np.float32))])


def _layer(graph: _Graph, x: str, bias: str, prefix: str) -> str:
    attended = graph.linear(_attention(graph, x, bias, prefix), f"{prefix}.attention.output.dense")
    x = graph.normalise(graph.node("Add", [x, attended]), f"{prefix}.attention.output.LayerNorm")
    inner = graph.node("Gelu", [graph.linear(x, f"{prefix}.intermediate.dense")])
    outer = graph.linear(inner, f"{prefix}.output.dense")
    return graph.normalise(graph.node("Add", [x, outer]), f"{prefix}.output.LayerNorm")


def _attention(graph: _Graph, x: str, bias: str, prefix: str) -> str:
    # Scaling the queries' weights beforehand saves one pass over the scores at run time.
    scale = float((WIDTH // HEADS) ** -0.5)
    query = _heads(graph, x, f"{prefix}.attention.self.query", [0, 2, 1, 3], scale)
    key = _heads(graph, x, f"{prefix}.attention.self.key", [0, 2, 3, 1])
    value = _heads(graph, x, f"{prefix}.attention.self.value", [0, 2, 1, 3])
    scores = graph.node("Add", [graph.node("MatMul", [query, key]), bias])
    mixed = graph.node("MatMul", [graph.node("Softmax", [scores], axis=-1), value])
    joined = graph.node("Transpose", [mixed], perm=[0, 2, 1, 3])
    return graph.node("Reshape", [joined, graph.integers(0, 0, WIDTH)])


def _heads(graph: _Graph, x: str, weight: str, order: list[int], scale: float = 1.0) -> str:
    split = graph.node(
        "Reshape", [graph.linear(x, weight, scale), graph.integers(0, 0, HEADS, WIDTH // HEADS)]
    )
    return graph.node("Transpose", [split], perm=order)


def _pool(graph: _Graph, x: str, mask: str) -> None:
    weight = graph.node("Unsqueeze", [mask, graph.integers(2)])
    total = graph.node("ReduceSum", [graph.node("Mul", [x, weight]), graph.integers(1)], keepdims=0)
    count = graph.node("ReduceSum", [weight, graph.integers(1)], keepdims=0)
    mean = graph.node("Div", [total, count])
    graph.node("Div", [mean, graph.node("ReduceL2", [mean, graph.integers(1)], keepdims=1)], "vectors")


def _model(graph: _Graph) -> Any:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"])
        for name in ("ids", "mask")
    ]
    outputs = [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", WIDTH])]
    body = helper.make_graph(graph.nodes, "minilm-l6-v2", inputs, outputs, list(graph.constants.values()))
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    return model
