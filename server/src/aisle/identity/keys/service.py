"""Making keys."""

from collections.abc import Iterable
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.errors import InvalidInput
from aisle.core.ids import new_id
from aisle.identity import tokens
from aisle.identity.keys import repository
from aisle.identity.keys.origins import checked_origin
from aisle.identity.keys.types import BY_THE_MACHINE, KeyKind, Maker, WantedKey
from aisle.identity.roles import GRANTABLE, SCOPES
from aisle.identity.types import NewKey

PREFIXES = {KeyKind.SECRET: tokens.SECRET_PREFIX, KeyKind.PUBLISHABLE: tokens.PUBLIC_PREFIX}
LONGEST_NAME = 100


async def create_key(
    session: Session,
    *,
    kind: str,
    store_id: UUID | None,
    name: str = "",
    origins: list[str] | None = None,
    scopes: list[str] | None = None,
) -> NewKey:
    """Make a key for the operator of the machine, bound by nobody's rights, and return its text, which is shown once.

    Raises InvalidInput.
    """
    stores = () if store_id is None else (store_id,)
    named = None if scopes is None else tuple(scopes)
    return await make_key(session, WantedKey(KeyKind(kind), name, stores, named, tuple(origins or ())))


async def make_key(session: Session, wanted: WantedKey, maker: Maker = BY_THE_MACHINE) -> NewKey:
    """Make a key and return its text, which is shown once. Whether the maker may is checked before. Raises InvalidInput."""
    key_id, scopes = new_id(), list(scopes_of(wanted))
    origins = [checked_origin(origin) for origin in wanted.origins]
    _check(wanted, origins)
    token, secret_hash = tokens.make_key(PREFIXES[wanted.kind], session.scope.organization_id, key_id)
    await repository.insert_key(
        session,
        key_id=key_id,
        store_id=wanted.stores[0] if len(wanted.stores) == 1 else None,
        stores=list(wanted.stores) if len(wanted.stores) > 1 else [],
        kind=str(wanted.kind),
        name=wanted.name,
        secret_hash=secret_hash,
        public_token=token if wanted.kind is KeyKind.PUBLISHABLE else None,
        origins=origins,
        scopes=scopes,
        maker=maker,
        expires_at=wanted.expires_at,
    )
    after = {"kind": wanted.kind, "stores": [*map(str, wanted.stores)], "scopes": scopes, "origins": origins}
    await record(session, Event("key.created", "key", key_id, after=after))
    return NewKey(key_id, token, str(wanted.kind))


def scopes_of(wanted: WantedKey) -> Iterable[str]:
    """Return the scopes that a key is to name. Raises InvalidInput for unknown ones."""
    if wanted.kind is KeyKind.PUBLISHABLE:
        return ()
    scopes = sorted(SCOPES) if wanted.scopes is None else list(dict.fromkeys(wanted.scopes))
    if unknown := set(scopes) - SCOPES.keys() - {str(action) for action in GRANTABLE}:
        raise InvalidInput(
            f"Unknown scopes {sorted(unknown)}: use {sorted(SCOPES)}, or single actions such as documents.write."
        )
    return scopes


def _check(wanted: WantedKey, origins: list[str]) -> None:
    if wanted.kind is KeyKind.PUBLISHABLE and (not origins or len(wanted.stores) != 1):
        raise InvalidInput(
            "A publishable key needs a store and at least one origin, such as https://shop.example."
        )
    if len(wanted.name) > LONGEST_NAME:
        raise InvalidInput(f"A key's name has at most {LONGEST_NAME} characters.")
