"""Partitions of index versions; the owner's procedures do what needs the owner's rights."""

from uuid import UUID

import asyncpg

from aisle.core.db import Session
from aisle.retrieval.errors import HomeBusy
from aisle.retrieval.versions import IndexVersion

PREPARE_SECONDS = 4 * 3_600  # for one step of preparing a home


async def drop_home(session: Session, store_id: UUID, version_id: UUID) -> None:
    """Drop the partition of a version that is retired, or gone with its store (the owner's procedure does the DDL).

    Raises HomeBusy.
    """
    try:
        await session.execute(
            "CALL aisle.drop_index_home($1, $2, $3)", session.scope.organization_id, store_id, version_id
        )
    except asyncpg.LockNotAvailableError:
        raise HomeBusy("Readers hold the index at this moment; try again.") from None


async def prepare_home(session: Session, version: IndexVersion) -> str:
    """Make the next step towards a partition and graphs of a version's own, beside what is read and written now.

    Returns 'ready' when only `move_home` is left to be done, 'busy' when somebody else is at it, else what was done.
    """
    # A graph takes minutes, for which nobody waits but the job.
    await session.execute(f"SET LOCAL statement_timeout = '{PREPARE_SECONDS}s'")
    return await session.fetchval(  # type: ignore[no-any-return]
        "SELECT aisle.prepare_index_home($1, $2, $3, $4)",
        *session.tenant,
        version.id,
        version.recipe.dimensions,
    )


async def move_home(session: Session, version: IndexVersion) -> None:
    """Give a version a partition and graphs of its own (the owner's procedure does the DDL, and what was not prepared)."""
    await session.execute(
        "CALL aisle.move_index_home($1, $2, $3, $4)", *session.tenant, version.id, version.recipe.dimensions
    )


async def refresh_statistics(session: Session) -> None:
    """Let the planner know the tables that were just filled (the owner's procedure skips those it knows)."""
    await session.execute("CALL aisle.refresh_statistics()")
