"""Measures a source over its whole way: a full read to products that are live, and a change to the answer that shows it.

A shop of its own answers over HTTP, described by a configuration; the API and a worker run as anywhere. By push, the time
counts from the acceptance of the shop's signed webhook; by polling, from that of the demand to read what changed. A schedule
adds its own wait. Asking takes part of the machine.
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.client import Client
from benchmarks.figures import percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.programs import program
from benchmarks.scale import Scale
from benchmarks.shop_server import AT_ONCE, SECRET, TOKEN

PRODUCTS = {Scale.TOY: 150, Scale.QUICK: 2_000, Scale.FULL: 10_000}
CHANGES = {Scale.TOY: 3, Scale.QUICK: 10, Scale.FULL: 40}
GIVE_UP_SECONDS, READ_SECONDS = 60.0, 1_200.0
# The guard of the ways out lets the shop on this machine through; the address is where the shop is told to send.
AROUND = {"AISLE_EGRESS_ALLOW": "127.0.0.0/8", "AISLE_PUBLIC_URL": "http://localhost"}
PAUSE_SECONDS, ASK_AGAIN_SECONDS = 0.3, 0.01
RECORD = {
    "id": "no",
    "handle": "slug(label)",
    "title": "label",
    "description": "text",
    "updated_at": "changed",
    "variants": {
        "each": "[@]",
        "take": {"id": "no", "product_id": "$.no", "price": "minor(cents, 'EUR')", "stock": "left"},
    },
}
CONFIGURATION = {
    "title": "Lamps",
    "auth": {"kind": "bearer"},
    "resources": {
        "products": {
            "request": {"path": "/things", "query": {"skip": "{page.offset}"}},
            "items": "items",
            "paging": {"kind": "offset", "size": AT_ONCE, "total": "all"},
            "record": RECORD,
            "delta": {"add": {"query": {"since": "{since}"}}, "overlap_seconds": 1},
            "one": {"request": {"path": "/things/{id}"}, "items": "thing"},
        }
    },
    "webhooks": {
        "signature": {"kind": "hmac", "header": "X-Signature"},
        "key": "body.event",
        "events": [{"resource": "products", "ids": "body.no"}],
    },
}


def main(scale: Scale) -> None:
    """Measure everything."""
    products, around = PRODUCTS[scale], AROUND
    with (
        installation() as place,
        program("shop_server", str(products)) as (shop, _),
        place.api(**around),
        place.process("worker", **around),
    ):
        asyncio.run(_measure(place, int(shop), products, CHANGES[scale]))


async def _measure(place: Installation, shop: int, products: int, changes: int) -> None:
    async with place.parts() as parts:
        token = await secret_key(parts, await new_store(parts, "Lamps", "EUR"))
    async with Client(place.settings.port, token) as client, Client(shop) as admin:
        source = await _connected(client, shop)
        await _read_whole(client, source, products)
        hook = await _hook(client, source)
        ways = {"push": lambda n: _pushed(client, hook, n), "polling": lambda n: _polled(client, source)}
        for number, (name, tell) in enumerate(ways.items()):
            progress(f"changes by {name}")
            await _changed(client, admin, 1, f"warm{number}", tell)
            took = [
                await _changed(client, admin, 1 + place, f"{name}{place}", tell)
                for place in range(1, changes + 1)
            ]
            _report(name, took, products)


def _report(name: str, took: list[float], products: int) -> None:
    for percent in (50, 95):
        report(
            f"a change by {name} to the first search that shows it, p{percent}",
            percentile(took, percent) * 1e3,
            "ms",
            spread=spread_of([one * 1e3 for one in took]),
            size=f"{len(took)} changes, {products:,} products",
            note="goal: p95 at most 500 ms on a quiet machine"
            if name == "push"
            else "without a schedule's wait",
        )


async def _connected(client: Client, shop: int) -> str:
    body = {
        "kind": "api",
        "name": "Lamps",
        "options": {"address": f"http://127.0.0.1:{shop}", "configuration": CONFIGURATION},
        "credentials": {"token": TOKEN, "webhook_secret": SECRET},
        "resources": ["products"],
        "schedule": None,
        "reconcile": None,
        "per_second": 1000,
    }
    return str((await client.post("/api/v1/sources", body)).json()["id"])


async def _read_whole(client: Client, source: str, products: int) -> None:
    progress(f"reading {products:,} products")
    begun = time.perf_counter()
    run = (await client.post(f"/api/v1/sources/{source}/sync", {"mode": "full"})).json()["id"]
    while True:
        found = (await client.get(f"/api/v1/sources/{source}/runs/{run}")).json()
        if found["state"] in ("live", "failed", "refused", "stopped", "waiting"):
            break
        if time.perf_counter() - begun > READ_SECONDS:
            raise RuntimeError(f"A read did not end: {found}")
        await asyncio.sleep(0.1)
    if found["state"] != "live":
        raise RuntimeError(f"A read ended as {found}")
    took = time.perf_counter() - begun
    size = f"{products:,} products, pages of {AT_ONCE}"
    report("a full read to live products", products / took, "products/s", size=size, note=f"{took:.1f} s")


async def _hook(client: Client, source: str) -> str:
    """Return where the shop's deliveries go, once its secret is kept."""
    (await client.post(f"/api/v1/sources/{source}/hooks", {})).json()
    await asyncio.sleep(2)
    address = (await client.get(f"/api/v1/sources/{source}/hooks")).json()["address"]
    return "/api/v1/hooks/" + str(address).rsplit("/", 1)[1]


async def _changed(
    client: Client, admin: Client, number: int, mark: str, tell: Callable[[int], Awaitable[None]]
) -> float:
    """Change a product at the shop, tell of it, and return how long a search went on without it."""
    await asyncio.sleep(PAUSE_SECONDS)
    title = f"Quillon{mark}"
    body = json.dumps({"label": title}).encode()
    await admin.send("PUT", f"/things/{number}", body, "Content-Type: application/json\r\n")
    await tell(number)
    begun = time.perf_counter()
    while time.perf_counter() - begun < GIVE_UP_SECONDS:
        asked = {"query": title, "limit": 1, "kinds": ["product"]}
        found = (await client.post("/api/v1/search", asked)).json()
        if any(item["product"]["title"] == title for item in found["items"]):
            return time.perf_counter() - begun
        await asyncio.sleep(ASK_AGAIN_SECONDS)
    raise RuntimeError(f"A change was not seen within {GIVE_UP_SECONDS:.0f} s.")


async def _pushed(client: Client, hook: str, number: int) -> None:
    body: dict[str, Any] = {"no": number, "event": f"{number}-{time.time_ns()}"}
    data = json.dumps(body).encode()
    signed = hmac.new(SECRET.encode(), data, hashlib.sha256).hexdigest()
    head = f"Content-Type: application/json\r\nX-Signature: {signed}\r\n"
    answer = await client.send("POST", hook, data, head)
    if answer.status != 204:
        raise RuntimeError(f"HTTP {answer.status}: {answer.body[:300]!r}")


async def _polled(client: Client, source: str) -> None:
    (await client.post(f"/api/v1/sources/{source}/sync", {"mode": "incremental"})).json()
