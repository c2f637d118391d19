"""Requests that schemathesis makes from the OpenAPI document: no fault of ours, and no answer that is not described.

Source of the method: Hatfield-Dodds and Dygalo, "Deriving semantics-aware fuzzers from web API schemas" (ICSE 2022).
"""

import asyncio
import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from web_people import open_member
from web_shops import Caller, Shop, Site

PROBLEM = "application/problem+json"
COMPATIBLE = "application/json"  # errors as OpenAI's clients read them
FEW, MANY = 3, 100
FIXED_SEED = 20
# Streams that stay open until something happens.
ENDLESS = ("/events", "/stream")


def faults_of(operation: Any, answer: Any) -> list[str]:
    """What an answer has that the document does not describe."""
    described = operation.definition.raw["responses"]
    status, media_type = str(answer.status_code), answer.headers.get("content-type", "").partition(";")[0]
    if answer.status_code >= 500 and answer.status_code != 503:
        return [f"a fault of ours: {answer.text[:200]}"]
    if answer.status_code >= 400:
        form = COMPATIBLE if operation.path.startswith("/v1/") else PROBLEM
        wanted = media_type == form and ("default" in described or status in described)
        return [] if wanted else [f"{status} as {media_type}, undescribed"]
    if status not in described:
        return [f"{status} is not described"]
    content = described[status].get("content", {})
    if answer.content and media_type not in content:
        return [f"{status} comes as {media_type}, described are {sorted(content)}"]
    return []


async def fuzz(site: Site, callers: list[Caller], operation: Any, examples: int) -> list[str]:
    """Let generated requests through, each from every caller; returns what was wrong. They are made in a thread, and asked in this loop."""
    loop, found = asyncio.get_running_loop(), []

    @seed(FIXED_SEED)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        for caller in callers:
            request = asyncio.run_coroutine_threadsafe(_ask(site, caller, case), loop)
            for fault in faults_of(operation, request.result(30)):
                found.append(f"{operation.method.upper()} {operation.path}: {fault}")

    await asyncio.to_thread(ask)
    return list(dict.fromkeys(found))


async def _ask(site: Site, caller: Caller, case: Any) -> Any:
    wanted = case.as_transport_kwargs(base_url="http://api.test")
    headers = {
        name: value for name, value in dict(wanted.pop("headers", {}) or {}).items() if _sendable(value)
    }
    headers = {
        name: value
        for name, value in headers.items()
        if name.lower() not in ("user-agent", "authorization", "host")
    }
    body = {
        name: wanted[name] for name in ("json", "content", "data", "files") if wanted.get(name) is not None
    }
    if isinstance(body.get("data"), (bytes, str)):
        body["content"] = body.pop("data")
    if isinstance(body.get("files"), list):
        body["files"] = [(name, _in_a_form(part)) for name, part in body["files"]]
    own = {**headers, **caller.bearer, **caller.headers}
    return await site.http.request(
        wanted["method"], wanted["url"], params=wanted.get("params"), headers=own, cookies=None, **body
    )


def _in_a_form(part: Any) -> Any:
    """What is generated for a field may be a number, which the client would fail at while the server reads."""
    if not isinstance(part, tuple):
        return part
    return tuple(str(one) if isinstance(one, int | float) else one for one in part)


def _sendable(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isprintable()


def operations_of(site: Site) -> list[Any]:
    schema = schemathesis.openapi.from_dict(site.app.openapi())
    found = [one.ok() for one in schema.get_all_operations()]
    return [one for one in found if not one.path.endswith(ENDLESS)]


async def callers_of(shop: Shop) -> list[Caller]:
    owner = await open_member(shop.site, "owner", organization=shop.store.organization_id)
    return [shop.secret, shop.shopper, owner]


async def check(site: Site, examples: int) -> tuple[list[str], int]:
    shop = await site.open_filled_shop()
    operations, faults = operations_of(site), []
    for operation in operations:
        # Below a store's name are the same routes again.
        if "/stores/{store}/" in operation.path and examples == FEW:
            continue
        faults += await fuzz(site, await callers_of(shop), operation, examples)
    return faults, len(operations)


@pytest.mark.timeout(600)
async def test_generated_requests_find_no_fault_and_nothing_undescribed(site: Site) -> None:
    faults, operations = await check(site, FEW)
    assert not faults, "\n".join(faults[:80])
    assert operations > 100


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_many_generated_requests_find_no_fault_and_nothing_undescribed(site: Site) -> None:
    faults, _ = await check(site, int(os.environ.get("SCHEMATHESIS_EXAMPLES", MANY)))
    assert not faults, "\n".join(faults[:80])


async def test_faults_and_undescribed_answers_are_seen(site: Site) -> None:
    """The look is not blind: an answer that is not in the document is told."""
    operation = next(one for one in operations_of(site) if one.path == "/health")
    good = await site.http.get("/health")
    assert faults_of(operation, good) == []
    for change in ({"status_code": 500}, {"status_code": 201}, {"headers": {"content-type": "text/html"}}):
        bad = type(
            "Answer", (), {"status_code": 200, "headers": good.headers, "text": "", "content": b"x", **change}
        )
        assert faults_of(operation, bad)
