"""What is learned of a person at another provider."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ExternalIdentity:
    """Somebody at a provider, after everything was checked.

    provider: name of the provider in the settings, or the id of an organization's connection. method: how it was proven,
    as sign-ins name it. email: only where the provider says that it verified it. attributes: what role mapping may read.
    """

    provider: str
    issuer: str
    subject: str
    method: str
    email: str | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class LinkedIdentity:
    """A way of signing in as its person sees it."""

    id: UUID
    provider: str
    created_at: datetime
    used_at: datetime | None
