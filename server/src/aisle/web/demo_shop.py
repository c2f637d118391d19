"""What the demo shop's pages take from Aisle: its products, and the tag that puts its assistant on them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request

from aisle.catalog import service as catalog
from aisle.core.db import Scope, Session
from aisle.demo import content
from aisle.demo.content import Product
from aisle.demo.layout import slug_of
from aisle.demo.selling import ELSEWHERE, as_sold, is_sold
from aisle.tenants import repository as tenants
from aisle.web.deps import Parts, own_origin
from aisle.web.pages import find_hosted
from aisle.widget.snippet import policy_lines, snippet

SLUG = content.store().slug
AT_ONCE = 200  # products


async def tag_of(request: Request, parts: Parts) -> str:
    """Return the script element that a merchant of this shop would be given; nothing before the shop is made."""
    hosted = await find_hosted(parts.database, SLUG)
    return f"{snippet(own_origin(request, parts), hosted.slug, hosted.key)}\n" if hosted else ""


def policy_of(request: Request, parts: Parts) -> str:
    """Return the pages' policy: their own style and pictures, and what the snippet's documentation says to allow."""
    allowed = "; ".join(policy_lines(own_origin(request, parts)))
    return (
        f"default-src 'none'; {allowed}; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


async def shelves_of(parts: Parts) -> dict[str, list[Product]]:
    """Return what is sold, by the first part of its category; shelves stand as the shop's own file has them."""
    shelves: dict[str, list[Product]] = {name: [] for name in content.products_by_category()}
    async with _opened(parts) as session:
        for product in await _all(session) if session else []:
            shelves.setdefault(_shelf(product["category"]), []).append(product)
    return {name: products for name, products in shelves.items() if products}


async def shelf_of(parts: Parts, slug: str) -> tuple[str, list[Product]] | None:
    """Return a category's name and what is sold in it, by the name as addresses write it."""
    async with _opened(parts) as session:
        if session is None:
            return None
        names = [_shelf(path) for path in await catalog.category_counts(session)]
        name = next((name for name in [*names, ELSEWHERE] if slug_of(name) == slug), "")
        within = None if name == ELSEWHERE else name
        found = [one for one in await _all(session, within) if _shelf(one["category"]) == name]
    return (name, found) if found else None


async def product_of(parts: Parts, handle: str) -> Product | None:
    """Return one product as it is sold now."""
    if not handle.isprintable():  # the database would refuse to look for it
        return None
    async with _opened(parts) as session:
        ids = list((await catalog.ids_by_name(session, [handle])).values()) if session else []
        found = await catalog.get_products(session, ids) if session else {}
    return next((as_sold(one) for one in found.values() if one.handle == handle and is_sold(one)), None)


def _shelf(category: str) -> str:
    return category.split("/")[0]


async def _all(session: Session, category: str | None = None) -> list[Product]:
    found: list[Product] = []
    after = None
    while True:
        page = await catalog.list_products(session, category=category, after=after, limit=AT_ONCE)
        found += [as_sold(one) for one in page.items if is_sold(one)]
        after = page.next_after
        if after is None:
            return found


@asynccontextmanager
async def _opened(parts: Parts) -> AsyncIterator[Session | None]:
    address = await tenants.find_address(parts.database, SLUG)
    if address is None:
        yield None
        return
    scope = Scope(address.organization_id, address.store_id, "demo-page")
    async with parts.database.open_scope(scope) as session:
        yield session
