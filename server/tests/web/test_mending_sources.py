"""All records of one cause are mended at once, and rules are tried before a source relies on them."""

from web_shops import Shop, check_problem
from web_sources import connect, open_fake_shop, tent

from aisle.sources.ports import Broken
from aisle.sources.records import Resource
from aisle.sources.records.coding import to_data

CAUSE = {"resource": "products", "code": "unreadable", "field": "price"}
BRAND = {"resource": "products", "do": "constant", "field": "brand", "value": "Acme", "id": "our-brand"}
CHEAP = {"resource": "products", "do": "drop", "where": "id == 't2'", "id": "no-t2"}


async def broken_source(shop: Shop):
    """A source with two of three records in quarantine."""
    address, fake = open_fake_shop(shop, tent(1), tent(2), tent(3))
    for one in ("t1", "t2"):
        fake.broken[Resource.PRODUCTS, one] = Broken(one, "price", "“free” is no number.", {"id": one})
    source = await connect(shop, address)
    await shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await shop.work()
    return f"/sources/{source['id']}", fake


async def test_all_records_of_a_cause_are_read_again(own_shop: Shop) -> None:
    path, fake = await broken_source(own_shop)
    fake.broken.clear()
    answer = await own_shop.secret.post(f"{path}/problems/retry", json=CAUSE)
    assert (answer.status_code, answer.json()["mode"]) == (202, "push")
    await own_shop.work()
    assert (await own_shop.secret.json(f"{path}/problems"))["causes"] == []
    check_problem(
        await own_shop.secret.post(f"{path}/problems/retry", json=CAUSE), 404, "source_cause_not_found"
    )


async def test_all_problems_of_a_cause_are_dismissed(own_shop: Shop) -> None:
    path, _ = await broken_source(own_shop)
    other = {**CAUSE, "field": "title"}
    check_problem(
        await own_shop.secret.post(f"{path}/problems/dismiss", json=other), 404, "source_cause_not_found"
    )
    assert len((await own_shop.secret.json(f"{path}/problems"))["items"]) == 2
    answer = await own_shop.secret.post(f"{path}/problems/dismiss", json=CAUSE)
    assert answer.json() == {"dismissed": 2}
    assert (await own_shop.secret.json(f"{path}/problems"))["items"] == []


async def test_rules_are_tried_on_what_the_shop_has(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1), tent(2))
    source = await connect(own_shop, address)
    asked = {"resource": "products", "rules": [BRAND, CHEAP]}
    found = await own_shop.secret.post(f"/sources/{source['id']}/rules/test", json=asked)
    first, second = found.json()["items"]
    assert (first["before"].get("brand"), first["after"]["brand"]) == (None, "Acme")
    assert first["lineage"] == {"brand": ["our-brand"]}
    assert (second["after"], second["dropped_by"]) == (None, "no-t2")
    assert (await own_shop.secret.json(f"/sources/{source['id']}"))["rules"] == [], "nothing is stored"


async def test_a_sources_own_rules_are_tried_on_records_that_are_sent(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address, rules=[BRAND])
    fake.broken.clear()
    sent = [to_data(Resource.PRODUCTS, tent(9)), {"id": "bad", "title": 7}]
    asked = {"resource": "products", "records": sent}
    good, bad = (await own_shop.secret.post(f"/sources/{source['id']}/rules/test", json=asked)).json()[
        "items"
    ]
    assert (good["after"]["id"], good["lineage"]) == ("t9", {"brand": ["our-brand"]})
    assert bad["after"] is None
    assert bad["problems"][0]["action"]


async def test_rules_that_are_none_and_resources_that_are_not_there_are_refused(own_shop: Shop) -> None:
    source = await connect(own_shop, open_fake_shop(own_shop, tent(1))[0])
    path = f"/sources/{source['id']}/rules/test"
    wrong = {"resource": "products", "rules": [{"resource": "products", "do": "explode"}]}
    check_problem(await own_shop.secret.post(path, json=wrong), 422, "invalid_rules")
    many = {"resource": "products", "records": [{"id": "a"}] * 51}
    check_problem(await own_shop.secret.post(path, json=many), 422, "invalid_input")
    check_problem(await own_shop.reader.post(path, json={"resource": "products"}), 403, "forbidden")


async def test_a_test_run_tells_which_rule_made_which_field(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address, rules=[BRAND])
    tried = (await own_shop.secret.post(f"/sources/{source['id']}/test")).json()
    assert tried["samples"]["products"]["lineage"] == {"t1": {"brand": ["our-brand"]}}
