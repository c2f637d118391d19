"""Confluence Cloud by its REST API v2."""

from collections.abc import AsyncIterator

from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.contents import FILE, PAGE, POST, Content
from aisle.adapters.connectors.confluence.settings import ConfluenceOptions
from aisle.adapters.connectors.fields import Fields
from aisle.sources.errors import ShopNotFound

PLACES = {PAGE: "pages", POST: "blogposts", FILE: "attachments"}
ABOVE = {
    "page": "pages",
    "folder": "folders",
    "whiteboard": "whiteboards",
    "database": "databases",
    "embed": "embeds",
}
AT_ONCE = "250"


class Cloud:
    """A site of Atlassian's."""

    def __init__(self, api: Api, options: ConfluenceOptions) -> None:
        """Nothing is asked yet."""
        self._api, self._options = api, options
        self._spaces: frozenset[str] | None = None
        self._above: dict[str, tuple[str, ...]] = {}

    async def spaces(self) -> frozenset[str]:
        """Return the ids of the spaces."""
        if self._spaces is None:
            self._spaces = frozenset([await self._space(key) for key in self._options.spaces])
        return self._spaces

    async def listed(self, kind: str) -> AsyncIterator[list[str]]:
        """Yield ids."""
        for space in sorted(await self.spaces()):
            query = {"limit": AT_ONCE, "status": "current"}
            async for rows in self._api.list(f"api/v2/spaces/{space}/{PLACES[kind]}", query):
                yield [Fields(row).id() for row in rows]

    async def content(self, kind: str, id: str) -> Content:
        """Return one."""
        query = {} if kind == FILE else {"body-format": "storage", "include-labels": "true"}
        return _content(kind, Fields(await self._api.get(f"api/v2/{PLACES[kind]}/{id}", query)))

    async def files(self, kind: str, id: str) -> AsyncIterator[list[Content]]:
        """Yield what is attached."""
        async for rows in self._api.list(f"api/v2/{PLACES[kind]}/{id}/attachments", {"limit": AT_ONCE}):
            yield [_content(FILE, Fields(row)) for row in rows]

    async def above(self, content: Content) -> tuple[str, ...]:
        """Return what one stands below; asked for once for all that stand beside each other."""
        if content.parent is None:
            return ()
        kind, parent = content.parent
        if parent not in self._above:
            found: list[str] = []
            async for rows in self._api.list(
                f"api/v2/{ABOVE.get(kind, 'pages')}/{parent}/ancestors", {"limit": AT_ONCE}
            ):
                found += [Fields(row).id() for row in rows]
            self._above[parent] = (*found, parent)
        return self._above[parent]

    async def _space(self, key: str) -> str:
        async for rows in self._api.list("api/v2/spaces", {"keys": key, "limit": "25"}):
            for row in rows:
                if Fields(row).text("key") == key:
                    return Fields(row).id()
        raise ShopNotFound(f"There is no space {key}, or the account may not see it.")


def _content(kind: str, row: Fields) -> Content:
    labels = row.inside("labels").items("results")
    parent = row.word("parentId")
    return Content(
        kind=kind,
        id=row.id(),
        title=row.text("title").strip(),
        status=row.text("status"),
        space=row.word("spaceId"),
        changed=row.inside("version").time("createdAt") or row.time("createdAt"),
        body=row.inside("body").inside("storage").text("value"),
        labels=tuple(one.text("name") for one in labels if one.text("prefix") != "my"),
        web=row.inside("_links").word("webui"),
        above=None,
        parent=(row.text("parentType") or PAGE, parent) if parent else None,
        within=_within(row) if kind == FILE else None,
        media_type=row.word("mediaType"),
        size=row.whole("fileSize"),
        download=_download(row) if kind == FILE else "",
    )


def _within(row: Fields) -> tuple[str, str] | None:
    page, post = row.word("pageId"), row.word("blogPostId")
    if page:
        return PAGE, page
    return (POST, post) if post else None


def _download(row: Fields) -> str:
    """Return the path that v1 names for this: links of v2 serve no tokens with scopes."""
    within = _within(row)
    return f"rest/api/content/{within[1]}/child/attachment/{row.id()}/download" if within else ""
