"""Records in quarantine for one cause are read again, or dismissed, all at once."""

import pytest
from shops import product

from aisle.sources.connections.errors import NothingToRead
from aisle.sources.connections.wanted import WantedChange, WantedReading
from aisle.sources.records import Resource
from aisle.sources.syncing.causes import CauseNotFound, Causes, OneCause
from aisle.sources.syncing.types import RunState

NO_BRAND = {"resource": "products", "do": "check", "that": "brand", "says": "No brand.", "field": "brand"}
CAUSE = OneCause(Resource.PRODUCTS, "rule_check", "brand")


@pytest.fixture
def causes(connected):
    return Causes(connected.database, connected.jobs)


@pytest.fixture
async def source(connected):
    """A source that was read with two of five records in quarantine."""
    connected.shop.put(*(product(number, brand="X" if number < 3 else None) for number in range(5)))
    source = await connected.connect(Resource.PRODUCTS, rules=[NO_BRAND])
    await connected.sync(source)
    return source


async def open_problems(connected):
    rows = await connected.sql("SELECT external_id FROM source_problem WHERE state = 'open' ORDER BY 1")
    return [row["external_id"] for row in rows]


async def test_records_are_read_again_once_the_shop_corrected_them(connected, causes, source) -> None:
    assert await open_problems(connected) == ["p3", "p4"]
    connected.shop.put(product(3, brand="Y"))
    run = await causes.retry(connected.scope, source.source_id, CAUSE)
    await connected.work()
    assert (await connected.run(run.id)).state is RunState.LIVE
    assert set(await connected.copy(source, Resource.PRODUCTS)) == {"p0", "p1", "p2", "p3"}
    assert await open_problems(connected) == ["p4"]


async def test_records_are_read_again_once_the_rule_is_another(connected, causes, source) -> None:
    await connected.service.change(
        connected.scope, source.source_id, WantedChange(reading=WantedReading(rules=[]))
    )
    await causes.retry(connected.scope, source.source_id, CAUSE)
    await connected.work()
    assert len(await connected.copy(source, Resource.PRODUCTS)) == 5
    assert await open_problems(connected) == []


async def test_all_of_a_cause_are_dismissed_and_no_others(connected, causes, source) -> None:
    other = OneCause(Resource.PRODUCTS, "rule_check", "title")
    with pytest.raises(CauseNotFound):
        await causes.dismiss(connected.scope, source.source_id, other)
    assert await causes.dismiss(connected.scope, source.source_id, CAUSE) == 2
    assert await open_problems(connected) == []
    with pytest.raises(CauseNotFound):
        await causes.retry(connected.scope, source.source_id, CAUSE)


async def test_a_paused_source_is_not_asked(connected, causes, source) -> None:
    await connected.service.pause(connected.scope, source.source_id)
    with pytest.raises(NothingToRead):
        await causes.retry(connected.scope, source.source_id, CAUSE)


async def test_what_is_done_to_a_cause_and_which_rules_held_is_in_the_audit_log(
    connected, causes, source
) -> None:
    await causes.dismiss(connected.scope, source.source_id, CAUSE)
    await connected.service.change(
        connected.scope, source.source_id, WantedChange(reading=WantedReading(rules=[]))
    )
    rows = await connected.sql("SELECT action, before, after FROM audit_entry ORDER BY number")
    dismissed = next(row for row in rows if row["action"] == "source.cause_dismissed")
    assert dismissed["after"] == {
        "resource": "products",
        "code": "rule_check",
        "field": "brand",
        "records": 2,
    }
    changed = next(row for row in rows if row["action"] == "source.changed")
    assert (changed["before"]["rules"], changed["after"]["rules"]) == ([NO_BRAND], [])
