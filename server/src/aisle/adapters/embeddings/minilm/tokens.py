"""WordPiece tokens of all-MiniLM-L6-v2, from the tokenizer that comes with its weights."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from aisle.adapters.embeddings.minilm.weights import checked_file

LIMIT = 256
START, END = 101, 102
# 256 tokens hold about 1,500 characters; what lies far beyond cannot matter and need not be read.
LONGEST_READ = 32_768


class Tokens:
    """One tokenizer object without padding or truncation: it counts freely and cuts by hand."""

    def __init__(self, weights: Path) -> None:
        """Load the checked tokenizer from the folder of the weights; raises EmbedderUnavailable."""
        self._tokenizer: Any = Tokenizer.from_file(str(checked_file(weights, "tokenizer.json")))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def count(self, text: str) -> int:
        """Count the tokens of a text of any length, without the start and end marks."""
        return len(self._tokenizer.encode(_valid(text), add_special_tokens=False).ids)

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the ids of each text with start and end marks, at most 256 of them."""
        cut = [_valid(text[:LONGEST_READ]) for text in texts]
        encoded = self._tokenizer.encode_batch_fast(cut, add_special_tokens=False)
        return [[START, *one.ids[: LIMIT - 2], END] for one in encoded]


def _valid(text: str) -> str:
    """Replace lone surrogates, which the tokenizer refuses."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
