"""Shops that people let Aisle into with a browser: begun, finished, and all that must not finish it."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from web_consents import OWN, Consenting, open_consents
from web_shops import Shop, check_problem
from web_sources import body_of, open_fake_shop

from aisle.sources.oauth.types import OAuthClient


@pytest.fixture
async def world(own_shop: Shop) -> AsyncIterator[Consenting]:
    """A source that waits."""
    async with open_consents(own_shop) as opened:
        yield opened


async def test_a_yes_in_the_browser_connects_a_source(world: Consenting) -> None:
    secret = world.shop.secret
    shown = await secret.json(world.path)
    assert (shown["state"], shown["health"]["state"]) == ("awaiting_consent", "new")
    refused = check_problem(await secret.post(f"{world.path}/sync", json={}), 409, "source_not_active")
    assert "say yes" in refused["detail"]
    for act in ("pause", "resume"):
        await secret.post(f"{world.path}/{act}")
    assert (await secret.json(world.path))["state"] == "awaiting_consent", "a rest is no consent"
    assert [one["kind"] for one in (await secret.json("/home"))["needs"]].count("source_failing") == 0
    done = await world.finish(await world.begin())
    assert (done.status_code, done.json()["state"]) == (200, "active"), done.text
    (world.fake.token,) = world.server.access_tokens
    await secret.post(f"{world.path}/sync", json={})
    await world.shop.work()
    assert (await secret.json(world.path))["health"]["state"] == "well"
    secrets = [world.fake.token, *world.server.refresh_tokens, OWN["client_secret"]]
    assert len(secrets) == 3
    assert not any(one in json.dumps(secret.heard) for one in secrets)
    (row,) = await world.shop.sql("SELECT credentials_sealed FROM source_connection")
    assert not any(one.encode() in row["credentials_sealed"] for one in secrets)


async def test_a_code_counts_once(world: Consenting) -> None:
    brought = await world.begin()
    assert (await world.finish(brought)).status_code == 200
    check_problem(await world.finish(brought), 409, "consent_not_begun")
    padded = {**brought, "state": f"{brought['state']}="}  # another text, the same seal
    check_problem(await world.finish(padded), 409, "consent_not_begun")
    assert len(world.server.asked) == 1, "a replayed code is not even asked for"


async def test_nobody_finishes_what_another_person_began(world: Consenting) -> None:
    ada = await world.shop.site.member(store=world.shop)
    ben = await world.shop.site.member(store=world.shop)
    brought = await world.begin(ada, world.in_store())
    check_problem(await world.finish(brought, ben, world.in_store()), 409, "consent_not_begun")
    check_problem(await world.finish(brought), 409, "consent_not_begun")
    assert world.server.asked == []
    assert (await world.finish(brought, ada, world.in_store())).status_code == 200


async def test_a_consent_belongs_to_one_source_of_one_organization(world: Consenting) -> None:
    brought = await world.begin()
    beside = await world.connect(name="Beside")
    check_problem(await world.finish(brought, path=beside), 409, "consent_not_begun")
    other = await world.shop.site.open_filled_shop()
    check_problem(await world.finish(brought, other.secret), 404, "source_not_found")
    theirs = await world.connect(other)
    check_problem(await world.finish(brought, other.secret, theirs), 409, "consent_not_begun")
    assert world.server.asked == []
    assert (await world.finish(brought)).status_code == 200


async def test_a_consent_holds_for_ten_minutes(world: Consenting) -> None:
    early, late = await world.begin(), await world.begin()
    world.ahead = timedelta(minutes=9, seconds=50)
    assert (await world.finish(early)).status_code == 200
    world.ahead = timedelta(minutes=10, seconds=1)
    check_problem(await world.finish(late), 409, "consent_not_begun")


@pytest.mark.parametrize("state", ["x", "..", "a.b.c", "a.b.é", "\u200b"])
async def test_odd_states_begin_nothing(world: Consenting, state: str) -> None:
    check_problem(await world.finish({"state": state, "code": "4/x"}), 409, "consent_not_begun")


async def test_a_code_of_another_consent_is_refused(world: Consenting) -> None:
    """Whoever slips their own code under somebody's state fails at the verifier (RFC 7636)."""
    mine, theirs = await world.begin(), await world.begin()
    mixed = {"state": mine["state"], "code": theirs["code"]}
    check_problem(await world.finish(mixed), 422, "source_credentials")
    assert (await world.shop.secret.json(world.path))["state"] == "awaiting_consent"


async def test_less_than_was_asked_for_connects_nothing(world: Consenting) -> None:
    world.server.scopes = "shop.list openid"
    problem = check_problem(await world.finish(await world.begin()), 422, "source_not_allowed")
    assert "shop.read" in problem["detail"]
    assert (await world.shop.secret.json(world.path))["state"] == "awaiting_consent"


@pytest.mark.parametrize(
    ("fails", "status", "code"),
    [
        ((401, {"error": "invalid_client"}), 422, "source_credentials"),
        ((400, {"error": "hunter2 is wrong"}), 422, "source_credentials"),
        ((503, b"<html>busy</html>"), 503, "source_unavailable"),
        ((200, b"<html>hello</html>"), 422, "source_broken_data"),
        ((200, {"access_token": 7}), 422, "source_broken_data"),
        ((302, b""), 422, "source_broken_data"),
    ],
    ids=["client", "text", "busy", "page", "number", "redirect"],
)
async def test_a_token_endpoint_that_gives_none_is_told(
    world: Consenting, fails: tuple[int, Any], status: int, code: str
) -> None:
    brought = await world.begin()
    world.server.fails = fails
    answer = await world.finish(brought)
    check_problem(answer, status, code)
    assert "hunter2" not in answer.text
    again = await world.begin()
    world.server.fails = None
    assert (await world.finish(again)).status_code == 200, "the source's lock was given back"


async def test_the_operators_client_serves_merchants_without_one(world: Consenting) -> None:
    path = await world.connect(name="Without", credentials={})
    check_problem(await world.shop.secret.post(f"{path}/oauth"), 422, "source_credentials")
    parts = world.shop.site.parts
    known = {"fake_consent": OAuthClient(**OWN)}
    parts.sources = replace(parts.sources, consents=replace(parts.sources.consents, clients=known))
    assert (await world.finish(await world.begin(path=path), path=path)).status_code == 200


async def test_half_a_client_and_kinds_without_consent_are_told(world: Consenting) -> None:
    body = body_of(world.address, kind="fake_consent", name="Half", credentials={"client_id": "client-1"})
    check_problem(await world.shop.secret.post("/sources", json=body), 422, "invalid_source")
    plain = await world.shop.secret.post("/sources", json=body_of(world.address, name="Plain"))
    answer = await world.shop.secret.post(f"/sources/{plain.json()['id']}/oauth")
    check_problem(answer, 422, "source_takes_no_consent")


async def test_kinds_that_ask_named_hosts_alone_need_no_credentials_for_other_options(
    world: Consenting,
) -> None:
    google = {
        "kind": "google",
        "name": "Drive",
        "options": {"places": ["folder-a"]},
        "credentials": OWN,
        "schedule": None,
    }
    path = f"/sources/{(await world.shop.secret.post('/sources', json=google)).json()['id']}"
    changed = await world.shop.secret.call("PATCH", path, json={"options": {"places": ["folder-b"]}})
    assert changed.json()["options"]["places"] == ["folder-b"], changed.text
    other, _ = open_fake_shop(world.shop)
    refused = await world.shop.secret.call("PATCH", world.path, json={"options": {"address": other}})
    assert check_problem(refused, 422, "invalid_source")["fields"].keys() == {"credentials"}
