"""Which models of the registry shall be loaded, and which of them indexes need. No tenant owns any of this."""

from dataclasses import dataclass
from typing import Any, Protocol

from aisle.core.db import Database


class Writer(Protocol):
    """A session of whoever asks, or a bare connection of the machine's own command."""

    async def fetchval(self, sql: str, *arguments: Any) -> Any:
        """Return the first column of the first row."""
        ...


@dataclass(frozen=True, slots=True)
class WantedModel:
    """A model that every process shall load. digest: SHA-256 of its manifest."""

    name: str
    version: str
    digest: str


async def list_wanted(database: Database) -> list[WantedModel]:
    """Return them, in the order in which they were wanted."""
    async with database.connection() as connection:
        rows = await connection.fetch(
            "SELECT name, version, digest FROM aisle.local_model ORDER BY wanted_at, name, version"
        )
    return [WantedModel(row["name"], row["version"], row["digest"]) for row in rows]


async def want(writer: Writer, model: WantedModel, who: str) -> None:
    """Have a model loaded. who: asked for it."""
    asked = (model.name, model.version, model.digest, who)
    await writer.fetchval("SELECT aisle.want_model($1, $2, $3, $4)::text", *asked)


async def unwant(writer: Writer, name: str, version: str) -> bool:
    """Have a model unloaded. Returns whether it was to be loaded."""
    found: bool = await writer.fetchval("SELECT aisle.unwant_model($1, $2)", name, version)
    return found


async def count_needing(dispatch: Database, embedder: str) -> int:
    """Count the index versions, of whatever tenant, that an embedder made and that still hold its vectors."""
    async with dispatch.connection() as connection:
        count: int = await connection.fetchval(
            "SELECT count(*) FROM aisle.index_version WHERE recipe->>'embedder' = $1 AND state <> 'retired'",
            embedder,
        )
    return count
