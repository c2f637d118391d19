"""What chunking takes and gives."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

CountTokens = Callable[[str], int]


class ChunkKind(StrEnum):
    """What a chunk mostly holds."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    FAQ = "faq"
    POLICY = "policy"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class ChunkingSettings:
    """How large chunks are.

    tokens_of: the embedder whose tokens are counted, by name. Raises ValueError when the size is not in 50..1000 or the overlap not in 0..size/2.
    """

    size_tokens: int = 200
    overlap_tokens: int = 0
    tokens_of: str = ""

    @property
    def key(self) -> str:
        """What chunks of this cut are told from others by."""
        return f"{self.size_tokens}/{self.overlap_tokens}/{self.tokens_of}"

    def __post_init__(self) -> None:
        if not 50 <= self.size_tokens <= 1000:
            raise ValueError(f"the chunk size must be from 50 to 1000 tokens, not {self.size_tokens}")
        if not 0 <= self.overlap_tokens < self.size_tokens / 2:
            raise ValueError(f"the overlap must be less than half the size, not {self.overlap_tokens}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage that is searched and cited as one.

    `text` is exactly `document.text[start:end]`. `context` is put before it for search: the headings above it,
    and what the passage needs to be understood alone (a table's caption and headers, a list's lead-in, the
    question of a long answer).
    """

    ordinal: int
    text: str
    start: int
    end: int
    page: int | None
    section: tuple[str, ...]
    kind: ChunkKind
    context: str

    @property
    def content_hash(self) -> str:
        """Sha256 (hex) of what is embedded: equal for chunks that need not be embedded again."""
        parts = (self.kind.value, self.context, self.text)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
