"""The built chat window's files, as `make widget` leaves them in widget/dist; and how built files are sent."""

import mimetypes
import re
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

router = APIRouter(include_in_schema=False)
READ = ["GET", "HEAD"]
DIST = Path(__file__).resolve().parents[4] / "widget" / "dist"
# The build writes a hash of the content into these names, so a name never means two contents.
HASHED = re.compile(r"/assets/[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9.]+$")
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "public, no-cache"
# Every page of every shop asks for it: a new one is there within minutes, and nobody waits for it.
LOADER, A_WHILE = "loader.js", "public, max-age=300, stale-while-revalidate=86400"


def dist_folder() -> Path:
    """Return the folder with the built files; tests put another in its place."""
    return DIST


Dist = Annotated[Path, Depends(dist_folder)]


@router.api_route("/static/{path:path}", methods=READ)
async def static_file(path: str, request: Request, dist: Dist) -> Response:
    """Serve a built file. Nothing outside the folder can be named; an absent file is a 404."""
    response = await built_file(dist, path, request)
    response.headers["cache-control"] = _kept(path)
    # Shops' pages and the frame, which has no origin, load them as modules: those a browser reads by this rule alone.
    response.headers["access-control-allow-origin"] = "*"
    return response


async def built_file(dist: Path, path: str, request: Request) -> Response:
    """Return a file of a build, packed for who can unpack it. Raises HTTPException: 404 where there is none."""
    files = StaticFiles(directory=dist, check_dir=False)
    response = await _packed(files, path, request) or await files.get_response(path, request.scope)
    response.headers["vary"] = "accept-encoding"
    return response


async def _packed(files: StaticFiles, path: str, request: Request) -> Response | None:
    """Return the file as the build packed it beside the plain one, for who can unpack it."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return None
    try:
        response = await files.get_response(f"{path}.gz", request.scope)
    except HTTPException:
        return None
    response.headers["content-type"] = f"{mimetypes.guess_type(path)[0]}; charset=utf-8"
    response.headers["content-encoding"] = "gzip"
    return response


def _kept(path: str) -> str:
    if HASHED.search(f"/{path}"):
        return FOR_EVER
    return A_WHILE if path == LOADER else ASK_AGAIN
