"""An organization's own rate limits over HTTP: tighter ones hold for it alone, laxer ones are refused."""

from collections.abc import AsyncIterator, Callable
from secrets import token_bytes
from typing import Any

import pytest
from web_people import Person, open_member
from web_shops import Caller, Shop, Site, check_problem

from aisle.core.limits.rules import OFF
from aisle.identity.limiting import REMEMBER_SECONDS

Open = Callable[..., Any]
PATH = "/organization/rate-limits"
HOUR = 3_600
RULES: dict[str, Any] = {
    **OFF,
    "key": {"most": 5, "seconds": HOUR, "burst": 4},
    "address": {"most": 1_000, "seconds": HOUR},
}
KEY = {"per": "key", "of": "requests", "most": 5, "seconds": HOUR, "burst": 4}


@pytest.fixture
async def limited(open_other_site: Open) -> AsyncIterator[Site]:
    async with open_other_site(rate_limits=RULES) as site:
        site.parts.limits.limits.key = token_bytes(16)
        yield site


async def shop_of(site: Site) -> tuple[Shop, Person]:
    shop = await site.open_shop()
    return shop, await open_member(site, "owner", organization=shop.store.organization_id)


async def put(owner: Caller, **rules: Any) -> Any:
    return await owner.call("PUT", PATH, json={"rules": rules})


async def set_own(owner: Caller, **rules: Any) -> Any:
    answer = await put(owner, **rules)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def statuses(caller: Caller, times: int) -> list[int]:
    return [(await caller.get("/products")).status_code for _ in range(times)]


async def test_rules_are_shown_with_where_they_come_from(limited: Site) -> None:
    _, owner = await shop_of(limited)
    before = await owner.json(PATH)
    assert before["installation"]["key"] == before["in_force"]["key"] == KEY
    assert before["own"] == {}
    await set_own(owner, key={"most": 2}, night={"per": "store", "of": "requests", "most": 9})
    after = await owner.json(PATH)
    assert after["installation"] == before["installation"]
    assert after["own"]["key"] == after["in_force"]["key"] == {**KEY, "most": 2, "burst": 2}
    night = {"per": "store", "of": "requests", "most": 9, "seconds": 60, "burst": 9}
    assert after["own"]["night"] == after["in_force"]["night"] == night
    assert after["in_force"]["address"] == before["installation"]["address"]
    assert (await set_own(owner, **after["own"])) == after
    assert (await set_own(owner)) == before


async def test_a_tighter_rule_refuses_at_once_and_touches_no_other_organization(limited: Site) -> None:
    (shop, owner), (other, _) = await shop_of(limited), await shop_of(limited)
    assert await statuses(shop.secret, 1) == [200]  # from here on its rules are remembered
    await set_own(owner, key={"most": 1})
    answer = await shop.secret.get("/products")
    assert answer.headers["ratelimit-policy"] == f'"key";q=1;w={HOUR}'
    assert check_problem(await shop.secret.get("/products"), 429, "rate_limited")["rule"] == "key"
    assert await statuses(other.secret, 5) == [200] * 4 + [429]


async def test_what_the_own_rule_lets_through_still_counts_for_the_installation(limited: Site) -> None:
    shop, owner = await shop_of(limited)
    assert await statuses(shop.secret, 2) == [200, 200]
    await set_own(owner, key={"burst": 3})
    assert await statuses(shop.secret, 3) == [200, 200, 429]


async def test_an_address_that_one_organization_shut_out_is_served_by_another(limited: Site) -> None:
    (shop, owner), (other, other_owner) = await shop_of(limited), await shop_of(limited)
    for one, burst in ((owner, 1), (other_owner, 3)):
        await set_own(one, address={"most": 3, "seconds": 86_400, "burst": burst})
    assert await statuses(shop.shopper, 2) == [200, 429]
    assert await statuses(other.shopper, 4) == [200, 200, 200, 429]


async def test_who_set_a_rule_too_tight_can_change_it_and_go_on_at_once(limited: Site) -> None:
    shop, owner = await shop_of(limited)
    everybody = {"per": "organization", "of": "requests", "seconds": 86_400}
    await set_own(owner, all={**everybody, "most": 1})
    assert await statuses(shop.secret, 2) == [200, 429]
    assert (await owner.get("/organization")).status_code == 429
    assert "all" in (await owner.json(PATH))["own"]
    await set_own(owner, all={**everybody, "most": 100})
    assert await statuses(shop.secret, 1) == [200]


async def test_another_process_follows_within_half_a_minute(limited: Site, open_other_site: Open) -> None:
    shop, owner = await shop_of(limited)
    async with open_other_site(rate_limits=RULES) as second:
        limits, now = second.parts.limits, [1_000.0]
        limits.clock, there = lambda: now[0], second.caller(shop.secret.token)
        assert await statuses(there, 1) == [200]
        await set_own(owner, key={"most": 1})
        now[0] += REMEMBER_SECONDS - 1
        assert await statuses(there, 2) == [200, 200]
        now[0] += 2
        assert (await there.get("/products")).headers["ratelimit-policy"] == f'"key";q=1;w={HOUR}'
        assert await statuses(there, 1) == [429]


@pytest.mark.parametrize(
    "wish",
    [{"most": 6}, {"burst": 5}, {"seconds": HOUR - 1}, {"most": 5, "seconds": 1}, {"most": 1, "burst": 5}],
)
async def test_a_laxer_rule_is_refused_and_the_kept_ones_stay(limited: Site, wish: Any) -> None:
    _, owner = await shop_of(limited)
    kept = (await set_own(owner, key={"most": 2}))["own"]
    problem = check_problem(await put(owner, key=wish), 422, "rate_limit_laxer")
    assert problem["rule"] == "key"
    assert "5 requests in 3600 seconds, 4 at once" in problem["detail"]
    assert (await owner.json(PATH))["own"] == kept


@pytest.mark.parametrize(
    "rules",
    [
        {"key": None},
        {"key": {"most": 0}},
        {"key": {"least": 1}},
        {"key": {"most": 1, "per": "address"}},
        {"new": {"most": 5}},
        {'a"b': {"per": "key", "of": "requests", "most": 5}},
        {"a\r\nb": {"per": "key", "of": "requests", "most": 5}},
        {f"rule-{n}": {"per": "key", "of": "requests", "most": 5} for n in range(21)},
    ],
    ids=["null", "zero", "field", "subjects", "little", "quote", "line", "many"],
)
async def test_a_bad_rule_is_refused(limited: Site, rules: Any) -> None:
    _, owner = await shop_of(limited)
    check_problem(await put(owner, **rules), 422, "invalid_input")
    assert (await owner.json(PATH))["own"] == {}


async def test_where_nothing_is_counted_no_rule_is_kept(site: Site) -> None:
    _, owner = await shop_of(site)
    check_problem(await put(owner, key={"most": 1}), 409, "rate_limits_off")
    assert await set_own(owner) == {"installation": {}, "own": {}, "in_force": {}}


async def test_who_may_and_what_is_told(limited: Site) -> None:
    shop, owner = await shop_of(limited)
    editor = await open_member(limited, "editor", organization=owner.organization_id)
    check_problem(await shop.secret.get(PATH), 403, "forbidden")
    check_problem(await put(editor, key={"most": 1}), 403, "forbidden")
    await set_own(owner, key={"most": 2})
    await set_own(owner)
    [newest, _] = (await owner.json("/audit?action=rate_limits.changed"))["items"]
    assert (newest["before"], newest["after"]) == ({"key": {**KEY, "most": 2, "burst": 2}}, {})
    assert (await owner.json("/organization"))["name"]
