"""Use cases on the stores of an organization: opened whole, suspended, deleted and brought back within a week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.bootstrap.provision import NewStore, open_store
from aisle.catalog.moving import check_content_allows
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.identity.members.granting import as_of_now
from aisle.identity.organizations.errors import NameDiffers, NotDeleted
from aisle.identity.organizations.jobs import EraseStore
from aisle.identity.organizations.types import KEPT
from aisle.identity.policy import allow, require
from aisle.identity.types import Action, Caller, Place
from aisle.retrieval.recipe import Recipe
from aisle.tenants import repository
from aisle.tenants import service as tenants
from aisle.tenants.errors import StoreDeleted, StoreNotFound
from aisle.tenants.types import Store, StoreState


@dataclass(frozen=True, slots=True)
class Stores:
    """Works on the stores of a caller's organization. rerankers: names of those that work here."""

    database: Database
    jobs: JobQueue
    recipe: Recipe
    rerankers: Sequence[str]

    async def list(self, caller: Caller) -> list[StoreState]:
        """Return the stores that the caller may see, suspended and deleted ones, too."""
        async with self.database.open_scope(caller.scope) as session:
            found = await repository.list_states(session)
        return [one for one in found if _may(caller, Action.READ_STORES, one.store_id)]

    async def create(self, caller: Caller, wanted: NewStore) -> Store:
        """Open a store with everything that it needs to be asked. Raises InvalidInput, SlugTaken."""
        scope = Scope(caller.organization_id, None, caller.principal)
        async with self.database.open_scope(scope) as session:
            now = await as_of_now(session, caller)
            require(now, Action.WRITE_STORES, Place(caller.organization_id))
        return await open_store(
            self.database, caller.organization_id, wanted, self.recipe, self.jobs, principal=caller.principal
        )

    async def read(self, caller: Caller, store_id: UUID) -> tuple[StoreState, Store]:
        """Return a store with its settings. Raises StoreNotFound, Forbidden."""
        require(caller, Action.READ_STORES, Place(caller.organization_id, store_id))
        async with self.database.open_scope(caller.scope) as session:
            return await _state(session, store_id), await tenants.get_store(session, store_id)

    async def change(
        self, caller: Caller, store_id: UUID, facts: Mapping[str, str | None], changes: Mapping[str, Any]
    ) -> None:
        """Change a store's facts or settings. changes: dotted names and values.

        Raises InvalidInput, CurrencyInUse, LanguageInUse.
        """
        async with self.database.open_scope(caller.scope) as session:
            await self._check(session, caller, store_id)
            before = await tenants.get_store(session, store_id)
            after = await tenants.change_store(session, store_id, facts, changes, self.rerankers)
            await check_content_allows(session.for_store(store_id), before, after)

    async def suspend(self, caller: Caller, store_id: UUID) -> None:
        """Let a store answer nobody; its jobs wait. In force within 30 s."""
        await self._set(caller, store_id, "store.suspended", suspended=True)

    async def resume(self, caller: Caller, store_id: UUID) -> None:
        """Let a store answer again. Raises StoreDeleted."""
        await self._set(caller, store_id, "store.resumed", suspended=False)

    async def delete(self, caller: Caller, store_id: UUID, typed: str) -> None:
        """Suspend a store at once and erase it after a week. typed: its name. Raises NameDiffers."""
        async with self.database.open_scope(caller.scope) as session:
            state = await self._check(session, caller, store_id)
            if typed.strip() != state.name:
                raise NameDiffers(f"Name the store, “{state.name}”, to delete it.")
            await repository.set_store_state(session, store_id, suspended=True, deleted=True)
            await self.jobs.defer(session, EraseStore(str(store_id)), dedup_key=str(store_id), delay=KEPT)
            await record(session, Event("store.deleted", "store", store_id, store_id=store_id))

    async def restore(self, caller: Caller, store_id: UUID) -> None:
        """Bring a deleted store back; it stays suspended until it is resumed. Raises NotDeleted."""
        async with self.database.open_scope(caller.scope) as session:
            state = await self._check(session, caller, store_id)
            if state.deleted_at is None:
                raise NotDeleted()
            await repository.set_store_state(session, store_id, suspended=True, deleted=False)
            await record(session, Event("store.restored", "store", store_id, store_id=store_id))

    async def _set(self, caller: Caller, store_id: UUID, event: str, *, suspended: bool) -> None:
        async with self.database.open_scope(caller.scope) as session:
            state = await self._check(session, caller, store_id)
            if state.deleted_at is not None:
                raise StoreDeleted()
            await repository.set_store_state(session, store_id, suspended=suspended, deleted=False)
            await record(session, Event(event, "store", store_id, store_id=store_id))

    async def _check(self, session: Session, caller: Caller, store_id: UUID) -> StoreState:
        now = await as_of_now(session, caller)
        require(now, Action.WRITE_STORES, Place(caller.organization_id, store_id))
        return await _state(session, store_id)


async def _state(session: Session, store_id: UUID) -> StoreState:
    state = await repository.find_state(session, str(store_id))
    if state is None:
        raise StoreNotFound()
    return state


def _may(caller: Caller, action: Action, store_id: UUID) -> bool:
    return allow(caller, action, Place(caller.organization_id, store_id))
