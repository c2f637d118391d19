"""All data of an organization, packed for its owner: whole, nobody else's, without secrets, for a week."""

import io
import json
import zipfile
from typing import Any

from web_people import Person, open_member
from web_shops import RETURNS_QUESTION, Json, Shop, Site, check_problem

from aisle.core.db import Scope
from aisle.exports import packing
from aisle.exports.packing import Cut
from aisle.exports.sections import SECTIONS

EXPORTS = "/organization/exports"


async def owner_of(shop: Shop) -> Person:
    return await open_member(shop.site, "owner", organization=shop.store.organization_id)


async def packed(owner: Person) -> Json:
    started = await owner.post(EXPORTS)
    assert (started.status_code, started.json()["state"]) == (202, "packing"), started.text
    await owner.site.work()
    (one,) = (await owner.json(EXPORTS))["items"]
    assert one["state"] == "ready", one
    return one  # type: ignore[no-any-return]


async def opened(owner: Person, export: Json) -> dict[str, list[Json]]:
    answer = await owner.get(f"{EXPORTS}/{export['id']}/file")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip"), answer.text
    assert (answer.headers["cache-control"], len(answer.content)) == ("no-store", export["bytes"])
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    names = [name for name in archive.namelist() if name.endswith(".jsonl")]
    return {name[:-6]: [json.loads(one) for one in archive.read(name).splitlines()] for name in names}


async def test_everything_of_the_organization_and_nothing_of_others_is_in_it(
    site: Site, monkeypatch: Any
) -> None:
    monkeypatch.setattr(packing, "PIECE", 2_000)  # so that it is cut into several
    shop, other = await site.open_filled_shop(), await site.open_filled_shop()
    owner, stranger = await owner_of(shop), await owner_of(other)
    for one in (shop, other):
        reply = await one.shopper.ask(RETURNS_QUESTION)
        await one.shopper.post(
            f"/messages/{reply['message']['id']}/feedback", json={"rating": "up", "reasons": []}
        )
    key = (await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]})).json()["key"]
    export = await packed(owner)
    files = await opened(owner, export)
    assert set(files) == {one.name for one in SECTIONS}
    assert {name: len(lines) for name, lines in files.items()} == export["lines"]
    for name in (
        "products",
        "variants",
        "documents",
        "document_versions",
        "conversations",
        "messages",
        "feedback",
        "audit",
    ):
        assert files[name], name
    assert [one["slug"] for one in files["stores"]] == [shop.store.slug]
    assert owner.email in {one["email"] for one in files["members"]}
    assert any(shop.canary in one["text"] for one in files["document_versions"] if one["text"])
    told = json.dumps(files)
    for foreign in (
        other.canary,
        other.store.slug,
        str(other.store.organization_id),
        stranger.email,
        str(stranger.person_id),
    ):
        assert foreign not in told
    for secret in (key, owner.token, shop.secret.token, shop.publishable.token):
        assert str(secret) not in told
    fields = {name for lines in files.values() for line in lines for name in line}
    assert not [
        name for name in fields if any(part in name for part in ("sealed", "hash", "secret", "token_"))
    ]
    pieces = await pieces_of(owner)
    assert len(pieces) > 1
    assert not any(b"PK\x03\x04" in one for one in pieces)  # they lie sealed


async def pieces_of(owner: Person) -> list[bytes]:
    async with owner.site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:  # type: ignore[arg-type]
        rows = await session.fetch("SELECT sealed FROM organization_export_part ORDER BY number")
    return [row["sealed"] for row in rows]


async def test_only_the_owner_who_asked_has_it(site: Site, shop: Shop) -> None:
    owner, other_owner = await owner_of(shop), await owner_of(shop)
    admin = await open_member(site, "admin", organization=shop.store.organization_id)
    export = await packed(owner)
    path = f"{EXPORTS}/{export['id']}"
    check_problem(await other_owner.get(f"{path}/file"), 404, "export_not_found")
    check_problem(await other_owner.delete(path), 404, "export_not_found")
    assert (await other_owner.json(EXPORTS))["items"] == []
    for answer in (await admin.get(EXPORTS), await admin.post(EXPORTS), await admin.get(f"{path}/file")):
        check_problem(answer, 403, "forbidden")
    scopes = ["organization.delete"]
    made = await owner.post("/keys", json={"kind": "secret", "scopes": scopes})
    key = site.caller(made.json()["key"])
    for answer in (await key.post(EXPORTS), await key.get(f"{path}/file")):
        check_problem(answer, 403, "owners_only")
    assert (await owner.delete(path)).status_code == 204
    assert await pieces_of(owner) == []
    logged = [one["action"] for one in (await owner.json("/audit?action=organization."))["items"]]
    assert logged[:2] == ["organization.export_deleted", "organization.export_started"]


async def test_one_at_a_time_and_a_new_one_takes_the_place_of_the_last(shop: Shop) -> None:
    owner = await owner_of(shop)
    started = await owner.post(EXPORTS)
    path = f"{EXPORTS}/{started.json()['id']}/file"
    check_problem(await owner.get(path), 409, "export_not_ready")
    check_problem(await owner.post(EXPORTS), 409, "export_running")
    await shop.work()
    assert (await owner.get(path)).status_code == 200
    second = await packed(owner)
    check_problem(await owner.get(path), 404, "export_not_found")
    assert second["id"] != started.json()["id"]


async def test_after_a_week_it_is_erased(shop: Shop) -> None:
    owner = await owner_of(shop)
    await packed(owner)
    async with shop.site.parts.database.open_scope(Scope(shop.store.organization_id, None)) as session:
        statement = "UPDATE job SET due_at = now() WHERE organization_id = $1 AND kind = 'forget_export'"
        assert await session.execute(statement, shop.store.organization_id) >= 1
    await shop.work()
    assert (await owner.json(EXPORTS))["items"] == []
    assert await pieces_of(owner) == []


def test_pieces_are_taken_away_as_they_come() -> None:
    """Memory holds one piece, however large the whole."""
    cut, taken = Cut(), []
    with (
        zipfile.ZipFile(cut, "w", zipfile.ZIP_STORED) as archive,
        archive.open("a", "w", force_zip64=True) as file,
    ):
        for _ in range(100):
            file.write(b"x" * 1_000)
            taken.append(cut.take(4_000))
            assert len(cut._held) < 6_000
    taken.append(cut.take(1))
    assert zipfile.ZipFile(io.BytesIO(b"".join(taken))).read("a") == b"x" * 100_000
    assert cut.tell() == len(b"".join(taken))
