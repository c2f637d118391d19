"""What chats feel of a flood of sign-ins, told apart from what they feel of any requests that come as often."""

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from benchmarks.chat import QUESTIONS, ask, shopper_token
from benchmarks.client import Client
from benchmarks.figures import compared, percentile, progress, report
from benchmarks.installation import Installation

ROUNDS = 5
RATE = 200  # requests a second
CHAT_PAUSE = 0.1  # between the questions of one shopper: load that leaves the machine air
FULL_HEIGHT_SECONDS = 1.0
GOAL = "goal: ratio at most 1.2"


@dataclass(slots=True)
class Side:
    """What chats took under one flood, round by round. answers: how often the flood was answered with which status."""

    kind: str
    p95s: list[float] = field(default_factory=list)
    p50s: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers.total() / self.seconds if self.seconds else 0.0


async def measure_floods(place: Installation, chats: int) -> None:
    """Ask under no flood, under one of cheap requests, and under one of sign-ins, in turn."""
    port = place.settings.port
    async with place.admin() as admin:
        key = await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
    await _chats(port, key, len(QUESTIONS))
    sides = [Side("none"), Side("health"), Side("sign-ins")]
    for number in range(ROUNDS):
        progress(f"chats without a flood, with one of cheap requests, of sign-ins; round {number + 1}")
        for side in sides:
            await _round(port, key, chats, side)
    _report(*sides, chats)


async def _round(port: int, key: str, chats: int, side: Side) -> None:
    if side.kind == "none":
        taken = await _chats(port, key, chats)
    else:
        taken = await _flooded(port, key, chats, side)
    side.p95s.append(percentile(taken, 95))
    side.p50s.append(percentile(taken, 50))


async def _flooded(port: int, key: str, chats: int, side: Side) -> list[float]:
    begun = time.perf_counter()
    command = ["-m", "benchmarks.flooding", str(port), side.kind, str(RATE)]
    flood = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    try:
        await asyncio.sleep(FULL_HEIGHT_SECONDS)
        taken = await _chats(port, key, chats)
    finally:
        flood.terminate()
        told, _ = await flood.communicate()
    side.answers.update(json.loads(told))
    side.seconds += time.perf_counter() - begun
    return taken


async def _chats(port: int, key: str, chats: int) -> list[float]:
    """Ask question after question and return what each whole answer took."""
    async with Client(port, await shopper_token(port, key)) as client:
        taken = []
        for number in range(chats):
            taken.append((await ask(client, QUESTIONS[number % len(QUESTIONS)])).total)
            await asyncio.sleep(CHAT_PAUSE)
    return taken


def _report(quiet: Side, cheap: Side, signing: Side, chats: int) -> None:
    size = f"{ROUNDS} x {chats} chats"
    _report_p95("requests that cost nothing", cheap, quiet, size, "the control: GET /health")
    _report_p95("sign-ins", signing, quiet, size, GOAL)
    _report_p95("sign-ins, to the control", signing, cheap, size, GOAL)
    report(
        "sign-ins of the flood that were sent away with 429",
        100 * signing.answers["429"] / max(1, signing.answers.total()),
        "%",
        size=f"{signing.answers.total()} sign-ins",
        note=", ".join(f"{status}: {number}" for status, number in sorted(signing.answers.items())),
    )


def _report_p95(name: str, side: Side, against: Side, size: str, note: str) -> None:
    report(
        f"chat p95 under a flood of {name}",
        median(side.p95s) * 1000,
        "ms",
        peer=f"{'without' if against.kind == 'none' else 'control'}: {median(against.p95s) * 1000:.1f} ms",
        **compared(side.p95s, against.p95s),
        size=size,
        note=f"{side.rate:.0f} requests a second; p50 {median(side.p50s) * 1000:.1f} ms; {note}",
    )
