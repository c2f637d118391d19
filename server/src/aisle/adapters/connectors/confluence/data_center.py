"""Confluence Data Center by its REST API."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.contents import FILE, PAGE, POST, Content
from aisle.adapters.connectors.confluence.settings import ConfluenceOptions
from aisle.adapters.connectors.fields import Fields, Unreadable
from aisle.sources.errors import ShopNotFound

TYPES = {"page": PAGE, "blogpost": POST, "attachment": FILE}
NAMES = {kind: name for name, kind in TYPES.items()}
AT_ONCE = "100"


class DataCenter:
    """A server of the shop's own."""

    def __init__(self, api: Api, options: ConfluenceOptions) -> None:
        """Nothing is asked yet."""
        self._api, self._options = api, options
        self._seen: frozenset[str] | None = None

    async def spaces(self) -> frozenset[str]:
        """Return the keys of the spaces."""
        if self._seen is None:
            for key in self._options.spaces:
                await self._space(key)
            self._seen = frozenset(self._options.spaces)
        return self._seen

    async def listed(self, kind: str) -> AsyncIterator[list[str]]:
        """Yield ids."""
        for space in sorted(await self.spaces()):
            query = {"spaceKey": space, "type": NAMES[kind], "status": "current", "limit": AT_ONCE}
            async for rows in self._api.list("rest/api/content", query):
                yield [Fields(row).id() for row in rows]

    async def content(self, kind: str, id: str) -> Content:
        """Return one."""
        more = "container" if kind == FILE else "body.storage,metadata.labels,ancestors"
        row = Fields(await self._api.get(f"rest/api/content/{id}", {"expand": f"version,space,{more}"}))
        if TYPES.get(row.text("type")) != kind:
            raise ShopNotFound("It is something else.")
        return _content(row)

    async def files(self, kind: str, id: str) -> AsyncIterator[list[Content]]:
        """Yield what is attached."""
        query = {"expand": "version,space,container", "limit": AT_ONCE}
        async for rows in self._api.list(f"rest/api/content/{id}/child/attachment", query):
            yield [_content(Fields(row)) for row in rows]

    async def above(self, content: Content) -> tuple[str, ...]:
        """Return what one stands below: it came with it."""
        return content.above or ()

    async def _space(self, key: str) -> None:
        try:
            await self._api.get(f"rest/api/space/{key}")
        except ShopNotFound:
            raise ShopNotFound(f"There is no space {key}, or the account may not see it.") from None


def _content(row: Fields) -> Content:
    kind = TYPES.get(row.text("type"))
    if kind is None:
        raise Unreadable("type", "is none that is read")
    labels = row.inside("metadata").inside("labels").items("results")
    within, links, more = row.inside("container"), row.inside("_links"), row.inside("extensions")
    return Content(
        kind=kind,
        id=row.id(),
        title=row.text("title").strip(),
        status=row.text("status"),
        space=row.inside("space").word("key"),
        changed=row.inside("version").time("when"),
        body=row.inside("body").inside("storage").text("value"),
        labels=tuple(one.text("name") for one in labels if one.text("prefix") != "my"),
        web=links.word("webui"),
        above=tuple(one.id() for one in row.items("ancestors")),
        within=(TYPES.get(within.text("type"), PAGE), within.id()) if within.has("id") else None,
        media_type=more.word("mediaType"),
        size=more.whole("fileSize"),
        download=_path(links.text("download")) if kind == FILE else "",
    )


def _path(link: str) -> str:
    """Return a link within the wiki. Raises Unreadable for one that leads elsewhere."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or ".." in parts.path.split("/"):
        raise Unreadable("_links.download", "leads out of the wiki")
    return link.lstrip("/")
