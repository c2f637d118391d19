"""A body that comes slowly holds up its sender and nobody else."""

import asyncio
from typing import Any

from web_people import open_member
from web_shops import API, Listener, Shop, Site, check_problem

from aisle.core.db import Scope


class Trickle(Listener):
    """Sends a part of the body, and then nothing."""

    waits: asyncio.Event

    async def _receive(self) -> Any:
        if self._asked:
            self.waits.set()
            await asyncio.Event().wait()
        return await super()._receive()


async def test_slow_body_under_a_key_holds_nothing_of_the_organization(shop: Shop, site: Site) -> None:
    """Any shopper can send this. The end of a session stands in the organization's log, which one transaction at a time extends."""
    shopper, owner = (
        await shop.start_shopper(),
        await open_member(site, organization=shop.store.organization_id),
    )
    headers = {**shopper.bearer, "idempotency-key": "slow"}
    sender = Trickle(site.frame, "DELETE", f"http://api.test{API}/sessions/current", headers, b"x", cut=True)
    sender.waits = asyncio.Event()
    sender.begin()
    try:
        async with asyncio.timeout(10):
            await sender.waits.wait()
        answer = await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]})
        assert answer.status_code == 201, answer.text
    finally:
        assert sender._task
        sender._task.cancel()


async def test_who_waits_too_long_for_another_is_asked_to_try_again(site: Site) -> None:
    owner = await open_member(site)
    assert (await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]})).status_code == 201
    async with site.parts.database.open_scope(Scope(owner.organization_id, None)) as session:
        await session.execute(
            "SELECT FROM audit_head WHERE organization_id = $1 FOR UPDATE", owner.organization_id
        )
        answer = await owner.post("/keys", json={"kind": "secret", "scopes": ["read"]})
    check_problem(answer, 503, "database_slow")
