"""Callers of several tenants who hang up at random: whoever stays reads their own tenant's words, and nobody else's.

A connection that is given back with a tenant on it shows one tenant to another (as in March 2023 at a large chat service,
by cancelled requests).
"""

import asyncio
import contextlib
import random
from collections import Counter
from typing import Any

import pytest
from web_shops import Shop, Site

SHOPS = 4
LONGEST = 0.12  # seconds until a caller loses patience


async def storm(site: Site, requests: int, at_once: int) -> tuple[Counter[str], list[str]]:
    """Ask so many times; returns what became of it, and the words of others that were heard."""
    shops = [await site.open_filled_shop() for _ in range(SHOPS)]
    canaries = {shop.canary for shop in shops}
    chance, places = random.Random(5), asyncio.Semaphore(at_once)
    outcome, wrong = Counter[str](), list[str]()

    async def one(shop: Shop, kind: int, patience: float | None) -> None:
        async with places:
            task = asyncio.create_task(_ask(shop, kind))
            done, _ = await asyncio.wait({task}, timeout=patience)
            if not done:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task
                outcome["hung up"] += 1
                return
            answer = task.result()
            outcome[str(answer.status_code)] += 1
            if answer.status_code == 200 and shop.canary in answer.text:
                outcome["own words"] += 1
            wrong.extend(
                f"{shop.canary}: {other}" for other in canaries - {shop.canary} if other in answer.text
            )

    await asyncio.gather(
        *(
            one(chance.choice(shops), chance.randrange(3), chance.choice((None, chance.uniform(0, LONGEST))))
            for _ in range(requests)
        )
    )
    return outcome, wrong


async def _ask(shop: Shop, kind: int) -> Any:
    if kind == 0:
        return await shop.secret.get("/products?limit=10")
    if kind == 1:
        return await shop.secret.get("/documents?limit=10")
    return await shop.secret.post("/search", json={"query": "rucksack returns desk", "limit": 10})


def check(outcome: Counter[str], wrong: list[str], requests: int) -> None:
    assert wrong == []
    assert outcome["hung up"] > requests / 20, outcome
    assert outcome["own words"] > requests / 20, outcome
    assert not any(status.startswith("5") and status != "503" for status in outcome), outcome


async def test_hang_ups_show_nobody_anothers_words(site: Site) -> None:
    check(*await storm(site, 300, 100), 300)


@pytest.mark.slow
@pytest.mark.timeout(1200)
async def test_ten_thousand_requests_with_hang_ups_show_nobody_anothers_words(site: Site) -> None:
    check(*await storm(site, 10_000, 200), 10_000)
