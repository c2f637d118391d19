"""One line for each request says when, who, what and how it ended, refusals included; never what was sent."""

from typing import Any
from uuid import uuid4

import pytest
import structlog
from web_shops import Shop, Site

from aisle.core.telemetry.facts import merge_facts
from aisle.web import middleware

Line = dict[str, Any]
CANARY = "quokka-0815"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    """What is logged of requests, with what is bound to them."""
    kept: list[Line] = []

    def keep(_logger: Any, _method: str, event: Any) -> Any:
        kept.append(dict(event))
        raise structlog.DropEvent

    processors = [merge_facts, keep]
    monkeypatch.setattr(
        middleware,
        "log",
        structlog.wrap_logger(structlog.PrintLogger(), processors, wrapper_class=structlog.BoundLogger),
    )
    return kept


def shown(line: Line) -> tuple[Any, ...]:
    return tuple(line.get(name) for name in ("method", "path", "status", "caller", "problem"))


async def test_line_names_the_caller_and_how_it_ended(shop: Shop, lines: list[Line]) -> None:
    answer = await shop.secret.get("/products")
    (line,) = lines
    method, path, status, caller, problem = shown(line)
    assert (method, path, status, problem) == ("GET", "/products", 200, None)
    assert caller.startswith("secret:")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["organization_id"] == str(shop.store.organization_id)


async def test_every_refusal_says_its_code_and_who_was_refused(
    site: Site, shop: Shop, lines: list[Line]
) -> None:
    stranger = site.caller(f"aisle_sk_{CANARY}")
    await stranger.get("/products")
    await shop.reader.post("/synonyms", json={"words": [CANARY, "x"]})
    await shop.secret.post("/search", json={"query": CANARY, "limit": 0})
    await shop.secret.get(f"/documents/{uuid4()}")
    await site.http.get(f"/nowhere/{CANARY}")
    await site.http.get("/docs", headers={"host": f"{CANARY}.example"})
    await shop.secret.get(f"/products?cursor={CANARY * 1000}")
    wrong = {"email": f"{CANARY}@people.example", "password": f"{CANARY} {CANARY}"}
    await site.caller(None, origin="http://api.test").post("/auth/sign-in", json=wrong)
    told = [
        (status, problem, (caller or "").partition(":")[0])
        for *_, status, caller, problem in map(shown, lines)
    ]
    assert told == [
        (401, "unauthorized", "nobody"),
        (403, "forbidden", "secret"),
        (422, "invalid_input", "secret"),
        (404, "document_not_found", "secret"),
        (404, "not_found", "nobody"),
        (421, "unknown_host", "nobody"),
        (414, "address_too_long", "nobody"),
        (401, "sign_in_refused", "nobody"),
    ]
    assert CANARY not in str(lines)
