"""Queries on pictures and on which of them an index version holds."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np

from aisle.core.db import Session
from aisle.core.db.codecs import encode_halfvec
from aisle.llm.ports import PictureFeatures, Vectors

MOST_EACH = 3  # pictures of a product: the first ones show it whole, later ones its details
LONGEST_ADDRESS = 4_000
LONGEST_REASON = 300
_HERE = "organization_id = $1 AND store_id = $2"
# What the products $3 show: product_id, address, address_hash.
_SHOWN = (
    "SELECT p.id AS product_id, a.address, sha256(convert_to(a.address, 'UTF8')) AS address_hash FROM product p"
    " CROSS JOIN LATERAL (SELECT i ->> 'url' AS address FROM jsonb_array_elements(p.images) WITH ORDINALITY AS e(i, n)"
    f" WHERE length(i ->> 'url') BETWEEN 1 AND {LONGEST_ADDRESS} ORDER BY n LIMIT {MOST_EACH}) AS a"
    " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = ANY($3)"
)


def hash_of(address: str) -> bytes:
    """Return what an address is known by."""
    return sha256(address.encode()).digest()


async def has_any(session: Session) -> bool:
    """Whether any product shows a picture, or any version holds one."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT EXISTS (SELECT FROM product WHERE {_HERE} AND images <> '[]') OR EXISTS (SELECT FROM index_picture WHERE {_HERE})",
        *session.tenant,
    )


async def products_after(session: Session, place: UUID | None, most: int) -> list[UUID]:
    """Return products behind a place, in the order of their ids."""
    rows = await session.fetch(
        f"SELECT id FROM product WHERE {_HERE} AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4",
        *session.tenant,
        place,
        most,
    )
    return [row["id"] for row in rows]


async def hold(
    session: Session, versions: Sequence[UUID], products: Sequence[UUID], read_by: str | None = None
) -> None:
    """Have versions hold the pictures that these products show. read_by: those alone that this embedder has looked at."""
    await session.execute(
        "INSERT INTO index_picture (organization_id, store_id, version_id, product_id, address_hash, address)"
        f" SELECT $1, $2, v, s.product_id, s.address_hash, s.address FROM unnest($4::uuid[]) AS v CROSS JOIN ({_SHOWN}) AS s"
        " WHERE $5::text IS NULL OR EXISTS (SELECT FROM picture p WHERE p.organization_id = $1 AND p.store_id = $2"
        " AND p.embedder = $5 AND p.address_hash = s.address_hash AND p.state = 'read')"
        " ORDER BY 3, 4, 5 ON CONFLICT DO NOTHING",  # all in one order, so that two who hold wait for one another at most
        *session.tenant,
        list(products),
        list(versions),
        read_by,
    )


async def let_go(session: Session, embedder: str, products: Sequence[UUID]) -> None:
    """Take out of every version what these products do not show any more.

    Where something that they show was not looked at yet, what they showed before stays: else no photo would find them
    meanwhile.
    """
    await session.execute(
        f"WITH shown AS ({_SHOWN}), unseen AS (SELECT s.product_id FROM shown s WHERE NOT EXISTS (SELECT FROM picture p"
        "  WHERE p.organization_id = $1 AND p.store_id = $2 AND p.embedder = $4 AND p.address_hash = s.address_hash"
        "  AND p.state <> 'waiting'))"
        " DELETE FROM index_picture i WHERE i.organization_id = $1 AND i.store_id = $2 AND i.product_id = ANY($3)"
        " AND NOT EXISTS (SELECT FROM shown s WHERE s.product_id = i.product_id AND s.address_hash = i.address_hash)"
        " AND NOT EXISTS (SELECT FROM unseen u WHERE u.product_id = i.product_id)",
        *session.tenant,
        list(products),
        embedder,
    )


async def unread_of_held(session: Session, embedder: str, holder: UUID, most: int) -> list[str]:
    """Return addresses that products which wait to go live will show, and that nobody has looked at or tried yet."""
    rows = await session.fetch(
        "SELECT a.address FROM held_product h CROSS JOIN LATERAL (SELECT i ->> 'url' AS address"
        "  FROM jsonb_array_elements(h.product -> 'images') WITH ORDINALITY AS e(i, n)"
        f"  WHERE length(i ->> 'url') BETWEEN 1 AND {LONGEST_ADDRESS} ORDER BY n LIMIT {MOST_EACH}) AS a"
        " LEFT JOIN picture p ON p.organization_id = $1 AND p.store_id = $2 AND p.embedder = $4"
        "  AND p.address_hash = sha256(convert_to(a.address, 'UTF8'))"
        " WHERE h.organization_id = $1 AND h.store_id = $2 AND h.holder = $3 AND h.product IS NOT NULL"
        " AND p.address_hash IS NULL LIMIT $5",
        *session.tenant,
        holder,
        embedder,
        most,
    )
    return list(dict.fromkeys(row["address"] for row in rows))


async def copy_held(session: Session, source: UUID, to: UUID) -> None:
    """Have a version hold what another one holds."""
    await session.execute(
        "INSERT INTO index_picture (organization_id, store_id, version_id, product_id, address_hash, address)"
        f" SELECT organization_id, store_id, $4, product_id, address_hash, address FROM index_picture WHERE {_HERE}"
        " AND version_id = $3 ON CONFLICT DO NOTHING",
        *session.tenant,
        source,
        to,
    )


async def unread(session: Session, embedder: str, again_after: float, most: int) -> list[str]:
    """Return addresses that are held and were not read yet, nor tried within so many seconds."""
    rows = await session.fetch(
        "SELECT DISTINCT i.address_hash, i.address FROM index_picture i LEFT JOIN picture p ON p.organization_id = $1"
        " AND p.store_id = $2 AND p.embedder = $3 AND p.address_hash = i.address_hash WHERE i.organization_id = $1 AND i.store_id = $2"
        " AND (p.state IS NULL OR p.state = 'waiting' AND p.tried_at < clock_timestamp() - make_interval(secs => $4))"
        " ORDER BY i.address_hash LIMIT $5",
        *session.tenant,
        embedder,
        again_after,
        most,
    )
    return [row["address"] for row in rows]


async def save_read(session: Session, embedder: str, address: str, features: PictureFeatures) -> None:
    """Keep what a picture looks like."""
    details = features.details.astype(np.float16).tobytes()
    await _save(session, embedder, address, "read", None, encode_halfvec(features.vectors[0]), details)


async def save_failure(session: Session, embedder: str, address: str, reason: str, *, final: bool) -> None:
    """Keep why a picture was not read. final: it will not be tried again."""
    state = "refused" if final else "waiting"
    await _save(session, embedder, address, state, reason[:LONGEST_REASON], None, None)


async def _save(session: Session, embedder: str, address: str, *values: Any) -> None:
    await session.execute(
        "INSERT INTO picture AS p (organization_id, store_id, embedder, address_hash, address, state, reason, vector, details, tries)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (organization_id, store_id, embedder, address_hash)"
        " DO UPDATE SET state = $6, reason = $7, vector = $8, details = $9, tries = p.tries + 1, tried_at = clock_timestamp()",
        *session.tenant,
        embedder,
        hash_of(address),
        address,
        *values,
    )


async def give_up_waiting(session: Session, embedder: str, tries: int) -> None:
    """Refuse pictures that were tried so often."""
    await session.execute(
        f"UPDATE picture SET state = 'refused' WHERE {_HERE} AND embedder = $3 AND state = 'waiting' AND tries >= $4",
        *session.tenant,
        embedder,
        tries,
    )


async def count_waiting(session: Session, embedder: str) -> int:
    """Return how many pictures are to be tried again."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT count(*) FROM picture WHERE {_HERE} AND embedder = $3 AND state = 'waiting'",
        *session.tenant,
        embedder,
    )


async def forget_unheld(session: Session) -> int:
    """Forget pictures that no version holds; returns how many. None while products wait whose pictures were read ahead."""
    return await session.execute(
        "DELETE FROM picture p WHERE p.organization_id = $1 AND p.store_id = $2"
        f" AND NOT EXISTS (SELECT FROM held_product WHERE {_HERE}) AND NOT EXISTS (SELECT FROM index_picture i"
        " WHERE i.organization_id = $1 AND i.store_id = $2 AND i.address_hash = p.address_hash)",
        *session.tenant,
    )


async def drop_held(session: Session, version_id: UUID) -> None:
    """Let a version hold nothing."""
    await session.execute(
        f"DELETE FROM index_picture WHERE {_HERE} AND version_id = $3", *session.tenant, version_id
    )


async def nearest(
    session: Session, version_id: UUID, embedder: str, vectors: Vectors, most: int
) -> list[Any]:
    """Return product_id, address and details of the pictures nearest to any of some vectors, the nearest first."""
    return await session.fetch(
        "SELECT i.product_id, i.address, p.details, (SELECT min(p.vector <#> q) FROM unnest($5::halfvec[]) AS q) AS away"
        " FROM index_picture i JOIN picture p ON p.organization_id = $1 AND p.store_id = $2 AND p.embedder = $4"
        " AND p.address_hash = i.address_hash AND p.state = 'read'"
        " WHERE i.organization_id = $1 AND i.store_id = $2 AND i.version_id = $3 ORDER BY away, i.product_id LIMIT $6",
        *session.tenant,
        version_id,
        embedder,
        [encode_halfvec(vector) for vector in vectors],
        most,
    )
