"""Measures how long fifty shoppers who ask at once wait for the first words of a model that thinks for 300 ms.

The demo shop with the local embedder, as it is installed; each shopper asks on a connection of their own, all in the same
moment, in waves. Answers are not kept, as is usual. From the request to the first piece of text in the stream; the whole
answer stands beside it. Quoted answers, which no model writes, are measured the same way.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any
from uuid import uuid4

from benchmarks.chat import EVENTS, QUESTIONS, shopper_token, stub_model, until_loaded, written_by
from benchmarks.client import Client, Reply
from benchmarks.figures import percentile, report
from benchmarks.installation import Installation, installation
from benchmarks.scale import Scale

THINKS_SECONDS = 0.3
WORD_SECONDS = 0.02
TEXT = b'"type":"text-delta"'
GOALS = {50: 1_000, 95: 2_500}  # milliseconds, by percentile


@dataclass(frozen=True, slots=True)
class Sizes:
    """Shoppers at once, and how many times all of them ask."""

    at_once: int
    waves: int


SIZES = {Scale.TOY: Sizes(3, 1), Scale.QUICK: Sizes(50, 3), Scale.FULL: Sizes(50, 10)}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation("hashed" if scale is Scale.TOY else "minilm", demo=True) as place:
        with place.api(), place.process("worker"):
            asyncio.run(until_loaded(place))
        with place.api():
            asyncio.run(_measure(place, SIZES[scale], "quoted"))
        with stub_model(WORD_SECONDS, THINKS_SECONDS) as address, place.api(**written_by(address)):
            asyncio.run(_measure(place, SIZES[scale], "written"))


async def _measure(place: Installation, sizes: Sizes, kind: str) -> None:
    port = place.settings.port
    async with place.admin() as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
    tokens = [await shopper_token(port, key) for _ in range(sizes.at_once)]
    await _wave(port, tokens, 0)
    replies = [reply for wave in range(sizes.waves) for reply in await _wave(port, tokens, wave)]
    size = f"{sizes.at_once} at once, {sizes.waves} times"
    for what, times in (
        ("first words", [reply.first for reply in replies]),
        ("whole answer", [reply.total for reply in replies]),
    ):
        for percent, goal in GOALS.items():
            note = f"goal: {goal} ms" if (what, kind) == ("first words", "written") else ""
            value = percentile(times, percent) * 1e3
            report(f"{what}, {kind}, p{percent}", value, "ms", size=size, note=note)


async def _wave(port: int, tokens: Sequence[str], wave: int) -> list[Reply]:
    """Have everybody ask in the same moment."""
    questions = islice(cycle(QUESTIONS), wave, wave + len(tokens))
    return await asyncio.gather(
        *(_ask(port, token, question) for token, question in zip(tokens, questions, strict=True))
    )


async def _ask(port: int, token: str, question: str) -> Reply:
    body: dict[str, Any] = {"message": question, "client_message_id": str(uuid4())}
    async with Client(port, token) as client:
        reply = await client.post("/api/v1/chat", body, EVENTS, TEXT)
    if reply.status != 200 or b'"type":"finish"' not in reply.body or not reply.first:
        raise RuntimeError(f"HTTP {reply.status}: {reply.body[-300:]!r}")
    return reply
