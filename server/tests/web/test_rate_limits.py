"""Rate limits over HTTP: who is counted, what is said, and what happens when nobody can count."""

from collections.abc import Callable
from secrets import token_bytes
from typing import Any

import pytest
from socket_client import socket_of
from web_shops import RETURNS_QUESTION, Caller, Shop, Site, check_problem

from aisle.adapters.limits import MemoryLimiter
from aisle.core.limits.ports import LimiterUnavailable
from aisle.core.limits.rules import OFF
from aisle.identity.limiting import site_of, subjects_of

Open = Callable[..., Any]


def only(**rules: Any) -> dict[str, Any]:
    """Settings with these rules alone."""
    return {"rate_limits": {**OFF, **rules}}


def few(most: int = 3, **more: Any) -> dict[str, Any]:
    return {"most": most, "seconds": 3_600, **more}


async def statuses(caller: Caller, times: int, path: str = "/products") -> list[int]:
    return [(await caller.get(path)).status_code for _ in range(times)]


async def shop_in(site: Site) -> Shop:
    """A shop whose making was not counted, in an installation with buckets of its own."""
    site.parts.limits.limits.key = token_bytes(16)
    site.parts.limits.rules, rules = (), site.parts.limits.rules
    shop = await site.open_shop()
    site.parts.limits.rules = rules
    return shop


async def test_each_key_has_its_own_count(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few())) as site:
        shop = await shop_in(site)
        assert await statuses(shop.secret, 5) == [200, 200, 200, 429, 429]
        _, other = await shop.key(kind="secret")
        assert await statuses(other, 1) == [200]


async def test_refusal_says_how_long_to_wait(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(1))) as site:
        shop = await shop_in(site)
        await shop.secret.get("/products")
        refused = await shop.secret.get("/products")
        problem = check_problem(refused, 429, "rate_limited")
        assert 3_590 <= problem["retry_after"] <= 3_600
        assert refused.headers["retry-after"] == str(problem["retry_after"])
        assert problem["rule"] == "key"
        assert "1 requests in 3600 seconds" in problem["detail"]


async def test_headers_say_the_rule_and_what_is_left(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(10, burst=5))) as site:
        shop = await shop_in(site)
        answers = [await shop.secret.get("/products") for _ in range(2)]
        assert answers[0].headers["ratelimit-policy"] == '"key";q=10;w=3600'
        assert [one.headers["ratelimit"].split(";t=")[0] for one in answers] == ['"key";r=4', '"key";r=3']
        assert [int(one.headers["ratelimit"].split(";t=")[1]) for one in answers] == [360, 720]


async def test_numbers_of_others_are_not_told(open_other_site: Open) -> None:
    async with open_other_site(**only(store=few(10), organization=few(10))) as site:
        shop = await shop_in(site)
        answer = await shop.shopper.get("/products")
        assert answer.status_code == 200
        assert "ratelimit" not in answer.headers
        assert "ratelimit-policy" not in answer.headers


async def test_store_counts_all_its_callers_and_no_other_store(open_other_site: Open) -> None:
    async with open_other_site(**only(store=few(4))) as site:
        shop, other = await shop_in(site), await shop_in(site)
        assert await statuses(shop.secret, 2) + await statuses(shop.shopper, 3) == [200] * 4 + [429]
        assert await statuses(other.secret, 1) == [200]


async def test_shoppers_are_counted_each_for_themselves(open_other_site: Open) -> None:
    async with open_other_site(**only(user=few(2))) as site:
        shop = await shop_in(site)
        assert await statuses(shop.shopper, 3) == [200, 200, 429]
        assert await statuses(shop.other_shopper, 2) == [200, 200]
        assert await statuses(shop.secret, 4) == [200] * 4


async def test_address_counts_shoppers_and_not_a_shops_server(open_other_site: Open) -> None:
    async with open_other_site(**only(address=few(3))) as site:
        shop = await shop_in(site)
        assert await statuses(shop.secret, 5) == [200] * 5
        assert await statuses(shop.shopper, 2) + await statuses(shop.other_shopper, 2) == [200, 200, 200, 429]


async def test_guesses_of_credentials_are_counted(open_other_site: Open) -> None:
    async with open_other_site(**only(address=few(3))) as site:
        guesses = [site.caller(f"aisle_sk_{number}") for number in range(5)]
        assert [await statuses(one, 1) for one in guesses] == [[401], [401], [401], [429], [429]]


async def test_health_is_never_refused(open_other_site: Open) -> None:
    async with open_other_site(**only(address=few(1), key=few(1), organization=few(1))) as site:
        shop = await shop_in(site)
        assert await statuses(shop.shopper, 2) == [200, 429]
        for path in ("/health", "/ready", "/openapi.json"):
            assert 429 not in await statuses(shop.shopper, 5, path)


async def test_refused_request_has_no_effect_and_leaves_its_key_free(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(1))) as site:
        shop, key = await shop_in(site), {"idempotency-key": "k"}
        await shop.secret.get("/products")
        rule = {"words": ["sofa", "couch"]}
        assert (await shop.secret.post("/synonyms", json=rule, headers=key)).status_code == 429
        site.parts.limits.rules = ()
        assert (await shop.secret.post("/synonyms", json=rule, headers=key)).status_code == 201


async def test_tokens_that_were_spent_are_waited_for(open_other_site: Open) -> None:
    async with open_other_site(
        **only(**{"user-tokens": few(1_000), "organization-tokens": few(1_000)})
    ) as site:
        shop = await shop_in(site)
        caller = await site.parts.authenticator.recognise(shop.shopper.token or "", None, "")
        assert await statuses(shop.shopper, 3) == [200] * 3
        await site.parts.limits.charge(caller.organization_id, subjects_of(caller), 1_500)
        assert await statuses(shop.shopper, 1) == [429]
        assert await statuses(shop.secret, 1) == [429]


async def test_a_provider_that_counts_absurdly_shuts_nobody_out_for_days(open_other_site: Open) -> None:
    minute = {"most": 1_000, "burst": 1_000, "seconds": 60}
    async with open_other_site(**only(**{"user-tokens": minute, "organization-tokens": minute})) as site:
        shop = await shop_in(site)
        caller = await site.parts.authenticator.recognise(shop.shopper.token or "", None, "")
        await site.parts.limits.charge(caller.organization_id, subjects_of(caller), 2**32)
        refused = await shop.shopper.get("/products")
        assert (refused.status_code, int(refused.headers["retry-after"]) <= 11 * 60) == (429, True)


async def test_organization_may_be_stricter_with_itself_and_not_laxer(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(3))) as site:
        strict, lax = await shop_in(site), await shop_in(site)
        for shop, most in ((strict, 1), (lax, 1_000)):
            await shop.sql(
                "UPDATE organization SET settings = $2 WHERE organization_id = $1",
                shop.store.organization_id,
                {"rate_limits": {"key": {"most": most, "burst": most, "seconds": 3600}}},
            )
        assert await statuses(strict.secret, 2) == [200, 429]
        assert await statuses(lax.secret, 4) == [200, 200, 200, 429]


async def test_unreadable_rules_of_an_organization_leave_the_usual_ones(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(1))) as site:
        shop = await shop_in(site)
        await shop.sql(
            "UPDATE organization SET settings = $2 WHERE organization_id = $1",
            shop.store.organization_id,
            {"rate_limits": {"key": {"most": -5}}},
        )
        assert await statuses(shop.secret, 2) == [200, 429]


class Away:
    """Buckets that cannot be asked."""

    asked = 0

    async def take(self, _draws: Any) -> list[float]:
        self.asked += 1
        raise LimiterUnavailable("away")


async def test_without_the_shared_buckets_the_process_counts_alone(open_other_site: Open) -> None:
    """Neither does everything pass, nor nothing; and the shared ones are not asked with every request."""
    async with open_other_site(**only(key=few(3))) as site:
        shop, limits = await shop_in(site), site.parts.limits.limits
        shared, limits.shared = limits.shared, Away()
        limits.alone = MemoryLimiter()
        assert await statuses(shop.secret, 5) == [200, 200, 200, 429, 429]
        assert limits.shared.asked == 1
        limits.shared, limits._away_until, limits._closed = shared, 0.0, {}
        assert await statuses(shop.secret, 4) == [200, 200, 200, 429]


async def test_full_bucket_is_not_asked_again_before_its_time(open_other_site: Open) -> None:
    async with open_other_site(**only(key=few(1))) as site:
        shop = await shop_in(site)
        assert await statuses(shop.secret, 2) == [200, 429]
        site.parts.limits.limits.shared = away = Away()
        assert await statuses(shop.secret, 20) == [429] * 20
        assert away.asked == 0


async def test_socket_counts_messages(open_other_site: Open) -> None:
    async with open_other_site(**only(user=few(1))) as site:
        shop = await shop_in(site)
        async with socket_of(shop.shopper) as socket:
            socket.say("message", message=RETURNS_QUESTION)
            await socket.until_event("finish")
            socket.say("message", message=RETURNS_QUESTION)
            refused = await socket.until(lambda one: one.get("type") == "problem")
            assert refused["problem"]["code"] == "rate_limited"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "20010db800010002/64"),
        ("2001:db8:1:2:ffff::1", "20010db800010002/64"),
        ("fe80::1%eth0", "fe80000000000000/64"),
        ("testclient", "testclient"),
    ],
)
def test_site_has_one_count_however_many_addresses_it_has(address: str, counted: str) -> None:
    assert site_of(address) == counted
