"""What a mail is made of, before it has words."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from aisle.core.db import Session

Value = str | int | datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """Whom to write to, and what the template says there. values: by the names in `templates.VALUES`."""

    to: str
    values: Mapping[str, Value] = field(repr=False)
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sending:
    """What a maker is handed: the job that sends, and the secrets of its mail.

    A mail may be sent twice when a worker dies between sending and noting it. Secrets are therefore derived from the
    job's random id under a key outside the database: every try makes the same ones, and nobody else can.
    base_url: where links lead, without a slash at the end.
    """

    job_id: UUID
    base_url: str
    key: bytes = field(repr=False)

    def secret(self, purpose: str) -> bytes:
        """Return 32 bytes for a link. Store no more than their hash."""
        return hmac.new(self.key, f"{self.job_id}|{purpose}".encode(), hashlib.sha256).digest()

    def code(self, purpose: str, digits: int = 6) -> str:
        """Return digits that a person can type. Store no more than their keyed hash, and limit the tries."""
        number = int.from_bytes(self.secret(f"code {purpose}"), "big")
        return str(number % 10**digits).zfill(digits)


# Looks up what a mail is about, in the tenant of its job, and stores hashes of the secrets that it puts in. None: what
# it was about is gone, and nothing is sent.
Maker = Callable[[Session, Mapping[str, str], Sending], Awaitable[Letter | None]]
