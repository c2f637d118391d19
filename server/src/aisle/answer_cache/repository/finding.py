"""Looking kept answers up. One statement finds an answer and checks all that it rests on, so both are of one moment."""

from datetime import datetime
from typing import Any

from aisle.answer_cache.types import Standing
from aisle.core.db import Session
from aisle.llm.ports import Vectors

COLUMNS = (
    "key, partition, signature, index_version_id, passage_changes, product_changes, synonym_changes,"
    " document_ids, version_ids, documents_as_of, product_ids, product_states, value, created_at, expires_at"
)
# A product's words, and whether it can be bought; what it costs is read anew when it is shown.
STATE = "p.search_hash || CASE WHEN p.in_stock THEN '\\x01'::bytea WHEN NOT p.in_stock THEN '\\x00'::bytea ELSE '\\x02'::bytea END"
_OWN = "k.organization_id = $1 AND k.store_id = $2"
_LIVE = (
    "WITH live AS MATERIALIZED (SELECT v.id AS live_id, v.recipe ->> 'embedder' AS embedder, v.passage_changes AS passages_now,"
    " v.product_changes AS products_now, l.synonym_changes AS synonyms_now, now() AS read_at"
    " FROM live_index l JOIN index_version v ON v.organization_id = $1"
    " AND v.store_id = $2 AND v.id = l.version_id WHERE l.organization_id = $1 AND l.store_id = $2)"
)
# What was withdrawn, published anew, has run out, renamed, sold out or put on sale again, or is gone, is not what was cited or shown.
_FRESH = (
    "k.expires_at > $4 AND k.index_version_id = live.live_id AND k.passage_changes = live.passages_now"
    " AND (k.product_changes IS NULL OR k.product_changes = live.products_now) AND k.synonym_changes = live.synonyms_now"
    " AND NOT EXISTS (SELECT FROM unnest(k.document_ids, k.version_ids, k.documents_as_of) AS c(id, version_id, as_of)"
    " LEFT JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.id AND d.deleted_at IS NULL"
    " AND d.published_version_id = c.version_id AND d.updated_at = c.as_of"
    " LEFT JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = d.published_version_id"
    " WHERE d.id IS NULL OR v.valid_until <= $4)"
    " AND NOT EXISTS (SELECT FROM unnest(k.product_ids, k.product_states) AS c(id, state)"
    f" LEFT JOIN product p ON p.organization_id = $1 AND p.store_id = $2 AND p.id = c.id AND NOT p.hidden AND {STATE} = c.state WHERE p.id IS NULL)"
)
_ALL = ", ".join(f"k.{name.strip()}" for name in (*COLUMNS.split(","), "tag"))
_EXACT = (
    f"{_LIVE} SELECT live.*, {_ALL} FROM live LEFT JOIN kept_answer k ON {_OWN} AND k.key = $3 AND {_FRESH}"
)
_ALIKE = (
    f"{_LIVE} SELECT live.*, {_ALL}, 1 - (k.embedding <=> $5) AS similarity FROM live JOIN kept_answer k"
    f" ON {_OWN} AND k.signature = $3 AND k.partition = $6 AND k.embedding IS NOT NULL AND {_FRESH}"
    " ORDER BY k.embedding <=> $5 LIMIT 3"
)


async def find_exact(session: Session, key: bytes, at: datetime) -> tuple[Standing | None, Any | None]:
    """Return how things stand, and the fresh answer of a key; its row has the columns of `COLUMNS` and the tag."""
    row = await session.fetchrow(_EXACT, *session.tenant, key, at)
    if row is None:
        return None, None
    return _standing(row), row if row["key"] is not None else None


async def has_alike(session: Session, partition: bytes, signature: bytes) -> bool:
    """Whether any answer of the partition shares these words."""
    return await session.fetchval(  # type: ignore[no-any-return]
        f"SELECT EXISTS (SELECT FROM kept_answer k WHERE {_OWN} AND k.partition = $3 AND k.signature = $4)",
        *session.tenant,
        partition,
        signature,
    )


async def find_alike(
    session: Session, partition: bytes, signature: bytes, vector: Vectors, at: datetime
) -> list[Any]:
    """Return the fresh answers of the partition that share these words, the nearest first, with their similarity."""
    return await session.fetch(_ALIKE, *session.tenant, signature, at, vector, partition)


def _standing(row: Any) -> Standing:
    return Standing(
        row["live_id"],
        row["embedder"],
        row["passages_now"],
        row["products_now"],
        row["synonyms_now"],
        row["read_at"],
    )
