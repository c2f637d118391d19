"""How many can be sold in a BigCommerce shop, by location: on hand less the safety stock and what is promised."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from aisle.adapters.connectors.bigcommerce import products
from aisle.adapters.connectors.bigcommerce.api import Api
from aisle.adapters.connectors.fields import Fields, Unreadable, read_all
from aisle.sources.errors import BrokenData, ShopNotFound, ShopRefused
from aisle.sources.ports import Broken
from aisle.sources.records import StockRecord

MOST = 100  # variants a request


class StockReader:
    """Asks the inventory beside the catalogue, which knows the default location alone."""

    def __init__(self, api: Api) -> None:
        self._api, self._knows_places = api, True

    async def read(self, rows: Sequence[Any]) -> tuple[list[StockRecord], list[Broken]]:
        """Return the stock of all variants of products."""
        records, broken = read_all(rows, products.stock)
        counted = [one.id for one in records if one.quantity is not None]
        places = await self._places(counted)
        return [_placed(one, places.get(one.id)) for one in records], broken

    async def _places(self, variants: Sequence[str]) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for begin in range(0, len(variants) if self._knows_places else 0, MOST):
            some = ",".join(variants[begin : begin + MOST])
            try:
                query = (("variant_id:in", some), ("limit", str(MOST)))
                listed = await self._api.list("v3/inventory/items", query)
                found |= {
                    row.inside("identity").id("variant_id"): _at(row) for row in map(Fields, listed.rows)
                }
            except (ShopRefused, ShopNotFound):
                self._knows_places = False
                return {}
            except Unreadable as error:
                raise BrokenData(f"The shop's inventory cannot be read: {error}") from None
        return found


def _at(row: Fields) -> dict[str, int]:
    """Return what each open location can sell."""
    return {
        one.word("location_name") or one.id("location_id"): one.whole("available_to_sell") or 0
        for one in row.items("locations")
        if one.flag("location_enabled") is not False
    }


def _placed(one: StockRecord, places: Mapping[str, int] | None) -> StockRecord:
    if places is None or one.quantity is None:
        return one
    return replace(one, quantity=sum(places.values()), by_location=dict(places))
