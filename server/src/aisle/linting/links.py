"""Addresses in documents: found, asked through the guarded way out, remembered for a day."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol
from uuid import UUID

from aisle.core.errors import AisleError
from aisle.core.http.egress.limits import Limits
from aisle.core.http.errors import OutsideNonsense, OutsideRefused
from aisle.linting.checks.types import Page
from aisle.linting.types import Finding, Place, Severity

_URL = re.compile(r"https?://[^\s<>()\[\]\"'`|\\^{}]+", re.IGNORECASE)
FRESH = timedelta(days=1)
MOST = 300  # asked in a run; the next run goes on
SECONDS = 120.0  # for all of them
AT_ONCE = 4
LIMITS = Limits(bytes=262_144, total_seconds=8.0, attempts=1)
GONE = (404, 410)


class Fetch(Protocol):
    """Asks an address; raises OutsideRefused with its status, and others of AisleError when nobody knows."""

    async def __call__(self, url: str, tenant: UUID) -> None: ...


@dataclass(slots=True)
class Links:
    """Asks addresses within a budget of number and time. started: by the machine's steady clock."""

    fetch: Fetch
    left: int = MOST
    until: float = 0.0

    async def statuses(self, urls: list[str], tenant: UUID) -> dict[str, int | None]:
        """Return what addresses answer; None: nobody knows. Those that the budget has no room for are missing."""
        self.until = self.until or monotonic() + SECONDS
        places = asyncio.Semaphore(AT_ONCE)

        async def ask(url: str) -> tuple[str, int | None] | None:
            async with places:
                if self.left <= 0 or monotonic() > self.until:
                    return None
                self.left -= 1
                return url, await self._status(url, tenant)

        return dict(one for one in await asyncio.gather(*map(ask, urls)) if one is not None)

    async def _status(self, url: str, tenant: UUID) -> int | None:
        try:
            await self.fetch(url, tenant)
        except OutsideRefused as refused:
            return refused.answered
        except OutsideNonsense:
            return 200  # something is there, if larger or other than what is read here
        except AisleError:
            return None
        return 200


def links_of(page: Page) -> Iterator[tuple[str, Place]]:
    """Yield addresses in a page, without the sentence's own marks behind them."""
    for match in _URL.finditer(page.text):
        url = match.group().rstrip(".,;:!?*_…»”’")
        if len(url) <= 2000:
            yield url, page.place(match.start(), match.start() + len(url), url)


def dead(place: Place, status: int | None) -> Iterator[Finding]:
    """Yield a finding for an address that answers that there is nothing."""
    if status in GONE:
        yield Finding(
            "link.dead",
            Severity.ERROR,
            f"The link leads nowhere: {status}.",
            "Take the link out, or lead it to where the page is now.",
            (place,),
        )


def sells_nothing(place: Place) -> Finding:
    """Return a finding for a link to a product that the catalogue does not have."""
    return Finding(
        "link.product_gone",
        Severity.ERROR,
        "The link leads to a product that the catalogue does not have.",
        "Take the link out, or name another product.",
        (place,),
    )


def before(now: datetime) -> datetime:
    """Return since when an answer still counts."""
    return now - FRESH
