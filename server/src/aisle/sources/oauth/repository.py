"""Queries of consents."""

from __future__ import annotations

from datetime import datetime

from aisle.core.db import Session


async def use(session: Session, digest: bytes, until: datetime) -> bool:
    """Whether nobody used this before, in any process. until: when it no longer counts anyway."""
    return bool(await session.fetchval("SELECT aisle.use_once($1, $2)", digest, until))
