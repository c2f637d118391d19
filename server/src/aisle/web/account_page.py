"""/account: signing in and looking after one's account, as one small page until the console takes its place.

Links in mails lead here; their tokens stand behind the #, so no server and no log ever reads them.
"""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response

from aisle.web.static import READ

router = APIRouter(include_in_schema=False)
FILES = Path(__file__).parent / "account_files"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store"}
SCRIPTS = ("account.js", "consent.js", "others.js", "page.js", "passkeys.js")
KINDS = {"account.css": "text/css", **dict.fromkeys(SCRIPTS, "text/javascript")}


@router.api_route("/account", methods=READ)
@router.api_route("/account/{view}", methods=READ)
async def account_page(view: str = "") -> Response:
    """Serve the page; which part is shown, and for which token, is read in the browser."""
    if view in KINDS:
        return _file(view, KINDS[view], {"cache-control": "no-cache"})
    return _file("page.html", "text/html", HEADERS)


def _file(name: str, kind: str, headers: dict[str, str]) -> Response:
    return Response((FILES / name).read_text("utf-8"), media_type=kind, headers=headers)
