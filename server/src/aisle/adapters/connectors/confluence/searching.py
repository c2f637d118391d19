"""What changed since a time, by Confluence's query language.

A time in a query has minutes and no zone: it is meant in the zone of the account, or of the site, which nobody can ask for
(jira.atlassian.com/browse/CONFCLOUD-70966). So it is written as early as it must be in any zone, and what is found is compared with the
exact time that comes with it. The order is one that writing does not change: pages of results that drift would skip some.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from aisle.adapters.connectors.confluence.api import Api
from aisle.adapters.connectors.confluence.contents import FILE, PAGE, POST, name_of
from aisle.adapters.connectors.confluence.data_center import TYPES
from aisle.adapters.connectors.confluence.settings import ConfluenceOptions
from aisle.adapters.connectors.fields import Fields, Unreadable

WESTERNMOST = timedelta(hours=12)  # behind UTC
FORM = "%Y/%m/%d %H:%M"
AT_ONCE = "100"


async def changed_since(api: Api, options: ConfluenceOptions, since: datetime) -> AsyncIterator[list[str]]:
    """Yield names of what changed. One that cannot be understood counts as changed where it has an id."""
    query = {"cql": cql(options, since), "expand": "version", "limit": AT_ONCE}
    async for rows in api.list("rest/api/content/search", query):
        yield [name for row in rows if (name := _name(Fields(row), since))]


def cql(options: ConfluenceOptions, since: datetime) -> str:
    """Return the query."""
    spaces = ", ".join(f'"{key}"' for key in options.spaces)
    wanted = [PAGE, *([POST] if options.posts else []), *([FILE] if options.files else [])]
    types = ", ".join(name for name, kind in TYPES.items() if kind in wanted)
    begin = (since.astimezone(UTC) - WESTERNMOST).strftime(FORM)
    return f'space in ({spaces}) and type in ({types}) and lastmodified >= "{begin}" order by created asc'


def _name(row: Fields, since: datetime) -> str | None:
    kind = TYPES.get(row.text("type"))
    try:
        changed = row.inside("version").time("when")
    except Unreadable:
        changed = None
    return name_of(kind, row.id()) if kind and (changed is None or changed >= since) else None
