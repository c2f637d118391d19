"""Measures what counting and repeating add to a request that does nothing but recognise its caller.

The application is called without a network, so that the difference is not hidden by a server's and a client's work. All
kinds are served in turn, so that what the machine does meanwhile falls on each alike.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from statistics import median
from typing import Annotated, Any
from uuid import uuid4

import structlog
from fastapi import Depends, FastAPI

from aisle.bootstrap.limits import make_limits
from aisle.bootstrap.resources import Resources
from aisle.core.limits.rules import USUAL
from aisle.core.limits.types import Rule
from aisle.identity.keys.service import create_key
from aisle.identity.types import Action, Caller
from aisle.web.app import create_app
from aisle.web.deps import may
from benchmarks.figures import compared, percentile, report
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.scale import Scale

# Requests of a round, and rounds.
SIZES = {Scale.TOY: (20, 3), Scale.QUICK: (200, 5), Scale.FULL: (1_000, 7)}
ENOUGH = 10**9
PATH = "/api/v1/nothing"
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of request. before: what is done before each, without being measured."""

    rules: tuple[Rule, ...] = ()
    headers: Callable[[], Headers] = list
    before: Callable[[], None] = lambda: None


def main(scale: Scale) -> None:
    """Measure everything."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with installation() as place:
        asyncio.run(_measure(place, *SIZES[scale]))


async def _measure(place: Installation, requests: int, rounds: int) -> None:
    async with place.parts("app") as parts:
        parts.limits = make_limits(parts.settings, parts.secrets, parts.database)
        store = await new_store(parts, "Limits")
        async with parts.database.open_scope(scope_of(store)) as session:
            made = await create_key(session, store_id=store.id, kind="secret", name="limits")
        call = _caller_of(_application(parts), made.token)
        sides = _sides(parts)
        took: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(rounds):
            for name, side in sides.items():
                parts.limits.rules = side.rules
                took[name].append(await _round(call, side, requests))
        _report(took, requests)


def _sides(parts: Resources) -> dict[str, Side]:
    endless = tuple(replace(rule, most=ENOUGH, burst=ENOUGH) for rule in USUAL)
    key = str(uuid4()).encode()
    return {
        "plain": Side(),
        "counted": Side(endless),
        "repeated": Side(endless, lambda: [(b"idempotency-key", key)]),
        "repeated elsewhere": Side(
            endless, lambda: [(b"idempotency-key", key)], lambda: parts.once._seen.clear()
        ),
        "first": Side(endless, lambda: [(b"idempotency-key", str(uuid4()).encode())]),
    }


def _application(parts: Resources) -> Any:
    frame: Any = create_app(nullcontext(parts))  # type: ignore[arg-type]
    app = frame
    while not isinstance(app, FastAPI):
        app = app.app
    app.state.resources = parts

    async def nothing(_caller: Annotated[Caller, Depends(may(Action.SEARCH))]) -> dict[str, str]:
        return {"status": "nothing was done"}

    app.add_api_route(PATH, nothing, methods=["POST"])
    return frame


def _caller_of(app: Any, token: str) -> Callable[[Headers], Awaitable[None]]:
    usual = [(b"host", b"localhost"), (b"authorization", f"Bearer {token}".encode())]

    async def call(headers: Headers) -> None:
        scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST"}
        scope |= {
            "scheme": "http",
            "path": PATH,
            "raw_path": PATH.encode(),
            "query_string": b"",
            "root_path": "",
        }
        scope |= {"server": ("localhost", 80), "client": ("127.0.0.1", 1), "headers": [*usual, *headers]}
        status = 0

        async def send(message: Any) -> None:
            nonlocal status
            status = message.get("status", status)

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        await app(scope, receive, send)
        if status != 200:
            raise RuntimeError(f"HTTP {status}")

    return call


async def _round(call: Callable[[Headers], Awaitable[None]], side: Side, requests: int) -> float:
    await call(side.headers())
    took = []
    for _ in range(requests):
        side.before()
        headers = side.headers()
        begun = time.perf_counter()
        await call(headers)
        took.append(time.perf_counter() - begun)
    return percentile(took, 50) * 1e3


def _report(took: dict[str, list[float]], requests: int) -> None:
    size = f"{requests} requests, {len(took['plain'])} rounds"
    plain, counted = took["plain"], took["counted"]
    report("authenticated no-op, not counted", median(plain), "ms", size=size, note="p50; without a network")
    _against(
        "authenticated no-op, counted by seven rules",
        counted,
        plain,
        "not counted",
        size,
        "four of them apply to a key",
    )
    goal = "goal: <= 1.2x"
    _against("repeated reply, seen by the process", took["repeated"], counted, "counted no-op", size, goal)
    _against(
        "repeated reply, from the database", took["repeated elsewhere"], counted, "counted no-op", size, ""
    )
    _against(
        "first request under a key", took["first"], counted, "counted no-op", size, "claim and stored reply"
    )


def _against(
    figure: str, ours: Sequence[float], theirs: Sequence[float], peer: str, size: str, note: str
) -> None:
    named = f"{peer}: {median(theirs):.3g}"
    report(figure, median(ours), "ms", peer=named, size=size, note=note, **compared(ours, theirs))
