"""What an embedder may be told when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aisle.llm.errors import EmbedderRefused

if TYPE_CHECKING:
    from aisle.core.http import Dialer, Room


@dataclass(frozen=True, slots=True)
class RemoteOptions:
    """An embedder behind an HTTP address, with nothing left open.

    Attributes:
        base_url: Up to and without the last part of the path, such as https://api.openai.com/v1.
        model: As its server calls it.
        dimensions: Columns of the vectors that come back.
        shortens: The server is asked to give just so many columns.
        text_tokens: Longest text; longer ones are cut.
        batch_texts: Most texts in a request; None: as many as this kind of server takes.
        languages: ISO 639-1 codes the model is good at; empty means all.
        query_prefix, passage_prefix: Put before each text, for models that were trained so.
        key: Secret; None for servers without.
        key_header: Header that carries the key; "Authorization" carries it as a bearer token.
        query_seconds: Longest wait for a query's vector; then words alone answer.
        dial: What opens connections to an address that somebody else than the operator named.
        room: For answers that are kept in memory, shared with other servers of whoever named it.
    """

    base_url: str
    model: str
    dimensions: int
    shortens: bool = False
    text_tokens: int = 512
    batch_texts: int | None = None
    languages: frozenset[str] = frozenset()
    query_prefix: str = ""
    passage_prefix: str = ""
    key: str | None = field(default=None, repr=False)
    key_header: str = "Authorization"
    query_seconds: float = 3.0
    dial: Dialer | None = field(default=None, repr=False)
    room: Room | None = field(default=None, repr=False, compare=False)

    @property
    def key_value(self) -> str:
        """The key as its header carries it."""
        return f"Bearer {self.key}" if self.key_header == "Authorization" else self.key or ""


@dataclass(frozen=True, slots=True)
class EmbedderOptions:
    """The settings of an installation that concern embedders; each takes what it needs.

    Attributes:
        cache_dir: A folder that outlives the process, for files that are built once.
        threads: Threads for queries and again for passages; None lets the embedder choose.
        dimensions: Columns of the vectors, for local embedders that let it be chosen.
        where: The server, for embedders that have one.
    """

    cache_dir: Path
    threads: int | None = None
    dimensions: int = 384
    where: RemoteOptions | None = None

    @property
    def remote(self) -> RemoteOptions:
        """The server. Raises EmbedderRefused when none is set."""
        if self.where is None:
            raise EmbedderRefused("This embedder needs an address and a model; see AISLE_EMBEDDERS.")
        return self.where


def require_texts(texts: Sequence[str]) -> None:
    """Refuse the one mistake the type checker cannot see: a single string is also a sequence of strings."""
    if isinstance(texts, str):
        raise EmbedderRefused("A list of texts is needed, not one text; put it into a list.")
