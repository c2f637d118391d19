"""The double over HTTP, for programs that are no tests."""

import json

from aiohttp import ClientSession
from aiohttp.test_utils import TestServer
from shopify_double import filled
from shopify_double.__main__ import served
from shopify_double.tokens import LASTING
from shopify_shop import NOW

from aisle.adapters.connectors.shopify.reading import queries


async def test_the_double_answers_over_http() -> None:
    server = TestServer(served(filled(NOW)))
    await server.start_server()
    try:
        async with ClientSession() as session:
            for token, status in ((LASTING, 200), ("another", 401)):
                answer = await session.post(
                    server.make_url("/admin/api/2026-07/graphql.json"),
                    data=json.dumps({"query": queries.SHOP, "variables": {}}),
                    headers={"X-Shopify-Access-Token": token},
                )
                assert answer.status == status
        assert answer.headers["content-type"].startswith("application/json")
    finally:
        await server.close()
