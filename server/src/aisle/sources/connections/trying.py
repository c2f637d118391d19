"""A first look at a shop before anything is stored: who it is, and the first three items of each resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aisle.sources.connections.types import Reading, Sample, Tried
from aisle.sources.errors import FixCredentials, RetryLater, ShopError
from aisle.sources.ports import Connector, Page
from aisle.sources.records import Resource
from aisle.sources.rules.service import Rules
from aisle.sources.syncing.preparing import Prepared, prepare

FIRST = 3


async def look(connector: Connector, reading: Reading) -> Tried:
    """Ask the shop who it is and read the beginning of each resource.

    Raises FixCredentials, RetryLater and whatever else `check` raises; what goes wrong with one resource is said of it alone.
    """
    rules, checked = Rules(reading.rules), await connector.check()
    samples = {resource: await _sample(connector, resource, rules) for resource in reading.resources}
    return Tried(checked, samples)


async def _sample(connector: Connector, resource: Resource, rules: Rules) -> Sample:
    try:
        page = await _first_page(connector, resource)
    except (FixCredentials, RetryLater):
        raise
    except ShopError as error:
        return Sample((), (), error.code, error.detail)
    return _shown(page, resource, rules)


async def _first_page(connector: Connector, resource: Resource) -> Page:
    pages = connector.pages(resource, None, None)
    try:
        async for page in pages:
            if page.records or page.broken:
                return page
    finally:
        if close := getattr(pages, "aclose", None):
            await close()
    return Page(())


def _shown(page: Page, resource: Resource, rules: Rules) -> Sample:
    items: list[Mapping[str, Any]] = []
    problems = [{"id": str(one.id), "field": one.field, "reason": one.reason} for one in page.broken]
    for record in page.records:
        if len(items) == FIRST:
            break
        made = prepare(resource, record, rules)
        if isinstance(made, Prepared):
            items.append(made.data)
        elif made is not None:
            problems += [{"id": record.id, "field": one.field, "reason": one.reason} for one in made]
    return Sample(tuple(items), tuple(problems[:FIRST]))
