"""A shop's server says who its customer is: what is believed, what is not, and what a proven shopper then sees."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from shopper_tokens import claims, keeper, new_key, pair, signed
from web_shops import RETURNS_QUESTION, Caller, Json, Shop, Site, check_problem

from aisle.conversations.repository import citations as citation_queries
from aisle.conversations.repository import conversations, messages, path, turns
from aisle.identity.shoppers import identifying


async def identified(
    shop: Shop, key: Json, customer: str, caller: Caller | None = None, **more: Any
) -> Caller:
    """A shopper's session that was joined to a customer."""
    caller = caller or await shop.start_shopper()
    answer = await caller.post(
        "/sessions/identify", json={"token": signed(key, claims(shop, customer, **more))}
    )
    assert answer.status_code == 200, answer.text
    return caller


async def refuse(caller: Caller, token: str) -> str:
    answer = await caller.post("/sessions/identify", json={"token": token})
    return str(check_problem(answer, 422, "identity_token_refused")["detail"])


# what is believed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["HS256", "RS256", "ES256", "EdDSA"])
async def test_token_of_the_shops_server_names_the_customer(shop: Shop, algorithm: str) -> None:
    private, public = (None, None) if algorithm == "HS256" else pair(algorithm)
    key = await new_key(shop, algorithm, public)
    caller = await shop.start_shopper()
    said = claims(shop, "customer-7", email="kim@shop.example", name="Kim")
    answer = await caller.post("/sessions/identify", json={"token": signed(key, said, private)})
    assert answer.json() == {
        "proof": "signed",
        "customer_id": "customer-7",
        "email": "kim@shop.example",
        "name": "Kim",
    }
    assert (await caller.json("/sessions/current"))["shopper"] == answer.json()


async def test_audience_may_be_the_stores_id(shop: Shop) -> None:
    await identified(shop, await new_key(shop), "c1", aud=str(shop.store.id))


async def test_what_names_a_customer_is_stored_sealed(shop: Shop) -> None:
    canary = f"canary-{uuid4().hex}"
    await identified(shop, await new_key(shop), canary, email=f"{canary}@shop.example", name=canary)
    rows = await shop.sql("SELECT s::text AS row FROM shopper s")
    assert rows
    assert not any(canary in row["row"] or canary.encode().hex() in row["row"] for row in rows)
    entries = await shop.sql("SELECT e::text AS row FROM audit_entry e WHERE action = 'shopper.identified'")
    assert entries
    assert not any(canary in row["row"] for row in entries)


# what is not ----------------------------------------------------------------------------------------------------


def encoded(part: Any) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def hand_made(header: Json, said: Json, secret: bytes) -> str:
    """A token signed with HMAC whatever the header says."""
    body = f"{encoded(header)}.{encoded(said)}"
    return f"{body}.{encoded(hmac.new(secret, body.encode(), hashlib.sha256).digest())}"


Forgery = Callable[[Shop, Json], str]
NOW_WRONG: dict[str, Callable[[Json], Json]] = {
    "expired": lambda said: {"iat": said["iat"] - 700, "exp": said["iat"] - 101},
    "not yet": lambda said: {"nbf": said["iat"] + 120},
    "issued in the future": lambda said: {"iat": said["iat"] + 120, "exp": said["iat"] + 300},
    "eleven minutes": lambda said: {"exp": said["iat"] + 660},
    "a year": lambda said: {"exp": said["iat"] + 31_536_000},
    "no expiry": lambda said: {"exp": None},
    "no start": lambda said: {"iat": None},
    "no number": lambda said: {"jti": None},
    "short number": lambda said: {"jti": "1"},
    "empty customer": lambda said: {"sub": ""},
    "no customer": lambda said: {"sub": None},
    "customer is a number": lambda said: {"sub": 7},
    "customer is a list": lambda said: {"sub": ["a", "b"]},
    "endless customer": lambda said: {"sub": "c" * 201},
    "customer with a nul": lambda said: {"sub": "c\x00"},
    "customer of half a letter": lambda said: {"sub": "c\ud800"},
    "expiry is text": lambda said: {"exp": "tomorrow"},
    "expiry is true": lambda said: {"exp": True},
    "expiry beyond time": lambda said: {"exp": 10**30, "iat": 10**30},
    "expiry not a number": lambda said: {"exp": float("nan")},
    "wrong audience": lambda said: {"aud": "another-shop"},
    "no audience": lambda said: {"aud": None},
    "empty audience": lambda said: {"aud": []},
    "audience begins alike": lambda said: {"aud": said["aud"][:-1]},
}
HEADERS: dict[str, Json] = {
    "jwk": {"jwk": {"kty": "oct", "k": "AAAA"}},
    "jku": {"jku": "https://evil.example/keys"},
    "x5u": {"x5u": "https://evil.example/cert"},
    "x5c": {"x5c": ["MIIB"]},
    "crit": {"crit": ["b64"], "b64": False},
    "zip": {"zip": "DEF"},
    "typ": {"typ": "at+jwt"},
}
KIDS: list[Any] = [
    None,
    "",
    "' OR '1'='1",
    "../../etc/passwd",
    "/dev/null",
    "00000000-0000-0000-0000-000000000000",
    "019a9d0c-8f55-7c1e-9c55-0e3f6d0c1a2b",
    7,
    ["a"],
    {"a": 1},
    "x" * 1500,
]


@pytest.mark.parametrize("fault", NOW_WRONG)
async def test_token_that_says_something_wrong_is_refused(shop: Shop, fault: str) -> None:
    key, caller = await new_key(shop), await shop.start_shopper()
    said = claims(shop, "c1")
    changed = {name: value for name, value in {**said, **NOW_WRONG[fault](said)}.items() if value is not None}
    header = {"alg": "HS256", "typ": "JWT", "kid": key["id"]}
    await refuse(caller, hand_made(header, changed, key["secret"].encode()))
    # The same by the same hand, without the fault, is believed.
    right = hand_made(header, said, key["secret"].encode())
    assert (await caller.post("/sessions/identify", json={"token": right})).status_code == 200


@pytest.mark.parametrize("fault", HEADERS)
async def test_header_brings_and_fetches_no_key(shop: Shop, fault: str) -> None:
    key = await new_key(shop)
    header = {"alg": "HS256", "typ": "JWT", "kid": key["id"], **HEADERS[fault]}
    await refuse(await shop.start_shopper(), hand_made(header, claims(shop, "c1"), key["secret"].encode()))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "", "HS384", "HS512", "hs256", "RS256", None])
async def test_algorithm_is_the_keys_and_not_the_tokens(shop: Shop, algorithm: str | None) -> None:
    key = await new_key(shop)
    header = {"alg": algorithm, "typ": "JWT", "kid": key["id"]}
    token = hand_made(header, claims(shop, "c1"), key["secret"].encode())
    await refuse(await shop.start_shopper(), token)
    await refuse(await shop.start_shopper(), token.rpartition(".")[0] + ".")


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_public_key_is_no_shared_secret(shop: Shop, algorithm: str) -> None:
    _, public = pair(algorithm)
    key, caller = await new_key(shop, algorithm, public), await shop.start_shopper()
    listed = next(
        one for one in (await (await keeper(shop)).json("/shopper-keys"))["items"] if one["id"] == key["id"]
    )
    for known in (public, listed["public_key"], public.strip()):
        for alg in ("HS256", algorithm):
            header = {"alg": alg, "typ": "JWT", "kid": key["id"]}
            await refuse(caller, hand_made(header, claims(shop, "c1"), known.encode()))


@pytest.mark.parametrize("kid", KIDS)
async def test_key_is_found_by_its_id_alone(shop: Shop, kid: Any) -> None:
    key = await new_key(shop)
    for secret in (key["secret"].encode(), b""):
        header = {"alg": "HS256", "typ": "JWT", **({} if kid is None else {"kid": kid})}
        await refuse(await shop.start_shopper(), hand_made(header, claims(shop, "c1"), secret))


async def test_key_of_another_store_signs_nothing_here(shop: Shop, site: Site) -> None:
    sibling, stranger = await site.open_shop(shop.store.organization_id), await site.open_shop()
    for foreign in (sibling, stranger):
        token = signed(await new_key(foreign), claims(shop, "c1"))
        assert "`kid`" in await refuse(await shop.start_shopper(), token)


@pytest.mark.parametrize("token", ["x", "..", "a.b.c", "e30.e30.", "é.é.é", "." * 4000])
async def test_what_is_no_token_is_refused(shop: Shop, token: str) -> None:
    await refuse(await shop.start_shopper(), token)


async def test_changed_token_is_refused_wherever_it_was_changed(shop: Shop) -> None:
    key = await new_key(shop)
    token = signed(key, claims(shop, "c1"))
    for place in range(0, len(token), max(1, len(token) // 25)):
        other = "A" if token[place] != "A" else "B"
        caller = await shop.start_shopper()
        await refuse(caller, token[:place] + other + token[place + 1 :])


async def test_token_works_once_though_fifty_bring_it_at_once(shop: Shop) -> None:
    key = await new_key(shop)
    token = signed(key, claims(shop, "c1"))
    callers = [await shop.start_shopper() for _ in range(50)]
    answers = await asyncio.gather(
        *(one.post("/sessions/identify", json={"token": token}) for one in callers)
    )
    assert sorted(one.status_code for one in answers) == [200, *[422] * 49]


async def test_forged_tokens_are_tried_thirty_times_in_ten_minutes_and_no_more(shop: Shop) -> None:
    caller = await shop.start_shopper()
    for _ in range(identifying.TRIES.most):
        await refuse(caller, "x")
    problem = check_problem(
        await caller.post("/sessions/identify", json={"token": "x"}), 429, "too_many_tries"
    )
    assert 0 < problem["retry_after"] <= 600


async def test_refused_tokens_are_in_the_audit_log_which_no_flood_of_them_fills(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identifying, "NOTED", replace(identifying.NOTED, most=2))
    shop = await site.open_shop()
    session_ids = []
    for _ in range(4):
        caller = await shop.start_shopper()
        await refuse(caller, "x")
        session_ids.append((await caller.json("/sessions/current"))["session_id"])
    found = await shop.sql(
        "SELECT object_id FROM audit_entry WHERE action = 'shopper.identify_refused' AND outcome = 'refused'"
    )
    assert [row["object_id"] for row in found] == session_ids[:2]


async def test_corpus_goes_red_when_signatures_are_not_checked(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def believing(token: str, key: Any, audiences: Any, now: Any) -> Any:
        said = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==="))
        return identifying.Claim(said["sub"], said["jti"], now)

    monkeypatch.setattr(identifying, "read_claim", believing)
    key = await new_key(shop)
    header = {"alg": "none", "typ": "JWT", "kid": key["id"]}
    with pytest.raises(AssertionError):
        await refuse(await shop.start_shopper(), hand_made(header, claims(shop, "c1"), b""))


# sessions -------------------------------------------------------------------------------------------------------


async def test_session_of_one_customer_never_becomes_anothers(shop: Shop) -> None:
    key = await new_key(shop)
    caller = await identified(shop, key, "c1")
    await identified(shop, key, "c1", caller)  # the same customer may say so again
    answer = await caller.post("/sessions/identify", json={"token": signed(key, claims(shop, "c2"))})
    check_problem(answer, 409, "session_taken")
    assert (await caller.json("/sessions/current"))["shopper"]["customer_id"] == "c1"


async def test_of_two_customers_at_once_one_gets_the_session(shop: Shop) -> None:
    key, caller = await new_key(shop), await shop.start_shopper()
    tokens = [signed(key, claims(shop, f"c{number}")) for number in range(20)]
    answers = await asyncio.gather(
        *(caller.post("/sessions/identify", json={"token": token}) for token in tokens)
    )
    assert sorted(one.status_code for one in answers) == [200, *[409] * 19]


async def test_ended_session_opens_nothing_at_once(shop: Shop) -> None:
    caller = await identified(shop, await new_key(shop), "c1")
    assert (await caller.delete("/sessions/current")).status_code == 204
    check_problem(await caller.get("/products"), 401, "unauthorized")


@pytest.mark.parametrize("who", ["secret", "publishable"])
async def test_only_shoppers_say_who_they_are(shop: Shop, who: str) -> None:
    caller: Caller = getattr(shop, who)
    check_problem(await caller.post("/sessions/identify", json={"token": "x"}), 403, "forbidden")


# what a proven shopper sees -------------------------------------------------------------------------------------


async def readings(caller: Caller, asked: Json) -> dict[str, int]:
    """The status of everything that can be asked about a conversation."""
    conversation, turn, message = asked["conversation_id"], asked["turn_id"], asked["message"]["id"]
    citation = next(
        part["data"]["id"] for part in asked["message"]["parts"] if part["type"] == "data-citation"
    )
    rating = {"rating": "up", "reasons": []}
    return {
        "messages": (await caller.get(f"/conversations/{conversation}/messages")).status_code,
        "citation": (await caller.get(f"/citations/{citation}")).status_code,
        "claims": (await caller.get(f"/messages/{message}/claims")).status_code,
        "feedback": (await caller.post(f"/messages/{message}/feedback", json=rating)).status_code,
        "stream": (await caller.get(f"/chat/{conversation}/stream")).status_code,
        "stop": (await caller.post(f"/chat/{turn}/stop")).status_code,
        "branch": (
            await caller.call("PUT", f"/conversations/{conversation}/branch", json={"turn_id": turn})
        ).status_code,
        "more": (
            await caller.post("/chat", json={"message": RETURNS_QUESTION, "conversation_id": conversation})
        ).status_code,
        "again": (await caller.post(f"/chat/{turn}/regenerate")).status_code,
    }


ALL_READ = {
    "messages": 200,
    "citation": 200,
    "claims": 200,
    "feedback": 200,
    "stream": 204,
    "stop": 204,
    "branch": 204,
    "more": 200,
    "again": 200,
}
NOTHING_READ = dict.fromkeys(ALL_READ, 404)


async def test_what_was_said_before_becomes_the_customers_on_every_device(shop: Shop) -> None:
    key = await new_key(shop)
    phone, laptop = await shop.start_shopper(), await identified(shop, key, "c1")
    asked = await phone.ask(RETURNS_QUESTION)
    assert await readings(laptop, asked) == NOTHING_READ
    await identified(shop, key, "c1", phone)
    assert await readings(laptop, asked) == ALL_READ
    assert await readings(phone, asked) == ALL_READ


async def check_strangers(shop: Shop, site: Site) -> None:
    """Nobody but the customer reads what the customer said."""
    key = await new_key(shop)
    asked = await (await identified(shop, key, "c1")).ask(RETURNS_QUESTION)
    other_shop = await site.open_shop(shop.store.organization_id)
    strangers = {
        "anonymous": await shop.start_shopper(),
        "another customer": await identified(shop, key, "c2"),
        "same name elsewhere": await identified(other_shop, await new_key(other_shop), "c1"),
    }
    for who, caller in strangers.items():
        assert await readings(caller, asked) == NOTHING_READ, who


async def test_nobody_else_sees_what_a_customer_said(shop: Shop, site: Site) -> None:
    await check_strangers(shop, site)


async def test_two_anonymous_shoppers_share_nothing(shop: Shop) -> None:
    asked = await (await shop.start_shopper()).ask(RETURNS_QUESTION)
    assert await readings(await shop.start_shopper(), asked) == NOTHING_READ


@pytest.mark.parametrize("where", [conversations, messages, path, turns, citation_queries])
async def test_strangers_see_something_when_one_query_forgets_whose_it_is(
    shop: Shop, site: Site, monkeypatch: pytest.MonkeyPatch, where: Any
) -> None:
    monkeypatch.setattr(where, "IS_OWN", "($4::uuid IS NULL OR true)")
    with pytest.raises(AssertionError):
        await check_strangers(shop, site)


async def test_customer_of_a_revoked_key_stays_who_they_are(shop: Shop) -> None:
    key = await new_key(shop)
    caller = await identified(shop, key, "c1")
    assert (await (await keeper(shop)).delete(f"/shopper-keys/{key['id']}")).status_code == 204
    assert (await caller.json("/sessions/current"))["shopper"]["customer_id"] == "c1"
    assert "`kid`" in await refuse(caller, signed(key, claims(shop, "c1")))
