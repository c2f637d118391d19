"""A first look at a shop before anything is stored: who it is, and the first three items of each resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aisle.sources.connections.types import Reading, Sample, Tried
from aisle.sources.errors import FixCredentials, RetryLater, ShopError
from aisle.sources.ports import Connector, Page
from aisle.sources.records import Resource
from aisle.sources.rules.service import Rules
from aisle.sources.syncing.preparing import Prepared, prepare

FIRST = 3
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
    problems += [{"id": str(one.id), "field": one.field, "reason": one.reason} for one in page.broken]
    for record in page.records:
        if len(items) == FIRST:
            break
        made = prepare(resource, record, rules)
        if isinstance(made, Prepared):
            items.append(made.data)
        elif made is not None:
            problems += [{"id": record.id, "field": one.field, "reason": one.reason} for one in made]
    return Sample(tuple(items), tuple(problems[:FIRST]))
