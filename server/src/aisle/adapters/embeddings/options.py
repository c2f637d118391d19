"""What an embedder may be told when it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aisle.llm.errors import EmbedderRefused


@dataclass(frozen=True, slots=True)
class EmbedderOptions:
    """The settings of an installation that concern embedders; each takes what it needs.

    Attributes:
        cache_dir: A folder that outlives the process, for files that are built once.
        threads: Threads for queries and again for passages; None lets the embedder choose.
        dimensions: Columns of the vectors, for embedders that let it be chosen.
    """

    cache_dir: Path
    threads: int | None = None
    dimensions: int = 384


def require_texts(texts: Sequence[str]) -> None:
    """Refuse the one mistake the type checker cannot see: a single string is also a sequence of strings."""
    if isinstance(texts, str):
        raise EmbedderRefused("A list of texts is needed, not one text; put it into a list.")
