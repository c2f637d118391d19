"""Rows of keys, read."""

import base64
from typing import Any
from uuid import UUID

from aisle.identity import tokens
from aisle.identity.keys.types import Key, KeyKind, KeyState, Maker


def key_of(row: Any) -> Key:
    """Return a key as it is listed."""
    kind = KeyKind(row["kind"])
    return Key(
        id=row["id"],
        kind=kind,
        name=row["name"],
        prefix=_prefix(kind, row["id"]),
        stores=tuple(place for place in places_of(row) if place is not None),
        scopes=tuple(row["scopes"]),
        origins=tuple(row["origins"]),
        maker=Maker(row["maker"], row["maker_key"]),
        state=_state(row),
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        last_used_at=row["last_used_at"],
        replaced_by=row["replaced_by"],
    )


def places_of(row: Any) -> list[UUID | None]:
    """Return the stores where a key holds; one None: the whole organization."""
    return list(row["stores"]) or [row["store_id"]]


def _state(row: Any) -> KeyState:
    if row["revoked_at"] is not None:
        return KeyState.REVOKED
    if row["expired"]:
        return KeyState.EXPIRED
    return KeyState.ENDING if row["replaced_by"] is not None else KeyState.ACTIVE


def _prefix(kind: KeyKind, key_id: UUID) -> str:
    """Return a part of the key's text that tells it from others and proves nothing: the end of its id, as the text writes it."""
    start = tokens.SECRET_PREFIX if kind is KeyKind.SECRET else tokens.PUBLIC_PREFIX
    # These nine bytes stand on whole groups of three in the text, so their letters are the text's own.
    return f"{start}…{base64.urlsafe_b64encode(key_id.bytes[5:14]).decode()}…"
