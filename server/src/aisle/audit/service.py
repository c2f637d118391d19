"""Writing to the audit log, in the transaction of what it tells of."""

import secrets
from datetime import UTC, datetime
from typing import Any

from aisle.audit import repository
from aisle.audit.chaining import chain, hash_personal, plain, storable
from aisle.audit.types import Event
from aisle.core.client import current_client
from aisle.core.db import Session
from aisle.core.ids import new_id


async def record(session: Session, event: Event) -> None:
    """Add an entry to the chain of the session's tenant; it is kept or lost with the rest of the transaction.

    Takes the tenant's chain until the transaction ends, so call it last: whoever waits for another lock while holding the
    chain holds up everybody of the tenant.
    """
    client = current_client()
    personal, salt = _personal(event, client.address, client.program), secrets.token_bytes(16)
    number, before = await repository.take_number(session)
    entry = {
        "number": number,
        "id": str(new_id()),
        "at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "actor": session.scope.principal,
        "store_id": _text(event.store_id or session.scope.store_id),
        "object_kind": event.object_kind,
        "object_id": storable(str(event.object_id)),
        "before": plain(event.before),
        "after": plain(event.after),
        "outcome": str(event.outcome),
        "request_id": client.request_id,
        "personal_hash": hash_personal(personal, salt).hex() if personal else None,
    }
    await repository.insert_entry(session, entry, personal, salt if personal else None, chain(before, entry))


def _personal(event: Event, address: str | None, program: str | None) -> dict[str, Any]:
    given = {"address": address, "program": program, **(event.personal or {})}
    return {name: plain(value) for name, value in given.items() if value is not None}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
