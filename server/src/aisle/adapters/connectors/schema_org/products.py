"""Products of a page. A product that has its page elsewhere (in a list, or beside this one) is read there."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

from aisle.adapters.connectors.schema_org.nodes import Node, first, is_a, many, nodes, text, things
from aisle.adapters.connectors.schema_org.offers import offered, offers_of
from aisle.adapters.connectors.times import time_in
from aisle.sources.records import Picture, ProductRecord, VariantRecord

PRODUCTS = ("Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts", "Vehicle", "Car")
CODES = ("gtin", "gtin14", "gtin13", "gtin12", "gtin8", "isbn")
DESCRIBING = (
    "color",
    "size",
    "material",
    "pattern",
    "model",
    "mpn",
    "weight",
    "width",
    "height",
    "depth",
    "countryOfOrigin",
    "itemCondition",
)
MOST_PICTURES, MOST_VARIANTS = 50, 2_048
Whole = Callable[[str], str | None]  # an address as the page writes it, in its one form


def products_in(items: Any, page: str, whole: Whole, language: str | None = None) -> list[ProductRecord]:
    """Read the products that a page is about.

    Args:
        items: Things from JSON-LD and microdata.
        page: The page's address; the product's id is made of it.
        whole: Makes whole addresses of the page's.
        language: Of the page, ISO 639-1.
    """
    own: dict[str, ProductRecord] = {}
    for node in things(items):
        if not is_a(node, *PRODUCTS) or not _is_here(node, page, whole):
            continue
        record = _product(node, page, whole, language)
        if record is None:
            continue
        key = _key(record)
        own[key] = _joined(own[key], record) if key in own else record
    records = list(own.values())
    return (
        records[:1]
        if len(records) == 1
        else [_apart(one, place) for place, one in enumerate(records[:MOST_VARIANTS])]
    )


def _is_here(node: Node, page: str, whole: Whole) -> bool:
    url = first(node, "url")
    return not url or whole(url) in (page, None)


def _key(record: ProductRecord) -> str:
    """Return what tells a product apart on its page: JSON-LD and microdata often tell of the same one twice."""
    variant = (record.variants or (None,))[0]
    return (variant.sku if variant is not None else None) or record.title.casefold()


def _joined(one: ProductRecord, other: ProductRecord) -> ProductRecord:
    """Return the first with what only the second says."""
    return replace(
        one,
        description=one.description or other.description,
        brand=one.brand or other.brand,
        pictures=one.pictures or other.pictures,
        rating=one.rating if one.rating is not None else other.rating,
        rating_count=one.rating_count if one.rating is not None else other.rating_count,
        attributes={**other.attributes, **one.attributes},
    )


def _apart(record: ProductRecord, place: int) -> ProductRecord:
    """Return one of several products of a page, with an id and a handle of its own."""
    mark = _key(record) if (record.variants or ()) else str(place)
    return replace(
        record,
        id=f"{record.id}#{mark}",
        handle=f"{record.handle}-{mark}"[:255],
        variants=_of(record.variants, f"{record.id}#{mark}"),
    )


def _of(variants: tuple[VariantRecord, ...] | None, product: str) -> tuple[VariantRecord, ...] | None:
    return None if variants is None else tuple(replace(one, product_id=product) for one in variants)


def _product(node: Node, page: str, whole: Whole, language: str | None) -> ProductRecord | None:
    title = first(node, "name", "alternateName")
    if not title:
        return None
    variants = _variants(node, page, whole)
    rating, count = _rating(node)
    return ProductRecord(
        id=page,
        handle=handle_of(page),
        title=title[:500],
        updated_at=time_in(first(node, "dateModified")),
        description=first(node, "description"),
        brand=first(node, "brand", "manufacturer")[:200] or None,
        categories=_categories(node),
        tags=_tags(node),
        url=page,
        pictures=_pictures(node, whole),
        attributes=_attributes(node),
        options=tuple(dict.fromkeys(name for one in variants for name in one.options)),
        variants=variants,
        rating=rating,
        rating_count=count,
        language=language,
        complete=False,  # a page tells search engines a part of what the shop knows
    )


def handle_of(page: str) -> str:
    """Return the part of an address that names its product: wool-hat of https://shop.example/products/wool-hat.html."""
    path = urlsplit(page).path.rstrip("/")
    last = unquote(path.rpartition("/")[2])
    return (last.rpartition(".")[0] if last.lower().endswith((".html", ".htm", ".php", ".aspx")) else last)[
        :255
    ] or page[:255]


def _variants(node: Node, page: str, whole: Whole) -> tuple[VariantRecord, ...]:
    named = [_option(one) for one in many(node.get("variesBy"))]
    parts = nodes(node.get("hasVariant"))
    if parts:
        found = [
            _variant(part, offer, page, whole, _options(part, named), place)
            for place, part in enumerate(parts[:MOST_VARIANTS])
            for offer in offers_of(part)[:1] or [{}]
        ]
    else:
        offers = offers_of(node)
        own = [one for one in offers if first(one, "sku", *CODES)] if len(offers) > 1 else []
        found = [
            _variant({**node, **one}, one, page, whole, {}, place)
            for place, one in enumerate(own[:MOST_VARIANTS])
        ] or [_variant(node, (offers or [{}])[0], page, whole, {}, 0)]
    return tuple({one.id: one for one in found}.values())


def _variant(
    node: Node, offer: Node, page: str, whole: Whole, options: dict[str, str], place: int
) -> VariantRecord:
    sku, code = (
        first(node, "sku", "productID") or first(offer, "sku"),
        first(node, *CODES) or first(offer, *CODES),
    )
    told = offered(offer)
    pictures = _pictures(node, whole)
    return VariantRecord(
        id=f"{page}#{sku or code or place}",
        product_id=page,
        sku=sku[:200] or None,
        barcode=code[:100] or None,
        title=" / ".join(options.values())[:500],
        options=options,
        price=told.price,
        compare_at=told.compare_at,
        stock=told.stock,
        sells_without_stock=told.sells_without_stock,
        availability=told.availability,
        picture=pictures[0] if pictures else None,
        position=place,
    )


def _option(value: Any) -> str:
    return text(value).rstrip("/").rpartition("/")[2]


def _options(part: Node, named: list[str]) -> dict[str, str]:
    said = _attributes(part)
    pairs = {name: text(part.get(name)) or said.get(name, "") for name in named}
    return {name: value[:200] for name, value in pairs.items() if value}


def _attributes(node: Node) -> dict[str, str]:
    plain = {name: text(node.get(name)).removeprefix("https://schema.org/") for name in DESCRIBING}
    more = {first(one, "name"): first(one, "value") for one in nodes(node.get("additionalProperty"))[:200]}
    return {name[:200]: value[:1_000] for name, value in (plain | more).items() if name and value}


def _categories(node: Node) -> tuple[str, ...]:
    said = (text(one).replace(" > ", " / ").replace(">", " / ") for one in many(node.get("category"))[:50])
    return tuple(dict.fromkeys(one[:500] for one in said if one))


def _tags(node: Node) -> tuple[str, ...]:
    said = [part.strip() for one in many(node.get("keywords"))[:100] for part in text(one).split(",")]
    return tuple(dict.fromkeys(one[:100] for one in said if one))


def _pictures(node: Node, whole: Whole) -> tuple[Picture, ...]:
    found: dict[str, Picture] = {}
    for one in many(node.get("image"))[:MOST_PICTURES]:
        written = first(one, "contentUrl", "url", "@id") if isinstance(one, dict) else text(one)
        if written and (address := whole(written)):
            found[address] = Picture(
                address, first(one, "caption", "name")[:500] if isinstance(one, dict) else ""
            )
    return tuple(found.values())


def _rating(node: Node) -> tuple[Decimal | None, int | None]:
    """Return the average on a scale from 0 to 5, and how many said so."""
    for one in nodes(node.get("aggregateRating")):
        try:
            value, best = (
                Decimal(first(one, "ratingValue").replace(",", ".")),
                Decimal(first(one, "bestRating") or "5"),
            )
        except ArithmeticError:
            continue
        if value.is_finite() and best.is_finite() and 0 <= value <= best > 0:
            count = first(one, "ratingCount", "reviewCount")
            return (value * 5 / best).quantize(Decimal("0.01")), int(count) if count.isdecimal() and len(
                count
            ) < 10 else None
    return None, None
