"""The chat's page as the build left it, with its script and style within, and how it is sent."""

import asyncio
import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

_SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_LEVEL = 6  # of packing: more takes longer than it saves on the way


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """The page before a store's settings are put in.

    Attributes:
        html: As the build wrote it.
        script: What a policy's script-src has to name beside the server: the digest of the script within.
        style: The same for style-src.
    """

    html: str
    script: str
    style: str


async def read_page(dist: Path) -> BuiltPage | None:
    """Read the built page; None where nothing was built."""
    return await asyncio.to_thread(_read, dist / "frame" / "index.html")


def _read(path: Path) -> BuiltPage | None:
    try:
        return _of(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=4)
def _of(path: Path, _changed: int) -> BuiltPage:
    html = path.read_text("utf-8")
    return BuiltPage(html, _digests(_SCRIPT, html), _digests(_STYLE, html))


def _digests(element: re.Pattern[str], html: str) -> str:
    """Name what stands within elements, as a content policy does."""
    found = (hashlib.sha256(text.encode()).digest() for text in element.findall(html))
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in found)


def page_response(request: Request, html: str, headers: dict[str, str]) -> Response:
    """Send a page packed to who can unpack it, and not at all to who has it: it is as long as all its files."""
    packed, tag = _packed(html)
    headers = {**headers, "etag": tag, "vary": "accept-encoding"}
    if tag in request.headers.get("if-none-match", "") and "no-store" not in headers["cache-control"]:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(html, headers=headers)
    return HTMLResponse(packed, headers={**headers, "content-encoding": "gzip"})


# A store's page is asked for by each of its shoppers, and is the same for all of them.
@lru_cache(maxsize=64)
def _packed(html: str) -> tuple[bytes, str]:
    data = html.encode()
    return gzip.compress(data, _LEVEL, mtime=0), f'W/"{hashlib.sha256(data).hexdigest()[:32]}"'
