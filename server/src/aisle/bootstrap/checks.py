"""Whether each part that serving needs is there, each with its own state."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from aisle.bootstrap.demo import jobs_left
from aisle.bootstrap.resources import Resources
from aisle.core.db.migrate import newest_migration
from aisle.core.errors import AisleError
from aisle.llm.ports import EmbeddingKind, RemembersTrouble

log = structlog.get_logger()
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Check:
    """ok, loading, degraded (serving goes on with less) or failed."""

    state: str
    detail: str


async def check_all(parts: Resources) -> dict[str, Check]:
    """Run every check at once, each under a time limit."""
    checks: dict[str, Callable[[Resources], Awaitable[Check]]] = {
        "database": _database,
        "queue": _queue,
        "embedder": _embedder,
        "index": _index,
        "parser_sandbox": _sandbox,
        "text_recognition": _recognition,
    }
    if parts.chat_models.default is not None:
        checks["chat_model"] = _chat_model
    if parts.settings.egress_allow:
        checks["ways_out"] = _ways_out
    if parts.settings.loads_demo:
        checks["demo"] = _demo
    results = await asyncio.gather(*(_limited(check(parts)) for check in checks.values()))
    return dict(zip(checks, results, strict=True))


async def _limited(check: Awaitable[Check]) -> Check:
    try:
        return await asyncio.wait_for(asyncio.ensure_future(check), SECONDS)
    except TimeoutError:
        return Check("failed", f"no answer within {SECONDS:.0f} s")
    except AisleError as error:
        return Check("failed", error.detail[:300])
    except Exception as error:
        # Anybody may read this answer; what the library said is for the log.
        log.error("check.failed", exc_info=error)
        return Check("failed", f"{type(error).__name__}; the log says more")


async def _database(parts: Resources) -> Check:
    async with parts.database.connection() as connection:
        version = await connection.fetchval("SELECT max(name) FROM aisle.schema_version")
    needed = newest_migration()
    if version is None or version < needed:
        return Check("failed", f"the schema is at {version}, this release needs {needed}: run aisle migrate")
    if version > needed:
        # A schema works with the release before it, so that a rolling deployment keeps answering.
        return Check(
            "degraded",
            f"the schema is at {version}, newer than this release's {needed}: use the newer release",
        )
    return Check("ok", f"schema {version}")


async def _queue(parts: Resources) -> Check:
    rows = await parts.dispatcher.depth()
    waiting = sum(row["jobs"] for row in rows if row["state"] == "queued")
    dead = sum(row["jobs"] for row in rows if row["state"] == "dead")
    return Check("degraded" if dead else "ok", f"{waiting} jobs waiting, {dead} in the dead letters")


async def _embedder(parts: Resources) -> Check:
    if isinstance(parts.embedder, RemembersTrouble):
        # Its server is not asked for every probe; while it is away, words alone answer.
        trouble = parts.embedder.trouble
        return Check("degraded", trouble[:300]) if trouble else Check("ok", f"{parts.embedder.name}, remote")
    vectors = await parts.embedder.embed(["ready"], EmbeddingKind.QUERY)
    return Check("ok", f"{parts.embedder.name}, {vectors.shape[1]} dimensions")


async def _chat_model(parts: Resources) -> Check:
    # Its server is not asked for every probe; while it is away, answers quote.
    trouble = parts.chat_models.trouble
    if trouble:
        return Check("degraded", trouble[:300])
    return Check("ok", f"{parts.settings.chat_model}, {len(parts.chat_models.names)} to choose from")


async def _index(parts: Resources) -> Check:
    async with parts.database.connection() as connection:
        halfvec = await connection.fetchval("SELECT extversion FROM pg_extension WHERE extname = 'vector'")
    return (
        Check("ok", f"pgvector {halfvec}")
        if halfvec
        else Check("failed", "the vector extension is missing: run aisle migrate")
    )


async def _sandbox(parts: Resources) -> Check:
    try:
        found = parts.parser.capabilities()
    except RuntimeError:
        return Check("ok", "not tried yet in this process")
    if found.is_complete:
        return Check("ok", "files are read without network, files or processes of their own")
    return Check("degraded", f"this system does not grant: {', '.join(found.missing())}")


async def _recognition(parts: Resources) -> Check:
    """Say whether scanned documents can be read. Missing is no fault: most shops have none."""
    try:
        state = await asyncio.wait_for(parts.parser.engine_state(), SECONDS / 2)
    except TimeoutError:
        return Check("ok", "not tried yet in this process")
    return Check("ok", state.detail if state.available else f"not available: {state.detail}")


async def _ways_out(parts: Resources) -> Check:
    """Warn of an open guard; which addresses are open is not for everybody who reads this."""
    return Check("degraded", "AISLE_EGRESS_ALLOW opens inner addresses: for development only")


async def _demo(parts: Resources) -> Check:
    waiting = await jobs_left(parts)
    if waiting is None:
        return Check("loading", "a worker loads the demo shop on the first start")
    return Check("loading", f"{waiting} jobs to go") if waiting else Check("ok", "complete")
