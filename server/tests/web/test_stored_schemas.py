"""Schemas by name over the API: versions that never change, an organization's own alone, entries in its audit log."""

from typing import Any
from uuid import uuid4

import pytest
from web_people import Person, open_member
from web_shops import Json, Shop, Site, check_problem

TEXT: Json = {
    "title": "Size advice",
    "instructions": "Find sizes.",
    "schema": {"type": "object", "properties": {"z": {"type": "string"}, "a": {"type": "integer"}}, "required": ["z"]},
    "examples": [{"text": "42, please", "value": {"z": "42"}}],
}  # fmt: skip


@pytest.fixture
async def owner(shop: Shop) -> Person:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


def new_name() -> str:
    return f"s{uuid4().hex[:12]}"


async def made(owner: Person, **more: Any) -> Json:
    answer = await owner.post("/schemas", json={"name": new_name(), **TEXT, **more})
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found


async def put(owner: Person, name: str, **more: Any) -> Any:
    return await owner.call("PUT", f"/schemas/{name}", json={**TEXT, **more})


async def test_a_schema_is_kept_as_it_was_sent_and_its_versions_stay(owner: Person) -> None:
    first = await made(owner)
    assert (first["version"], first["shipped"]) == (1, False)
    assert {name: first[name] for name in TEXT} == TEXT
    assert list(first["schema"]["properties"]) == ["z", "a"]  # models write in this order
    second = (await put(owner, first["name"], title="Newer")).json()
    assert (second["version"], second["title"]) == (2, "Newer")
    assert await owner.json(f"/schemas/{first['name']}") == second
    assert await owner.json(f"/schemas/{first['name']}?version=1") == first
    versions = await owner.json(f"/schemas/{first['name']}/versions?limit=1")
    assert [one["version"] for one in versions["items"]] == [2]
    rest = await owner.json(f"/schemas/{first['name']}/versions?limit=1&cursor={versions['next_cursor']}")
    assert [one["version"] for one in rest["items"]] == [1]
    assert rest["next_cursor"] is None
    check_problem(await owner.get(f"/schemas/{first['name']}?version=3"), 404, "schema_not_found")


async def test_shipped_schemas_are_listed_beside_own_ones_and_cannot_be_shadowed(owner: Person) -> None:
    own = await made(owner)
    names = [one["name"] for one in (await owner.json("/schemas?limit=100"))["items"]]
    assert {"intent", "sentiment", own["name"]} <= set(names)
    assert names == sorted(names)
    shipped = await owner.json("/schemas/intent")
    assert (shipped["shipped"], shipped["version"]) == (True, 1)
    check_problem(await owner.post("/schemas", json={"name": "intent", **TEXT}), 409, "schema_name_taken")
    check_problem(await put(owner, "intent"), 409, "schema_name_taken")
    check_problem(await owner.delete("/schemas/intent"), 409, "schema_name_taken")
    check_problem(await owner.post("/schemas", json={"name": own["name"], **TEXT}), 409, "schema_name_taken")


async def test_a_deleted_schema_is_gone_and_its_numbers_are_not_used_again(owner: Person) -> None:
    first = await made(owner)
    path = f"/schemas/{first['name']}"
    assert (await owner.delete(path)).status_code == 204
    check_problem(await owner.get(path), 404, "schema_not_found")
    check_problem(await owner.get(f"{path}?version=1"), 404, "schema_not_found")
    check_problem(await owner.delete(path), 404, "schema_not_found")
    check_problem(await put(owner, first["name"]), 404, "schema_not_found")
    assert (await made(owner, name=first["name"]))["version"] == 2
    check_problem(await owner.get(f"{path}?version=1"), 404, "schema_not_found")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"schema": {"type": "strin"}}, 422, "schema_invalid"),
        ({"schema": {"$ref": "#"}}, 422, "schema_recursive"),
        ({"schema": {"enum": list(range(2000))}}, 413, "schema_too_large"),
        ({"schema": {"enum": []}}, 422, "schema_unsatisfiable"),
        ({"schema": {"pattern": "(?=a)"}}, 422, "schema_pattern_refused"),
        ({"examples": [{"text": "x", "value": {"z": 7}}]}, 422, "schema_example_invalid"),
        ({"examples": [{"text": "x", "value": {"z": "\ud800"}}]}, 422, "schema_example_invalid"),
        ({"name": "No Name"}, 422, "schema_invalid"),
        ({"base_url": "https://evil.example"}, 422, "invalid_input"),
    ],
)
async def test_what_cannot_be_kept_is_refused_by_its_own_code(
    owner: Person, change: Json, status: int, code: str
) -> None:
    import json

    body = json.dumps({"name": new_name(), **TEXT, **change})
    answer = await owner.call("POST", "/schemas", content=body, headers={"content-type": "application/json"})
    check_problem(answer, status, code)


async def test_foreign_schemas_are_as_absent_ones_everywhere(site: Site, owner: Person) -> None:
    own = await made(owner, title="Canary of the owner")
    stranger = await open_member(site, "owner")

    async def told(name: str) -> list[Any]:
        path = f"/schemas/{name}"
        analysis = {"text": "x", "schema_name": name}
        answers = [
            await stranger.get(path),
            await stranger.get(f"{path}/versions"),
            await put(stranger, name),
            await stranger.delete(path),
            await stranger.post("/analyze", json=analysis),
        ]
        return [
            (one.status_code, one.json()["code"], one.json()["detail"].replace(name, "…")) for one in answers
        ]

    foreign = await told(own["name"])
    assert foreign == await told(new_name())
    assert {code for _, code, _ in foreign} == {"schema_not_found"}
    listed = await stranger.json("/schemas?limit=100")
    assert own["name"] not in str(listed)
    assert await owner.json(f"/schemas/{own['name']}") == own


async def test_a_key_of_a_store_reads_its_organizations_schemas_and_writes_none(
    shop: Shop, owner: Person
) -> None:
    own = await made(owner)
    assert await shop.reader.json(f"/schemas/{own['name']}") == own
    check_problem(await shop.secret.post("/schemas", json={"name": new_name(), **TEXT}), 403, "forbidden")
    check_problem(await shop.secret.delete(f"/schemas/{own['name']}"), 403, "forbidden")


async def test_each_change_leaves_an_entry(shop: Shop, owner: Person) -> None:
    own = await made(owner)
    await put(owner, own["name"], title="Newer")
    await owner.delete(f"/schemas/{own['name']}")
    rows = await shop.sql(
        "SELECT action, after FROM audit_entry WHERE organization_id = $1 AND object_kind = 'schema'"
        " AND object_id = $2 ORDER BY number",
        shop.store.organization_id,
        own["name"],
    )
    assert [row["action"] for row in rows] == ["schema.created", "schema.changed", "schema.deleted"]
    assert [row["after"] for row in rows] == [{"version": 1}, {"version": 2}, None]


async def test_twenty_at_once_get_twenty_versions(owner: Person) -> None:
    import asyncio

    own = await made(owner)
    answers = await asyncio.gather(*(put(owner, own["name"], title=f"T{n}") for n in range(20)))
    assert sorted(one.json()["version"] for one in answers) == list(range(2, 22))
