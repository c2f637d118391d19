"""From building to ready, active and retired: the states of an index version, and who may move it on.

    building <-> paused, failed      a job fills it; while it is building, changes of content reach it too
    building -> ready -> active      complete, then chosen to answer
    active -> ready                  another answers; it stays up to date, so that going back is safe
    ready -> failed -> ready         its embedder was away when content changed; a job waits for it and catches up
    any but active -> retired        its rows are freed

A version is let in among the written ones only under the store's lock, which waits for changes of content under way.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue, find_job
from aisle.retrieval import versions
from aisle.retrieval.errors import (
    IndexInUse,
    IndexNotReady,
    IndexVersionNotFound,
    NoIndexBefore,
    TooManyVersions,
)
from aisle.retrieval.jobs import BuildIndex, DropIndexHomes, RetireIndex
from aisle.retrieval.recipe import Recipe
from aisle.retrieval.versions import LOCK, IndexVersion

MOST_KEPT = 6  # every one of them takes every change of content
MOST_BUILDING = 2
LOOK_AGAIN_SECONDS = 30  # before a version whose embedder was away asks it again for the first time
RETIRE_DELAY_SECONDS = 60  # longer than any reader can hold on to a version that it saw answering
_WHERE = "organization_id = $1 AND store_id = $2 AND id = $3"


async def start_build(session: Session, jobs: JobQueue, recipe: Recipe, work: dict[str, Any]) -> UUID:
    """Make a version that is filled by a job from now on, and return its id. Raises TooManyVersions."""
    await session.lock(LOCK)
    kept = await versions.list_kept(session)
    building = [version for version in kept if version.state in ("building", "paused", "failed")]
    if len(kept) >= MOST_KEPT or len(building) >= MOST_BUILDING:
        raise TooManyVersions(
            f"This store has {len(kept)} index versions, {len(building)} of them unfinished; at most {MOST_KEPT} are kept "
            f"and {MOST_BUILDING} unfinished at once. Retire one first."
        )
    version_id = new_id()
    job_id = await jobs.defer(session, BuildIndex(version_id), dedup_key=str(version_id))
    await session.execute(
        "INSERT INTO index_version (organization_id, store_id, id, recipe, state, job_id, work)"
        " VALUES ($1, $2, $3, $4, 'building', $5, $6)",
        *session.tenant,
        version_id,
        recipe.to_json(),
        job_id,
        work,
    )
    await record(session, Event("index.build_started", "index_version", version_id, after=recipe.to_json()))
    return version_id


async def begin_build(session: Session, version_id: UUID, job_id: UUID) -> IndexVersion | None:
    """Let a version in among the written ones as its job begins; None if the job is not to build it any more."""
    await session.lock(LOCK)
    begun = await session.execute(
        f"UPDATE index_version SET state = 'building', reason = NULL WHERE {_WHERE} AND job_id = $4"
        " AND state IN ('building', 'failed')",
        *session.tenant,
        version_id,
        job_id,
    )
    return await versions.get_version(session, version_id) if begun else None


async def still_building(session: Session, version_id: UUID, job_id: UUID) -> bool:
    """Hold the written versions and say whether this one is among them, as the work of this job."""
    await versions.hold(session)
    found = await session.fetchval(
        f"SELECT 1 FROM index_version WHERE {_WHERE} AND job_id = $4 AND state = 'building'",
        *session.tenant,
        version_id,
        job_id,
    )
    return found is not None


async def add_work(session: Session, version_id: UUID, done: dict[str, float]) -> None:
    """Count what a build has done, in the transaction that did it."""
    await session.execute(
        "UPDATE index_version SET work = work || (SELECT jsonb_object_agg(d.key, coalesce((work ->> d.key)::numeric, 0)"
        f" + d.value::text::numeric) FROM jsonb_each($4) d) WHERE {_WHERE}",
        *session.tenant,
        version_id,
        done,
    )


async def finish_build(session: Session, version_id: UUID) -> None:
    """Call a complete version ready."""
    await session.execute(
        f"UPDATE index_version SET state = 'ready' WHERE {_WHERE} AND state = 'building'",
        *session.tenant,
        version_id,
    )


async def pause_build(session: Session, version_id: UUID) -> None:
    """Let a build rest; changes of content do not reach the version until it goes on. Raises IndexNotReady."""
    await _move(session, version_id, ("building",), "paused")
    await record(session, Event("index.build_paused", "index_version", version_id))


async def resume_build(session: Session, jobs: JobQueue, version_id: UUID) -> UUID:
    """Go on with a build that was paused, failed or lost its job; returns the job's id. Raises IndexNotReady."""
    await session.lock(LOCK)
    row = await _row(session, version_id)
    job = await find_job(session, row["job_id"]) if row["job_id"] else None
    if row["state"] not in ("building", "paused", "failed") or (
        row["state"] == "building" and job is not None and not job.ended
    ):
        raise IndexNotReady(f"This version is {row['state']}; there is nothing to go on with.")
    job_id = await jobs.defer(session, BuildIndex(version_id), dedup_key=f"{version_id} {new_id()}")
    await session.execute(
        f"UPDATE index_version SET state = 'building', reason = NULL, job_id = $4 WHERE {_WHERE}",
        *session.tenant,
        version_id,
        job_id,
    )
    await record(session, Event("index.build_resumed", "index_version", version_id))
    return job_id


async def activate(session: Session, version_id: UUID, expected: UUID | None = None) -> None:
    """Let a ready version answer if the one that answers is the expected one. Raises IndexNotReady, Conflict.

    expected: the version that was live when somebody decided this; None: whichever is.
    """
    await session.lock(LOCK)
    row = await _row(session, version_id)
    if row["state"] not in ("ready", "active"):
        raise IndexNotReady(f"This version is {row['state']}; only a ready one can answer.")
    live = await versions.get_live(session)
    await versions.switch_live(session, version_id, expected or live.id)
    answers = {"live": live.id}, {"live": version_id}
    await record(session, Event("index.activated", "index_version", version_id, *answers))


async def find_before(session: Session) -> UUID:
    """Return the ready version that answered last before the live one. Raises NoIndexBefore."""
    found = await session.fetchval(
        "SELECT id FROM index_version WHERE organization_id = $1 AND store_id = $2 AND state = 'ready'"
        " AND activated_at IS NOT NULL ORDER BY activated_at DESC LIMIT 1",
        *session.tenant,
    )
    if found is None:
        raise NoIndexBefore("No version that answered before is kept ready.")
    return found  # type: ignore[no-any-return]


async def retire(session: Session, jobs: JobQueue, version_id: UUID) -> UUID:
    """Give a version up, whether built or not, and defer the freeing of its rows; returns the job's id.

    Raises IndexInUse for the live version.
    """
    await session.lock(LOCK)
    if (await _row(session, version_id))["state"] == "active":
        raise IndexInUse("Activate another version first.")
    await _move(session, version_id, ("building", "paused", "failed", "ready"), "retired")
    job_id = await jobs.defer(
        session,
        RetireIndex(version_id),
        dedup_key=str(version_id),
        delay=timedelta(seconds=RETIRE_DELAY_SECONDS),
    )
    await record(session, Event("index.retired", "index_version", version_id))
    return job_id


async def defer_drops(session: Session, jobs: JobQueue, store_id: UUID) -> None:
    """Have the partitions of a store dropped, in the transaction of the whole organization that deletes the store."""
    rows = await session.fetch(
        "SELECT id FROM index_version WHERE organization_id = $1 AND store_id = $2",
        session.scope.organization_id,
        store_id,
    )
    message = DropIndexHomes(store_id, tuple(row["id"] for row in rows))
    await jobs.defer(session, message, delay=timedelta(seconds=RETIRE_DELAY_SECONDS))


async def wait_for_embedder(session: Session, jobs: JobQueue, version_id: UUID, reason: str) -> bool:
    """Let a ready version miss changes while its embedder is away, and catch up when it is back.

    The job of a build waits for what is away and goes on with what is missing, so it is the one that is deferred.
    False if the version answers by now.
    """
    if not await versions.give_up(session, version_id, reason):
        return False
    job_id = await jobs.defer(
        session,
        BuildIndex(version_id),
        dedup_key=f"{version_id} {new_id()}",
        delay=timedelta(seconds=LOOK_AGAIN_SECONDS),
    )
    await session.execute(
        f"UPDATE index_version SET job_id = $4 WHERE {_WHERE}", *session.tenant, version_id, job_id
    )
    return True


async def _move(session: Session, version_id: UUID, before: tuple[str, ...], after: str) -> None:
    row = await _row(session, version_id)
    if row["state"] not in before:
        raise IndexNotReady(f"This version is {row['state']}.")
    await session.execute(
        f"UPDATE index_version SET state = $4 WHERE {_WHERE}", *session.tenant, version_id, after
    )


async def _row(session: Session, version_id: UUID) -> Any:
    row = await session.fetchrow(
        f"SELECT state, job_id FROM index_version WHERE {_WHERE} FOR UPDATE", *session.tenant, version_id
    )
    if row is None:
        raise IndexVersionNotFound()
    return row
