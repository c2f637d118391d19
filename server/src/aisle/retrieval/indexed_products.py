"""The index as the catalogue asks for it."""

from collections.abc import Sequence
from uuid import UUID

from aisle.catalog.batches import PlannedProduct
from aisle.catalog.ports import OpenScope
from aisle.core.db import Session
from aisle.retrieval.indexing import Indexer, Prepared
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.pictures.asking import ask_for_pictures
from aisle.retrieval.texts import product_text


class IndexedProducts:
    """A store's products in its index; see `catalog.ports.ProductIndex`. language: of the store's product texts."""

    def __init__(self, indexer: Indexer, language: str) -> None:
        self._indexer, self._language = indexer, language

    async def prepare(self, open_scope: OpenScope, products: Sequence[PlannedProduct]) -> Prepared:
        """Embed what changed."""
        texts = [index_text(product, self._language) for product in products]
        return await self._indexer.prepare(open_scope, texts, anyway=True)

    async def apply(self, session: Session, prepared: Prepared) -> None:
        """Write what was embedded."""
        await self._indexer.apply(session, prepared)

    async def remove(self, session: Session, product_ids: Sequence[UUID]) -> None:
        """Take products out."""
        await self._indexer.remove(session, ItemKind.PRODUCT, product_ids)

    async def note_change(self, session: Session) -> None:
        """Let no answer be given again that rests on products as they were, and have new pictures read."""
        await self._indexer.note_change(session, ItemKind.PRODUCT)
        await ask_for_pictures(session, self._indexer.jobs)


def index_text(product: PlannedProduct, language: str) -> IndexText:
    """Return a planned product as the index takes it."""
    return product_text(product.draft, product.id, product.search_hash, language)
