"""Measures our gateway beside LiteLLM's and Portkey's, before a provider that answers at once.

Each gateway has one core for itself; the provider, whoever asks, and our PostgreSQL share the other. Everything of ours is
switched on: the key is looked up, its request counted by rate limits, room taken in the ledger, the price known, usage read
from the answer and written down, a span made and a line logged. Sides take turns, round by round.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median

from benchmarks.cpu import Meter, family
from benchmarks.figures import compared, progress, report, spread_of
from benchmarks.gateway_load import Job, Load
from benchmarks.gateway_peers import Gateway, litellm, portkey
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.programs import program
from benchmarks.scale import Scale

PATH = "/v1/chat/completions"
OURS, STUB = "Aisle", "the stub itself"
# Seconds of a round, rounds, and whether peers are measured, which are installed first.
SIZES = {Scale.TOY: (0.3, 1, False), Scale.QUICK: (1.5, 3, True), Scale.FULL: (4.0, 5, True)}
CONNECTIONS = (1, 16, 64)
WARM_UP = 6.0  # seconds; the first answer of some takes several
GOALS = {
    ("LiteLLM", "rate"): "goal: >= 30x",
    ("Portkey", "rate"): "goal: >= 3x",
    ("LiteLLM", "p50"): "goal: <= 1/15 (0.067) and <= 0.7 ms at one connection",
    ("LiteLLM", "p99"): "goal: <= 1/20 (0.05) at 64",
    ("Portkey", "p99"): "goal: <= 1/8 (0.125) at 64",
}
PRICES = """
[[model]]
name = "stub"
provider = "{provider}"
context_tokens = 128000
[[model.price]]
from = 2026-01-01
input = "1"
output = "2"
source = "made up"
"""


@dataclass(slots=True)
class Taken:
    """What a side took, round by round: answers a second, answers a processor second, milliseconds."""

    rate: list[float] = field(default_factory=list)
    per_cpu: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cores:
    """One for whoever is measured, one for everything else; on a machine of one core they are the same."""

    measured: int
    others: int


def main(scale: Scale) -> None:
    """Measure everything."""
    seconds, rounds, with_peers = SIZES[scale]
    cores = _cores()
    os.sched_setaffinity(0, {cores.others})
    with ExitStack() as stack:
        port, _ = stack.enter_context(program("gateway_stub"))
        address = f"http://127.0.0.1:{port}/v1"
        sides = [Gateway(STUB, 0, int(port), {}), stack.enter_context(_ours(address, cores))]
        for peer in (litellm, portkey) if with_peers else ():
            if (one := stack.enter_context(peer(address))) is not None:
                pin(one.pid, cores.measured)
                sides.append(one)
        for one in sides:
            load_on(one, Job(0, PATH, {}, 1, 0.1, before=WARM_UP if with_peers else 0.5))
        for streamed in (False, True):
            for connections in CONNECTIONS:
                _case(sides, Job(0, PATH, {}, connections, seconds, streamed), rounds)


def _cores() -> Cores:
    found = sorted(os.sched_getaffinity(0))
    return Cores(found[0], found[1] if len(found) > 1 else found[0])


def pin(pid: int, core: int) -> None:
    """Keep a process, its threads and its children on one core (Linux)."""
    for process in family([pid]):
        for thread in process.threads():
            os.sched_setaffinity(thread.id, {core})


@contextmanager
def _ours(address: str, cores: Cores) -> Iterator[Gateway]:
    with installation() as place:
        port = place.settings.port
        with place.api(**_settings(place, address)) as pid:
            pin(pid, cores.measured)
            key = asyncio.run(_key(place))
            yield Gateway(OURS, pid, port, {"Authorization": f"Bearer {key}"})


def _settings(place: Installation, address: str) -> dict[str, str]:
    """Return settings by which nothing is refused and everything is counted."""
    prices = place.settings.home / "models.toml"
    prices.write_text(PRICES.format(provider=address.removeprefix("http://").removesuffix("/v1")))
    rules = ("key", "store", "organization", "organization-tokens")
    return {
        "AISLE_CHAT_MODELS": json.dumps({"stub": {"kind": "openai", "base_url": address}}),
        "AISLE_MODELS_FILE": str(prices),
        "AISLE_RATE_LIMITS": json.dumps({rule: {"most": 10**9, "burst": 10**9} for rule in rules}),
        "AISLE_CHAT_MAX_RUNNING": "200",
    }


async def _key(place: Installation) -> str:
    async with place.parts() as parts:
        return await secret_key(parts, await new_store(parts, "Gateway"))


def _case(sides: list[Gateway], job: Job, rounds: int) -> None:
    kind = "streamed" if job.streamed else "plain"
    progress(f"{kind}, {job.connections} connections")
    taken = {one.name: Taken() for one in sides if one.streams or not job.streamed}
    for _ in range(rounds):
        for one in sides:
            if one.name in taken:
                _round(one, job, taken[one.name])
    size = f"{kind}, {job.connections} connections, {rounds} x {job.seconds:g} s"
    for name, took in taken.items():
        _report(name, took, size)
    for name, took in taken.items():
        if name not in (OURS, STUB):
            _compare(name, taken[OURS], took, size)


def _round(one: Gateway, job: Job, taken: Taken) -> None:
    found, used = load_on(one, job)
    if found.bad or not found.answers:
        raise RuntimeError(f"{one.name}: {found.bad} of {found.answers} answers were bad: {found.said}")
    taken.rate.append(found.answers / found.seconds)
    taken.per_cpu.append(found.answers / used if used else 0.0)
    taken.p50.append(found.p50)
    taken.p99.append(found.p99)


def load_on(one: Gateway, job: Job) -> tuple[Load, float]:
    """Return what came of a load, and the processor seconds of the gateway meanwhile."""
    asked = Job(one.port, job.path, one.headers, job.connections, job.seconds, job.streamed)
    command = [sys.executable, "-m", "benchmarks.gateway_load", json.dumps(asdict(asked))]
    meter = Meter((one.pid,)) if one.pid else Meter(())
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        before = meter.read()
        found = Load(**json.loads(child.stdout.readline()))
        return found, meter.read() - before


def _report(name: str, took: Taken, size: str) -> None:
    report(f"{name}: answers a second", median(took.rate), "r/s", spread=spread_of(took.rate), size=size)
    if any(took.per_cpu):
        report(
            f"{name}: answers a processor second",
            median(took.per_cpu),
            "r/CPU-s",
            spread=spread_of(took.per_cpu),
            size=size,
            note="its own process",
        )
    report(f"{name}: p50", median(took.p50), "ms", spread=spread_of(took.p50), size=size)
    report(f"{name}: p99", median(took.p99), "ms", spread=spread_of(took.p99), size=size)


def _compare(name: str, ours: Taken, theirs: Taken, size: str) -> None:
    for kind, unit, own, peer in (
        ("rate", "r/s", ours.rate, theirs.rate),
        ("per core", "r/CPU-s", ours.per_cpu, theirs.per_cpu),
        ("p50", "ms", ours.p50, theirs.p50),
        ("p99", "ms", ours.p99, theirs.p99),
    ):
        report(
            f"Aisle against {name}, {kind}",
            median(own),
            unit,
            peer=f"{name}: {median(peer):.4g}",
            size=size,
            note=GOALS.get((name, kind), ""),
            **compared(own, peer),
        )
