"""The chain: each entry's hash is taken of the hash before it and of what the entry says."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from aisle.core.db import Record

START = bytes(32)  # the hash before the first entry


def chain(before: bytes, entry: Mapping[str, Any]) -> bytes:
    """Return the hash of an entry: SHA-256 of the hash before it and its canonical JSON (RFC 8785 for plain values)."""
    return hashlib.sha256(before + canonical(entry)).digest()


def canonical(value: Any) -> bytes:
    """Write plain values in the one way that a hash can be taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_personal(personal: Mapping[str, Any], salt: bytes) -> bytes:
    """Return the hash that stands in the chain for what can be erased."""
    return hashlib.sha256(salt + canonical(personal)).digest()


def as_hashed(row: Record) -> dict[str, Any]:
    """Return a stored entry as it was when its hash was taken."""
    personal_hash = row["personal_hash"]
    return {
        "number": row["number"],
        "id": str(row["id"]),
        "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        "action": row["action"],
        "actor": row["actor"],
        "store_id": str(row["store_id"]) if row["store_id"] else None,
        "object_kind": row["object_kind"],
        "object_id": row["object_id"],
        "before": row["before"],
        "after": row["after"],
        "outcome": row["outcome"],
        "request_id": row["request_id"],
        "personal_hash": personal_hash.hex() if personal_hash else None,
    }


def plain(value: Any) -> Any:
    """Return a value as PostgreSQL's jsonb will give it back, so that its hash can be taken again.

    jsonb keeps numbers as decimals and takes neither the character NUL nor half a surrogate pair.
    """
    if isinstance(value, Mapping):
        return {plain(str(name)): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [
            plain(one) for one in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)
        ]
    if value is None or isinstance(value, bool | int):
        return value
    return _number(value) if isinstance(value, float) else storable(str(value))


def storable(text: str) -> str:
    """Return a text without what PostgreSQL does not store."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _number(value: float) -> int | float | str:
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return int(value) if value.is_integer() else value
