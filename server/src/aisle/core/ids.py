"""Ids are UUIDv7 (RFC 9562): random enough to be unguessable, ordered enough to be good keys."""

import secrets
import time
from collections.abc import Iterable
from functools import lru_cache
from typing import NewType
from uuid import UUID

OrganizationId = NewType("OrganizationId", UUID)
StoreId = NewType("StoreId", UUID)


def new_id() -> UUID:
    """Make a UUIDv7 from the clock (milliseconds) and 74 random bits."""
    return UUID(int=_new_value())


def new_id_text() -> str:
    """Make one as it is written; where it is made with every request, to build the object would be most of the work."""
    text = f"{_new_value():032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@lru_cache(maxsize=4_096)
def id_text(id_: UUID) -> str:
    """Return an id as it is written: those of tenants, stores and keys are written with every request."""
    return str(id_)


def _new_value() -> int:
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return value & ~(0x3 << 62) | 0x2 << 62


def ids_among(names: Iterable[str]) -> tuple[list[str], list[UUID]]:
    """Return those names that are ids, and the ids: where a thing may be called by either."""
    found: list[tuple[str, UUID]] = []
    for name in names:
        try:
            found.append((name, UUID(name)))
        except ValueError:
            continue
    return [name for name, _ in found], [one for _, one in found]
