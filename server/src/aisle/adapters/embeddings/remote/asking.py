"""One request to an embedder's server: its errors become ours, its rows become vectors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json

from aisle.adapters.embeddings.remote.dialect import Dialect
from aisle.adapters.embeddings.remote.vectors import BadRows, directions
from aisle.core.http import OutsideNonsense, OutsideRefused, OutsideService, OutsideUnavailable, Patience
from aisle.core.http.egress import EgressRefused
from aisle.llm.errors import EmbedderMisconfigured, EmbedderNonsense, EmbedderUnavailable
from aisle.llm.ports import EmbeddingKind, Vectors

# These may be the text's fault: too long, too many, not liked. All other refusals are about key, model or address.
OF_THE_TEXTS = frozenset({400, 413, 422})
PLAIN = "ready"
BYTES_PER_NUMBER = 32  # a float of seventeen digits, its sign, exponent and comma, and room for blanks


class TextsRefused(Exception):
    """The server does not take this request, perhaps because of its texts."""


TEXT_FAULTS = (TextsRefused, BadRows)


@dataclass(frozen=True, slots=True)
class Lane:
    """A server's connections for one kind of text."""

    service: OutsideService
    dialect: Dialect
    kind: EmbeddingKind
    patience: Patience
    dimensions: int

    async def ask(self, texts: Sequence[str]) -> Vectors:
        """Embed texts in one request. Raises TextsRefused, BadRows and the port's errors."""
        path, body = self.dialect.request(texts, self.kind)
        try:
            rows = await self._post(path, body, len(texts))
        except TextsRefused:
            other = self.dialect.otherwise(body)
            if other is None:
                raise
            body, rows = other, await self._post(path, other, len(texts))
        self.dialect.keep(body)
        return directions(rows, self.dimensions)

    async def require_sound_server(self, fault: Exception) -> None:
        """Ask for a plain word. Raises EmbedderMisconfigured or EmbedderNonsense if even that goes wrong."""
        try:
            await self.ask([PLAIN])
        except TextsRefused:
            raise EmbedderMisconfigured(
                f"{fault} It refuses a plain word, too: look at model, dimensions and address."
            ) from None
        except BadRows as found:
            raise EmbedderNonsense(f"The embedder's answer cannot be used: {found}.") from None

    async def _post(self, path: str, body: dict[str, Any], count: int) -> list[NDArray[np.float64]]:
        most_bytes = 2**16 + count * (1024 + self.dimensions * BYTES_PER_NUMBER)
        try:
            return await self.service.post(path, body, self.patience, self._reader(count), most_bytes)
        except OutsideRefused as refusal:
            if refusal.answered in OF_THE_TEXTS:
                raise TextsRefused(refusal.detail) from None
            raise EmbedderMisconfigured(f"{refusal.detail} Look at its key, model and address.") from None
        except EgressRefused as refused:
            raise EmbedderMisconfigured(refused.detail) from None
        except OutsideNonsense as nonsense:
            raise EmbedderNonsense(nonsense.detail, sent=nonsense.sent) from None
        except OutsideUnavailable as failure:
            raise EmbedderUnavailable(failure.detail, sent=failure.sent) from None

    def _reader(self, count: int) -> Callable[[bytes], list[NDArray[np.float64]]]:
        def read(answer: bytes) -> list[NDArray[np.float64]]:
            try:
                return self.dialect.rows(from_json(answer), count)
            except (KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"no vectors in it: {type(error).__name__}") from None

        return read
