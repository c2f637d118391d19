"""Keeps the built model in a cache folder: built once, checked at every load, built again when damaged."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from aisle.adapters.embeddings.minilm.weights import sha256_of
from aisle.llm.errors import EmbedderUnavailable

# Raised when the graph or the quantisation changes, so that an old file is never taken for a new one.
GRAPH_VERSION = 1
BUILD_TIMEOUT_S = 300


def cached_model(cache_dir: Path) -> Path:
    """Return the path of a whole int8 model, building it first where there is none.

    Args:
        cache_dir: A folder of the caller; the model lives in `models/` below it.

    Raises:
        EmbedderUnavailable: The folder cannot be written or the build failed.
    """
    target = cache_dir / "models" / f"minilm-l6-v2-int8-{GRAPH_VERSION}.onnx"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not is_whole(target):
            with _locked(target.with_suffix(".lock")):
                # Another process may have built it while this one waited for the lock.
                if not is_whole(target):
                    _build(target)
    except OSError as error:
        raise EmbedderUnavailable(f"The model cache in {cache_dir} cannot be used: {error}.") from error
    return target


def is_whole(model: Path) -> bool:
    """Say whether a model file is exactly the one that was built, by the digest written beside it."""
    digest = _digest_path(model)
    if not model.is_file() or not digest.is_file():
        return False
    return digest.read_text(encoding="ascii", errors="replace").strip() == sha256_of(model)


def _build(target: Path) -> None:
    command = [sys.executable, "-m", "aisle.adapters.embeddings.minilm.build", str(target)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=BUILD_TIMEOUT_S, text=True)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise EmbedderUnavailable(f"Building the model took longer than {BUILD_TIMEOUT_S} s.") from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.strip().splitlines() or [f"exit status {error.returncode}"]
        raise EmbedderUnavailable(f"Building the model failed: {lines[-1]}") from error
    _write_digest(target)


def _write_digest(model: Path) -> None:
    draft = model.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(sha256_of(model), encoding="ascii")
    draft.replace(_digest_path(model))


def _digest_path(model: Path) -> Path:
    return model.with_suffix(".sha256")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that the system itself frees when the process dies; without one, both build and the last wins."""
    with path.open("w") as stream:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
