"""Serves the double over HTTP: `PYTHONPATH=. python -m shopify_double [port]`, in the folder above."""

import sys
import time
from datetime import UTC, datetime

from aiohttp import web

from aisle.sources.ports import Request
from shopify_double import Double, filled

HOST = "https://anchor-test.myshopify.com"


def served(double: Double) -> web.Application:
    """Return the application: any path is asked of the double."""

    async def answer(request: web.Request) -> web.Response:
        double.hours.seconds = time.monotonic() - began
        token = request.headers.get("X-Shopify-Access-Token", "")
        asked = Request(
            request.method,
            HOST + request.path_qs,
            {},
            {"X-Shopify-Access-Token": token},
            await request.read(),
        )
        given = await double.send(asked)
        return web.Response(status=given.status, headers=dict(given.headers), body=given.body)

    began = time.monotonic()
    application = web.Application()
    application.router.add_route("*", "/{place:.*}", answer)
    return application


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8790
    web.run_app(served(filled(datetime.now(UTC))), host="127.0.0.1", port=port)
