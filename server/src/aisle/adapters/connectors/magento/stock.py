"""How many can be sold in a Magento shop: what lies in the stores less what is promised already.

Three numbers look alike: `stockItems.qty` and `source-items.quantity` are what lies there; only the salable quantity is what the next
shopper can have. The modules that know it can be missing; then what lies there is all there is.
"""

from collections.abc import Sequence
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.magento.api import Api
from aisle.sources.errors import BrokenData, FixCredentials, ShopNotFound, ShopRefused
from aisle.sources.records import StockRecord

NOT_TOLD = (ShopNotFound, ShopRefused, FixCredentials)
FIELDS = "id,sku,type_id,status,updated_at"


class StockReader:
    """Asks for stock in the widest way that the shop has."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._site: str | None = None
        self._stock: str | None = None
        self._exports, self._knows_salable = True, True

    async def read(self, rows: Sequence[Fields], website: int) -> list[StockRecord]:
        """Return the stock of products."""
        exported = await self._exported(rows, website)
        return [exported.get(row.id("sku")) or await self._one(row, website) for row in rows]

    async def _exported(self, rows: Sequence[Fields], website: int) -> dict[str, StockRecord]:
        """Ask for all at once. Not all shops can, and some leave the rows empty: those are asked for one by one."""
        if not (self._exports and self._knows_salable and rows):
            return {}
        ids = ",".join(row.id() for row in rows)
        try:
            path = f"inventory/export-stock-salable-qty/website/{await self._website(website)}"
            found = await self._api.search(path, (("entity_id", "in", ids),), "entity_id", len(rows))
            told = {row.word("sku"): row for row in map(Fields, found.rows)}
        except (*NOT_TOLD, BrokenData, Unreadable):
            told = {}
        self._exports = any(sku and row.has("qty") for sku, row in told.items())
        return (
            {row.id("sku"): _exported(row, told[sku]) for row in rows if (sku := row.word("sku")) in told}
            if self._exports
            else {}
        )

    async def _one(self, row: Fields, website: int) -> StockRecord:
        if self._knows_salable:
            try:
                return await self._salable(row, website)
            except ShopNotFound:
                self._knows_salable = False
            except BrokenData:
                pass  # of a kind that has no quantity
        return await self._lying_there(row)

    async def _salable(self, row: Fields, website: int) -> StockRecord:
        try:
            if self._stock is None:
                site = await self._website(website)
                told = await self._api.get("inventory", "stock-resolver", "website", site)
                self._stock = Fields(told).id("stock_id")
            told = await self._api.get(
                "inventory", "get-product-salable-quantity", row.id("sku"), self._stock
            )
            return StockRecord(row.id(), Fields({"qty": told}).whole("qty"), row.word("sku"))
        except Unreadable as error:
            raise BrokenData(f"The shop's stock cannot be read: {error}") from None

    async def _lying_there(self, row: Fields) -> StockRecord:
        try:
            item = Fields(await self._api.get("stockItems", row.id("sku")))
        except (ShopNotFound, Unreadable):
            return StockRecord(row.id(), None, row.word("sku"))
        counted = item.flag("manage_stock") is not False
        return StockRecord(
            id=row.id(),
            quantity=item.whole("qty") if counted else None,
            sku=row.word("sku"),
            sells_without_stock=bool(item.whole("backorders")) if counted else None,
            availability="in stock" if item.flag("is_in_stock") else "out of stock",
        )

    async def _website(self, number: int) -> str:
        if self._site is None:
            rows: Any = await self._api.get("store", "websites")
            sites = [Fields(row) for row in rows] if isinstance(rows, list) else []
            known = [row.id("code") for row in sites if row.whole("id") == (number or 1)]
            self._site = known[0] if known else "base"
        return self._site


def _exported(row: Fields, told: Fields) -> StockRecord:
    quantity, salable = told.whole("qty"), told.flag("is_salable")
    empty = quantity is not None and quantity <= 0
    return StockRecord(
        id=row.id(),
        quantity=quantity,
        sku=row.word("sku"),
        sells_without_stock=salable if empty else None,
        availability=None if salable is None else "in stock" if salable else "out of stock",
    )
