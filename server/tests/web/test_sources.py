"""Sources over the API: connected, tried, read, followed, mended and removed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from web_shops import Shop, check_problem
from web_sources import body_of, connect, open_fake_shop, tent

from aisle.core.db import Session
from aisle.sources.errors import RetryLater
from aisle.sources.ports import Broken
from aisle.sources.records import Resource
from aisle.sources.records.coding import to_data
from aisle.worker.upkeep import SOON, make_rounds


async def titles(shop: Shop) -> list[str]:
    return sorted(one["title"] for one in (await shop.secret.json("/products?limit=100"))["items"])


async def test_kinds_describe_their_forms(own_shop: Shop) -> None:
    kinds = {one["kind"]: one for one in (await own_shop.reader.json("/source-kinds"))["items"]}
    fake = kinds["fake"]
    assert fake["form"]["options"]["required"] == ["address"]
    assert fake["form"]["credentials"]["properties"]["token"]["format"] == "password"
    assert fake["resources"]["products"]["silent"] == ["deletion", "category"]


async def test_a_shop_is_tried_connected_read_and_removed(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, *(tent(number) for number in range(5)))
    before = await titles(own_shop)
    body = body_of(address)
    tried = (await own_shop.secret.post("/sources/test", json=body)).json()
    assert (tried["shop"], len(tried["samples"]["products"]["items"])) == ("Fake Shop", 3)
    assert (await own_shop.secret.json("/sources"))["items"] == []

    source = (await own_shop.secret.post("/sources", json=body)).json()
    started = await own_shop.secret.post(f"/sources/{source['id']}/sync", json={"mode": "full"})
    assert started.status_code == 202
    check_problem(await own_shop.secret.post(f"/sources/{source['id']}/sync", json={}), 409, "source_busy")
    await own_shop.work()
    run = await own_shop.reader.json(f"/sources/{source['id']}/runs/{started.json()['id']}")
    assert (run["state"], run["counts"]["products"]["added"]) == ("live", 5)
    assert {part["resource"]: part["records"] for part in run["progress"]["parts"]}["products"] == 5
    assert await titles(own_shop) == sorted([*before, *(f"Tent {number}" for number in range(5))])

    gone = await own_shop.secret.delete(f"/sources/{source['id']}")
    assert gone.status_code == 202
    check_problem(await own_shop.secret.get(f"/sources/{source['id']}"), 404, "source_not_found")
    await own_shop.sql("UPDATE job SET due_at = now() WHERE state = 'queued'")
    await own_shop.work()
    assert await titles(own_shop) == before
    await own_shop.sql("UPDATE job SET due_at = now() WHERE state = 'queued'")
    await own_shop.work()
    assert await own_shop.sql("SELECT 1 FROM source WHERE kind IN ('fake', 'deleted')") == []


async def test_faults_of_a_form_are_told_field_by_field_and_no_secret_comes_back(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop)
    wrong = body_of(address, options={"adress": "x"}, credentials={"token": "right"})
    problem = check_problem(await own_shop.secret.post("/sources", json=wrong), 422, "invalid_source")
    assert problem["fields"].keys() == {"options.address", "options.adress"}
    for more, field in (
        ({"schedule": "sometimes"}, "schedule"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"credentials": {"token": 7}}, "credentials.token"),
        ({"name": " "}, "name"),
    ):
        answer = await own_shop.secret.post("/sources", json=body_of(address, **more))
        assert check_problem(answer, 422, "invalid_source")["fields"].keys() == {field}
    secret = "hunter2-hunter2"
    refused = await own_shop.secret.post("/sources", json=body_of(address, credentials={"token": secret}))
    check_problem(refused, 422, "source_credentials")
    made = await connect(own_shop, address, credentials={"token": secret}, unchecked=True)
    assert made["has_credentials"]
    await own_shop.secret.json("/sources")
    assert secret not in json.dumps(own_shop.secret.heard)
    stored = await own_shop.sql("SELECT credentials_sealed FROM source_connection")
    assert all(secret.encode() not in row["credentials_sealed"] for row in stored)


async def test_names_are_unique_and_kinds_known(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop)
    await connect(own_shop, address)
    check_problem(await own_shop.secret.post("/sources", json=body_of(address)), 409, "source_name_taken")
    unknown = body_of(address, kind="abacus", name="x")
    check_problem(await own_shop.secret.post("/sources", json=unknown), 404, "source_kind_not_found")


async def test_other_credentials_let_a_broken_source_go_on(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address)
    fake.token = "second"
    await own_shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await own_shop.work()
    shown = await own_shop.secret.json(f"/sources/{source['id']}")
    assert (shown["state"], shown["health"]["code"]) == ("broken", "source_credentials")
    check_problem(
        await own_shop.secret.post(f"/sources/{source['id']}/sync", json={}), 409, "source_not_active"
    )
    changed = await own_shop.secret.call(
        "PATCH", f"/sources/{source['id']}", json={"credentials": {"token": "second"}, "priority": 300}
    )
    assert (changed.json()["state"], changed.json()["priority"]) == ("active", 300)
    await own_shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await own_shop.work()
    assert "Tent 1" in await titles(own_shop)


async def test_a_paused_source_rests_and_goes_on_where_it_stood(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, *(tent(number) for number in range(4)))
    source = await connect(own_shop, address)
    path = f"/sources/{source['id']}"
    run = (await own_shop.secret.post(f"{path}/sync", json={})).json()
    await own_shop.secret.post(f"{path}/pause")
    await own_shop.work()
    assert fake.asked == {}
    assert (await own_shop.secret.json(f"{path}/runs/{run['id']}"))["state"] == "paused"
    await own_shop.secret.post(f"{path}/resume")
    await own_shop.work()
    assert (await own_shop.secret.json(f"{path}/runs/{run['id']}"))["state"] == "live"


async def test_a_run_is_stopped_between_two_pages_and_nothing_of_it_is_kept(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, *(tent(number) for number in range(6)))
    fake.page_size = 2
    source = await connect(own_shop, address)
    path = f"/sources/{source['id']}"
    run = (await own_shop.secret.post(f"{path}/sync", json={})).json()

    async def stop() -> None:
        answer = await own_shop.secret.post(f"{path}/runs/{run['id']}/stop")
        assert answer.json()["asked"] == "stop"

    fake.fail(None, stop)
    await own_shop.work()
    stopped = await own_shop.secret.json(f"{path}/runs/{run['id']}")
    assert (stopped["state"], fake.asked) == ("stopped", {Resource.PRODUCTS: 2})
    assert await own_shop.sql("SELECT 1 FROM sync_change WHERE run_id::text = $1", run["id"]) == []
    check_problem(await own_shop.secret.post(f"{path}/runs/{run['id']}/resume"), 409, "source_busy")


async def test_a_run_is_followed_until_it_ends(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address)
    run = (await own_shop.secret.post(f"/sources/{source['id']}/sync", json={})).json()
    follower = own_shop.reader.listen("GET", f"/sources/{source['id']}/runs/{run['id']}/events")
    await follower.until_text('"queued"')
    await own_shop.work()
    await follower.until_text('"live"')
    last = json.loads((await follower.finish()).text.strip().rsplit("data: ", 1)[1])
    assert (last["state"], last["counts"]["products"]["read"]) == ("live", 1)


async def test_a_record_in_quarantine_is_looked_into_mended_and_kept(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, tent(1), tent(2))
    fake.broken[Resource.PRODUCTS, "t1"] = Broken("t1", "price", "“free” is no number.", {"price": "free"})
    source = await connect(own_shop, address)
    path = f"/sources/{source['id']}/problems"
    await own_shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await own_shop.work()
    found = await own_shop.reader.json(path)
    assert [(one["code"], one["count"], one["example"]) for one in found["causes"]] == [
        ("unreadable", 1, "t1")
    ]
    (item,) = found["items"]
    assert "raw" not in item
    assert (await own_shop.secret.json(f"{path}/{item['id']}"))["raw"] == {"price": "free"}
    check_problem(await own_shop.reader.get(f"{path}/{item['id']}"), 403, "forbidden")

    other = {"data": {**to_data(Resource.PRODUCTS, tent(9)), "id": "t9"}}
    check_problem(await own_shop.secret.post(f"{path}/{item['id']}/retry", json=other), 422, "invalid_input")
    mended = {"data": to_data(Resource.PRODUCTS, tent(1, title="Mended tent"))}
    answer = await own_shop.secret.post(f"{path}/{item['id']}/retry", json=mended)
    assert (answer.status_code, answer.json()["mode"]) == (202, "push")
    await own_shop.work()
    assert "Mended tent" in await titles(own_shop)
    assert (await own_shop.secret.json(path))["items"] == []


async def test_what_is_due_is_read_by_itself_and_no_two_runs_overlap(own_shop: Shop) -> None:
    address, fake = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address, schedule="every 15m", reconcile="0 3 * * *")
    path = f"/sources/{source['id']}"
    await make_rounds(own_shop.site.worker, SOON)
    (first,) = (await own_shop.secret.json(f"{path}/runs"))["items"]
    assert (first["cause"], first["mode"], first["created_by"]) == (
        "schedule",
        "incremental",
        "system:upkeep",
    )
    planned = datetime.fromisoformat((await own_shop.secret.json(path))["next_sync_at"])
    assert timedelta(minutes=13) < planned - datetime.now(UTC) < timedelta(minutes=17)
    # Its time comes again while it is still read.
    await own_shop.sql("UPDATE source_connection SET next_sync_at = now(), next_reconcile_at = now()")
    await make_rounds(own_shop.site.worker, SOON)
    assert len((await own_shop.secret.json(f"{path}/runs"))["items"]) == 1
    await own_shop.work()
    await own_shop.sql("UPDATE source_connection SET next_sync_at = now(), next_reconcile_at = now()")
    await make_rounds(own_shop.site.worker, SOON)
    newest = (await own_shop.secret.json(f"{path}/runs"))["items"][0]
    assert newest["mode"] == "reconcile"
    await own_shop.work()
    # A shop that asked to be left alone is.
    fake.fail(RetryLater("Come back later.", retry_after=3600))
    await own_shop.secret.post(f"{path}/sync", json={})
    await own_shop.work()
    shown = await own_shop.secret.json(path)
    rest = datetime.fromisoformat(shown["health"]["rests_until"]) - datetime.now(UTC)
    assert (shown["health"]["state"], shown["health"]["detail"]) == ("late", "Come back later.")
    assert timedelta(minutes=59) < rest < timedelta(minutes=67)


async def test_a_platform_is_told_from_an_address(own_shop: Shop) -> None:
    answer = await own_shop.secret.post("/sources/detect", json={"address": "http://127.0.0.1/"})
    check_problem(answer, 422, "address_refused")


async def test_a_list_tells_the_newest_run_what_is_held_and_what_is_open(
    own_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, fake = open_fake_shop(own_shop, tent(1), tent(2), tent(3))
    fake.broken[Resource.PRODUCTS, "t3"] = Broken("t3", "price", "“free” is no number.", {"price": "free"})
    source = (await connect(own_shop, address))["id"]
    other = (await connect(own_shop, open_fake_shop(own_shop, tent(4))[0]))["id"]
    await own_shop.secret.post(f"/sources/{source}/sync", json={"mode": "full"})
    await own_shop.work()
    asked: list[str] = []
    fetch = Session.fetch

    async def counted(session: Session, sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        return await fetch(session, sql, *arguments)

    monkeypatch.setattr(Session, "fetch", counted)
    items = {one["id"]: one for one in (await own_shop.reader.json("/sources"))["items"]}
    assert sum("FROM source_connection" in sql or "FROM sync_run" in sql for sql in asked) == 1
    run = (await own_shop.reader.json(f"/sources/{source}/runs"))["items"][0]
    last = {"id": run["id"], "state": "live", "finished_at": run["finished_at"], "records": 3, "total": 3}
    assert items[source]["last_run"] == last
    assert (items[source]["holds"], items[source]["problems"]) == ({"products": 2}, 1)
    assert [items[other][name] for name in ("last_run", "holds", "problems")] == [None, {}, 0]
