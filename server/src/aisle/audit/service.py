"""Writing to the audit log, in the transaction of what it tells of."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from aisle.audit import repository
from aisle.audit.types import Event
from aisle.core.client import current_client
from aisle.core.db import Session
from aisle.core.ids import new_id

START = bytes(32)  # the hash before the first entry


async def record(session: Session, event: Event) -> None:
    """Add an entry to the chain of the session's tenant; it is kept or lost with the rest of the transaction.

    Takes the tenant's chain until the transaction ends, so call it last.
    """
    number, before = await repository.lock_head(session)
    client = current_client()
    entry = {
        "number": number + 1,
        "id": str(new_id()),
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "actor": session.scope.principal,
        "store_id": _text(event.store_id or session.scope.store_id),
        "object_kind": event.object_kind,
        "object_id": str(event.object_id),
        "before": _plain(event.before),
        "after": _plain(event.after),
        "outcome": str(event.outcome),
        "request_id": client.request_id,
    }
    personal, salt = _personal(event, client.address, client.program), secrets.token_bytes(16)
    entry["personal_hash"] = hash_personal(personal, salt).hex() if personal else None
    await repository.insert_entry(session, entry, personal, salt if personal else None, chain(before, entry))


def chain(before: bytes, entry: dict[str, Any]) -> bytes:
    """Return the hash of an entry: SHA-256 of the hash before it and its canonical JSON (RFC 8785 for plain values)."""
    return hashlib.sha256(before + canonical(entry)).digest()


def canonical(value: Any) -> bytes:
    """Write plain values in the one way that a hash can be taken of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_personal(personal: dict[str, Any], salt: bytes) -> bytes:
    """Return the hash that stands in the chain for what can be erased."""
    return hashlib.sha256(salt + canonical(personal)).digest()


def _personal(event: Event, address: str | None, program: str | None) -> dict[str, Any]:
    given = {"address": address, "program": program, **(_plain(event.personal) or {})}
    return {name: value for name, value in given.items() if value is not None}


def _plain(value: Any) -> Any:
    return None if value is None else json.loads(json.dumps(dict(value), default=str))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
