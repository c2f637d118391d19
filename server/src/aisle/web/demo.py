"""The pages of the demo shop under /demo, with a way to its assistant on each of them."""

from functools import cache, lru_cache
from html import escape

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from aisle.demo import content
from aisle.demo.layout import page, slug_of
from aisle.demo.pages import category_page, guide_page, home_page, product_page
from aisle.web.deps import Parts
from aisle.web.static import READ

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
# Nothing may run in a picture or a document, even when it is opened by itself.
FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
SHORTLY, A_WEEK = "public, max-age=300", "public, max-age=604800"
LAUNCHER_STYLE = """
.ask { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; padding: 12px 20px; border-radius: 99px; background: var(--rust); color: #fff; font-weight: 600; text-decoration: none; box-shadow: 0 4px 16px rgb(32 48 42 / .28); }
.ask:hover { background: var(--rust-ink); }
@media print { .ask { display: none; } }
"""


def _only_with_demo(parts: Parts) -> None:
    if not parts.settings.loads_demo:
        raise HTTPException(404)


router = APIRouter(prefix="/demo", include_in_schema=False, dependencies=[Depends(_only_with_demo)])


@router.api_route("/", methods=READ)
def home() -> HTMLResponse:
    """Show the front page."""
    return _page(_home())


@router.api_route("/c/{category}", methods=READ)
def show_category(category: str) -> HTMLResponse:
    """Show one category."""
    return _page(_category(category))


@router.api_route("/products/{handle}", methods=READ)
def show_product(handle: str) -> HTMLResponse:
    """Show one product as the catalogue file has it."""
    return _page(_product(handle))


@router.api_route("/guides/{slug}", methods=READ)
def show_guide(slug: str) -> HTMLResponse:
    """Show a guide or policy."""
    return _page(_guide(slug))


@router.api_route("/guides/{slug}/file", methods=READ)
def download_guide(slug: str) -> Response:
    """Send the document that a guide was published as."""
    guide = content.find_guide(slug)
    if guide is None:
        return _page(None)
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
def show_picture(handle: str) -> Response:
    """Draw a product."""
    picture = _picture(handle)
    if picture is None:
        return _page(None)
    return Response(
        picture,
        media_type="image/svg+xml",
        headers={"content-security-policy": FILE_POLICY, "cache-control": A_WEEK},
    )


@router.api_route("/shop.css", methods=READ)
def style_sheet() -> Response:
    """Send the shop's style sheet."""
    return Response(
        content.stylesheet() + LAUNCHER_STYLE,
        media_type="text/css; charset=utf-8",
        headers={"cache-control": SHORTLY},
    )


@router.api_route("/{rest:path}", methods=READ)
def nothing_here() -> HTMLResponse:
    """Say in the shop's own look that there is no such page."""
    return _page(None)


def _page(html: str | None) -> HTMLResponse:
    headers = {"content-security-policy": POLICY, "cache-control": SHORTLY if html else "no-store"}
    return HTMLResponse(html or _missing(), 200 if html else 404, headers=headers)


@cache
def _launcher() -> str:
    store = content.store()
    return f'<a class="ask" href="/c/{escape(store.slug)}">Ask {escape(store.name)}</a>\n'


@cache
def _home() -> str:
    return home_page(content.products_by_category(), content.guides(), embed=_launcher())


@lru_cache(maxsize=64)
def _category(slug: str) -> str | None:
    groups = content.products_by_category()
    name = next((name for name in groups if slug_of(name) == slug), None)
    return category_page(name, groups[name], embed=_launcher()) if name else None


@lru_cache(maxsize=1024)
def _product(handle: str) -> str | None:
    product = content.find_product(handle)
    return product_page(product, embed=_launcher()) if product else None


@lru_cache(maxsize=128)
def _guide(slug: str) -> str | None:
    guide = content.find_guide(slug)
    return guide_page(guide, embed=_launcher()) if guide else None


@lru_cache(maxsize=1024)
def _picture(handle: str) -> str | None:
    return content.find_picture(handle)


@cache
def _missing() -> str:
    main = """<h1>We looked on every shelf</h1>
<p class="lead">There is no page at this address. It may have been moved, or mistyped.</p>
<ul class="pills"><li><a href="/demo/">All products</a></li><li><a href="/demo/#guides">Guides and policies</a></li></ul>"""
    return page("Page not found", main, embed=_launcher())
