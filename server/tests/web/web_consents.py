"""Sources that wait for a yes in a browser, and the server that asks for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from web_shops import Shop
from web_sources import body_of, open_fake_shop, tent

from aisle.sources.fake import GRANT
from oauth_server import AuthorizationServer

OWN = {"client_id": "client-1", "client_secret": "client-secret-1"}


class Consenting:
    """A source that waits for a yes, and the server that asks for it. ahead: how far its clock is."""

    def __init__(self, shop: Shop, server: AuthorizationServer) -> None:
        self.shop, self.server, self.ahead = shop, server, timedelta(0)
        self.address, self.fake = open_fake_shop(shop, tent(1))
        self.path = ""

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def connect(self, shop: Shop | None = None, **more: Any) -> str:
        """Add a source that waits for a yes; return its path."""
        body = body_of(self.address, kind="fake_consent", **{"credentials": OWN, **more})
        made = await (shop or self.shop).secret.post("/sources", json=body)
        assert made.status_code == 201, made.text
        return f"/sources/{made.json()['id']}"

    async def begin(self, caller: Any = None, path: str = "") -> dict[str, str]:
        """Begin, say yes, and return what the browser brings back."""
        begun = await (caller or self.shop.secret).post(f"{path or self.path}/oauth")
        assert begun.status_code == 200, begun.text
        return self.server.consent(begun.json()["location"])

    async def finish(self, brought: dict[str, str], caller: Any = None, path: str = "") -> Any:
        """Bring it."""
        return await (caller or self.shop.secret).post(f"{path or self.path}/oauth/finish", json=brought)

    def in_store(self) -> str:
        """The path as people name it, who are in no store."""
        return f"/stores/{self.shop.store.id}{self.path}"


@asynccontextmanager
async def open_consents(shop: Shop) -> AsyncIterator[Consenting]:
    """Let the process ask a server of the tests, and connect a source that waits."""
    made = Consenting(shop, AuthorizationServer(GRANT))
    parts, before = shop.site.parts, shop.site.parts.sources
    sources = before.consents.sources
    opening = replace(sources.opening, way_out=lambda at_once: made.server, now=made.now)
    consents = replace(before.consents, sources=replace(sources, opening=opening))
    parts.sources = replace(before, consents=consents)
    try:
        made.path = await made.connect()
        yield made
    finally:
        parts.sources = before
