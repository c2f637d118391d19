"""The demo shop's pages under /demo: its products as they are now, and its assistant by the tag that any shop gets."""

from collections.abc import Awaitable, Callable
from functools import cache, lru_cache

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from aisle.core.errors import Unavailable
from aisle.demo import content
from aisle.demo.layout import page
from aisle.demo.pages import category_page, guide_page, home_page, product_page
from aisle.web.demo_shop import policy_of, product_of, shelf_of, shelves_of, tag_of
from aisle.web.deps import Parts
from aisle.web.pages import HEARING
from aisle.web.static import READ

# Nothing may run in a picture or a document, even when it is opened by itself.
FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
SHORTLY, A_WEEK, ANEW = "public, max-age=300", "public, max-age=604800", "public, no-cache"
Draw = Callable[[str], Awaitable[str | None]]


def _only_with_demo(parts: Parts) -> None:
    if not parts.settings.loads_demo:
        raise HTTPException(404)


router = APIRouter(prefix="/demo", include_in_schema=False, dependencies=[Depends(_only_with_demo)])


@router.api_route("/", methods=READ)
async def home(request: Request, parts: Parts) -> HTMLResponse:
    """Show the front page."""

    async def draw(tag: str) -> str:
        return home_page(await shelves_of(parts), content.guides(), embed=tag)

    return await _page(request, parts, draw)


@router.api_route("/c/{category}", methods=READ)
async def show_category(category: str, request: Request, parts: Parts) -> HTMLResponse:
    """Show one category."""

    async def draw(tag: str) -> str | None:
        shelf = await shelf_of(parts, category)
        return category_page(*shelf, embed=tag) if shelf else None

    return await _page(request, parts, draw)


@router.api_route("/products/{handle}", methods=READ)
async def show_product(handle: str, request: Request, parts: Parts) -> HTMLResponse:
    """Show one product as the catalogue has it now."""

    async def draw(tag: str) -> str | None:
        product = await product_of(parts, handle)
        return product_page(product, embed=tag) if product else None

    return await _page(request, parts, draw)


@router.api_route("/guides/{slug}", methods=READ)
async def show_guide(slug: str, request: Request, parts: Parts) -> HTMLResponse:
    """Show a guide or policy."""

    async def draw(tag: str) -> str | None:
        guide = content.find_guide(slug)
        return guide_page(guide, embed=tag) if guide else None

    return await _page(request, parts, draw)


@router.api_route("/guides/{slug}/file", methods=READ)
async def download_guide(slug: str, request: Request, parts: Parts) -> Response:
    """Send the document that a guide was published as."""
    guide = content.find_guide(slug)
    if guide is None:
        return await nothing_here(request, parts)
    return Response(
        content.guide_file(guide),
        media_type=guide.media_type,
        headers={
            "content-disposition": f'attachment; filename="{guide.slug}.{guide.format}"',
            "content-security-policy": FILE_POLICY,
            "cache-control": SHORTLY,
        },
    )


@router.api_route("/pictures/{handle}.svg", methods=READ)
async def show_picture(handle: str, request: Request, parts: Parts) -> Response:
    """Draw a product."""
    picture = _picture(handle)
    if picture is None:
        return await nothing_here(request, parts)
    return Response(
        picture,
        media_type="image/svg+xml",
        headers={"content-security-policy": FILE_POLICY, "cache-control": A_WEEK},
    )


@router.api_route("/shop.css", methods=READ)
def style_sheet() -> Response:
    """Send the shop's style sheet."""
    return Response(
        content.stylesheet(), media_type="text/css; charset=utf-8", headers={"cache-control": SHORTLY}
    )


@router.api_route("/{rest:path}", methods=READ)
async def nothing_here(request: Request, parts: Parts) -> HTMLResponse:
    """Say in the shop's own look that there is no such page."""

    async def draw(_: str) -> None:
        return None

    return await _page(request, parts, draw)


async def _page(request: Request, parts: Parts, draw: Draw) -> HTMLResponse:
    """Answer with what `draw` makes with the widget's tag; with the shop's own words where that is nothing, or cannot be had."""
    headers = {"content-security-policy": policy_of(request, parts), **HEARING}
    try:
        tag = await tag_of(request, parts)
        html = await draw(tag)
    except Unavailable:
        return HTMLResponse(_shut(), 503, headers={**headers, "cache-control": "no-store"})
    if html is None:
        return HTMLResponse(_missing(tag), 404, headers={**headers, "cache-control": "no-store"})
    return HTMLResponse(html, headers={**headers, "cache-control": ANEW})


@lru_cache(maxsize=1024)
def _picture(handle: str) -> str | None:
    return content.find_picture(handle)


@cache
def _shut() -> str:
    main = """<h1>Back in a moment</h1>
<p class="lead">The shop cannot reach its stockroom. Load this page again in a minute.</p>"""
    return page("Back in a moment", main)


def _missing(tag: str) -> str:
    main = """<h1>We looked on every shelf</h1>
<p class="lead">There is no page at this address. It may have been moved, or mistyped.</p>
<ul class="pills"><li><a href="/demo/">All products</a></li><li><a href="/demo/#guides">Guides and policies</a></li></ul>"""
    return page("Page not found", main, embed=tag)
