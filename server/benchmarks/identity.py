"""Measures what recognising a caller takes, and what chats feel of a flood of sign-ins."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address
from itertools import count
from statistics import median
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.identity.accounts import operating
from aisle.identity.logins.types import LoginKind
from benchmarks.chat import QUESTIONS, ask, shopper_token, until_loaded
from benchmarks.client import Client
from benchmarks.figures import compared, percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.scale import Scale

ROUNDS = 3
FLOOD_RATE = 200  # sign-ins a second, figure 17
FLOODERS = 40
CHAT_PAUSE = 0.1  # between the questions of one shopper: load that leaves the machine air
FIRST_ADDRESS, ADDRESSES = int(IPv4Address("10.0.0.0")), count()  # whence sign-ins come
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
            asyncio.run(_flooded(place, SIZES[scale].chats))


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


async def _flooded(place: Installation, chats: int) -> None:
    port = place.settings.port
    async with place.admin() as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
    await _chats(port, key, len(QUESTIONS))
    quiet, flooded, answers = [], [], {}
    for number in range(ROUNDS):
        progress(f"chats without and with a flood of sign-ins, round {number + 1}")
        quiet.append(await _chats(port, key, chats))
        found, statuses = await _under_flood(port, lambda: _chats(port, key, chats))
        flooded.append(found)
        for status in statuses:
            answers[status] = answers.get(status, 0) + 1
    _report_flood(quiet, flooded, answers, chats)


def _report_flood(quiet: list[float], flooded: list[float], answers: dict[int, int], chats: int) -> None:
    sent = sum(answers.values())
    report(
        "chat p95 under a flood of sign-ins",
        median(flooded) * 1000,
        "ms",
        peer=f"without: {median(quiet) * 1000:.1f} ms",
        **compared(flooded, quiet),
        size=f"{ROUNDS} x {chats} chats; {sent} sign-ins",
        note="goal: ratio at most 1.2; 200 sign-ins a second were wished",
    )
    report(
        "sign-ins of the flood that were sent away with 429",
        100 * answers.get(429, 0) / max(1, sent),
        "%",
        size=f"{sent} sign-ins",
        note=", ".join(f"{status}: {count}" for status, count in sorted(answers.items())),
    )


async def _chats(port: int, key: str, chats: int) -> float:
    """Ask question after question and return the 95th percentile of what a whole answer took."""
    async with Client(port, await shopper_token(port, key)) as client:
        taken = []
        for number in range(chats):
            taken.append((await ask(client, QUESTIONS[number % len(QUESTIONS)])).total)
            await asyncio.sleep(CHAT_PAUSE)
    return percentile(taken, 95)


async def _under_flood(port: int, work: Callable[[], Awaitable[float]]) -> tuple[float, list[int]]:
    statuses: list[int] = []
    flood = [asyncio.create_task(_flooder(port, statuses)) for _ in range(FLOODERS)]
    await asyncio.sleep(1)  # until it has come to its full height
    found = await work()
    for task in flood:
        task.cancel()
    await asyncio.gather(*flood, return_exceptions=True)
    return found, statuses


async def _flooder(port: int, statuses: list[int]) -> None:
    """Sign in with one guess after the other, at an even pace, whatever is answered."""
    pause = FLOODERS / FLOOD_RATE
    async with Client(port) as client:
        due = time.perf_counter()
        while True:
            body: dict[str, Any] = {
                "email": f"{new_id().hex}@people.example",
                "password": PASSWORD,
                "keep": "tokens",
            }
            address = f"X-Forwarded-For: {IPv4Address(FIRST_ADDRESS + next(ADDRESSES))}\r\n"
            statuses.append((await client.post("/api/v1/auth/sign-in", body, address)).status)
            due += pause
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
