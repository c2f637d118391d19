"""What a WooCommerce shop must be asked beside its lists, so that these can be understood. Asked once a connection."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.woocommerce.api import SHOP, Api, Query
from aisle.adapters.connectors.woocommerce.reading import Place, ShopList
from aisle.adapters.connectors.woocommerce.values import ShopFacts
from aisle.sources.errors import BrokenData, FixCredentials, ShopNotFound, ShopRefused

LINKED = ("upsell_ids", "cross_sell_ids")
NOT_TOLD = (ShopRefused, ShopNotFound, FixCredentials)


class Lookups:
    """Asks beside the lists."""

    def __init__(self, api: Api, currency: str | None, now: datetime) -> None:
        """currency: named by the merchant; it wins."""
        self._api, self._named, self._now = api, currency, now
        self._facts: ShopFacts | None = None

    async def facts(self) -> ShopFacts:
        """Return what prices, sizes and categories need."""
        if self._facts is None:
            names, parents = await self._categories()
            weight, size = await self._units()
            self._facts = ShopFacts(await self.currency(), weight, size, names, parents)
        return self._facts

    async def currency(self) -> str:
        """Return the shop's currency. Raises ShopRefused where it is neither told nor named."""
        if self._named:
            return self._named
        try:
            told = await self._api.get(f"{SHOP}/data/currencies/current", (("_fields", "code"),))
            return Fields(told).id("code").upper()
        except Unreadable as error:
            raise BrokenData(f"The shop does not say its currency: {error}") from None
        except ShopRefused as error:
            raise ShopRefused(
                f"The key may not ask for the shop's currency: name it in the options. {error.detail}"
            ) from None

    async def variations(self, parent: str, query: Query = ()) -> AsyncIterator[Any]:
        """Yield the variations of a product; none where it is gone meanwhile."""
        rows = ShopList(self._api, f"{SHOP}/products/{parent}/variations", query, self._now)
        try:
            async for portion in rows.portions(Place()):
                for row in portion.rows:
                    yield row
        except ShopNotFound:
            return

    async def currencies(self, orders: Iterable[str]) -> dict[str, str]:
        """Return the currencies of orders by id: refunds do not say theirs."""
        wanted = sorted(set(orders), key=int)
        if not wanted:
            return {}
        query = (("include", ",".join(wanted)), ("per_page", "100"), ("_fields", "id,currency"))
        listed = await self._api.list(f"{SHOP}/orders", query)
        rows = [Fields(row) for row in listed.rows]
        return {row.id(): row.id("currency") for row in rows}

    async def handles(self, rows: Sequence[Any]) -> Mapping[str, str]:
        """Return the handles of products that others name by id as going with them; those that are gone are missing."""
        objects = [row for row in rows if isinstance(row, dict)]
        known = {str(row.get("id")): str(row.get("slug") or "") for row in objects}
        named = {one for row in objects for name in LINKED for one in _ids(row.get(name))} - known.keys()
        ordered = sorted(named, key=int)
        for begin in range(0, len(ordered), 100):
            some = ordered[begin : begin + 100]
            query = (
                ("status", "any"),
                ("include", ",".join(some)),
                ("per_page", "100"),
                ("_fields", "id,slug"),
            )
            found = (await self._api.list(f"{SHOP}/products", query)).rows
            known |= {
                str(row.get("id")): str(row.get("slug") or "") for row in found if isinstance(row, dict)
            }
        return known

    async def lists_refunds(self) -> bool:
        """Whether the shop lists refunds apart from orders; old ones do not."""
        try:
            await self._api.list(f"{SHOP}/refunds", (("per_page", "1"), ("_fields", "id")))
        except ShopNotFound:
            return False
        return True

    async def _categories(self) -> tuple[dict[str, str], dict[str, str]]:
        rows: list[Fields] = []
        asked = ShopList(
            self._api, f"{SHOP}/products/categories", (("_fields", "id,name,parent"),), self._now
        )
        try:
            async for portion in asked.portions(Place()):
                rows += [Fields(row) for row in portion.rows]
        except (*NOT_TOLD, Unreadable):
            return {}, {}
        return {row.id(): row.text("name") for row in rows}, {row.id(): row.text("parent") for row in rows}

    async def _units(self) -> tuple[str, str]:
        try:
            listed = await self._api.list(f"{SHOP}/settings/products", (("_fields", "id,value"),))
        except NOT_TOLD:
            return "", ""
        told = {row.get("id"): row.get("value") for row in listed.rows if isinstance(row, dict)}
        weight, size = told.get("woocommerce_weight_unit"), told.get("woocommerce_dimension_unit")
        return str(weight or ""), str(size or "")


def _ids(value: Any) -> list[str]:
    """Return ids as text; a number that is too long is none."""
    found = value if isinstance(value, list) else []
    return [
        str(one) for one in found if isinstance(one, int) and not isinstance(one, bool) and 0 < one < 2**63
    ]
