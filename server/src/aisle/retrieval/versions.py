"""Index versions of a store: the live one, and those that content changes must reach."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.core.errors import Conflict, NotFound
from aisle.core.ids import new_id
from aisle.retrieval.errors import IndexVersionNotFound
from aisle.retrieval.recipe import Recipe

SHARED = "shared"
LOCK = "index versions"
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class IndexVersion:
    """An index version as readers and writers need it.

    home: which partition holds its items. next_ordinal: every ordinal that was ever given to one lies below.
    """

    id: UUID
    recipe: Recipe
    home: str
    items: int
    state: str
    next_ordinal: int = 0

    def shares_vectors_with(self, other: "IndexVersion") -> bool:
        """Whether the same text has the same vector in both."""
        mine, its = self.recipe, other.recipe
        return (mine.embedder, mine.dimensions) == (its.embedder, its.dimensions)

    def takes(self, chunking: str | None) -> bool:
        """Whether it holds what this chunking has cut; None stands for items that are not cut."""
        return chunking is None or chunking == self.recipe.chunking.key


async def create_live(session: Session, recipe: Recipe) -> IndexVersion:
    """Make a store's first, empty index version and let it answer."""
    version = IndexVersion(new_id(), recipe, SHARED, 0, "active")
    await session.execute(
        "INSERT INTO index_version (organization_id, store_id, id, recipe, state, activated_at) VALUES ($1, $2, $3, $4, 'active', now())",
        *session.tenant,
        version.id,
        recipe.to_json(),
    )
    await session.execute(
        "INSERT INTO live_index (organization_id, store_id, version_id) VALUES ($1, $2, $3)",
        *session.tenant,
        version.id,
    )
    return version


async def get_version(session: Session, version_id: UUID) -> IndexVersion:
    """Return a version in whatever state. Raises IndexVersionNotFound."""
    version = await find(session, version_id)
    if version is None:
        raise IndexVersionNotFound()
    return version


async def list_ids(session: Session) -> list[UUID]:
    """Return the ids of all versions, the newest first."""
    rows = await session.fetch(
        "SELECT id FROM index_version WHERE organization_id = $1 AND store_id = $2 ORDER BY id DESC LIMIT $3",
        *session.tenant,
        MOST_LISTED,
    )
    return [row["id"] for row in rows]


async def build_of(session: Session, version_id: UUID) -> Any:
    """Return what is known of the build of a version: reason, job_id, work, created_at, activated_at."""
    return await session.fetchrow(
        "SELECT reason, job_id, work, created_at, activated_at FROM index_version"
        " WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
    )


async def get_live(session: Session) -> IndexVersion:
    """Return the version that answers. Raises NotFound for a store without one."""
    row = await session.fetchrow(
        "SELECT v.id, v.recipe, v.home, v.items, v.state, v.next_ordinal FROM live_index l"
        " JOIN index_version v ON v.organization_id = l.organization_id AND v.store_id = l.store_id AND v.id = l.version_id"
        " WHERE l.organization_id = $1 AND l.store_id = $2",
        *session.tenant,
    )
    if row is None:
        raise NotFound("This store has no live index.")
    return _version(row)


async def hold(session: Session) -> list[IndexVersion]:
    """Return the written versions, which stay the same until this transaction ends.

    Taken by every change of content, before its other locks. Whoever lets a version in among the written ones waits
    for the changes under way, so that no change can miss it.
    """
    await session.lock(LOCK, shared=True)
    return await list_written(session)


async def find(session: Session, version_id: UUID) -> IndexVersion | None:
    """Return a version in whatever state it is, or None."""
    row = await session.fetchrow(
        "SELECT id, recipe, home, items, state, next_ordinal FROM index_version WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        *session.tenant,
        version_id,
    )
    return _version(row) if row else None


async def list_written(session: Session) -> list[IndexVersion]:
    """Return every version that receives content changes: building, ready, and active ones."""
    rows = await session.fetch(
        "SELECT id, recipe, home, items, state, next_ordinal FROM index_version WHERE organization_id = $1 AND store_id = $2"
        " AND state IN ('building', 'ready', 'active') ORDER BY id",
        *session.tenant,
    )
    return [_version(row) for row in rows]


async def list_kept(session: Session) -> list[IndexVersion]:
    """Return every version that is not retired, also those that changes do not reach at present."""
    rows = await session.fetch(
        "SELECT id, recipe, home, items, state, next_ordinal FROM index_version WHERE organization_id = $1 AND store_id = $2"
        " AND state <> 'retired' ORDER BY id",
        *session.tenant,
    )
    return [_version(row) for row in rows]


async def give_up(session: Session, version_id: UUID, reason: str) -> bool:
    """Let a version that does not answer miss changes from now on, and say why; False if it answers."""
    changed = await session.execute(
        "UPDATE index_version SET state = 'failed', reason = $4 WHERE organization_id = $1 AND store_id = $2 AND id = $3"
        " AND state IN ('building', 'ready')",
        *session.tenant,
        version_id,
        reason,
    )
    return changed == 1


async def switch_live(session: Session, to: UUID, expected: UUID) -> None:
    """Move the live pointer if it still points at `expected` (compare-and-set). Raises Conflict, NotFound.

    The version that answered before stays ready and goes on taking changes, so that going back is safe.
    """
    ready = await session.fetchval(
        "SELECT 1 FROM index_version WHERE organization_id = $1 AND store_id = $2 AND id = $3 AND state IN ('ready', 'active')",
        *session.tenant,
        to,
    )
    if not ready:
        raise NotFound("No such index version is ready.")
    # The pointer first: whoever moves it holds it until the end, so two switches never lock two versions crosswise.
    moved = await session.execute(
        "UPDATE live_index SET version_id = $3, generation = generation + 1 WHERE organization_id = $1 AND store_id = $2 AND version_id = $4",
        *session.tenant,
        to,
        expected,
    )
    if not moved:
        raise Conflict("Another index version went live meanwhile; look again before switching.")
    changed = await session.execute(
        "UPDATE index_version SET state = CASE WHEN id = $3 THEN 'active' ELSE 'ready' END,"
        " activated_at = CASE WHEN id = $3 THEN clock_timestamp() ELSE activated_at END"
        " WHERE organization_id = $1 AND store_id = $2 AND state <> 'retired' AND id = ANY(ARRAY[$3, $4]::uuid[])",
        *session.tenant,
        to,
        expected,
    )
    if changed != len({to, expected}):
        raise NotFound("The index version was retired meanwhile.")


def _version(row: Any) -> IndexVersion:
    recipe = Recipe.from_json(row["recipe"])
    return IndexVersion(row["id"], recipe, row["home"], row["items"], row["state"], row["next_ordinal"])
