"""What an organization does with providers of its own. The caller may do so there."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.core.errors import InvalidInput
from aisle.core.http.egress import GuardedFetch, Pace
from aisle.core.ids import new_id
from aisle.core.vault import Vault
from aisle.identity.types import Caller
from aisle.providers import repository
from aisle.providers.addresses import check_query
from aisle.providers.errors import ModelNameTaken, TooManyProviders
from aisle.providers.names import is_reserved, key_place, tail_of
from aisle.providers.types import OwnModel, Provider, ProviderKind, Wanted

MOST_PROVIDERS = 20


@dataclass(frozen=True, slots=True)
class Providers:
    """Adds, changes, suspends and deletes providers.

    Attributes:
        egress: Says which addresses may be asked.
        pace: How often one organization may have addresses looked up.
        taken: Names of the installation's models.
        changed: Told which organization's providers are others now.
    """

    database: Database
    vault: Vault
    egress: GuardedFetch
    pace: Pace
    taken: Callable[[], Collection[str]]
    changed: Callable[[UUID], None]

    async def list(self, caller: Caller) -> list[Provider]:
        """Return the organization's providers."""
        async with self.database.open_scope(caller.scope) as session:
            return await repository.list_providers(session)

    async def get(self, caller: Caller, provider_id: UUID) -> Provider:
        """Return one. Raises ProviderNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            return await repository.get_provider(session, provider_id)

    async def add(self, caller: Caller, wanted: Wanted, key: str | None) -> Provider:
        """Add a provider.

        Raises:
            InvalidInput, EgressRefused, EgressPaceExceeded: Its address is not one to be asked.
            ProviderNameTaken, ModelNameTaken, TooManyProviders: It cannot be kept.
        """
        await self._check(caller, wanted)
        provider_id = new_id()
        async with self.database.open_scope(caller.scope) as session:
            if await repository.count_providers(session) >= MOST_PROVIDERS:
                raise TooManyProviders(f"An organization has at most {MOST_PROVIDERS} providers.")
            await repository.insert_provider(session, provider_id, wanted)
            await repository.replace_models(session, provider_id, wanted.models)
            if key is not None:
                await self._keep_key(session, provider_id, key)
            made = await repository.get_provider(session, provider_id)
            await record(session, Event("provider.added", "provider", provider_id, after=told(made)))
        self.changed(caller.organization_id)
        return made

    async def change(self, caller: Caller, provider_id: UUID, wanted: Wanted, key: str | None) -> Provider:
        """Put settings in the place of a provider's. Its key stays with kind and address, or a new one comes.

        Raises like `add`, and ProviderNotFound.
        """
        await self.get(caller, provider_id)
        await self._check(caller, wanted)
        async with self.database.open_scope(caller.scope) as session:
            before = await repository.get_provider(session, provider_id, lock=True)
            await repository.update_provider(session, provider_id, wanted)
            await repository.replace_models(session, provider_id, wanted.models)
            if key is not None:
                await self._keep_key(session, provider_id, key)
            after = await repository.get_provider(session, provider_id)
            await record(
                session, Event("provider.changed", "provider", provider_id, told(before), told(after))
            )
        self.changed(caller.organization_id)
        return after

    async def set_key(self, caller: Caller, provider_id: UUID, key: str | None) -> Provider:
        """Put a key in the place of the one before, or none. Raises ProviderNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            before = await repository.get_provider(session, provider_id, lock=True)
            if key is None:
                await repository.set_key(session, provider_id, None, None)
            else:
                await self._keep_key(session, provider_id, key)
            after = await repository.get_provider(session, provider_id)
            event = Event("provider.key_changed", "provider", provider_id, _key(before), _key(after))
            await record(session, event)
        self.changed(caller.organization_id)
        return after

    async def switch(self, caller: Caller, provider_id: UUID, *, suspended: bool) -> Provider:
        """Suspend a provider, so that nobody asks it and what runs there ends; or let it go on. Raises ProviderNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            await repository.get_provider(session, provider_id, lock=True)
            await repository.set_suspended(session, provider_id, suspended)
            after = await repository.get_provider(session, provider_id)
            action = "provider.suspended" if suspended else "provider.resumed"
            await record(session, Event(action, "provider", provider_id))
        self.changed(caller.organization_id)
        return after

    async def delete(self, caller: Caller, provider_id: UUID) -> None:
        """Delete a provider with its key and models; what runs there ends. Raises ProviderNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            before = await repository.get_provider(session, provider_id, lock=True)
            await repository.delete_provider(session, provider_id)
            await record(session, Event("provider.deleted", "provider", provider_id, before=told(before)))
        self.changed(caller.organization_id)

    async def _check(self, caller: Caller, wanted: Wanted) -> None:
        """Check names and address. The address is looked up, so no transaction is open."""
        check_models(wanted.models, self.taken())
        if wanted.kind is ProviderKind.ANTHROPIC and any(one.dimensions for one in wanted.models):
            raise InvalidInput(
                "models: a provider of this kind has no models that embed; leave “dimensions” out."
            )
        if wanted.base_url is not None:
            check_query(wanted.base_url)
            self.pace.take(caller.organization_id)
            await self.egress.dialer(wanted.base_url).check()

    async def _keep_key(self, session: Session, provider_id: UUID, key: str) -> None:
        sealed = await self.vault.seal_text(session, key, key_place(provider_id))
        await repository.set_key(session, provider_id, sealed, tail_of(key))


def check_models(models: Iterable[OwnModel], taken: Collection[str]) -> None:
    """Raise InvalidInput, ModelNameTaken for names that cannot be a provider's models'. taken: by the installation."""
    seen: set[str] = set()
    for one in models:
        if is_reserved(one.name):
            raise InvalidInput(f"models: “{one.name}” means something else; give it another name.")
        if one.name in seen:
            raise InvalidInput(f"models: “{one.name}” is there twice.")
        if one.name in taken and not one.shadows and one.dimensions is None:
            raise ModelNameTaken(
                f"The installation has a model “{one.name}”. Give yours another name, or say “shadows” to put it in its place."
            )
        seen.add(one.name)


def told(one: Provider) -> dict[str, Any]:
    """Return what the audit log says of a provider."""
    return {
        "name": one.name,
        "kind": str(one.kind),
        "base_url": one.base_url,
        "key_header": one.key_header,
        "has_key": one.key_set_at is not None,
        "models": [model.name for model in one.models],
    }


def _key(one: Provider) -> dict[str, Any]:
    return {"has_key": one.key_set_at is not None}
