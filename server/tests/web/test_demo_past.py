"""The demo shop's past: the same each time, all of it in the past, and found where staff look."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from web_people import open_member
from web_shops import Site, open_site

from aisle.adapters.embeddings.hashed import HashedEmbedder
from aisle.bootstrap.demo import SLUG, load_demo, reset_demo
from aisle.cli.context import operator_in
from aisle.core.db import Database
from aisle.core.db.migrate import Roles
from aisle.demo.history import TALKS, WEEKS, talks_until

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def test_the_past_is_the_same_each_time_and_ends_before_now() -> None:
    talks = list(talks_until(NOW))
    assert talks == list(talks_until(NOW))
    assert len(talks) > 60
    assert all(NOW - WEEKS - timedelta(days=1) <= begun < NOW for _, begun, _ in talks)
    assert {talk for _, _, talk in talks} >= set(TALKS)
    assert len({begun.date() for _, begun, _ in talks}) >= WEEKS.days - 1


@pytest.fixture
async def site(
    database: Database,
    worker_database: Database,
    dispatcher_database: Database,
    roles: Roles,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    home = tmp_path_factory.mktemp("home")
    async with open_site(
        database,
        worker_database,
        dispatcher_database,
        roles.secrets,
        home,
        (HashedEmbedder(),),
        demo=True,
    ) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_home_conversations_feedback_and_usage_have_weeks_to_show(site: Site) -> None:
    if not await load_demo(site.parts):
        await reset_demo(site.parts)
    await site.work()
    operator = await operator_in(site.parts, SLUG)
    for _ in range(2):  # a second time it changes nothing
        async with site.parts.database.open_scope(operator.scope) as session:
            await session.execute(
                "UPDATE job SET due_at = now(), state = 'queued' WHERE organization_id = $1 AND kind = 'make_demo_history'",
                operator.organization_id,
            )
        await site.work()
    owner = await open_member(site, "owner", organization=operator.organization_id)
    place = f"/stores/{SLUG}"
    count = len(list(talks_until(datetime.now(UTC))))
    home = await owner.json(f"{place}/home?period=28d")
    assert abs(home["now"]["conversations"] - count) <= 6  # the first day is older than 28 days
    assert home["now"]["cost"]
    listed = (await owner.json(f"{place}/conversations?limit=100"))["items"]
    assert 60 < len(listed) <= count
    assert listed[0]["last_at"] < datetime.now(UTC).isoformat()
    assert datetime.fromisoformat(listed[-1]["last_at"]) < datetime.now(UTC) - timedelta(days=20)
    told = await owner.json(f"{place}/feedback")
    assert told["counts"]["down"]["open"] > 5 < told["counts"]["up"]["total"]
    assert (await owner.json(f"{place}/conversations?q=returns"))["items"]
