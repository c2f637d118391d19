"""Products of a Magento shop, what they are sold as, and what that costs today."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from urllib.parse import quote

from aisle.adapters.connectors.fields import Fields
from aisle.adapters.connectors.magento.lookups import ShopFacts
from aisle.sources.records import (
    Amount,
    Picture,
    PriceRecord,
    ProductRecord,
    ProductState,
    Stated,
    VariantRecord,
)

STATES = {1: ProductState.ACTIVE, 2: ProductState.DRAFT}
ALONE_UNSEEN = 1  # visibility of what is seen only as a part of another product
UNSOLD = "configurable,grouped,bundle"
PRICE_FIELDS = "id,sku,type_id,price,updated_at,custom_attributes"
Special = tuple[Amount, datetime | None, datetime | None]


def is_product(row: Fields, website: int) -> bool:
    """Whether shoppers of the website may come upon it by itself."""
    sites = row.inside("extension_attributes").texts("website_ids")
    here = not website or not sites or str(website) in sites
    return here and row.whole("visibility") != ALONE_UNSEEN


def product(row: Fields, facts: ShopFacts) -> Iterator[ProductRecord]:
    """Read a product."""
    more = _more(row)
    key = more.get("url_key") or f"product-{row.id()}"
    links = row.inside("extension_attributes").items("category_links")
    brand = facts.attributes.get("manufacturer")
    yield ProductRecord(
        id=row.id(),
        handle=key,
        title=row.text("name"),
        updated_at=row.time("updated_at"),
        created_at=row.time("created_at"),
        state=_state(row),
        description="\n".join(filter(None, (more.get("short_description"), more.get("description")))),
        brand=brand.said(more["manufacturer"]) if brand and more.get("manufacturer") else None,
        categories=tuple(path for one in links if (path := facts.categories.get(one.text("category_id")))),
        url=f"{facts.pages}{quote(key)}{facts.suffix}" if facts.pages and more.get("url_key") else None,
        pictures=tuple(_pictures(row, facts)),
        attributes=_attributes(row, more, facts),
        options=tuple(one.text("label") for one in _options(row)),
        variants=_itself(row, facts),
        related=_linked(row, "related"),
        complementary=_linked(row, "crosssell"),
    )


def variant(row: Fields, parent: Fields, facts: ShopFacts) -> Iterator[VariantRecord]:
    """Read what a configurable product is sold as. Values of options are ids; their labels stand with the attribute."""
    if row.whole("status") == 1:
        more = _more(row)
        options: dict[str, str] = {}
        for one in _options(parent):
            code = facts.attribute_codes.get(one.text("attribute_id"), "")
            if code in more:
                options[one.text("label")] = facts.attributes[code].said(more[code])
        yield _variant(row, parent.id(), facts, options)


def price(row: Fields, facts: ShopFacts) -> Iterator[PriceRecord]:
    """Read today's price."""
    now, before, special = _prices(row, facts)
    yield PriceRecord(
        id=row.id(),
        price=now,
        sku=row.word("sku"),
        updated_at=row.time("updated_at"),
        compare_at=before,
        valid_from=special[1] if special else None,
        valid_until=special[2] if special else None,
    )


def _itself(row: Fields, facts: ShopFacts) -> tuple[VariantRecord, ...] | None:
    kind = row.text("type_id")
    if kind == "configurable":
        return None
    return () if kind == "grouped" else (_variant(row, row.id(), facts, {}),)


def _variant(row: Fields, parent: str, facts: ShopFacts, options: dict[str, str]) -> VariantRecord:
    now, before, _ = _prices(row, facts)
    return VariantRecord(
        id=row.id(),
        product_id=parent,
        updated_at=row.time("updated_at"),
        sku=row.word("sku"),
        title=row.text("name") if row.id() != parent else "",
        options=options,
        price=now,
        compare_at=before,
        picture=next(_pictures(row, facts), None),
    )


def _prices(row: Fields, facts: ShopFacts) -> tuple[Amount | None, Amount | None, Special | None]:
    """The shop leaves it to us to look at the days of a special price. A bundle's 0 means that its parts have prices."""
    found = row.number("price")
    if found is None or (row.text("type_id") == "bundle" and not found):
        return None, None, None
    regular = Amount(found, facts.currency)
    special = _special(row, facts)
    if special is None or special[0].amount >= found:
        return regular, None, None
    return special[0], regular, special


def _special(row: Fields, facts: ShopFacts) -> Special | None:
    more = Fields(_more(row))
    found = more.number("special_price")
    begin, end = _day(more, "special_from_date", facts), _day(more, "special_to_date", facts)
    until = end + timedelta(days=1) if end else None  # the last day counts whole
    if found is None or (begin and facts.now < begin) or (until and facts.now >= until):
        return None
    return Amount(found, facts.currency), begin, until


def _day(more: Fields, name: str, facts: ShopFacts) -> datetime | None:
    """Return the beginning of a day in the shop's own zone."""
    found = more.time(name)
    return datetime.combine(found.date(), time(), facts.zone) if found else None


def _state(row: Fields) -> Stated[ProductState] | None:
    said = row.whole("status")
    return (
        None if said is None else Stated(STATES.get(said), {1: "enabled", 2: "disabled"}.get(said, str(said)))
    )


def _more(row: Fields) -> dict[str, str]:
    """Return the custom attributes that have one value, as text."""
    found = {one.text("attribute_code"): one.data.get("value") for one in row.items("custom_attributes")}
    return {code: str(value) for code, value in found.items() if isinstance(value, str | int) and str(value)}


def _attributes(row: Fields, more: dict[str, str], facts: ShopFacts) -> dict[str, str]:
    known = ((facts.attributes.get(code), value) for code, value in more.items())
    found = {one.label: one.said(value) for one, value in known if one and one.is_shown}
    if (weight := row.number("weight")) and facts.weight_unit:
        found["Weight"] = f"{weight} {facts.weight_unit}"
    return found


def _options(row: Fields) -> list[Fields]:
    return row.inside("extension_attributes").items("configurable_product_options")


def _pictures(row: Fields, facts: ShopFacts) -> Iterator[Picture]:
    for one in row.items("media_gallery_entries"):
        file = one.word("file")
        if file and facts.media and one.text("media_type") == "image" and not one.flag("disabled"):
            yield Picture(f"{facts.media}catalog/product{quote(file)}", one.text("label"))


def _linked(row: Fields, kind: str) -> tuple[str, ...]:
    links = (one for one in row.items("product_links") if one.text("link_type") == kind)
    return tuple(sku for one in links if (sku := one.word("linked_product_sku")))
