"""Reading products."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query

from aisle.catalog import service
from aisle.catalog.types import Money, Product, Rating, Variant
from aisle.identity.types import Action, Caller
from aisle.web.deps import Parts, may
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["products"])
# A handle or a SKU is a name as good as the id.
Named = Annotated[str, Path(description="Id, handle or SKU of a product.")]
Reader = Annotated[Caller, Depends(may(Action.READ_PRODUCTS))]


@router.get("/products", summary="List products")
async def list_products(
    parts: Parts,
    caller: Reader,
    category: Annotated[Storable | None, Query(max_length=500)] = None,
    q: Annotated[Storable | None, Query(max_length=200)] = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> dict[str, Any]:
    """Return products by title. `category` takes a path and what lies below it; `q` a part of the title."""
    position = decode_cursor("products", cursor, str, UUID)
    after = (position[0], position[1]) if position else None
    async with parts.database.open_scope(caller.scope) as session:
        page = await service.list_products(session, category=category, q=q, after=after, limit=limit)
    return {
        "items": [shape_product(product) for product in page.items],
        "next_cursor": encode_cursor("products", *(page.next_after or [None])),
    }


@router.get("/products/{product_id}", summary="Read a product")
async def read_product(product_id: Named, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return a product with its variants, prices and stock as of now."""
    async with parts.database.open_scope(caller.scope) as session:
        [found] = await service.ids_of(session, [product_id])
        return shape_product(await service.get_product(session, found))


def shape_product(product: Product) -> dict[str, Any]:
    """Shape a product for callers; amounts are decimal strings."""
    prices = product.price_range
    return {
        "id": product.id,
        "handle": product.handle,
        "title": product.title,
        "description": product.description,
        "brand": product.brand,
        "category": product.category,
        "tags": product.tags,
        "url": product.url,
        "images": [{"url": image.url, "alt": image.alt} for image in product.images],
        "attributes": product.attributes,
        "options": product.options,
        "price": _money(prices.lowest if prices else None),
        "price_varies": bool(prices and prices.varies),
        "rating": _rating(product.rating),
        "in_stock": product.in_stock,
        "variants": [_variant(variant) for variant in product.variants],
        "overridden": product.overridden,
        "hidden": product.hidden,
        "as_of": product.as_of,
        "updated_at": product.updated_at,
    }


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    return {"average": str(rating.average), "count": rating.count} if rating else None


def _variant(variant: Variant) -> dict[str, Any]:
    return {
        "id": variant.id,
        "sku": variant.sku,
        "barcode": variant.barcode,
        "title": variant.title,
        "options": variant.options,
        "price": _money(variant.price),
        "compare_at": _money(variant.compare_at),
        "stock": variant.stock,
        "availability": variant.availability,
        "as_of": variant.as_of,
    }


def _money(money: Money | None) -> dict[str, str] | None:
    return {"amount": str(money.amount), "currency": money.currency} if money else None
