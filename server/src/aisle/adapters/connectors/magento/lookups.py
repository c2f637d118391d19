"""What a Magento shop must be asked beside its lists, so that these can be understood. Asked once a connection."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.adapters.connectors.magento.api import Api
from aisle.adapters.connectors.magento.reading import Place, ShopList
from aisle.adapters.connectors.magento.settings import MagentoOptions
from aisle.sources.errors import BrokenData, FixCredentials, ShopNotFound, ShopRefused

NOT_TOLD = (ShopRefused, ShopNotFound, FixCredentials)
ROOTS = 2  # levels of the tree that shoppers do not see


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of products. labels: of its options, by their ids."""

    code: str
    label: str
    is_shown: bool
    labels: Mapping[str, str] = field(default_factory=dict)

    def said(self, value: str) -> str:
        """Return the labels of one or several options, or the value itself."""
        return ", ".join(self.labels.get(one, one) for one in value.split(",")) if self.labels else value


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What products need to be understood. website: 0 where all of them count."""

    currency: str
    zone: tzinfo
    website: int
    pages: str
    media: str
    weight_unit: str
    now: datetime
    suffix: str
    attributes: Mapping[str, Attribute]
    attribute_codes: Mapping[str, str]  # by id
    categories: Mapping[str, str]  # paths by id


class Lookups:
    """Asks beside the lists."""

    def __init__(self, api: Api, options: MagentoOptions, now: datetime) -> None:
        self._api, self._options, self._now = api, options, now
        self._facts: ShopFacts | None = None
        self._view: Fields | None = None
        self._parents: dict[str, Fields] | None = None

    async def facts(self) -> ShopFacts:
        """Return what products need."""
        if self._facts is None:
            view, attributes, categories = (
                await self.view(),
                await self._attributes(),
                await self._categories(),
            )
            try:
                self._facts = self._made(view, attributes, categories)
            except Unreadable as error:
                raise BrokenData(f"The shop's settings cannot be read: {error}") from None
        return self._facts

    def _made(
        self, view: Fields, attributes: Mapping[str, Attribute], categories: Mapping[str, str]
    ) -> ShopFacts:
        return ShopFacts(
            currency=view.id("base_currency_code"),
            zone=zone_of(view.text("timezone")),
            website=view.whole("website_id") or 0,
            pages=view.text("secure_base_link_url") or view.text("base_link_url"),
            media=view.text("secure_base_media_url") or view.text("base_media_url"),
            weight_unit=view.text("weight_unit"),
            now=self._now,
            suffix=self._options.url_suffix,
            attributes={one.code: one for one in attributes.values()},
            attribute_codes={number: one.code for number, one in attributes.items()},
            categories=categories,
        )

    async def website(self) -> int:
        """Return the website of the view; 0 where all of them count."""
        try:
            return (await self.view()).whole("website_id") or 0
        except Unreadable as error:
            raise BrokenData(f"The shop's settings cannot be read: {error}") from None

    async def view(self) -> Fields:
        """Return the settings of the view that is read; those of the first one for "all"."""
        if self._view is None:
            self._view = await self._wanted()
        return self._view

    async def _wanted(self) -> Fields:
        try:
            rows = [Fields(row) for row in _list(await self._api.get("store", "storeConfigs"))]
        except Unreadable as error:
            raise BrokenData(f"The shop's settings cannot be read: {error}") from None
        wanted = [row for row in rows if row.text("code") == self._options.store_view]
        if self._options.store_view == "all":
            wanted = rows
        if not wanted:
            there = ", ".join(row.text("code") for row in rows)
            raise ShopNotFound(f"The shop has no store view {self._options.store_view}; it has: {there}.")
        return wanted[0]

    async def parents(self) -> dict[str, Fields]:
        """Return configurable products by the ids of what they are sold as."""
        if self._parents is None:
            wanted = "id,sku,extension_attributes[configurable_product_links,configurable_product_options]"
            only = (("type_id", "eq", "configurable"),)
            asked = ShopList(self._api, "products", self._now, filters=only, fields=wanted)
            found: dict[str, Fields] = {}
            async for portion in asked.portions(Place()):
                for row in _objects(portion.rows):
                    found |= dict.fromkeys(children_of(row), row)
            self._parents = found
        return self._parents

    async def _attributes(self) -> dict[str, Attribute]:
        wanted = "attribute_id,attribute_code,default_frontend_label,is_user_defined,frontend_input,options"
        asked = ShopList(
            self._api, "products/attributes", self._now, "attribute_id", "attribute_id", fields=wanted
        )
        found: dict[str, Attribute] = {}
        try:
            async for portion in asked.portions(Place()):
                found |= {row.id("attribute_id"): _attribute(row) for row in _objects(portion.rows)}
        except (*NOT_TOLD, Unreadable):
            return found
        return found

    async def _categories(self) -> dict[str, str]:
        try:
            tree = await self._api.get("categories")
        except NOT_TOLD:
            return {}
        return dict(_paths(tree, (), 0)) if isinstance(tree, dict) else {}


def children_of(parent: Fields) -> list[str]:
    """Return the ids of what a configurable product is sold as."""
    return parent.inside("extension_attributes").texts("configurable_product_links")


def zone_of(name: str) -> tzinfo:
    """Return a zone; UTC for one that is not known."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC


def _attribute(row: Fields) -> Attribute:
    labels = {
        one.text("value"): one.text("label").strip() for one in row.items("options") if one.has("value")
    }
    if row.text("frontend_input") == "boolean":
        labels = {"1": "Yes", "0": "No"} | labels
    code = row.id("attribute_code")
    shown = bool(row.flag("is_user_defined"))
    return Attribute(code, row.word("default_frontend_label") or code, shown, labels)


def _paths(node: Any, above: tuple[str, ...], depth: int) -> Iterable[tuple[str, str]]:
    """Yield ids and paths. The first level is the tree's root; "Default Category" is no category of shoppers either."""
    if not isinstance(node, dict) or depth > 50:
        return
    level = node.get("level")
    path = (*above, str(node.get("name", ""))) if isinstance(level, int) and level >= ROOTS else ()
    if path:
        yield str(node.get("id")), " / ".join(path)
    children = node.get("children_data")
    for child in children if isinstance(children, list) else []:
        yield from _paths(child, path, depth + 1)


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise BrokenData("The shop should have answered with a list.")
    return data


def _objects(rows: list[Any]) -> list[Fields]:
    return [Fields(row) for row in rows if isinstance(row, dict)]
