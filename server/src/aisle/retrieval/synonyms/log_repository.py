"""Every query on the counts of searches."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aisle.core.db import Session

OWN = "organization_id = $1 AND store_id = $2"


@dataclass(frozen=True, slots=True)
class Counted:
    """A search, or words that gave way to others, with how often."""

    language: str
    said: str
    said_then: str
    times: int


async def add_queries(session: Session, day: date, counts: Mapping[tuple[str, str, bool], int]) -> None:
    """Add up searches by language, words, and whether they found something."""
    for (language, query, found), times in sorted(counts.items()):
        await session.execute(
            "INSERT INTO search_query AS q (organization_id, store_id, day, language, query, searches, found)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, store_id, day, language, query)"
            " DO UPDATE SET searches = q.searches + excluded.searches, found = q.found + excluded.found",
            *session.tenant,
            day,
            language,
            query,
            times,
            times if found else 0,
        )


async def add_rephrasings(session: Session, day: date, counts: Mapping[tuple[str, str, str], int]) -> None:
    """Add up what was said otherwise, by language, words and other words."""
    for (language, said, said_then), times in sorted(counts.items()):
        await session.execute(
            "INSERT INTO search_rephrasing AS r (organization_id, store_id, day, language, said, said_then, times)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)"
            " ON CONFLICT (organization_id, store_id, day, language, said, said_then)"
            " DO UPDATE SET times = r.times + excluded.times",
            *session.tenant,
            day,
            language,
            said,
            said_then,
            times,
        )


async def rephrasings(session: Session, least: int, limit: int) -> list[Counted]:
    """Return what was said otherwise at least so often, the most frequent first."""
    rows = await session.fetch(
        f"SELECT language, said, said_then, sum(times)::int AS times FROM search_rephrasing WHERE {OWN}"
        " GROUP BY language, said, said_then HAVING sum(times) >= $3 ORDER BY times DESC, said, said_then LIMIT $4",
        *session.tenant,
        least,
        limit,
    )
    return [Counted(row["language"], row["said"], row["said_then"], row["times"]) for row in rows]


async def in_vain(session: Session, least: int, limit: int) -> list[Counted]:
    """Return searches that mostly found nothing, and at least so often, the most frequent first."""
    rows = await session.fetch(
        f"SELECT language, query, sum(searches - found)::int AS times FROM search_query WHERE {OWN}"
        " GROUP BY language, query HAVING sum(searches - found) >= greatest($3, sum(found) + 1)"
        " ORDER BY times DESC, query LIMIT $4",
        *session.tenant,
        least,
        limit,
    )
    return [Counted(row["language"], row["query"], "", row["times"]) for row in rows]


async def delete_older(session: Session, days: int) -> int:
    """Forget the counts of days longer ago than this many."""
    gone = 0
    for table in ("search_query", "search_rephrasing"):
        sql = f"DELETE FROM {table} WHERE {OWN} AND day < (now() AT TIME ZONE 'UTC')::date - $3::int"
        gone += await session.execute(sql, *session.tenant, days)
    return gone
