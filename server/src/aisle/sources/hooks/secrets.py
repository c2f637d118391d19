"""What deliveries are signed with: the shop's own secret, or one that Aisle chose; the one before is believed for a day."""

from __future__ import annotations

import json
import secrets as dice
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.sources.hooks import repository

OVERLAP = timedelta(days=1)
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret. until: when an old one is believed no more; None: the present one."""

    value: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SecretBox:
    """Keeps a source's secrets sealed."""

    vault: Vault

    async def get(self, session: Session, source_id: UUID) -> list[Secret]:
        """Return what is kept, the newest first; nothing for a source that never had any."""
        sealed = await repository.find_secrets(session, source_id)
        if sealed is None:
            return []
        text = await self.vault.unseal_text(session, sealed, _place(source_id))
        return [_read(one) for one in json.loads(text)]

    async def put(self, session: Session, source_id: UUID, value: str, now: datetime) -> None:
        """Make this the present secret; the others are believed for a while. Nothing changes where it is so already."""
        kept = await self.get(session, source_id)
        if kept and kept[0].value == value:
            return
        old = [Secret(one.value, one.until or now + OVERLAP) for one in kept if one.value != value]
        await self._save(session, source_id, [Secret(value), *believed(old, now)])

    async def _save(self, session: Session, source_id: UUID, kept: Sequence[Secret]) -> None:
        data = [[one.value, one.until.isoformat() if one.until else None] for one in kept]
        sealed = await self.vault.seal_text(session, json.dumps(data), _place(source_id))
        await repository.save_secrets(session, source_id, sealed)


def believed(kept: Sequence[Secret], now: datetime) -> list[Secret]:
    """Return those that are believed now."""
    return [one for one in kept if one.until is None or one.until > now]


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return dice.token_urlsafe(SECRET_BYTES)


def _read(kept: Sequence[str | None]) -> Secret:
    value, until = kept
    return Secret(value or "", datetime.fromisoformat(until) if until else None)


def _place(source_id: UUID) -> str:
    return f"source_hook.secrets_sealed:{source_id}"
