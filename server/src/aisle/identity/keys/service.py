"""Use cases on keys."""

from uuid import UUID

from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.identity import tokens
from aisle.identity.keys import repository
from aisle.identity.keys.origins import checked_origin
from aisle.identity.roles import GRANTABLE, SCOPES
from aisle.identity.types import NewKey


async def create_key(
    session: Session,
    *,
    kind: str,
    store_id: UUID | None,
    name: str = "",
    origins: list[str] | None = None,
    scopes: list[str] | None = None,
) -> NewKey:
    """Make a key and return its text, which is shown once. Raises InvalidInput."""
    key_id, origins = new_id(), [checked_origin(origin) for origin in origins or []]
    scopes = sorted(SCOPES) if scopes is None and kind == "secret" else scopes or []
    if unknown := set(scopes) - SCOPES.keys() - {str(action) for action in GRANTABLE}:
        raise InvalidInput(
            f"Unknown scopes {sorted(unknown)}: use {sorted(SCOPES)}, or single actions such as documents.write."
        )
    if kind == "publishable" and (not origins or store_id is None):
        raise InvalidInput(
            "A publishable key needs a store and at least one origin, such as https://shop.example."
        )
    prefix = tokens.SECRET_PREFIX if kind == "secret" else tokens.PUBLIC_PREFIX
    token, secret_hash = tokens.make_key(prefix, session.scope.organization_id, key_id)
    await repository.insert_key(
        session,
        key_id=key_id,
        store_id=store_id,
        kind=kind,
        name=name,
        secret_hash=secret_hash,
        public_token=token if kind == "publishable" else None,
        origins=origins,
        scopes=scopes,
    )
    return NewKey(key_id, token, kind)
