"""Which pages not everybody at the shop may see. They are no answers for shoppers.

What is inherited is not told with a page: each one above it is asked, once (jira.atlassian.com/browse/CONFSERVER-45609).
"""

from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.contents import Content, Wiki
from aisle.adapters.connectors.fields import Fields
from aisle.sources.errors import ShopNotFound


class Restrictions:
    """Asks for them."""

    def __init__(self, api: Api, wiki: Wiki) -> None:
        """Nothing is asked yet."""
        self._api, self._wiki = api, wiki
        self._known: dict[str, bool] = {}

    async def hold(self, content: Content) -> bool:
        """Say whether a page, or one above it, is for some people alone."""
        for one in (*await self._wiki.above(content), content.id):
            if one not in self._known:
                self._known[one] = await self._ask(one)
            if self._known[one]:
                return True
        return False

    async def _ask(self, one: str) -> bool:
        try:
            data = Fields(await self._api.get(f"rest/api/content/{one}/restriction/byOperation/read"))
        except ShopNotFound:  # a kind of place that has none, such as a folder
            return False
        said = data.inside("restrictions")
        return any(said.inside(who).items("results") for who in ("user", "group"))
