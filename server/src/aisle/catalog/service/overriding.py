"""Saying something in place of a product's sources, and taking it back: shown, found and answered with in one step."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.errors import CatalogOverridden, InvalidOverride, OverridesChanged, ProductNotFound
from aisle.catalog.overriding.fields import checked
from aisle.catalog.overriding.laying import Laid, Standing, lay
from aisle.catalog.overriding.types import NONE, Overrides, Wanted, Wishes
from aisle.catalog.ports import OpenScope, ProductIndex
from aisle.catalog.repository import overrides, reading, writing
from aisle.catalog.types import Product
from aisle.core.db import Session
from aisle.core.errors import Conflict
from aisle.core.ids import new_id

ROUNDS = 5  # of doing it anew because a product has changed meanwhile
LONGEST_REMEMBERED = 200  # characters of a value in the audit log

Decide = Callable[[Session], Awaitable[Sequence[Laid]]]
Remember = Callable[[Session, Sequence[Laid]], Awaitable[None]]


async def get_overrides(session: Session, product_id: UUID) -> tuple[Product, Overrides]:
    """Return a product and what is said of it in place of its sources. Raises ProductNotFound."""
    standing = await standing_of(session, [product_id])
    if product_id not in standing:
        raise ProductNotFound()
    return standing[product_id].product, standing[product_id].overrides


async def override_product(
    open_scope: OpenScope,
    index: ProductIndex[Any],
    product_id: UUID,
    wishes: Wishes,
    revision: str | None = None,
) -> Laid:
    """Say something in place of a product's sources, or take it back.

    Args:
        open_scope: Opens a transaction in the product's store.
        revision: Of what was said when the wishes were written; None: whatever it is.

    Raises: ProductNotFound, InvalidOverride, OverridesChanged.
    """
    said = {name: checked(name, value) for name, value in wishes.said.items()}
    if both := said.keys() & set(wishes.taken_back):
        raise InvalidOverride(f"“{min(both)}” is both set and taken back.", field=min(both))

    async def decide(session: Session) -> Sequence[Laid]:
        standing = (await standing_of(session, [product_id])).get(product_id)
        if standing is None:
            raise ProductNotFound()
        if revision is not None and revision != standing.overrides.revision:
            now = {"revision": standing.overrides.revision, "values": standing.overrides.values}
            raise OverridesChanged(current=now, sent=said)
        at, by = datetime.now(UTC), session.scope.principal
        wanted: dict[str, Wanted | None] = dict.fromkeys(wishes.taken_back)
        wanted |= {name: Wanted(value, new_id(), wishes.why, by, at) for name, value in said.items()}
        return [lay(standing, wanted, at)]

    [laid] = await carry_out(open_scope, index, decide, _remember)
    return laid


async def carry_out(
    open_scope: OpenScope, index: ProductIndex[Any], decide: Decide, remember: Remember
) -> Sequence[Laid]:
    """Let products become what is decided of them as they are, in one transaction with their words for search.

    What is slow is done before it, holding no transaction; if a product has changed meanwhile, all is decided anew.
    """
    for left in reversed(range(ROUNDS)):
        async with open_scope() as session:
            await writing.keep_catalog(session)
            found = await decide(session)
        texts = [one.planned for one in found if one.planned.reindex]
        prepared = await index.prepare(open_scope, texts) if texts else None
        try:
            async with open_scope() as session:
                await writing.lock_catalog(session)
                await _require_same(session, found)
                await write(session, index, found, prepared)
                await remember(session, found)
            break
        except Conflict:
            if not left:
                raise
    return found


async def standing_of(session: Session, product_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """Return those of the products that the store has, as they are."""
    hashes = await overrides.hashes_of(session, product_ids)
    read = await reading.products_by_ids(session, list(hashes))
    products: dict[UUID, Product] = {one.id: one for one in read}
    said = await overrides.overrides_of(session, list(hashes))
    return {
        id_: Standing(products[id_], said.get(id_, NONE), *of)
        for id_, of in hashes.items()
        if id_ in products
    }


async def write(session: Session, index: ProductIndex[Any], found: Sequence[Laid], prepared: Any) -> None:
    """Write products as they become. prepared: by the index, of those whose words for search are new."""
    if not found:
        return
    await overrides.save(session, [(one.id, said) for one in found for said in one.said])
    await overrides.take_back(session, [(one.id, name) for one in found for name in one.taken_back])
    titles = {id_: title for one in found for id_, title in one.titles.items()}
    await overrides.write_shown(session, [one.planned for one in found], titles)
    if prepared is not None:
        await index.apply(session, prepared)
    await index.remove(session, [one.id for one in found if one.is_hidden_now])
    await index.note_change(session)


async def _require_same(session: Session, found: Sequence[Laid]) -> None:
    now = await overrides.hashes_of(session, [one.id for one in found])
    if any(now.get(one.id, (None,))[0] != one.standing.shown for one in found):
        raise CatalogOverridden("A product has changed meanwhile; send it again.")


async def _remember(session: Session, found: Sequence[Laid]) -> None:
    for one in found:
        names = {said.field for said in one.said} | set(one.taken_back)
        before, after = _told(one.standing.overrides, names), _told(one.overrides, names)
        await record(session, Event("product.overridden", "product", one.id, before=before, after=after))


def _told(said: Overrides, names: set[str]) -> Mapping[str, Any]:
    return {name: _short(value) for name, value in sorted(said.values.items()) if name in names}


def _short(value: Any) -> Any:
    text = str(value)
    return value if len(text) <= LONGEST_REMEMBERED else f"{text[:LONGEST_REMEMBERED]}…"
