"""What a BigCommerce shop must be asked beside its lists, so that these can be understood. Asked once a connection."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from aisle.adapters.connectors.bigcommerce.api import Api, Query
from aisle.adapters.connectors.bigcommerce.reading import Place, ShopList, Way
from aisle.adapters.connectors.bigcommerce.values import ShopFacts
from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.errors import BrokenData, ShopNotFound, ShopRefused

NOT_TOLD = (ShopRefused, ShopNotFound)


class Lookups:
    """Asks beside the lists."""

    def __init__(self, api: Api, now: datetime) -> None:
        self._api, self._now = api, now
        self._store: Fields | None = None
        self._facts: ShopFacts | None = None
        self._currencies: dict[str, str] = {}

    async def store(self) -> Fields:
        """Return what the shop says of itself."""
        if self._store is None:
            try:
                self._store = Fields(await self._api.get("v2/store"))
            except Unreadable as error:
                raise BrokenData(f"The shop does not say what it is: {error}") from None
        return self._store

    async def facts(self) -> ShopFacts:
        """Return what products need."""
        if self._facts is None:
            store = await self.store()
            try:
                categories, brands = await self._categories(), await self._brands()
                self._facts = ShopFacts(
                    store.id("currency"),
                    store.text("secure_url"),
                    store.text("weight_units"),
                    categories,
                    brands,
                )
            except Unreadable as error:
                raise BrokenData(f"The shop's settings cannot be read: {error}") from None
        return self._facts

    async def currencies(self, orders: Iterable[str]) -> dict[str, str]:
        """Return the currencies of orders by id."""
        for one in orders:
            if one.isascii() and one.isdigit() and one not in self._currencies:
                try:
                    row = Fields(await self._api.get(f"v2/orders/{one}"))
                    self._currencies[one] = row.id("currency_code")
                except (ShopNotFound, Unreadable):
                    continue
        return self._currencies

    async def _categories(self) -> dict[str, str]:
        rows = await self._all("v3/catalog/trees/categories", ())
        names = {row.id("category_id"): row.text("name") for row in rows}
        parents = {row.id("category_id"): row.text("parent_id") for row in rows}
        return {one: _path(one, names, parents) for one in names}

    async def _brands(self) -> dict[str, str]:
        rows = await self._all("v3/catalog/brands", (("include_fields", "name"),))
        return {row.id(): row.text("name") for row in rows}

    async def _all(self, path: str, query: Query) -> list[Fields]:
        rows: list[Any] = []
        try:
            async for portion in ShopList(self._api, path, Way.PAGE, self._now, query).portions(Place()):
                rows += portion.rows
        except NOT_TOLD:
            return []
        return [Fields(row) for row in rows]


def _path(one: str, names: dict[str, str], parents: dict[str, str]) -> str:
    found, seen = [names[one]], {one}
    while (one := parents.get(one, "0")) in names and one not in seen:
        seen.add(one)
        found.append(names[one])
    return " / ".join(reversed(found))
