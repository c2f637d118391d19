"""Whatever order things happen in: every job ends in exactly one state, and what it does to the world is done once."""

import asyncio
import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from job_office import KEY, Office, act, new_message

from aisle.bootstrap.provision import NewStore, open_organization, open_store
from aisle.core.db import ContextSigner, Database
from aisle.core.ids import new_id
from aisle.core.jobs import JobLost, JobQueue, retry_dead
from aisle.retrieval.recipe import Recipe

pytest_plugins = ["job_fixtures"]

MOST = 3
STATES = {"queued", "running", "done", "dead", "cancelled"}


class Loop:
    """An event loop in a thread of its own, with pools that belong to it: the machine's rules are not coroutines."""

    def __init__(self, urls: Any, signer: ContextSigner, embedder: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.pools = [Database(url, signer, 4) for url in (urls.app, urls.worker, urls.dispatcher)]
        self._embedder = embedder
        for pool in self.pools:
            self.do(pool.open())

    def do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def office(self) -> Office:
        return self.do(self._office())

    async def _office(self) -> Office:
        organization_id = await open_organization(self.pools[0], "Machine")
        store = await open_store(
            self.pools[0],
            organization_id,
            NewStore(f"m-{new_id().hex[-10:]}", "Machine"),
            Recipe.of(self._embedder),
            JobQueue(KEY),
        )
        return Office(store, *self.pools)

    def close(self) -> None:
        for pool in self.pools:
            self.do(pool.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


@pytest.fixture
def loop(urls, database, embedder):
    made = Loop(urls, replace(database._signer, lifetime=300), embedder)
    yield made
    made.close()


def test_every_job_ends_in_one_state_and_every_effect_is_unique(loop: Loop) -> None:
    class Jobs(RuleBasedStateMachine):
        claims = Bundle("claims")

        def __init__(self) -> None:
            super().__init__()
            self.office = loop.office()
            self.office.message = new_message(self.office.queue, max_attempts=MOST)
            self.dispatcher = self.office.dispatcher()
            self.deferred: set = set()
            self.done: set = set()

        @rule(key=st.sampled_from([None, "a", "b"]))
        def defer(self, key: str | None) -> None:
            self.deferred.add(loop.do(self.office.defer("x", dedup_key=key)))

        @rule(target=claims, most=st.integers(1, 3))
        def claim(self, most: int) -> Any:
            return multiple(*loop.do(self.dispatcher.claim(self.office.queue, most, [])))

        @rule(claim=claims)
        def lose(self, claim: Any) -> None:
            loop.do(
                self.office.change(
                    claim.job_id, "lease_until = CASE WHEN state = 'running' THEN now() - interval '1 s' END"
                )
            )
            loop.do(self.dispatcher.recover_stalled({self.office.message.kind: MOST}))

        @rule(claim=consumes(claims), again=st.booleans())
        def fail(self, claim: Any, again: bool) -> None:
            ending = (
                self.dispatcher.retry(claim, timedelta(0), "oops")
                if again
                else self.dispatcher.bury(claim, "no")
            )
            loop.do(ending)

        @rule(claim=consumes(claims))
        def give_back(self, claim: Any) -> None:
            loop.do(self.dispatcher.give_back(claim))

        @rule(claim=claims)
        def act_and_finish(self, claim: Any) -> None:
            try:
                loop.do(self._finish(claim))
            except JobLost:
                return
            assert claim.job_id not in self.done, "done twice"
            self.done.add(claim.job_id)

        async def _finish(self, claim: Any) -> None:
            context = self.office.context(claim)
            async with context.scope() as session:
                if await context.once(session, f"effect of {claim.job_id}"):
                    await act(session, str(claim.job_id))
                await session.execute(
                    "UPDATE job SET state = 'done', lease_until = NULL, finished_at = now() WHERE organization_id = $1 AND id = $2",
                    claim.organization_id,
                    claim.job_id,
                )

        @rule()
        def revive(self) -> None:
            async def all_dead() -> None:
                async with self.office.session() as session:
                    for row in await session.fetch(
                        "SELECT id FROM job WHERE organization_id = $1 AND queue = $2 AND state = 'dead'",
                        self.office.store.organization_id,
                        self.office.queue,
                    ):
                        assert await retry_dead(session, row["id"])

            loop.do(all_dead())

        @invariant()
        def nothing_is_lost_or_doubled(self) -> None:
            states = loop.do(self.office.states())
            assert sum(states.values()) == len(self.deferred)
            assert set(states) <= STATES
            assert states.get("done", 0) == len(self.done)
            effects = Counter(name.split()[0] for name in loop.do(self.office.effects()))
            assert set(effects) == {str(job_id) for job_id in self.done}
            assert set(effects.values()) <= {1}

        def teardown(self) -> None:
            """Leave no claim behind: in the end every job is done, dead, cancelled or waits."""
            loop.do(self._end())
            assert "running" not in loop.do(self.office.states())

        async def _end(self) -> None:
            async with self.office.session() as session:
                await session.execute(
                    "UPDATE job SET lease_until = now() - interval '1 s' WHERE organization_id = $1 AND queue = $2 AND state = 'running'",
                    self.office.store.organization_id,
                    self.office.queue,
                )
            await self.dispatcher.recover_stalled({self.office.message.kind: MOST})

    machine = Jobs.TestCase
    machine.settings = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()
