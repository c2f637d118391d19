"""People as their own accounts know them."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody new. email: as `read_email` returns it. confirmed: a provider or a mail proved that it is theirs."""

    name: str
    email: str
    password_hash: str | None = field(default=None, repr=False)
    confirmed: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: UUID
    name: str
    email: str = field(repr=False)
    email_confirmed_at: datetime | None
    language: str
    password_hash: str | None = field(repr=False)
    created_at: datetime
    suspended_at: datetime | None
