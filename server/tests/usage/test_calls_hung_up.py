"""Whoever hangs up while room is being held leaves no hold behind, and no other error than that they are gone."""

import asyncio

import pytest

MOMENTS = {
    "before it is written": lambda _ledger: True,
    "while it is written": lambda ledger: not any(line.waiting for line in ledger._lines.values()),
    "once it is written": lambda ledger: not ledger._lines,  # who asked has not been told yet
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_call_that_nobody_makes_any_more_holds_nothing(tenant, moment):
    ledger = tenant.observer.ledger
    asking = asyncio.create_task(tenant.observer.reserve(tenant.planned()))
    await asyncio.sleep(0)
    for _ in range(1_000_000):  # turns of the loop
        if MOMENTS[moment](ledger):
            break
        await asyncio.sleep(0)
    assert not asking.done()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await ledger.drain()
    assert await tenant.sums() == ((0, 0, 0), (0, 0, 0), 0)
