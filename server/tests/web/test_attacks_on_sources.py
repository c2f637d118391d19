"""Attacks on sources by whoever may change them: secrets sent elsewhere, settings that jam a source, odd input."""

import json
from typing import Any
from uuid import UUID

import pytest
from web_shops import Shop, check_problem
from web_sources import body_of, connect, open_fake_shop, tent


async def test_stored_credentials_go_to_no_other_shop(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    source = await connect(own_shop, address)
    path = f"/sources/{source['id']}"
    elsewhere, strange = open_fake_shop(own_shop, tent(2))
    moved = {"options": {"address": elsewhere}}
    refused = check_problem(await own_shop.secret.call("PATCH", path, json=moved), 422, "invalid_source")
    assert refused["fields"].keys() == {"credentials"}
    await own_shop.secret.post(f"{path}/test")
    assert (await own_shop.secret.json(path))["options"] == {"address": address}
    assert strange.asked == {}
    whole = {**moved, "credentials": {"token": "right"}}
    changed = await own_shop.secret.call("PATCH", path, json=whole)
    assert changed.json()["options"] == {"address": elsewhere}


async def test_options_that_stay_need_no_credentials(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    path = f"/sources/{(await connect(own_shop, address))['id']}"
    same = {"options": {"address": address}, "priority": 7}
    assert (await own_shop.secret.call("PATCH", path, json=same)).json()["priority"] == 7


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("gate", 5),
        ("gate", [1]),
        ("gate", {"products_gone": "many"}),
        ("gate", {"questions_lost": -1}),
        ("questions", [1]),
        ("valid_from", "soon"),
        ("valid_until", "2026-12-01T00:00:00"),
    ],
    ids=["number", "list", "word", "negative", "question", "moment", "moment_without_offset"],
)
async def test_settings_that_cannot_be_read_are_refused(own_shop: Shop, place: str, value: Any) -> None:
    """They would be read when a run goes live, and jam the source, or every source of the store."""
    address, _ = open_fake_shop(own_shop, tent(1))
    path = f"/sources/{(await connect(own_shop, address))['id']}"
    answer = await own_shop.secret.call("PATCH", path, json={"settings": {place: value}})
    (field,) = check_problem(answer, 422, "invalid_source")["fields"]
    assert field.startswith(f"settings.{place}")


@pytest.mark.parametrize(
    "more",
    [
        {"settings": {"note": "a\0b"}},
        {"settings": {"no\0te": 1}},
        {"settings": {"note": "\ud800"}},
        {"settings": {"note": [float("nan")]}},
        {"rules": [{"move": "a\0b"}]},
        {"options": {"address": "https://a\0b.example"}, "unchecked": True},
    ],
    ids=["nul", "nul_in_a_name", "half_a_pair", "no_number", "nul_in_a_rule", "nul_in_options"],
)
async def test_what_cannot_be_stored_is_refused(own_shop: Shop, more: dict[str, Any]) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    answer = await own_shop.secret.post(
        "/sources", content=json.dumps(body_of(address, **more)), headers={"content-type": "application/json"}
    )
    check_problem(answer, 422, "invalid_input")


async def test_a_schedule_that_never_comes_is_refused(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    answer = await own_shop.secret.post("/sources", json=body_of(address, schedule="0 0 31 2 *"))
    assert check_problem(answer, 422, "invalid_source")["fields"].keys() == {"schedule"}


async def test_a_run_whose_switch_died_stands_in_nobodys_way(own_shop: Shop) -> None:
    address, _ = open_fake_shop(own_shop, tent(1))
    path = f"/sources/{(await connect(own_shop, address))['id']}"
    first = (await own_shop.secret.post(f"{path}/sync", json={})).json()["id"]
    job = "(SELECT job_id FROM sync_run WHERE id = $1)"
    await own_shop.sql("UPDATE sync_run SET state = 'going_live' WHERE id = $1", UUID(first))
    check_problem(await own_shop.secret.post(f"{path}/sync", json={}), 409, "source_busy")
    dead = "state = 'dead', finished_at = now(), lease_until = NULL"
    await own_shop.sql(f"UPDATE job SET {dead} WHERE id = {job}", UUID(first))
    second = await own_shop.secret.post(f"{path}/sync", json={})
    assert second.status_code == 202, second.text
    await own_shop.work()
    runs = {one["id"]: one for one in (await own_shop.secret.json(f"{path}/runs"))["items"]}
    assert (runs[first]["state"], runs[first]["code"]) == ("failed", "interrupted")
    assert runs[second.json()["id"]]["state"] == "live"
