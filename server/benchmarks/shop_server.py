"""A shop with a REST API and nothing slow in it: `python -m benchmarks.shop_server PRODUCTS`.

Its first line says its port. PUT /things/NUMBER changes a label, GET /things lists pages of 100 and what changed since.
"""

import asyncio
import sys
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

AT_ONCE = 100
SECRET = "otters sign what they send"
TOKEN = "otters read"
THINGS: web.AppKey[dict[int, dict[str, Any]]] = web.AppKey("things", dict)


def thing(number: int) -> dict[str, Any]:
    """Return a product as the shop writes it."""
    return {
        "no": number,
        "label": f"Lamp {number}",
        "text": "A lamp that hangs and shines on whoever reads below it. " * 6,
        "cents": 1000 + number % 5000,
        "left": number % 13,
        "changed": datetime(2026, 11, 1, tzinfo=UTC).isoformat(),
    }


async def list_things(request: web.Request) -> web.Response:
    """Return a page, in the order of numbers, of those that changed since."""
    since, skip = request.query.get("since", ""), int(request.query["skip"])
    things = request.app[THINGS].values()
    # Without a time all that there is counts, and a page costs no look at the others.
    fit = list(things) if not since else [one for one in things if _at(one["changed"]) >= _at(since)]
    return web.json_response({"items": fit[skip : skip + AT_ONCE], "all": len(fit)})


async def read_thing(request: web.Request) -> web.Response:
    """Return one."""
    found = request.app[THINGS].get(int(request.match_info["number"]))
    return web.json_response({"thing": found}, status=200 if found else 404)


async def change_thing(request: web.Request) -> web.Response:
    """Give one another label."""
    one = request.app[THINGS][int(request.match_info["number"])]
    one.update(await request.json(), changed=datetime.now(UTC).isoformat())
    return web.json_response(one)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def main(products: int) -> None:
    """Serve until the process is ended."""
    app = web.Application()
    app[THINGS] = {number: thing(number) for number in range(1, products + 1)}
    app.router.add_get("/things", list_things)
    app.router.add_get("/things/{number}", read_thing)
    app.router.add_put("/things/{number}", change_thing)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
