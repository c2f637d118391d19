"""Which product a source's record is part of: what a person said, what it was, or a product that bears the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from aisle.catalog.service import holding as catalog
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.sources.truth import repository
from aisle.sources.truth.identity import STRENGTH, Key, keys_of
from aisle.sources.truth.repository import Ref
from aisle.sources.truth.types import SaidProduct

Link = tuple[UUID, str]  # a product, and why


@dataclass(slots=True)
class Known:
    """What is known of records before they are linked.

    Attributes:
        links: Products that they are part of now, by the run if it has linked them already.
        chosen: That persons put them to.
        bearers: Live records of the same names: by name, record and product.
        gone: Records that are there no more when the run is live.
        by_handle: Products of the catalogue by their handles.
        linked: Products that any record is part of.
    """

    links: Mapping[Ref, Link]
    chosen: Mapping[Ref, UUID] = field(default_factory=dict)
    bearers: Mapping[Key, Sequence[tuple[Ref, UUID]]] = field(default_factory=dict)
    gone: frozenset[Ref] = frozenset()
    by_handle: Mapping[str, UUID] = field(default_factory=dict)
    linked: frozenset[UUID] = frozenset()


def link(said: Mapping[Ref, SaidProduct], known: Known) -> dict[Ref, Link]:
    """Say which product each record is part of. Two records of one source are two products, unless a person says otherwise.

    Whoever is first in a product stays in it; the others stay as long as they share a name with somebody in it.
    """
    keys = {
        ref: keys_of(one.record, (variant.record for variant in one.variants)) for ref, one in said.items()
    }
    inside: dict[UUID, dict[UUID, Ref]] = defaultdict(dict)  # product -> source -> record
    names: dict[UUID, set[Key]] = defaultdict(set)
    bearers: dict[Key, list[tuple[Ref, UUID]]] = defaultdict(list)  # of names, as they will be
    for key, found in known.bearers.items():
        bearers[key] += [one for one in found if one[0] not in said]
        for ref, product_id in bearers[key]:
            if ref not in known.gone:
                inside[product_id][ref[0]] = ref
                names[product_id].add(key)
    done: dict[Ref, Link] = {}

    def put(ref: Ref, product_id: UUID, why: str) -> None:
        done[ref] = (product_id, why)
        inside[product_id].setdefault(ref[0], ref)
        names[product_id] |= keys[ref]
        for key in keys[ref]:
            bearers[key].append((ref, product_id))

    for ref in sorted(said, key=lambda one: _turn(one, known)):
        if ref in known.chosen:
            put(ref, known.chosen[ref], "person")
            continue
        before = known.links.get(ref)
        if before is not None and ref[0] not in inside[before[0]]:
            why = _shared(keys[ref], names[before[0]])
            if before[1] in ("first", "import") or why or not inside[before[0]]:
                put(ref, before[0], before[1] if before[1] in ("first", "import") else why or "first")
                continue
        same = _same_thing(ref, keys[ref], bearers, known.gone, inside)
        put(ref, *(same or _own(said[ref], known, inside)))
    return done


def _turn(ref: Ref, known: Known) -> tuple[Any, ...]:
    """Persons' words first, then whoever is first in a product, then those that are in one, then the others."""
    before = known.links.get(ref)
    place = (
        0 if ref in known.chosen else 3 if before is None else 1 if before[1] in ("first", "import") else 2
    )
    return place, str(ref[0]), ref[1]


def _shared(mine: set[Key], theirs: set[Key]) -> str | None:
    kinds = {key.kind for key in mine & theirs}
    return min(kinds, key=lambda kind: STRENGTH[kind]) if kinds else None


def _same_thing(
    ref: Ref,
    keys: set[Key],
    bearers: Mapping[Key, Sequence[tuple[Ref, UUID]]],
    gone: frozenset[Ref],
    inside: Mapping[UUID, Mapping[UUID, Ref]],
) -> Link | None:
    """The product of another source's record with the same name, the strongest name first; or that of a record of
    the same source which is gone now: the shop has made it anew."""
    for key in sorted(keys, key=lambda one: (STRENGTH[one.kind], one.key)):
        for other, product_id in sorted(bearers.get(key, ()), key=lambda one: str(one[1])):
            takes_over = other[0] == ref[0] and other in gone
            if (other[0] != ref[0] or takes_over) and ref[0] not in inside.get(product_id, {}):
                return product_id, key.kind
    return None


def _own(said: SaidProduct, known: Known, inside: Mapping[UUID, Mapping[UUID, Ref]]) -> Link:
    imported = known.by_handle.get(said.record.handle)
    if imported is not None and imported not in known.linked and not inside.get(imported):
        return imported, "import"
    return new_id(), "first"


async def read_known(
    session: Session, run_id: UUID | None, source_id: UUID | None, said: Mapping[Ref, SaidProduct]
) -> Known:
    """Read what decides on the links of these records. source_id: whose records the run changes."""
    refs = list(said)
    links = await repository.links_of(session, refs, None)
    if run_id is not None:
        links |= await repository.links_of(session, refs, run_id)
    keys = {
        key
        for one in said.values()
        for key in keys_of(one.record, (variant.record for variant in one.variants))
    }
    rows = await repository.bearers_of(session, keys)
    bearers: dict[Key, list[tuple[Ref, UUID]]] = defaultdict(list)
    for row in rows:
        bearers[Key(row["kind"], row["key"])].append(
            ((row["source_id"], row["product_ref"]), row["product_id"])
        )
    gone: set[Ref] = set()
    if run_id is not None and source_id is not None:
        own = [row["product_ref"] for row in rows if row["source_id"] == source_id]
        gone = {(source_id, ref) for ref in await repository.gone_in(session, run_id, own)}
    by_handle = await catalog.ids_by_handles(session, [one.record.handle for one in said.values()])
    linked = await _linked(session, by_handle.values(), run_id)
    return Known(
        {ref: (row["product_id"], row["why"]) for ref, row in links.items()},
        await repository.chosen_links(session, refs),
        bearers,
        frozenset(gone),
        by_handle,
        frozenset(linked),
    )


async def _linked(session: Session, ids: Iterable[UUID], run_id: UUID | None) -> set[UUID]:
    wanted = list(ids)
    rows = await repository.members_of(session, wanted, None)
    if run_id is not None:
        rows = rows | await repository.members_of(session, wanted, run_id)
    return {row["product_id"] for row in rows.values()}
