"""Models of the registry: what is checked before they are opened, and what they give."""

import hashlib
import os
from pathlib import Path

import numpy as np
import pytest

from aisle.adapters.local_models.embedder import RegisteredEmbedder
from aisle.adapters.local_models.reranker import RegisteredReranker
from aisle.llm.ports import EmbeddingKind, RerankItem
from aisle.llm.registry import LocalModelNotFound, LocalModelRefused, Registry
from local_registry import WIDTH, embedder, put, reranker

GOOD = embedder()


def opened(root: Path, kind=RegisteredEmbedder):
    package = Registry(root).get("toy", "1.0")
    return kind(package, package.weigh(), 1)


async def test_vectors_are_of_unit_length_and_in_order(tmp_path: Path) -> None:
    put(tmp_path, "toy", "1.0", GOOD)
    model = opened(tmp_path)
    texts = ["boots", "waterproof boots", "tents", "", "boots"] * 5
    rows = await model.embed(texts, EmbeddingKind.PASSAGE)
    assert (model.name, rows.shape, rows.dtype) == ("toy-1.0", (25, WIDTH), np.float32)
    assert np.allclose(np.linalg.norm(rows[[0, 1, 2]], axis=1), 1, atol=1e-5)
    # Padding takes nothing from the mean: alone or beside a longer text, a vector is the same.
    assert np.allclose(rows[0], (await model.embed(["boots"], EmbeddingKind.QUERY))[0], atol=1e-6)
    assert np.allclose(rows[0], rows[4], atol=1e-6)
    assert not np.allclose(rows[0], rows[2])
    assert model.count_tokens("waterproof boots and tents") == 4
    await model.close()


async def test_inputs_prefixes_and_pooling_are_the_models_own(tmp_path: Path) -> None:
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    put(
        tmp_path,
        "toy",
        "1.0",
        embedder(inputs=inputs),
        pooling="first",
        query_prefix="tents ",
        languages=["en"],
    )
    model = opened(tmp_path)
    (query,) = await model.embed(["boots"], EmbeddingKind.QUERY)
    (passage,) = await model.embed(["tents"], EmbeddingKind.PASSAGE)
    assert np.allclose(query, passage, atol=1e-6), "the first token is the prefix"
    assert model.languages == {"en"}
    await model.close()


async def test_pairs_are_scored_and_ordered(tmp_path: Path) -> None:
    put(tmp_path, "toy", "1.0", reranker(), "reranker")
    model = opened(tmp_path, RegisteredReranker)
    items = [RerankItem(text, 0.5) for text in ("tents", "waterproof boots", "boots", "")]
    placed = await model.rerank("returns", items)
    assert [one.place for one in placed] == [1, 2, 0, 3]
    assert placed[0].score > placed[1].score > placed[2].score
    await model.close()


def _link(folder: Path) -> None:
    (folder / "model.onnx").rename(folder / "real")
    (folder / "model.onnx").symlink_to(folder / "real")


def _pipe(folder: Path) -> None:
    (folder / "tokenizer.json").unlink()
    os.mkfifo(folder / "tokenizer.json")


BROKEN = {
    "a changed byte": (lambda folder: (folder / "model.onnx").write_bytes(GOOD[:-1] + b"x"), "SHA-256"),
    "a longer file": (lambda folder: (folder / "model.onnx").write_bytes(GOOD + b"x"), "SHA-256"),
    "a missing file": (lambda folder: (folder / "tokenizer.json").unlink(), "missing"),
    "a link": (_link, "plain file"),
    "a pipe": (_pipe, "plain file"),
    "no manifest": (lambda folder: (folder / "manifest.toml").unlink(), "manifest"),
    "no TOML": (lambda folder: (folder / "manifest.toml").write_bytes(b"\xff = ["), "TOML"),
    "a huge manifest": (lambda folder: (folder / "manifest.toml").write_bytes(b"#" * 70_000), "too long"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_not_as_the_manifest_says_is_refused(tmp_path: Path, how: str) -> None:
    breaks, said = BROKEN[how]
    breaks(put(tmp_path, "toy", "1.0", GOOD))
    with pytest.raises(LocalModelRefused, match=said):
        Registry(tmp_path).get("toy", "1.0").weigh()


MANIFESTS = {
    "a path": {"files": {"../../../etc/passwd": "0" * 64}},
    "an absolute path": {"files": {"/etc/passwd": "0" * 64}},
    "no checksum": {"files": {"extra.bin": "abc"}},
    "another kind": {"kind": "pickle"},
    "no dimensions": {"dimensions": 0},
    "an unknown field": {"run": "setup.py"},
}


@pytest.mark.parametrize("what", MANIFESTS)
def test_manifest_that_says_something_else_is_refused(tmp_path: Path, what: str) -> None:
    put(tmp_path, "toy", "1.0", GOOD, **MANIFESTS[what])
    with pytest.raises(LocalModelRefused, match="manifest"):
        Registry(tmp_path).get("toy", "1.0")


@pytest.mark.parametrize("model", [b"", b"no graph", GOOD[: len(GOOD) // 2]])
def test_right_checksum_of_what_is_no_model_is_refused_when_it_is_opened(
    tmp_path: Path, model: bytes
) -> None:
    put(tmp_path, "toy", "1.0", model)
    with pytest.raises(LocalModelRefused, match="cannot be loaded"):
        opened(tmp_path)


def test_other_dimensions_than_said_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "toy", "1.0", embedder(width=16))
    with pytest.raises(LocalModelRefused, match="16"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("name", "version"),
    [("..", "1.0"), ("toy", ".."), ("toy/1.0", "x"), ("TOY", "1.0"), ("", "1.0"), ("toy", "2.0")],
)
def test_names_are_never_paths(tmp_path: Path, name: str, version: str) -> None:
    put(tmp_path / "models", "toy", "1.0", GOOD)
    put(tmp_path, "outside", "1.0", GOOD)
    with pytest.raises(LocalModelNotFound):
        Registry(tmp_path / "models").get(name, version)


def test_links_to_folders_outside_are_no_models(tmp_path: Path) -> None:
    put(tmp_path, "outside", "1.0", GOOD)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "linked").symlink_to(tmp_path / "outside")
    registry = Registry(tmp_path / "models")
    assert list(registry.names()) == []
    with pytest.raises(LocalModelNotFound):
        registry.get("linked", "1.0")
    assert list(Registry(None).names()) == []


def test_checked_bytes_are_the_ones_that_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever exchanges a file after it was checked exchanges nothing."""
    folder = put(tmp_path, "toy", "1.0", GOOD)
    package = Registry(tmp_path).get("toy", "1.0")
    weighed = package.weigh()
    (folder / "model.onnx").write_bytes(b"evil")
    (folder / "tokenizer.json").write_bytes(b"evil")
    assert RegisteredEmbedder(package, weighed, 1).count_tokens("boots") == 1
    assert hashlib.sha256(weighed.files["model.onnx"]).hexdigest() == package.sha256
