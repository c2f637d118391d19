"""Index versions as operators handle them: build, look, activate, go back, pause, retire."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue, JobView, find_job
from aisle.retrieval import completeness, states, versions
from aisle.retrieval.errors import IndexIncomplete
from aisle.retrieval.estimating import Estimate, estimate
from aisle.retrieval.indexing import Indexer
from aisle.retrieval.neighbours import Engines
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.versions import IndexVersion
from aisle.retrieval.wishes import RecipeWish, recipe_of


@dataclass(frozen=True, slots=True)
class VersionView:
    """An index version with its build.

    Attributes:
        state: As stored; "failed" also for one whose job has died.
        reason: Why it failed, or what its build waits for.
        work: The estimate before the build, and what it has done so far: embedded, reused, tokens, seconds.
        job: The job that builds or built it, while it is kept.
    """

    version: IndexVersion
    state: str
    reason: str | None
    work: dict[str, Any]
    job: JobView | None
    created_at: datetime
    activated_at: datetime | None

    @property
    def goes_on(self) -> bool:
        """Whether a version that failed catches up by itself, once its embedder answers again."""
        return self.state == "failed" and self.job is not None and not self.job.ended

    @property
    def cost(self) -> float | None:
        """What the build has cost so far; None without a price."""
        price = self.work.get("price_per_million")
        return None if price is None else round(self.work.get("tokens", 0) * price / 1_000_000, 6)


@dataclass(frozen=True, slots=True)
class Plan:
    """A recipe and what building it will take."""

    recipe: Recipe
    estimate: Estimate
    price_per_million: float | None


class IndexManager:
    """Use cases on the index versions of a store. Opens its own transactions: estimating and checking take many.

    names: of embedders as recipes have them, by those that the settings give them. pictures: the embedder of pictures.
    """

    def __init__(
        self,
        database: Database,
        indexer: Indexer,
        jobs: JobQueue,
        engines: Engines,
        names: Mapping[str, str] | None = None,
        pictures: str = "",
    ) -> None:
        self._pictures = pictures
        self._database, self._indexer, self._jobs = database, indexer, jobs
        self._engines, self._names = engines, names or {}

    async def plan(self, scope: Scope, wish: RecipeWish, price_per_million: float | None = None) -> Plan:
        """Make a recipe of a wish and estimate its build. Raises RecipeRefused, EmbedderUnavailable, EmbedderRefused."""
        async with self._database.open_scope(scope) as session:
            live = (await versions.get_live(session)).recipe
        recipe = recipe_of(
            wish.named(self._names), live, self._indexer.embedders, self._engines.names, self._pictures
        )
        return Plan(
            recipe,
            await estimate(self._open(scope), self._indexer, recipe, price_per_million),
            price_per_million,
        )

    async def build(self, scope: Scope, plan: Plan) -> VersionView:
        """Begin to build a planned version in the background. Raises TooManyVersions."""
        work = {"estimate": plan.estimate.to_json(), "price_per_million": plan.price_per_million}
        async with self._database.open_scope(scope) as session:
            version_id = await states.start_build(session, self._jobs, plan.recipe, work)
            return await view(session, version_id)

    async def list(self, scope: Scope) -> Sequence[VersionView]:
        """Return all versions, the newest first; retired ones stay as a record."""
        async with self._database.open_scope(scope) as session:
            ids = await versions.list_ids(session)
            return [await view(session, version_id) for version_id in ids]

    async def get(self, scope: Scope, version_id: UUID) -> VersionView:
        """Return one version. Raises IndexVersionNotFound."""
        async with self._database.open_scope(scope) as session:
            return await view(session, version_id)

    async def activate(self, scope: Scope, version_id: UUID, expected: UUID | None = None) -> VersionView:
        """Let a ready version answer from now on.

        expected: the version that was live when this was decided. Raises IndexVersionNotFound, IndexNotReady,
        IndexIncomplete, Conflict.
        """
        async with self._database.open_scope(scope) as session:
            version = await versions.get_version(session, version_id)
        if version.state == "ready" and (missing := await completeness.missing(self._open(scope), version)):
            raise IndexIncomplete(
                f"{missing:,} items of the store are missing in it; go on with its build.", missing=missing
            )
        async with self._database.open_scope(scope) as session:
            await states.activate(session, version_id, expected)
            return await view(session, version_id)

    async def roll_back(self, scope: Scope) -> VersionView:
        """Let the version answer again that answered before. Raises NoIndexBefore, IndexIncomplete, Conflict."""
        async with self._database.open_scope(scope) as session:
            live, before = await versions.get_live(session), await states.find_before(session)
        return await self.activate(scope, before, live.id)

    async def pause(self, scope: Scope, version_id: UUID) -> VersionView:
        """Let a build rest. Raises IndexVersionNotFound, IndexNotReady."""
        async with self._database.open_scope(scope) as session:
            await states.pause_build(session, version_id)
            return await view(session, version_id)

    async def resume(self, scope: Scope, version_id: UUID) -> VersionView:
        """Go on with a build. Raises IndexVersionNotFound, IndexNotReady."""
        async with self._database.open_scope(scope) as session:
            await states.resume_build(session, self._jobs, version_id)
            return await view(session, version_id)

    async def retire(self, scope: Scope, version_id: UUID) -> UUID:
        """Give a version or its build up, and free its rows in the background; returns the job's id.

        Raises IndexVersionNotFound, IndexInUse, IndexNotReady.
        """
        async with self._database.open_scope(scope) as session:
            return await states.retire(session, self._jobs, version_id)

    def _open(self, scope: Scope) -> Callable[[], AbstractAsyncContextManager[Session]]:
        return partial(self._database.open_scope, scope)


async def view(session: Session, version_id: UUID) -> VersionView:
    """Read one version with its build. Raises IndexVersionNotFound."""
    version = await versions.get_version(session, version_id)
    row = await versions.build_of(session, version_id)
    job = await find_job(session, row["job_id"]) if row["job_id"] else None
    lost = version.state == "building" and (job is None or job.ended)
    reason = row["reason"] or (job.error if version.state == "building" and job else None)
    return VersionView(
        version,
        "failed" if lost else version.state,
        reason,
        row["work"],
        job,
        row["created_at"],
        row["activated_at"],
    )
