"""What the features need from an embedder; adapters provide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EmbeddingKind(StrEnum):
    """What a text is: some models treat the two differently, and queries never wait behind passages."""

    QUERY = "query"
    PASSAGE = "passage"


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning."""

    @property
    def name(self) -> str:
        """A stable name of model and precision, stored beside the vectors: another name means another index."""
        ...

    @property
    def dimensions(self) -> int:
        """The number of columns of every vector."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """ISO 639-1 codes of the languages it is good at; empty means all."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the model's tokens in a text, without the marks the model adds and without a limit."""
        ...

    async def embed(self, texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
        """Embed texts in their order.

        Args:
            texts: Any number of texts, also none; a text beyond the model's limit is cut at the limit.
            kind: Queries are answered before passages.

        Returns:
            float32, shape (len(texts), dimensions), every row of length 1.

        Raises:
            EmbedderUnavailable: Try again later, or search without vectors.
            EmbedderRefused: Never try again.
        """
        ...


Points = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class PictureFeatures:
    """What a picture embedder makes of one picture.

    Attributes:
        vectors: float32, shape (poses, dimensions), rows of length 1: they find the nearest.
        details: float32, shape (views, detail_dimensions), rows of length 1: a second look at those that are near.
    """

    vectors: Vectors
    details: Vectors


class PictureEmbedder(Protocol):
    """Turns pictures into vectors whose dot product says how alike they look."""

    @property
    def name(self) -> str:
        """A stable name of method and version, stored beside the vectors: another name means another index."""
        ...

    @property
    def dimensions(self) -> int:
        """The number of columns of `vectors`."""
        ...

    @property
    def detail_dimensions(self) -> int:
        """The number of columns of `details`."""
        ...

    @property
    def least(self) -> float:
        """The likeness, 0..1, below which two pictures need not show the same kind of thing."""
        ...

    async def embed(self, pictures: Sequence[Points], kind: EmbeddingKind) -> list[PictureFeatures]:
        """Look at pictures, in their order.

        Args:
            pictures: uint8, each of shape (height, width, 3): red, green, blue.
            kind: A passage is the picture of a product and has one vector. A query is a shopper's photo, which may be
                turned or mirrored: it has one for each pose.

        Raises:
            EmbedderUnavailable: Try again later.
            EmbedderRefused: Never try again; a picture without a point is one reason.
        """
        ...


class ManagedEmbedder(Embedder, Protocol):
    """An embedder as its owner sees it: started before the first request and closed after the last."""

    async def warm_up(self) -> None:
        """Load what is needed to answer; raises EmbedderUnavailable when that is impossible."""
        ...

    async def close(self) -> None:
        """Finish what is running, refuse what waits, give threads and memory back."""
        ...


@runtime_checkable
class RemembersTrouble(Protocol):
    """An embedder behind an address, which is not asked again only to learn how it is."""

    @property
    def trouble(self) -> str | None:
        """What went wrong with the last call; None when it went well, or none was made."""
        ...


@dataclass(frozen=True, slots=True)
class RerankItem:
    """A hit as a reranker sees it.

    Attributes:
        text: What a model reads.
        score: Of the search, 0..1, higher is better.
        fields: Typed values by name, such as title, brand and category; empty ones are left out.
        in_stock: None when it is not known, or nothing that is sold.
    """

    text: str
    score: float
    fields: Mapping[str, str] = field(default_factory=dict)
    in_stock: bool | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A hit in its new order.

    Attributes:
        place: Where it stood, from 0.
        reasons: Why it moved, in stable words such as "near_duplicate"; none when nothing spoke for or against it.
        score: The reranker's own, on a scale of its own; None when it has none.
    """

    place: int
    reasons: tuple[str, ...] = ()
    score: float | None = None


class Reranker(Protocol):
    """Puts hits into a better order than the search did."""

    @property
    def name(self) -> str:
        """As settings and explanations call it."""
        ...

    @property
    def window(self) -> int:
        """How many of the best hits it wants to see, whatever number is shown in the end."""
        ...

    async def rerank(self, query: str, items: Sequence[RerankItem]) -> list[Placed]:
        """Order hits, best first.

        Args:
            query: The shopper's words.
            items: Hits in the order of the search, best first.

        Returns:
            Each place once. The same call gives the same order; hits of equal worth stay as they stood.

        Raises:
            RerankerUnavailable: Within its time limit there is no answer; the order before stays.
        """
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
