"""A first look at a shop before anything is stored: who it is, and the first three items of each resource."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from aisle.sources.connections.types import Reading, Sample, Tried
from aisle.sources.errors import FixCredentials, RetryLater, ShopError
from aisle.sources.ports import Connector, Page
from aisle.sources.records import Record, Resource
from aisle.sources.rules.service import Rules
from aisle.sources.syncing.preparing import Prepared, prepare

FIRST = 3
LOOK_SECONDS = 60.0  # that somebody waits for a shop
MOST_PAGES = 5  # that are read to find so many


async def look(connector: Connector, reading: Reading) -> Tried:
    """Ask the shop who it is and read the beginning of each resource.

    Raises FixCredentials, RetryLater and whatever else `check` raises; what goes wrong with one resource is said of it alone.
    """
    rules, checked = Rules(reading.rules), await connector.check()
    samples = {resource: await _sample(connector, resource, rules) for resource in reading.resources}
    return Tried(checked, samples)


async def _sample(connector: Connector, resource: Resource, rules: Rules) -> Sample:
    sample = Sample(())
    pages = connector.pages(resource, None, None)
    try:
        read = 0
        async for page in pages:
            sample, read = _with_page(sample, page, resource, rules), read + 1
            if len(sample.items) == FIRST or read == MOST_PAGES:
                break
    except (FixCredentials, RetryLater):
        raise
    except ShopError as error:
        return replace(sample, code=error.code, detail=error.detail)
    finally:
        if close := getattr(pages, "aclose", None):
            await close()
    return sample


def _with_page(sample: Sample, page: Page, resource: Resource, rules: Rules) -> Sample:
    items: list[Mapping[str, Any]] = list(sample.items)
    problems: list[Mapping[str, str]] = list(sample.problems)
    lineage = dict(sample.lineage)
    problems += [{"id": str(one.id), "field": one.field, "reason": one.reason} for one in page.broken]
    for record in page.records:
        if len(items) == FIRST:
            break
        made = prepare(resource, record, rules)
        if isinstance(made, Prepared):
            items.append(made.data)
            lineage[made.external_id] = made.lineage
        elif made is not None:
            problems += [{"id": record.id, "field": one.field, "reason": one.reason} for one in made]
    return Sample(tuple(items), tuple(problems[:FIRST]), lineage=lineage)


async def first_records(connector: Connector, resource: Resource, most: int) -> list[Record]:
    """Return the first records of a resource as the shop gives them, at most so many. Raises ShopError."""
    found: list[Record] = []
    read = 0
    pages = connector.pages(resource, None, None)
    try:
        async for page in pages:
            found, read = [*found, *page.records][:most], read + 1
            if len(found) == most or read == MOST_PAGES:
                break
    finally:
        if close := getattr(pages, "aclose", None):
            await close()
    return found


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """Look at a shop while somebody waits. Raises RetryLater for one that takes too long."""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            yield
    except TimeoutError:
        raise RetryLater(f"The shop took longer than {LOOK_SECONDS:.0f} s.") from None
