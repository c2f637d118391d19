"""The merchants' console: one page for all of its addresses, and the built files that it loads."""

import asyncio
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from aisle.web.static import ASK_AGAIN, FOR_EVER, HASHED, READ, built_file

router = APIRouter(include_in_schema=False)
DIST = Path(__file__).resolve().parents[4] / "console" / "dist"
# img-src: products' pictures lie at the shops. frame-src: the chat window is shown in its designer.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' https: data: blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-embedder-policy": "unsafe-none",  # shops' servers know nothing of embedding
}
PAGES = (
    "/s",
    "/s/{path:path}",
    "/onboarding/{path:path}",
    "/sign-in",
    "/sign-up",
    "/forgot",
    "/reset",
    "/invite",
    "/account",
    "/account/{view}",
)
NOT_BUILT = "The console is not built yet. Run make build in the checkout, then load this page again.\n"
INTERNAL = ".vite"  # what the build tells its own tools


def console_dist() -> Path:
    """Return the folder with the built console."""
    return DIST


Dist = Annotated[Path, Depends(console_dist)]


@router.api_route("/", methods=READ)
async def root() -> RedirectResponse:
    """Lead somebody who typed the bare address to their store, or to the door."""
    return RedirectResponse("/s")


async def console_page(dist: Dist) -> Response:
    """Serve the console; which screen it shows is read in the browser."""
    try:
        page = await asyncio.to_thread((dist / "index.html").read_text, "utf-8")
    except FileNotFoundError:
        return Response(NOT_BUILT, 503, media_type="text/plain")
    return HTMLResponse(page, headers=HEADERS)


for address in PAGES:
    router.add_api_route(address, console_page, methods=READ)


@router.api_route("/console/{path:path}", methods=READ)
async def console_file(path: str, request: Request, dist: Dist) -> Response:
    """Serve a built file. Nothing outside the folder can be named; an absent file is a 404."""
    if path.startswith(INTERNAL) or path == "index.html":
        raise HTTPException(404)
    response = await built_file(dist, path, request)
    response.headers["cache-control"] = FOR_EVER if HASHED.search(f"/{path}") else ASK_AGAIN
    return response
