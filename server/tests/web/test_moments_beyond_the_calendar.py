"""Moments that lie beyond the calendar once they are told in UTC are refused where they are sent, and cost no 500."""

from typing import Any
from uuid import uuid4

import pytest
from web_shops import Shop, Site, check_problem

from aisle.web.pagination import encode_cursor

LATE, EARLY = "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"


@pytest.fixture(scope="module")
async def shop(site: Site) -> Shop:
    return await site.open_shop()


@pytest.mark.parametrize("moment", [LATE, EARLY], ids=["late", "early"])
async def test_no_body_takes_one(shop: Shop, moment: str) -> None:
    bodies: dict[str, Any] = {
        "/articles": {"language": "en", "title": "Parcels", "body": "Nine pounds.", "valid_until": moment},
        "/article-batches": {"listed": {}, "validity": {"valid_from": moment}, "then": "draft"},
    }
    for path, body in bodies.items():
        check_problem(await shop.secret.post(path, json=body), 422, "invalid_input")


@pytest.mark.parametrize("moment", [LATE, EARLY], ids=["late", "early"])
async def test_no_query_takes_one(shop: Shop, moment: str) -> None:
    for path, name in (("/conversations", "since"), ("/feedback", "until")):
        answer = await shop.secret.get(path, params={name: moment})
        check_problem(answer, 422, "invalid_input")


@pytest.mark.parametrize("moment", [LATE, EARLY], ids=["late", "early"])
@pytest.mark.parametrize("name", ["conversations", "feedback", "notices"])
async def test_no_cursor_takes_one(shop: Shop, name: str, moment: str) -> None:
    cursor = encode_cursor(name, moment, uuid4())
    check_problem(await shop.secret.get(f"/{name}", params={"cursor": cursor}), 422, "invalid_cursor")
