"""Products of a BigCommerce shop. Each has at least one variant, of which some fields are its own and others the product's."""

from collections.abc import Iterator
from decimal import Decimal

from aisle.adapters.connectors.bigcommerce.values import ShopFacts
from aisle.adapters.connectors.fields import Fields
from aisle.sources.records import (
    Amount,
    Picture,
    PriceRecord,
    ProductRecord,
    ProductState,
    Stated,
    StockRecord,
    VariantRecord,
)

HUNDREDTH = Decimal("0.01")
INCLUDED = "variants,images,custom_fields"
SOLD_FIELDS = "price,sale_price,calculated_price,is_price_hidden,inventory_tracking,inventory_level,availability,date_modified"


def product(row: Fields, facts: ShopFacts) -> Iterator[ProductRecord]:
    """Read a product with its variants."""
    path = row.inside("custom_url").text("url")
    number, variants = row.id(), row.items("variants")
    yield ProductRecord(
        id=number,
        handle=path.strip("/") or f"product-{number}",
        title=row.text("name"),
        updated_at=row.time("date_modified"),
        created_at=row.time("date_created"),
        state=_state(row),
        description=row.text("description"),
        brand=facts.brands.get(row.text("brand_id")),
        categories=tuple(facts.categories[one] for one in row.texts("categories") if one in facts.categories),
        url=f"{facts.home}{path}" if facts.home and path else None,
        pictures=tuple(_pictures(row)),
        attributes=_attributes(row, facts),
        options=tuple(dict.fromkeys(name for one in variants for name in _options(one))),
        variants=tuple(_variant(one, row, facts) for one in variants),
        rating=_rating(row),
        rating_count=row.whole("reviews_count"),
    )


def stock(row: Fields) -> Iterator[StockRecord]:
    """Read the stock of the default location, as the catalogue keeps it."""
    for one in row.items("variants"):
        quantity, without, word = _stock(one, row)
        yield StockRecord(one.id(), quantity, one.word("sku"), row.time("date_modified"), without, word)


def price(row: Fields, facts: ShopFacts) -> Iterator[PriceRecord]:
    """Read prices; changing a variant's moves no time of the product."""
    for one in row.items("variants"):
        now, before = _prices(one, row, facts)
        yield PriceRecord(one.id(), now, one.word("sku"), row.time("date_modified"), before)


def _variant(one: Fields, row: Fields, facts: ShopFacts) -> VariantRecord:
    quantity, without, word = _stock(one, row)
    now, before = _prices(one, row, facts)
    picture, options = one.word("image_url"), _options(one)
    return VariantRecord(
        id=one.id(),
        product_id=row.id(),
        sku=one.word("sku"),
        barcode=one.word("gtin") or one.word("upc"),
        title=" / ".join(options.values()),
        options=options,
        price=now,
        compare_at=before,
        stock=quantity,
        sells_without_stock=without,
        availability=word,
        picture=Picture(picture) if picture else None,
    )


def _options(one: Fields) -> dict[str, str]:
    """Return what makes it another variant. Modifiers (an engraving) are no variants."""
    return {value.text("option_display_name"): value.text("label") for value in one.items("option_values")}


def _stock(one: Fields, row: Fields) -> tuple[int | None, bool | None, str | None]:
    word = "not for sale" if one.flag("purchasing_disabled") else row.word("availability")
    kept = {"product": row, "variant": one}.get(row.text("inventory_tracking"))
    quantity = None if kept is None else kept.whole("inventory_level")
    return quantity, None if kept is None else word == "preorder", word


def _prices(one: Fields, row: Fields, facts: ShopFacts) -> tuple[Amount | None, Amount | None]:
    """A variant's null is the product's. A hidden price is hidden from shoppers, and so from us."""
    if row.flag("is_price_hidden"):
        return None, None
    regular = _own(one, row, "price")
    sale = _own(one, row, "sale_price") or None
    now = one.number("calculated_price")
    now = now if now is not None else sale if sale is not None else regular
    if now is None:
        return None, None
    reduced = regular is not None and regular > now
    before = Amount(regular, facts.currency) if reduced and regular is not None else None
    return Amount(now, facts.currency), before


def _own(one: Fields, row: Fields, name: str) -> Decimal | None:
    found = one.number(name)
    return row.number(name) if found is None else found


def _state(row: Fields) -> Stated[ProductState] | None:
    seen = row.flag("is_visible")
    if seen is None:
        return None
    return Stated(ProductState.ACTIVE if seen else ProductState.DRAFT, "visible" if seen else "hidden")


def _pictures(row: Fields) -> Iterator[Picture]:
    images = row.items("images")
    for one in sorted(images, key=lambda one: (not one.flag("is_thumbnail"), one.whole("sort_order") or 0)):
        if url := one.word("url_zoom") or one.word("url_standard"):
            yield Picture(url, one.text("description"))


def _attributes(row: Fields, facts: ShopFacts) -> dict[str, str]:
    found = {one.text("name"): one.text("value") for one in row.items("custom_fields")}
    if (weight := row.number("weight")) and facts.weight_unit:
        found["Weight"] = f"{weight} {facts.weight_unit}"
    return found


def _rating(row: Fields) -> Decimal | None:
    count, total = row.whole("reviews_count"), row.number("reviews_rating_sum")
    return None if not count or total is None else (total / count).quantize(HUNDREDTH)
