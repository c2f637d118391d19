"""Sources behind the HTTP API: fake shops in the memory of the tests."""

import secrets
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from web_shops import Json, Shop

from aisle.core.ids import new_id
from aisle.sources.fake import FakeShop
from aisle.sources.ports import Broken
from aisle.sources.records import Amount, ProductRecord, Resource, VariantRecord


def tent(number: int, price: str = "100.00", **changed: Any) -> ProductRecord:
    """Return a product."""
    one = VariantRecord(f"v{number}", f"t{number}", sku=f"TENT-{number}", price=Amount(Decimal(price), "EUR"))
    fields: dict[str, Any] = {"handle": f"tent-{number}", "title": f"Tent {number}", "variants": (one,)}
    return ProductRecord(f"t{number}", **{**fields, **changed})


def open_fake_shop(shop: Shop, *records: Any) -> tuple[str, FakeShop]:
    """Open a shop that sources of kind "fake" can read; return its address, too."""
    address = f"https://{new_id().hex[-12:]}.shop.example"
    fake = shop.site.shops[address] = FakeShop(lambda: datetime.now(UTC), page_size=50)
    fake.put(*records)
    return address, fake


def body_of(address: str, **more: Any) -> Json:
    """Return what connects such a shop."""
    return {
        "kind": "fake",
        "name": f"Shop {address[8:14]}",
        "options": {"address": address},
        "credentials": {"token": "right"},
        "resources": ["products"],
        "schedule": None,
        **more,
    }


async def connect(shop: Shop, address: str, **more: Any) -> Json:
    """Connect a shop."""
    made = await shop.secret.post("/sources", json=body_of(address, **more))
    assert made.status_code == 201, made.text
    return made.json()  # type: ignore[no-any-return]


async def waiting_run(shop: Shop) -> tuple[str, str]:
    """Make a source with a run that waits for a person; return both ids."""
    source = (await connect(shop, open_fake_shop(shop, tent(1), tent(2))[0]))["id"]
    gate = {"gate": {"always": True}}
    await shop.sql("UPDATE source_connection SET settings = $1 WHERE source_id = $2", gate, UUID(source))
    run = (await shop.secret.post(f"/sources/{source}/sync", json={})).json()["id"]
    await shop.work()
    return source, run


async def live_run(shop: Shop, number: int = 1, **changed: Any) -> tuple[str, str]:
    """Make a source with a product that is live; return the ids of source and run."""
    source = (await connect(shop, open_fake_shop(shop, tent(number, **changed))[0]))["id"]
    run = (await shop.secret.post(f"/sources/{source}/sync", json={})).json()["id"]
    await shop.work()
    return source, run


async def open_conflict(shop: Shop, source: str) -> str:
    """Let two sources disagree about a product; return the conflict's id."""
    said = [
        {
            "source_id": source,
            "record": "t1",
            "value": f"Tent of {shop.canary}",
            "as_of": "2026-11-20T12:00:00Z",
        }
    ]
    conflict = new_id()
    await shop.sql(
        "INSERT INTO truth_conflict (organization_id, store_id, id, run_id, product_id, field, said, state)"
        " VALUES ($1, $2, $3, '00000000-0000-0000-0000-000000000000', $4, 'title', $5, 'open')",
        shop.store.organization_id,
        shop.store.id,
        conflict,
        new_id(),
        said,
    )
    return str(conflict)


async def source_things(shop: Shop) -> dict[str, str]:
    """Make a source with a run that ended and problems of two causes that are open; return their ids and one problem's."""
    address, fake = open_fake_shop(shop)
    fake.put(tent(1, title=f"Tent of {shop.canary}"))
    fake.broken[Resource.PRODUCTS, "t1"] = Broken("t1", "price", f"No number in {shop.canary}.", {"id": "t1"})
    fake.put(tent(2))
    fake.broken[Resource.PRODUCTS, "t2"] = Broken("t2", "title", "No title.", {"id": "t2"})
    source = await connect(shop, address)
    run = await shop.secret.post(f"/sources/{source['id']}/sync", json={})
    await shop.work()
    problems = await shop.secret.json(f"/sources/{source['id']}/problems")
    return {
        "source_id": source["id"],
        "run_id": run.json()["id"],
        "problem_id": next(one["id"] for one in problems["items"] if one["field"] == "title"),
        "conflict_id": await open_conflict(shop, source["id"]),
        "delivery_id": await dead_delivery(shop, source["id"]),
    }


async def dead_delivery(shop: Shop, source_id: str) -> str:
    """Put something into a source's inbox that could not be read; return its id."""
    one = new_id()
    async with shop.session() as session:
        await session.execute(
            "INSERT INTO hook_delivery (organization_id, store_id, id, source_id, key, headers, body, bytes, state, reason)"
            " VALUES ($1, $2, $3, $4, $5, '{}', 'odd', 3, 'dead', $6)",
            *session.tenant,
            one,
            UUID(source_id),
            secrets.token_bytes(32),
            f"No JSON in {shop.canary}.",
        )
    return str(one)
