"""Saleor's data fixture: a list of database rows, joined here to products in Aisle's own shape.

Rows refer to each other across the whole file, so those that matter are held in memory: about 300 bytes each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from aisle.catalog.importing.json_items import Item
from aisle.catalog.importing.outcomes import RowError

_KEPT = frozenset(
    {
        *("product.product", "product.category", "product.productvariant", "product.productmedia"),
        *("product.productvariantchannellisting", "product.productchannellisting", "warehouse.stock"),
        *("attribute.attribute", "attribute.attributevalue", "attribute.assignedproductattributevalue"),
        *("attribute.assignedvariantattribute", "attribute.assignedvariantattributevalue"),
    }
)
_COLUMNS = frozenset(
    {
        *(
            "name",
            "slug",
            "sku",
            "category",
            "parent",
            "description_plaintext",
            "product",
            "variant",
            "image",
        ),
        *(
            "external_url",
            "alt",
            "sort_order",
            "currency",
            "price_amount",
            "discounted_price_amount",
            "is_published",
        ),
        *("product_variant", "quantity", "quantity_allocated", "attribute", "value", "assignment"),
        "track_inventory",
        "rating",
    }
)
Fields = dict[str, Any]


def is_fixture(value: object) -> bool:
    """Whether an item is a row of a Django fixture."""
    return isinstance(value, dict) and {"model", "fields"} <= value.keys()


def products_of(items: Iterable[Item | RowError], currency: str) -> Iterator[Item | RowError]:
    """The fixture's products, once it has been read to its end; prices are those of the store's currency."""
    fixture = _Fixture(currency)
    for item in items:
        if isinstance(item, RowError):
            yield item
        else:
            fixture.add(item)
    yield from fixture.products()


class _Fixture:
    def __init__(self, currency: str) -> None:
        self._currency = currency
        self._lines: dict[str, int] = {}
        self._rows: dict[str, dict[str, Fields]] = {model: {} for model in _KEPT}
        self._indexes: dict[str, defaultdict[str, list[tuple[str, Fields]]]] = {}

    def add(self, item: Item) -> None:
        if not is_fixture(item.value) or item.value["model"] not in _KEPT:
            return
        model, key = item.value["model"], str(item.value.get("pk"))
        self._rows[model][key] = {
            name: value for name, value in item.value["fields"].items() if name in _COLUMNS
        }
        if model == "product.product":
            self._lines[key] = item.line

    def products(self) -> Iterator[Item]:
        variants = self._by("product.productvariant", "product")
        media = self._by("product.productmedia", "product")
        published = self._by("product.productchannellisting", "product")
        values = self._by("attribute.assignedproductattributevalue", "product")
        for number, (key, product) in enumerate(self._rows["product.product"].items(), start=1):
            listings = [row for _, row in published[key] if row.get("currency") == self._currency]
            attributes = dict(self._attribute(row["value"]) for _, row in values[key])
            value = {
                "handle": product.get("slug"),
                "title": product.get("name"),
                "description": product.get("description_plaintext"),
                "category": self._category(product.get("category")),
                "published": all(row.get("is_published", True) for row in listings),
                "images": [_image(row) for _, row in media[key]],
                "brand": attributes.pop("Brand", None),
                "rating": product.get("rating"),
                "attributes": attributes,
                "variants": [self._variant(pk, row) for pk, row in variants[key]],
            }
            yield Item(self._lines[key], number, value)

    def _variant(self, key: str, variant: Fields) -> Fields:
        listing = self._listing(key)
        stocks = [row for _, row in self._by("warehouse.stock", "product_variant")[key]]
        price, paid = listing.get("price_amount"), listing.get("discounted_price_amount")
        now, usual = _number(paid), _number(price)
        reduced = now is not None and usual is not None and now < usual
        return {
            "sku": variant.get("sku"),
            "title": variant.get("name"),
            "price": paid if reduced else price,
            "compare_at": price if reduced else None,
            "currency": listing.get("currency"),
            "stock": _free(stocks) if stocks else None,
            "options": self._options(key),
        }

    def _listing(self, variant: str) -> Fields:
        listings = [row for _, row in self._by("product.productvariantchannellisting", "variant")[variant]]
        return next(
            (row for row in listings if row.get("currency") == self._currency),
            listings[0] if listings else {},
        )

    def _options(self, variant: str) -> dict[str, str]:
        assignments = self._by("attribute.assignedvariantattribute", "variant")[variant]
        values = self._by("attribute.assignedvariantattributevalue", "assignment")
        return dict(self._attribute(row["value"]) for pk, _ in assignments for _, row in values[pk])

    def _attribute(self, value: Any) -> tuple[str, str]:
        row = self._rows["attribute.attributevalue"].get(str(value), {})
        attribute = self._rows["attribute.attribute"].get(str(row.get("attribute")), {})
        return str(attribute.get("name", "")), str(row.get("name", ""))

    def _category(self, key: Any) -> str:
        names: list[str] = []
        while (row := self._rows["product.category"].get(str(key))) and len(names) < 10:
            names.insert(0, str(row.get("name", "")).replace("/", "-"))
            key = row.get("parent")
        return "/".join(names)

    def _by(self, model: str, column: str) -> defaultdict[str, list[tuple[str, Fields]]]:
        """A table's rows by the key of what they belong to."""
        name = f"{model} by {column}"
        found = self._indexes.get(name)
        if found is None:
            found = self._indexes[name] = defaultdict(list)
            for key, row in self._rows[model].items():
                found[str(row.get(column))].append((key, row))
        return found


def _number(value: Any) -> Decimal | None:
    """Read a number, or return None for what is none: the cell itself then says so where it is checked."""
    try:
        number = Decimal(str(value)[:40])
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _free(stocks: Sequence[Fields]) -> str:
    """What can be sold over all warehouses; a count that is none is passed on, to be refused by name."""
    free = Decimal(0)
    for row in stocks:
        count, taken = _number(row.get("quantity")), _number(row.get("quantity_allocated") or 0)
        if count is None or taken is None:
            return str(row.get("quantity"))[:40]
        free += count - taken
    return str(free)


def _image(row: Fields) -> Fields:
    """Saleor keeps the path below its media folder."""
    image = row.get("image") or ""
    return {"url": row.get("external_url") or (f"/media/{image}" if image else ""), "alt": row.get("alt")}
