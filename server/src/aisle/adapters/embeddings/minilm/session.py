"""The loaded model: one onnxruntime session that many threads may call at once."""

from collections.abc import Sequence
from pathlib import Path

import onnxruntime
from numpy import asarray, float32

from aisle.adapters.embeddings.minilm.batches import padded
from aisle.llm.ports import Vectors


class Session:
    """Runs batches on the calling thread; the pool decides how many threads there are."""

    def __init__(self, model: Path) -> None:
        """Load a model file written by `cache.py`."""
        self._session = onnxruntime.InferenceSession(
            str(model), _options(), providers=["CPUExecutionProvider"]
        )

    def run(self, rows: Sequence[Sequence[int]]) -> Vectors:
        """Embed token rows: float32, shape (rows, 384), unit length."""
        ids, mask = padded(rows)
        (vectors,) = self._session.run(None, {"ids": ids, "mask": mask})
        return asarray(vectors, float32)


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Spinning threads burn the core they wait for.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The arena keeps the largest batch ever seen, once per shape; plain malloc costs about 1 % and gives it back.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return options
