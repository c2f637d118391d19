"""Handlers of the catalogue's jobs: here products and the index meet."""

from collections.abc import Sequence
from uuid import UUID

from aisle.catalog import service as catalog
from aisle.catalog.batches import PlannedProduct
from aisle.catalog.jobs import ImportCatalog
from aisle.catalog.ports import OpenScope
from aisle.core.db import Session
from aisle.core.jobs import JobContext
from aisle.core.vault import Vault
from aisle.retrieval import repository
from aisle.retrieval.indexing import Indexer, Prepared
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.texts import product_text
from aisle.tenants import service as tenants


class IndexedProducts:
    """The index as the catalogue's port asks for it. language: of the store's product texts."""

    def __init__(self, indexer: Indexer, language: str) -> None:
        self._indexer, self._language = indexer, language

    async def prepare(self, open_scope: OpenScope, products: Sequence[PlannedProduct]) -> Prepared:
        """Embed what changed."""
        return await self._indexer.prepare(
            open_scope, [index_text(product, self._language) for product in products]
        )

    async def apply(self, session: Session, prepared: Prepared) -> None:
        """Write what was embedded."""
        await self._indexer.apply(session, prepared)

    async def remove(self, session: Session, product_ids: Sequence[UUID]) -> None:
        """Take products out."""
        await self._indexer.remove(session, ItemKind.PRODUCT, product_ids)


class CatalogHandlers:
    """Runs the jobs of the catalogue."""

    def __init__(self, indexer: Indexer, vault: Vault) -> None:
        self._indexer, self._vault = indexer, vault

    async def run_import(self, message: ImportCatalog, context: JobContext) -> None:
        """Read a stored catalogue file into the store."""
        async with context.scope() as session:
            store = await tenants.get_store(session, session.tenant[1])

        batches = 0

        async def report(done: int, total: int | None) -> None:
            nonlocal batches
            batches += 1
            if (
                batches & (batches - 1) == 0
            ):  # after 1, 2, 4, 8... batches: plans made for empty tables are slow
                async with context.scope() as session:
                    await repository.refresh_statistics(session)
            await context.progress("importing", done, total)

        index = IndexedProducts(self._indexer, store.language)
        await catalog.run_import(context.scope, self._vault, message.import_id, index, report)


def index_text(product: PlannedProduct, language: str) -> IndexText:
    """Return a product of an import as the index takes it."""
    return product_text(product.draft, product.id, product.search_hash, language)
