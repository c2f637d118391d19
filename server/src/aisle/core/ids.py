"""Ids are UUIDv7 (RFC 9562): random enough to be unguessable, ordered enough to be good keys."""

import secrets
import time
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
