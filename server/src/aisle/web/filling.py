"""Inserts of guides filled in where callers are shown a guide's own words."""

from collections.abc import Iterable
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.conversations.inserts import filled_texts
from aisle.core.db import Scope
from aisle.tenants import service as tenants


async def fill_in(
    parts: Resources,
    scope: Scope,
    rows: Iterable[dict[str, Any]],
    names: tuple[str, ...],
    language: str | None = None,
) -> None:
    """Fill in the texts of these names in rows, with prices and stock of this moment; most rows have nothing to fill in.

    language: None for the store's own.
    """
    places = [(row, name) for row in rows for name in names if "{{" in str(row.get(name) or "")]
    if not places:
        return
    async with parts.database.open_scope(scope, keep_plans=True) as session:
        language = language or (await tenants.get_store(session, session.tenant[1])).language
        texts = await filled_texts(session, [str(row[name]) for row, name in places], language)
    for (row, name), text in zip(places, texts, strict=True):
        row[name] = text
