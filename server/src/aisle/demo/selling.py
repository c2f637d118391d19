"""The demo shop's products as its catalogue has them now, in the shape that its pages show."""

from urllib.parse import quote

from aisle.catalog.types import Money, Variant
from aisle.catalog.types import Product as CatalogueProduct
from aisle.demo.content import Product

ELSEWHERE = "Everything else"


def as_sold(product: CatalogueProduct) -> Product:
    """Return a product of the catalogue as the shop's pages show it: prices as text, an address and a picture always."""
    handle = quote(product.handle, safe="")
    images = [{"url": one.url, "alt": one.alt} for one in product.images]
    return {
        "handle": product.handle,
        "title": product.title,
        "description": product.description,
        "brand": product.brand or "",
        "category": product.category or ELSEWHERE,
        "tags": list(product.tags),
        "url": f"/demo/products/{handle}",
        "images": images or [{"url": f"/demo/pictures/{handle}.svg", "alt": product.title}],
        "attributes": dict(product.attributes),
        "options": list(product.options),
        "variants": [_variant(one, one.price) for one in product.variants if one.price is not None],
    }


def is_sold(product: CatalogueProduct) -> bool:
    """Whether the shop shows it: not where it is hidden, nor without a price."""
    return not product.hidden and any(one.price is not None for one in product.variants)


def _variant(variant: Variant, price: Money) -> Product:
    return {
        "sku": variant.sku or "",
        "title": variant.title,
        "options": dict(variant.options),
        "price": str(price.amount),
        "compare_at": str(variant.compare_at.amount) if variant.compare_at else None,
        "stock": variant.stock,
    }
