"""What the catalogue needs from outside: an index that follows its products, and workbooks as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from aisle.catalog.batches import PlannedProduct
from aisle.core.db import Session

OpenScope = Callable[[], AbstractAsyncContextManager[Session]]
Prepared = TypeVar("Prepared")


class WorkbookReader(Protocol):
    """Turns a workbook into the rows that `aisle.catalog.importing.workbook` reads."""

    async def rows(self, data: bytes, name: str) -> bytes:
        """Return the rows of the first visible sheet that is a table.

        Raises UnreadableCatalogFile when it is no workbook, damaged, encrypted or too large.
        """
        ...


class ProductIndex(Protocol, Generic[Prepared]):
    """The index of a store's products. What it raises ends the job, which is tried again."""

    async def prepare(self, open_scope: OpenScope, products: Sequence[PlannedProduct]) -> Prepared:
        """Do what is slow (embedding) for products whose words changed, holding no transaction."""
        ...

    async def apply(self, session: Session, prepared: Prepared) -> None:
        """Write what was prepared, in the transaction that writes the products."""
        ...

    async def remove(self, session: Session, product_ids: Sequence[UUID]) -> None:
        """Take products out, in the transaction that deletes or hides them."""
        ...

    async def note_change(self, session: Session) -> None:
        """Let no answer be given again that rests on products as they were, in the transaction that changes them."""
        ...
