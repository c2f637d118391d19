"""Every route that may create, send or spend takes a key, or says why not."""

from typing import Any

from web_shops import Site

# Reviewed by hand: who adds one explains it here and at the route.
EXEMPT = {
    "POST /photos",  # a photo sent twice is two private photos, of which the one that no message names is erased
    "POST /shoppers/export",
    "POST /sessions",
    "POST /search",
    "POST /search/federated",
    "POST /products/search",
    "POST /documents/preview",
    "POST /index/versions/compare",
    "POST /prompts/{prompt}/preview",
    "POST /articles/{article_id}/versions/{number}/effect",
}


async def operations(site: Site) -> list[tuple[str, Any]]:
    document = (await site.http.get("/openapi.json")).json()
    return [
        (f"{method.upper()} {path.removeprefix('/api/v1').removeprefix('/stores/{store}')}", operation)
        for path, found in document["paths"].items()
        for method, operation in found.items()
        if method in ("post", "patch", "delete")
    ]


def takes_key(operation: Any) -> bool:
    return {"$ref": "#/components/parameters/IdempotencyKey"} in operation.get("parameters", [])


async def test_every_route_that_changes_something_takes_a_key_or_says_why_not(site: Site) -> None:
    found = await operations(site)
    assert len(found) >= 30
    for name, operation in found:
        assert takes_key(operation) != bool(operation.get("x-idempotency-exempt")), name


async def test_routes_without_keys_are_the_reviewed_ones(site: Site) -> None:
    exempt = {name for name, one in await operations(site) if not takes_key(one) and one.get("security")}
    assert exempt == EXEMPT


async def test_routes_that_recognise_nobody_take_no_key(site: Site) -> None:
    for name, operation in await operations(site):
        if not operation.get("security"):
            assert not takes_key(operation), name
