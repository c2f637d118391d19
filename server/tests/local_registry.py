"""A registry with models as small as they come: real graphs for onnxruntime, of a few hundred bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WORDS = ["[PAD]", "[UNK]", "ready", "boots", "tents", "waterproof", "returns", "days"]
WIDTH = 8


def tokenizer() -> bytes:
    """Words between blanks; unknown ones are one token."""
    vocabulary = {word: number for number, word in enumerate(WORDS)}
    model = {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"}
    whole = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": None, "decoder": None, "model": model,
    }  # fmt: skip
    return json.dumps(whole).encode()


def _graph(nodes: list[Any], output: Any, table: Any, inputs: tuple[str, ...] = ("input_ids",)) -> bytes:
    given = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in inputs]
    body = helper.make_graph(nodes, "toy", given, [output], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def embedder(width: int = WIDTH, inputs: tuple[str, ...] = ("input_ids",)) -> bytes:
    """Gives a vector for each token."""
    table = np.random.default_rng(7).standard_normal((len(WORDS), width)).astype(np.float32)
    found = helper.make_node("Gather", ["table", "input_ids"], ["tokens"])
    output = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["batch", "length", width])
    return _graph([found], output, table, inputs)


def reranker() -> bytes:
    """Scores a pair by the words in it: “waterproof” is worth most."""
    table = np.array([0, 0, 0, 1, 0, 5, 0, 0], np.float32)
    found = helper.make_node("Gather", ["table", "input_ids"], ["each"])
    total = helper.make_node("ReduceSum", ["each", "axes"], ["scores"], keepdims=0)
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch"])
    axes = helper.make_node("Constant", [], ["axes"], value=numpy_helper.from_array(np.array([1], np.int64)))
    return _graph([found, axes, total], output, table)


def put(root: Path, name: str, version: str, model: bytes, kind: str = "embedder", **more: Any) -> Path:
    """Write a version with a manifest that is right. more: fields of the manifest; files: instead of the right ones."""
    folder = root / name / version
    folder.mkdir(parents=True)
    files = {"model.onnx": model, "tokenizer.json": tokenizer()}
    for file, data in files.items():
        (folder / file).write_bytes(data)
    said = {file: hashlib.sha256(data).hexdigest() for file, data in files.items()} | more.pop("files", {})
    fields = {
        "kind": kind,
        "licence": "CC0-1.0",
        **({"dimensions": WIDTH} if kind == "embedder" else {}),
        **more,
    }
    lines = [f"{field} = {json.dumps(value)}" for field, value in fields.items()]
    lines += ["[files]", *(f"{json.dumps(file)} = {json.dumps(digest)}" for file, digest in said.items())]
    (folder / "manifest.toml").write_text("\n".join(lines))
    return folder
