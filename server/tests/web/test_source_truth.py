"""Runs that wait, runs that are taken back, and where facts came from, over the API."""

from uuid import UUID

from web_shops import Shop, check_problem
from web_sources import live_run, waiting_run


async def test_a_waiting_run_shows_its_difference_and_goes_live_when_it_is_approved(own_shop: Shop) -> None:
    source, run = await waiting_run(own_shop)
    shown = await own_shop.secret.json(f"/sources/{source}/runs/{run}")
    assert (shown["state"], shown["difference"]["records"]) == ("waiting", {"products": {"add": 2}})
    assert shown["difference"]["reasons"] == ["Every run of this source waits for a person."]
    assert (await own_shop.secret.post(f"/sources/{source}/runs/{run}/approve")).status_code == 202
    await own_shop.work()
    assert (await own_shop.secret.json(f"/sources/{source}/runs/{run}"))["state"] == "live"
    again = await own_shop.secret.post(f"/sources/{source}/runs/{run}/refuse")
    check_problem(again, 409, "source_run_not_waiting")


async def test_a_products_facts_say_where_they_came_from_and_a_rollback_takes_them_away(
    own_shop: Shop,
) -> None:
    source, run = await live_run(own_shop, 77)
    (row,) = await own_shop.sql("SELECT id FROM product WHERE handle = 'tent-77'")
    origins = await own_shop.secret.json(f"/products/{row['id']}/origins")
    title = next(one for one in origins["fields"] if one["field"] == "title")
    assert (title["value"], title["source_id"], title["record"], title["run_id"]) == (
        "Tent 77",
        source,
        "t77",
        run,
    )
    assert origins["records"][0]["why"] == "first"
    back = await own_shop.secret.post(f"/sources/{source}/runs/{run}/rollback")
    assert (back.status_code, back.json()["mode"], back.json()["undoes"]) == (202, "rollback", run)
    await own_shop.work()
    assert await own_shop.sql("SELECT id FROM product WHERE id = $1", UUID(str(row["id"]))) == []
    twice = await own_shop.secret.post(f"/sources/{source}/runs/{run}/rollback")
    check_problem(twice, 409, "source_run_not_live")


async def test_rules_name_known_fields_and_sources_of_the_store(own_shop: Shop) -> None:
    secret = own_shop.secret
    good = await secret.call("PUT", "/source-rules", json={"fields": {"price": {"rule": "newest"}}})
    assert good.json() == await secret.json("/source-rules")
    unknown = await secret.call("PUT", "/source-rules", json={"fields": {"prise": {"rule": "newest"}}})
    check_problem(unknown, 422, "truth_rules_invalid")
    foreign = {"fields": {"price": {"order": ["00000000-0000-7000-8000-000000000000"]}}}
    check_problem(await secret.call("PUT", "/source-rules", json=foreign), 422, "truth_rules_invalid")
