"""Measures what recognising a caller takes, and what chats feel of a flood of sign-ins."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.accounts import operating
from aisle.identity.logins.types import LoginKind
from benchmarks.chat import until_loaded
from benchmarks.figures import percentile, progress, report, spread_of
from benchmarks.floods import measure_floods
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.scale import Scale

ROUNDS = 3
PASSWORD = "seven otters juggle plums"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Recognitions of a round, and chats of a round."""

    callers: int
    chats: int


SIZES = {Scale.TOY: Sizes(20, 6), Scale.QUICK: Sizes(300, 60), Scale.FULL: Sizes(2_000, 240)}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation(demo=True) as place:
        asyncio.run(_recognising(place, SIZES[scale].callers))
        # The usual limits, and each sign-in from an address of its own: no rule stops it before the door of the hashing.
        with place.api(AISLE_TRUSTED_PROXIES="127.0.0.0/8", AISLE_RATE_LIMITS="{}"):
            with place.process("worker"):
                asyncio.run(until_loaded(place))
            asyncio.run(measure_floods(place, SIZES[scale].chats))


async def _recognising(place: Installation, callers: int) -> None:
    async with place.parts() as parts:
        for name, token in (await _credentials(parts)).items():
            await _recognised(parts, f"{name} looked up", token, callers, parts.authenticator.forget)
            await _recognised(parts, f"{name} remembered", token, callers, lambda: None)


async def _credentials(parts: Resources) -> dict[str, str]:
    store = await new_store(parts, "recognised")
    person_id, organization_id = await operating.create(
        parts.accounts, "Ada Pike", f"{new_id().hex}@people.example", PASSWORD, "Pike"
    )
    async with parts.database.open_scope(Scope.of_person(person_id)) as session:
        browser = await parts.logins.start(session, ["password"], LoginKind.BROWSER, organization_id)
        phone = await parts.logins.start(session, ["password"], LoginKind.TOKEN, organization_id)
    return {
        "secret key": await secret_key(parts, store),
        "member's cookie": browser.secret,
        "member's access token": parts.logins.access_for(phone).text,
    }


async def _recognised(
    parts: Resources, name: str, token: str, callers: int, before: Callable[[], None]
) -> None:
    progress(f"recognising: {name}")
    p50s, p95s = [], []
    for _ in range(ROUNDS + 1):
        taken = [await _timed(parts, token, before) for _ in range(callers)]
        p50s.append(percentile(taken, 50))
        p95s.append(percentile(taken, 95))
    more = {"size": f"{ROUNDS} x {callers}", "note": "within the process, one after the other"}
    report(
        f"{name} p50", median(p50s[1:]) * 1e6, "µs", spread=spread_of([1e6 * one for one in p50s[1:]]), **more
    )
    report(
        f"{name} p95", median(p95s[1:]) * 1e6, "µs", spread=spread_of([1e6 * one for one in p95s[1:]]), **more
    )


async def _timed(parts: Resources, token: str, before: Callable[[], None]) -> float:
    before()
    begun = time.perf_counter()
    await parts.authenticator.recognise(token, None, "http://localhost")
    return time.perf_counter() - begun
