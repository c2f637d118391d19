"""Ids are UUIDv7 (RFC 9562): random enough to be unguessable, ordered enough to be good keys."""

import secrets
import time
from collections.abc import Iterable
from typing import NewType
from uuid import UUID

OrganizationId = NewType("OrganizationId", UUID)
StoreId = NewType("StoreId", UUID)


def new_id() -> UUID:
    """Make a UUIDv7 from the clock (milliseconds) and 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def ids_among(names: Iterable[str]) -> tuple[list[str], list[UUID]]:
    """Return those names that are ids, and the ids: where a thing may be called by either."""
    found: list[tuple[str, UUID]] = []
    for name in names:
        try:
            found.append((name, UUID(name)))
        except ValueError:
            continue
    return [name for name, _ in found], [one for _, one in found]
