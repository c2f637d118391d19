"""What a store has that an index version should hold: its products, and the passages of one chunking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.texts import passage_text, product_text

Hashes = list[tuple[UUID, bytes]]


class Content(Protocol):
    """One kind of content, read in the order of its ids."""

    kind: ClassVar[ItemKind]

    async def count(self, session: Session) -> int:
        """How many items there are."""
        ...

    async def after(self, session: Session, place: UUID | None, most: int) -> Hashes:
        """Return ids and content hashes of items behind a place."""
        ...

    async def texts(self, session: Session, ids: Sequence[UUID]) -> list[IndexText]:
        """Read items as they are now; those that are gone are absent."""
        ...

    async def hashes(self, session: Session, ids: Sequence[UUID]) -> Mapping[UUID, bytes]:
        """Return the content hashes of those items that are there now."""
        ...

    async def gone(self, session: Session, ids: Sequence[UUID]) -> Sequence[UUID]:
        """Return those ids of an index that nothing stands behind any more."""
        ...


@dataclass(frozen=True, slots=True)
class Products:
    """The store's products. language: of their texts."""

    kind: ClassVar[ItemKind] = ItemKind.PRODUCT
    language: str

    async def count(self, session: Session) -> int:
        """See Content."""
        return await catalog.count_products(session)

    async def after(self, session: Session, place: UUID | None, most: int) -> Hashes:
        """See Content."""
        return await catalog.search_hashes(session, place, most)

    async def texts(self, session: Session, ids: Sequence[UUID]) -> list[IndexText]:
        """See Content."""
        hashes = await catalog.search_hashes_of(session, ids)
        found = await catalog.get_products(session, list(hashes))
        return [product_text(found[id_], id_, hashes[id_], self.language) for id_ in ids if id_ in found]

    async def hashes(self, session: Session, ids: Sequence[UUID]) -> Mapping[UUID, bytes]:
        """See Content."""
        return await catalog.search_hashes_of(session, ids)

    async def gone(self, session: Session, ids: Sequence[UUID]) -> Sequence[UUID]:
        """See Content."""
        there = await catalog.search_hashes_of(session, ids)
        return [id_ for id_ in ids if id_ not in there]


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of published documents as one chunking cuts them. chunking: its key."""

    kind: ClassVar[ItemKind] = ItemKind.PASSAGE
    chunking: str

    async def count(self, session: Session) -> int:
        """See Content."""
        return await knowledge.count_passages(session, self.chunking)

    async def after(self, session: Session, place: UUID | None, most: int) -> Hashes:
        """See Content."""
        return await knowledge.passage_hashes(session, self.chunking, place, most)

    async def texts(self, session: Session, ids: Sequence[UUID]) -> list[IndexText]:
        """See Content."""
        found = await knowledge.answering_passages(session, self.chunking, ids)
        return [passage_text(passage, self.chunking) for passage in found]

    async def hashes(self, session: Session, ids: Sequence[UUID]) -> Mapping[UUID, bytes]:
        """See Content."""
        found = await knowledge.answering_passages(session, self.chunking, ids)
        return {passage.id: passage.content_hash for passage in found}

    async def gone(self, session: Session, ids: Sequence[UUID]) -> Sequence[UUID]:
        """See Content."""
        return await knowledge.unheld_passages(session, self.chunking, ids)
