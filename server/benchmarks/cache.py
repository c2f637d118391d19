"""Measures kept answers: which questions are taken for the same, what a look-up costs, and what a whole turn does."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import structlog

from aisle.assistants import service as assistants
from aisle.assistants.types import KeptAnswers
from aisle.core.db import Scope
from benchmarks.cache_lookups import measure_lookups
from benchmarks.cache_pairs import measure_pairs
from benchmarks.cache_peer import measure_beside_litellm
from benchmarks.chat import ask, shopper_token, stub_model, until_loaded, written_by
from benchmarks.client import Client, Reply
from benchmarks.cpu import Meter
from benchmarks.figures import compared, percentile, report
from benchmarks.installation import Installation, installation
from benchmarks.scale import Scale

# Of the questions of `chat`, those that may be kept: not about a price, today or oneself.
QUESTIONS = (
    "How long do I have to send something back?",
    "Do you deliver to Ireland?",
    "What does the warranty cover?",
    "How do I wash a down jacket?",
    "Which tent is good for two people?",
    "How do I choose a sleeping bag?",
)
# The same in other words.
OTHER_WORDS = (
    "How long do I have to return something?",
    "Can you deliver to Ireland please?",
    "Please tell me what the warranty covers?",
    "How should I wash a down jacket?",
    "Please, which tent is good for two people?",
    "How can I choose a sleeping bag?",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rounds of a turn, entries of a store, look-ups of each, and pairs."""

    rounds: int
    entries: tuple[int, ...]
    lookups: int
    pairs: int


SIZES = {
    Scale.TOY: Sizes(1, (100,), 5, 50),
    Scale.QUICK: Sizes(4, (100, 10_000), 60, 1_500),
    Scale.FULL: Sizes(15, (100, 1_000, 10_000, 100_000), 300, 4_000),
}
PEER_SECONDS = {Scale.QUICK: 1.5, Scale.FULL: 4.0}  # of a round of LiteLLM's proxy


def main(scale: Scale) -> None:
    """Measure everything."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    sizes = SIZES[scale]
    asyncio.run(measure_pairs(sizes.pairs, labelled=scale is Scale.FULL))
    with installation("minilm") as place:
        lookups = asyncio.run(measure_lookups(place, sizes.entries, sizes.lookups))
    if scale is not Scale.TOY:
        measure_beside_litellm(lookups, PEER_SECONDS[scale])
    with installation("minilm", demo=True) as place:
        with place.api(), place.process("worker"):
            asyncio.run(until_loaded(place))
        with place.api() as api:
            asyncio.run(_turns(place, place.meter(api), sizes.rounds, "quoted"))
        with stub_model() as address, place.api(**written_by(address)) as api:
            asyncio.run(_turns(place, place.meter(api), sizes.rounds, "written by a stub"))


async def _turns(place: Installation, meter: Meter, rounds: int, kind: str) -> None:
    port = place.settings.port
    async with place.admin() as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
    token = await shopper_token(port, key)
    async with Client(port, token) as client:
        await _set(place, KeptAnswers.OFF)
        await _all(client, QUESTIONS)
        anew = await _measured(client, meter, QUESTIONS, rounds)
        await _set(place, KeptAnswers.SEMANTIC)
        await _all(client, QUESTIONS)
        await asyncio.sleep(1)  # answers are kept beside the turns
        exact = await _measured(client, meter, QUESTIONS, rounds)
        semantic = await _measured(client, meter, OTHER_WORDS, rounds)
    for how, told, sought in (
        ("an equal question", exact, b'"how":"exact"'),
        ("other words", semantic, b'"how":"semantic"'),
    ):
        hits = sum(sought in reply.body for reply in told.replies)
        _report(f"{kind}, {how}", told, anew, f"{hits} of {len(told.replies)} were kept answers")


@dataclass(frozen=True, slots=True)
class Told:
    """Replies, and what each round cost (milliseconds of processor time for a turn)."""

    replies: Sequence[Reply]
    costs: Sequence[float]


async def _measured(client: Client, meter: Meter, questions: Sequence[str], rounds: int) -> Told:
    replies: list[Reply] = []
    costs = []
    for _ in range(rounds):
        before = meter.read()
        replies += await _all(client, questions)
        costs.append((meter.read() - before) / len(questions) * 1e3)
    return Told(replies, costs)


async def _all(client: Client, questions: Sequence[str]) -> list[Reply]:
    return [await ask(client, question) for question in questions]


def _report(name: str, told: Told, anew: Told, note: str) -> None:
    size = f"{len(told.replies)} turns"
    mine, other = (percentile([one.total for one in side.replies], 50) * 1e3 for side in (told, anew))
    report(
        f"a whole turn, p50, {name}",
        mine,
        "ms",
        peer=f"answered anew: {other:.1f}",
        ratio=mine / other,
        size=size,
        note=note,
    )
    report(
        f"a whole turn with PostgreSQL, {name}",
        median(told.costs),
        "CPU-ms",
        peer=f"answered anew: {median(anew.costs):.1f}",
        size=size,
        **compared(told.costs, anew.costs),
    )


async def _set(place: Installation, how: KeptAnswers) -> None:
    """Publish the setting in the demo store."""
    async with place.parts() as parts, place.admin() as admin:
        row: Any = await admin.fetchrow("SELECT organization_id, store_id FROM store WHERE is_demo")
        async with parts.database.open_scope(
            Scope(row["organization_id"], row["store_id"], "benchmark")
        ) as session:
            draft = await assistants.change_draft(session, {"kept_answers": how}, ())
            if draft.differs:
                await assistants.publish(session, draft.live.number, ())
