"""Measures a chat turn over HTTP: the demo shop, asked under the stub embedder, quoted and written by a stub model.

Tenant, history, search over both legs, answer, citations and three writes take part; client and model do not count.
"""

import asyncio
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import median
from typing import Any
from uuid import uuid4

from benchmarks.client import Client, Reply
from benchmarks.cpu import Meter
from benchmarks.figures import percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, wait_for_jobs
from benchmarks.programs import program
from benchmarks.scale import Scale

ROUNDS = 3
EVENTS = "Accept: text/event-stream\r\n"
QUESTIONS = (
    "A waterproof jacket under £150",
    "How long do I have to send something back?",
    "Which tent is good for two people?",
    "Do you deliver to Ireland?",
    "What does the warranty cover?",
    "A rucksack for a week in the hills",
    "How do I wash a down jacket?",
    "Boots for winter in size 43",
    "Is there a stove that works in the cold?",
    "How do I choose a sleeping bag?",
    "Show me trekking poles",
    "Can I collect my order in the shop?",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Chats of a round, chats at once, and chats of each of those."""

    alone: int
    at_once: int
    each: int


SIZES = {Scale.TOY: Sizes(6, 4, 2), Scale.QUICK: Sizes(24, 50, 2), Scale.FULL: Sizes(120, 50, 12)}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation(demo=True) as place:
        with place.api() as api:
            with place.process("worker"):
                asyncio.run(until_loaded(place))
            asyncio.run(_measure(place, place.meter(api), SIZES[scale]))
        with stub_model() as address, place.api(**written_by(address)) as api:
            asyncio.run(_measure(place, place.meter(api), SIZES[scale], "written "))


@contextmanager
def stub_model(pause: float = 0.0, first: float = 0.0) -> Iterator[str]:
    """Run the stub of a model for the length of the context. pause: seconds before each of its words; first: before all."""
    with program("stub_model", str(pause), str(first)) as (port, output):
        threading.Thread(target=output.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}/v1"


def written_by(address: str) -> dict[str, str]:
    """Settings of a process whose answers a stub writes."""
    return {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "stub", "AISLE_CHAT_MODEL": "stub"}


async def until_loaded(place: Installation) -> None:
    progress("loading the demo shop")
    async with place.admin() as admin:
        await wait_for_jobs(admin, at_least=2)


async def _measure(place: Installation, meter: Meter, sizes: Sizes, kind: str = "") -> None:
    port = place.settings.port
    async with place.admin() as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
        # One shopper may have a few answers written at once, so everybody has a session.
        tokens = [await shopper_token(port, key) for _ in range(sizes.at_once)]
        token = tokens[0]
        await ask_all(port, token, len(QUESTIONS))
        await _alone(port, token, meter, sizes.alone, kind)
        await _at_once(port, tokens, meter, sizes, kind)
        await _statements(admin, port, token, kind)


async def shopper_token(port: int, public_key: str) -> str:
    """Start a shopper's session as the hosted page does."""
    async with Client(port, public_key) as client:
        reply = await client.post("/api/v1/sessions", {}, f"Origin: http://127.0.0.1:{port}\r\n")
        return str(reply.json()["token"])


async def ask_all(port: int, token: str, chats: int) -> list[Reply]:
    """Have conversations of one question each, one after the other on one connection."""
    async with Client(port, token) as client:
        return [await ask(client, question) for question in islice(cycle(QUESTIONS), chats)]


async def ask(client: Client, question: str) -> Reply:
    """Ask one question in a conversation of its own; an answer that did not end well is an error."""
    reply = await client.post(
        "/api/v1/chat", {"message": question, "client_message_id": str(uuid4())}, EVENTS
    )
    if reply.status != 200 or b'"type":"finish"' not in reply.body:
        raise RuntimeError(f"HTTP {reply.status}: {reply.body[-300:]!r}")
    return reply


async def _alone(port: int, token: str, meter: Meter, chats: int, kind: str) -> None:
    replies: list[Reply] = []
    costs, idle = [], []
    for _ in range(ROUNDS):
        idle.append(await _health_cost(port, meter, chats))
        before = meter.read()
        replies += await ask_all(port, token, chats)
        costs.append((meter.read() - before) / chats * 1e3)
    size = f"{ROUNDS} x {chats} chats"
    report(
        f"a {kind}chat, with PostgreSQL",
        median(costs),
        "CPU-ms",
        peer=f"GET /health: {median(idle):.2f}",
        ratio=median(costs) / median(idle),
        spread=spread_of(costs),
        size=size,
    )
    _report_times(replies, f"{kind}one at a time", size)


async def _health_cost(port: int, meter: Meter, requests: int) -> float:
    async with Client(port) as client:
        before = meter.read()
        for _ in range(requests):
            await client.get("/health")
        return (meter.read() - before) / requests * 1e3


def _report_times(replies: Sequence[Reply], how: str, size: str) -> None:
    for what, times in (
        ("whole answer", [r.total for r in replies]),
        ("first event", [r.first for r in replies]),
    ):
        p50, p95 = percentile(times, 50) * 1e3, percentile(times, 95) * 1e3
        report(f"{what}, {how}, p50", p50, "ms", size=size)
        report(f"{what}, {how}, p95", p95, "ms", size=size)


async def _at_once(port: int, tokens: Sequence[str], meter: Meter, sizes: Sizes, kind: str) -> None:
    before, begun = meter.read(), time.perf_counter()
    shoppers = [ask_all(port, token, sizes.each) for token in tokens]
    done = await asyncio.gather(*shoppers, return_exceptions=True)
    took, spent = time.perf_counter() - begun, meter.read() - before
    replies = [reply for one in done if isinstance(one, list) for reply in one]
    failed = [one for one in done if not isinstance(one, list)]
    size = f"{sizes.at_once} shoppers, {sizes.each} chats each"
    note = f"{len(failed)} shoppers met an error" + (f": {failed[0]}"[:200] if failed else "")
    if not replies:
        raise RuntimeError(note)
    report(f"{kind}chats, {sizes.at_once} at once", len(replies) / took, "chats/s", size=size, note=note)
    report(f"a {kind}chat, {sizes.at_once} at once", spent / len(replies) * 1e3, "CPU-ms", size=size)
    _report_times(replies, f"{kind}{sizes.at_once} at once", size)


async def _statements(admin: Any, port: int, token: str, kind: str) -> None:
    await admin.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public")
    await admin.execute("SELECT pg_stat_statements_reset()")
    await ask_all(port, token, len(QUESTIONS))
    rows = await admin.fetch(
        "SELECT query, calls FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid"
        " WHERE rolname LIKE '%\\_app' AND toplevel ORDER BY calls DESC"
    )
    begins = sum(row["calls"] for row in rows if row["query"].startswith("BEGIN"))
    turns = len(QUESTIONS)
    report(
        f"statements of a {kind}turn",
        sum(row["calls"] for row in rows) / turns,
        "statements",
        size=f"{turns} turns",
        note=f"with BEGIN and COMMIT; {begins / turns:.1f} transactions",
    )
