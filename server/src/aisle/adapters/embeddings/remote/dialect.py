"""How a kind of server is spoken to."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from aisle.llm.ports import EmbeddingKind


class Dialect(Protocol):
    """Translates texts into a request and an answer into rows; knows nothing of time limits and retries."""

    @property
    def mark(self) -> str:
        """What sets its vectors apart beside model and dimensions, such as prefixes; a part of the embedder's name."""
        ...

    def request(self, texts: Sequence[str], kind: EmbeddingKind) -> tuple[str, dict[str, Any]]:
        """Return path and body."""
        ...

    def rows(self, answer: Any, count: int) -> list[NDArray[np.float64]]:
        """Read `count` rows in the order of the texts. Raises ValueError for anything else."""
        ...

    def otherwise(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """Return another way of asking for what was refused, if there is one worth a try."""
        ...

    def keep(self, body: dict[str, Any]) -> None:
        """Take note that a body was answered well."""
        ...
