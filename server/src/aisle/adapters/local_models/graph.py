"""A loaded graph with its tokenizer, which many threads may use at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from aisle.llm.registry import LocalModelRefused, Weighed
from aisle.llm.registry.manifest import MODEL, TOKENIZER

Array = NDArray[Any]
LONGEST_READ = 100_000  # characters of a text
IDS, MASKS, TYPES = ("input_ids", "ids"), ("attention_mask", "mask"), ("token_type_ids", "type_ids")


class Graph:
    """Takes texts, or pairs of texts, and gives the graph's first output."""

    def __init__(self, weighed: Weighed, max_tokens: int) -> None:
        """Load what was checked: bytes in memory, so that a graph can name no other file. Raises LocalModelRefused."""
        try:
            self._tokenizer: Any = Tokenizer.from_str(weighed.files[TOKENIZER].decode())
            self._counter: Any = Tokenizer.from_str(weighed.files[TOKENIZER].decode())
            self._session = onnxruntime.InferenceSession(
                weighed.files[MODEL], _options(), providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise LocalModelRefused(f"The model cannot be loaded: {type(error).__name__}.") from None
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.enable_padding()
        self._counter.no_truncation()
        self._counter.no_padding()
        self._inputs = [one.name for one in self._session.get_inputs()]
        if unknown := sorted(set(self._inputs) - {*IDS, *MASKS, *TYPES}):
            raise LocalModelRefused(f"The model wants an input that is not known here: {unknown[0][:60]}.")

    def count(self, text: str) -> int:
        """Count a text's tokens, without marks and without a limit."""
        return len(self._counter.encode(_valid(text), add_special_tokens=False).ids)

    def run(self, texts: Sequence[str | tuple[str, str]]) -> tuple[Array, Array]:
        """Return the first output for these texts, and the mask of their tokens, batch x length."""
        encoded = self._tokenizer.encode_batch([_readable(one) for one in texts])
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        fields = {
            **dict.fromkeys(IDS, np.array([one.ids for one in encoded], np.int64)),
            **dict.fromkeys(MASKS, mask),
            **dict.fromkeys(TYPES, np.array([one.type_ids for one in encoded], np.int64)),
        }
        output, *_ = self._session.run(None, {name: fields[name] for name in self._inputs})
        return np.asarray(output), mask


def _readable(one: str | tuple[str, str]) -> str | tuple[str, str]:
    return _valid(one) if isinstance(one, str) else (_valid(one[0]), _valid(one[1]))


def _valid(text: str) -> str:
    return text[:LONGEST_READ].encode("utf-8", "replace").decode()


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 4
    return options
