"""Handlers of the catalogue's jobs: here products and the index meet."""

from aisle.catalog import service as catalog
from aisle.catalog.jobs import CarryOutEdit, ImportCatalog
from aisle.core.jobs import JobContext
from aisle.core.vault import Vault
from aisle.retrieval import repository
from aisle.retrieval.indexed_products import IndexedProducts
from aisle.retrieval.indexing import Indexer
from aisle.tenants import service as tenants


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

    async def run_edit(self, message: CarryOutEdit, context: JobContext) -> None:
        """Carry out an edit of many products, or undo it."""
        async with context.scope() as session:
            store = await tenants.get_store(session, session.tenant[1])

        async def report(done: int, total: int | None) -> None:
            await context.progress("editing", done, total)

        index = IndexedProducts(self._indexer, store.language)
        await catalog.run_edit(context.scope, message.edit_id, index, report)
