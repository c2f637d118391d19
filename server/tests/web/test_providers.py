"""Providers that organizations bring: whose they are, where their keys go, and when their end is felt."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from web_people import open_member
from web_providers import KEY, OPENED, added, ask, manager, model_server, provider
from web_shops import Site, check_problem, open_site

from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.llm.chat import ChatMessage, ChatRequest, Role
from aisle.llm.errors import ChatModelUnavailable, ChatRequestRefused
from aisle.llm.gateway import Call, Payer, Purpose
from scripted_http import Reply
from streamed_http import Act, Streamed, sse, streaming_server

pytest_plugins = ["telemetry_fixtures"]
FOREIGN = ["http://models.example/v1", "https://127.0.0.1/v1", "https://10.0.0.7/v1", "https://localhost/v1"]
FOREIGN += [
    "https://[::1]/v1",
    "https://169.254.169.254/latest",
    "file:///etc/passwd",
    "https://u:p@models.example",
]
FOREIGN += ["https://2130706433/v1", "https://models.example:8443/v1", "https://127.0.0.1.nip.internal/v1"]


@pytest.fixture(scope="module")
async def open_site_(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    """A process whose operator has opened this machine's own address."""
    home, databases = tmp_path_factory.mktemp("home"), (database, worker_database, dispatcher_database)
    async with open_site(*databases, roles.secrets, home, **OPENED) as site:
        yield site
        await site.parts.providers.directory.close()


async def test_provider_is_added_named_and_asked_and_its_key_is_never_shown(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server("Own words.") as server:
        made = await added(who, provider(server.url) | {"models": [{"name": "own", "called": "m-1"}]})
        assert (made["has_key"], made["key_tail"], made["base_url"]) == (True, KEY[-4:], server.url)
        assert await ask(site, shop.store.organization_id) == "Own words."
        (asked,) = server.asked
        assert asked.headers["authorization"] == f"Bearer {KEY}"
        assert asked.body["model"] == "m-1"
    listed = await shop.reader.json("/models/own")
    assert (listed["owner"], listed["provider_id"], listed["health"]["state"]) == (
        "organization",
        made["id"],
        "ok",
    )
    assert listed["latency"]["answers"] == 1
    chosen = (await shop.reader.json("/assistant/models"))["items"]
    assert {"name": "own"} in chosen


async def test_equal_names_of_two_organizations_never_meet(open_site_: Site) -> None:
    site = open_site_
    one, other, none = [await site.open_shop() for _ in range(3)]
    async with model_server("One.") as first, model_server("Other.") as second:
        await added(await manager(one), provider(first.url, key=f"{KEY}-one"))
        await added(await manager(other), provider(second.url, key=f"{KEY}-other"))
        for _ in range(3):
            assert await ask(site, one.store.organization_id) == "One."
            assert await ask(site, other.store.organization_id) == "Other."
        with pytest.raises(ChatRequestRefused):
            await ask(site, none.store.organization_id)
        assert {asked.headers["authorization"] for asked in first.asked} == {f"Bearer {KEY}-one"}
        assert {asked.headers["authorization"] for asked in second.asked} == {f"Bearer {KEY}-other"}
    check_problem(await none.reader.get("/models/own"), 404, "model_not_found")


async def test_foreign_provider_answers_like_one_that_is_not_there(open_site_: Site) -> None:
    site = open_site_
    mine, other = await site.open_shop(), await site.open_shop()
    async with model_server() as server:
        made = await added(await manager(mine), provider(server.url))
        stranger, body = await manager(other), provider(server.url)
        assert (await stranger.get("/providers")).json()["items"] == []
        for place in (f"/providers/{made['id']}", f"/providers/{uuid4()}"):
            for method, path, sent in (
                ("GET", place, None),
                ("PUT", place, body),
                ("PUT", f"{place}/key", {"key": "sk-other"}),
                ("PUT", f"{place}/state", {"suspended": True}),
                ("POST", f"{place}/test", {}),
                ("DELETE", place, None),
            ):
                answer = await stranger.call(method, path, **({"json": sent} if sent is not None else {}))
                check_problem(answer, 404, "provider_not_found")
        assert server.asked == []
        assert await ask(site, mine.store.organization_id) == "Yes."


@pytest.mark.parametrize("url", FOREIGN)
async def test_address_that_is_not_public_is_refused(site: Site, url: str) -> None:
    shop = await site.open_shop()
    who = await manager(shop)
    answer = await who.post("/providers", json=provider(url))
    check_problem(answer, 422, "address_refused")
    assert (await who.get("/providers")).json()["items"] == []


async def test_key_goes_to_no_other_address_than_it_was_set_with(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server, model_server() as elsewhere:
        body = provider(server.url, name="Mine")
        made = await added(who, body)
        place = f"/providers/{made['id']}"
        renamed = await who.call("PUT", place, json={**body, "name": "Renamed", "key": None})
        assert renamed.json()["has_key"]
        moved = await who.call("PUT", place, json={**body, "base_url": elsewhere.url, "key": None})
        assert (moved.json()["has_key"], moved.json()["key_tail"]) == (False, None)
        await ask(site, shop.store.organization_id)
        assert "authorization" not in elsewhere.asked[0].headers
        # Going back does not bring it back, and another kind at the same address drops it, too.
        back = await who.call("PUT", place, json={**body, "key": None})
        assert not back.json()["has_key"]
        await who.call("PUT", f"{place}/key", json={"key": KEY})
        other_kind = await who.call("PUT", place, json={**body, "kind": "gemini", "key": None})
        assert not other_kind.json()["has_key"]
        assert KEY not in str(elsewhere.asked)


async def test_rotated_key_is_the_one_that_is_sent(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        made = await added(who, provider(server.url))
        await ask(site, shop.store.organization_id)
        changed = await who.call("PUT", f"/providers/{made['id']}/key", json={"key": "sk-brand-new-key-wxyz"})
        assert changed.json()["key_tail"] == "wxyz"
        await ask(site, shop.store.organization_id)
        taken = await who.call("PUT", f"/providers/{made['id']}/key", json={"key": None})
        assert not taken.json()["has_key"]
        await ask(site, shop.store.organization_id)
    sent = [asked.headers.get("authorization") for asked in server.asked]
    assert sent == [f"Bearer {KEY}", "Bearer sk-brand-new-key-wxyz", None]


@pytest.mark.parametrize("how", ["suspend", "delete"])
async def test_end_of_a_provider_is_felt_at_once_by_calls_under_way_too(open_site_: Site, how: str) -> None:
    site = open_site_
    shop = await site.open_shop()
    who, organization = await manager(shop), shop.store.organization_id
    piece = {"choices": [{"index": 0, "delta": {"content": "Boots"}}]}
    async with streaming_server(lambda _asked: Streamed([sse(piece), Act.HANG])) as server:
        made = await added(who, provider(server.url))
        request = ChatRequest("", (ChatMessage(Role.USER, "Boots?"),), 10)
        call = Call(Purpose.ANSWER, "own", Payer(organization))
        stream = site.parts.chat_models.gateway.stream(call, request)
        assert (await anext(stream)).text == "Boots"
        if how == "suspend":
            answer = await who.call("PUT", f"/providers/{made['id']}/state", json={"suspended": True})
            assert answer.json()["suspended_at"]
        else:
            assert (await who.delete(f"/providers/{made['id']}")).status_code == 204
        with pytest.raises(ChatRequestRefused, match="not in the settings"):
            await ask(site, organization)
        with pytest.raises(ChatModelUnavailable):
            async with asyncio.timeout(5):
                await anext(stream)
        async with asyncio.timeout(5):
            await server.left.wait()
    check_problem(await shop.reader.get("/models/own"), 404, "model_not_found")


async def test_suspended_provider_goes_on_when_it_is_let(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        made = await added(who, provider(server.url))
        place = f"/providers/{made['id']}"
        await who.call("PUT", f"{place}/state", json={"suspended": True})
        check_problem(await who.post(f"{place}/test", json={}), 409, "provider_suspended")
        assert server.asked == []
        await who.call("PUT", f"{place}/state", json={"suspended": False})
        assert await ask(site, shop.store.organization_id) == "Yes."


async def test_name_of_the_installation_is_taken_only_where_that_is_said(open_other_site: Any) -> None:
    async with model_server("Installation.") as house, model_server("Own.") as server:
        described = {"own": {"kind": "openai", "base_url": house.url}}
        async with open_other_site(**OPENED, chat_models=described) as site:
            shop = await site.open_shop()
            who, organization = await manager(shop), shop.store.organization_id
            check_problem(await who.post("/providers", json=provider(server.url)), 409, "model_name_taken")
            assert await ask(site, organization) == "Installation."
            shadowing = {"models": [{"name": "own", "shadows": True}]}
            made = await added(who, provider(server.url) | shadowing)
            assert await ask(site, organization) == "Own."
            assert await ask(site, None) == "Installation."
            listed = [one for one in (await shop.reader.json("/models"))["items"] if one["id"] == "own"]
            assert [one["owner"] for one in listed] == ["organization"]
            await who.delete(f"/providers/{made['id']}")
            assert await ask(site, organization) == "Installation."
            await site.parts.providers.directory.close()
            await site.parts.chat_models.close()


async def test_trying_a_provider_says_what_happened(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        made = await added(who, provider(server.url, "a", "b"))
        place = f"/providers/{made['id']}/test"
        tried = (await who.post(place, json={"model": "b"})).json()
        assert (tried["model"], tried["works"], tried["code"]) == ("b", True, None)
        assert server.asked[-1].body["model"] == "b-1"
        for status, code in (
            (401, "chat_key_refused"),
            (404, "chat_model_unknown"),
            (503, "chat_model_unavailable"),
        ):
            server.script = lambda _asked, status=status: Reply(status, {"error": {"message": KEY}})
            before = len(server.asked)
            answer = await who.post(place, json={})
            assert (answer.json()["works"], answer.json()["code"]) == (False, code)
            assert KEY not in answer.text
            assert len(server.asked) == before + 1, "asked once"
        check_problem(await who.post(place, json={"model": "c"}), 404, "model_not_found")


async def test_key_stands_nowhere(open_site_: Site, lines: Any, spans: Any) -> None:
    """Neither in answers, logs, traces, errors and the audit log, nor in the clear in the database."""
    site = open_site_
    shop = await site.open_shop()
    who = await open_member(site, "owner", organization=shop.store.organization_id)
    heard = []
    async with model_server() as server:
        made = await added(who, provider(server.url))
        place = f"/providers/{made['id']}"
        for method, path, sent in (
            ("GET", "/providers", None),
            ("GET", place, None),
            ("POST", f"{place}/test", {}),
            ("PUT", place, provider(server.url, name="Other")),
            ("PUT", place, provider("https://10.0.0.7/v1")),
            ("PUT", place, {**provider(server.url), "kind": "nonsense"}),
            ("PUT", f"{place}/key", {"key": f"{KEY} with blanks"}),
            ("PUT", f"{place}/key", {"key": [KEY]}),
            ("POST", "/providers", {**provider(server.url), "models": KEY}),
        ):
            answer = await who.call(method, path, **({"json": sent} if sent is not None else {}))
            heard.append(answer.text + str(answer.headers))
        server.script = lambda _asked: Reply(401, {"error": {"message": f"bad key {KEY}"}})
        heard.append((await who.post(f"{place}/test", json={})).text)
        server.script = lambda _asked: Reply(200, KEY.encode())
        heard.append((await who.post(f"{place}/test", json={})).text)
        heard += [(await who.get(path)).text for path in ("/audit", "/models", "/models/own")]
        assert f"Bearer {KEY}" in {asked.headers["authorization"] for asked in server.asked}
    rows = await shop.sql("SELECT provider::text AS row FROM provider")
    rows += await shop.sql("SELECT audit_entry::text AS row FROM audit_entry")
    assert len(rows) > 3
    heard += [row["row"] for row in rows]
    heard += [str(line) for line in lines()]
    heard += [one.to_json() for one in spans.get_finished_spans()]
    assert len(spans.get_finished_spans()) > 2
    assert [one[:200] for one in heard if KEY in one or KEY.encode().hex() in one] == []


async def test_models_prices_and_abilities_can_be_said(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        said = {
            "name": "meta/llama-3:8b",
            "called": "llama3:8b",
            "context_tokens": 8192,
            "can": ["tools"],
            "cannot": ["vision"],
            "price": {"input": "0.05", "output": "0.08", "currency": "EUR"},
        }
        made = await added(who, provider(server.url) | {"models": [said]})
        assert made["models"][0]["price"]["input"] == "0.05"
        told = await shop.reader.json("/models/meta/llama-3:8b")
    assert (told["context_tokens"], told["abilities"]) == (8192, {"can": ["tools"], "cannot": ["vision"]})
    assert (told["price"]["output"], told["price"]["currency"], told["price"]["source"]) == (
        "0.08",
        "EUR",
        "the organization",
    )


BAD = {
    "an embedder of Anthropic's": (
        {"kind": "anthropic", "models": [{"name": "own", "dimensions": 8}]},
        422,
        "invalid_input",
    ),
    "reserved": ({"models": [{"name": "quote"}]}, 422, "invalid_input"),
    "an assistant's": ({"models": [{"name": "assistant:shop/x"}]}, 422, "invalid_input"),
    "twice": ({"models": [{"name": "own"}, {"name": "own"}]}, 422, "invalid_input"),
    "many": ({"models": [{"name": f"m{n}"} for n in range(51)]}, 422, "invalid_input"),
    "key with a line": ({"key": "sk\r\nX-Evil: 1"}, 422, "invalid_input"),
    "header of the way": ({"key_header": "Host"}, 422, "invalid_input"),
    "header with a line": ({"key_header": "X-Key\r\nX-Evil"}, 422, "invalid_input"),
    "key in the address": ({"base_url": "https://models.example/v1?api_key=sk-1"}, 422, "invalid_input"),
    "price below nought": (
        {"models": [{"name": "own", "price": {"input": -1, "output": 1}}]},
        422,
        "invalid_input",
    ),
    "price that is none": (
        {"models": [{"name": "own", "price": {"input": "NaN", "output": 1}}]},
        422,
        "invalid_input",
    ),
    "unknown ability": ({"models": [{"name": "own", "can": ["fly"]}]}, 422, "invalid_input"),
    "unknown field": ({"trusted": True}, 422, "invalid_input"),
    "nobody there": ({"base_url": "https://nobody.invalid/v1"}, 422, "address_refused"),
}


@pytest.mark.parametrize("what", BAD)
async def test_what_cannot_be_a_provider_is_a_clear_problem(site: Site, what: str) -> None:
    more, status, code = BAD[what]
    shop = await site.open_shop()
    who = await manager(shop)
    check_problem(await who.post("/providers", json=provider("https://8.8.8.8/v1") | more), status, code)


async def test_names_of_providers_and_models_are_the_organizations_own_once(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        await added(who, provider(server.url, name="A"))
        check_problem(
            await who.post("/providers", json=provider(server.url, "x", name="A")), 409, "provider_name_taken"
        )
        check_problem(
            await who.post("/providers", json=provider(server.url, "own", name="B")), 409, "model_name_taken"
        )
    assert len((await who.get("/providers")).json()["items"]) == 1


async def test_deeds_leave_entries_without_the_key(open_site_: Site) -> None:
    site = open_site_
    shop = await site.open_shop()
    who = await manager(shop)
    async with model_server() as server:
        made = await added(who, provider(server.url))
        place = f"/providers/{made['id']}"
        await who.call("PUT", place, json=provider(server.url, name="Other", key=None))
        await who.call("PUT", f"{place}/key", json={"key": "sk-brand-new-key-wxyz"})
        await who.call("PUT", f"{place}/state", json={"suspended": True})
        await who.call("PUT", f"{place}/state", json={"suspended": False})
        await who.delete(place)
    rows = await shop.sql(
        "SELECT action, before, after FROM audit_entry WHERE object_kind = 'provider' AND organization_id = $1 ORDER BY number",
        shop.store.organization_id,
    )
    assert [row["action"].removeprefix("provider.") for row in rows] == [
        "added", "changed", "key_changed", "suspended", "resumed", "deleted",
    ]  # fmt: skip
    assert rows[0]["after"]["base_url"] == server.url
    assert (rows[1]["before"]["name"], rows[1]["after"]["name"]) == (f"P {server.url}", "Other")
    assert "wxyz" not in str([dict(row) for row in rows])
